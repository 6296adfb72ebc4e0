"""Open orders by kind of work, and how many citizens have done it, want it or can some of it; and what few have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from helevejen.accounts.models import User
from helevejen.recruitment import perms
from helevejen.recruitment.queries import wording
from helevejen.recruitment.queries.ordered import Counted, counted_orders, needs_of
from helevejen.recruitment.queries.told import groups_of, told_with
from helevejen.recruitment.rules.demand import Need, Thing, Told
from helevejen.taxonomy import queries as taxonomy


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
    """
    What is asked for on a day, and against what.

    Attributes:
        has_new: Some of the citizens were counted now, as nobody asked for that at night.
    """

    rows: tuple[DemandRow, ...]
    gaps: tuple[GapRow, ...]
    order_count: int
    position_count: int
    places: tuple[str, ...]
    has_new: bool


def demand(
    user: User,
    at: datetime,
    on: date,
    *,
    place: str = "",
    form: str = "",
    language: str = "da",
    kept: Told | None = None,
) -> Demand:
    """
    Return the open orders of now against profiles, the most positions first. Seven queries; see `told_with`.

    The citizens are always all with an open case, and the skills those of all open orders, whatever orders are chosen,
    so that no choice can be subtracted from another.

    Args:
        place: The town of the workplace; empty for all.
        form: A form of employment; empty for all.
        kept: What may be told of citizens, as it was counted at night; None to count it now.
    """
    visible = perms.visible_to(user, at).open()
    orders = counted_orders(visible, with_forms=bool(form))
    chosen = {one.pk: one for one in orders if (not place or one.town == place) and (not form or form in one.forms)}
    asking = _asking(chosen, needs_of(visible)) if chosen else {}
    groups = groups_of(one.occupation_uri for one in orders)
    answers, has_new = told_with(kept, groups, asking, on)
    return Demand(
        rows=tuple(_rows(chosen.values(), groups, answers, language)),
        gaps=tuple(_gaps(asking, answers)),
        order_count=len(chosen),
        position_count=sum(one.positions for one in chosen.values()),
        places=tuple(sorted({one.town for one in orders if one.town})),
        has_new=has_new,
    )


def _rows(chosen: Iterable[Counted], groups: Mapping[str, str], answers: Told, language: str) -> list[DemandRow]:
    by_group: dict[str, list[Counted]] = defaultdict(list)
    for order in chosen:
        by_group[groups[order.occupation_uri]].append(order)
    names = taxonomy.isco_group_labels(filter(None, by_group), language)
    rows = [
        DemandRow(
            label=names.get(group, group),
            orders=len(some),
            positions=sum(one.positions for one in some),
            places=tuple(sorted({one.town for one in some if one.town})),
            done=answers.done.get(group),
            wished=answers.wished.get(group),
            can=answers.can[group],
        )
        for group, some in by_group.items()
    ]
    return sorted(rows, key=lambda row: (not row.label, -row.positions, row.label))


def _asking(chosen: Mapping[int, Counted], needs: Iterable[tuple[int, Need]]) -> dict[Need, list[Counted]]:
    """Return who asks for each thing: one line for one thing, however the orders word it, and each order once."""
    firsts: dict[Thing, Need] = {}
    asking: dict[Need, dict[int, Counted]] = defaultdict(dict)
    for pk, need in needs:
        if pk in chosen:
            asking[firsts.setdefault(need.thing, need)][pk] = chosen[pk]
    return {need: list(orders.values()) for need, orders in asking.items()}


def _gaps(asking: Mapping[Need, list[Counted]], answers: Told) -> list[GapRow]:
    names = wording.names_of(asking)
    rows = [
        _gap(wording.with_level(names[need], need.level), some, *answers.needs[need.thing])
        for need, some in asking.items()
    ]
    return sorted(rows, key=lambda row: (not row.is_gap, -row.positions, row.label))


def _gap(label: str, orders: list[Counted], have: int | None, unknown: int | None) -> GapRow:
    positions = sum(one.positions for one in orders)
    return GapRow(label, len(orders), positions, have, unknown, have is None or have < positions)
