from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.caseload import rules
from helevejen.caseload.enums import AssignmentReason, CoverReason, HandoverState, LoadLevel, Objection
from helevejen.citizens.enums import TargetGroup

TODAY = date(2026, 11, 20)
TOMORROW = TODAY + timedelta(days=1)
FINE = rules.WorkerFacts(works_cases=True, is_in_conflict=False)


# --- weight ---


def test_every_target_group_and_none_has_a_guideline():
    for group in [*TargetGroup.values, ""]:
        assert rules.guideline_for(group, on=TODAY).source.startswith("https://")


def test_clauses_have_unique_ids_and_no_group_has_two_at_a_time():
    found = rules.guidelines()
    assert len({one.id for one in found}) == len(found)
    groups = [group for one in found if one.valid_until is None for group in one.groups]
    assert len(set(groups)) == len(groups)
    assert all(one.cases_from < one.cases_to and one.by_analogy <= one.groups for one in found)


def test_a_day_before_every_clause_has_no_guideline():
    with pytest.raises(LookupError):
        rules.guideline_for("1", on=date(1999, 1, 1))


def test_a_full_time_person_at_the_middle_of_the_guideline_is_exactly_full():
    load = rules.load_of({"2": 45}, capacity=1, on=TODAY)
    assert load.share == pytest.approx(1)
    assert load.level == LoadLevel.WITHIN


@pytest.mark.parametrize(("cases", "level"), [(34, "below"), (35, "within"), (55, "within"), (56, "above")])
def test_the_range_of_the_guideline_decides_the_level(cases, level):
    assert rules.load_of({"2": cases}, capacity=1, on=TODAY).level == level


@pytest.mark.parametrize(
    ("cases", "capacity", "counts"),
    [
        ({"2": 45}, 1, (35, 55)),
        ({"2": 56}, 1, (35, 55)),
        ({"2": 10}, 0.5, (18, 27)),
        ({"2": 20, "8": 14}, 30 / 37, (25, 38)),
        ({}, 1, None),
        ({"2": 3}, 0, None),
    ],
)
def test_the_guideline_is_told_in_cases_of_the_same_mix(cases, capacity, counts):
    load = rules.load_of(cases, capacity=capacity, on=TODAY)
    assert rules.guideline_counts(sum(cases.values()), load) == counts


@given(
    st.dictionaries(st.sampled_from(TargetGroup.values), st.integers(1, 80), min_size=1),
    st.sampled_from([0.3, 0.75, 1]),
)
def test_more_than_the_guideline_says_is_above_it_and_fewer_below(cases, capacity):
    load, count = rules.load_of(cases, capacity=capacity, on=TODAY), sum(cases.values())
    least, most = rules.guideline_counts(count, load)
    assert (load.level == LoadLevel.ABOVE) is (count > most)
    assert (load.level == LoadLevel.BELOW) is (count < least)


def test_groups_are_added_by_weight():
    assert rules.load_of({"2": 45, "3": 32.5}, capacity=2, on=TODAY).share == pytest.approx(1)


def test_part_time_has_less_room():
    assert rules.capacity_of(weekly_hours=18.5, employed_since=date(2020, 1, 1), on=TODAY) == 0.5


def test_new_staff_have_less_room_until_six_months_have_passed():
    hired = date(2026, 5, 20)
    assert rules.capacity_of(weekly_hours=37, employed_since=hired, on=date(2026, 11, 19)) == 0.75
    assert rules.capacity_of(weekly_hours=37, employed_since=hired, on=date(2026, 11, 20)) == 1


def test_somebody_without_hours_has_no_share():
    assert rules.load_of({"2": 1}, capacity=0, on=TODAY).share is None
    assert rules.load_of({"2": 1}, capacity=0, on=TODAY).level == LoadLevel.ABOVE
    assert rules.load_of({}, capacity=0, on=TODAY).level == LoadLevel.BELOW


@given(st.dictionaries(st.sampled_from(TargetGroup.values), st.integers(0, 80)), st.sampled_from(TargetGroup.values))
def test_one_more_case_never_makes_a_load_lighter(cases, group):
    before = rules.load_of(cases, capacity=1, on=TODAY).share
    after = rules.load_of(cases | {group: cases.get(group, 0) + 1}, capacity=1, on=TODAY).share
    assert after > before


