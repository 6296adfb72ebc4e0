from datetime import date, timedelta
from decimal import Decimal

import pytest

from helevejen.audit.enums import Verb
from helevejen.audit.models import Event
from helevejen.cases import actions, queries
from helevejen.cases.enums import Cap, Holder, JobForm, JobObjection, NoteKind, TrackKind, TrackOutcome
from helevejen.cases.models import Job, Note, Track
from tests.cast import NOW, TODAY
from tests.factories.cases import JobFactory
from tests.factories.companies import CompanyFactory
from tests.support.flat import assert_flat


@pytest.fixture
def start(aminas_case, jens):
    def deed(**changes):
        usual = {
            "case": aminas_case,
            "by": jens,
            "at": NOW,
            "employer_name": "Skovly Rideskole",
            "company": None,
            "title": "Staldmedhjælper",
            "form": JobForm.ORDINARY,
            "weekly_hours": Decimal("20.00"),
            "started_on": TODAY,
            "check_in_days": 30,
            "follow_up_until": TODAY + timedelta(days=91),
        }
        return actions.start_job(**{**usual, **changes})

    return deed


@pytest.fixture
def job(start):
    return start()


def turn_of(job):
    return job.retention_track.turns.get(ended_at=None)


def later(days):
    return NOW + timedelta(days=days)


# --- Beginning ---


def test_a_job_is_not_the_end(job, aminas_case, jens):
    track = job.retention_track
    assert (track.kind, track.is_open, track.case) == (TrackKind.RETENTION, True, aminas_case)
    turn = turn_of(job)
    assert (turn.holder, turn.holder_user, turn.step) == (Holder.JOBFORMIDLER, jens, "we_check_in")
    assert (turn.due_on, turn.due_kind) == (TODAY + timedelta(days=30), "agreement")
    aminas_case.refresh_from_db()
    assert (aminas_case.is_open, aminas_case.jobformidler) == (True, jens)
    assert Event.objects.get(verb=Verb.JOB_STARTED).subject_id == aminas_case.citizen_id


def test_the_check_ins_are_the_jobformidlers_whoever_wrote_the_job_down(start, mette, jens):
    assert turn_of(start(by=mette)).holder_user == jens


def test_a_job_that_begins_later_is_followed_up_from_then(start):
    begins = TODAY + timedelta(days=20)
    assert turn_of(start(started_on=begins)).due_on == begins + timedelta(days=30)


def test_a_job_begun_long_ago_is_followed_up_from_today(start):
    assert turn_of(start(started_on=TODAY - timedelta(days=60))).due_on == TODAY + timedelta(days=30)


def test_two_jobs_are_followed_up_each(start):
    start()
    start(title="Rengøring")
    assert Track.objects.filter(kind=TrackKind.RETENTION, closed_at=None).count() == 2


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"employer_name": " "}, JobObjection.NO_EMPLOYER),
        ({"title": ""}, JobObjection.NO_TITLE),
        ({"weekly_hours": Decimal(0)}, JobObjection.NO_HOURS),
        ({"form": JobForm.MINIFLEX}, JobObjection.TOO_MANY_HOURS),
        ({"started_on": TODAY + timedelta(days=91)}, JobObjection.TOO_FAR_AHEAD),
        ({"check_in_days": 0}, JobObjection.CHECK_IN_DAYS),
        ({"follow_up_until": TODAY}, JobObjection.FOLLOW_UP_ENDS_FIRST),
    ],
)
def test_a_job_that_cannot_be_right_is_refused(start, changes, objection):
    with pytest.raises(actions.UnableToStartJob) as refusal:
        start(**changes)
    assert refusal.value.reason == objection
    assert not Job.objects.exists()
    assert not Track.objects.filter(kind=TrackKind.RETENTION).exists()


def test_no_job_begins_in_a_closed_case(start, aminas_case, jens):
    aminas_case.closed_at, aminas_case.closed_by, aminas_case.closing_reason = NOW, jens, "moved"
    aminas_case.save()
    with pytest.raises(actions.UnableToStartJob) as refusal:
        start()
    assert refusal.value.reason == JobObjection.CASE_CLOSED


# --- Following up ---


def test_each_check_in_puts_the_next_one_on(job, jens):
    actions.check_in(job=job, by=jens, at=later(28), note="Det går godt.")
    assert turn_of(job).due_on == TODAY + timedelta(days=58)
    note = Note.objects.get()
    assert (note.text, note.cap, note.kind, note.track) == (
        "Det går godt.",
        Cap.MENTOR,
        NoteKind.ORDINARY,
        job.retention_track,
    )
    assert Event.objects.filter(verb=Verb.CHECKED_IN).count() == 1


def test_the_follow_up_ends_when_the_agreed_time_is_over(job, jens):
    for days in (30, 60, 90):
        assert turn_of(job).due_on == TODAY + timedelta(days=days)
        job = actions.check_in(job=job, by=jens, at=later(days), note="Godt.")
    track = Track.objects.get(pk=job.retention_track_id)
    assert (track.is_open, track.outcome) == (False, TrackOutcome.REACHED)


