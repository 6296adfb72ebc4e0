"""
What waiting costs the municipality: the benefit of a week times the share the state does not refund.

Source: clauses/refusion.toml; docs/rules/refusion.md. All amounts are whole øre, all shares exact fractions.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

CLAUSES: Final = Path(__file__).resolve().parent.parent / "clauses" / "refusion.toml"

_MONTHS, _WEEKS = 12, 52  # of a year, as the business cases of the field count


@dataclass(frozen=True, slots=True)
class Ladder:
    """
    How much the state refunds, by the week of support.

    Attributes:
        steps: (first week, percent refunded), rising, the first from week 1.
    """

    id: str
    valid_from: date
    valid_until: date | None
    steps: tuple[tuple[int, int], ...]
    source: str
    verified_by: str


@dataclass(frozen=True, slots=True)
class BenefitAmount:
    """
    What a benefit is in a month, in øre.

    Attributes:
        by_analogy: The benefit whose amount is used, when it has none of its own.
    """

    benefit: str
    month_oere: int
    by_analogy: str
    valid_from: date
    note: str
    source: str
    verified_by: str


@dataclass(frozen=True, slots=True)
class WaitingCost:
    """
    What the coming week of waiting costs the municipality, and how it was found.

    Attributes:
        oere: The cost.
        week: The week of support it is.
        share: What the municipality pays of the benefit that week.
    """

    oere: int
    week: int
    share: Fraction
    amount: BenefitAmount
    ladder: Ladder

    @property
    def is_least(self) -> bool:
        """Whether support that this system does not know of would make it more: a higher step of the ladder is left."""
        return self.share < 1 - Fraction(min(percent for _first, percent in self.ladder.steps), 100)

    @property
    def is_verified(self) -> bool:
        return bool(self.amount.verified_by and self.ladder.verified_by)


def municipal_share(week: int, *, on: date) -> Fraction:
    """
    Return the share of a benefit that the municipality pays in a week of support, counted from 1.

    Raises:
        ValueError: weeks are counted from 1.
        LookupError: no ladder holds on that day.

    Source:
        clauses/refusion.toml; docs/rules/refusion.md (the ladder).

    Examples:
        >>> from datetime import date
        >>> [str(municipal_share(week, on=date(2026, 3, 11))) for week in (4, 5, 27, 53)]
        ['1/5', '3/5', '7/10', '4/5']
    """
    if week < 1:
        raise ValueError(f"a week of support is counted from 1, not {week}")
    refunded = [percent for first, percent in ladder_on(on).steps if first <= week][-1]
    return 1 - Fraction(refunded, 100)


def mean_municipal_share(weeks: int, *, on: date) -> Fraction:
    """
    Return the share the municipality pays on average over the first so many weeks.

    Source:
        docs/rules/refusion.md (the mean).

    Examples:
        >>> from datetime import date
        >>> [f"{float(mean_municipal_share(weeks, on=date(2026, 3, 11))):.2%}" for weeks in (26, 52, 104)]
        ['53.85%', '61.92%', '70.96%']
    """
    if weeks < 1:
        raise ValueError(f"a mean is over at least one week, not {weeks}")
    return sum((municipal_share(week, on=on) for week in range(1, weeks + 1)), Fraction()) / weeks


def week_of_support(periods: Iterable[tuple[str, date, date | None]], *, on: date) -> int | None:
    """
    Return which week of unbroken support a day is in, None when there is none that day.

    Args:
        periods: (benefit, first day, day after the last). One that begins the day another ends goes on from it; after
            a gap the weeks are counted anew, so that it is the least week it can be.

    Source:
        docs/rules/refusion.md (which week it is).
    """
    supported = sorted((first, until) for benefit, first, until in periods if benefit != "none" and first <= on)
    began: date | None = None
    ends: date | None = None
    for first, until in supported:
        if began is None or (ends is not None and first > ends):
            began = first
        ends = until if ends is None or until is None or until > ends else ends
        if until is None:
            ends = None
            break
    if began is None or (ends is not None and ends <= on):
        return None
    return (on - began).days // 7 + 1


def cost_of_week(*, benefit: str, week: int, on: date) -> WaitingCost | None:
    """
    Return what a week more of waiting costs the municipality, None for a benefit without an amount.

    The month's benefit times twelve over fifty-two, times the share of that week, rounded to the øre.

    Source:
        docs/rules/refusion.md (another week's waiting).
    """
    amount = amount_of(benefit, on=on)
    if amount is None:
        return None
    share = municipal_share(week, on=on)
    oere = rounded(Fraction(amount.month_oere * _MONTHS, _WEEKS) * share)
    return WaitingCost(oere=oere, week=week, share=share, amount=amount, ladder=ladder_on(on))


def cost_of_waiting(*, benefit: str, week: int, weeks: int, on: date) -> int | None:
    """
    Return what so many weeks of waiting from a week on cost the municipality, in øre.

    Source:
        docs/rules/refusion.md (another week's waiting).
    """
    costs = [cost_of_week(benefit=benefit, week=week + later, on=on) for later in range(weeks)]
    return None if any(cost is None for cost in costs) else sum(cost.oere for cost in costs if cost)


def saving_of_month(*, benefit_oere: int, week: int, other_oere: int, other_refunded_percent: int, on: date) -> int:
    """
    Return what a month without the benefit saves the municipality, less its part of what is paid instead.

    Each of the two parts is rounded to whole kroner first, as the field's business cases do.

    Args:
        other_oere: What is paid instead in the month, e.g. personal assistance, before the state's refund of it.

    Source:
        docs/rules/refusion.md (net gain); Cabi, business case of personal assistance.
    """
    saved = _whole(Fraction(benefit_oere) * municipal_share(week, on=on))
    return saved - _whole(Fraction(other_oere * (100 - other_refunded_percent), 100))


def amount_of(benefit: str, *, on: date) -> BenefitAmount | None:
    """
    Return what a benefit is on a day, by analogy where the file says so; None when the file has none.

    Source:
        clauses/refusion.toml; docs/rules/refusion.md (amounts).
    """
    held = [one for one in _clauses()["benefits"] if one["benefit"] == benefit and one["valid_from"] <= on]
    if not held:
        return None
    found = max(held, key=lambda one: one["valid_from"])
    other = found.get("by_analogy", "")
    like = amount_of(other, on=on) if other else None
    return BenefitAmount(
        benefit=benefit,
        month_oere=like.month_oere if like else found["month_oere"],
        by_analogy=other,
        valid_from=found["valid_from"],
        note=found["note"],
        source=found["source"],
        verified_by=found["verified_by"],
    )


def ladder_on(day: date) -> Ladder:
    """
    Return the ladder in force.

    Raises:
        LookupError: none is.

    Source:
        clauses/refusion.toml; docs/rules/refusion.md (the ladder).
    """
    for one in ladders():
        if one.valid_from <= day and (one.valid_until is None or day < one.valid_until):
            return one
    raise LookupError(f"no refusion ladder on {day}")


@cache
def ladders() -> tuple[Ladder, ...]:
    """
    Return every ladder, checked.

    Raises:
        ValueError: a ladder does not begin with week 1, does not rise, or has a percent that is none.

    Source:
        clauses/refusion.toml; docs/rules/refusion.md (the ladder).
    """
    return tuple(_ladder(raw) for raw in _clauses()["ladders"])


def rounded(value: Fraction) -> int:
    """
    Return a fraction to the nearest whole, halves up.

    Source:
        docs/rules/refusion.md (rounding).
    """
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _whole(oere: Fraction) -> int:
    """Return an amount in øre rounded to whole kroner, still in øre."""
    return rounded(oere / 100) * 100


def _ladder(raw: Mapping[str, Any]) -> Ladder:
    steps = tuple((step["from_week"], step["state_percent"]) for step in raw["steps"])
    weeks = [first for first, _percent in steps]
    if weeks[:1] != [1] or sorted(set(weeks)) != weeks or any(not 0 <= percent <= 100 for _first, percent in steps):
        raise ValueError(f"{raw['id']}: steps rise from week 1, with percents from 0 to 100")
    return Ladder(raw["id"], raw["valid_from"], raw.get("valid_until"), steps, raw["source"], raw["verified_by"])


@cache
def _clauses() -> dict[str, Any]:
    return tomllib.loads(CLAUSES.read_text(encoding="utf-8"))
