"""
When something can be said about how long a wait lasts, when it is said again, and when what was said is judged.

Source: docs/rules/forecasts.md. The rules are the house's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from helevejen.waiting.rules.flow import LEAST_TOLD

#: Nine of ten.
SHARE: Final = 0.9
#: So many days of the past are looked at.
HISTORY_DAYS: Final = 730
#: So many waits that had lasted as long must have been seen to end, else nothing is said.
LEAST_FINISHED: Final = 30
#: The standard error of the share may be so large, else nothing is said.
LARGEST_ERROR: Final = 0.06
#: It is said anew after so many days, so that what is left fits what has been waited.
ANEW_AFTER_DAYS: Final = 7


class Cell(NamedTuple):
    """What waits are brought together by: the kind of track, the step, the target group (empty for all)."""

    kind: str
    step: str
    group: str


class OpenWait(NamedTuple):
    """One wait that is open, and what was said last of its turn."""

    turn: int
    kind: str
    step: str
    citizen: int
    begun_at: datetime
    said_on: date | None
    said_until: date | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """
    What was said on a day about one wait.

    Attributes:
        group: The target group of the waits it rests on, empty for all.
        waited_days: On the day it was said.
        usual_days: Nine of ten such waits are over within so many days from their beginning.
        left_days: Nine of ten of those that have lasted as long are over within so many days more.
        until: The day that is said.
        based_on: How many waits that ended it rests on.
    """

    turn: int
    kind: str
    step: str
    group: str
    begun_on: date
    issued_on: date
    waited_days: int
    usual_days: int
    left_days: int
    until: date
    based_on: int


@dataclass(frozen=True, slots=True)
class RecordRow:
    """
    How often a wait was over by the day that was said.

    Attributes:
        month: Of the day that was said; None for all months together.
        count: So many times something was said.
        inside: So many times it came as it was said.
        citizens: Of so many different citizens it was said.
    """

    kind: str
    step: str
    month: date | None
    count: int
    inside: int
    citizens: int

    @property
    def share(self) -> float:
        """How often it came as it was said; it should be nine of ten."""
        return self.inside / self.count

    @property
    def is_told(self) -> bool:
        """
        Whether it is of so many citizens that it may be told.

        Source:
            docs/rules/who-waits.md (the record).
        """
        return self.citizens >= LEAST_TOLD


def is_to_be_said(*, said_on: date | None, said_until: date | None, on: date) -> bool:
    """
    Return whether something is to be said about an open wait on a day: at first, when the day has passed, each week.

    Source:
        docs/rules/forecasts.md (when it is said).
    """
    if said_on is None or said_until is None:
        return True
    if said_on >= on:
        return False
    return said_until < on or on - said_on >= timedelta(days=ANEW_AFTER_DAYS)


def months_of_record(on: date) -> tuple[date, date]:
    """
    Return the first day of the twelve whole months that a citizen is told of on a day, and the day after their last.

    Source:
        docs/rules/who-waits.md (the record).

    Examples:
        >>> months_of_record(date(2026, 3, 11))
        (datetime.date(2025, 3, 1), datetime.date(2026, 3, 1))
    """
    before = on.replace(day=1)
    return before.replace(year=before.year - 1), before


def is_enough(*, finished: int, error: float) -> bool:
    """
    Return whether so many waits that ended, with such an error, are enough to say something.

    Source:
        docs/rules/forecasts.md (too few to say).
    """
    return finished >= LEAST_FINISHED and error <= LARGEST_ERROR


def is_to_be_judged(until: date, *, on: date) -> bool:
    """
    Return whether a forecast is judged on a day: when the day that was said has passed, whatever happened before.

    Source:
        docs/rules/forecasts.md (how it is judged).
    """
    return until < on


def is_inside(ended_on: date | None, *, until: date) -> bool:
    """
    Return whether it came as it was said: the wait was over on that day at the latest.

    Source:
        docs/rules/forecasts.md (how it is judged).
    """
    return ended_on is not None and ended_on <= until
