"""
Giving a citizen a jobformidler and a backup.

`Case.jobformidler`, the open assignment and the citizen's open relation of kind caseload say the same, always: they are
written by the steps here and nowhere else.
"""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.caseload import queries, rules
from helevejen.caseload.actions import takeover, words
from helevejen.caseload.enums import AssignmentReason, Objection
from helevejen.caseload.models import Assignment, Handover
from helevejen.cases import actions as case_actions
from helevejen.cases.enums import NoticeKind
from helevejen.cases.models import Case
from helevejen.citizens import actions as citizen_actions
from helevejen.citizens.enums import RelationKind
from helevejen.citizens.models import Citizen
from helevejen.citizens.perms import day_of
from helevejen.core.deeds import Refusal, action, step


class UnableToAssign(Refusal):
    """The citizen cannot get this jobformidler, or this backup; the text says why."""


class UnableToNameBackup(Refusal):
    """This person cannot stand behind the case; the text says why."""


@action
def assign_first(*, citizen: Citizen, jobformidler: User, backup: User, by: User, at: datetime) -> Case:
    """
    Open a citizen's case and give the citizen a jobformidler and a backup.

    Raises:
        UnableToAssign: there is an open case already, or one of the two cannot. Nothing has been written.
    """
    return assign(citizen=citizen, jobformidler=jobformidler, backup=backup, by=by, at=at)


@action
def name_backup(*, case: Case, backup: User, by: User, at: datetime) -> None:
    """
    Name another backup of a case. The citizen is told.

    Raises:
        UnableToNameBackup: the case is closed, or this person cannot. Nothing has been written.
    """
    set_backup(case=case, backup=backup, by=by, at=at)


@action
def close_case(*, case: Case, by: User, at: datetime, reason: str) -> Case:
    """
    Close a case, and end who follows the citizen. The jobformidler may read for 14 days more.

    Raises:
        UnableToCloseCase: of `cases`: a decision is a draft, a meeting is coming, a statement is ordered. Nothing has
            been changed.
    """
    case = case_actions.shut_case(case=case, by=by, at=at, reason=reason)
    end_assignment(case=case, at=at)
    takeover.end_handovers(case=case, at=at)
    takeover.leave_open_to_former(user=case.jobformidler, case=case, by=by, at=at)
    return case


# --- Steps ---


@step
def assign(*, citizen: Citizen, jobformidler: User, backup: User, by: User, at: datetime) -> Case:
    """
    Do what `assign_first` does as part of another deed.

    Raises:
        UnableToAssign: nothing has been written.
    """
    # Two at the same moment wait for each other here, and the second is refused with words.
    Citizen.objects.select_for_update(of=("self",)).get(pk=citizen.pk)
    if Case.objects.open().filter(citizen=citizen).exists():
        raise UnableToAssign(Objection.HAS_A_CASE)
    if jobformidler == backup:
        raise UnableToAssign(Objection.BACKUP_IS_THE_SAME)
    objection = rules.objection_to_assigning(
        queries.get_worker_facts(jobformidler, citizen, day_of(at))
    ) or rules.objection_to_backup(queries.get_worker_facts(backup, citizen, day_of(at)), is_the_jobformidler=False)
    if objection:
        raise UnableToAssign(objection)
    case = case_actions.open_case(citizen=citizen, jobformidler=jobformidler, backup=backup, by=by, at=at)
    begin_assignment(case=case, jobformidler=jobformidler, reason=AssignmentReason.FIRST, by=by, at=at)
    audit_actions.record_event(Verb.CASE_ASSIGNED, subject=case, by=by, at=at, citizen_id=citizen.pk)
    tell_who_follows(case=case, at=at)
    words.tell_staff(jobformidler, words.NEW_IN_CASELOAD, by=by, at=at, path=words.case_path(case))
    return case


@step
def set_backup(*, case: Case, backup: User, by: User, at: datetime) -> None:
    """
    Name another backup of a case.

    Raises:
        UnableToNameBackup: the case is closed, or this person cannot.
    """
    locked = Case.objects.select_for_update(of=("self",)).select_related("jobformidler", "citizen").get(pk=case.pk)
    if not locked.is_open:
        raise UnableToNameBackup(Objection.CASE_IS_CLOSED)
    facts = queries.get_worker_facts(backup, locked.citizen, day_of(at))
    if objection := rules.objection_to_backup(facts, is_the_jobformidler=backup.pk == locked.jobformidler_id):
        raise UnableToNameBackup(objection)
    if backup.pk == locked.backup_id:
        return
    locked.backup = case.backup = backup
    locked.save(update_fields=["backup"])
    audit_actions.record_event(Verb.BACKUP_NAMED, subject=locked, by=by, at=at, citizen_id=locked.citizen_id)
    tell_who_follows(case=locked, at=at)


@step
def begin_assignment(
    *, case: Case, jobformidler: User, reason: str, by: User, at: datetime, handover: Handover | None = None
) -> Assignment:
    """Let somebody follow a case from now: the assignment and the relation that opens the file."""
    assignment = Assignment.objects.create(
        case=case, jobformidler=jobformidler, valid_from=at, reason=reason, handover=handover, assigned_by=by
    )
    citizen_actions.open_relation(
        user=jobformidler,
        citizen=case.citizen,
        kind=RelationKind.CASELOAD,
        by=by,
        at=at,
        source=source_of(case),
    )
    return assignment


@step
def end_assignment(*, case: Case, at: datetime) -> None:
    """End the open assignment of a case, and the relation that goes with it."""
    Assignment.objects.filter(case=case, valid_until__isnull=True).update(valid_until=at)
    citizen_actions.close_relation(citizen=case.citizen, kind=RelationKind.CASELOAD, at=at)


@step
def tell_who_follows(*, case: Case, at: datetime) -> None:
    """Tell the citizen who the jobformidler is, and who stands behind."""
    case_actions.tell_citizen(
        case=case,
        kind=NoticeKind.NEW_JOBFORMIDLER,
        at=at,
        jobformidler=case.jobformidler.name,
        backup=case.backup.name,
    )


def source_of(case: Case) -> str:
    """Return what the caseload relation of a case says it comes from."""
    return f"cases.case:{case.pk}"
