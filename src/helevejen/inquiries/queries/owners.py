"""Who can have an inquiry on a day, in the order the rule asks them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from helevejen.accounts import perms as staff
from helevejen.accounts.enums import Permission, Role
from helevejen.accounts.models import Absence, Employment, Team, User
from helevejen.accounts.rules import PERMISSIONS_OF_ROLE
from helevejen.cases.models import Case
from helevejen.cases.queries.company_turns import find_contact_for
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import Level, Protection, RelationKind
from helevejen.citizens.models import Citizen, Relation
from helevejen.companies.models import Company
from helevejen.inquiries.enums import OwnerReason
from helevejen.inquiries.models import Duty
from helevejen.inquiries.rules.owners import Candidate

#: The roles that answer inquiries.
WORKING_ROLES = [role for role in Role if Permission.INQUIRY_WORK in PERMISSIONS_OF_ROLE[role]]

Named = list[tuple[int, OwnerReason]]


def candidates_for(
    *,
    citizen: Citizen | None,
    company: Company | None,
    team: Team | None,
    registrar: User | None,
    at: datetime,
    contact: User | None = None,
) -> list[Candidate]:
    """
    Return who may have an inquiry, the one it belongs to first. About ten queries.

    Args:
        team: Whose duty is asked first, when nobody else is known.
        registrar: Who took it in by telephone or at the counter.
        contact: Who has what a company asks about, before its usual contact.
    """
    on = citizen_perms.day_of(at)
    named: Named = []
    if citizen is not None:
        named += _of_citizen(citizen, at)
    elif company is not None and (contact := contact or find_contact_for(company, on)):
        named += _with_substitute(contact.pk, OwnerReason.CONTACT, on)
    near = team or (_team_of(named[0][0], on) if named else None)
    named += _on_duty(near, on)
    if registrar is not None:
        named.append((registrar.pk, OwnerReason.REGISTRAR))
    named += _others(near, on)
    return _judged(named, citizen, at)


def team_of(user: User, on: date) -> Team | None:
    """Return the team somebody is, or was last, on; one query."""
    return _team_of(user.pk, on)


def people_to_choose(user: User, on: date) -> QuerySet[User]:
    """Return those who answer inquiries and are there on the day, for handing over; by name. One query."""
    employed = Employment.objects.on(on).filter(user_id=OuterRef("pk"), role__in=WORKING_ROLES)
    away = Absence.objects.on(on).filter(user_id=OuterRef("pk"))
    return (
        User.objects.filter(Exists(employed), ~Exists(away), is_active=True).exclude(pk=user.pk).order_by("name", "pk")
    )


def is_there(user: User, on: date) -> bool:
    """Return whether somebody is at work, and not away, on a day. One query."""
    away = Absence.objects.on(on).filter(user_id=OuterRef("pk"))
    return staff.at_work_on(on).filter(~Exists(away), pk=user.pk).exists()


def duties_of(team: Team, on: date) -> QuerySet[Duty]:
    """Return the coming duties of a team, by day, with their people. One query."""
    return Duty.objects.filter(team=team, valid_until__gt=on).select_related("user").order_by("valid_from", "pk")


def find_duty(team: Team, on: date) -> Duty | None:
    """Return who has the duty of a team on a day, or None. One query."""
    return (
        Duty.objects.filter(team=team, valid_from__lte=on, valid_until__gt=on)
        .select_related("user")
        .order_by("valid_from", "pk")
        .first()
    )


def _of_citizen(citizen: Citizen, at: datetime) -> Named:
    on = citizen_perms.day_of(at)
    case = Case.objects.open().filter(citizen=citizen).order_by("pk").first()
    named = _with_substitute(case.jobformidler_id, OwnerReason.JOBFORMIDLER, on) if case else []
    if citizen.protection == Protection.SPECIAL:
        relations = named_on(at).filter(citizen=citizen).order_by("pk")
        return named + [(one, OwnerReason.NAMED) for one in relations.values_list("user_id", flat=True)]
    return [*named, (case.backup_id, OwnerReason.BACKUP)] if case else []


def named_on(at: datetime) -> QuerySet[Relation]:
    """Return by whom the specially protected may be opened at a moment because they are named on the citizen."""
    return Relation.objects.filter(kind=RelationKind.NAMED, valid_from__lte=at, valid_until__gt=at)


def _with_substitute(user_id: int, why: OwnerReason, on: date) -> Named:
    covering = Absence.objects.on(on).filter(user_id=user_id).order_by("valid_from", "pk")
    substitutes = [(one, OwnerReason.SUBSTITUTE) for one in covering.values_list("substitute_id", flat=True)]
    return [(user_id, why), *substitutes]


def _team_of(user_id: int, on: date) -> Team | None:
    last = staff.last_employments(on).filter(user_id=user_id).select_related("team").order_by("-valid_from", "-pk")
    employment = last.first()
    return employment.team if employment else None


def _on_duty(team: Team | None, on: date) -> Named:
    duties = Duty.objects.filter(valid_from__lte=on, valid_until__gt=on).order_by("team_id", "valid_from", "pk")
    rows = list(duties.values_list("team_id", "user_id"))
    rows.sort(key=lambda row: row[0] != (team.pk if team else None))  # the own team's first, the rest in order
    return [(user_id, OwnerReason.DUTY) for _team, user_id in rows]


def _others(team: Team | None, on: date) -> Named:
    """Return the leaders and then the others who answer, those of the team first."""
    employed = Employment.objects.on(on).filter(role__in=WORKING_ROLES, user__is_active=True)
    rows = list(employed.order_by("user_id").values_list("user_id", "role", "team_id"))
    near = team.pk if team else None
    rows.sort(key=lambda row: (row[2] != near, row[1] != Role.TEAM_LEADER, row[0]))
    return [
        (user_id, OwnerReason.LEADER if role == Role.TEAM_LEADER else OwnerReason.ANYBODY)
        for user_id, role, _team in rows
    ]


def _judged(named: Named, citizen: Citizen | None, at: datetime) -> list[Candidate]:
    on = citizen_perms.day_of(at)
    ids = {user_id for user_id, _why in named}
    there = set(staff.at_work_on(on).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    there -= set(Absence.objects.on(on).filter(user_id__in=ids).order_by("pk").values_list("user_id", flat=True))
    barred = _barred(ids, citizen, at) if citizen is not None else set()
    seen: set[int] = set()
    judged = []
    for user_id, why in named:
        if user_id not in seen:
            seen.add(user_id)
            judged.append(Candidate(user_id, why, is_there=user_id in there, is_barred=user_id in barred))
    return judged


def _barred(user_ids: Iterable[int], citizen: Citizen, at: datetime) -> set[int]:
    users = list(User.objects.filter(pk__in=list(user_ids)).order_by("pk"))
    if citizen.protection == Protection.SPECIAL:
        known = citizen_perms.levels_of_people(users, citizen, at)
        return {user.pk for user in users if known.get(user.pk) in {None, Level.CARD}}
    near = {
        user.pk
        for user in users
        if user.pk == citizen.user_id
        or (user.cpr_index and user.cpr_index == citizen.cpr_index)
        or (user.home_key and user.home_key == citizen.home_key)
    }
    declared = citizen.conflicts.filter(ended_at__isnull=True, user_id__in=[user.pk for user in users])
    return near | set(declared.order_by("pk").values_list("user_id", flat=True))
