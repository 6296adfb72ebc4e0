from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.engines.calendar import Unit, count_in_window, duration_used, next_occurrence, quota

FIRST = date(2026, 1, 1)
THREE_IN_FOUR = Fraction(3, 4)


def on(number):
    return FIRST + timedelta(days=number)


def test_what_is_done_in_the_window_counts_and_what_is_outside_does_not():
    window = count_in_window([on(90), on(3), on(-1), on(89)], from_=on(0), until=on(90), at_least=3)
    assert window.done == (on(3), on(89))
    assert (window.missing, window.is_kept, window.last_day) == (1, False, on(89))


def test_more_than_enough_is_enough():
    assert count_in_window([on(1), on(1), on(2)], from_=on(0), until=on(9), at_least=2).is_kept


@given(st.integers(0, 200), st.integers(0, 200), st.fractions(0, 1, max_denominator=20))
def test_the_missing_are_the_fewest_that_help(counted, others, least):
    total = counted + others
    answer = quota(counted, total, least=least)
    if answer.missing is None:
        assert least == 1
        assert others > 0
        return
    assert counted + answer.missing >= least * (total + answer.missing)
    assert answer.missing == 0 or counted + answer.missing - 1 < least * (total + answer.missing - 1)


def test_three_in_four_is_exact():
    assert quota(75, 100, least=THREE_IN_FOUR).is_kept
    assert quota(74, 100, least=THREE_IN_FOUR).missing == 4
    assert quota(0, 0, least=THREE_IN_FOUR).is_kept


def test_what_recurs_is_due_again_after_its_time():
    assert next_occurrence(date(2026, 1, 31), 30, Unit.MONTH).due == date(2028, 7, 31)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=6), st.integers(0, 80))
def test_days_used_in_two_periods_count_once(pairs, most):
    used = len({day for start, length in pairs for day in range(start, start + length)})
    answer = duration_used([(on(start), on(start + length)) for start, length in pairs], most_days=most)
    assert (answer.used_days, answer.left_days, answer.over_days) == (used, max(most - used, 0), max(used - most, 0))
    assert answer.is_kept is (used <= most)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: count_in_window([], from_=on(0), until=on(0), at_least=1),
        lambda: quota(2, 1, least=THREE_IN_FOUR),
        lambda: quota(1, 2, least=Fraction(5, 4)),
        lambda: next_occurrence(FIRST, 0, Unit.DAY),
        lambda: duration_used([(on(1), on(1))], most_days=1),
    ],
)
def test_what_cannot_be_is_refused(ask):
    with pytest.raises(ValueError, match=r"wanted|positive"):
        ask()
