"""
What is matched: citizens, orders and courses as plain facts, where None says that nobody knows.

There is no field for a name, a sex, an age, an origin, a benefit, a number or an illness, and none may come: what
cannot be told cannot count. docs/engines/matching.md says how each fact is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Weight(StrEnum):
    """How much an order asks for something."""

    MUST = "must"
    NICE = "nice"
    LEARNABLE = "learnable"


class Form(StrEnum):
    """How somebody is employed."""

    ORDINARY = "ordinary"
    INTERNSHIP = "internship"
    WAGE_SUBSIDY = "wage_subsidy"
    FLEX = "flex"
    MINIFLEKS = "minifleks"
    ADULT_APPRENTICE = "adult_apprentice"


class Mode(StrEnum):
    """How somebody travels."""

    WALK = "walk"
    BIKE = "bike"
    PUBLIC = "public"
    CAR = "car"


DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SHIFTS: Final = ("day", "evening", "night")
#: Language levels of the Common European Framework, rising; native speakers are above them all.
LEVELS: Final = ("A1", "A2", "B1", "B2", "C1", "C2", "native")

#: Metres of straight line that a minute is worth. Assumptions of the house, for want of a journey planner.
METRES_A_MINUTE: Final = {Mode.WALK: 65, Mode.BIKE: 200, Mode.PUBLIC: 330, Mode.CAR: 750}
#: A road is so much longer than the straight line: 13 to 10.
_ROAD, _LINE = 13, 10

#: What a task that can be split asks of one person: an hour a week.
SPLIT_MINUTES: Final = 60


def metres_of_km(km: float) -> int:
    """Return the metres of straight line that kilometres along the road reach."""
    return round(km * 1000) * _LINE // _ROAD


def road_km(metres: int) -> int:
    """Return the whole kilometres along the road that a straight line stands for, rounded up."""
    return -(-metres * _ROAD // (_LINE * 1000))


def whole_road_km(metres: int) -> int:
    """Return the whole kilometres along the road that a straight line reaches: those that `metres_of_km` was given."""
    return (metres * _ROAD + _ROAD - 1) // (_LINE * 1000)


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map, in whole metres east and north (EPSG:25832, the Danish grid)."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Held:
    """A licence somebody has; `until` is its last valid day, None where it does not run out."""

    code: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AskedLicence:
    """A licence an order asks for."""

    code: str
    weight: Weight = Weight.MUST


@dataclass(frozen=True, slots=True)
class AskedLanguage:
    """A language an order asks for, at a level of `LEVELS`."""

    language: str
    level: str
    weight: Weight = Weight.MUST


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """A skill an order asks for, by its URI."""

    skill: str
    weight: Weight = Weight.MUST


@dataclass(frozen=True, slots=True)
class Citizen:
    """
    What a citizen can, wants and needs.

    Attributes:
        key: What tells citizens apart, without meaning.
        reach: For each mode of travel the metres of straight line it may take.
        minutes_most, minutes_least, minutes_wished: Attendance a week.
        intensity_pct: Effective work of an hour's attendance, 1 to 100.
        has_all_licences, has_all_languages, has_all_skills: Whether what stands there is all there is.
        licences_in_doubt: Licences that may be there and may not, although the others are all told.
        skills_lacking: Skills known not to be there.
        occupations, wishes: Occupations done, and wished.
        cannot: What work must not demand. needs: what it must offer.
        has_clean_record: Private: it prevents a suggestion, and nobody else is told.
    """

    key: str
    place: Place | None = None
    reach: tuple[tuple[Mode, int], ...] | None = None
    minutes_most: int | None = None
    minutes_least: int | None = None
    minutes_wished: int | None = None
    intensity_pct: int | None = None
    days: frozenset[str] | None = None
    shifts: frozenset[str] | None = None
    licences: tuple[Held, ...] = ()
    has_all_licences: bool = False
    licences_in_doubt: frozenset[str] = frozenset()
    languages: tuple[tuple[str, str], ...] = ()
    has_all_languages: bool = False
    skills: frozenset[str] = frozenset()
    skills_lacking: frozenset[str] = frozenset()
    has_all_skills: bool = False
    occupations: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    wants_to_learn: frozenset[str] = frozenset()
    forms: frozenset[Form] | None = None
    refused_orders: frozenset[str] = frozenset()
    refused_companies: frozenset[str] = frozenset()
    refused_occupations: frozenset[str] = frozenset()
    cannot: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    has_clean_record: bool | None = None

    @property
    def farthest(self) -> tuple[Mode, int] | None:
        """The mode that reaches farthest, and how far; the first named of equal ones."""
        return max(self.reach, key=lambda pair: pair[1]) if self.reach else None


@dataclass(frozen=True, slots=True)
class Order:
    """
    What a company asks and offers.

    Attributes:
        minutes_from, minutes_to: Attendance a week.
        effective_minutes: Effective work a week that is needed; None where that is not asked.
        is_splittable: Whether one person may take a part of it.
        days_needed, shifts_needed: How many of them one person must take; None is all, one of a task that is split.
        starts_on: None is as soon as can be.
        demands, free_of: What the work demands of a body and mind, and what it certainly does not.
        offers, cannot_offer: Considerations that can be had, and that cannot.
    """

    key: str
    company: str = ""
    occupation: str = ""
    positions: int = 1
    place: Place | None = None
    minutes_from: int | None = None
    minutes_to: int | None = None
    effective_minutes: int | None = None
    is_splittable: bool = False
    days: frozenset[str] | None = None
    days_needed: int | None = None
    shifts: frozenset[str] | None = None
    shifts_needed: int | None = None
    starts_on: date | None = None
    licences: tuple[AskedLicence, ...] = ()
    languages: tuple[AskedLanguage, ...] = ()
    skills: tuple[AskedSkill, ...] = ()
    forms: frozenset[Form] | None = None
    demands: frozenset[str] = frozenset()
    free_of: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    cannot_offer: frozenset[str] = frozenset()
    asks_clean_record: bool | None = None

    @property
    def least_minutes(self) -> int | None:
        """The attendance one person must be able to give."""
        if self.is_splittable:
            return min(SPLIT_MINUTES, SPLIT_MINUTES if self.minutes_from is None else self.minutes_from)
        return self.minutes_from

    @property
    def days_to_take(self) -> int:
        """How many of the days one person must take; 0 where they are not known."""
        return _to_take(self.days, self.days_needed, is_splittable=self.is_splittable)

    @property
    def shifts_to_take(self) -> int:
        """How many of the shifts one person must take; 0 where they are not known."""
        return _to_take(self.shifts, self.shifts_needed, is_splittable=self.is_splittable)

    def musts(self) -> frozenset[str]:
        """Return the skills that are a must."""
        return frozenset(asked.skill for asked in self.skills if asked.weight is Weight.MUST)


def _to_take(offered: frozenset[str] | None, needed: int | None, *, is_splittable: bool) -> int:
    if not offered:
        return 0
    if needed is not None:
        return min(needed, len(offered))
    return 1 if is_splittable else len(offered)


@dataclass(frozen=True, slots=True)
class Course:
    """
    What a course gives, and what one must have to be taken in.

    Attributes:
        skills, licences: What somebody has when it is over. Its licences do not run out.
        requires: Licences that must be held on the market's day.
    """

    key: str
    title: str = ""
    skills: frozenset[str] = frozenset()
    licences: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()
    price_dkk: int | None = None
    days: int | None = None
    place: Place | None = None
    is_on_positive_list: bool | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Two skills or two occupations that are alike, in per cent (1 to 99); the same both ways."""

    one: str
    other: str
    pct: int


@dataclass(frozen=True, slots=True)
class Market:
    """
    Everything that is matched at once.

    Attributes:
        on: The day on which licences are held, and on which an order without a start begins.
        seed: What the lots of ties are mixed with.
    """

    on: date
    citizens: tuple[Citizen, ...]
    orders: tuple[Order, ...]
    courses: tuple[Course, ...] = ()
    near: tuple[Near, ...] = ()
    seed: int = 0


class UnusableMarket(ValueError):
    """The market cannot be matched; the text says where and what to do."""
