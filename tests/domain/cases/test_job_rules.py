from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.enums import JobForm, JobObjection, TrackKind
from helevejen.cases.rules import chains
from helevejen.cases.rules import jobs as rules

ON = date(2026, 9, 1)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("after", "until", "next_on"),
    [
        (ON, date(2027, 3, 1), date(2026, 10, 1)),
        (ON, date(2026, 10, 2), date(2026, 10, 1)),
        (ON, date(2026, 10, 1), date(2026, 9, 30)),
        (ON, date(2026, 9, 3), date(2026, 9, 2)),
        (ON, date(2026, 9, 2), None),
        (ON, date(2026, 8, 1), None),
    ],
)
def test_the_last_check_in_is_on_the_last_day_of_the_agreed_time(after, until, next_on):
    assert rules.next_check_in_on(after=after, check_in_days=30, until=until) == next_on


@given(after=days, until=days, check_in_days=st.integers(1, 90))
def test_check_ins_go_forward_stay_within_the_time_and_come_to_an_end(after, until, check_in_days):
    next_on, count = rules.next_check_in_on(after=after, check_in_days=check_in_days, until=until), 0
    while next_on is not None and count < 200:
        assert after < next_on < until
        assert (next_on - after).days <= check_in_days
        after, count = next_on, count + 1
        next_on = rules.next_check_in_on(after=after, check_in_days=check_in_days, until=until)
    assert count == 200 or after >= until - timedelta(days=1)


def objection_to_job(**changes):
    usual = {"employer_name": "Rideskolen", "title": "Staldmedhjælper", "form": JobForm.ORDINARY, "started_on": ON}
    return rules.objection_to_job(**{**usual, "weekly_hours": Decimal(20), "on": ON, **changes})


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({}, None),
        ({"employer_name": " "}, JobObjection.NO_EMPLOYER),
        ({"title": ""}, JobObjection.NO_TITLE),
        ({"weekly_hours": Decimal(0)}, JobObjection.NO_HOURS),
        ({"weekly_hours": Decimal("60.01")}, JobObjection.NO_HOURS),
        ({"weekly_hours": Decimal("0.5")}, None),
        ({"form": JobForm.MINIFLEX, "weekly_hours": Decimal("10.5")}, JobObjection.TOO_MANY_HOURS),
        ({"form": JobForm.MINIFLEX, "weekly_hours": Decimal(10)}, None),
        ({"form": JobForm.FLEX, "weekly_hours": Decimal("10.5")}, None),
        ({"started_on": ON + timedelta(days=90)}, None),
        ({"started_on": ON + timedelta(days=91)}, JobObjection.TOO_FAR_AHEAD),
        ({"started_on": date(2024, 1, 1)}, None),
    ],
)
def test_a_job_as_stated(changes, objection):
    assert objection_to_job(**changes) == objection


@pytest.mark.parametrize(
    ("started_on", "check_in_days", "until", "objection"),
    [
        (ON, 14, date(2027, 3, 1), None),
        (ON, 0, date(2027, 3, 1), JobObjection.CHECK_IN_DAYS),
        (ON, 91, date(2027, 3, 1), JobObjection.CHECK_IN_DAYS),
        (ON, 14, ON, JobObjection.FOLLOW_UP_ENDS_FIRST),
        (date(2026, 6, 1), 14, date(2026, 8, 1), JobObjection.FOLLOW_UP_ENDS_FIRST),
        (date(2026, 10, 1), 14, date(2026, 9, 20), JobObjection.FOLLOW_UP_ENDS_FIRST),
    ],
)
def test_the_follow_up_as_agreed(started_on, check_in_days, until, objection):
    found = rules.objection_to_follow_up(started_on=started_on, check_in_days=check_in_days, until=until, on=ON)
    assert found == objection


@pytest.mark.parametrize(
    ("ended_on", "because", "objection"),
    [
        (ON, "Opgaven var slut", None),
        (date(2026, 8, 1), "Slut", None),
        (date(2026, 7, 31), "Slut", JobObjection.ENDS_BEFORE_START),
        (ON + timedelta(days=1), "Slut", JobObjection.ENDS_IN_FUTURE),
        (ON, "  ", JobObjection.NO_CAUSE),
    ],
)
def test_a_job_that_ends(ended_on, because, objection):
    found = rules.objection_to_ending(started_on=date(2026, 8, 1), ended_on=ended_on, on=ON, because=because)
    assert found == objection


@pytest.mark.parametrize("link", [rules.CHECK_IN, rules.AFTER_JOB])
def test_the_chain_of_retention_knows_the_links_of_a_job(link):
    assert link in chains.chain_of(TrackKind.RETENTION).steps
