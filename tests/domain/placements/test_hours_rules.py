"""Hours worked, and the ladder on which they grow."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.placements.enums import Direction, PlacementObjection
from helevejen.placements.rules import hours
from helevejen.placements.rules.hours import Rung

MONDAY = date(2026, 3, 2)
TODAY = date(2026, 5, 4)


def _rung(day, count, review=None):
    return Rung(day, Decimal(count), review)


def test_a_later_step_takes_the_place_of_those_to_come():
    written = [_rung(MONDAY, 4), _rung(date(2026, 6, 1), 6), _rung(date(2026, 5, 11), 8)]

    stands = hours.standing(written)

    assert [one.hours for one in stands] == [4, 8]
    assert hours.hours_on(stands, date(2026, 5, 10)) == 4
    assert hours.hours_on(stands, date(2026, 7, 1)) == 8
    assert hours.hours_on(stands, date(2026, 3, 1)) is None


def test_the_figure_is_hours_at_the_start_and_now():
    grown = hours.grown([_rung(MONDAY, 4), _rung(date(2026, 5, 11), 8)], TODAY)

    assert (grown.at_start, grown.now, grown.more, grown.coming.hours) == (4, 4, 0, 8)
    assert hours.grown([], TODAY) is None
    assert hours.grown([_rung(date(2026, 6, 1), 4)], TODAY).now == 4


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(1, 10)).map(
            lambda one: _rung(MONDAY + timedelta(days=one[0]), one[1])
        ),
        max_size=12,
    )
)
def test_what_stands_runs_forward_and_the_last_written_always_counts(written):
    stands = hours.standing(written)

    days = [one.from_on for one in stands]
    assert days == sorted(set(days))
    if written:
        assert stands[-1] == written[-1]
        assert hours.hours_on(stands, written[-1].from_on) == written[-1].hours


@pytest.mark.parametrize(("before", "after", "way"), [(4, 8, "up"), (4, 4, "same"), (8, 4, "down")])
def test_a_review_leads_up_stays_or_leads_down(before, after, way):
    assert hours.direction(Decimal(before), Decimal(after)) == Direction(way)


@pytest.mark.parametrize(
    ("form", "rung", "objection"),
    [
        ("minifleks", _rung(TODAY, 8, date(2026, 11, 4)), None),
        ("minifleks", _rung(TODAY, 8, date(2026, 11, 5)), PlacementObjection.REVIEW_DAY),
        ("minifleks", _rung(TODAY, 8, TODAY), PlacementObjection.REVIEW_DAY),
        ("minifleks", _rung(TODAY, 8), PlacementObjection.REVIEW_DAY),
        ("minifleks", _rung(TODAY, 11, date(2026, 6, 1)), PlacementObjection.TOO_MANY_MINI),
        ("flex", _rung(TODAY, 11, date(2026, 6, 1)), None),
        ("flex", _rung(TODAY, 0, date(2026, 6, 1)), PlacementObjection.HOURS),
        ("flex", _rung(date(2026, 3, 1), 11, date(2026, 6, 1)), PlacementObjection.LADDER_DAY),
        ("flex", _rung(date(2027, 1, 1), 11, date(2026, 6, 1)), PlacementObjection.LADDER_DAY),
        ("internship", _rung(TODAY, 8, date(2026, 6, 1)), PlacementObjection.NO_LADDER),
    ],
)
def test_a_step_of_the_ladder_is_looked_at_again_within_half_a_year(form, rung, objection):
    assert hours.objection_to_rung(form, rung, starts_on=MONDAY, ends_until=None, on=TODAY) == objection


def test_no_step_begins_when_the_agreement_is_over():
    found = hours.objection_to_rung(
        "flex", _rung(date(2026, 6, 1), 8, date(2026, 6, 8)), starts_on=MONDAY, ends_until=date(2026, 6, 1), on=TODAY
    )

    assert found == PlacementObjection.LADDER_DAY


def test_the_weeks_to_tell_are_the_last_eight():
    weeks = hours.weeks_to_tell(starts_on=MONDAY, last_on=None, on=TODAY + timedelta(days=3))

    assert weeks[0] == TODAY
    assert len(weeks) == 8
    assert hours.weeks_to_tell(starts_on=MONDAY, last_on=MONDAY, on=TODAY) == [MONDAY]
    assert hours.weeks_to_tell(starts_on=MONDAY + timedelta(days=3), last_on=None, on=MONDAY + timedelta(days=4)) == [
        MONDAY
    ]


@pytest.mark.parametrize(
    ("week", "worked", "paid", "objection"),
    [
        (MONDAY, 20, 5, None),
        (MONDAY, 0, 0, None),
        (MONDAY, 70, 20, PlacementObjection.WORKED_HOURS),
        (MONDAY, -1, 0, PlacementObjection.WORKED_HOURS),
        (MONDAY + timedelta(days=1), 20, 0, PlacementObjection.WEEK_OUTSIDE),
        (MONDAY - timedelta(weeks=1), 20, 0, PlacementObjection.WEEK_OUTSIDE),
        (TODAY + timedelta(weeks=1), 20, 0, PlacementObjection.WEEK_OUTSIDE),
    ],
)
def test_a_week_is_told_with_hours_that_can_be(week, worked, paid, objection):
    found = hours.objection_to_worked(
        week=week, hours=Decimal(worked), paid_hours=Decimal(paid), is_paid_apart=True, starts_on=MONDAY,
        last_on=None, on=TODAY,
    )  # fmt: skip

    assert found == objection


def test_paid_hours_are_told_apart_only_beside_an_internship():
    found = hours.objection_to_worked(
        week=MONDAY, hours=Decimal(4), paid_hours=Decimal(1), is_paid_apart=False, starts_on=MONDAY, last_on=None,
        on=TODAY,
    )  # fmt: skip

    assert found == PlacementObjection.PAID_HOURS
