"""The other kinds of legal clock beside the deadline: count in a window, quota, recurrence, cap on duration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from helevejen.engines.calendar.deadlines import Deadline, Pause, Unit, deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """
    How far a duty to do something a number of times within a window has come.

    Attributes:
        done: The days in the window on which it was done, in order.
        missing: How many times are still to come, >= 0.
        last_day: The last day of the window.
    """

    done: tuple[date, ...]
    missing: int
    last_day: date

    @property
    def is_kept(self) -> bool:
        """Whether it has been done often enough."""
        return self.missing == 0


def count_in_window(events: Iterable[date], *, from_: date, until: date, at_least: int) -> Window:
    """
    Count what was done in the days from `from_` up to, not including, `until`.

    Args:
        events: The days on which it was done, in any order; those outside the window do not count.
        from_: The first day of the window.
        until: The day after the last.
        at_least: How many times it must be done, >= 0.

    Raises:
        ValueError: the window is empty, or `at_least` is negative.

    Source:
        docs/engines/calendar.md.
    """
    if until <= from_ or at_least < 0:
        raise ValueError(f"wanted from_ < until and at_least >= 0, not {from_}, {until}, {at_least}")
    done = tuple(sorted(day for day in events if from_ <= day < until))
    return Window(done, max(at_least - len(done), 0), until - _ONE_DAY)


@dataclass(frozen=True, slots=True)
class Quota:
    """
    How a share stands against the least or most it may be.

    Attributes:
        counted: How many were of the kind.
        total: How many there were in all.
        least: The least share that is asked for, 0–1.
        missing: How many more of the kind, beside those there are, would bring the share up to it; None when none can.
    """

    counted: int
    total: int
    least: Fraction
    missing: int | None

    @property
    def is_kept(self) -> bool:
        """Whether the share is reached; of nothing it is."""
        return self.missing == 0


def quota(counted: int, total: int, *, least: Fraction) -> Quota:
    """
    Compare a share with the least it must be, e.g. three in four.

    missing = the least k >= 0 with (counted + k) / (total + k) >= least, exact.

    Args:
        counted: How many are of the kind, 0 <= counted <= total.
        total: How many there are.
        least: The share asked for, 0 <= least <= 1; a fraction, so that 3/4 is three in four to the last one.

    Raises:
        ValueError: a number is out of range.

    Source:
        docs/engines/calendar.md.
    """
    if not 0 <= counted <= total or not 0 <= least <= 1:
        raise ValueError(f"wanted 0 <= counted <= total and 0 <= least <= 1, not {counted}, {total}, {least}")
    short = least * total - counted
    if short <= 0:
        return Quota(counted, total, least, 0)
    missing = None if least == 1 else -int(-short // (1 - least))
    return Quota(counted, total, least, missing)


def next_occurrence(last: date, amount: int, unit: Unit, pauses: Sequence[Pause] = ()) -> Deadline:
    """
    Find when something that recurs is due again: a deadline whose anchor is the last time.

    Args:
        last: The last time it was done.
        amount: The longest that may pass, in `unit`, > 0.
        unit: What is counted.
        pauses: Days on which the clock stands still.

    Raises:
        ValueError: the amount is not positive.

    Source:
        docs/engines/calendar.md.
    """
    if amount <= 0:
        raise ValueError(f"amount must be positive, and is {amount}")
    return deadline(last, amount, unit, pauses)


@dataclass(frozen=True, slots=True)
class DurationUsed:
    """
    How much of a longest duration is used.

    Attributes:
        used_days: Days used, each counted once.
        left_days: Days left, >= 0.
        over_days: Days used beyond the cap, >= 0.
    """

    used_days: int
    left_days: int
    over_days: int

    @property
    def is_kept(self) -> bool:
        """Whether no day beyond the cap is used."""
        return self.over_days == 0


def duration_used(periods: Iterable[tuple[date, date]], *, most_days: int) -> DurationUsed:
    """
    Add up days used, in periods from a first day up to, not including, another; days in two periods count once.

    Args:
        periods: (first day, day after the last), in any order.
        most_days: The most that may be used, >= 0.

    Raises:
        ValueError: a period ends before it begins, or `most_days` is negative.

    Source:
        docs/engines/calendar.md.
    """
    in_order = sorted(periods)
    if most_days < 0 or any(until <= from_ for from_, until in in_order):
        raise ValueError("wanted most_days >= 0 and every period to end after it begins")
    used = 0
    reached = date.min
    for from_, until in in_order:
        used += max((until - max(from_, reached)).days, 0)
        reached = max(reached, until)
    return DurationUsed(used, max(most_days - used, 0), max(used - most_days, 0))