def test_a_check_in_may_be_with_the_company(job, jens):
    actions.check_in(job=job, by=jens, at=later(3), note="Chefen er glad.", cap=Cap.COMPANY, minutes=15)
    assert (Note.objects.get().cap, Note.objects.get().minutes, turn_of(job).cap) == (Cap.COMPANY, 15, Cap.COMPANY)


def test_a_check_in_has_a_note_under_a_cap(job, jens):
    with pytest.raises(actions.UnableToCheckIn) as refusal:
        actions.check_in(job=job, by=jens, at=later(3), note=" ")
    assert refusal.value.reason == JobObjection.NO_NOTE
    with pytest.raises(actions.UnableToCheckIn, match="kasket"):
        actions.check_in(job=job, by=jens, at=later(3), note="Godt.", cap="")
    assert turn_of(job).number == 1


def test_nobody_is_followed_up_who_said_stop(job, jens, amina):
    actions.stop_follow_up(job=job, by=amina.user, at=later(5))
    track = Track.objects.get(pk=job.retention_track_id)
    assert (track.is_open, track.outcome) == (False, TrackOutcome.STOPPED_BY_CITIZEN)
    for act, refusal_type, words in (
        (actions.check_in, actions.UnableToCheckIn, {"note": "Hej."}),
        (actions.stop_follow_up, actions.UnableToStopFollowUp, {}),
    ):
        with pytest.raises(refusal_type) as refusal:
            act(job=job, by=jens, at=later(6), **words)
        assert refusal.value.reason == JobObjection.FOLLOW_UP_OVER


# --- Ending ---


def test_a_job_that_ends_gives_the_jobformidler_the_ball(job, jens):
    job = actions.end_job(job=job, by=jens, at=later(10), on=TODAY + timedelta(days=9), because=" Sæsonen er slut. ")
    assert (job.ended_on, job.ended_because) == (TODAY + timedelta(days=9), "Sæsonen er slut.")
    assert (turn_of(job).step, turn_of(job).holder_user) == ("we_plan_after_job", jens)


def test_a_job_that_ends_after_the_follow_up_moves_no_ball(job, jens):
    actions.stop_follow_up(job=job, by=jens, at=later(5))
    assert actions.end_job(job=job, by=jens, at=later(10), on=TODAY, because="Slut.").ended_on == TODAY


@pytest.mark.parametrize(
    ("on", "because", "objection"),
    [
        (TODAY - timedelta(days=1), "Slut.", JobObjection.ENDS_BEFORE_START),
        (TODAY + timedelta(days=11), "Slut.", JobObjection.ENDS_IN_FUTURE),
        (TODAY, " ", JobObjection.NO_CAUSE),
    ],
)
def test_an_end_that_cannot_be_right_is_refused(job, jens, on, because, objection):
    with pytest.raises(actions.UnableToEndJob) as refusal:
        actions.end_job(job=job, by=jens, at=later(10), on=on, because=because)
    assert refusal.value.reason == objection
    assert turn_of(job).number == 1


def test_a_job_ends_once(job, jens):
    actions.end_job(job=job, by=jens, at=later(10), on=TODAY, because="Slut.")
    with pytest.raises(actions.UnableToEndJob) as refusal:
        actions.end_job(job=job, by=jens, at=later(11), on=TODAY, because="Slut.")
    assert refusal.value.reason == JobObjection.ALREADY_ENDED


def test_every_deed_is_written_down(job, jens, amina):
    actions.check_in(job=job, by=jens, at=later(3), note="Godt.", cap=Cap.COMPANY)
    actions.end_job(job=job, by=jens, at=later(9), on=TODAY, because="Slut.")
    actions.stop_follow_up(job=job, by=amina.user, at=later(10))
    deeds = [
        (event.verb, event.actor_id, event.cap)
        for event in Event.objects.filter(object_kind="cases.job").order_by("pk")
    ]
    assert deeds == [
        (Verb.JOB_STARTED, jens.pk, ""),
        (Verb.CHECKED_IN, jens.pk, Cap.COMPANY),
        (Verb.JOB_ENDED, jens.pk, ""),
        (Verb.FOLLOW_UP_STOPPED, amina.user.pk, ""),
    ]
    assert set(Event.objects.filter(object_kind="cases.job").values_list("subject_id", flat=True)) == {amina.pk}


# --- Reading ---


def test_strangers_see_no_job(job, cast):
    seen = {name for name in ("jens", "mette", "omar", "lene") if queries.jobs_visible_to(getattr(cast, name), NOW)}
    assert seen == {"jens", "lene"}
    assert queries.jobs_of(job.case, cast.amina.user, NOW) == [job]
    assert queries.jobs_of(job.case, cast.bo.user, NOW) == []


def test_the_next_check_in_is_told_before_it_is_made(job):
    assert queries.next_check_in_on(job, TODAY + timedelta(days=28)) == TODAY + timedelta(days=58)
    assert queries.next_check_in_on(job, date(2027, 1, 1)) is None


def test_the_list_of_jobs_is_flat(aminas_case, jens):
    def make():
        JobFactory(case=aminas_case, company=CompanyFactory())

    def read():
        for one in queries.jobs_of(aminas_case, jens, NOW):
            assert all((one.company.name, one.retention_track.kind, one.case.citizen.name))

    make()
    assert_flat(read, make)
