from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from helevejen.core import formats

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def danish():
    with translation.override("da"):
        yield


def test_days_are_shown_in_danish_and_english():
    assert formats.day(TODAY) == "21. november 2026"
    assert formats.day(TODAY, language="en") == "21 November 2026"
    assert formats.weekday_and_day(TODAY) == "lørdag den 21. november 2026"
    assert formats.short_day(date(2026, 5, 3)) == "03.05.2026"
    assert formats.short_day(date(2026, 5, 3), language="en") == "3 May 2026"
    assert formats.week(TODAY) == "uge 47"


def test_moments_are_shown_on_danish_clocks():
    at = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert formats.clock_time(at) == "00.30"
    assert formats.clock_time(at, language="en") == "00:30"
    assert formats.moment(at) == "1. juli 2026 kl. 00.30"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 dage"),
        (1, "1 dag"),
        (13, "13 dage"),
        (14, "2 uger"),
        (41, "6 uger"),
        (83, "12 uger"),
        (90, "3 måneder"),
        (365, "12 måneder"),
        (731, "2 år"),
        (-3, "3 dage"),
    ],
)
def test_spans_are_in_the_unit_people_use(days, words):
    assert formats.span(days) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "i går"),
        (0, "i dag"),
        (1, "i morgen"),
        (3, "om 3 dage"),
        (-3, "for 3 dage siden"),
        (14, "om 2 uger"),
        (-60, "for 9 uger siden"),
    ],
)
def test_a_day_is_said_as_seen_from_today(days, words):
    assert formats.seen_from(TODAY + timedelta(days=days), TODAY) == words


def test_numbers_and_shares_are_shown_the_way_of_the_language():
    assert formats.number(12345.5, decimals=1) == "12.345,5"
    assert formats.number(12345.5, decimals=1, language="en") == "12,345.5"
    assert formats.number(1234) == "1.234"
    assert formats.percent(0.125) == "12 %"
    assert formats.percent(0.5, language="en") == "50%"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "1 dag"), (13, "13 dage"), (14, "2 uger"), (15, "3 uger"), (83, "12 uger"), (84, "3 måneder"),
     (92, "4 måneder"), (731, "25 måneder")],
)  # fmt: skip
def test_a_time_within_which_something_happens_is_rounded_up(days, words):
    assert formats.within(days) == words