# --- assignment ---


@pytest.mark.parametrize(
    ("worker", "objection"),
    [
        (FINE, None),
        (replace(FINE, works_cases=False), Objection.NOT_A_CASE_WORKER),
        (replace(FINE, is_in_conflict=True), Objection.IN_CONFLICT),
        (replace(FINE, is_away=True), Objection.AWAY_ON_THE_DAY),
    ],
)
def test_who_may_become_a_jobformidler(worker, objection):
    assert rules.objection_to_assigning(worker) == objection


@pytest.mark.parametrize(
    ("backup", "is_same", "objection"),
    [
        (FINE, False, None),
        (replace(FINE, is_away=True), False, None),
        (FINE, True, Objection.BACKUP_IS_THE_SAME),
        (replace(FINE, works_cases=False), False, Objection.BACKUP_NOT_A_CASE_WORKER),
        (replace(FINE, is_in_conflict=True), False, Objection.BACKUP_IN_CONFLICT),
    ],
)
def test_who_may_stand_behind(backup, is_same, objection):
    assert rules.objection_to_backup(backup, is_the_jobformidler=is_same) == objection


def test_the_first_jobformidler_is_no_change_and_all_others_are():
    assert rules.count_changes([]) == 0
    assert rules.count_changes(AssignmentReason.values) == len(AssignmentReason.values) - 1


# --- hand-over ---

ASKED = rules.HandoverRequest(reason=AssignmentReason.LEAVE, takes_effect_on=TOMORROW)


@pytest.mark.parametrize(
    ("asked", "objection"),
    [
        (ASKED, None),
        (replace(ASKED, is_case_open=False), Objection.CASE_IS_CLOSED),
        (replace(ASKED, has_one_already=True), Objection.HANDOVER_UNDER_WAY),
        (replace(ASKED, is_to_the_same=True), Objection.ALREADY_THE_JOBFORMIDLER),
        (replace(ASKED, reason=AssignmentReason.FIRST), Objection.REASON_IS_FOR_THE_FIRST),
        (replace(ASKED, takes_effect_on=TODAY), Objection.TOO_SOON),
        (replace(ASKED, is_backup_the_receiver=True), Objection.BACKUP_IS_THE_SAME),
    ],
)
def test_when_a_hand_over_may_be_asked_for(asked, objection):
    assert rules.objection_to_handover(asked, receiver=FINE, backup=FINE, on=TODAY) == objection


def test_the_receiver_and_the_new_backup_must_be_able_to():
    away = replace(FINE, works_cases=False)
    receiver = rules.objection_to_handover(ASKED, receiver=away, backup=FINE, on=TODAY)
    backup = rules.objection_to_handover(ASKED, receiver=FINE, backup=away, on=TODAY)
    assert (receiver, backup) == (Objection.NOT_A_CASE_WORKER, Objection.BACKUP_NOT_A_CASE_WORKER)


def test_only_the_person_asked_answers_and_only_once():
    assert rules.objection_to_answering(HandoverState.REQUESTED, is_receiver=True) is None
    assert rules.objection_to_answering(HandoverState.REQUESTED, is_receiver=False) == Objection.NOT_ASKED
    assert rules.objection_to_answering(HandoverState.ACCEPTED, is_receiver=True) == Objection.NOT_WAITING_FOR_AN_ANSWER


READY = rules.HandoverFacts(
    state=HandoverState.ACCEPTED, takes_effect_on=TODAY, is_citizen_told=True, has_met=True, unsigned_count=0
)


@pytest.mark.parametrize(
    ("facts", "objection"),
    [
        (READY, None),
        (replace(READY, has_met=False, has_reason_for_no_meeting=True), None),
        (replace(READY, state=HandoverState.REQUESTED), Objection.NOT_ACCEPTED),
        (replace(READY, is_citizen_told=False), Objection.CITIZEN_NOT_TOLD),
        (replace(READY, has_met=False), Objection.NOT_MET),
        (replace(READY, unsigned_count=1), Objection.NOT_ALL_SIGNED),
        (replace(READY, takes_effect_on=TOMORROW), Objection.DAY_NOT_REACHED),
    ],
)
def test_what_is_missing_before_a_case_changes_hands(facts, objection):
    assert rules.objection_to_completing(facts, receiver=FINE, on=TODAY) == objection


