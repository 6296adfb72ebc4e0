"""Every write to a proposal. Callers import this package: `from helevejen.proposals import actions`."""

from helevejen.proposals.actions.answering import (
    Interview,
    hire,
    refuse,
    set_interview,
    want_to_meet,
)
from helevejen.proposals.actions.asking import Asked, accept, decline, propose, withdraw
from helevejen.proposals.actions.ending import release, remind, stop
from helevejen.proposals.actions.keeping import UnableToMoveProposal
from helevejen.proposals.actions.ordering import call_about_order, change_order, look_for_fewer, move_order
from helevejen.proposals.actions.showing import give_name, present
from helevejen.proposals.rules.steps import Why

__all__ = [
    "Asked",
    "Interview",
    "UnableToMoveProposal",
    "Why",
    "accept",
    "call_about_order",
    "change_order",
    "decline",
    "give_name",
    "hire",
    "look_for_fewer",
    "move_order",
    "present",
    "propose",
    "refuse",
    "release",
    "remind",
    "set_interview",
    "stop",
    "want_to_meet",
    "withdraw",
]
