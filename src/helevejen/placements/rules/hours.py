"""
The hours of a placement: agreed and worked by the week, and the ladder on which they grow.

Source: docs/rules/placements.md (hours; the ladder).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from helevejen.placements.enums import Direction, PlacementObjection
from helevejen.placements.rules.agreeing import FLEX_FORMS, MOST_MINIFLEKS_HOURS, MOST_WEEKLY_HOURS
from helevejen.placements.rules.durations import months_after
from helevejen.recruitment.enums import EmploymentForm

MOST_WORKED_HOURS: Final = Decimal(80)
REVIEW_MONTHS: Final = 6
WEEKS_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: so many hours a week from a day, and when it is looked at again."""

    from_on: date
    hours: Decimal
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Grown:
    """How the hours have moved: at the start, now, and the next step that is agreed."""

    at_start: Decimal
    now: Decimal
    coming: Rung | None = None

    @property
    def more(self) -> Decimal:
        return self.now - self.at_start


def standing(written: Iterable[Rung]) -> list[Rung]:
    """
    Return the steps that stand, by day, of all that were ever written, in the order they were written.

    A later step takes the place of those that were to begin on its day or after.

    Source:
        docs/rules/placements.md (the ladder).
    """
    stands: list[Rung] = []
    for rung in written:
        stands = [one for one in stands if one.from_on < rung.from_on]
        stands.append(rung)
    return stands


def hours_on(stands: Sequence[Rung], day: date) -> Decimal | None:
    """
    Return the agreed hours a week on a day, None before the first step.

    Source:
        docs/rules/placements.md (the ladder).
    """
    return next((one.hours for one in reversed(stands) if one.from_on <= day), None)


def grown(written: Sequence[Rung], on: date) -> Grown | None:
    """
    Return how the hours have moved until a day, from all steps in the order they were written; None without any.

    A ladder that has not begun is at its start.

    Source:
        docs/rules/placements.md (the ladder).
    """
    if not written:
        return None
    stands = standing(written)
    now = hours_on(stands, on)
    coming = next((one for one in stands if one.from_on > on), None)
    return Grown(written[0].hours, written[0].hours if now is None else now, coming)


def direction(before: Decimal, after: Decimal) -> Direction:
    """
    Return where a step leads.

    Source:
        docs/rules/placements.md (the ladder).
    """
    return Direction.UP if after > before else Direction.DOWN if after < before else Direction.SAME


def review_day(on: date) -> date:
    """
    Return the last day on which the hours must be looked at again.

    Source:
        docs/rules/placements.md (the ladder).
    """
    return months_after(on, REVIEW_MONTHS)


def objection_to_rung(
    form: str, rung: Rung, *, starts_on: date, ends_until: date | None, on: date
) -> PlacementObjection | None:
    """
    Return why a step of the ladder cannot be agreed so on a day, or None.

    Source:
        docs/rules/placements.md (the ladder).
    """
    if form not in FLEX_FORMS:
        return PlacementObjection.NO_LADDER
    if not 0 < rung.hours <= MOST_WEEKLY_HOURS:
        return PlacementObjection.HOURS
    if form == EmploymentForm.MINIFLEKS and rung.hours > MOST_MINIFLEKS_HOURS:
        return PlacementObjection.TOO_MANY_MINI
    if rung.from_on < starts_on or rung.from_on > review_day(on) or (ends_until and rung.from_on >= ends_until):
        return PlacementObjection.LADDER_DAY
    if rung.review_on is None or not on < rung.review_on <= review_day(max(on, starts_on)):
        return PlacementObjection.REVIEW_DAY
    return None


def week_of(day: date) -> date:
    """
    Return the Monday of a day's week.

    Source:
        docs/rules/placements.md (hours).
    """
    return day - timedelta(days=day.weekday())


def weeks_to_tell(*, starts_on: date, last_on: date | None, on: date, most: int = WEEKS_SHOWN) -> list[date]:
    """
    Return the Mondays of the weeks that can be told of, the latest first, the running week included.

    Source:
        docs/rules/placements.md (hours).
    """
    last = week_of(min(on, last_on) if last_on else on)
    first = max(week_of(starts_on), last - timedelta(weeks=most - 1))
    return [last - timedelta(weeks=back) for back in range((last - first).days // 7 + 1)]


def objection_to_worked(
    *,
    week: date,
    hours: Decimal,
    paid_hours: Decimal,
    is_paid_apart: bool,
    starts_on: date,
    last_on: date | None,
    on: date,
) -> PlacementObjection | None:
    """
    Return why the hours of a week cannot be written down so, or None.

    Args:
        is_paid_apart: Paid hours beside it are told apart, as in an internship.

    Source:
        docs/rules/placements.md (hours).
    """
    last = min(on, last_on) if last_on else on
    if week.weekday() != 0 or not week_of(starts_on) <= week <= week_of(last):
        return PlacementObjection.WEEK_OUTSIDE
    if paid_hours and not is_paid_apart:
        return PlacementObjection.PAID_HOURS
    if hours < 0 or paid_hours < 0 or hours + paid_hours > MOST_WORKED_HOURS:
        return PlacementObjection.WORKED_HOURS
    return None
