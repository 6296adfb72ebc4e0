"""A silent party is reminded and released, by a person; the jobformidler stops; a filled order ends what is left."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit.enums import Purpose
from helevejen.cases.actions import turns
from helevejen.cases.queries.nudges import nudged_on
from helevejen.core import acting
from helevejen.core.deeds import action, refused_as, step
from helevejen.engines.calendar import day_of
from helevejen.proposals.actions import keeping
from helevejen.proposals.actions.keeping import UnableToMoveProposal
from helevejen.proposals.enums import ProposalEventKind, ProposalState
from helevejen.proposals.models import Proposal
from helevejen.proposals.rules import clocks, steps
from helevejen.recruitment.models import JobOrder


@action
def remind(*, proposal: Proposal, by: User, at: datetime, expected: int | None = None) -> Proposal:
    """
    Remind whoever has not answered in time. The citizen is told on Min vej; the company is called by whoever reminds.

    Raises:
        UnableToMoveProposal: nothing has been changed.
    """
    proposal = keeping.hold(proposal, expected, at=at)
    turn = proposal.track.open_turn
    if objection := clocks.objection_to_reminding(
        party=steps.party_of(proposal.state), answer_due_on=turn.due_on if turn else None, on=day_of(at)
    ):
        raise UnableToMoveProposal(objection)
    assert turn is not None, "objection_to_reminding has asked"
    with refused_as(UnableToMoveProposal):
        turns.nudge(turn=turn, by=by, at=at)
    keeping.record(proposal, ProposalEventKind.REMINDED, by=by, at=at)
    return proposal


@action
def release(*, proposal: Proposal, by: User, at: datetime, expected: int | None = None) -> Proposal:
    """
    End a proposal that somebody was reminded of and did not answer. Nobody is blamed.

    Raises:
        UnableToMoveProposal: nothing has been changed.
    """
    proposal = keeping.hold(proposal, expected, at=at)
    turn = proposal.track.open_turn
    reminded_on = nudged_on(turn) if turn else None
    if objection := clocks.objection_to_releasing(
        party=steps.party_of(proposal.state),
        answer_due_on=turn.due_on if turn else None,
        reminded_on=reminded_on,
        on=day_of(at),
    ):
        raise UnableToMoveProposal(objection)
    return keeping.end(proposal, ProposalState.RELEASED, by=by, at=at)


@action
def stop(*, proposal: Proposal, by: User, at: datetime, expected: int | None = None) -> Proposal:
    """
    End a proposal as the jobformidler, because something else came.

    Raises:
        UnableToMoveProposal: nothing has been changed.
    """
    return keeping.end(keeping.hold(proposal, expected, at=at), ProposalState.STOPPED, by=by, at=at)


# --- Steps ---


@step
def end_others(order: JobOrder, *, by: User, at: datetime) -> None:
    """End every proposal of a held order that goes on, by case, so that nobody waits in a ring."""
    with _about_others():
        for proposal in Proposal.objects.live().filter(order=order).order_by("case_id", "pk"):
            keeping.end(keeping.hold(proposal, None, at=at), ProposalState.FILLED, by=by, at=at)


def _about_others() -> AbstractContextManager[None]:
    """Say in the log that it concerned citizens because they were proposed, whoever's deed ended it."""
    return acting.for_purpose(Purpose.PROPOSAL) if acting.current() is not None else nullcontext()
