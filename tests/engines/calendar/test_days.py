from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.engines.calendar import (
    OFFICE,
    PUBLIC_HOLIDAYS_ONLY,
    ClosedBy,
    ClosingDay,
    Closure,
    LocalDay,
    OfficeCalendar,
    closure,
    is_working_day,
)
from helevejen.engines.calendar.days import OpeningHours
from tests.engines.calendar import naive


@given(st.dates(date(1985, 1, 1), date(2100, 12, 31)))
def test_which_days_count_is_what_the_twin_says(day):
    assert is_working_day(day, OFFICE) is naive.is_working_day(day)
    assert is_working_day(day, PUBLIC_HOLIDAYS_ONLY) is naive.is_working_day(day, local=False)


@pytest.mark.parametrize(("calendar", "count"), [(OFFICE, 250), (PUBLIC_HOLIDAYS_ONLY, 254)])
def test_the_working_days_of_2026(calendar, count):
    days = (date(2026, 1, 1) + timedelta(days=number) for number in range(365))
    assert sum(is_working_day(day, calendar) for day in days) == count


@pytest.mark.parametrize(
    ("day", "by", "name"),
    [
        (date(2026, 5, 14), ClosedBy.PUBLIC_HOLIDAY, "Kristi himmelfartsdag"),
        (date(2023, 5, 5), ClosedBy.PUBLIC_HOLIDAY, "Store bededag"),
        (date(2026, 12, 24), ClosedBy.LOCAL_DAY, "Juleaftensdag"),
        (date(2026, 5, 16), ClosedBy.WEEKEND, ""),
        (date(2028, 6, 5), ClosedBy.PUBLIC_HOLIDAY, "Anden pinsedag"),
    ],
)
def test_a_closed_day_says_why(day, by, name):
    found = closure(day)
    assert (found.day, found.by) == (day, by)
    assert found.name.startswith(name)


def test_great_prayer_day_is_worked_from_2024():
    assert is_working_day(date(2024, 4, 26))


def test_the_day_after_ascension_is_worked():
    assert is_working_day(date(2026, 5, 15))


def test_a_municipality_closes_on_days_of_its_own():
    own = OfficeCalendar(closing_days=(ClosingDay(date(2026, 5, 15), "Personaledag"),))
    assert closure(date(2026, 5, 15), own) == Closure(date(2026, 5, 15), ClosedBy.CLOSING_DAY, "Personaledag")
    assert is_working_day(date(2027, 5, 14), own)


def test_a_municipality_keeps_the_local_days_it_wants():
    own = OfficeCalendar(local_days=frozenset({LocalDay.CHRISTMAS_EVE}))
    assert not is_working_day(date(2026, 12, 24), own)
    assert is_working_day(date(2026, 5, 1), own)


@pytest.mark.parametrize("day", [date(1949, 12, 30), date(2101, 1, 3)])
def test_a_year_without_known_holidays_is_refused(day):
    with pytest.raises(ValueError, match="1950 to 2100"):
        is_working_day(day)


@pytest.mark.parametrize(
    "make",
    [
        lambda: OfficeCalendar(hours=(None,) * 5),
        lambda: OfficeCalendar(hours=()),
        lambda: OpeningHours(time(15), time(9)),
    ],
)
def test_a_calendar_checks_itself(make):
    with pytest.raises(ValueError, match="hours"):
        make()
