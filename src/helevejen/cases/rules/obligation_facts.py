"""
The facts of a case that the law asks for: plain values, each dated and each with where it came from.

The order in which facts are given never matters: they are put in order before anything is computed from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Final

from helevejen.cases.rules.obligation_clauses import Law

#: Groups whose contact course goes on when somebody changes between them. Another family begins a new course.
FAMILIES: Final = {
    "1": "insured", "2": "cash", "3": "cash", "4": "cash", "5": "cash", "6": "sick", "7": "clarification",
    "8": "resource", "9": "flex", "10": "rehabilitation",
}  # fmt: skip
SICK: Final = "sick"
MUNICIPALITY: Final = "municipality"
FUND: Final = "fund"


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """What held of a citizen from a day until, not including, another: a group, a benefit or a mark."""

    from_: date
    value: str
    until: date | None = field(default=None, compare=False)
    source: str = ""

    def holds_on(self, day: date) -> bool:
        """Return whether it held that day."""
        return self.from_ <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, order=True)
class Course:
    """
    One course of a citizen, with the regime it follows.

    Attributes:
        family: Of `FAMILIES`.
        until: The day after the last; None while it runs.
    """

    from_: date
    family: str
    regime: str
    until: date | None = field(default=None, compare=False)
    source: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something that happened and starts or fulfils a clock; `ref` joins the two when there are several."""

    on: date
    kind: str
    ref: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """An interview that was held, and by whom: the municipality or the unemployment fund."""

    on: date
    by: str = MUNICIPALITY
    is_in_person: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Offer:
    """An offer with its days."""

    from_: date
    kind: str
    ref: str = ""
    until: date | None = field(default=None, compare=False)
    source: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Exempted:
    """An exemption by one of the grounds of the law."""

    from_: date
    ground: str
    ref: str = ""
    until: date | None = field(default=None, compare=False)
    reviewed_on: date | None = field(default=None, compare=False)

    def review_by(self, day: date) -> date | None:
        """Return the day it was last looked at again and went on, if that is known by a day."""
        seen = self.reviewed_on
        if seen is None or not self.from_ < seen <= day or (self.until is not None and self.until <= seen):
            return None
        return seen


@dataclass(frozen=True, slots=True, order=True)
class Stopped:
    """Days on which clocks stand still, and why: a ground of pauses.toml, or a text with the clauses it stops."""

    from_: date
    ground: str
    clauses: tuple[str, ...] = ()
    until: date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """
    What is known of one case.

    Attributes:
        courses: Empty when nobody stored any; then they follow from the groups.
        marks: What makes some clauses hold and others not; see `MARKS`.
        unknown: Kinds of fulfilment that the giver of the facts cannot see, such as what stands on Jobnet.
    """

    birth_date: date | None = None
    target_groups: tuple[Held, ...] = ()
    contact_groups: tuple[Held, ...] = ()
    benefits: tuple[Held, ...] = ()
    courses: tuple[Course, ...] = ()
    events: tuple[Event, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    offers: tuple[Offer, ...] = ()
    exemptions: tuple[Exempted, ...] = ()
    pauses: tuple[Stopped, ...] = ()
    marks: tuple[Held, ...] = ()
    unknown: frozenset[str] = frozenset()

    def in_order(self) -> CaseFacts:
        """Return the same facts in the order of their days; rows of one day by all that they say, what is open last."""
        ordered = {
            one.name: tuple(sorted(getattr(self, one.name), key=_in_full))
            for one in fields(self)
            if isinstance(getattr(self, one.name), tuple)
        }
        return replace(self, **ordered)  # type: ignore[arg-type]  # each tuple keeps its own kind of row

    def group_on(self, day: date) -> str:
        """Return the target group of a day, empty when there was none."""
        return _value_on(self.target_groups, day)

    def benefit_on(self, day: date) -> str:
        """Return the benefit of a day, empty when there was none."""
        return _value_on(self.benefits, day)

    def has_mark(self, mark: str, from_: date, on: date) -> bool:
        """Return whether a mark held on some day from one until, and including, another."""
        return any(
            one.value == mark and one.from_ <= on and (one.until is None or one.until > from_) for one in self.marks
        )

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years, None when the birthday is not known."""
        born = self.birth_date
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def courses_of(groups: Iterable[Held], law: Law) -> tuple[Course, ...]:
    """
    Return the courses that follow from the target groups, each with the regime in force on its first day.

    A change within a family, such as from nr. 3 to nr. 2, goes on with the same course; a gap begins a new one.

    Source:
        docs/rules/obligations.md (courses): the house's own reading of when a contact course begins anew.
    """
    found: list[Course] = []
    for held in sorted(groups):
        family = FAMILIES.get(held.value)
        if family is None:
            continue
        last = found[-1] if found else None
        if last is not None and last.family == family and last.until == held.from_:
            found[-1] = replace(last, until=held.until)
        else:
            regime = law.regime_on(held.from_).id
            found.append(Course(held.from_, family, regime, held.until, held.source))
    return tuple(found)


def with_stored_regimes(derived: Iterable[Course], stored: Iterable[Course], law: Law) -> tuple[Course, ...]:
    """
    Return the courses of the groups with the regimes they are stored with, also when a first day was put right.

    A stored regime that was only the one in force on the day that was wrong gives way to that of the right day.

    Source:
        docs/rules/obligations.md (courses and regimes).
    """
    courses = tuple(derived)
    kept = {(one.family, one.from_): one.regime for one in stored}
    own = {(one.family, one.from_) for one in courses}
    moved = [one for one in stored if (one.family, one.from_) not in own and one.regime != law.regime_on(one.from_).id]
    return tuple(replace(one, regime=_stored_regime(one, kept, moved)) for one in courses)


def _stored_regime(course: Course, kept: Mapping[tuple[str, date], str], moved: Iterable[Course]) -> str:
    if (regime := kept.get((course.family, course.from_))) is not None:
        return regime
    same = [one for one in moved if one.family == course.family and _overlap(one, course)]
    return min(same, key=lambda one: abs(one.from_ - course.from_)).regime if same else course.regime


def _overlap(one: Course, other: Course) -> bool:
    return (one.until is None or other.from_ < one.until) and (other.until is None or one.from_ < other.until)


def _value_on(rows: Iterable[Held], day: date) -> str:
    return next((one.value for one in reversed(tuple(rows)) if one.holds_on(day)), "")


def _in_full(row: Any) -> tuple[object, ...]:
    """Return what puts a row in order: what is compared first, then what is not, so that no two different rows tie."""
    compared, rest = _FIELDS[type(row)]
    ends = ((day is None, day or date.max) for day in (getattr(row, name) for name in rest))
    return (*(getattr(row, name) for name in compared), *ends)


_FIELDS: Final = {
    kind: tuple(tuple(one.name for one in fields(kind) if one.compare is is_compared) for is_compared in (True, False))
    for kind in (Held, Course, Event, Meeting, Offer, Exempted, Stopped)
}
