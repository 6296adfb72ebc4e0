"""Every five minutes: keep up with the dialogues, remind, give to somebody who is there, make letters ready."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial

from helevejen.core.acting import system_acting
from helevejen.core.deeds import Refusal
from helevejen.engines.calendar import day_of
from helevejen.inquiries import actions, queries
from helevejen.placements import actions as placement_actions
from helevejen.placements import queries as placement_queries
from helevejen.recruitment import actions as order_actions
from helevejen.recruitment import queries as order_queries

FAILED = "failed"
_log = logging.getLogger(__name__)


def tend(at: datetime) -> Counter[str]:
    """
    Do what is due at a moment, each thing in a deed of its own, and return how many were done. It may run twice.

    A fault in one thing is logged and counted as failed, and the others are done.
    """
    done: Counter[str] = Counter()
    with system_acting("tending", "Passer henvendelser og frister"):
        for number in queries.dialogues_to_settle():
            _count(done, "settled", partial(actions.settle_dialogue, inquiry_id=number, at=at))
        for number in queries.ids_without_owner_too_long(at):
            _count(done, "given", partial(actions.rehome, inquiry_id=number, at=at))
        for number in queries.ids_to_remind(at):
            _count(done, "reminded", partial(actions.remind, inquiry_id=number, at=at))
        for number in order_queries.orders_to_remind(at):
            _count(done, "orders", partial(order_actions.remind_owner, order_id=number, at=at))
        for number in placement_queries.placements_to_ask(day_of(at)):
            tell = partial(placement_actions.tell_of_asking, placement_id=number, at=at)
            _count(done, "asked", partial(_unless_refused, tell))
        for about, due_on in queries.decisions_to_tell_of(at):
            _count(done, "letters", partial(actions.ready_notice, about=about, due_on=due_on, at=at))
        for notice in queries.letters_not_needed():
            drop = partial(actions.drop_notice, notice=notice, by=None, at=at)
            _count(done, "dropped", partial(_unless_refused, drop))
    return +done


def _count(done: Counter[str], key: str, deed: Callable[[], object]) -> None:
    try:
        done[key] += bool(deed())
    except Exception as fault:  # noqa: BLE001 - one inquiry's fault must not keep the others from what is due
        _log.error("inquiry_not_tended", extra={"fault": type(fault).__name__})
        done[FAILED] += 1


def _unless_refused(deed: Callable[[], object]) -> bool:
    try:
        return deed() is not False
    except Refusal:
        return False  # somebody was first
