"""Periods of whole days, half-open: the first day is in, `until` is not. An `until` of None never comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Period:
    """
    The days from `from_` up to, not including, `until`.

    Attributes:
        from_: The first day.
        until: The day after the last; None when the end is not known.
    """

    from_: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.from_:
            raise ValueError(f"a period from {self.from_} must end after that day, not {self.until}")

    def __contains__(self, day: date) -> bool:
        return self.contains(day)

    def __iter__(self) -> Iterator[date]:
        """Yield every day; endless when the end is not known."""
        day = self.from_
        while self.until is None or day < self.until:
            yield day
            day += timedelta(days=1)

    @property
    def last_day(self) -> date | None:
        """The last day that is in, None when the end is not known."""
        return None if self.until is None else self.until - timedelta(days=1)

    @property
    def days(self) -> int | None:
        """The count of days, None when the end is not known."""
        return None if self.until is None else (self.until - self.from_).days

    def contains(self, day: date) -> bool:
        """Return whether the day is in the period."""
        return self.from_ <= day and (self.until is None or day < self.until)

    def overlaps(self, other: Period) -> bool:
        """Return whether the two share a day."""
        return self.clip(other) is not None

    def clip(self, to: Period) -> Period | None:
        """Return the days that are also in `to`, None when there are none."""
        from_ = max(self.from_, to.from_)
        until = _earliest(self.until, to.until)
        return Period(from_, until) if until is None or from_ < until else None


def merge(periods: Iterable[Period]) -> list[Period]:
    """Return the same days as few periods, in order; periods that touch become one."""
    merged: list[Period] = []
    for period in _in_order(periods):
        last = merged[-1] if merged else None
        if last is None or (last.until is not None and last.until < period.from_):
            merged.append(period)
        else:
            merged[-1] = Period(last.from_, _latest(last.until, period.until))
    return merged


def _in_order(periods: Iterable[Period]) -> list[Period]:
    return sorted(periods, key=lambda period: (period.from_, period.until or date.max))


def _earliest(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _latest(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
