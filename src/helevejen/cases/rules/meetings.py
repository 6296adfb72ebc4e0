"""
When a meeting may be held, and what a time on a Danish clock means.

Source: docs/rules/meetings.md. The hours and counts are the house's own; no law sets them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from helevejen.cases.enums import MeetingObjection, MeetingState, TrackKind
from helevejen.cases.rules import chains

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

FIRST_START = time(7)
LAST_END = time(20)
LEAST_MINUTES = 5
MOST_MINUTES = 240
MOST_SLOTS = 10
HOST_ACCESS_AFTER = timedelta(days=1)  # a host who does not follow the citizen keeps access to write the notes

# The links of the chains (chains.toml) on which a meeting passes the turn of its track.
CHOOSE_TIME: Final = "you_choose_time"
MEET: Final = "we_meet"
FIND_TIME: Final = "we_find_time"
ASK_WHY: Final = "we_ask_why"

Span = tuple[datetime, datetime]

MAY_BECOME: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PROPOSED: frozenset({MeetingState.BOOKED, MeetingState.CANCELLED}),
    MeetingState.BOOKED: frozenset({MeetingState.HELD, MeetingState.MISSED, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset(),
    MeetingState.MISSED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}


def moments_of(local: datetime) -> list[datetime]:
    """
    Return the moments in UTC that a time on a Danish clock can mean, in order.

    One as a rule. None in the hour the clock skips in March: that time does not exist. Two in the hour it runs
    through twice in October: ask which is meant.

    Source: Directive 2000/84/EC, articles 1–3; docs/rules/meetings.md.

    Examples:
        >>> moments_of(datetime(2027, 3, 28, 2, 30))
        []
        >>> len(moments_of(datetime(2026, 10, 25, 2, 30)))
        2
    """
    if local.tzinfo is not None:
        raise ValueError(f"a time on a clock has no zone yet, got {local!r}")
    readings = {local.replace(tzinfo=COPENHAGEN, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(
        moment
        for moment in readings
        if moment.astimezone(COPENHAGEN).replace(tzinfo=None, fold=0) == local.replace(fold=0)
    )


def objection_to_time(*, starts_at: datetime, minutes: int, at: datetime) -> MeetingObjection | None:
    """
    Return why a meeting cannot be held then, or None.

    Source: docs/rules/meetings.md.
    """
    if minutes < LEAST_MINUTES:
        return MeetingObjection.TOO_SHORT
    if minutes > MOST_MINUTES:
        return MeetingObjection.TOO_LONG
    if starts_at <= at:
        return MeetingObjection.IN_THE_PAST
    starts, ends = (moment.astimezone(COPENHAGEN) for moment in span_of(starts_at, minutes))
    if starts.time() < FIRST_START:
        return MeetingObjection.TOO_EARLY
    if ends.date() != starts.date() or ends.time() > LAST_END:
        return MeetingObjection.TOO_LATE
    return None


def objection_to_slots(*, slots: Sequence[datetime], minutes: int, at: datetime) -> MeetingObjection | None:
    """
    Return why these times cannot be proposed together, or None.

    Source: docs/rules/meetings.md.
    """
    if not slots:
        return MeetingObjection.NO_SLOTS
    if len(slots) > MOST_SLOTS:
        return MeetingObjection.TOO_MANY_SLOTS
    for slot in slots:
        if objection := objection_to_time(starts_at=slot, minutes=minutes, at=at):
            return objection
    spans = sorted(span_of(slot, minutes) for slot in slots)
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        return MeetingObjection.SLOT_TWICE
    return None


def takes_meetings(*, kind: str, step: str) -> bool:
    """
    Return whether a meeting may take the turn of a track: not what only an answer or another deed of its own ends.

    Source: docs/rules/meetings.md (the track of a meeting).

    Examples:
        >>> takes_meetings(kind="mentoring", step="we_talk_again")
        True
        >>> takes_meetings(kind="dialogue", step="we_answer")
        False
    """
    return kind != TrackKind.DIALOGUE and not chains.is_by_deed(kind, step)


def objection_to_change(state: str, *, to: MeetingState) -> MeetingObjection | None:
    """
    Return why a meeting in one state cannot get into another, or None.

    Source: docs/rules/meetings.md, the table of states.
    """
    if to in MAY_BECOME[MeetingState(state)]:
        return None
    return MeetingObjection.NOT_PROPOSED if to == MeetingState.BOOKED else MeetingObjection.NOT_BOOKED


def has_begun(*, starts_at: datetime, at: datetime) -> bool:
    """
    Return whether a meeting has begun, so that it can be written down what came of it: held, or not.

    Source: docs/rules/meetings.md.
    """
    return at >= starts_at


def find_clash(span: Span, booked: Iterable[Span]) -> Span | None:
    """
    Return the first booked span that shares time with this one, or None. One may begin when the other ends.

    Source: docs/rules/meetings.md.
    """
    return next((other for other in sorted(booked) if other[0] < span[1] and span[0] < other[1]), None)


def free_slots(slots: Collection[datetime], *, minutes: int, booked: Collection[Span], at: datetime) -> list[datetime]:
    """
    Return the proposed times that can still be chosen, in order.

    Source: docs/rules/meetings.md.
    """
    return [slot for slot in sorted(slots) if slot > at and find_clash(span_of(slot, minutes), booked) is None]


def choose_by(slots: Sequence[datetime], *, usual: date, at: datetime) -> date:
    """
    Return the day by which the citizen is asked to choose: the usual one, but before the last proposed time.

    Source: docs/rules/meetings.md.
    """
    last = max(slots).astimezone(COPENHAGEN).date() - timedelta(days=1)
    return max(at.astimezone(COPENHAGEN).date(), min(last, usual))


def span_of(starts_at: datetime, minutes: int) -> Span:
    """
    Return start and end in UTC, so that a meeting over the change of the clock lasts as long as it should.

    Source: docs/rules/meetings.md.
    """
    starts = starts_at.astimezone(UTC)
    return starts, starts + timedelta(minutes=minutes)
