"""Promises in office time: kept until the last minute, moved by pauses, gone by the share of office time."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from helevejen.engines.calendar import (
    day_of,
    days_promised,
    extended,
    last_minute_of,
    office_time,
    share_gone,
)
from helevejen.engines.calendar.hours import COPENHAGEN
from tests.engines.calendar import naive

MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
MINUTES = st.integers(0, 60 * 24 * 3)


def danish(*parts):
    return datetime(*parts, tzinfo=COPENHAGEN)


def test_a_day_is_danish_and_lasts_until_its_last_minute():
    assert day_of(datetime(2026, 5, 21, 22, 30, tzinfo=UTC)) == date(2026, 5, 22)
    assert last_minute_of(date(2026, 3, 29)) == danish(2026, 3, 29, 23, 59)  # the night of the clock change is over
    assert days_promised(danish(2026, 5, 13, 9), 1) == danish(2026, 5, 15, 23, 59)  # Ascension lies between


@given(MOMENTS, MINUTES)
def test_office_time_is_counted_minute_by_minute(since, minutes):
    until = since + timedelta(minutes=minutes)
    assert office_time(since, until) == timedelta(minutes=naive.office_minutes_between(since, until))
    assert office_time(until, since) == timedelta(0)


@given(MOMENTS, MINUTES)
def test_a_pause_moves_by_its_office_time_and_never_back(due, minutes):
    stood = timedelta(minutes=minutes)
    assert extended(due, -stood) == due
    assert extended(due, stood) >= due
    assert office_time(due, extended(due, stood)) == stood


@given(MOMENTS, MINUTES, MINUTES)
def test_the_share_grows_from_nothing_to_one_and_is_one_afterwards(since, long, asked):
    due = since + timedelta(minutes=long)
    at = since + timedelta(minutes=asked)
    share = share_gone(since, due, at)
    assert 0.0 <= share <= share_gone(since, due, at + timedelta(minutes=1)) <= 1.0
    assert share == 1.0 or at <= due


def test_at_closing_time_of_the_promised_day_all_is_gone_and_nothing_is_late():
    since, due = danish(2026, 5, 11, 9), last_minute_of(date(2026, 5, 12))
    assert share_gone(since, due, danish(2026, 5, 11, 9)) == 0.0
    assert share_gone(since, due, danish(2026, 5, 12, 23)) == 1.0
