"""
A job begins, is followed up and ends. It is not the end of the case: the same jobformidler follows up on it.

The check-ins are turns of the job's own retention track, which ends when the citizen says stop or the agreed time is
over.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import notes as note_actions
from helevejen.cases.actions import tracks, turns
from helevejen.cases.actions.obligations import keep_clocks
from helevejen.cases.enums import Cap, DueKind, JobObjection, NoteKind, TrackKind, TrackOutcome, TurnEvent
from helevejen.cases.models import Case, Job
from helevejen.cases.rules import jobs as rules
from helevejen.companies.models import Company
from helevejen.core.deeds import Refusal, action, refused_as, step
from helevejen.core.parse import COPENHAGEN


class UnableToStartJob(Refusal):
    """The job cannot be written down so."""


class UnableToCheckIn(Refusal):
    """There is nothing more to follow up, or nothing is written."""


class UnableToEndJob(Refusal):
    """The job cannot be ended so."""


class UnableToStopFollowUp(Refusal):
    """There is no follow-up to stop."""


@action
def start_job(  # noqa: PLR0913 - the fields of its form
    *,
    case: Case,
    by: User,
    at: datetime,
    employer_name: str,
    company: Company | None,
    title: str,
    form: str,
    weekly_hours: Decimal,
    started_on: date,
    check_in_days: int,
    follow_up_until: date,
) -> Job:
    """
    Write down that a job begins, and open its retention track: the first check-in is the same jobformidler's turn.

    Args:
        check_in_days: Days between two check-ins, agreed with the citizen.
        follow_up_until: The day after the last one of the agreed time.

    Raises:
        UnableToStartJob: the case is closed, or the job or its follow-up cannot be right. Nothing has been written.
    """
    return begin_job(
        case=case,
        by=by,
        at=at,
        employer_name=employer_name,
        company=company,
        title=title,
        form=form,
        weekly_hours=weekly_hours,
        started_on=started_on,
        check_in_days=check_in_days,
        follow_up_until=follow_up_until,
    )


@action
def check_in(
    *,
    job: Job,
    by: User,
    at: datetime,
    note: str,
    cap: str = Cap.MENTOR,
    minutes: int = 0,
    kind: str = NoteKind.ORDINARY,
) -> Job:
    """
    Write down how it goes in the job. The next check-in becomes the turn; after the last, the track ends.

    Raises:
        UnableToCheckIn: the follow-up is over, or the note is empty. Nothing has been written.
    """
    job = _lock(job)
    if not job.retention_track.is_open:
        raise UnableToCheckIn(JobObjection.FOLLOW_UP_OVER)
    if not note.strip():
        raise UnableToCheckIn(JobObjection.NO_NOTE)
    with refused_as(UnableToCheckIn):
        note_actions.add_note(
            case=job.case,
            by=by,
            at=at,
            cap=cap,
            kind=kind,
            headline=str(TrackKind.RETENTION.label),
            text=note.strip(),
            minutes=minutes,
            track=job.retention_track,
        )
    _record(Verb.CHECKED_IN, job, by=by, at=at, cap=cap)
    next_on = rules.next_check_in_on(
        after=max(_day(at), job.started_on), check_in_days=job.check_in_days, until=job.follow_up_until
    )
    with refused_as(UnableToCheckIn):
        if next_on is None:
            tracks.end_track(track=job.retention_track, by=by, at=at, outcome=TrackOutcome.REACHED, cap=cap)
        else:
            _hand(job, rules.CHECK_IN, by=by, at=at, cap=cap, due_on=next_on)
    return job


@action
def stop_follow_up(*, job: Job, by: User, at: datetime) -> Job:
    """
    End the follow-up because the citizen says stop.

    Raises:
        UnableToStopFollowUp: it is over already. Nothing has been changed.
    """
    job = _lock(job)
    if not job.retention_track.is_open:
        raise UnableToStopFollowUp(JobObjection.FOLLOW_UP_OVER)
    _record(Verb.FOLLOW_UP_STOPPED, job, by=by, at=at)
    with refused_as(UnableToStopFollowUp):
        tracks.end_track(track=job.retention_track, by=by, at=at, outcome=TrackOutcome.STOPPED_BY_CITIZEN)
    return job


@action
def end_job(*, job: Job, by: User, at: datetime, on: date, because: str) -> Job:
    """
    Write down that a job is over. While it was followed up, the jobformidler gets the turn: what now?

    Args:
        on: The last day of the job.

    Raises:
        UnableToEndJob: it is over already, or the day or the cause cannot be right. Nothing has been changed.
    """
    return finish_job(job=job, by=by, at=at, on=on, because=because)


# --- Steps ---


@step
def begin_job(  # noqa: PLR0913 - the fields of its form
    *,
    case: Case,
    by: User,
    at: datetime,
    employer_name: str,
    company: Company | None,
    title: str,
    form: str,
    weekly_hours: Decimal,
    started_on: date,
    check_in_days: int,
    follow_up_until: date,
) -> Job:
    """
    Do what `start_job` does as part of another deed.

    Raises:
        UnableToStartJob: nothing has been written.
    """
    on = _day(at)
    if objection := _objection_to_start(
        case,
        on=on,
        employer_name=employer_name,
        title=title,
        form=form,
        weekly_hours=weekly_hours,
        started_on=started_on,
        check_in_days=check_in_days,
        until=follow_up_until,
    ):
        raise UnableToStartJob(objection)
    first_on = rules.next_check_in_on(after=max(on, started_on), check_in_days=check_in_days, until=follow_up_until)
    with refused_as(UnableToStartJob):
        track = tracks.open_track(
            case=case,
            kind=TrackKind.RETENTION,
            by=by,
            at=at,
            cap=Cap.MENTOR,
            step=rules.CHECK_IN,
            due_on=first_on,
            due_kind=DueKind.AGREEMENT,
        )
    job = Job.objects.create(
        case=case,
        company=company,
        employer_name=employer_name.strip(),
        title=title.strip(),
        form=form,
        weekly_hours=weekly_hours,
        started_on=started_on,
        retention_track=track,
        check_in_days=check_in_days,
        follow_up_until=follow_up_until,
        registered_by=by,
        registered_at=at,
    )
    _record(Verb.JOB_STARTED, job, by=by, at=at, form=form)
    keep_clocks([case.pk], at=at)
    return job


@step
def finish_job(*, job: Job, by: User, at: datetime, on: date, because: str) -> Job:
    """
    Do what `end_job` does as part of another deed.

    Raises:
        UnableToEndJob: nothing has been changed.
    """
    job = _lock(job)
    if job.ended_on is not None:
        raise UnableToEndJob(JobObjection.ALREADY_ENDED)
    if objection := rules.objection_to_ending(started_on=job.started_on, ended_on=on, on=_day(at), because=because):
        raise UnableToEndJob(objection)
    job.ended_on, job.ended_because = on, because.strip()
    job.save(update_fields=["ended_on", "ended_because"])
    _record(Verb.JOB_ENDED, job, by=by, at=at)
    if job.retention_track.is_open:
        with refused_as(UnableToEndJob):
            _hand(job, rules.AFTER_JOB, by=by, at=at, cap=Cap.MENTOR)
    keep_clocks([job.case_id], at=at)
    return job


@step
def change_hours(*, job: Job, hours: Decimal, by: User, at: datetime) -> Job:
    """Write down that the hours of a job are others now. The follow-up goes on as it was agreed."""
    job = _lock(job)
    if job.ended_on is None and job.weekly_hours != hours:
        job.weekly_hours = hours
        job.save(update_fields=["weekly_hours"])
        _record(Verb.JOB_HOURS_CHANGED, job, by=by, at=at)
    return job


@step
def _hand(job: Job, to_step: str, *, by: User, at: datetime, cap: str, due_on: date | None = None) -> None:
    turns.hand_turn(
        track=job.retention_track,
        by=by,
        at=at,
        event=TurnEvent.DONE,
        step=to_step,
        cap=cap,
        due_on=due_on,
        due_kind=DueKind.AGREEMENT if due_on else "",
    )


def _objection_to_start(
    case: Case, *, on: date, started_on: date, check_in_days: int, until: date, **job: Any
) -> JobObjection | None:
    if not case.is_open:
        return JobObjection.CASE_CLOSED
    return rules.objection_to_job(started_on=started_on, on=on, **job) or rules.objection_to_follow_up(
        started_on=started_on, check_in_days=check_in_days, until=until, on=on
    )


def _lock(job: Job) -> Job:
    locked = Job.objects.select_for_update(of=("self",))
    return locked.select_related("case__jobformidler", "case__citizen", "retention_track").get(pk=job.pk)


def _record(verb: Verb, job: Job, *, by: User, at: datetime, cap: str = "", **detail: object) -> None:
    audit_actions.record_event(verb, subject=job, by=by, at=at, citizen_id=job.case.citizen_id, cap=cap, detail=detail)


def _day(at: datetime) -> date:
    return at.astimezone(COPENHAGEN).date()
