"""Who of those one follows lives on dagpenge and nearly has what an open order asks: for a call, which is an offer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from helevejen.accounts.models import User
from helevejen.cases.models import Case
from helevejen.cases.queries.cases import cases_visible_to
from helevejen.citizens.enums import Benefit, Level
from helevejen.citizens.models import BenefitPeriod
from helevejen.citizens.queries.access import levels_of
from helevejen.core.danish_order import danish_key
from helevejen.profiles.enums import FactKind
from helevejen.profiles.models import ProfileFact
from helevejen.recruitment.queries import wording
from helevejen.recruitment.queries.known import known_of
from helevejen.recruitment.queries.ordered import Ordered, open_orders
from helevejen.recruitment.rules.demand import Known, Nearness, Need, is_met, nearness
from helevejen.taxonomy import queries as taxonomy

MOST_ORDERS: Final = 3
_LEVELS: Final = (Level.OWN, Level.SUBSTITUTE, Level.LEADER)


@dataclass(frozen=True, slots=True)
class NearOrder:
    """One order somebody is near: what is there and what is missing."""

    order_id: int
    title: str
    company: str
    has: tuple[str, ...]
    has_done_the_work: bool
    missing: str
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class ToCall:
    """One citizen to call, with the orders the call could be about. No score and no rank."""

    citizen_id: int
    case_id: int
    name: str
    phone: str
    jobformidler: str
    orders: tuple[NearOrder, ...]


def call_list(user: User, at: datetime, on: date, *, settled: Collection[tuple[int, int]] = ()) -> list[ToCall]:
    """
    Return those on dagpenge whom the user follows, covers or leads, near an open order, by name. Eleven queries.

    Left out in silence is an order of a company the citizen has refused, and what is settled between the two. What a
    citizen keeps private is not read here.

    Args:
        settled: Citizen and order that have been about each other: asked, said no to, or refused.
    """
    cases = _cases(user, at, on)
    orders = open_orders(user, at)
    if not cases or not orders:
        return []
    known = known_of([case.citizen_id for case in cases])
    groups = taxonomy.isco_groups_of(
        {order.occupation_uri for order in orders} | {uri for one in known.values() for uri in one.done}
    )
    barred = _barred([case.citizen_id for case in cases], orders) | set(settled)
    names = wording.names_of(need for order in orders for need in order.needs)
    found = []
    for case in cases:
        one = known[case.citizen_id]
        some = [order for order in _touched(one, orders, groups, on) if (case.citizen_id, order.pk) not in barred]
        if near := _near(one, some, groups, on):
            found.append(_to_call(case, near, names))
    return sorted(found, key=lambda one: (danish_key(one.name), one.case_id))


def _cases(user: User, at: datetime, on: date) -> list[Case]:
    on_dagpenge = BenefitPeriod.objects.on(on).filter(benefit=Benefit.DAGPENGE)
    cases = list(cases_visible_to(user, at).filter(citizen__in=on_dagpenge.values("citizen"), closed_at__isnull=True))
    levels = levels_of(user, [case.citizen_id for case in cases], at) if cases else {}
    return [case for case in cases if levels.get(case.citizen_id) in _LEVELS]


def _touched(known: Known, orders: Iterable[Ordered], groups: dict[str, str], on: date) -> list[Ordered]:
    """Return the orders of which somebody has something, or has done the work: no other is worth a call."""
    done = {groups[uri] for uri in known.done if uri in groups}
    met: dict[Need, bool] = {}
    touched = []
    for order in orders:
        for need in order.needs:
            if need not in met:
                met[need] = bool(is_met(need, known, on))
        if groups.get(order.occupation_uri) in done or any(met[need] for need in order.needs):
            touched.append(order)
    return touched


def _near(known: Known, orders: Iterable[Ordered], groups: dict[str, str], on: date) -> list[tuple[Ordered, Nearness]]:
    """Return the nearest of some orders that come by number; after enough that lack nothing, none comes before them."""
    done = {groups[uri] for uri in known.done if uri in groups}
    near: list[tuple[Ordered, Nearness]] = []
    whole = 0
    for order in orders:
        one = nearness(order.needs, known, on, has_done_the_work=groups.get(order.occupation_uri) in done)
        if one.is_worth_a_call:
            near.append((order, one))
            whole += not one.missing
        if whole == MOST_ORDERS:
            break
    return sorted(near, key=lambda pair: (len(pair[1].missing), pair[0].pk))[:MOST_ORDERS]


def _to_call(case: Case, near: list[tuple[Ordered, Nearness]], names: dict[Need, str]) -> ToCall:
    return ToCall(
        citizen_id=case.citizen_id,
        case_id=case.pk,
        name=case.citizen.name,
        phone=case.citizen.phone,
        jobformidler=case.jobformidler.name,
        orders=tuple(
            NearOrder(
                order_id=order.pk,
                title=order.title,
                company=order.company,
                has=tuple(names[need] for need in one.has),
                has_done_the_work=one.has_done_the_work,
                missing=names[one.missing[0].need] if one.missing else "",
                is_unknown=bool(one.missing) and one.missing[0].is_unknown,
            )
            for order, one in near
        ),
    )


def _barred(citizen_ids: list[int], orders: list[Ordered]) -> set[tuple[int, int]]:
    """Return the pairs of citizen and order that are left out. One query."""
    barred: set[tuple[int, int]] = set()
    refused = ProfileFact.objects.current().filter(citizen__in=citizen_ids, kind=FactKind.REFUSAL, subject="company")
    for citizen_id, name in refused.order_by("pk").values_list("citizen", "label"):
        barred |= {(citizen_id, one.pk) for one in orders if one.company.casefold() == name.strip().casefold()}
    return barred
