"""Which days count: weekends, Danish public holidays, and the days on which an office is closed by its own choice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import holidays

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_YEAR: Final = 1950
LAST_YEAR: Final = 2100
_SATURDAY: Final = 5


class LocalDay(StrEnum):
    """Days that are no public holidays and on which Danish offices are usually closed."""

    MAY_DAY = "may_day"
    CONSTITUTION_DAY = "constitution_day"
    CHRISTMAS_EVE = "christmas_eve"
    NEW_YEARS_EVE = "new_years_eve"


_DATE_OF_LOCAL_DAY: Final = MappingProxyType(
    {
        LocalDay.MAY_DAY: (5, 1),
        LocalDay.CONSTITUTION_DAY: (6, 5),
        LocalDay.CHRISTMAS_EVE: (12, 24),
        LocalDay.NEW_YEARS_EVE: (12, 31),
    }
)


class ClosedBy(StrEnum):
    """Why a day does not count; the first that applies, in this order."""

    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"
    LOCAL_DAY = "local_day"
    CLOSING_DAY = "closing_day"


@dataclass(frozen=True, slots=True)
class Closure:
    """
    One day that does not count.

    Attributes:
        day: The day.
        by: Why it does not count.
        name: The Danish name of a holiday or closing day, empty for a weekend.
    """

    day: date
    by: ClosedBy
    name: str = ""


@dataclass(frozen=True, slots=True)
class ClosingDay:
    """One day on which this office is closed by its own decision, with the reason as it is told to people."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When an office is open on one day of the week, on Danish clocks; `closes` may not be before `opens`."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"opening hours must end after they begin, not {self.opens}–{self.closes}")
        if self.opens.tzinfo or self.closes.tzinfo:
            raise ValueError("opening hours are on Danish clocks and have no time zone of their own")


_NINE_TO_THREE: Final = OpeningHours(time(9), time(15))


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """
    Which days and hours an office works.

    Attributes:
        local_days: The usual days off that are kept beside weekends and public holidays.
        closing_days: Further single days, by the municipality's own decision, in any order.
        hours: Opening hours of Monday to Friday; None is a day without opening hours, which still counts as a
            working day.
    """

    local_days: frozenset[LocalDay] = frozenset(LocalDay)
    closing_days: tuple[ClosingDay, ...] = ()
    hours: tuple[OpeningHours | None, ...] = field(default=(_NINE_TO_THREE,) * 5)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.local_days, self.closing_days, self.hours)))
        if len(self.hours) != _SATURDAY:
            raise ValueError(f"hours has {len(self.hours)} days; wanted the 5 from Monday to Friday")
        if not any(self.hours):
            raise ValueError("hours has no day with opening hours")

    def __hash__(self) -> int:
        # What is known of years and days is looked up by calendar, thousands of times for one list of orders.
        return self._hash


#: The office's own calendar: public holidays, 1 May, 5 June, 24 and 31 December.
OFFICE: Final = OfficeCalendar()

#: Weekends and public holidays alone, for rules that speak of weekdays and holy days only.
PUBLIC_HOLIDAYS_ONLY: Final = OfficeCalendar(local_days=frozenset())


def is_working_day(day: date, calendar: OfficeCalendar = OFFICE) -> bool:
    """Return whether the day counts."""
    return closure(day, calendar) is None


def closure(day: date, calendar: OfficeCalendar = OFFICE) -> Closure | None:
    """
    Return why a day does not count, None when it does.

    Raises:
        ValueError: the year is outside 1950–2100, for which holidays are known.

    Examples:
        >>> closure(date(2026, 5, 14)).name
        'Kristi himmelfartsdag'
    """
    if day.weekday() >= _SATURDAY:
        return Closure(day, ClosedBy.WEEKEND)
    return closures_of_year(day.year, calendar).get(day)


@lru_cache(maxsize=512)
def closures_of_year(year: int, calendar: OfficeCalendar) -> Mapping[date, Closure]:
    """Return the days of a year, Monday to Friday, that do not count."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"holidays are known for {FIRST_YEAR} to {LAST_YEAR}, not {year}")
    # The strongest reason last, so that it stands.
    closed = {extra.day: Closure(extra.day, ClosedBy.CLOSING_DAY, extra.name) for extra in calendar.closing_days}
    kept = {_DATE_OF_LOCAL_DAY[local] for local in calendar.local_days}
    closed |= {
        day: Closure(day, ClosedBy.LOCAL_DAY, name)
        for day, name in _names("optional", year).items()
        if (day.month, day.day) in kept
    }
    closed |= {day: Closure(day, ClosedBy.PUBLIC_HOLIDAY, name) for day, name in _names("public", year).items()}
    return MappingProxyType(
        {day: why for day, why in sorted(closed.items()) if day.year == year and day.weekday() < _SATURDAY}
    )


def _names(category: str, year: int) -> dict[date, str]:
    # Without a language the names come in English.
    return dict(holidays.country_holidays("DK", years=year, categories=(category,), language="da"))