@pytest.mark.parametrize(
    ("facts", "objection"),
    [
        (replace(READY, is_citizen_told=False, takes_effect_on=TOMORROW), None),
        (replace(READY, is_citizen_told=False), Objection.TOLD_TOO_LATE),
        (replace(READY, takes_effect_on=TOMORROW), Objection.ALREADY_TOLD),
        (replace(READY, state=HandoverState.REQUESTED), Objection.NOT_ACCEPTED),
    ],
)
def test_when_the_citizen_is_told(facts, objection):
    assert rules.objection_to_telling(facts, on=TODAY) == objection


@pytest.mark.parametrize("state", HandoverState)
def test_only_what_is_under_way_can_be_withdrawn(state):
    is_under_way = state in {HandoverState.REQUESTED, HandoverState.ACCEPTED}
    assert rules.objection_to_withdrawing(state) == (None if is_under_way else Objection.HANDOVER_IS_OVER)


# --- cover ---


def candidate(user_id, name, load=0.5, **more):
    return rules.Candidate(user_id=user_id, name=name, load=load, capacity=1, **more)


def case(case_id, backup_id, weight=0.1):
    return rules.CaseToCover(case_id=case_id, citizen_id=case_id + 1_000, backup_id=backup_id, weight=weight)


def test_the_backup_the_citizen_knows_comes_first_even_when_fuller():
    (found,) = rules.suggest_cover([case(1, backup_id=7)], [candidate(7, "Åse", load=2), candidate(8, "Bo", load=0)])
    assert (found.user_id, found.reason) == (7, CoverReason.NAMED_BACKUP)


def test_for_good_the_named_backup_comes_first_only_while_there_is_room():
    people = [candidate(7, "Anne", load=0.85), candidate(8, "Bo", load=0)]
    found = rules.suggest_cover([case(1, 7), case(2, 7)], people, for_good=True)
    assert [one.user_id for one in found] == [7, 8]


def test_else_the_least_loaded_counting_what_the_plan_has_given():
    people = [candidate(7, "Anne", load=0.5), candidate(8, "Bo", load=0.55)]
    found = rules.suggest_cover([case(1, 99), case(2, 99), case(3, 99)], people)
    assert [one.user_id for one in found] == [7, 8, 7]
    assert {one.reason for one in found} == {CoverReason.LEAST_LOADED}


def test_equals_are_taken_in_danish_order_of_name():
    people = [candidate(7, "Åse"), candidate(8, "Zoe"), candidate(9, "Ægir")]
    assert [one.user_id for one in rules.suggest_cover([case(1, 99)], people)] == [8]


def test_somebody_in_conflict_is_passed_over_also_as_named_backup():
    people = [candidate(7, "Anne", in_conflict_with=frozenset({1_001})), candidate(8, "Bo", load=3)]
    (found,) = rules.suggest_cover([case(1, backup_id=7)], people)
    assert found.user_id == 8


def test_somebody_outside_the_team_covers_only_as_named_backup():
    people = [candidate(7, "Anne", may_be_suggested=False)]
    found = rules.suggest_cover([case(1, backup_id=7), case(2, backup_id=99)], people)
    assert [one.user_id for one in found] == [7, None]
    assert found[1].reason == CoverReason.NOBODY


def test_the_substitute_is_whom_most_cases_point_at():
    people = [candidate(7, "Anne", load=0.9), candidate(8, "Bo", load=0)]
    found = rules.suggest_cover([case(1, 7), case(2, 7), case(3, 99)], people)
    assert rules.main_substitute(found, people) == 7
    assert rules.main_substitute([], people) == 8
    assert rules.main_substitute(found, [candidate(7, "Anne", in_conflict_with=frozenset({5}))]) is None


@given(st.lists(st.tuples(st.integers(1, 4), st.floats(0.01, 0.05)), max_size=12))
def test_every_case_gets_its_suggestion_in_order(drawn):
    cases = [case(number, backup, weight) for number, (backup, weight) in enumerate(drawn, start=1)]
    found = rules.suggest_cover(cases, [candidate(1, "Anne"), candidate(2, "Bo")])
    assert [one.case_id for one in found] == [one.case_id for one in cases]
    assert all(one.user_id in {1, 2} for one in found)


