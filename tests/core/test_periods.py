from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.core.periods import Period, merge

FIRST = date(2026, 1, 1)


def on(number):
    return FIRST + timedelta(days=number)


def period(start, end=None):
    return Period(on(start), None if end is None else on(end))


periods = st.builds(
    lambda start, length: period(start, None if length is None else start + length),
    st.integers(0, 30),
    st.none() | st.integers(1, 15),
)
HORIZON = 60


def days_of(one):
    return {number for number in range(HORIZON) if one.contains(on(number))}


def test_the_first_day_is_in_and_the_until_day_is_not():
    assert on(0) in period(0, 2)
    assert on(1) in period(0, 2)
    assert on(2) not in period(0, 2)


@pytest.mark.parametrize("end", [0, -1])
def test_a_period_that_ends_before_it_begins_is_refused(end):
    with pytest.raises(ValueError, match="must end after"):
        period(0, end)


def test_days_and_last_day():
    assert (period(0, 7).days, period(0, 7).last_day) == (7, on(6))
    assert (period(0).days, period(0).last_day) == (None, None)
    assert list(period(0, 2)) == [on(0), on(1)]


def test_periods_that_touch_do_not_overlap():
    assert not period(0, 5).overlaps(period(5, 9))
    assert period(0, 6).overlaps(period(5))


@given(periods, periods)
def test_clip_is_the_days_in_both(one, other):
    clipped = one.clip(other)
    assert (days_of(clipped) if clipped else set()) == days_of(one) & days_of(other)


@given(st.lists(periods, max_size=6))
def test_merging_keeps_every_day_and_leaves_no_two_that_touch(many):
    merged = merge(many)
    assert set().union(*map(days_of, merged)) == set().union(*map(days_of, many))
    assert not any(one.overlaps(other) for i, one in enumerate(merged) for other in merged[:i])
    assert all(one.until != other.from_ for one in merged for other in merged)
