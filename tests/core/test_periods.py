from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.core.periods import Period, find_gaps, find_overlaps, merge

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


@given(st.lists(periods, max_size=6), periods)
def test_gaps_are_the_days_nobody_covers(many, within):
    gaps = find_gaps(many, within)
    covered = set().union(*map(days_of, many))
    assert set().union(*map(days_of, gaps)) == days_of(within) - covered
    assert merge(gaps) == gaps


@given(st.lists(periods, max_size=6))
def test_merging_keeps_every_day_and_leaves_no_two_that_touch(many):
    merged = merge(many)
    assert set().union(*map(days_of, merged)) == set().union(*map(days_of, many))
    assert not find_overlaps(merged)
    assert all(one.until != other.from_ for one in merged for other in merged)


@given(st.lists(periods, max_size=6))
def test_overlaps_are_found_exactly_when_two_share_a_day(many):
    shared = any(days_of(one) & days_of(other) for i, one in enumerate(many) for other in many[:i])
    assert bool(find_overlaps(many)) is shared


def test_an_open_period_overlaps_everything_after_it():
    assert find_overlaps([period(9, 10), period(0), period(3, 4)]) == [
        (period(0), period(3, 4)),
        (period(0), period(9, 10)),
    ]
