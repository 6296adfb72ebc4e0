"""The clocks are kept inside the deeds, their history is kept, and the reads are flat."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from helevejen.cases import actions
from helevejen.cases.actions.obligations import keep_clocks, keep_clocks_of
from helevejen.cases.enums import ObligationState, Standing, WhyKind
from helevejen.cases.models import CaseCourse, ClockPause, Exemption, Obligation
from helevejen.cases.queries import obligations as queries
from helevejen.citizens.models import TargetGroupPeriod
from tests.cast import NOW, TODAY
from tests.factories.cases import (
    CaseFactory,
    DecisionFactory,
    MeetingFactory,
    ObligationFactory,
    TrackFactory,
    TurnFactory,
)
from tests.factories.citizens import BenefitPeriodFactory, CitizenFactory, TargetGroupPeriodFactory

pytestmark = pytest.mark.django_db

BEGAN = TODAY - timedelta(days=30)  # 9 February 2026


@pytest.fixture
def case(cast):
    case = cast.aminas_case
    TargetGroupPeriodFactory(citizen=cast.amina, group="2", valid_from=BEGAN)
    BenefitPeriodFactory(citizen=cast.amina, benefit="kontanthjaelp", valid_from=BEGAN)
    keep_clocks_of([case.pk], at=NOW)
    return case


def current(case, clause):
    return Obligation.objects.current().get(case=case, clause=clause)


def test_the_obligations_of_a_case_are_stored_with_their_course(case):
    fifth = current(case, "KF-05")
    assert (fifth.standing, fifth.done, fifth.needed) == (Standing.RUNNING, 0, 4)
    assert fifth.due_on == date(2026, 8, 9)
    course = CaseCourse.objects.get(case=case)
    assert (course.family, course.started_on, course.regime) == ("cash", BEGAN, "R2026a")
    assert current(case, "CV-02").standing == Standing.ELSEWHERE


def test_computing_again_writes_nothing(case):
    assert keep_clocks_of([case.pk], at=NOW + timedelta(hours=20)) == 0


def test_a_meeting_written_down_as_held_counts_by_itself(case, cast):
    meeting = MeetingFactory(
        case=case, citizen=cast.amina, host=cast.jens, purpose="first", starts_at=NOW - timedelta(hours=1), ends_at=NOW
    )
    actions.hold_meeting(meeting=meeting, by=cast.jens, at=NOW)
    assert current(case, "KF-05").done == 1
    assert current(case, "KF-06").met_on == TODAY
    old = Obligation.objects.get(case=case, clause="KF-05", done=0)
    assert old.superseded_at == NOW


def test_a_visit_to_a_company_is_no_interview(case, cast):
    MeetingFactory(
        case=case,
        citizen=cast.amina,
        state="held",
        purpose="company_visit",
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=1),
    )
    keep_clocks_of([case.pk], at=NOW)
    assert current(case, "KF-05").done == 0


def test_another_group_moves_the_clocks_in_the_same_deed(case, cast):
    actions.set_target_group(
        citizen=cast.amina, group="6", valid_from=TODAY, by=cast.jens, at=NOW, source="Ydelsescentret"
    )
    assert current(case, "KF-05").standing == Standing.ENDED
    assert current(case, "SD-02").anchor_on == TODAY
    assert {one.family for one in CaseCourse.objects.filter(case=case)} == {"cash", "sick"}


def test_another_benefit_starts_its_clock_in_the_same_deed(case, cast):
    actions.set_benefit(
        citizen=cast.amina, benefit="sygedagpenge", valid_from=TODAY, by=cast.jens, at=NOW, source="Ydelsescentret"
    )
    assert current(case, "SD-08").anchor_on == TODAY


def test_a_contact_group_starts_no_clock(case, cast):
    actions.set_contact_group(
        citizen=cast.amina, group="2.3", valid_from=TODAY, by=cast.jens, at=NOW, source="Ydelsescentret"
    )
    assert Obligation.objects.exclude(superseded_at=None).count() == 0


def test_a_regime_stays_with_a_course_that_runs(case):
    CaseCourse.objects.filter(case=case).update(regime="R2026b")
    keep_clocks_of([case.pk], at=NOW)
    assert CaseCourse.objects.get(case=case).regime == "R2026b"
    assert current(case, "KF-13").due_on == date(2026, 8, 9)


def test_a_regime_that_was_set_stays_when_the_first_day_of_the_course_is_put_right(case, cast):
    CaseCourse.objects.filter(case=case).update(regime="R2026b")
    TargetGroupPeriod.objects.filter(citizen=cast.amina).update(valid_from=BEGAN - timedelta(days=5))
    keep_clocks_of([case.pk], at=NOW)
    course = CaseCourse.objects.get(case=case)
    assert (course.started_on, course.regime) == (BEGAN - timedelta(days=5), "R2026b")
    assert current(case, "KF-13").due_on == date(2026, 8, 4)
    assert keep_clocks_of([case.pk], at=NOW) == 0


def test_a_regime_of_a_wrong_first_day_becomes_that_of_the_right_one(case, cast):
    assert CaseCourse.objects.get(case=case).regime == "R2026a"
    TargetGroupPeriod.objects.filter(citizen=cast.amina).update(valid_from=date(2026, 1, 31))
    keep_clocks_of([case.pk], at=NOW)
    assert CaseCourse.objects.get(case=case).regime == "R2025b"


def test_a_regime_that_was_set_stays_with_its_own_family_and_its_own_days(case, cast):
    CaseCourse.objects.filter(case=case).update(regime="R2026b")
    TargetGroupPeriod.objects.filter(citizen=cast.amina).update(group="6")
    keep_clocks_of([case.pk], at=NOW)
    assert [(one.family, one.regime) for one in CaseCourse.objects.filter(case=case)] == [("sick", "R2026a")]


def test_what_was_computed_from_a_wrong_fact_ends_with_a_line(case, cast):
    TargetGroupPeriod.objects.filter(citizen=cast.amina).update(valid_from=BEGAN - timedelta(days=5))
    keep_clocks_of([case.pk], at=NOW)
    gone = Obligation.objects.current().get(case=case, clause="KF-05", anchor_on=BEGAN)
    assert gone.standing == Standing.ENDED
    assert gone.why[-1][0] == WhyKind.FACTS_CHANGED
    assert Obligation.objects.current().filter(case=case, clause="KF-05").count() == 2
    assert CaseCourse.objects.filter(case=case).count() == 1
    assert keep_clocks_of([case.pk], at=NOW) == 0


def test_history_is_neither_changed_nor_deleted(case):
    fifth = current(case, "KF-05")
    for deed in (
        lambda: Obligation.objects.filter(pk=fifth.pk).update(done=9),
        lambda: Obligation.objects.filter(pk=fifth.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()


def test_an_obligation_stands_once(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        ObligationFactory(case=case, anchor_on=BEGAN)


def test_a_decision_starts_the_time_to_complain(case, cast):
    decision = DecisionFactory(case=case, released=True, released_at=NOW)
    keep_clocks_of([case.pk], at=NOW)
    fifth = current(case, "FV-05")
    assert (fifth.ref, fifth.due_on) == (f"decision-{decision.pk}", TODAY + timedelta(weeks=4))


def test_a_work_trial_follows_from_the_turns_of_its_track(case):
    track = TrackFactory(
        case=case, kind="job_and_company", turn__step="company_trains", turn__since=NOW - timedelta(days=7)
    )
    keep_clocks_of([case.pk], at=NOW)
    first = current(case, "TD-01")
    assert (first.anchor_on, first.due_on) == (TODAY - timedelta(days=7), TODAY + timedelta(days=20))
    assert current(case, "RP-01").standing == Standing.MET
    assert first.ref == f"track-{track.pk}"


def test_an_exemption_has_its_effect_and_its_clock_at_once(case, cast):
    exemption = actions.grant_exemption(
        case=case, by=cast.jens, at=NOW, ground="KF-10", reason="Kan ikke deltage nu", is_under_work_duty=False
    )
    assert current(case, "KF-05").standing == Standing.EXEMPTED
    assert current(case, "KF-11a").due_on == date(2026, 9, 11)
    later = NOW + timedelta(days=100)
    actions.review_exemption(exemption=exemption, by=cast.jens, at=later, is_kept=True)
    again = Obligation.objects.current().get(case=case, clause="KF-11a", standing=Standing.RUNNING)
    assert again.anchor_on == TODAY + timedelta(days=100)
    first = Obligation.objects.current().get(case=case, clause="KF-11a", anchor_on=TODAY)
    assert (first.standing, first.met_on) == (Standing.MET, TODAY + timedelta(days=100))
    actions.review_exemption(exemption=exemption, by=cast.jens, at=later + timedelta(days=9), is_kept=False)
    assert current(case, "KF-05").standing == Standing.RUNNING
    assert current(case, "KF-05").due_on == date(2026, 8, 9) + timedelta(days=109)
    with pytest.raises(actions.UnableToExempt, match="allerede slut"):
        actions.review_exemption(exemption=exemption, by=cast.jens, at=later, is_kept=True)


def test_each_time_an_exemption_is_looked_at_again_stays_met_on_its_own_day(case, cast):
    exemption = actions.grant_exemption(
        case=case, by=cast.jens, at=NOW, ground="KF-10", reason="Kan ikke deltage nu", is_under_work_duty=False
    )
    for days in (100, 300):
        at = NOW + timedelta(days=days)
        actions.review_exemption(exemption=exemption, by=cast.jens, at=at, is_kept=True)
        assert keep_clocks_of([case.pk], at=at) == 0  # the night changes nothing
    found = Obligation.objects.current().filter(case=case, clause="KF-11a").order_by("anchor_on")
    days = [((one.anchor_on - TODAY).days, one.met_on and (one.met_on - TODAY).days) for one in found]
    assert days == [(0, 100), (100, 300), (300, None)]
    assert "facts_changed" not in {kind for one in found for kind, _values in one.why}
    late = found[1]
    assert [values for kind, values in late.why if kind == WhyKind.LATE] == [{"days": (late.met_on - late.due_on).days}]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"ground": "KF-11"}, "ikke den fritagelse i dag"),
        ({"ground": "SD-11"}, "målgruppe"),
        ({"reason": " "}, "Skriv kort"),
        ({"reason": "x" * 2001}, "for lang"),
    ],
)
def test_an_exemption_the_law_does_not_give_is_refused(case, cast, fields, says):
    wanted = {"ground": "KF-10", "reason": "Grund", "is_under_work_duty": False} | fields
    with pytest.raises(actions.UnableToExempt, match=says):
        actions.grant_exemption(case=case, by=cast.jens, at=NOW, **wanted)
    assert not Exemption.objects.exists()


def test_the_work_duty_and_a_second_exemption_are_refused(case, cast):
    july = NOW.replace(month=7)
    wanted = {"ground": "KF-11", "reason": "Kan selv", "by": cast.jens, "at": july, "case": case}
    with pytest.raises(actions.UnableToExempt, match="arbejdspligt"):
        actions.grant_exemption(**wanted, is_under_work_duty=True)
    actions.grant_exemption(**wanted, is_under_work_duty=False)
    with pytest.raises(actions.UnableToExempt, match="allerede fritaget"):
        actions.grant_exemption(**wanted, is_under_work_duty=False)


def test_a_pause_moves_the_day_and_its_end_sets_the_clock_going(case, cast):
    pause = actions.pause_clocks(
        case=case, by=cast.jens, at=NOW, ground="illness", valid_from=TODAY - timedelta(days=3), last_day=None,
        source="Amina, i telefonen",
    )  # fmt: skip
    assert current(case, "KF-05").standing == Standing.PAUSED
    actions.end_pause(pause=pause, by=cast.jens, at=NOW, last_day=TODAY)
    assert current(case, "KF-05").due_on == date(2026, 8, 13)
    with pytest.raises(actions.UnableToPauseClocks, match="allerede slut"):
        actions.end_pause(pause=pause, by=cast.jens, at=NOW, last_day=TODAY)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"ground": "weather"}, "findes ikke"),
        ({"valid_from": TODAY + timedelta(days=1)}, "fremtiden"),
        ({"last_day": TODAY - timedelta(days=9)}, "før den første"),
        ({"source": " "}, "hvor oplysningen"),
        ({"source": "x" * 101}, "for lang"),
    ],
)
def test_a_pause_that_cannot_be_is_refused(case, cast, fields, says):
    wanted = {"ground": "illness", "valid_from": TODAY, "last_day": None, "source": "Mail"} | fields
    with pytest.raises(actions.UnableToPauseClocks, match=says):
        actions.pause_clocks(case=case, by=cast.jens, at=NOW, **wanted)
    assert not ClockPause.objects.exists()


def _pause(case, cast, valid_from, last_day=None, ground="illness"):
    return actions.pause_clocks(
        case=case, by=cast.jens, at=NOW, ground=ground, valid_from=valid_from, last_day=last_day, source="Mail"
    )


def test_a_pause_is_put_right_by_a_row_of_its_own_and_the_days_follow(case, cast):
    wrong = _pause(case, cast, TODAY - timedelta(days=9))
    right = actions.PauseDays(TODAY - timedelta(days=3), TODAY - timedelta(days=1), "Brev fra lægen")
    made = actions.correct_pause(pause=wrong, by=cast.jens, at=NOW, reason="Forkert dag", right=right)
    wrong.refresh_from_db()
    assert (wrong.valid_from, wrong.valid_until, wrong.source, wrong.corrected_at) == (
        TODAY - timedelta(days=9), None, "Mail", NOW,
    )  # fmt: skip
    assert (made.corrects, made.valid_until, made.source, made.reason) == (wrong, TODAY, right.source, "Forkert dag")
    assert current(case, "KF-05").due_on == date(2026, 8, 12)


def test_a_pause_that_never_was_is_taken_away_and_another_may_be_written(case, cast):
    due = current(case, "KF-05").due_on
    wrong = _pause(case, cast, TODAY - timedelta(days=9))
    gone = actions.correct_pause(pause=wrong, by=cast.jens, at=NOW, reason="Det var en anden borger", right=None)
    assert gone.is_withdrawn
    assert current(case, "KF-05").due_on == due
    assert _pause(case, cast, TODAY).valid_until is None
    assert current(case, "KF-05").standing == Standing.PAUSED


def test_a_corrected_pause_can_neither_be_corrected_again_nor_ended(case, cast):
    wrong = _pause(case, cast, TODAY - timedelta(days=9))
    gone = actions.correct_pause(pause=wrong, by=cast.jens, at=NOW, reason="Fejl", right=None)
    for pause in (wrong, gone):
        with pytest.raises(actions.UnableToPauseClocks, match="allerede rettet"):
            actions.correct_pause(pause=pause, by=cast.jens, at=NOW, reason="Igen", right=None)
        with pytest.raises(actions.UnableToPauseClocks, match="allerede rettet"):
            actions.end_pause(pause=pause, by=cast.jens, at=NOW, last_day=TODAY)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"reason": " "}, "hvad der var forkert"),
        ({"reason": "x" * 2001}, "for lang"),
        ({"right": actions.PauseDays(TODAY, TODAY - timedelta(days=1), "Mail")}, "før den første"),
        ({"right": actions.PauseDays(TODAY + timedelta(days=1), None, "Mail")}, "fremtiden"),
        ({"right": actions.PauseDays(TODAY, None, "")}, "hvor oplysningen"),
    ],
)
def test_a_correction_that_cannot_be_changes_nothing(case, cast, fields, says):
    pause = _pause(case, cast, TODAY)
    wanted = {"reason": "Fejl", "right": None} | fields
    with pytest.raises(actions.UnableToPauseClocks, match=says):
        actions.correct_pause(pause=pause, by=cast.jens, at=NOW, **wanted)
    assert ClockPause.objects.standing().get().corrected_at is None


def test_a_pause_put_right_may_not_stand_still_twice_by_one_ground(case, cast):
    first = _pause(case, cast, TODAY - timedelta(days=20), TODAY - timedelta(days=10))
    _pause(case, cast, TODAY - timedelta(days=3))
    right = actions.PauseDays(TODAY - timedelta(days=20), None, "Mail")
    with pytest.raises(actions.UnableToPauseClocks, match="allerede stille"):
        actions.correct_pause(pause=first, by=cast.jens, at=NOW, reason="Den varer ved", right=right)
    assert ClockPause.objects.standing().count() == 2


def test_what_was_written_of_a_pause_is_neither_changed_nor_deleted(case, cast):
    pause = _pause(case, cast, TODAY - timedelta(days=9))
    for deed in (
        lambda: ClockPause.objects.filter(pk=pause.pk).update(valid_from=TODAY),
        lambda: ClockPause.objects.filter(pk=pause.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()


def test_an_event_written_down_starts_and_stops_its_clock(case, cast):
    words = {"case": case, "by": cast.jens, "at": NOW, "source": "Mail"}
    actions.write_clock_event(**words, kind="access_requested", on=TODAY - timedelta(days=2))
    assert current(case, "FV-01").standing == Standing.RUNNING
    actions.write_clock_event(**words, kind="access_given", on=TODAY)
    assert current(case, "FV-01").standing == Standing.MET
    for fields, says in (
        ({"kind": "access_given", "on": TODAY}, "allerede skrevet"),
        ({"kind": "first_contact", "on": TODAY}, "findes ikke"),
        ({"kind": "reassessed", "on": TODAY + timedelta(days=1)}, "fremtiden"),
        ({"kind": "reassessed", "on": TODAY, "source": " "}, "hvor oplysningen"),
        ({"kind": "reassessed", "on": TODAY, "source": "x" * 101}, "for lang"),
    ):
        with pytest.raises(actions.UnableToWriteEvent, match=says):
            actions.write_clock_event(**words | fields)


def test_a_closed_case_takes_no_facts_and_its_clocks_have_stopped(case, cast):
    case.tracks.get()
    with transaction.atomic():
        actions.shut_case(case=case, by=cast.jens, at=NOW, reason="education")
    assert {one.standing for one in Obligation.objects.current().filter(case=case)} <= {Standing.ENDED, Standing.MET}
    with pytest.raises(actions.UnableToWriteEvent, match="lukket"):
        actions.write_clock_event(case=case, by=cast.jens, at=NOW, kind="reassessed", on=TODAY, source="Mail")


def test_keeping_clocks_is_a_step(case):
    with pytest.raises(RuntimeError):
        keep_clocks([case.pk], at=NOW)


def test_many_cases_take_no_more_questions_than_one(case, cast):
    def questions(ids):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            keep_clocks_of(ids, at=NOW)
        return len(asked)

    one = questions([case.pk])
    cases = []
    for _number in range(6):
        citizen = CitizenFactory()
        TargetGroupPeriodFactory(citizen=citizen, group="3", valid_from=BEGAN)
        cases.append(CaseFactory(citizen=citizen, jobformidler=cast.jens, backup=cast.mette))
    ids = [one.pk for one in cases]
    keep_clocks_of(ids, at=NOW)
    assert questions(ids) == one


# --- Reads ---


def test_the_file_shows_the_late_ones_first_each_with_its_why(case):
    rows = queries.obligations_of(case, TODAY)
    assert rows[0].state == ObligationState.OVERDUE
    assert [row.title for row in rows if row.clause.id == "KF-06"] == ["Første samtale inden 1 uge"]
    assert all(row.why[-1] == "Ikke gennemgået af en jurist." for row in rows)


def test_why_a_clock_stands_still_is_told_to_those_who_may_know_health(case, cast):
    _pause(case, cast, TODAY)

    def words(**reader):
        return " ".join(" ".join(row.why) for row in queries.obligations_of(case, TODAY, **reader))

    assert "Sygdom" in words()
    assert "Sygdom" not in words(shows_health=False)


def test_min_dag_gets_what_is_ours_and_soon_or_late_however_old(case, cast):
    rows = queries.obligations_to_do(cast.jens, TODAY)
    assert [one.row.clause.id for one in rows] == ["KF-06"]
    assert rows[0].citizen_name == cast.amina.name
    assert queries.obligations_to_do(cast.mette, TODAY) == []
    after = [one.row for one in queries.obligations_to_do(cast.jens, TODAY + timedelta(days=400))]
    assert after[0].clause.id == "KF-06"
    assert [row.due_on for row in after] == sorted(row.due_on for row in after)


def test_the_citizen_is_told_in_plain_words(case):
    plain = [row.plain for row in queries.obligations_told_to_citizen(case, TODAY)]
    assert "Vi skal holde mindst 4 samtaler med dig senest 9. august 2026. Vi har holdt 0." in plain


def test_the_citizen_is_told_what_we_are_late_with_however_old(case):
    rows = queries.obligations_told_to_citizen(case, TODAY + timedelta(days=400))
    late = {row.plain for row in rows if row.is_owed}
    assert "Vi skulle have holdt mindst 4 samtaler med dig senest 9. august 2026. Vi har holdt 0." in late
    assert all(row.is_ours for row in rows if row.is_owed)


def test_the_meter_counts_those_in_their_first_half_year(case, cast):
    july = NOW.replace(month=7, day=15)
    people = []
    for number in range(4):
        citizen = CitizenFactory()
        TargetGroupPeriodFactory(citizen=citizen, group="2", valid_from=july.date() - timedelta(days=5 + number))
        people.append(CaseFactory(citizen=citizen, jobformidler=cast.jens, backup=cast.mette))
    keep_clocks_of([one.pk for one in people], at=july)

    def meter():
        return next(one for one in queries.quota_meters(july.date()) if (one.clause.id, one.group) == ("KF-11", "2"))

    assert (meter().total, meter().exempted, meter().may_more) == (5, 0, 1)  # Amina's course is in its first half year
    for one in people[:2]:
        actions.grant_exemption(
            case=one, by=cast.jens, at=july, ground="KF-11", reason="Kan selv", is_under_work_duty=False
        )
    assert (meter().exempted, meter().may_more, meter().too_many) == (2, 0, 1)
    assert not meter().quota.is_kept
    assert queries.quota_meters(date(2026, 6, 30)) == ()


def test_a_change_of_law_is_shown_before_it_happens(case, cast):
    assert queries.law_changes([case.pk], on=TODAY, today=TODAY) == []
    assert queries.law_changes([case.pk], on=date(2026, 7, 1), today=TODAY) == []  # a running course keeps its own
    sick = CitizenFactory()
    TargetGroupPeriodFactory(citizen=sick, group="6", valid_from=date(2026, 10, 5))
    other = CaseFactory(citizen=sick, jobformidler=cast.jens, backup=cast.mette)
    found = queries.law_changes([case.pk, other.pk], on=date(2027, 1, 1), today=date(2026, 11, 1))
    said = {(one.case_id, one.change.shown.clause.id, str(one.change.effect)) for one in found}
    assert said == {(other.pk, "SD-02", "vanishes"), (other.pk, "SD-13", "appears")}  # SD-03 was late before


def test_turns_of_one_track_are_one_offer(case):
    track = TrackFactory(
        case=case, kind="job_and_company", turn__step="company_trains", turn__since=NOW - timedelta(days=2)
    )
    closed = TurnFactory(
        track=track, number=99, step="company_trains", since=NOW - timedelta(days=9), ended_at=NOW - timedelta(days=2)
    )
    keep_clocks_of([case.pk], at=NOW)
    assert current(case, "TD-01").anchor_on == (closed.since).date()
