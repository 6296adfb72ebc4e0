"""
What may happen to the turn of a track.

Source: docs/rules/turns.md. The rules are the house's own; where a law sets the time, the chain names it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from helevejen.cases.enums import ClosingObjection, Holder, TurnBucket, TurnEvent, TurnObjection

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MOST_LETTERS = 200
MOST_REASON_LETTERS = 300

#: What somebody may say happened when passing a turn; the other events belong to deeds of their own.
EVENTS_BY_HAND = frozenset({TurnEvent.DONE, TurnEvent.ANSWERED, TurnEvent.NOT_DONE})

#: Events that end a turn without the ball leaving its holder: whoever waits has waited since before them.
EVENTS_THAT_KEEP_THE_HOLDER = frozenset({TurnEvent.POSTPONED, TurnEvent.TAKEN_OVER})

#: Events that end a turn and no step: the ball stays where it is, or the turn should never have been.
EVENTS_THAT_END_NO_STEP = EVENTS_THAT_KEEP_THE_HOLDER | {TurnEvent.CORRECTED}


class Stretch(Protocol):
    """A turn, as far as waiting is concerned."""

    since: datetime
    ended_at: datetime | None
    event: str


def day_of(moment: datetime) -> date:
    """
    Return the day in Denmark.

    Source:
        docs/rules/turns.md (days are Danish days).
    """
    return moment.astimezone(COPENHAGEN).date()


def is_overdue(due_on: date | None, *, on: date) -> bool:
    """
    Return whether a turn is late: from the day after the one it was due.

    Source:
        docs/rules/turns.md (when a turn is due).
    """
    return due_on is not None and due_on < on


def bucket_of(due_on: date | None, *, on: date) -> TurnBucket:
    """
    Return where a turn stands on Min dag. The week ends on Sunday; a turn without a day comes last.

    Source:
        docs/rules/turns.md (when a turn is due).
    """
    if due_on is None:
        return TurnBucket.LATER
    if due_on <= on:
        return TurnBucket.OVERDUE if due_on < on else TurnBucket.TODAY
    sunday = on + timedelta(days=6 - on.weekday())
    return TurnBucket.THIS_WEEK if due_on <= sunday else TurnBucket.LATER


def objection_by_hand(*, is_by_deed: bool) -> TurnObjection | None:
    """
    Return why a turn is not passed or corrected by hand, or None: some steps end by a deed of their own.

    Source:
        docs/rules/turns.md (the chains).
    """
    return TurnObjection.BY_DEED if is_by_deed else None


def objection_to_passing(*, is_track_open: bool, holder: str, event: str) -> TurnObjection | None:
    """
    Return why the turn that a holder has cannot be passed with an event, or None.

    Source:
        docs/rules/turns.md (passing a turn).
    """
    if not is_track_open:
        return TurnObjection.TRACK_CLOSED
    if holder == Holder.SUBTRACKS:
        return TurnObjection.WAITS_FOR_SUBTRACKS
    if event not in EVENTS_BY_HAND:
        return TurnObjection.EVENT_OF_OTHER_DEED
    return None


def objection_to_next(
    *, is_step_known: bool, holder: str, is_holder_staff: bool, due_on: date | None, texts: Iterable[str], on: date
) -> TurnObjection | None:
    """
    Return why the next turn cannot be as wanted, or None.

    Source:
        docs/rules/turns.md (passing a turn).
    """
    if not is_step_known:
        return TurnObjection.UNKNOWN_STEP
    if holder == Holder.SUBTRACKS:
        return TurnObjection.NO_SUBTRACKS
    if holder == Holder.JOBFORMIDLER and not is_holder_staff:
        return TurnObjection.HOLDER_NOT_STAFF
    if due_on is not None and due_on < on:
        return TurnObjection.DUE_IN_PAST
    if any(len(text) > MOST_LETTERS for text in texts):
        return TurnObjection.TOO_LONG
    return None


def objection_to_postponing(*, due_on: date, until: date, reason: str, on: date) -> TurnObjection | None:
    """
    Return why a turn due on a day cannot be postponed until another, or None.

    Source:
        docs/rules/turns.md (postponing); retssikkerhedsloven § 3, stk. 2: whoever waits is told why and until when.
    """
    if not reason.strip():
        return TurnObjection.NO_REASON
    if len(reason) > MOST_LETTERS:
        return TurnObjection.TOO_LONG
    if until < on:
        return TurnObjection.DUE_IN_PAST
    if until <= due_on:
        return TurnObjection.DUE_NOT_LATER
    return None


def objection_to_nudging(
    *, is_turn_open: bool, is_own: bool, nudged_on: Iterable[date], on: date
) -> TurnObjection | None:
    """
    Return why the holder of a turn cannot be nudged, or None.

    Source:
        docs/rules/turns.md (nudging).
    """
    if not is_turn_open:
        return TurnObjection.TURN_ENDED
    if is_own:
        return TurnObjection.OWN_TURN
    if on in set(nudged_on):
        return TurnObjection.NUDGED_TODAY
    return None


def held_since(turns: Iterable[Stretch]) -> datetime | None:
    """
    Return since when the present holder has had the ball, given a track's turns in order; None when it is closed.

    A turn that was postponed or taken over went on, so the wait is counted from where it began.

    Source:
        docs/rules/turns.md (how long somebody has waited).
    """
    began: datetime | None = None
    for turn in turns:
        began = began or turn.since
        if turn.ended_at is None:
            return began
        if turn.event not in EVENTS_THAT_KEEP_THE_HOLDER:
            began = None
    return None


def objection_to_closing_case(
    *, is_open: bool, has_draft_decision: bool, has_coming_meeting: bool, has_ordered_statement: bool
) -> ClosingObjection | None:
    """
    Return why a case cannot be closed, or None.

    Source:
        docs/rules/turns.md (closing a case).
    """
    if not is_open:
        return ClosingObjection.ALREADY_CLOSED
    if has_draft_decision:
        return ClosingObjection.DRAFT_DECISION
    if has_coming_meeting:
        return ClosingObjection.COMING_MEETING
    if has_ordered_statement:
        return ClosingObjection.ORDERED_STATEMENT
    return None
