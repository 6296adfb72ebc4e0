from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from helevejen.core import parse
from helevejen.core.parse import Unreadable

LAST_DAY = date(2025, 12, 31)


def cell_of(year, month, day, hour=0, minute=0):
    """Return what a spreadsheet's date cell holds: a moment without a zone."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    "cell", ["31-12-2025", "31.12.2025", "2025-12-31", " 31-12-2025 ", LAST_DAY, cell_of(2025, 12, 31)]
)
def test_a_date_is_read(cell):
    assert parse.read_date(cell) == LAST_DAY


def test_a_day_and_a_month_of_one_figure_are_read():
    assert parse.read_date("1.2.2026") == date(2026, 2, 1)


@pytest.mark.parametrize(
    "cell", ["31/12/2025", "12/31/2025", "31-12-25", "31-12.2025", "2025-12", "i går", "46000", 46000, ""]
)
def test_another_way_to_write_a_date_is_refused_with_the_right_one(cell):
    with pytest.raises(Unreadable, match="Skriv den som 31-12-2025"):
        parse.read_date(cell)


@pytest.mark.parametrize("cell", ["30-02-2026", "12-31-2025", "2025-13-01", "00-01-2025"])
def test_a_day_that_does_not_exist_is_refused(cell):
    with pytest.raises(Unreadable, match="findes ikke"):
        parse.read_date(cell)


@pytest.mark.parametrize("cell", ["31-12-0025", "31-12-2925", date(1700, 1, 1)])
def test_a_year_that_cannot_be_is_refused(cell):
    with pytest.raises(Unreadable, match="Årstallet"):
        parse.read_date(cell)


def test_a_date_cell_with_a_time_of_day_is_refused():
    with pytest.raises(Unreadable, match="klokkeslæt"):
        parse.read_date(cell_of(2025, 12, 31, 8))


@pytest.mark.parametrize(
    "cell", ["31-12-2025 13:45", "31.12.2025 13.45", "2025-12-31T13:45:00", cell_of(2025, 12, 31, 13, 45)]
)
def test_a_moment_is_read_on_danish_clocks(cell):
    assert parse.read_moment(cell) == datetime(2025, 12, 31, 12, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell", ["31-12-2025", "31-12-2025 25:00", "31-12-2025 13", "31-12-2025 kl. 13:00", "31-12-2025 13:61"]
)
def test_what_has_no_time_of_day_is_refused(cell):
    with pytest.raises(Unreadable, match="klokkeslæt"):
        parse.read_moment(cell)


def test_the_hour_that_the_clock_skips_is_refused():
    with pytest.raises(Unreadable, match=r"02\.30 findes ikke den dag"):
        parse.read_moment("29-03-2026 02:30")


def test_in_the_hour_that_comes_twice_the_first_is_meant():
    assert parse.read_moment("25-10-2026 02:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_moment_with_a_zone_is_believed():
    assert parse.read_moment(datetime(2026, 1, 1, tzinfo=UTC)) == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12.345,50", "12345.50"), ("0,5", "0.5"), ("−3", "-3"), ("1 234,5", "1234.5"), (37, "37"), (0.1, "0.1")],
)
def test_a_number_is_read_with_a_decimal_comma(cell, number):
    assert parse.read_decimal(cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["12.34", "1.2345", "12,345.50", "", "tolv", "1e5", "١٢", True, float("inf")])
def test_an_unclear_number_is_refused(cell):
    with pytest.raises(Unreadable):
        parse.read_decimal(cell)


def test_a_whole_number_is_read_and_a_broken_one_refused():
    assert parse.read_integer("1.234") == 1234
    assert parse.read_integer(37.0) == 37
    with pytest.raises(Unreadable, match="har decimaler"):
        parse.read_integer("37,5")


@pytest.mark.parametrize(
    ("cell", "value"), [("ja", True), ("Nej", False), (" JA ", True), (True, True), (0, False), ("x", True)]
)
def test_yes_and_no_are_read(cell, value):
    assert parse.read_boolean(cell) is value


@pytest.mark.parametrize("cell", ["måske", "", None, 2])
def test_neither_yes_nor_no_is_refused(cell):
    with pytest.raises(Unreadable, match="Skriv ja eller nej"):
        parse.read_boolean(cell)


def test_text_is_stripped_and_a_figure_keeps_no_nought():
    assert parse.read_text("  to   ord\n") == "to ord"
    assert parse.read_text(2000.0) == "2000"
    assert parse.read_text(None) == ""


@pytest.mark.parametrize(
    ("cell", "empty"), [(None, True), ("", True), (" \t", True), ("0", False), (0, False), (False, False)]
)
def test_an_empty_cell_is_known(cell, empty):
    assert parse.is_empty(cell) is empty
