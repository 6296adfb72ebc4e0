"""The deadline: an anchor, a duration and the pauses that stopped the clock."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from helevejen.engines.calendar.days import OFFICE, OfficeCalendar, closure
from helevejen.engines.calendar.lines import Line, LineKind
from helevejen.engines.calendar.working_days import add_working_days, closures_between, lines_about

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a duration is counted in."""

    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class IfClosed(StrEnum):
    """What becomes of a due day that is no working day; the rule says which."""

    KEEP = "keep"
    LATER = "later"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Pause:
    """
    Days on which a clock stands still.

    Attributes:
        from_: The first day of the pause.
        until: The day after the last; None when it is not over.
        why: Its legal basis or reason, kept for the explanation.
    """

    from_: date
    until: date | None
    why: str

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.from_:
            raise ValueError(f"a pause from {self.from_} must end after that day, not {self.until}")

    def contains(self, day: date) -> bool:
        """Return whether the clock stands still that day."""
        return self.from_ <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Deadline:
    """
    The answer of `deadline`.

    Attributes:
        anchor: The day the clock started.
        amount: The duration, in `unit`.
        unit: What the duration is counted in.
        due: The last day on which it is in time; None while the clock stands still in a pause that is not over.
        lines: Why.
    """

    anchor: date
    amount: int
    unit: Unit
    due: date | None
    lines: tuple[Line, ...]

    @property
    def stands_still(self) -> bool:
        """Whether the clock waits for a pause to end."""
        return self.due is None

    def explain(self) -> tuple[Line, ...]:
        """Return why it is due that day."""
        return self.lines


def deadline(
    anchor: date,
    amount: int,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    calendar: OfficeCalendar = OFFICE,
    if_closed: IfClosed = IfClosed.KEEP,
) -> Deadline:
    """
    Find the last day of a duration that starts the day after its anchor.

    Without pauses: working days as in `add_working_days`; n days later; the same weekday n weeks later; the same day
    of the month n months later, or the last of that month when it is shorter; a year is twelve months. With pauses:
    let N be the days from the anchor to that day (working days when the unit is); the due day is the Nth day after
    the anchor that lies in no pause (the Nth such working day). So two pauses that overlap count once.

    Args:
        anchor: The day of the event that starts the clock; not counted.
        amount: How many units, >= 0.
        unit: What is counted.
        pauses: Days on which the clock stands still, in any order; may overlap.
        calendar: Which days are working days.
        if_closed: What becomes of a due day that is no working day.

    Returns:
        The due day and why; no due day while a pause that is not over holds the clock.

    Raises:
        ValueError: the amount is negative, or working days are asked for outside 1950–2100.

    Source:
        Clocks and anchors: docs/engines/calendar.md. Which rule has which anchor is not known here.

    Examples:
        >>> three_days = Pause(date(2026, 1, 10), date(2026, 1, 13), "holiday")
        >>> deadline(date(2026, 1, 5), 4, Unit.WEEK, [three_days]).due
        datetime.date(2026, 2, 5)
    """
    if amount < 0:
        raise ValueError(f"amount must not be negative, and is {amount}")
    unpaused = _unpaused(anchor, amount, unit, calendar)
    # Most deadlines meet no pause; then there is no need to walk their days.
    is_met = any(pause.from_ <= unpaused and (pause.until is None or pause.until > anchor) for pause in pauses)
    due, used = _Steps(anchor, unpaused, unit, calendar).walk(pauses) if is_met and amount else (unpaused, [])
    lines = [Line(LineKind.ANCHOR, anchor), Line(LineKind.COUNT, count=amount, unit=unit)]
    if unit in (Unit.MONTH, Unit.YEAR) and unpaused.day != anchor.day:
        lines.append(Line(LineKind.SHORT_MONTH, unpaused))
    if due is None:
        still = max((pause for pause in pauses if pause.until is None), key=lambda pause: pause.from_)
        lines += [*used, Line(LineKind.STANDS_STILL, still.from_, name=still.why)]
        return Deadline(anchor, amount, unit, None, tuple(lines))
    if unit is Unit.WORKING_DAY:
        lines += lines_about(closures_between(anchor, due, calendar))
    moved = _moved(due, calendar, if_closed)
    lines += used
    if moved != due:
        why = closure(due, calendar)
        lines.append(Line(LineKind.MOVED, due, moved, name=why.name if why else ""))
    return Deadline(anchor, amount, unit, moved, (*lines, Line(LineKind.DUE, moved)))


@dataclass(frozen=True, slots=True)
class _Steps:
    """One walk from the anchor, day by day."""

    anchor: date
    unpaused: date
    unit: Unit
    calendar: OfficeCalendar

    def walk(self, pauses: Sequence[Pause]) -> tuple[date | None, list[Line]]:
        """Return the due day (None when the clock stands still) and a line for each pause that cost days."""
        days_to_go = sum(self._counts(self.anchor + _ONE_DAY * n) for n in range(1, self._raw_days + 1))
        cost = dict.fromkeys(range(len(pauses)), 0)
        day = self.anchor
        while days_to_go:
            day += _ONE_DAY
            if not self._counts(day):
                continue
            holder = next((index for index, pause in enumerate(pauses) if pause.contains(day)), None)
            if holder is None:
                days_to_go -= 1
            elif any(pause.until is None and pause.contains(day) for pause in pauses):
                return None, _pause_lines(pauses, cost)
            else:
                cost[holder] += 1
        return day, _pause_lines(pauses, cost)

    @property
    def _raw_days(self) -> int:
        return (self.unpaused - self.anchor).days

    def _counts(self, day: date) -> bool:
        return self.unit is not Unit.WORKING_DAY or closure(day, self.calendar) is None


def _unpaused(anchor: date, amount: int, unit: Unit, calendar: OfficeCalendar) -> date:
    match unit:
        case Unit.WORKING_DAY:
            return add_working_days(anchor, amount, calendar).due
        case Unit.DAY:
            return anchor + timedelta(days=amount)
        case Unit.WEEK:
            return anchor + timedelta(weeks=amount)
        case Unit.MONTH:
            return _months_later(anchor, amount)
        case Unit.YEAR:
            return _months_later(anchor, 12 * amount)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _moved(due: date, calendar: OfficeCalendar, if_closed: IfClosed) -> date:
    if if_closed is IfClosed.KEEP or closure(due, calendar) is None:
        return due
    return add_working_days(due, 1 if if_closed is IfClosed.LATER else -1, calendar).due


def _pause_lines(pauses: Sequence[Pause], cost: dict[int, int]) -> list[Line]:
    spent = [(pauses[index], days) for index, days in cost.items() if days]
    spent.sort(key=lambda pair: pair[0].from_)
    return [Line(LineKind.PAUSE, pause.from_, pause.until, days, name=pause.why) for pause, days in spent]
