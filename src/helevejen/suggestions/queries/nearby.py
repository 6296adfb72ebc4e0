"""
Companies near a citizen: by the middles of two postcodes, for whoever may see where the citizen lives.

Nothing is made or kept, and no count or order of it reaches a company (docs/rules/distances.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.db.models.functions import Collate

from helevejen.accounts.models import User
from helevejen.citizens.enums import Protection
from helevejen.citizens.models import Citizen
from helevejen.companies import queries as companies
from helevejen.companies.models import Agreement, Company
from helevejen.core.db import DANISH
from helevejen.engines.matching.market import road_km
from helevejen.places import queries as places
from helevejen.places.rules import line_between
from helevejen.recruitment import perms as order_perms
from helevejen.suggestions.enums import NoHome


@dataclass(frozen=True, slots=True)
class Near:
    """
    A company by its nearest workplace.

    Attributes:
        km: Whole kilometres along the road, about; at least one.
    """

    company_id: int
    km: int
    workplace: str
    town: str


@dataclass(frozen=True, slots=True)
class Nearby:
    """
    What is near.

    Attributes:
        reason: Why nothing can be said, one of `NoHome`; empty where something can.
        rows: The nearest first; of equal ones those with an open order, then in Danish order.
        unplaced: How many companies are nowhere that is known, and so not among them.
    """

    reason: str = ""
    rows: tuple[Near, ...] = ()
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class CompanySeen:
    """
    A company that is near, with what to know before one calls.

    Attributes:
        agreements: What is agreed and not over.
        orders: Number and title of each open order.
        not_before: The day before which the company wants peace, where it is still to come, with why.
    """

    near: Near
    name: str
    agreements: tuple[str, ...]
    orders: tuple[tuple[int, str], ...]
    not_before: date | None
    not_before_why: str


def companies_near(citizen: Citizen, user: User, at: datetime) -> Nearby:
    """Return the companies the user may open, by how near their nearest workplace is. Three queries."""
    if citizen.protection != Protection.NONE:
        return Nearby(NoHome.PROTECTED)
    if not citizen.postcode:
        return Nearby(NoHome.NO_POSTCODE)
    points = places.points()
    home = points.get(citizen.postcode)
    if home is None:
        return Nearby(NoHome.UNKNOWN_POSTCODE)
    found: dict[int, tuple[int, Near]] = {}
    unplaced = set()
    workplaces = companies.workplaces_visible_to(user, at).order_by(Collate("company__name", DANISH), "company", "pk")
    for company_id, name, postcode, city in workplaces.values_list("company", "name", "postcode", "city"):
        point = points.get(postcode)
        if point is None:
            unplaced.add(company_id)
            continue
        metres = line_between(home, point)
        if company_id not in found or metres < found[company_id][0]:
            found[company_id] = (metres, Near(company_id, max(road_km(metres), 1), name, city))
    asking = set(order_perms.visible_to(user, at).open().order_by("company").values_list("company", flat=True))
    rows = sorted(found.values(), key=lambda one: (one[0], one[1].company_id not in asking))
    return Nearby(rows=tuple(near for _metres, near in rows), unplaced=len(unplaced - set(found)))


def companies_seen(rows: Sequence[Near], user: User, at: datetime, on: date) -> list[CompanySeen]:
    """Return some companies with what to know before one calls. Three queries."""
    ids = [one.company_id for one in rows]
    known = Company.objects.in_bulk(ids)
    living = Agreement.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on), company__in=ids)
    agreements: dict[int, list[str]] = defaultdict(list)
    for company_id, text in living.order_by("-valid_from", "-pk").values_list("company", "text"):
        agreements[company_id].append(text)
    orders: dict[int, list[tuple[int, str]]] = defaultdict(list)
    asked = order_perms.visible_to(user, at).open().filter(company__in=ids)
    for company_id, number, title in asked.order_by("-ordered_at", "-pk").values_list("company", "pk", "title"):
        orders[company_id].append((number, title))
    return [
        CompanySeen(
            near=one,
            name=company.name,
            agreements=tuple(agreements[company.pk]),
            orders=tuple(orders[company.pk]),
            not_before=company.not_before if company.not_before and company.not_before > on else None,
            not_before_why=company.not_before_why,
        )
        for one in rows
        for company in (known[one.company_id],)
    ]
