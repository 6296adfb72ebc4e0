from datetime import timedelta

import pytest

from helevejen.accounts.enums import Role
from helevejen.caseload import queries
from helevejen.caseload.actions import count_minutes
from helevejen.caseload.enums import AssignmentReason, CoverReason, ItemKind, LoadLevel, PlanNeed
from helevejen.cases import actions as case_actions
from helevejen.cases.enums import Cap, Holder
from helevejen.citizens.queries import levels_of
from tests.factories.accounts import AbsenceFactory, EmploymentFactory, UserFactory
from tests.factories.caseload import AssignmentFactory, HandoverFactory
from tests.factories.cases import (
    CompanyContactFactory,
    MeetingFactory,
    NoteFactory,
    PlanStepFactory,
    TrackFactory,
)
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory, TargetGroupPeriodFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries

YEAR_AGO = NOW - timedelta(days=365)
SOON = TODAY + timedelta(days=30)


def more_cases(jobformidler, backup, count=1, group="2"):
    made = []
    for _ in range(count):
        citizen = CitizenFactory()
        TargetGroupPeriodFactory(citizen=citizen, group=group)
        made.append(whole_case(citizen, jobformidler, backup))
    return made


def board_of(cast, viewer=None):
    def levels_in(citizen_ids):
        return levels_of(viewer or cast.lene, citizen_ids, NOW)

    return queries.team_board(cast.ungdom, levels_in, NOW, days=365)


def row_of(board, user):
    return next(row for row in board.rows if row.user == user)


# --- lists ---


def test_a_caseload_holds_the_open_cases_with_what_a_list_shows(cast):
    TargetGroupPeriodFactory(citizen=cast.amina, group="3")
    TrackFactory(case=cast.aminas_case, turn__due_on=TODAY - timedelta(days=1))
    (case,) = queries.caseload_of(cast.jens, TODAY)
    assert (case, case.target_group) == (cast.aminas_case, "3")
    (shown,) = queries.shown_cases([case], TODAY)
    assert (shown.changes_count, shown.next_due_on) == (0, TODAY - timedelta(days=1))


def test_a_target_group_that_has_ended_is_not_shown(cast):
    TargetGroupPeriodFactory(citizen=cast.amina, group="3", valid_until=TODAY)
    (case,) = queries.caseload_of(cast.jens, TODAY)
    assert case.target_group == ""


def test_a_caseload_is_flat(cast):
    def read():
        return [
            (case.citizen.name, case.backup.name, case.target_group) for case in queries.caseload_of(cast.jens, TODAY)
        ]

    assert count_queries(read) == 1
    assert_flat(read, lambda: more_cases(cast.jens, cast.mette))


def test_a_leader_sees_the_cases_of_the_own_team_only(cast):
    assert {case.pk for case in queries.cases_of_team(cast.ungdom, cast.lene, NOW)} == {
        cast.aminas_case.pk,
        cast.bos_case.pk,
    }
    assert list(queries.cases_of_team(cast.voksne, cast.lene, NOW)) == []
    assert list(queries.turns_of_team(cast.voksne, cast.lene, NOW)) == []


def test_the_citizens_of_a_team_are_those_of_its_cases_with_no_more_than_their_names(cast):
    more_cases(cast.jens, cast.mette, count=3)
    ConflictOfInterestFactory(user=cast.lene, citizen=cast.bo)
    whole = [(case.pk, case.citizen) for case in queries.cases_of_team(cast.ungdom, cast.lene, NOW)]

    def read():
        found = queries.citizens_of_team(cast.ungdom, cast.lene, NOW)
        return [(pk, citizen, citizen.name, citizen.is_protected) for pk, citizen in found.items()]

    assert [row[:2] for row in read()] == whole
    assert len(whole) == 4
    assert count_queries(read) == 2


