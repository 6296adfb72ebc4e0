"""
How long a place at work may last, by its form and the citizen's target group.

Source: docs/rules/placements.md; clauses/durations.toml.
"""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from helevejen.recruitment.enums import EmploymentForm, Verdict

DURATIONS_FILE: Final = Path(__file__).resolve().parent.parent / "clauses" / "durations.toml"

#: The forms whose length the law limits; an agreement of these has a last day.
LIMITED: Final = frozenset({EmploymentForm.INTERNSHIP, EmploymentForm.WAGE_SUBSIDY})


class FaultyDurations(ValueError):
    """durations.toml names something that does not exist, overlaps or lacks something; the text says what."""


@dataclass(frozen=True, slots=True)
class DurationClause:
    """
    One dated clause.

    Attributes:
        is_public: Whom it holds for: public employers, private ones, or both when None.
        weeks: The most at first; with `months` 0 too, there is no limit.
        upto_weeks: How far it may be extended, 0 when it cannot be.
        again_weeks: Beyond that, so many more at a time, 0 when it cannot be.
        verified: A lawyer has checked it.
        if_graduate: It holds for graduates alone, and nobody knows here who is one.
    """

    id: str
    form: EmploymentForm
    groups: tuple[str, ...]
    act: str
    paragraph: str
    valid_from: date
    source: str
    verified: bool
    is_public: bool | None = None
    weeks: int = 0
    months: int = 0
    upto_weeks: int = 0
    again_weeks: int = 0
    if_graduate: bool = False
    valid_until: date | None = None

    @property
    def is_limited(self) -> bool:
        return bool(self.weeks or self.months)

    def holds_for(self, form: str, group: str, *, is_public: bool | None, on: date) -> bool:
        """Return whether it is about such an agreement on a day."""
        in_force = self.valid_from <= on and (self.valid_until is None or on < self.valid_until)
        about = self.form == form and group in self.groups
        return in_force and about and (self.is_public is None or self.is_public is is_public)


@dataclass(frozen=True, slots=True)
class DurationCheck:
    """
    What the law says of the length of an agreement.

    Attributes:
        verdict: Unknown where no clause is known for the citizen's group, and where only a graduate's may be so long: a
            question, never a no.
        clause: The one that decided, None where none is known or none is needed.
        latest_until: The day after the last day there may be, None without a limit.
    """

    verdict: Verdict
    clause: DurationClause | None = None
    latest_until: date | None = None

    @property
    def latest_on(self) -> date | None:
        """The last day there may be."""
        return self.latest_until - timedelta(days=1) if self.latest_until else None


def check_length(
    *,
    form: str,
    group: str,
    is_public: bool | None,
    starts_on: date,
    ends_until: date | None,
    until_before: date | None = None,
    clauses: Sequence[DurationClause] | None = None,
) -> DurationCheck:
    """
    Return whether an agreement may be as long as that.

    Args:
        group: The citizen's number in § 6, empty when nobody has written it down.
        ends_until: The day after the last one.
        until_before: The day after the last one of the version before, when it is an extension.

    Source:
        Lov om en aktiv beskæftigelsesindsats §§ 61 and 66-68; docs/rules/placements.md (how long).
    """
    if form not in LIMITED:
        return DurationCheck(Verdict.YES)
    clause = find_clause(form, group, is_public=is_public, on=starts_on, clauses=clauses)
    if clause is None:
        return DurationCheck(Verdict.UNKNOWN)
    if not clause.is_limited:
        return DurationCheck(Verdict.YES, clause)
    latest = latest_until(clause, starts_on=starts_on, until_before=until_before)
    if ends_until is not None and ends_until <= latest:
        return DurationCheck(Verdict.YES, clause, latest)
    graduates = find_clause(form, group, is_public=is_public, on=starts_on, clauses=clauses, if_graduate=True)
    if graduates is not None and ends_until is not None:
        furthest = latest_until(graduates, starts_on=starts_on, until_before=until_before)
        if ends_until <= furthest:
            return DurationCheck(Verdict.UNKNOWN, graduates, furthest)
    return DurationCheck(Verdict.NO, clause, latest)


