from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.engines.calendar import (
    OFFICE,
    PUBLIC_HOLIDAYS_ONLY,
    ClosingDay,
    LineKind,
    OfficeCalendar,
    add_working_days,
    is_working_day,
    working_days_between,
)
from tests.engines.calendar import naive

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
counts = st.integers(-400, 400)


# The table the service standard is tested by: received, working days, due with the office's closed days, due with
# public holidays alone.
VECTORS = [
    ("2026-05-22", 5, "2026-06-01", "2026-06-01"),
    ("2026-04-01", 2, "2026-04-08", "2026-04-08"),
    ("2026-05-13", 1, "2026-05-15", "2026-05-15"),
    ("2026-04-30", 1, "2026-05-04", "2026-05-01"),
    ("2026-06-01", 5, "2026-06-09", "2026-06-08"),
    ("2026-12-23", 1, "2026-12-28", "2026-12-24"),
    ("2026-12-23", 5, "2027-01-05", "2026-12-31"),
]


@pytest.mark.parametrize(("received", "count", "office", "holidays"), VECTORS)
def test_the_table_holds(received, count, office, holidays):
    start = date.fromisoformat(received)
    assert add_working_days(start, count, OFFICE).due == date.fromisoformat(office)
    assert add_working_days(start, count, PUBLIC_HOLIDAYS_ONLY).due == date.fromisoformat(holidays)


@given(days, counts, st.booleans())
def test_adding_is_what_the_twin_says(start, count, local):
    calendar = OFFICE if local else PUBLIC_HOLIDAYS_ONLY
    assert add_working_days(start, count, calendar).due == naive.add_working_days(start, count, local=local)


@given(days, st.integers(-900, 900))
def test_counting_is_what_the_twin_says(start, length):
    end = start + timedelta(days=length)
    assert working_days_between(start, end) == naive.working_days_between(start, end)


@given(days, st.integers(-60, 60), st.frozensets(st.integers(-40, 40), max_size=8))
def test_own_closing_days_are_what_the_twin_says(start, count, offsets):
    closed = frozenset(start + timedelta(days=offset) for offset in offsets)
    own = OfficeCalendar(closing_days=tuple(ClosingDay(day, "lukket") for day in closed))
    assert add_working_days(start, count, own).due == naive.add_working_days(start, count, closed=closed)


@given(days, counts.filter(bool))
def test_counting_takes_back_what_adding_gave(start, count):
    assert working_days_between(start, add_working_days(start, count).due) == count


@given(days, st.integers(1, 300))
def test_a_longer_time_is_never_due_earlier(start, count):
    assert add_working_days(start, count).due < add_working_days(start, count + 1).due


@given(days, counts)
def test_the_due_day_is_worked_and_the_days_passed_are_not(start, count):
    answer = add_working_days(start, count)
    assert is_working_day(answer.due)
    assert not any(is_working_day(why.day) for why in answer.passed)


def test_no_days_at_all_is_the_day_itself_or_the_first_after_it():
    assert add_working_days(date(2026, 5, 13), 0).due == date(2026, 5, 13)
    assert add_working_days(date(2026, 5, 14), 0).due == date(2026, 5, 15)


def test_the_explanation_accounts_for_every_day():
    answer = add_working_days(date(2026, 12, 23), 5)
    assert [(line.kind, line.day, line.count, line.name) for line in answer.explain()] == [
        (LineKind.ANCHOR, date(2026, 12, 23), None, ""),
        (LineKind.COUNT, None, 5, ""),
        (LineKind.WEEKENDS, None, 4, ""),
        (LineKind.CLOSED, date(2026, 12, 24), None, "Juleaftensdag"),
        (LineKind.CLOSED, date(2026, 12, 25), None, "Juledag"),
        (LineKind.CLOSED, date(2026, 12, 31), None, "Nytårsaften"),
        (LineKind.CLOSED, date(2027, 1, 1), None, "Nytårsdag"),
        (LineKind.DUE, date(2027, 1, 5), None, ""),
    ]


@given(days, st.integers(1, 300))
def test_the_days_of_the_explanation_add_up(start, count):
    answer = add_working_days(start, count)
    assert (answer.due - start).days == count + len(answer.passed)


def test_a_count_out_of_the_known_years_is_refused():
    with pytest.raises(ValueError, match="1950 to 2100"):
        add_working_days(date(2100, 12, 30), 5)
