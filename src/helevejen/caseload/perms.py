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
    asked = Q(to_user_id=user.pk, state=HandoverState.REQUESTED) & ~_barred_to(user, "case__citizen")
    of_open_files = Q(case__citizen_id__in=citizen_perms.ids_open_to(user, at, levels=_LEVELS))
    return Handover.objects.filter(of_open_files | asked)


def cases_to_hand_over(user: User, at: datetime) -> QuerySet[Case]:
    """Return the open cases whose jobformidler the user is, stands in for or leads."""
    levels = [Level.OWN, Level.SUBSTITUTE, Level.LEADER]
    return Case.objects.open().filter(citizen_id__in=citizen_perms.ids_open_to(user, at, levels=levels))


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
    # Their numbers, so that the order of registration is walked in its index alone; and those with a case by number, so
    # that PostgreSQL looks them up in memory: it passes everybody who has one.
    waiting = Citizen.objects.filter(leads).exclude(pk__in=Case.objects.order_by().values("citizen_id"))
    return waiting.exclude(pk__in=_barred_numbers(user)).defer("cpr", "address")


def citizens_kept_from(user: User) -> QuerySet[Citizen]:
    """Return the citizens left out of `citizens_to_assign`: they wait too, but the user may not touch them."""
    return Citizen.objects.filter(_without_a_case(), pk__in=_barred_numbers(user))


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


def _without_a_case() -> Q:
    return Q(~Exists(Case.objects.filter(citizen_id=OuterRef("pk"))))


def _barred_numbers(user: User) -> QuerySet[Citizen, Any]:
    """Return the numbers of the citizens the user may not touch: each reason in its own index."""
    declared = ConflictOfInterest.objects.filter(user_id=user.pk, ended_at__isnull=True).order_by()
    reasons = [Q(user_id=user.pk)]
    if user.cpr_index:
        reasons.append(Q(cpr_index=user.cpr_index))
    if user.home_key:
        reasons.append(Q(home_key=user.home_key))
    own = [Citizen.objects.filter(reason).order_by().values_list("pk") for reason in reasons]
    return own[0].union(*own[1:], declared.values_list("citizen_id"))


def _barred_to(user: User, path: str = "") -> Q:
    """
    Return the condition on citizens the user may not touch (forvaltningsloven § 3): `has_conflict` for rows.

    Args:
        path: The way from the rows to the citizen; empty when the rows are citizens.
    """
    there = f"{path}__" if path else ""
    declared = ConflictOfInterest.objects.filter(user_id=user.pk, ended_at__isnull=True).values("citizen_id")
    barred = Q(**{f"{there}pk__in": declared}) | Q(**{f"{there}user_id": user.pk})
    if user.cpr_index:
        barred |= Q(**{f"{there}cpr_index": user.cpr_index})
    if user.home_key:
        barred |= Q(**{f"{there}home_key": user.home_key})
    return barred
