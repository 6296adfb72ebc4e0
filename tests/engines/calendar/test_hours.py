from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.engines.calendar import (
    OfficeCalendar,
    add_office_hours,
    closing_time,
    end_of_day,
    is_working_day,
    office_hours_between,
)
from helevejen.engines.calendar.days import OpeningHours
from tests.engines.calendar import naive
from tests.engines.calendar.naive import utc

FOUR_HOURS = timedelta(hours=4)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)).map(  # noqa: DTZ001 - as asked
    lambda moment: moment.replace(second=0, microsecond=0)
)
minutes = st.integers(0, 2000)


def due(start, hours=FOUR_HOURS):
    return add_office_hours(start, hours).due


@given(moments, st.integers(1, 1500))
def test_adding_is_what_the_twin_says(start, count):
    assert due(start, timedelta(minutes=count)) == naive.add_office_minutes(start, count)


@given(moments, st.integers(0, 8000))
def test_counting_is_what_the_twin_says(start, length):
    end = start + timedelta(minutes=length)
    wanted = timedelta(minutes=naive.office_minutes_between(start, end))
    assert office_hours_between(start, end) == wanted
    assert office_hours_between(end, start) == -wanted


@given(st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_counting_over_years_is_counting_to_a_moment_between_and_on(three):
    first, between, last = three
    parts = office_hours_between(first, between) + office_hours_between(between, last)
    assert office_hours_between(first, last) == parts


@given(moments, minutes)
def test_counting_takes_back_what_adding_gave(start, count):
    asked = timedelta(minutes=count)
    assert office_hours_between(start, due(start, asked)) == asked


@given(moments, minutes)
def test_the_due_moment_is_in_opening_hours(start, count):
    local = due(start, timedelta(minutes=count)).astimezone(naive.COPENHAGEN)
    assert is_working_day(local.date())
    assert time(9) <= local.time() <= time(15)


def test_a_friday_afternoon_goes_on_after_whitsun():
    answer = add_office_hours(utc(2026, 5, 22, 12), FOUR_HOURS)
    assert answer.due == utc(2026, 5, 26, 10)
    assert [line.name for line in answer.explain() if line.name] == ["Anden pinsedag"]


def test_over_the_night_when_the_clock_goes_forward_the_hours_are_those_of_the_wall_clock():
    assert due(utc(2026, 3, 27, 13)) == utc(2026, 3, 30, 10)  # Friday 14.00 to Monday 12.00: the hour is not lost


def test_over_the_night_when_the_clock_goes_back_the_hours_are_those_of_the_wall_clock():
    assert due(utc(2026, 10, 23, 12)) == utc(2026, 10, 26, 11)  # Friday 14.00 to Monday 12.00


def test_the_last_minute_is_closing_time_and_not_the_next_morning():
    assert due(utc(2026, 5, 19, 7), timedelta(hours=6)) == utc(2026, 5, 19, 13)


def test_no_time_at_all_is_now_or_the_next_opening():
    assert due(utc(2026, 5, 19, 8), timedelta(0)) == utc(2026, 5, 19, 8)
    assert due(utc(2026, 5, 19, 20), timedelta(0)) == utc(2026, 5, 20, 7)


def test_a_day_without_opening_hours_is_passed_and_still_a_working_day():
    own = OfficeCalendar(hours=(None, *(OpeningHours(time(10), time(14)),) * 4))
    assert add_office_hours(utc(2026, 5, 29, 12), timedelta(hours=1), own).due == utc(2026, 6, 2, 9)
    assert is_working_day(date(2026, 6, 1), own)
    assert closing_time(date(2026, 6, 1), own) is None


def test_closing_time_and_the_end_of_the_day_follow_the_clock():
    assert closing_time(date(2026, 5, 19)) == utc(2026, 5, 19, 13)
    assert closing_time(date(2026, 1, 19)) == utc(2026, 1, 19, 14)
    assert closing_time(date(2026, 5, 14)) is None
    assert end_of_day(date(2026, 3, 28)) == utc(2026, 3, 28, 23)
    assert end_of_day(date(2026, 3, 29)) == utc(2026, 3, 29, 22)  # a day of 23 hours
    assert end_of_day(date(2026, 10, 25)) == utc(2026, 10, 25, 23)  # a day of 25


def test_a_moment_without_a_zone_or_a_negative_time_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        due(utc(2026, 5, 19).replace(tzinfo=None))
    with pytest.raises(ValueError, match="negative"):
        due(utc(2026, 5, 19), -FOUR_HOURS)
