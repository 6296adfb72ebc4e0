"""What is promised in office time: until when it is kept, what a pause does to it, and how much of it is gone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from helevejen.engines.calendar.days import OFFICE, OfficeCalendar
from helevejen.engines.calendar.hours import COPENHAGEN, add_office_hours, end_of_day, office_hours_between
from helevejen.engines.calendar.working_days import add_working_days

#: A promised day is kept until its last minute; a minute is the least that clocks of office time tell apart.
_LAST_MINUTE = timedelta(minutes=1)


def day_of(moment: datetime) -> date:
    """Return the day of an aware moment in Denmark."""
    return moment.astimezone(COPENHAGEN).date()


def last_minute_of(day: date) -> datetime:
    """Return the last minute of a day in Denmark, in UTC: what is promised for that day is kept until then."""
    return end_of_day(day) - _LAST_MINUTE


def days_promised(since: datetime, days: int, calendar: OfficeCalendar = OFFICE) -> datetime:
    """
    Return the last minute of the working day that is promised, in UTC.

    Args:
        since: An aware moment; its day in Denmark is not counted.
        days: Working days.
        calendar: Which days count.

    Raises:
        ValueError: the moment has no time zone, or the year is not known.

    Source:
        docs/engines/calendar.md.
    """
    return last_minute_of(add_working_days(day_of(since), days, calendar).due)


def office_time(since: datetime, until: datetime, calendar: OfficeCalendar = OFFICE) -> timedelta:
    """
    Return how long the office was open between two aware moments; nothing when they are the wrong way round.

    Source:
        docs/engines/calendar.md.
    """
    return max(office_hours_between(since, until, calendar), timedelta(0))


def extended(due: datetime, stood: timedelta, calendar: OfficeCalendar = OFFICE) -> datetime:
    """
    Return a promise after a pause: as much office time later as the clock stood still. Never earlier.

    Args:
        due: The promise, an aware moment.
        stood: Office time, as `office_time` tells it; nothing, or less, changes nothing.
        calendar: Which days count and when the office is open on them.

    Source:
        docs/engines/calendar.md.
    """
    if stood <= timedelta(0):
        return due
    return max(due, add_office_hours(due, stood, calendar).due)


def share_gone(since: datetime, due: datetime, at: datetime, calendar: OfficeCalendar = OFFICE) -> float:
    """
    Return how much of the office time to a promise is gone, from 0 to 1; 1 when the promise is past.

    Between a promise at the end of a day and the closing time before it the share is 1, and the promise not yet past.

    Args:
        since: When it was promised, an aware moment.
        due: Until when, an aware moment.
        at: The moment asked about.
        calendar: Which days count and when the office is open on them.

    Source:
        docs/engines/calendar.md.
    """
    if at > due:
        return 1.0
    whole = office_time(since, due, calendar)
    if whole <= timedelta(0):
        return 0.0
    return min(office_time(since, at, calendar) / whole, 1.0)
