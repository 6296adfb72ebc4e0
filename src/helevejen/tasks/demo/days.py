"""The demo's calendar: working days, office hours and moments on Danish clocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from helevejen.engines.calendar import is_working_day

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class Days:
    """
    Working days around the day of the demo.

    That day itself always counts as one, even on a Sunday, so that somebody who tries the demo on a Sunday sees a day.
    """

    def __init__(self, on: date, years: int) -> None:
        self.on = on
        self.first = on - timedelta(days=365 * years + 5)
        last = on + timedelta(days=400)
        every = (self.first + timedelta(days=n) for n in range((last - self.first).days))
        self.working = [day for day in every if day == on or is_working_day(day)]

    def after(self, day: date, count: int) -> date:
        """Return the working day that is `count` working days after a day; 0 gives the day itself or the next open."""
        index = bisect_left(self.working, day) if count == 0 else bisect_right(self.working, day) + count - 1
        return self.working[max(0, min(index, len(self.working) - 1))]

    def before(self, day: date, count: int) -> date:
        """Return the working day that is `count` working days before a day."""
        return self.working[max(0, bisect_left(self.working, day) - count)]


@lru_cache(maxsize=20_000)
def _midnight(day: date) -> datetime:
    noon = datetime.combine(day, time(12), tzinfo=COPENHAGEN)
    return noon.astimezone(UTC) - timedelta(hours=12)


def at(day: date, minutes: int) -> datetime:
    """Return the moment so many minutes after midnight on Danish clocks, in UTC; for hours after 3 in the morning."""
    return _midnight(day) + timedelta(minutes=minutes)


def start_of(day: date) -> datetime:
    """Return midnight."""
    return datetime.combine(day, time(0), tzinfo=COPENHAGEN).astimezone(UTC)
