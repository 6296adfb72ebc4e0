"""
How many may be in internship, wage subsidy and utility work at a workplace, and when a subsidised job is one more job.

Machine checks that explain themselves: they say yes, no or not known, with each fact they rest on. They decide nothing.

Source: docs/rules/places-at-a-workplace.md; clauses/places.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from helevejen.recruitment.enums import PlaceFact, PlaceKind, Verdict

PLACES_FILE: Final = Path(__file__).resolve().parent.parent / "clauses" / "places.toml"


class FaultyPlaces(ValueError):
    """places.toml names something that does not exist, overlaps or lacks something; the text says what."""


@dataclass(frozen=True, slots=True)
class PlaceClause:
    """One dated clause; the numbers that a kind does not use are 0. `verified_by` is empty when no lawyer has."""

    id: str
    kind: PlaceKind
    act: str
    paragraph: str
    valid_from: date
    valid_until: date | None
    source: str
    verified_by: str
    months: int
    first_per: int = 0
    first_upto: int = 0
    then_per: int = 0
    least: int = 0
    vacant_months: int = 0

    def holds_on(self, on: date) -> bool:
        """Return whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


@dataclass(frozen=True, slots=True)
class Statement:
    """
    What employer and shop steward have said in writing about one workplace.

    Attributes:
        is_employer: The employer has said it.
        is_steward: A shop steward of the group has, or a representative of the employees where there is none.
        says_yes: Both say that the rule is kept.
        post_vacated_on: When the post that is to be filled became vacant, None when it did not.
    """

    stated_on: date
    is_employer: bool
    is_steward: bool
    says_yes: bool
    post_vacated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact a check rests on, with what it came to."""

    what: PlaceFact
    value: Decimal | date | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Check:
    """
    The answer of a check.

    Attributes:
        allowed: How many full-time persons there may be; None when it is not known, and where it is not asked.
        free: How many more there is room for; negative when there are too many already.
    """

    clause: PlaceClause
    verdict: Verdict
    facts: tuple[Fact, ...]
    allowed: int | None = None
    free: Decimal | None = None


def reasonable(
    *,
    sizes: Mapping[date, Decimal],
    placed: Decimal | None,
    statement: Statement | None,
    on: date,
    more: Decimal = Decimal(1),
    clauses: Sequence[PlaceClause] | None = None,
) -> Check:
    """
    Return whether one more may begin at a workplace on a day: room by the average size, and a written statement.

    Args:
        sizes: Ordinary employees as full-time persons by the first day of the month, without subsidised and under 18.
        placed: How many there are now in internship, wage subsidy and utility work, as full-time persons.
        more: How much is to begin, as a part of full time.

    Source:
        Bekendtgørelse om en aktiv beskæftigelsesindsats § 65; docs/rules/places-at-a-workplace.md.
    """
    clause = clause_for(PlaceKind.REASONABLE, on, clauses)
    mean = average([sizes.get(month) for month in months_before(on, clause.months)])
    allowed = allowed_at(mean, clause) if mean is not None else None
    free = allowed - placed if allowed is not None and placed is not None else None
    facts = (
        Fact(PlaceFact.AVERAGE, mean, Verdict.of(None if mean is None else True)),
        Fact(
            PlaceFact.ALLOWED, None if allowed is None else Decimal(allowed), Verdict.of(None if mean is None else True)
        ),
        Fact(PlaceFact.PLACED, placed, Verdict.of(None if free is None else free >= more)),
        _stated(statement),
    )
    return Check(clause, _whole(facts), facts, allowed, free)


def additional(
    *,
    sizes: Mapping[date, Decimal],
    now: Decimal | None,
    statement: Statement | None,
    on: date,
    more: Decimal = Decimal(1),
    clauses: Sequence[PlaceClause] | None = None,
) -> Check:
    """
    Return whether a job with wage subsidy would be one more job: with it the company is bigger than it was on average,
    and the post did not fall vacant lately at the workplace.

    Months without employees, before the company had any, are left out of the average.

    Args:
        sizes: Ordinary employees of the whole company as full-time persons, by the first day of the month.
        now: The same on the day, without whoever is to begin.
        more: How much is to begin, as a part of full time.

    Source:
        Lov om en aktiv beskæftigelsesindsats kapitel 12; docs/rules/places-at-a-workplace.md.
    """
    clause = clause_for(PlaceKind.ADDITIONAL, on, clauses)
    known = [sizes.get(month) for month in months_before(on, clause.months)]
    mean = average([size for size in known if size is None or size > 0])
    grown = None if mean is None or now is None else now + more > mean
    vacated = statement.post_vacated_on if statement is not None else None
    is_free = None if statement is None else vacated is None or vacated < months_ago(on, clause.vacant_months)
    facts = (
        Fact(PlaceFact.YEARS_AVERAGE, mean, Verdict.of(None if mean is None else True)),
        Fact(PlaceFact.NOW, now, Verdict.of(grown)),
        Fact(PlaceFact.VACATED, vacated, Verdict.of(is_free)),
    )
    return Check(clause, _whole(facts), facts)


def allowed_at(mean: Decimal, clause: PlaceClause) -> int:
    """
    Return how many full-time persons there may be where there are so many ordinary employees on average.

    Source:
        Bekendtgørelse om en aktiv beskæftigelsesindsats § 65, stk. 1; docs/rules/places-at-a-workplace.md.
    """
    upto = Decimal(clause.first_upto)
    first = (min(mean, upto) / clause.first_per).to_integral_value(ROUND_FLOOR)
    then = (max(mean - upto, Decimal(0)) / clause.then_per).to_integral_value(ROUND_FLOOR)
    return max(int(first + then), clause.least)


def average(values: Sequence[Decimal | None]) -> Decimal | None:
    """
    Return the mean of some months; None when one of them is not known, or there are none: a gap is never filled.

    Source:
        Bekendtgørelse om en aktiv beskæftigelsesindsats § 65, stk. 4; docs/rules/places-at-a-workplace.md.
    """
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) / len(known) if known and len(known) == len(values) else None


def months_before(on: date, count: int) -> list[date]:
    """
    Return the first days of the whole months before a day, the latest first.

    Source:
        Bekendtgørelse om en aktiv beskæftigelsesindsats § 65, stk. 4; docs/rules/places-at-a-workplace.md.
    """
    last = on.year * 12 + on.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - 1, last - 1 - count, -1)]


def months_ago(on: date, count: int) -> date:
    """
    Return the same day some months before, the last of the month where there is none.

    Source:
        docs/rules/places-at-a-workplace.md.
    """
    month = on.year * 12 + on.month - 1 - count
    for day in range(on.day, 27, -1):
        try:
            return date(month // 12, month % 12 + 1, day)
        except ValueError:
            continue
    return date(month // 12, month % 12 + 1, min(on.day, 27))


def clause_for(kind: PlaceKind, on: date, clauses: Sequence[PlaceClause] | None = None) -> PlaceClause:
    """
    Return the clause of a kind that holds on a day.

    Raises:
        FaultyPlaces: none does.

    Source:
        clauses/places.toml; docs/rules/places-at-a-workplace.md.
    """
    known = clauses if clauses is not None else place_clauses()
    for clause in known:
        if clause.kind == kind and clause.holds_on(on):
            return clause
    raise FaultyPlaces(f"no clause for {kind} holds on {on}")


@cache
def place_clauses() -> tuple[PlaceClause, ...]:
    """
    Return the clauses of places.toml.

    Raises:
        FaultyPlaces: the file is not whole.

    Source:
        clauses/places.toml; docs/rules/places-at-a-workplace.md.
    """
    return read_place_clauses(PLACES_FILE.read_text(encoding="utf-8"))


def read_place_clauses(text: str) -> tuple[PlaceClause, ...]:
    """
    Read and check a text in the form of places.toml.

    Raises:
        FaultyPlaces: it names something unknown, lacks a kind, or two clauses of one hold at once.

    Source:
        clauses/places.toml; docs/rules/places-at-a-workplace.md.
    """
    made = [_clause(raw) for raw in tomllib.loads(text).get("clause", [])]
    if missing := set(PlaceKind) - {one.kind for one in made}:
        raise FaultyPlaces(f"no clause for {', '.join(sorted(missing))}")
    for nth, one in enumerate(made):
        for other in made[nth + 1 :]:
            ends = [each.valid_until or date.max for each in (one, other)]
            overlap = one.valid_from < ends[1] and other.valid_from < ends[0]
            if one.id == other.id or (one.kind == other.kind and overlap):
                raise FaultyPlaces(f"{one.id} and {other.id} hold at once")
    return tuple(made)


def _clause(raw: dict[str, Any]) -> PlaceClause:
    name = str(raw.get("id", "?"))
    try:
        clause = PlaceClause(**raw | {"kind": PlaceKind(raw["kind"]), "valid_until": raw.get("valid_until")})
    except (KeyError, TypeError, ValueError) as fault:
        raise FaultyPlaces(f"{name}: {fault}") from fault
    numbers = {PlaceKind.REASONABLE: (clause.first_per, clause.first_upto, clause.then_per, clause.least)}
    if min(clause.months, *numbers.get(clause.kind, (clause.vacant_months,))) <= 0 or not clause.source:
        raise FaultyPlaces(f"{name}: a number or the source lacks")
    return clause


def _stated(statement: Statement | None) -> Fact:
    if statement is None or not (statement.is_employer and statement.is_steward):
        return Fact(PlaceFact.STATEMENT, statement.stated_on if statement else None, Verdict.UNKNOWN)
    return Fact(PlaceFact.STATEMENT, statement.stated_on, Verdict.of(statement.says_yes))


def _whole(facts: Sequence[Fact]) -> Verdict:
    """Return no when anything says no, else not known when anything is not, else yes."""
    verdicts = {fact.verdict for fact in facts}
    return next(one for one in (Verdict.NO, Verdict.UNKNOWN, Verdict.YES) if one in verdicts)
