"""Keeping the canned answers and the duty roster."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from helevejen.accounts.models import Employment, Team, User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core.deeds import Refusal, action
from helevejen.engines.calendar import day_of
from helevejen.inquiries.enums import CannedObjection
from helevejen.inquiries.models import CannedAnswer, CannedVersion, Duty
from helevejen.inquiries.rules import owners, texts


class UnableToKeepCanned(Refusal):
    """The canned answer cannot be kept so."""


class UnableToNameDuty(Refusal):
    """The duty cannot be theirs."""


@action
def write_canned(*, topic: str, title: str, text: str, review_on: date, by: User, at: datetime) -> CannedVersion:
    """
    Write a canned answer in its first version.

    Raises:
        UnableToKeepCanned: nothing has been written.
    """
    _check(title, text, review_on, at)
    answer = CannedAnswer.objects.create(topic=topic)
    return _version(answer, title=title, text=text, review_on=review_on, by=by, at=at)


@action
def change_canned(
    *, answer: CannedAnswer, topic: str, title: str, text: str, review_on: date, by: User, at: datetime
) -> CannedVersion:
    """
    Write a new version of a canned answer; those before it stay as they were. The same words again are a review.

    Raises:
        UnableToKeepCanned: nothing has been written.
    """
    answer = CannedAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if answer.retired_at is not None:
        raise UnableToKeepCanned(CannedObjection.RETIRED)
    _check(title, text, review_on, at)
    answer.topic = topic
    answer.save(update_fields=["topic"])
    return _version(answer, title=title, text=text, review_on=review_on, by=by, at=at)


@action
def retire_canned(*, answer: CannedAnswer, by: User, at: datetime) -> None:
    """Take a canned answer out of use; its versions stay."""
    CannedAnswer.objects.filter(pk=answer.pk, retired_at__isnull=True).update(retired_at=at)
    audit_actions.record_event(Verb.CANNED_ANSWER_KEPT, subject=answer, by=by, at=at, detail={"retired": True})


@action
def name_duty(*, team: Team, user: User, first_day: date, last_day: date, by: User, at: datetime) -> Duty:
    """
    Give somebody the duty of a team for some days, both counted.

    Raises:
        UnableToNameDuty: nothing has been written.
    """
    Team.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=team.pk)
    until = last_day + timedelta(days=1)
    employed = Employment.objects.on(first_day).filter(user=user, team=team)
    lasts = [one for one in employed.order_by("pk") if one.valid_until is None or one.valid_until >= until]
    taken = Duty.objects.filter(team=team, valid_until__gt=first_day).order_by("valid_from")
    if objection := owners.objection_to_duty(
        valid_from=first_day,
        valid_until=until,
        is_employed=bool(lasts),
        taken=list(taken.values_list("valid_from", "valid_until")),
        on=day_of(at),
    ):
        raise UnableToNameDuty(objection)
    duty = Duty.objects.create(team=team, user=user, valid_from=first_day, valid_until=until, named_by=by, named_at=at)
    audit_actions.record_event(Verb.DUTY_NAMED, subject=duty, by=by, at=at, detail={"user": user.pk})
    return duty


@action
def end_duty(*, duty: Duty, by: User, at: datetime) -> None:
    """Take a duty off the roster from today; what has been of it stays."""
    on = day_of(at)
    audit_actions.record_event(Verb.DUTY_NAMED, subject=duty, by=by, at=at, detail={"ended": on.isoformat()})
    if duty.valid_from >= on:
        Duty.objects.filter(pk=duty.pk).delete()
    else:
        Duty.objects.filter(pk=duty.pk).update(valid_until=on)


def _check(title: str, text: str, review_on: date, at: datetime) -> None:
    if objection := texts.objection_to_canned(title=title, text=text, review_on=review_on, on=day_of(at)):
        raise UnableToKeepCanned(objection)


def _version(answer: CannedAnswer, *, title: str, text: str, review_on: date, by: User, at: datetime) -> CannedVersion:
    version = CannedVersion.objects.create(
        answer=answer,
        number=answer.versions.count() + 1,
        title=title.strip(),
        text=text.strip(),
        review_on=review_on,
        written_by=by,
        written_at=at,
    )
    audit_actions.record_event(Verb.CANNED_ANSWER_KEPT, subject=answer, by=by, at=at, detail={"number": version.number})
    return version
