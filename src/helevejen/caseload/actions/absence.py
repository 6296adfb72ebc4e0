"""Absence with a substitute. A substitute is not a change of jobformidler: no assignment is touched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from helevejen.accounts.models import Absence, User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.caseload import queries, rules
from helevejen.caseload.actions import words
from helevejen.caseload.actions.assignment import UnableToNameBackup, set_backup
from helevejen.caseload.enums import Objection
from helevejen.cases.models import Case
from helevejen.citizens.perms import day_of
from helevejen.core.deeds import Refusal, action


class UnableToPlanAbsence(Refusal):
    """The absence cannot be planned so; the text says why."""


class UnableToCancelAbsence(Refusal):
    """The absence is over or has been cancelled."""


@action
def plan_absence(
    *,
    user: User,
    substitute: User,
    kind: str,
    valid_from: date,
    valid_until: date,
    by: User,
    at: datetime,
    backups: Mapping[int, User] | None = None,
) -> Absence:
    """
    Plan somebody's absence, with who stands in, and in the same deed name new backups where they are needed.

    Args:
        valid_until: The first day back.
        backups: Case number to new backup; cases left out keep theirs.

    Raises:
        UnableToPlanAbsence: the days or the substitute will not do, or one of the backups cannot. Nothing has been
            written.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if objection := rules.objection_to_absence(_request(user, substitute, valid_from, valid_until, on=day_of(at))):
        raise UnableToPlanAbsence(objection)
    absence = Absence.objects.create(
        user=user,
        substitute=substitute,
        kind=kind,
        valid_from=valid_from,
        valid_until=valid_until,
        planned_by=by,
        planned_at=at,
    )
    audit_actions.record_event(Verb.ABSENCE_PLANNED, subject=absence, by=by, at=at)
    _name_backups(user, backups or {}, by=by, at=at)
    words.tell_staff(substitute, words.COVERS, by=by, at=at, path=words.ABSENCE_PATH, name=user.name)
    return absence


@action
def cancel_absence(*, absence: Absence, by: User, at: datetime) -> None:
    """
    Cancel an absence, or end one that has begun: the person is back today.

    Raises:
        UnableToCancelAbsence: it is over or has been cancelled. Nothing has been changed.
    """
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    today = day_of(at)
    if absence.cancelled_at is not None or absence.valid_until <= today:
        raise UnableToCancelAbsence(Objection.ABSENCE_IS_OVER)
    if absence.valid_from < today:
        absence.valid_until = today
        absence.save(update_fields=["valid_until"])
    else:
        absence.cancelled_at = at
        absence.save(update_fields=["cancelled_at"])
    audit_actions.record_event(Verb.ABSENCE_CANCELLED, subject=absence, by=by, at=at)
    substitute, name = absence.substitute, absence.user.name
    words.tell_staff(substitute, words.COVER_CANCELLED, by=by, at=at, path=words.ABSENCE_PATH, name=name)


def _request(user: User, substitute: User, valid_from: date, valid_until: date, *, on: date) -> rules.AbsenceRequest:
    last_day = max(valid_until - timedelta(days=1), valid_from)
    away = queries.people_away([user.pk, substitute.pk], valid_from, last_day)
    citizens = Case.objects.open().filter(jobformidler=user).order_by("pk").values_list("citizen_id", flat=True)
    return rules.AbsenceRequest(
        on=on,
        valid_from=valid_from,
        valid_until=valid_until,
        is_own_substitute=user.pk == substitute.pk,
        has_absence_then=user.pk in away,
        is_substitute_employed=substitute.pk in queries.people_employed([substitute.pk], valid_from, last_day),
        is_substitute_away=substitute.pk in away,
        is_substitute_in_conflict=bool(queries.conflicts_between([substitute], citizens)[substitute.pk]),
    )


def _name_backups(user: User, backups: Mapping[int, User], *, by: User, at: datetime) -> None:
    cases = Case.objects.open().filter(jobformidler=user, pk__in=list(backups)).order_by("pk")
    for case in cases.select_related("citizen"):
        try:
            set_backup(case=case, backup=backups[case.pk], by=by, at=at)
        except UnableToNameBackup as refusal:
            raise UnableToPlanAbsence(f"{case.citizen.name}: {refusal}") from refusal