def test_changes_are_counted_for_case_and_citizen_in_the_last_12_months(cast):
    first = cast.aminas_case.assignments.get()
    first.valid_until = NOW - timedelta(days=100)
    first.save()
    AssignmentFactory(
        case=cast.aminas_case,
        jobformidler=cast.jens,
        valid_from=NOW - timedelta(days=100),
        reason=AssignmentReason.LEAVE,
    )
    assert queries.changes_last_12_months(cast.amina, NOW) == 1
    assert queries.changes_last_12_months(cast.aminas_case, NOW) == 1
    assert queries.changes_last_12_months(cast.aminas_case, NOW + timedelta(days=300)) == 0
    assert [one.reason for one in queries.changes_of(cast.amina)] == ["leave"]
    assert [one.reason for one in queries.followers_of(cast.amina)] == ["leave", "first"]
    assert [one.reason for one in queries.followers_of(cast.aminas_case)] == ["leave", "first"]
    (change,) = board_of(cast).changes
    assert (change.reason, change.count) == (AssignmentReason.LEAVE, 1)
    assert queries.changes_of_team(cast.ungdom, cast.lene, YEAR_AGO, NOW).get().case == cast.aminas_case


# --- board ---


def test_the_board_has_the_team_in_danish_order_of_name_and_nobody_else(cast):
    for name in ("Åse Vinther", "Ægir Holm", "Aage Bang"):
        EmploymentFactory(user=UserFactory(name=name), team=cast.ungdom)
    names = [row.user.name for row in board_of(cast).rows]
    assert names == ["Jens Bro", "Mette Dahl", "Ægir Holm", "Aage Bang", "Åse Vinther"]


def test_the_board_weighs_cases_by_guideline_hours_and_cover(cast):
    more_cases(cast.jens, cast.mette, count=44)  # with Amina, who has no target group, a little over full
    row = row_of(board_of(cast), cast.jens)
    assert row.load.own_count == 45
    assert row.load.load.share == pytest.approx(44 / 45 + 1 / 32.5)
    assert row.load.load.level == LoadLevel.WITHIN
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    board = board_of(cast)
    assert row_of(board, cast.mette).load.covered_count == 45
    assert row_of(board, cast.mette).load.own_count == 1
    assert row_of(board, cast.jens).absence.substitute == cast.mette


def test_somebody_who_has_left_stays_on_the_board_while_there_are_cases(cast):
    employment = cast.jens.employments.get()
    employment.valid_until = TODAY
    employment.save()
    row = row_of(board_of(cast), cast.jens)
    assert row.has_left
    assert row.load.load.share is None


def test_waiting_is_told_by_holder_with_median_and_p90(cast):
    for days in range(1, 11):
        TrackFactory(
            case=cast.aminas_case, opened_at=NOW - timedelta(days=days), turn__holder=Holder.DOCTOR, turn__due_on=None
        )
    (doctor,) = [wait for wait in board_of(cast).waits if wait.holder == Holder.DOCTOR]
    assert (doctor.count, doctor.median_days, doctor.p90_days, doctor.overdue_count) == (10, 5, 9, 0)


def test_one_wait_is_its_own_median_and_nothing_is_said_of_nine_in_ten(cast):
    TrackFactory(
        case=cast.aminas_case, opened_at=NOW - timedelta(days=4), turn__holder=Holder.SCHOOL, turn__due_on=TODAY
    )
    (school,) = [wait for wait in board_of(cast).waits if wait.holder == Holder.SCHOOL]
    assert (school.count, school.median_days, school.p90_days) == (1, 4, None)


def test_a_postponement_does_not_begin_the_wait_anew(cast):
    track = TrackFactory(case=cast.aminas_case, opened_at=NOW - timedelta(days=40), turn__due_on=TODAY)
    words = {"due_on": TODAY + timedelta(days=9), "reason": "Lægen er på ferie"}
    case_actions.postpone_turn(track=track, by=cast.jens, at=NOW, **words)
    assert board_of(cast).longest[0].wait_days == 40


