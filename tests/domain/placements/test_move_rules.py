"""What comes next in a placement, and what an agreement must say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.enums import Holder, TrackKind
from helevejen.cases.rules import chains
from helevejen.placements.enums import Move, Party, PlacementObjection
from helevejen.placements.rules import agreeing, moves
from helevejen.placements.rules.agreeing import Agreed
from helevejen.placements.rules.moves import Standing

ON = date(2026, 5, 4)
START = date(2026, 3, 2)


def _standing(**values):
    usual = {
        "state": "running", "is_trial": False, "starts_on": START, "ends_on": None, "is_citizen_ok": True,
        "is_company_ok": True, "asked_on": None, "has_company_said": True,
    }  # fmt: skip
    return Standing(**usual | values)


def _next(**values):
    coming = moves.next_of(_standing(**values), ON)
    return (coming.move, coming.due_on) if coming else None


def test_before_it_begins_first_the_citizen_reads_then_the_company_and_then_comes_the_first_day():
    planned = {"state": "planned", "is_citizen_ok": False, "is_company_ok": False}
    assert _next(**planned) == (Move.CITIZEN_READS, None)
    assert _next(**planned | {"is_citizen_ok": True}) == (Move.COMPANY_READS, None)
    assert _next(state="planned") == (Move.BEGIN, START)
    assert _next(**planned, is_questioned=True) == (Move.MEND, None)


def test_a_running_internship_is_the_companys_until_it_has_told_how_it_goes():
    last = date(2026, 5, 29)
    trial = {"is_trial": True, "ends_on": last}
    assert _next(**trial, has_company_said=False) == (Move.TRIAL_RUNS, last)
    assert _next(**trial) == (Move.END_TRIAL, last)
    assert _next(**trial, is_questioned=True) == (Move.MEND_TRIAL, None)


def test_in_a_job_the_earliest_comes_first():
    review, talk = date(2026, 8, 1), date(2026, 6, 1)
    assert _next() is None
    assert _next(review_on=review, talk_on=talk) == (Move.TALK, talk)
    assert _next(has_company_said=False) == (Move.ASK, START + timedelta(days=56))
    assert _next(has_company_said=False, asked_on=ON) == (Move.COMPANY_EVALUATES, ON + timedelta(days=7))
    assert _next(ends_on=talk, review_on=review) == (Move.CONCLUDE, talk)


def test_a_silent_company_hides_nothing_of_ours():
    assert _next(has_company_said=False, asked_on=ON - timedelta(days=14), review_on=ON) == (Move.REVIEW_HOURS, ON)
    assert _next(has_company_said=False, asked_on=ON - timedelta(days=22)) is None


def test_an_ended_placement_has_no_next():
    assert moves.next_of(_standing(state="ended", ends_on=ON), ON) is None


_DAYS = st.one_of(st.none(), st.dates(date(2026, 3, 2), date(2027, 3, 2)))


@given(
    state=st.sampled_from(["planned", "running", "ended"]), flags=st.lists(st.booleans(), min_size=5, max_size=5),
    days=st.lists(_DAYS, min_size=4, max_size=4), on=st.dates(date(2026, 3, 2), date(2027, 3, 2)),
)  # fmt: skip
def test_every_next_move_is_a_step_of_the_chain_with_the_holder_it_says(state, flags, days, on):
    now = Standing(
        state, flags[0], START, days[0] or (ON if flags[0] else None), flags[1], flags[2], flags[3], flags[4],
        days[1], days[2], days[3],
    )  # fmt: skip
    coming = moves.next_of(now, on)

    assert (coming is None) <= (state == "ended" or (state == "running" and not flags[0]))
    if coming is not None:
        step = chains.step_of(TrackKind.JOB_AND_COMPANY, coming.move)
        holder = {None: Holder.JOBFORMIDLER, Party.CITIZEN: Holder.CITIZEN, Party.COMPANY: Holder.COMPANY}
        assert step.holder == holder[moves.asked_party(coming.move)]


def test_both_are_asked_near_the_end():
    assert moves.ask_on(starts_on=START, ends_on=date(2026, 3, 29)) == date(2026, 3, 19)
    assert moves.ask_on(starts_on=START, ends_on=date(2026, 3, 5)) == START
    assert moves.is_asked_now(starts_on=START, ends_on=None, asked_on=None, on=START + timedelta(days=56))
    assert not moves.is_asked_now(starts_on=START, ends_on=None, asked_on=None, on=START + timedelta(days=55))


def test_it_can_be_told_once_from_the_first_day_until_sixty_days_after_the_last():
    def may(state="running", ended_on=None, has_said=False):
        return moves.may_evaluate(state=state, ended_on=ended_on, has_said=has_said, on=ON)

    assert may()
    assert may("ended", ON - timedelta(days=60))
    assert not may("ended", ON - timedelta(days=61))
    assert not may("planned")
    assert not may(has_said=True)


GOOD = Agreed("At prøve arbejdet.", ON, Decimal(20), ends_until=ON + timedelta(weeks=4))


@pytest.mark.parametrize(
    ("form", "change", "objection"),
    [
        ("internship", {}, None),
        ("internship", {"paid_hours": Decimal(5)}, None),
        ("internship", {"ends_until": None}, PlacementObjection.NO_END),
        ("internship", {"ends_until": ON}, PlacementObjection.ENDS_FIRST),
        ("internship", {"purpose": " "}, PlacementObjection.NO_PURPOSE),
        ("internship", {"goals": "Ring om 170590-9996"}, PlacementObjection.HAS_CPR),
        ("internship", {"hours": Decimal(61)}, PlacementObjection.HOURS),
        ("internship", {"intensity": 50}, PlacementObjection.INTENSITY),
        ("internship", {"considerations": ("alt",)}, PlacementObjection.UNKNOWN_CHOICE),
        ("internship", {"starts_on": ON + timedelta(days=91)}, PlacementObjection.TOO_FAR_AHEAD),
        ("ordinary", {"paid_hours": Decimal(5)}, PlacementObjection.PAID_HOURS),
        ("ordinary", {"ends_until": None}, None),
        ("minifleks", {"hours": Decimal(10), "intensity": 50, "ends_until": None}, None),
        ("minifleks", {"hours": Decimal("10.5")}, PlacementObjection.TOO_MANY_MINI),
        ("flex", {"hours": Decimal(15), "intensity": 0}, PlacementObjection.INTENSITY),
        ("holiday", {}, PlacementObjection.UNKNOWN_CHOICE),
    ],
)
def test_what_an_agreement_must_say(form, change, objection):
    agreed = replace(GOOD, **change)

    assert agreeing.objection_to_agreement(form, agreed, title="Lagermedarbejder", on=ON) == objection


def test_an_agreement_says_what_the_work_is():
    assert agreeing.objection_to_agreement("ordinary", GOOD, title="", on=ON) == PlacementObjection.NO_TITLE


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        ({}, None),
        ({"is_citizen_ok": False}, PlacementObjection.NOT_SEEN_BY_CITIZEN),
        ({"is_company_ok": False}, PlacementObjection.NOT_SEEN_BY_COMPANY),
        ({"state": "running"}, PlacementObjection.NOT_PLANNED),
        ({"began_on": START - timedelta(days=1)}, PlacementObjection.STARTS_LATER),
        ({"began_on": ON + timedelta(days=1)}, PlacementObjection.STARTS_LATER),
        ({"ends_until": START}, PlacementObjection.END_DAY),
    ],
)
def test_it_begins_when_both_have_seen_it_and_its_day_has_come(change, objection):
    usual = {
        "state": "planned", "is_citizen_ok": True, "is_company_ok": True, "starts_on": START, "ends_until": None,
        "began_on": START, "on": ON,
    }  # fmt: skip

    assert agreeing.objection_to_beginning(**usual | change) == objection


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        ({}, None),
        ({"outcome": "stopped", "stop_reason": "no_tasks"}, None),
        ({"outcome": "stopped"}, PlacementObjection.NO_STOP_REASON),
        ({"stop_reason": "no_tasks"}, PlacementObjection.NO_STOP_REASON),
        ({"outcome": "won"}, PlacementObjection.UNKNOWN_CHOICE),
        ({"state": "ended"}, PlacementObjection.ENDED),
        ({"state": "planned"}, PlacementObjection.NOT_RUNNING),
        ({"state": "planned", "outcome": "stopped", "stop_reason": "citizen"}, None),
        ({"ended_on": ON + timedelta(days=1)}, PlacementObjection.END_DAY),
        ({"ended_on": START - timedelta(days=1)}, PlacementObjection.END_DAY),
    ],
)
def test_how_it_can_end(change, objection):
    usual = {
        "state": "running", "outcome": "as_agreed", "stop_reason": "", "starts_on": START, "ended_on": ON, "on": ON,
    }  # fmt: skip

    assert agreeing.objection_to_ending(**usual | change) == objection
