"""
What citizens may do with their meetings by themselves.

Source: docs/rules/min-vej.md. The times are the house's own; no law sets them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from helevejen.cases.enums import MeetingState
from helevejen.cases.rules import meetings as rules
from helevejen.engines.calendar import OFFICE, OfficeCalendar, is_working_day

#: Later than this before it begins, a meeting is moved on the telephone.
MOVED_NO_LATER_THAN: Final = timedelta(hours=24)
STARTS: Final = (time(9), time(10, 30), time(13), time(14, 30))  # when a citizen is offered to come
DAYS_AHEAD: Final = 28
MOST_OFFERED: Final = 12
MOST_ON_A_DAY: Final = 3
CALL_DAYS: Final = 5


def may_move_own(*, state: str, starts_at: datetime | None, at: datetime) -> bool:
    """
    Return whether a citizen may move a meeting without asking: until the day before.

    Source:
        docs/rules/min-vej.md (moving a meeting).
    """
    return state == MeetingState.BOOKED and starts_at is not None and at < starts_at - MOVED_NO_LATER_THAN


def may_cancel_own(*, state: str, starts_at: datetime | None, at: datetime) -> bool:
    """
    Return whether a citizen may call a meeting off: until it begins, for a late no is better than an empty chair.

    Source:
        docs/rules/min-vej.md (calling a meeting off).
    """
    if state == MeetingState.PROPOSED:
        return True
    return state == MeetingState.BOOKED and starts_at is not None and at < starts_at


def offered_starts(
    *,
    minutes: int,
    booked: Collection[rules.Span],
    closed_days: Collection[date] = (),
    at: datetime,
    calendar: OfficeCalendar = OFFICE,
) -> list[datetime]:
    """
    Return the times a citizen can move a meeting to, in order: working days from the day after tomorrow on.

    Args:
        booked: When the host or the citizen is taken.
        closed_days: When the host is away.

    Source:
        docs/rules/min-vej.md (moving a meeting).
    """
    offered: list[datetime] = []
    for day in _days_after(at.astimezone(rules.COPENHAGEN).date()):
        if day in closed_days or not is_working_day(day, calendar):
            continue
        starts = [start for start in _starts_on(day) if start >= at + MOVED_NO_LATER_THAN]
        offered += rules.free_slots(starts, minutes=minutes, booked=booked, at=at)[:MOST_ON_A_DAY]
    return offered[:MOST_OFFERED]


def call_days(on: date, calendar: OfficeCalendar = OFFICE) -> list[date]:
    """
    Return the days on which a citizen can ask to be called: the next five working days.

    Source:
        docs/rules/min-vej.md (being called).
    """
    return [day for day in _days_after(on) if is_working_day(day, calendar)][:CALL_DAYS]


def _days_after(today: date) -> Iterable[date]:
    return (today + timedelta(days=days) for days in range(1, DAYS_AHEAD + 1))


def _starts_on(day: date) -> list[datetime]:
    return [moment for start in STARTS for moment in rules.moments_of(datetime.combine(day, start))]
