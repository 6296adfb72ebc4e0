"""Cards by an allow-list, moves by a table, waits by the calendar: no database."""

import json
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.rules import chains
from helevejen.proposals.enums import (
    LIVE,
    MOVES,
    Party,
    ProposalClock,
    ProposalObjection,
    ProposalState,
    Standing,
)
from helevejen.proposals.rules import cards, clocks, steps
from helevejen.proposals.rules.cards import Demand, Known
from tests.cast import NOW, TODAY

TRUCK = Demand("licence", "Truckcertifikat", "must", code="forklift_b")
DANISH = Demand("language", "Dansk, B2", "must", code="da", level="B2")
PACKING = Demand("skill", "Pakke varer", "nice", uri="http://x/1")


def standing(demand, *facts):
    return cards.standing_of(demand, facts, on=TODAY)


def test_a_licence_is_covered_near_when_it_has_run_out_and_not_told_when_it_is_not_there():
    held = Known("licence", "forklift_b")
    assert standing(TRUCK, held) == Standing.COVERED
    assert standing(TRUCK, Known("licence", "forklift_b", expires_on=TODAY)) == Standing.COVERED
    assert standing(TRUCK, Known("licence", "forklift_b", expires_on=TODAY - timedelta(days=1))) == Standing.NEAR
    assert standing(TRUCK, Known("licence", "crane")) == Standing.UNTOLD
    assert standing(TRUCK) == Standing.UNTOLD


@pytest.mark.parametrize(
    ("level", "said"),
    [("native", "covered"), ("C1", "covered"), ("B2", "covered"), ("B1", "near"), ("A2", "untold")],
)
def test_a_language_is_near_one_step_below(level, said):
    assert standing(DANISH, Known("language", "da", level=level)) == said
    assert standing(DANISH, Known("language", "en", level=level)) == "untold"


def test_a_skill_is_the_same_by_its_address_or_its_words():
    assert standing(PACKING, Known("skill", "http://x/1", "Noget andet")) == Standing.COVERED
    assert standing(PACKING, Known("skill", "", "pakke varer", level="good")) == Standing.COVERED
    assert standing(PACKING, Known("skill", "http://x/1", level="some")) == Standing.NEAR
    assert standing(Demand("skill", "Pakke", "must"), Known("skill", "", "Noget")) == Standing.UNTOLD


def test_the_best_of_several_is_told():
    ran_out = Known("licence", "forklift_b", expires_on=TODAY - timedelta(days=1))
    assert standing(TRUCK, ran_out, Known("licence", "forklift_b")) == Standing.COVERED


def test_needs_are_on_the_card_only_when_agreed_to_and_then_without_words():
    facts = [Known("consideration", "lift", "efter min diskusprolaps", kg=5)]
    assert cards.card_for([], facts, on=TODAY).needs is None
    card = cards.card_for([], facts, agreed=["considerations"], on=TODAY)
    assert card.needs == (cards.Need("lift", kg=5),)
    assert "diskus" not in cards.written(card)


def test_days_are_those_of_the_order_that_are_possible():
    facts = [Known("days", codes=("mon", "sat")), Known("hours", hours=Decimal("12.0"))]
    card = cards.card_for([TRUCK], facts, days=["mon", "tue"], shifts=["day"], on=TODAY)
    assert (card.days, card.shifts, card.hours) == (("mon",), None, "12")


TEXT = st.text(min_size=9, max_size=20).map(lambda text: f"zzq{text}")


@given(
    label=TEXT,
    kinds=st.lists(st.sampled_from(["skill", "travel", "refusal", "consideration", "occupation_wished", "licence"])),
    agreed=st.sets(st.sampled_from(["considerations", "phone", "email"])),
)
def test_whatever_the_profile_says_in_words_is_not_on_the_card(label, kinds, agreed):
    facts = [Known(kind, subject=label if kind == "skill" else "lift", label=label, minutes=3) for kind in kinds]
    card = cards.card_for([TRUCK, DANISH, PACKING], facts, agreed=agreed, on=TODAY)
    shown = cards.written(card)
    assert "zzq" not in shown
    assert set(json.loads(shown)) == {one.name for one in fields(cards.Card)}
    assert cards.read_card(shown) == card


def test_the_name_holds_telephone_and_mail_only_when_agreed_to():
    facts = {"name": "Amina Holm", "phone": "11223344", "email": "a@example.dk"}
    assert cards.person_for(**facts, agreed=[]) == cards.Person("Amina Holm")
    both = cards.person_for(**facts, agreed=["phone", "email"])
    assert cards.read_person(cards.written(both)) == cards.Person("Amina Holm", "11223344", "a@example.dk")


# --- Moves ---


def test_every_state_that_goes_on_has_a_turn_of_the_chain_held_by_the_right_party():
    holders = {Party.CITIZEN: "citizen", Party.COMPANY: "company", Party.MUNICIPALITY: "jobformidler"}
    for state in (*LIVE, ProposalState.HIRED):
        stage = steps.STAGES[state]
        step = chains.step_of("job_and_company", stage.step)
        assert step is not None
        assert step.holder == holders[stage.party]
        assert step.working_days == clocks.clause_for(stage.clock, TODAY, clocks.proposal_clocks()).amount
        assert step.is_by_deed == (state in LIVE)


@pytest.mark.parametrize("state", LIVE)
def test_it_can_be_taken_back_and_ended_from_wherever_it_goes_on(state):
    assert {ProposalState.WITHDRAWN, ProposalState.FILLED, ProposalState.STOPPED} <= MOVES[state]


