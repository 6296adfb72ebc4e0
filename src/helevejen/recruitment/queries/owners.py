"""Who could own an order on a day, in the order the rule asks them."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, QuerySet

from helevejen.accounts.enums import Permission, Role
from helevejen.accounts.models import Absence, Employment, User
from helevejen.accounts.rules import PERMISSIONS_OF_ROLE
from helevejen.cases.queries.company_turns import find_contact_for
from helevejen.companies.models import Company
from helevejen.engines.calendar import day_of
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.rules.orders import Candidate, choose_owner

#: The roles that handle orders, the unit first, then those who have cases, then their leaders.
_ASKED_IN_ORDER = (Role.RECRUITER, Role.JOBFORMIDLER, Role.TEAM_LEADER)
WORKING_ROLES = [role for role in Role if Permission.ORDER_WORK in PERMISSIONS_OF_ROLE[role]]


def find_owner_for(company: Company, at: datetime) -> User | None:
    """Return who gets what a company orders by itself, None when nobody is at work. Five queries."""
    on = day_of(at)
    there = _there(on)
    rows = list(there.order_by("user_id", "pk").values_list("user_id", "role"))
    ranks: dict[int, int] = {}
    for user_id, role in rows:
        rank = _ASKED_IN_ORDER.index(Role(role)) + 1
        ranks[user_id] = min(rank, ranks.get(user_id, rank))
    contact = find_contact_for(company, on)
    if contact is not None and contact.pk in ranks:
        ranks[contact.pk] = 0
    owned = JobOrder.objects.unended().filter(owner_id__in=ranks).values("owner_id").order_by("owner_id")
    counts = dict(owned.annotate(count=Count("pk")).values_list("owner_id", "count"))
    chosen = choose_owner([Candidate(pk, counts.get(pk, 0), rank=rank) for pk, rank in ranks.items()])
    return User.objects.get(pk=chosen.user_id) if chosen else None


def people_to_choose(owner: User, on: date) -> QuerySet[User]:
    """Return those who handle orders and are there on the day, but the one who has it; by name. One query."""
    there = _there(on).filter(user_id=OuterRef("pk"))
    return User.objects.filter(Exists(there)).exclude(pk=owner.pk).order_by("name", "pk")


def is_there(user: User, on: date) -> bool:
    """Return whether somebody handles orders and is at work, and not away, on a day. One query."""
    return _there(on).filter(user_id=user.pk).exists()


def _there(on: date) -> QuerySet[Employment]:
    away = Absence.objects.on(on).filter(user_id=OuterRef("user_id"))
    return Employment.objects.on(on).filter(~Exists(away), role__in=WORKING_ROLES, user__is_active=True)
