"""Counting working days. The day something is received is not counted."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from helevejen.engines.calendar.days import OFFICE, ClosedBy, Closure, OfficeCalendar, closure, closures_of_year
from helevejen.engines.calendar.lines import Line, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """
    The answer of `add_working_days`.

    Attributes:
        start: The day counted from; not counted itself.
        count: The working days asked for; negative is backwards.
        due: The day found, always a working day.
        calendar: Which days counted.
    """

    start: date
    count: int
    due: date
    calendar: OfficeCalendar

    @property
    def passed(self) -> tuple[Closure, ...]:
        """The days between start and due, both left out, that did not count, in order of day."""
        return tuple(closures_between(min(self.start, self.due), max(self.start, self.due), self.calendar))

    def explain(self) -> tuple[Line, ...]:
        """Return why it is that day."""
        return (
            Line(LineKind.ANCHOR, self.start),
            Line(LineKind.COUNT, count=self.count, unit="working_day"),
            *lines_about(self.passed),
            Line(LineKind.DUE, self.due),
        )


def add_working_days(start: date, count: int, calendar: OfficeCalendar = OFFICE) -> WorkingDays:
    """
    Find the working day that is `count` working days after `start`.

    due = the working day d with |{working days w : start < w <= d}| = count; for a negative count the same backwards.
    With count 0 it is `start` itself, or the first working day after it.

    Args:
        start: The day counted from; need not be a working day; is not counted.
        count: Working days, of any sign.
        calendar: Which days count.

    Returns:
        The day, which can explain itself.

    Raises:
        ValueError: the count leads outside 1950–2100.

    Time:
        A few microseconds once the calendar's year is known, which takes some milliseconds.

    Source:
        docs/engines/calendar.md.

    Examples:
        >>> add_working_days(date(2026, 5, 13), 1).due
        datetime.date(2026, 5, 15)
    """
    return WorkingDays(start, count, _due(start, count, calendar), calendar)


def working_days_between(start: date, end: date, calendar: OfficeCalendar = OFFICE) -> int:
    """
    Count the working days after `start`, up to and with `end`; negative when `end` is before `start`.

    |{working days w : start < w <= end}|, or -|{working days w : end <= w < start}|, so that for every n but 0
    working_days_between(start, add_working_days(start, n).due) = n.

    Args:
        start: The day counted from; not counted.
        end: The last day counted.
        calendar: Which days count.

    Raises:
        ValueError: a day is outside 1950–2100.

    Source:
        docs/engines/calendar.md.

    Examples:
        >>> working_days_between(date(2026, 5, 13), date(2026, 5, 18))
        2
    """
    if end < start:
        return -working_days_between(end - _ONE_DAY, start - _ONE_DAY, calendar)
    if start.year == end.year:
        return _until(end, calendar) - _until(start, calendar)
    whole_years = sum(len(working_days_of_year(year, calendar)) for year in range(start.year, end.year))
    return whole_years + _until(end, calendar) - _until(start, calendar)


def closures_between(after: date, before: date, calendar: OfficeCalendar) -> Iterable[Closure]:
    """Yield the days after one and before another that do not count, in order."""
    day = after + _ONE_DAY
    while day < before:
        if (why := closure(day, calendar)) is not None:
            yield why
        day += _ONE_DAY


def lines_about(passed: Iterable[Closure]) -> list[Line]:
    """Return one line for all days of weekends together, then one for each holiday and closing day."""
    passed = list(passed)
    weekends = sum(why.by is ClosedBy.WEEKEND for why in passed)
    lines = [Line(LineKind.WEEKENDS, count=weekends)] if weekends else []
    return lines + [Line(LineKind.CLOSED, why.day, name=why.name) for why in passed if why.by is not ClosedBy.WEEKEND]


@lru_cache(maxsize=512)
def working_days_of_year(year: int, calendar: OfficeCalendar) -> tuple[date, ...]:
    """Return the working days of a year in order."""
    closed = closures_of_year(year, calendar)
    first = date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range((date(year, 12, 31) - first).days + 1))
    return tuple(day for day in days if day.weekday() < _SATURDAY and day not in closed)


def _until(day: date, calendar: OfficeCalendar) -> int:
    """Count the working days of the year up to and with a day."""
    return bisect_right(working_days_of_year(day.year, calendar), day)


def _due(start: date, count: int, calendar: OfficeCalendar) -> date:
    if count == 0:
        count = int(closure(start, calendar) is not None)
        if count == 0:
            return start
    # The place of the day looked for, counted from the first working day of the year of `start`.
    place = _until(start, calendar) + count - 1
    if count < 0 and closure(start, calendar) is not None:
        place += 1
    year = start.year
    while place < 0:
        year -= 1
        place += len(working_days_of_year(year, calendar))
    while place >= len(days := working_days_of_year(year, calendar)):
        place -= len(days)
        year += 1
    return days[place]