def objection(state, to, **changed):
    told = {"is_track_open": True, "holds_until": TODAY + timedelta(days=1), "on": TODAY} | changed
    return steps.objection_to_move(state=state, to=to, **told)


@given(state=st.sampled_from(list(ProposalState)), to=st.sampled_from(list(ProposalState)))
def test_a_move_that_is_not_in_the_table_is_refused(state, to):
    assert (objection(state.value, to) is None) == (to in MOVES.get(state, frozenset()))


def test_nothing_more_is_shown_when_the_yes_does_not_hold_and_it_can_still_be_ended():
    over = {"holds_until": TODAY}
    assert objection("accepted", ProposalState.PRESENTED, **over) == ProposalObjection.EXPIRED
    assert objection("wanted", ProposalState.NAMED, **over) == ProposalObjection.EXPIRED
    assert objection("named", ProposalState.WITHDRAWN, **over) is None
    assert objection("named", ProposalState.HIRED, is_track_open=False) == ProposalObjection.OVER


def proposing(**changed):
    told = {
        "is_case_open": True, "is_order_open": True, "has_open": False, "positions_left": 1, "asked_for": ["phone"],
        "words": "",
    } | changed  # fmt: skip
    return steps.objection_to_proposing(**told)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, None),
        ({"is_case_open": False}, "case_closed"),
        ({"is_order_open": False}, "order_not_open"),
        ({"positions_left": 0}, "no_position"),
        ({"has_open": True}, "open_already"),
        ({"asked_for": ["cpr"]}, "unknown_share"),
        ({"words": "x" * 501}, "too_long"),
        ({"words": "170590-9996"}, "has_cpr"),
        ({"words": "Du har jo angst"}, "illness"),
    ],
)
def test_asking_is_refused_with_a_reason(changed, said):
    assert proposing(**changed) == said


def test_no_more_is_agreed_to_than_was_asked_for():
    assert steps.objection_to_agreeing(asked_for=["phone"], agreed=[]) is None
    assert steps.objection_to_agreeing(asked_for=["phone"], agreed=["email"]) == ProposalObjection.NOT_ASKED_FOR


def test_a_no_of_the_company_has_a_reason_of_the_list():
    assert steps.objection_to_why(steps.Why("hours"), demands=[]) is None
    assert steps.objection_to_why(steps.Why("age"), demands=[]) == ProposalObjection.NO_REASON
    assert steps.objection_to_why(steps.Why("missing"), demands=["Truck"]) == ProposalObjection.NO_MISSING
    assert steps.objection_to_why(steps.Why("missing", "Truck"), demands=["Truck"]) is None
    assert steps.objection_to_why(steps.Why("other", words="Vist syg: depression"), demands=[]) == "illness"


@pytest.mark.parametrize(
    ("days", "place", "objection"),
    [
        (1, "Havnen 3", None),
        (0, "Havnen 3", "interview_past"),
        (1, " ", "no_place"),
        (1, "x" * 201, "too_long"),
        (1, "170590-9996", "has_cpr"),
        (1, "Kræftens Bekæmpelse, Havnen 3", None),
        (9, "Havnen 3", None),
        (10, "Havnen 3", "after_yes"),
    ],
)
def test_an_interview_is_to_come_while_the_yes_holds_and_has_a_place(days, place, objection):
    starts_at, holds_until = NOW + timedelta(days=days), TODAY + timedelta(days=10)
    said = steps.objection_to_interview(starts_at=starts_at, place=place, holds_until=holds_until, at=NOW)
    assert said == objection


# --- Waits ---


@pytest.mark.parametrize(
    ("asked", "remind", "release"),
    [
        (date(2026, 3, 11), date(2026, 3, 19), date(2026, 3, 25)),
        (date(2026, 4, 1), date(2026, 4, 14), date(2026, 4, 18)),
    ],
)
def test_the_days_of_the_rule_page(asked, remind, release):
    due = clocks.due_on(ProposalClock.ANSWER, asked)
    assert clocks.may_remind_from(due) == remind
    assert clocks.may_release_from(remind, due) == release


def test_a_reminder_given_early_releases_nobody_before_the_answer_was_due():
    assert clocks.may_release_from(TODAY, TODAY + timedelta(days=30)) == TODAY + timedelta(days=31)


@pytest.mark.parametrize("party", [None, Party.MUNICIPALITY])
def test_we_are_not_a_silent_party(party):
    told = {"party": party, "answer_due_on": TODAY - timedelta(days=1), "on": TODAY}
    assert clocks.objection_to_reminding(**told) == ProposalObjection.NO_SUCH_MOVE
    assert clocks.objection_to_releasing(**told, reminded_on=TODAY) == ProposalObjection.NO_SUCH_MOVE


def test_a_yes_holds_sixty_days_after_today():
    assert clocks.holds_until(TODAY) == TODAY + timedelta(days=61)


@pytest.mark.parametrize(
    "text", ["", "[[clause]]\nid='X'\nclock='answer'", "[[clause]]\nid='X'\nclock='soon'\namount=1"]
)
def test_a_file_that_is_not_whole_is_refused(text):
    with pytest.raises(clocks.FaultyProposalClocks):
        clocks.read_clocks(text)


def test_a_unit_nobody_knows_is_refused():
    text = clocks.CLOCKS_FILE.read_text(encoding="utf-8").replace('unit = "day"', 'unit = "fortnight"')
    with pytest.raises(clocks.FaultyProposalClocks):
        clocks.read_clocks(text)