def test_the_longest_waits_are_of_those_the_leader_may_name_however_many_others_wait_longer(cast):
    TrackFactory(case=cast.aminas_case, opened_at=NOW - timedelta(days=100), turn__due_on=TODAY)
    for days in range(200, 250):
        (case,) = more_cases(cast.jens, cast.mette)
        ConflictOfInterestFactory(user=cast.lene, citizen=case.citizen)
        TrackFactory(case=case, opened_at=NOW - timedelta(days=days), turn__due_on=TODAY)
    board = board_of(cast)
    assert {turn.citizen_id for turn in board.longest} == {cast.amina.pk, cast.bo.pk}
    assert board.longest[0].wait_days == 100


def test_a_parent_that_waits_for_its_own_sub_tracks_is_not_waiting(cast):
    TrackFactory(case=cast.aminas_case, turn__holder=Holder.SUBTRACKS, turn__due_on=None)
    assert Holder.SUBTRACKS not in {wait.holder for wait in board_of(cast).waits}


def test_overdue_by_us_counts_our_own_turns_past_their_day(cast):
    TrackFactory(case=cast.aminas_case, turn__due_on=TODAY - timedelta(days=1))
    TrackFactory(case=cast.aminas_case, turn__holder=Holder.DOCTOR, turn__due_on=TODAY - timedelta(days=1))
    board = board_of(cast)
    assert board.overdue_by_us == 1
    assert row_of(board, cast.jens).overdue_count == 1


def test_time_is_shared_by_cap_and_a_meeting_is_counted_once(cast):
    assert [one.share for one in board_of(cast).caps.shares] == [0, 0, 0]
    held = MeetingFactory(case=cast.aminas_case, held=True, cap=Cap.MENTOR, minutes=45)
    NoteFactory(case=cast.aminas_case, meeting=held, cap=Cap.AUTHORITY, minutes=15)
    NoteFactory(case=cast.aminas_case, meeting=held, cap=Cap.MENTOR, minutes=30)
    MeetingFactory(case=cast.bos_case, held=True, cap=Cap.MENTOR, minutes=15)
    CompanyContactFactory(case=cast.aminas_case, minutes=60)
    assert [(one.cap, one.minutes) for one in board_of(cast).caps.shares] == [
        (Cap.AUTHORITY, 15),
        (Cap.MENTOR, 45),
        (Cap.COMPANY, 60),
    ]
    assert sum(one.share for one in board_of(cast).caps.shares) == pytest.approx(1)


def test_the_figures_of_one_person_are_that_persons(cast):
    CompanyContactFactory(case=cast.bos_case, minutes=60)
    row, caps = queries.figures_of(cast.jens, NOW, since=YEAR_AGO)
    assert row.load.own_count == 1
    assert [one.minutes for one in caps] == [0, 0, 0]


def test_the_board_is_flat_in_cases_and_in_people(cast):
    def read():
        board = board_of(cast)
        return list(board.longest), [row.absence and row.absence.substitute.name for row in board.rows]

    def make_more():
        user = UserFactory()
        EmploymentFactory(user=user, team=cast.ungdom)
        AbsenceFactory(user=user, substitute=cast.mette)
        more_cases(user, cast.mette)

    assert count_queries(read) == 11
    count_minutes(at=NOW)
    assert count_queries(read) == 10
    assert_flat(read, make_more)


# --- cover ---


def plan_for(user, viewer):
    return queries.cover_plan(user, TODAY, SOON, viewer=viewer, at=NOW)


def test_the_plan_names_the_backup_the_citizen_knows(cast):
    plan = plan_for(cast.jens, cast.lene)
    (line,) = plan.lines
    assert (line.case, line.suggested, line.reason) == (cast.aminas_case, cast.mette, CoverReason.NAMED_BACKUP)
    assert not line.changes_backup
    assert plan.substitute == cast.mette


def test_a_backup_who_is_away_too_gives_way_to_the_least_loaded_colleague(cast):
    AbsenceFactory(user=cast.mette, substitute=cast.jens)
    ane = UserFactory(name="Ane Bay")
    EmploymentFactory(user=ane, team=cast.ungdom)
    plan = plan_for(cast.jens, cast.lene)
    assert plan.lines[0].reason == CoverReason.LEAST_LOADED
    assert plan.lines[0].suggested == ane
    assert plan.people == [ane, cast.lene]  # a leader can be chosen, and is not suggested
    assert cast.mette not in plan.people


