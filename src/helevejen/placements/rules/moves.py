"""
What comes next in a placement, and on which day: the one turn of its track.

Source: docs/rules/placements.md (what comes next).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from helevejen.placements.enums import Move, Party, PlacementState

#: How many days before the last one both are asked how it went.
ASK_DAYS_BEFORE: Final = 10
#: How many days after the first one they are asked, where no last day is agreed.
ASK_DAYS_AFTER: Final = 56
#: How long the company has to answer, and after how long nobody asks any more.
ANSWER_DAYS: Final = 7
ASKED_FOR_DAYS: Final = 21
#: After the last day it can still be told how it went.
TOLD_FOR_DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How a placement stands.

    Attributes:
        is_trial: An internship, which is an offer of the law; the others are jobs.
        ends_on: The last day agreed, None when it is open.
        is_citizen_ok: The citizen has said yes to the version that holds; the company likewise has seen it.
        is_questioned: Somebody has said that something does not fit, and nobody has answered.
        asked_on: When the company was asked how it goes; `has_company_said` when it has answered.
        is_job_over: The job of the case is written down as over, on `ends_on`.
    """

    state: str
    is_trial: bool
    starts_on: date
    ends_on: date | None
    is_citizen_ok: bool
    is_company_ok: bool
    is_questioned: bool = False
    has_company_said: bool = False
    asked_on: date | None = None
    review_on: date | None = None
    talk_on: date | None = None
    is_job_over: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """The next move and its day; None when the chain of the track sets the day."""

    move: Move
    due_on: date | None = None


def next_of(now: Standing, on: date) -> Next | None:
    """
    Return what comes next, None when nothing does.

    Source:
        docs/rules/placements.md (what comes next).
    """
    if now.state == PlacementState.PLANNED:
        return _before_it_begins(now)
    if now.state != PlacementState.RUNNING:
        return None
    if now.is_questioned:
        return Next(Move.MEND_TRIAL if now.is_trial else Move.MEND)
    if now.is_trial:
        return Next(Move.END_TRIAL if now.has_company_said else Move.TRIAL_RUNS, now.ends_on)
    return _in_a_job(now, on)


def ask_on(*, starts_on: date, ends_on: date | None) -> date:
    """
    Return from when both are asked how it went.

    Source:
        docs/rules/placements.md (how it went).
    """
    if ends_on is None:
        return starts_on + timedelta(days=ASK_DAYS_AFTER)
    return max(starts_on, ends_on - timedelta(days=ASK_DAYS_BEFORE))


def may_evaluate(*, state: str, ended_on: date | None, has_said: bool, on: date) -> bool:
    """
    Return whether somebody can tell how it went: once, from the first day until some time after the last.

    Source:
        docs/rules/placements.md (how it went).
    """
    if has_said or state == PlacementState.PLANNED:
        return False
    return ended_on is None or on <= ended_on + timedelta(days=TOLD_FOR_DAYS)


def is_asked_now(*, starts_on: date, ends_on: date | None, asked_on: date | None, on: date) -> bool:
    """
    Return whether the pages of citizen and company ask how it went.

    Source:
        docs/rules/placements.md (how it went).
    """
    return asked_on is not None or on >= ask_on(starts_on=starts_on, ends_on=ends_on)


def asked_party(move: Move) -> Party | None:
    """
    Return who has the ball besides us, None when it is ours.

    Source:
        docs/rules/placements.md (what comes next).
    """
    if move == Move.CITIZEN_READS:
        return Party.CITIZEN
    if move in {Move.COMPANY_READS, Move.COMPANY_EVALUATES, Move.TRIAL_RUNS}:
        return Party.COMPANY
    return None


def is_of_placement(step: str) -> bool:
    """
    Return whether a link of the chain belongs to a placement alone, and is done on its page.

    Source:
        docs/rules/placements.md (what comes next).
    """
    return step in Move.values and step != Move.TRIAL_RUNS


def _before_it_begins(now: Standing) -> Next:
    if now.is_questioned:
        return Next(Move.MEND)
    if not now.is_citizen_ok:
        return Next(Move.CITIZEN_READS)
    if not now.is_company_ok:
        return Next(Move.COMPANY_READS)
    return Next(Move.BEGIN, now.starts_on)


def _in_a_job(now: Standing, on: date) -> Next | None:
    if now.is_job_over:
        return Next(Move.CONCLUDE, now.ends_on)
    coming = [
        Next(move, day)
        for move, day in (
            (Move.REVIEW_HOURS, now.review_on),
            (Move.TALK, now.talk_on),
            (Move.COMPANY_EVALUATES, _answer_day(now, on)),
            (Move.ASK, _asking_day(now)),
            (Move.CONCLUDE, now.ends_on),
        )
        if day is not None
    ]
    # What is ours and due comes before what somebody else owes us, so that a silent company hides nothing.
    return min(coming, key=lambda one: (not _is_ours_and_due(one, on), one.due_on or date.max), default=None)


def _is_ours_and_due(one: Next, on: date) -> bool:
    return asked_party(one.move) is None and one.due_on is not None and one.due_on <= on


def _asking_day(now: Standing) -> date | None:
    if now.has_company_said or now.asked_on is not None:
        return None
    return ask_on(starts_on=now.starts_on, ends_on=now.ends_on)


def _answer_day(now: Standing, on: date) -> date | None:
    if now.has_company_said or now.asked_on is None or on > now.asked_on + timedelta(days=ASKED_FOR_DAYS):
        return None
    return now.asked_on + timedelta(days=ANSWER_DAYS)
