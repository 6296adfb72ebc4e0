"""
Which of their own turns citizens can pass on with one tick, and where the ball goes.

Source: docs/rules/min-vej.md.
"""

from __future__ import annotations

from typing import Final

from helevejen.cases.enums import Holder, TurnObjection
from helevejen.cases.rules import chains, meetings
from helevejen.cases.rules.decisions import HEARING

#: Own turns that end by a deed of their own: choosing a time, answering a hearing, answering a message.
DONE_OTHERWISE: Final = frozenset({meetings.CHOOSE_TIME, HEARING, chains.CITIZEN_ANSWERS})


def is_ticked_off(step: str) -> bool:
    """
    Return whether a citizen's turn ends when the citizen says it is done.

    Source:
        docs/rules/min-vej.md (ticking off).
    """
    return step not in DONE_OTHERWISE


def step_after(kind: str, step: str) -> chains.Step | None:
    """
    Return where the ball goes when the citizen has done a step: the likeliest link that is the jobformidler's.

    Source:
        docs/rules/min-vej.md (ticking off).
    """
    return next((one for one in chains.likely_next(kind, step) if one.holder == Holder.JOBFORMIDLER), None)


def objection_to_ticking(*, is_own: bool, holder: str, kind: str, step: str) -> TurnObjection | None:
    """
    Return why somebody cannot say that a turn is done as the citizen, or None.

    Source:
        docs/rules/min-vej.md (ticking off).
    """
    if not is_own or holder != Holder.CITIZEN or not is_ticked_off(step) or chains.is_by_deed(kind, step):
        return TurnObjection.TURN_ENDED
    return TurnObjection.UNKNOWN_STEP if step_after(kind, step) is None else None
