"""Open orders by kind of work, and how many citizens have done it, want it or can some of it; and what few have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from helevejen.accounts.models import User
from helevejen.recruitment import perms
from helevejen.recruitment.enums import RequirementKind, Weight
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.queries import wording
from helevejen.recruitment.queries.known import known_with_cases
from helevejen.recruitment.rules.demand import Known, Need, is_met, told, told_apart
from helevejen.taxonomy import queries as taxonomy

_ASKED_OF_PROFILES: Final = (RequirementKind.LICENCE, RequirementKind.LANGUAGE, RequirementKind.SKILL)


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
    orders = list(
        perms.visible_to(user, at).open().select_related("workplace").prefetch_related("requirements").order_by("pk")
    )
    chosen = [one for one in orders if (not place or town_of(one) == place) and (not form or form in one.forms)]
    known, silent = known_with_cases()
    return Demand(
        rows=tuple(_rows(chosen, orders, known, language)),
        gaps=tuple(_gaps(chosen, known, silent, on)),
        order_count=len(chosen),
        position_count=sum(one.positions for one in chosen),
        places=tuple(sorted({town_of(one) for one in orders if town_of(one)})),
    )


def town_of(order: JobOrder) -> str:
    """Return the town of an order's workplace, empty when it is not known."""
    return order.workplace.city if order.workplace is not None else ""


def needs_of(order: JobOrder) -> list[Need]:
    """Return the musts of an order that a profile can answer; its requirements are loaded. No query."""
    found = []
    for one in sorted(order.requirements.all(), key=lambda one: one.pk):
        need = wording.need_of(one)
        if one.weight == Weight.MUST and one.kind in _ASKED_OF_PROFILES and need.subject:
            found.append(need)
    return found


def _rows(chosen: list[JobOrder], orders: list[JobOrder], known: list[Known], language: str) -> list[DemandRow]:
    supplied = {uri for one in known for uri in one.done | one.wished}
    groups = taxonomy.isco_groups_of({one.occupation_uri for one in orders if one.occupation_uri} | supplied)
    names = taxonomy.isco_group_labels(set(groups.values()), language)
    by_group, all_by_group = _by_group(chosen, groups), _by_group(orders, groups)
    done = _count_by_group((one.done for one in known), groups)
    wished = _count_by_group((one.wished for one in known), groups)
    rows = [
        DemandRow(
            label=names.get(group, group),
            orders=len(some),
            positions=sum(one.positions for one in some),
            places=tuple(sorted({town_of(one) for one in some if town_of(one)})),
            done=told(done[group]) if group else None,
            wished=told(wished[group]) if group else None,
            can=told(_can(all_by_group[group], known)),
        )
        for group, some in by_group.items()
    ]
    return sorted(rows, key=lambda row: (not row.label, -row.positions, row.label))


def _by_group(orders: Iterable[JobOrder], groups: dict[str, str]) -> dict[str, list[JobOrder]]:
    found: dict[str, list[JobOrder]] = defaultdict(list)
    for order in orders:
        found[groups.get(order.occupation_uri, "")].append(order)
    return found


def _count_by_group(said: Iterable[set[str]], groups: dict[str, str]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for uris in said:
        for group in {groups[uri] for uri in uris if uri in groups}:
            counts[group] += 1
    return counts


def _can(orders: list[JobOrder], known: list[Known]) -> int:
    asked = {one.uri for order in orders for one in order.requirements.all() if one.uri}
    return sum(bool(asked & one.skills) for one in known) if asked else 0


def _gaps(orders: list[JobOrder], known: list[Known], silent: int, on: date) -> list[GapRow]:
    asking: dict[Need, list[JobOrder]] = defaultdict(list)
    firsts: dict[tuple[str, str, str], Need] = {}  # one line for one thing, however the orders word it
    for order in orders:
        for need in {firsts.setdefault((one.kind, one.subject, one.level), one) for one in needs_of(order)}:
            asking[need].append(order)
    names = wording.names_of(asking)
    rows = []
    for need, some in asking.items():
        answers = Counter(is_met(need, one, on) for one in known)
        answers[is_met(need, Known(), on)] += silent
        rows.append(_gap(wording.with_level(names[need], need.level), some, answers))
    return sorted(rows, key=lambda row: (not row.is_gap, -row.positions, row.label))


def _gap(label: str, orders: list[JobOrder], answers: Counter[bool | None]) -> GapRow:
    counts = {"have": answers[True], "unknown": answers[None], "lack": answers[False]}
    shown, positions = told_apart(counts), sum(one.positions for one in orders)
    is_gap = shown["have"] is None or shown["have"] < positions
    return GapRow(label, len(orders), positions, shown["have"], shown["unknown"], is_gap)
