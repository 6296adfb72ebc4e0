"""What open orders ask: as much of them as demand is made of and the call list reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from helevejen.accounts.models import User
from helevejen.recruitment import perms
from helevejen.recruitment.enums import RequirementKind, Weight
from helevejen.recruitment.models import JobOrder, JobOrderQuerySet, Requirement
from helevejen.recruitment.queries import wording
from helevejen.recruitment.rules.demand import Need

_ASKED_OF_PROFILES: Final = (RequirementKind.LICENCE, RequirementKind.LANGUAGE, RequirementKind.SKILL)


class _Asked(NamedTuple):
    """One requirement of an order, with the names of its columns."""

    kind: str
    label: str
    code: str
    uri: str
    level: str


class Counted(NamedTuple):
    """As much of an open order as is counted; no `forms` unless they were asked for."""

    pk: int
    positions: int
    occupation_uri: str
    town: str
    forms: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Ordered:
    """
    As much of an open order as somebody is called about.

    Attributes:
        needs: Its musts that a profile can answer, in its order.
    """

    pk: int
    title: str
    company: str
    occupation_uri: str
    needs: list[Need]


def open_orders(user: User, at: datetime) -> list[Ordered]:
    """Return the open orders with what they ask, by number. Two queries, and no row is made an object of."""
    visible = perms.visible_to(user, at).open()
    needs: dict[int, list[Need]] = defaultdict(list)
    for order, need in needs_of(visible):
        needs[order].append(need)
    read = visible.order_by("pk").values_list("pk", "title", "company__name", "occupation_uri")
    return [Ordered(*row, needs[row[0]]) for row in read]


def counted_orders(orders: JobOrderQuerySet, *, with_forms: bool = False) -> list[Counted]:
    """Return as much of some orders as is counted, by number. One query. Forms take time: a list to read in each."""
    columns = ("pk", "positions", "occupation_uri", "workplace__city", *(("forms",) if with_forms else ()))
    read = orders.order_by("pk").values_list(*columns)
    return [Counted(pk, positions, uri, town or "", *forms) for pk, positions, uri, town, *forms in read]


def needs_of(orders: JobOrderQuerySet) -> Iterator[tuple[int, Need]]:
    """Yield the musts of orders that a profile can answer, each with its order, by number. One query."""
    musts = Requirement.objects.filter(order__in=orders.values("pk"), weight=Weight.MUST, kind__in=_ASKED_OF_PROFILES)
    needs: dict[_Asked, Need] = {}
    for order, *columns in musts.order_by("order", "pk").values_list("order", *_Asked._fields):
        one = _Asked(*columns)
        need = needs.get(one) or needs.setdefault(one, wording.need_of(one))
        if need.subject:
            yield order, need


def skills_named(occupations: Collection[str] | None) -> dict[str, set[str]]:
    """Return the URIs that open orders of some occupations name among all they ask, by occupation. One query."""
    orders = JobOrder.objects.open()
    if occupations is not None:
        orders = orders.filter(occupation_uri__in=occupations)
    named = Requirement.objects.filter(order__in=orders.values("pk")).exclude(uri="").order_by()
    skills: dict[str, set[str]] = defaultdict(set)
    for occupation, uri in named.values_list("order__occupation_uri", "uri").distinct():
        skills[occupation].add(uri)
    return skills
