"""What citizens may do by themselves with meetings and turns."""

from datetime import UTC, date, datetime, timedelta

import pytest

from helevejen.cases.enums import MeetingState, TurnObjection
from helevejen.cases.rules import own_meetings, own_turns
from helevejen.cases.rules.chains import chains
from tests.factories.times import NOW, TODAY


@pytest.mark.parametrize(
    ("hours", "may"), [(25, True), (24, False), (1, False), (-1, False)], ids=["25 h", "24 h", "1 h", "begun"]
)
def test_a_meeting_is_moved_until_the_day_before(hours, may):
    starts_at = NOW + timedelta(hours=hours)
    assert own_meetings.may_move_own(state=MeetingState.BOOKED, starts_at=starts_at, at=NOW) is may


@pytest.mark.parametrize(
    ("state", "hours", "may"),
    [
        (MeetingState.BOOKED, 1, True),
        (MeetingState.BOOKED, 0, False),
        (MeetingState.PROPOSED, None, True),
        (MeetingState.HELD, -5, False),
        (MeetingState.CANCELLED, 5, False),
    ],
)
def test_a_meeting_is_called_off_until_it_begins(state, hours, may):
    starts_at = None if hours is None else NOW + timedelta(hours=hours)
    assert own_meetings.may_cancel_own(state=state, starts_at=starts_at, at=NOW) is may


def test_only_a_booked_meeting_is_moved():
    later = NOW + timedelta(days=3)
    states = [state for state in MeetingState if own_meetings.may_move_own(state=state, starts_at=later, at=NOW)]
    assert states == [MeetingState.BOOKED]


def test_times_are_offered_on_working_days_a_day_ahead_and_three_a_day():
    offered = own_meetings.offered_starts(minutes=45, booked=[], at=NOW)
    days = [moment.astimezone(own_meetings.rules.COPENHAGEN).date() for moment in offered]
    assert len(offered) == own_meetings.MOST_OFFERED
    assert offered == sorted(offered)
    assert min(offered) >= NOW + own_meetings.MOVED_NO_LATER_THAN
    assert {days.count(day) for day in days} == {own_meetings.MOST_ON_A_DAY}
    assert all(day.weekday() < 5 for day in days)


def test_times_that_are_taken_and_days_away_are_not_offered():
    free = own_meetings.offered_starts(minutes=45, booked=[], at=NOW)
    taken = (free[0] + timedelta(minutes=30), free[0] + timedelta(minutes=60))
    day_away = free[3].astimezone(own_meetings.rules.COPENHAGEN).date()
    left = own_meetings.offered_starts(minutes=45, booked=[taken], closed_days=[day_away], at=NOW)
    assert free[0] not in left
    assert day_away not in {moment.astimezone(own_meetings.rules.COPENHAGEN).date() for moment in left}


@pytest.mark.parametrize("at", [datetime(2026, 3, 26, 8, tzinfo=UTC), datetime(2026, 10, 22, 8, tzinfo=UTC)])
def test_times_are_the_same_on_the_clock_before_and_after_it_changes(at):
    offered = own_meetings.offered_starts(minutes=45, booked=[], at=at)
    local = {moment.astimezone(own_meetings.rules.COPENHAGEN).time() for moment in offered}
    assert local <= set(own_meetings.STARTS)


def test_calls_are_asked_for_on_the_next_five_working_days():
    assert own_meetings.call_days(TODAY) == [date(2026, 3, day) for day in (12, 13, 16, 17, 18)]
    assert own_meetings.call_days(date(2026, 12, 23))[0] == date(2026, 12, 28)


def test_every_turn_of_a_citizen_that_is_ticked_off_leads_to_the_jobformidler():
    own = [
        (kind, step) for kind, chain in chains().items() for step in chain.steps.values() if step.holder == "citizen"
    ]
    ticked = [(kind, step.code) for kind, step in own if own_turns.is_ticked_off(step.code)]
    assert ("first_contact", "you_read_plan") in ticked
    assert [one for one in ticked if own_turns.step_after(*one) is None] == []


def test_the_ball_goes_where_the_chain_says():
    assert own_turns.step_after("clarification", "you_act").code == "we_follow_up"
    assert own_turns.step_after("job_and_company", "you_visit_company").code == "we_follow_up"


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        ({}, None),
        ({"is_own": False}, TurnObjection.TURN_ENDED),
        ({"holder": "jobformidler"}, TurnObjection.TURN_ENDED),
        ({"step": "you_choose_time"}, TurnObjection.TURN_ENDED),
        ({"step": "you_are_heard"}, TurnObjection.TURN_ENDED),
    ],
)
def test_only_the_citizen_ticks_off_and_only_what_is_ticked_off(change, objection):
    facts = {"is_own": True, "holder": "citizen", "kind": "clarification", "step": "you_act"} | change
    assert own_turns.objection_to_ticking(**facts) == objection