def test_a_plan_says_which_citizens_a_substitute_cannot_reach(cast):
    lines = {line.case.pk: line for line in plan_for(cast.omar, cast.lene).lines}
    assert lines[cast.frejas_case.pk].is_special
    assert not lines[cast.carls_case.pk].is_special


def test_a_plan_for_nobody_there_suggests_nobody(cast):
    for user in (cast.mette, cast.lene):
        AbsenceFactory(user=user, substitute=cast.jens)
    plan = plan_for(cast.jens, cast.lene)
    assert plan.lines[0].suggested is None
    assert plan.substitute is None
    assert plan.people == []


def test_a_departure_plan_names_receiver_and_backup_apart(cast):
    ane = UserFactory(name="Ane Bay")
    EmploymentFactory(user=ane, team=cast.ungdom)
    (line,) = queries.departure_plan(cast.jens, SOON, viewer=cast.lene, at=NOW).lines
    assert line.suggested == cast.mette
    assert line.second == ane


def test_a_plan_hides_a_citizen_the_planner_may_not_know(cast):
    ConflictOfInterestFactory(user=cast.lene, citizen=cast.amina)
    assert not plan_for(cast.jens, cast.lene).lines[0].is_known


def test_a_plan_says_what_is_moving_already(cast):
    HandoverFactory(case=cast.aminas_case, to_user=cast.mette)
    assert plan_for(cast.jens, cast.lene).lines[0].is_under_way


def test_a_plan_is_flat(cast):
    def read():
        plan = plan_for(cast.jens, cast.lene)
        return [(line.case.citizen.name, line.suggested, line.case.backup.name) for line in plan.lines]

    assert count_queries(read) <= 13
    assert_flat(read, lambda: more_cases(cast.jens, cast.mette))


# --- needs a plan ---


def needs(cast):
    return {case.pk: case.need for case in queries.cases_without_plan(cast.ungdom, cast.lene, NOW)}


def test_nothing_needs_a_plan_on_an_ordinary_day(cast):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert needs(cast) == {}
    assert queries.count_cases_without_plan(cast.ungdom, TODAY) == 0


def test_the_cases_of_somebody_who_leaves_need_a_plan_until_a_hand_over_is_under_way(cast):
    employment = cast.jens.employments.get()
    employment.valid_until = TODAY + timedelta(days=20)
    employment.save()
    assert needs(cast) == {cast.aminas_case.pk: PlanNeed.JOBFORMIDLER_LEAVES}
    HandoverFactory(case=cast.aminas_case, to_user=cast.mette)
    assert needs(cast) == {}


def test_a_new_employment_from_the_day_after_is_no_departure(cast):
    employment = cast.jens.employments.get()
    employment.valid_until = TODAY + timedelta(days=20)
    employment.save()
    EmploymentFactory(user=cast.jens, team=cast.ungdom, valid_from=TODAY + timedelta(days=20))
    assert needs(cast) == {}


def test_other_work_from_the_day_after_is_a_departure(cast):
    employment = cast.jens.employments.get()
    employment.valid_until = TODAY + timedelta(days=20)
    employment.save()
    EmploymentFactory(user=cast.jens, team=cast.ungdom, role=Role.ANALYST, valid_from=TODAY + timedelta(days=20))
    assert needs(cast) == {cast.aminas_case.pk: PlanNeed.JOBFORMIDLER_LEAVES}
    assert [one.user for one in queries.departures_of_team(cast.ungdom, TODAY)] == [cast.jens]


def test_a_closed_account_follows_nobody_and_stands_behind_nobody(cast):
    cast.jens.is_active = False
    cast.jens.save()
    found = needs(cast)
    assert found[cast.aminas_case.pk] == PlanNeed.JOBFORMIDLER_LEFT
    assert found[cast.bos_case.pk] == PlanNeed.BACKUP_LEFT


