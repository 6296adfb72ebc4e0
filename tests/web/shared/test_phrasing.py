"""Days, moments and telephone numbers as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from helevejen.web.shared import phrasing

TODAY = date(2026, 3, 3)
NOW = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)


def test_a_day_of_this_year_leaves_the_year_out():
    assert phrasing.weekday(TODAY, TODAY) == "tirsdag den 3. marts"
    assert phrasing.day(TODAY, TODAY) == "3. marts"
    assert phrasing.short_day(TODAY, TODAY) == "3/3"


def test_a_day_of_another_year_names_it():
    before = date(2025, 12, 31)
    assert phrasing.weekday(before, TODAY) == "onsdag den 31. december 2025"
    assert phrasing.day(before, TODAY) == "31. december 2025"
    assert phrasing.short_day(before, TODAY) == "31/12 2025"


def test_in_english_days_are_said_in_english():
    with translation.override("en"):
        assert phrasing.weekday(TODAY, TODAY) == "Tuesday 3 March"


def test_a_moment_is_shown_in_danish_time():
    assert phrasing.moment(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), TODAY) == "tirsdag den 3. marts kl. 00.30"
    assert phrasing.local_day(datetime(2026, 3, 2, 23, 30, tzinfo=UTC)) == TODAY


def test_a_day_is_said_as_today_where_it_is_a_last_day():
    assert phrasing.by_day(TODAY, TODAY) == "i dag"
    assert phrasing.by_day(date(2026, 3, 4), TODAY) == "onsdag den 4. marts"
    assert phrasing.by_moment(datetime(2026, 3, 3, 12, 0, tzinfo=UTC), TODAY) == "i dag kl. 13.00"
    with translation.override("en"):
        assert phrasing.by_day(TODAY, TODAY) == "today"


@pytest.mark.parametrize(("minutes", "said"), [(0, "straks"), (12, "12 min."), (60, "1,0 t."), (90, "1,5 t.")])
def test_a_time_within_office_hours_is_never_none(minutes, said):
    assert phrasing.office_time(minutes) == said


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=20), "lige nu"),
        (timedelta(minutes=1), "for 1 minut siden"),
        (timedelta(minutes=2), "for 2 minutter siden"),
        (timedelta(hours=3), "for 3 timer siden"),
        (timedelta(hours=15), "i går"),
        (timedelta(days=21), "for 3 uger siden"),
    ],
)
def test_what_has_just_happened_is_said_in_the_unit_people_use(passed, said):
    assert phrasing.ago(NOW - passed, NOW) == said


def test_last_night_is_yesterday_but_ten_minutes_ago_is_ten_minutes_ago():
    after_midnight = datetime(2026, 3, 2, 23, 5, tzinfo=UTC)  # 00.05 in Denmark
    assert phrasing.ago(after_midnight - timedelta(minutes=10), after_midnight) == "for 10 minutter siden"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("75910000", "75 91 00 00"),
        ("+4575910000", "75 91 00 00"),
        ("0045 7591 0000", "75 91 00 00"),
        ("+46 8 123 45 67", "+46 8 123 45 67"),
        ("+46812345", "+46812345"),
        ("lokal 12", "lokal 12"),
    ],
)
def test_danish_telephone_numbers_stand_in_pairs(written, shown):
    assert phrasing.phone_number(written) == shown


@pytest.mark.parametrize(("name", "initial"), [("østen", "Ø"), (" Amina", "A"), ("", "?"), ("123", "?")])
def test_the_initial_is_a_letter(name, initial):
    assert phrasing.initial_of(name) == initial