def choice(case_id, suggested, backup=99, **own):
    return rules.TakeoverChoice(case(case_id, backup), suggested, **own)


def taken(*choices, people, **for_all):
    return [(one.receiver_id, one.backup_id) for one in rules.takeovers(choices, people, **for_all)]


ANNE, BO, AASE = candidate(7, "Anne"), candidate(8, "Bo"), candidate(9, "Åse")
ANNE_IN_CONFLICT = replace(ANNE, in_conflict_with=frozenset({1_001}))


def test_the_choice_of_the_case_comes_before_that_for_all_and_that_before_the_suggestion():
    cases = choice(1, 7), choice(2, 7, receiver_id=9, backup_id=8), choice(3, 7, is_left=True), choice(4, None)
    assert taken(*cases, people=[ANNE, BO, AASE], to_all=8, backup_all=7) == [(8, 7), (9, 8), (None, None), (8, 7)]
    assert [one for one, _behind in taken(*cases, people=[ANNE, BO, AASE])] == [7, 9, None, None]


def test_the_one_chosen_for_all_is_passed_over_in_conflict_and_it_is_told():
    cases, people = [choice(1, 8), choice(2, 8)], [ANNE_IN_CONFLICT, BO, AASE]
    found = rules.takeovers(cases, people, to_all=7)
    assert [(one.receiver_id, one.is_receiver_passed_over) for one in found] == [(8, True), (7, False)]
    found = rules.takeovers(cases, people, backup_all=7)
    assert [(one.backup_id, one.is_backup_passed_over) for one in found] == [(9, True), (7, False)]
    (nobody,) = rules.takeovers([choice(1, None)], people, to_all=7, backup_all=7)
    assert nobody == rules.Takeover(1, None, is_receiver_passed_over=True)
    (own,) = rules.takeovers([choice(1, 8, receiver_id=9, backup_id=8)], people, to_all=7, backup_all=7)
    assert own == rules.Takeover(1, 9, 8)


def test_whoever_takes_a_case_over_never_stands_behind_it_by_suggestion_or_for_all():
    assert taken(choice(1, 7, backup=7), people=[ANNE, BO]) == [(7, 8)]
    (found,) = rules.takeovers([choice(1, 7)], [ANNE, BO], backup_all=7)
    assert (found.backup_id, found.is_backup_passed_over) == (8, False)
    assert taken(choice(1, 7, backup=7), people=[ANNE]) == [(7, None)]


def test_behind_is_the_named_backup_else_the_least_filled_counting_what_the_plan_has_given():
    assert taken(choice(1, 7, backup=9), people=[ANNE, BO, AASE]) == [(7, 9)]
    cases = [choice(number, 7, backup=7) for number in (1, 2, 3, 4)]
    assert [behind for _to, behind in taken(*cases, people=[ANNE, BO, AASE])] == [8, 9, 8, 9]
    heavy = choice(5, 8), choice(6, None, receiver_id=7, backup_id=8)
    assert taken(choice(1, 7), *heavy, people=[ANNE, BO, AASE])[0] == (7, 9), "Bo is given two already"


ABSENCE = rules.AbsenceRequest(on=TODAY, valid_from=TODAY, valid_until=TOMORROW)


@pytest.mark.parametrize(
    ("asked", "objection"),
    [
        (ABSENCE, None),
        (replace(ABSENCE, valid_until=TODAY), Objection.ENDS_BEFORE_IT_BEGINS),
        (replace(ABSENCE, on=TOMORROW), Objection.ABSENCE_PASSED),
        (replace(ABSENCE, on=TOMORROW, valid_until=TOMORROW + timedelta(days=1)), None),
        (replace(ABSENCE, is_own_substitute=True), Objection.OWN_SUBSTITUTE),
        (replace(ABSENCE, has_absence_then=True), Objection.ALREADY_AWAY),
        (replace(ABSENCE, is_substitute_employed=False), Objection.SUBSTITUTE_NOT_EMPLOYED),
        (replace(ABSENCE, is_substitute_away=True), Objection.SUBSTITUTE_AWAY),
        (replace(ABSENCE, is_substitute_in_conflict=True), Objection.SUBSTITUTE_IN_CONFLICT),
    ],
)
def test_when_an_absence_may_be_planned(asked, objection):
    assert rules.objection_to_absence(asked) == objection
