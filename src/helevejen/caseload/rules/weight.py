"""How much a case weighs, how much room a person has, and how full it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import Any

from helevejen.caseload.enums import LoadLevel

_HAIR = 1e-9  # 55 cases at 1/55 each are 55, however the machine rounds
CLAUSES = Path(__file__).resolve().parent.parent / "clauses" / "guidelines.toml"


@dataclass(frozen=True, slots=True)
class Guideline:
    """
    One guideline number: so many cases of these target groups for one full-time jobformidler.

    Attributes:
        groups: Target groups of LAB § 6 by their numbers; "" stands for a citizen who has none yet.
        by_analogy: Those of them that have no number of their own.
        valid_from: The first day we count by it; `valid_until` the day after the last, None when not known.
    """

    id: str
    title_da: str
    title_en: str
    groups: frozenset[str]
    by_analogy: frozenset[str]
    cases_from: int
    cases_to: int
    valid_from: date
    valid_until: date | None
    source: str
    verified_by: str

    @property
    def midpoint(self) -> float:
        return (self.cases_from + self.cases_to) / 2


@dataclass(frozen=True, slots=True)
class Load:
    """
    How full somebody's room for cases is, as shares of it: 1 is full at the middle of the guideline.

    Attributes:
        share: By the midpoint of each guideline; None for somebody without hours.
        share_at_most: By the upper number: above 1 there are more cases than any reading of the guideline allows.
        share_at_least: By the lower number: below 1 there are fewer than the guideline's least.
    """

    share: float | None
    share_at_most: float | None
    share_at_least: float | None
    level: LoadLevel


@cache
def guidelines() -> tuple[Guideline, ...]:
    """
    Return every guideline number with its period and source.

    Source:
        clauses/guidelines.toml; docs/rules/caseload-weight.md.
    """
    return tuple(
        Guideline(
            id=clause["id"],
            title_da=clause["title_da"],
            title_en=clause["title_en"],
            groups=frozenset(clause["lab6"]),
            by_analogy=frozenset(clause["by_analogy"]),
            cases_from=clause["cases_from"],
            cases_to=clause["cases_to"],
            valid_from=clause["valid_from"],
            valid_until=clause.get("valid_until"),
            source=clause["source"],
            verified_by=clause["verified_by"],
        )
        for clause in _clauses()["clause"]
    )


def guideline_for(group: str, *, on: date) -> Guideline:
    """
    Return the guideline a case of this target group is counted by on a day; "" for no target group.

    Raises:
        LookupError: no clause holds for the group on that day.

    Source:
        Dansk Socialrådgiverforening, vejledende sagstal; docs/rules/caseload-weight.md.
    """
    for guideline in guidelines():
        holds = guideline.valid_from <= on and (guideline.valid_until is None or on < guideline.valid_until)
        if holds and group in guideline.groups:
            return guideline
    raise LookupError(f"no guideline for target group {group!r} on {on}")


def weight_of_case(group: str, *, on: date) -> float:
    """
    Return the share of a full-time jobformidler one case takes: 1 / midpoint of the guideline of its group.

    Source:
        Dansk Socialrådgiverforening, vejledende sagstal; docs/rules/caseload-weight.md.

    Examples:
        >>> from datetime import date
        >>> round(1 / weight_of_case("2", on=date(2026, 11, 21)))
        45
    """
    return 1 / guideline_for(group, on=on).midpoint


def capacity_of(*, weekly_hours: float, employed_since: date, on: date) -> float:
    """
    Return somebody's room for cases, 1 being an experienced full-time jobformidler.

    Part-time counts by the hours; new staff count less in their first six months.

    Source:
        Dansk Socialrådgiverforening, "Sådan kan du bruge DS' vejledende sagstal"; docs/rules/caseload-weight.md.

    Examples:
        >>> from datetime import date
        >>> capacity_of(weekly_hours=37, employed_since=date(2020, 1, 1), on=date(2026, 11, 21))
        1.0
    """
    counting = _clauses()["counting"]
    share = float(weekly_hours) / counting["full_time_weekly_hours"]
    is_new = _months_between(employed_since, on) < counting["new_staff_months"]
    return float(share * counting["new_staff_share"]) if is_new else share


def load_of(cases_by_group: Mapping[str, int], *, capacity: float, on: date) -> Load:
    """
    Return how full a room for cases is, and whether that is below, within or above the guideline.

    Source:
        Dansk Socialrådgiverforening, vejledende sagstal; docs/rules/caseload-weight.md.
    """
    if capacity <= 0:
        return Load(None, None, None, LoadLevel.ABOVE if any(cases_by_group.values()) else LoadLevel.BELOW)
    found = [(guideline_for(group, on=on), count) for group, count in cases_by_group.items()]
    at_most = sum(count / guideline.cases_to for guideline, count in found) / capacity
    at_least = sum(count / guideline.cases_from for guideline, count in found) / capacity
    level = LoadLevel.ABOVE if at_most > 1 else LoadLevel.BELOW if at_least < 1 else LoadLevel.WITHIN
    return Load(sum(count / guideline.midpoint for guideline, count in found) / capacity, at_most, at_least, level)


def guideline_counts(count: int, load: Load) -> tuple[int, int] | None:
    """
    Return how many cases of the same mix the guideline would have the person follow: at least, at most.

    None where there are no cases to tell the mix from, or no hours. More cases than the second number is above the
    guideline, fewer than the first below it.

    Source:
        Dansk Socialrådgiverforening, vejledende sagstal; docs/rules/caseload-weight.md.

    Examples:
        >>> from datetime import date
        >>> guideline_counts(23, load_of({"2": 23}, capacity=0.5, on=date(2026, 11, 21)))
        (18, 27)
    """
    if not count or not load.share_at_most or not load.share_at_least:
        return None
    most = floor(count / load.share_at_most + _HAIR)
    return min(ceil(count / load.share_at_least - _HAIR), most), most


def _months_between(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if end.day >= start.day else months - 1


@cache
def _clauses() -> dict[str, Any]:
    return tomllib.loads(CLAUSES.read_text(encoding="utf-8"))