def test_the_cases_of_somebody_who_has_left_need_a_plan(cast):
    employment = cast.jens.employments.get()
    employment.valid_until = TODAY
    employment.save()
    found = needs(cast)
    assert found[cast.aminas_case.pk] == PlanNeed.JOBFORMIDLER_LEFT
    assert found[cast.bos_case.pk] == PlanNeed.BACKUP_LEFT
    assert [one.user for one in queries.departures_of_team(cast.ungdom, TODAY)] == [cast.jens]


def test_an_absence_whose_substitute_is_away_covers_nobody(cast):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    AbsenceFactory(user=cast.mette, substitute=cast.lene)
    assert needs(cast) == {cast.aminas_case.pk: PlanNeed.NOBODY_COVERS}


def test_cases_without_plan_are_flat(cast):
    employment = cast.jens.employments.get()
    employment.valid_until = TODAY
    employment.save()

    def read():
        return [(case.citizen.name, case.need) for case in queries.cases_without_plan(cast.ungdom, cast.lene, NOW)]

    assert_flat(read, lambda: more_cases(cast.jens, cast.mette))


# --- hand-overs ---


def test_the_sign_off_list_holds_what_is_open_and_only_that(cast):
    case = cast.aminas_case
    TrackFactory(case=case, turn__holder=Holder.DOCTOR)
    promise = PlanStepFactory(case=case)
    PlanStepFactory(case=case, owner="you")
    PlanStepFactory(case=case, done=True)
    meeting = MeetingFactory(case=case)
    MeetingFactory(case=case, held=True)
    contact = CompanyContactFactory(case=case)
    CompanyContactFactory(case=case, company=contact.company, at=NOW - timedelta(days=1))
    CompanyContactFactory(case=case, at=NOW - timedelta(days=91))
    handover = HandoverFactory(case=case, to_user=cast.mette, accepted=True)
    found = queries.items_of(handover, NOW)
    assert [(one.kind, one.reference) for one in found] == [
        (ItemKind.TURN, f"cases.track:{case.tracks.order_by('pk').first().pk}"),
        (ItemKind.PROMISE, f"cases.planstep:{promise.pk}"),
        (ItemKind.APPOINTMENT, f"cases.meeting:{meeting.pk}"),
        (ItemKind.COMPANY_CONTACT, f"companies.company:{contact.company_id}"),
    ]
    assert all(one.is_open and not one.is_signed for one in found)


def test_what_is_finished_falls_away_but_stays_on_record(cast):
    promise = PlanStepFactory(case=cast.aminas_case)
    handover = HandoverFactory(case=cast.aminas_case, to_user=cast.mette, accepted=True)
    handover.items.create(kind=ItemKind.PROMISE, reference=f"cases.planstep:{promise.pk}", label=promise.text)
    promise.dropped_at = NOW
    promise.save()
    found = [one for one in queries.items_of(handover, NOW) if one.kind == ItemKind.PROMISE]
    assert [one.is_open for one in found] == [False]


def test_the_list_is_flat(cast):
    handover = HandoverFactory(case=cast.aminas_case, to_user=cast.mette, accepted=True)
    assert_flat(lambda: queries.items_of(handover, NOW), lambda: PlanStepFactory(case=cast.aminas_case))


def test_who_works_cases_is_listed_in_danish_order(cast):
    names = [user.name for user in queries.case_workers(TODAY, team=cast.ungdom)]
    assert names == ["Jens Bro", "Lene Krag", "Mette Dahl"]
    assert cast.rikke not in queries.case_workers(TODAY)
    assert queries.case_workers(TODAY, team=cast.ungdom, but=[cast.jens.pk])[0] == cast.lene


def test_the_team_somebody_leads(cast):
    assert queries.team_led_by(cast.lene, TODAY) == cast.ungdom
    assert queries.team_led_by(cast.jens, TODAY) is None
    EmploymentFactory(user=UserFactory(), team=cast.voksne, role=Role.TEAM_LEADER)
    assert queries.team_led_by(cast.lene, TODAY - timedelta(days=5_000)) is None