def latest_until(clause: DurationClause, *, starts_on: date, until_before: date | None = None) -> date:
    """
    Return the day after the last day an agreement may have under a limited clause.

    An extension may go as far as the clause extends, and beyond that so many weeks more at a time.

    Source:
        Lov om en aktiv beskæftigelsesindsats § 61; docs/rules/placements.md (how long).
    """
    first = months_after(starts_on, clause.months) if clause.months else starts_on + timedelta(weeks=clause.weeks)
    if until_before is None:
        return first
    extended = starts_on + timedelta(weeks=clause.upto_weeks)
    again = until_before + timedelta(weeks=clause.again_weeks) if until_before >= extended else extended
    return max(first, extended if not clause.again_weeks else again, until_before)


def months_after(day: date, count: int) -> date:
    """
    Return the same day some months later, the last of the month where there is none.

    Source:
        docs/rules/placements.md (how long).

    Examples:
        >>> months_after(date(2026, 8, 31), 6)
        datetime.date(2027, 2, 28)
    """
    month = day.year * 12 + day.month - 1 + count
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))


def find_clause(
    form: str,
    group: str,
    *,
    is_public: bool | None,
    on: date,
    clauses: Sequence[DurationClause] | None = None,
    if_graduate: bool = False,
) -> DurationClause | None:
    """
    Return the clause for a form and a group on a day, or that for graduates of the group; None when none is known.

    Source:
        clauses/durations.toml; docs/rules/placements.md (how long).
    """
    known = clauses if clauses is not None else duration_clauses()
    about = (one for one in known if one.if_graduate == if_graduate)
    return next((one for one in about if one.holds_for(form, group, is_public=is_public, on=on)), None)


@cache
def duration_clauses() -> tuple[DurationClause, ...]:
    """
    Return the clauses of durations.toml.

    Raises:
        FaultyDurations: the file is not whole.

    Source:
        clauses/durations.toml; docs/rules/placements.md (how long).
    """
    return read_duration_clauses(DURATIONS_FILE.read_text(encoding="utf-8"))


def read_duration_clauses(text: str) -> tuple[DurationClause, ...]:
    """
    Read and check a text in the form of durations.toml.

    Raises:
        FaultyDurations: it names something unknown, lacks a form, or two clauses hold for the same group at once.

    Source:
        clauses/durations.toml; docs/rules/placements.md (how long).
    """
    made = [_clause(raw) for raw in tomllib.loads(text).get("clause", [])]
    if missing := LIMITED - {one.form for one in made}:
        raise FaultyDurations(f"no clause for {', '.join(sorted(missing))}")
    for nth, one in enumerate(made):
        for other in made[nth + 1 :]:
            if one.id == other.id or _overlap(one, other):
                raise FaultyDurations(f"{one.id} and {other.id} hold at once")
    return tuple(made)


def _clause(raw: dict[str, Any]) -> DurationClause:
    name = str(raw.get("id", "?"))
    try:
        clause = DurationClause(
            **raw | {"form": EmploymentForm(raw["form"]), "groups": tuple(str(one) for one in raw["groups"])}
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise FaultyDurations(f"{name}: {fault}") from fault
    if not clause.groups or not clause.source or min(clause.weeks, clause.months, clause.upto_weeks) < 0:
        raise FaultyDurations(f"{name}: groups, source or a number lacks")
    if clause.weeks and clause.months:
        raise FaultyDurations(f"{name}: weeks or months, not both")
    return clause


def _overlap(one: DurationClause, other: DurationClause) -> bool:
    ends = [each.valid_until or date.max for each in (one, other)]
    at_once = one.valid_from < ends[1] and other.valid_from < ends[0]
    employers = one.is_public is None or other.is_public is None or one.is_public is other.is_public
    about = one.if_graduate == other.if_graduate
    return about and at_once and employers and one.form == other.form and bool(set(one.groups) & set(other.groups))
