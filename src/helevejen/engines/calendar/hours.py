"""Office hours: a clock that runs only while the office is open, right on both nights of the clock change too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from helevejen.engines.calendar.days import OFFICE, OfficeCalendar, closure
from helevejen.engines.calendar.lines import Line, LineKind
from helevejen.engines.calendar.working_days import closures_between, lines_about

if TYPE_CHECKING:
    from collections.abc import Iterator


COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfficeMoment:
    """
    The answer of `add_office_hours`.

    Attributes:
        start: The moment counted from, in UTC.
        hours: The office time asked for.
        due: The moment found, in UTC, within opening hours or at closing time.
        calendar: Which days counted, and when the office was open.
    """

    start: datetime
    hours: timedelta
    due: datetime
    calendar: OfficeCalendar

    def explain(self) -> tuple[Line, ...]:
        """Return why it is that moment; the count is in minutes."""
        return (
            Line(LineKind.ANCHOR, _day_of(self.start)),
            Line(LineKind.COUNT, count=round(self.hours / timedelta(minutes=1)), unit="office_minute"),
            *lines_about(closures_between(_day_of(self.start), _day_of(self.due), self.calendar)),
            Line(LineKind.DUE, _day_of(self.due)),
        )


def add_office_hours(start: datetime, hours: timedelta, calendar: OfficeCalendar = OFFICE) -> OfficeMoment:
    """
    Find the moment at which the office has been open for `hours` since `start`.

    due = the least t >= start at which the office is open, or just closing, and
    sum over opening intervals I of |I ∩ (start, t]| >= hours.

    Args:
        start: An aware moment.
        hours: Office time, >= 0.
        calendar: Which days count and when the office is open on them.

    Returns:
        The moment in UTC, which can explain itself.

    Raises:
        ValueError: the moment has no time zone, or the time is negative.

    Source:
        docs/engines/calendar.md.

    Examples:
        >>> friday = datetime(2026, 5, 22, 12, tzinfo=UTC)  # 14.00 in Denmark; open 9–15; Monday is Whit Monday
        >>> add_office_hours(friday, timedelta(hours=4)).due.isoformat()
        '2026-05-26T10:00:00+00:00'
    """
    begin = _in_utc(start)
    if hours < timedelta(0):
        raise ValueError(f"hours must not be negative, and is {hours}")
    left = hours
    for opens, closes in _openings(begin, calendar):
        from_ = max(begin, opens)
        if from_ <= closes and left <= closes - from_:
            return OfficeMoment(begin, hours, from_ + left, calendar)
        left -= max(closes - from_, timedelta(0))
    raise AssertionError("unreachable: openings are endless")


def office_hours_between(start: datetime, end: datetime, calendar: OfficeCalendar = OFFICE) -> timedelta:
    """
    Return how long the office was open between two moments; negative when `end` is before `start`.

    Args:
        start: An aware moment.
        end: An aware moment.
        calendar: Which days count and when the office is open on them.

    Raises:
        ValueError: a moment has no time zone.

    Source:
        docs/engines/calendar.md.
    """
    begin, stop = _in_utc(start), _in_utc(end)
    if stop < begin:
        return -office_hours_between(end, start, calendar)
    (first_year, before), (last_year, until) = _open_until(begin, calendar), _open_until(stop, calendar)
    return sum((_open_in_year(year, calendar)[-1] for year in range(first_year, last_year)), until - before)


def closing_time(day: date, calendar: OfficeCalendar = OFFICE) -> datetime | None:
    """Return when the office closes on a day, in UTC; None when it is not open that day."""
    opening = _opening(day, calendar)
    return opening[1] if opening else None


def end_of_day(day: date) -> datetime:
    """Return the midnight that ends a day in Denmark, in UTC: what is due that day is late from this moment on."""
    return datetime.combine(day + _ONE_DAY, time(0), tzinfo=COPENHAGEN).astimezone(UTC)


def _openings(begin: datetime, calendar: OfficeCalendar) -> Iterator[tuple[datetime, datetime]]:
    day = _day_of(begin)
    while True:
        if opening := _opening(day, calendar):
            yield opening
        day += _ONE_DAY


@lru_cache(maxsize=4_096)  # a list asks for the same day's end over and over, and for the same now
def _open_until(moment: datetime, calendar: OfficeCalendar) -> tuple[int, timedelta]:
    """Return the year of a moment in UTC, and how long the office was open in it before the moment."""
    day = _day_of(moment)
    before = _open_in_year(day.year, calendar)[day.timetuple().tm_yday - 1]
    if opening := _opening(day, calendar):
        before += max(min(opening[1], moment) - opening[0], timedelta(0))
    return day.year, before


@lru_cache(maxsize=512)
def _open_in_year(year: int, calendar: OfficeCalendar) -> tuple[timedelta, ...]:
    """Return how long the office is open in a year before each of its days, and in all of it."""
    first = date(year, 1, 1)
    openings = (_opening(first + n * _ONE_DAY, calendar) for n in range((date(year + 1, 1, 1) - first).days))
    return (timedelta(0), *accumulate(one[1] - one[0] if one else timedelta(0) for one in openings))


@lru_cache(maxsize=4_096)
def _opening(day: date, calendar: OfficeCalendar) -> tuple[datetime, datetime] | None:
    """Return the opening and closing of a day in UTC, each by the clock of its own hour."""
    if closure(day, calendar) is not None or (hours := calendar.hours[day.weekday()]) is None:
        return None
    opens = datetime.combine(day, hours.opens, tzinfo=COPENHAGEN).astimezone(UTC)
    return opens, datetime.combine(day, hours.closes, tzinfo=COPENHAGEN).astimezone(UTC)


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC)


def _day_of(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()
