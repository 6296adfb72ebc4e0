"""Which hand-overs and which figures are open to whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from helevejen.accounts import perms as staff
from helevejen.accounts.enums import Permission, Role
from helevejen.accounts.models import Employment, Team, User
from helevejen.accounts.rules import PERMISSIONS_OF_ROLE
from helevejen.caseload.enums import HandoverState
from helevejen.caseload.models import Handover
from helevejen.cases.models import Case
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import Level, Protection
from helevejen.citizens.models import Citizen, ConflictOfInterest

#: The roles somebody must have to follow a case, stand behind it or cover it.
CASE_ROLES = [role for role in Role if Permission.CASE_WORK in PERMISSIONS_OF_ROLE[role]]

_LEVELS = [Level.OWN, Level.NAMED, Level.HANDOVER, Level.SUBSTITUTE, Level.LEADER, Level.FORMER]


def visible_to(user: User, at: datetime) -> QuerySet[Handover]:
    """
    Return the hand-overs the user may open.

    Those of citizens whose file is open to the user for work or lead, and the requests that wait for the user's own
    answer: somebody asked must see what is asked before saying yes, though the file is still shut.
    """
    asked = Q(to_user_id=user.pk, state=HandoverState.REQUESTED) & ~Q(case__in=cases_in_conflict_with(user))
    of_open_files = Q(case__citizen_id__in=citizen_perms.ids_open_to(user, at, levels=_LEVELS))
    return Handover.objects.filter(of_open_files | asked)


def cases_to_hand_over(user: User, at: datetime) -> QuerySet[Case]:
    """Return the open cases whose jobformidler the user is, stands in for or leads."""
    levels = [Level.OWN, Level.SUBSTITUTE, Level.LEADER]
    return Case.objects.open().filter(citizen_id__in=citizen_perms.ids_open_to(user, at, levels=levels))


def cases_in_conflict_with(user: User) -> QuerySet[Case, Any]:
    """Return the numbers of the cases the user may not touch, as a subquery: `citizens.perms.has_conflict` for rows."""
    declared = ConflictOfInterest.objects.filter(
        user_id=user.pk, citizen_id=OuterRef("citizen_id"), ended_at__isnull=True
    )
    barred = Q(Exists(declared)) | Q(citizen__user_id=user.pk)
    if user.cpr_index:
        barred |= Q(citizen__cpr_index=user.cpr_index)
    if user.home_key:
        barred |= Q(citizen__home_key=user.home_key)
    return Case.objects.filter(barred).values("pk")


def can_answer(user: User, handover: Handover) -> bool:
    """Return whether the user is the one asked. Only that person says yes or no."""
    return handover.to_user_id == user.pk


def can_sign(user: User, handover: Handover) -> bool:
    """Return whether the user takes the case over and so signs for what is open in it."""
    return handover.to_user_id == user.pk


def team_led_by(user: User, on: date) -> Team | None:
    """Return the team the user leads on the day, None when there is none. One query."""
    led = Employment.objects.on(on).filter(user_id=user.pk, role=Role.TEAM_LEADER)
    employment = led.select_related("team").order_by("valid_from", "pk").first()
    return employment.team if employment else None


def figures_visible_to(user: User, on: date) -> QuerySet[User]:
    """Return those whose own figures the user may see: the user, and the staff of the team the user leads."""
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=staff.led_by(user, on)))


def citizens_to_assign(user: User, on: date) -> QuerySet[Citizen]:
    """
    Return the citizens who wait for their first jobformidler, to somebody who leads a team on the day.

    No relation opens them to anybody yet. Left out are those the leader may not touch.
    """
    leads = Exists(Employment.objects.on(on).filter(user_id=user.pk, role=Role.TEAM_LEADER))
    waiting = Citizen.objects.filter(leads, ~Exists(Case.objects.filter(citizen_id=OuterRef("pk"))))
    return waiting.exclude(_barred_to(user)).defer("cpr", "address")


def citizens_returning(user: User, on: date) -> QuerySet[Citizen]:
    """
    Return the citizens who have had a case and have none now, to somebody who works cases on the day.

    No relation opens them to anybody. A page finds one by the whole CPR number and never lists them. Left out are those
    the user may not touch, and the specially protected, whose jobformidler is named by a leader.
    """
    works = Exists(Employment.objects.on(on).filter(user_id=user.pk, role__in=CASE_ROLES))
    cases = Case.objects.filter(citizen_id=OuterRef("pk"))
    known = Citizen.objects.filter(works, Exists(cases), ~Exists(cases.filter(closed_at__isnull=True))).exclude(
        protection=Protection.SPECIAL
    )
    return known.exclude(_barred_to(user)).defer("cpr", "address")


def _barred_to(user: User) -> Q:
    """Return the condition on citizens the user may not touch (forvaltningsloven § 3)."""
    declared = ConflictOfInterest.objects.filter(user_id=user.pk, citizen_id=OuterRef("pk"), ended_at__isnull=True)
    barred = Q(Exists(declared)) | Q(user_id=user.pk)
    if user.cpr_index:
        barred |= Q(cpr_index=user.cpr_index)
    if user.home_key:
        barred |= Q(home_key=user.home_key)
    return barred
