"""Open orders by kind of work, and how many citizens have done it, want it or can some of it; and what few have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from helevejen.accounts.models import User
from helevejen.profiles.enums import FactKind
from helevejen.recruitment import perms
from helevejen.recruitment.enums import RequirementKind, Weight
from helevejen.recruitment.models import Requirement
from helevejen.recruitment.queries import wording
from helevejen.recruitment.queries.known import supply_with_cases
from helevejen.recruitment.rules.demand import Need, Supply, answers_of, told, told_apart
from helevejen.taxonomy import queries as taxonomy

_WORK: Final = (FactKind.OCCUPATION_DONE, FactKind.OCCUPATION_WISHED)
_ASKED_OF_PROFILES: Final = (RequirementKind.LICENCE, RequirementKind.LANGUAGE, RequirementKind.SKILL)


class Asked(NamedTuple):
    """One requirement of an order, with the names of its columns."""

    kind: str
    weight: str
    label: str
    code: str
    uri: str
    level: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """
    As much of an open order as is counted and called about.

    Attributes:
        needs: Its musts that a profile can answer, in its order.
        uris: The concepts among all it asks.
    """

    pk: int
    title: str
    company: str
    positions: int
    occupation_uri: str
    town: str
    forms: list[str]
    needs: list[Need]
    uris: set[str]


@dataclass(frozen=True, slots=True)
class DemandRow:
    """
    One kind of work.

    Attributes:
        label: The name of its ISCO group; empty for orders without an occupation.
        done, wished, can: Citizens who have done it, want it, or have a skill any open order of that
            kind asks for, chosen or not; None under five. Orders without an occupation have none of the first two.
    """

    label: str
    orders: int
    positions: int
    places: tuple[str, ...]
    done: int | None
    wished: int | None
    can: int | None


@dataclass(frozen=True, slots=True)
class GapRow:
    """
    One thing orders ask as a must.

    Attributes:
        positions: In orders that ask it.
        have, unknown: Citizens who have it, and of whom nobody has said; None where it is not told.
        is_gap: Fewer are known to have it than there are positions.
    """

    label: str
    orders: int
    positions: int
    have: int | None
    unknown: int | None
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked for on a day, and against what."""

    rows: tuple[DemandRow, ...]
    gaps: tuple[GapRow, ...]
    order_count: int
    position_count: int
    places: tuple[str, ...]


def demand(user: User, at: datetime, on: date, *, place: str = "", form: str = "", language: str = "da") -> Demand:
    """
    Return open orders against profiles, the most positions first. Twelve queries.

    The citizens are always all with an open case, and the skills those of all open orders, whatever orders are chosen,
    so that nothing can be subtracted.

    Args:
        place: The town of the workplace; empty for all.
        form: A form of employment; empty for all.
    """
    orders = open_orders(user, at)
    chosen = [one for one in orders if (not place or one.town == place) and (not form or form in one.forms)]
    supply = supply_with_cases()
    return Demand(
        rows=tuple(_rows(chosen, orders, supply, language)),
        gaps=tuple(_gaps(chosen, supply, on)),
        order_count=len(chosen),
        position_count=sum(one.positions for one in chosen),
        places=tuple(sorted({one.town for one in orders if one.town})),
    )


def open_orders(user: User, at: datetime) -> list[Ordered]:
    """Return the open orders with what they ask, by number. Two queries, and no row is made an object of."""
    visible = perms.visible_to(user, at).open()
    asked: dict[int, list[Asked]] = defaultdict(list)
    required = Requirement.objects.filter(order__in=visible.values("pk")).order_by("pk")
    for order, *columns in required.values_list("order", *Asked._fields):
        asked[order].append(Asked(*columns))
    read = visible.order_by("pk").values_list(
        "pk", "title", "company__name", "positions", "occupation_uri", "workplace__city", "forms"
    )
    found = []
    for pk, title, company, positions, occupation_uri, town, forms in read:
        needs, uris = _needs_of(asked[pk]), {one.uri for one in asked[pk] if one.uri}
        found.append(Ordered(pk, title, company, positions, occupation_uri, town or "", forms, needs, uris))
    return found


def _needs_of(asked: list[Asked]) -> list[Need]:
    musts = [one for one in asked if one.weight == Weight.MUST and one.kind in _ASKED_OF_PROFILES]
    return [need for one in musts if (need := wording.need_of(one)).subject]


def _rows(chosen: list[Ordered], orders: list[Ordered], supply: Supply, language: str) -> list[DemandRow]:
    supplied = {one.subject for kind in _WORK for one in supply.said.get(kind, ())}
    groups = taxonomy.isco_groups_of({one.occupation_uri for one in orders if one.occupation_uri} | supplied)
    names = taxonomy.isco_group_labels(set(groups.values()), language)
    by_group, all_by_group = _by_group(chosen, groups), _by_group(orders, groups)
    uris: dict[str, set[str]] = defaultdict(set)
    for uri, group in groups.items():
        uris[group].add(uri)
    rows = [
        DemandRow(
            label=names.get(group, group),
            orders=len(some),
            positions=sum(one.positions for one in some),
            places=tuple(sorted({one.town for one in some if one.town})),
            done=told(len(supply.of(FactKind.OCCUPATION_DONE, uris[group]))) if group else None,
            wished=told(len(supply.of(FactKind.OCCUPATION_WISHED, uris[group]))) if group else None,
            can=told(_can(all_by_group[group], supply)),
        )
        for group, some in by_group.items()
    ]
    return sorted(rows, key=lambda row: (not row.label, -row.positions, row.label))


def _by_group(orders: Iterable[Ordered], groups: dict[str, str]) -> dict[str, list[Ordered]]:
    found: dict[str, list[Ordered]] = defaultdict(list)
    for order in orders:
        found[groups.get(order.occupation_uri, "")].append(order)
    return found


def _can(orders: list[Ordered], supply: Supply) -> int:
    return len(supply.of(RequirementKind.SKILL, set[str]().union(*(order.uris for order in orders))))


def _gaps(orders: list[Ordered], supply: Supply, on: date) -> list[GapRow]:
    asking: dict[Need, list[Ordered]] = defaultdict(list)
    firsts: dict[tuple[str, str, str], Need] = {}  # one line for one thing, however the orders word it
    for order in orders:
        for need in {firsts.setdefault((one.kind, one.subject, one.level), one) for one in order.needs}:
            asking[need].append(order)
    names = wording.names_of(asking)
    rows = [
        _gap(wording.with_level(names[need], need.level), some, answers_of(need, supply, on))
        for need, some in asking.items()
    ]
    return sorted(rows, key=lambda row: (not row.is_gap, -row.positions, row.label))


def _gap(label: str, orders: list[Ordered], counts: dict[str, int]) -> GapRow:
    shown, positions = told_apart(counts), sum(one.positions for one in orders)
    is_gap = shown["have"] is None or shown["have"] < positions
    return GapRow(label, len(orders), positions, shown["have"], shown["unknown"], is_gap)
