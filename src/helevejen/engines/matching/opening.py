"""
What would open more: the courses for a citizen and for a group, near misses, and what an order loses by what it asks.

An order is *open* to a citizen when no rule fails and at least half of what is asked is brought. Everything here is
what one would find by changing the one thing and asking again; the fast ways are held to that by the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching import arrays as a
from helevejen.engines.matching._openings import openings
from helevejen.engines.matching.compile import courses_of, orders_like
from helevejen.engines.matching.judge import PRIVATE, RULES, Rule, Verdict
from helevejen.engines.matching.market import AskedSkill, Market, Order, Weight
from helevejen.engines.matching.panel import ROW, Panel, panel_of_citizen, panel_of_order

#: The coverage an order must have to be open, of 10,000.
LEAST: Final = 5_000


def courses_opening(market: Market, columns: a.Columns, *, least: int = LEAST) -> a.Int32s:
    """
    Return how many more orders each course would open to each citizen: shape (n, q), rows as in the columns.

    A course gives its skills, and its licences for good. Who is known to lack what it requires gets nothing from it.

    Args:
        market: With its courses.
        columns: Its arrays.
        least: The coverage of an open order, 1 to 10,000.

    Raises:
        ValueError: `least` is out of range.
    """
    return counted(columns, courses_of(market), market.on.toordinal(), least=least)


def counted(columns: a.Columns, courses: a.CourseArrays, on: int, *, least: int = LEAST) -> a.Int32s:
    """
    Return the same from arrays.

    Args:
        columns: The market.
        courses: Its courses.
        on: The market's day, as an ordinal.
        least: The coverage of an open order, 1 to 10,000.

    Raises:
        ValueError: `least` is out of range.
    """
    if not 1 <= least <= 10_000:
        raise ValueError("least: from 1 to 10,000")
    counts = np.zeros((len(columns.citizens.tag), len(courses.licences)), np.int32)
    openings(columns.citizens, columns.orders, columns.grid, courses, (columns.things, least, on), counts)
    return counts


def best_courses(counts: a.Int32s, k: int) -> list[tuple[int, int]]:
    """
    Return up to k courses that help most citizens, each with how many it helps that none before it does.

    A citizen is helped by a course that opens an order. One course at a time is taken, the one that helps most of those
    not yet helped, the first of equal ones; no choice of as many courses helps more than 1.6 times as many.

    Args:
        counts: As `courses_opening` gives them.
        k: How many courses at most.
    """
    helps: NDArray[np.bool_] = counts > 0
    chosen: list[tuple[int, int]] = []
    for _ in range(min(k, helps.shape[1])):
        many = helps.sum(axis=0)
        course = int(np.argmax(many))
        if not many[course]:
            break
        chosen.append((course, int(many[course])))
        helps = helps & ~helps[:, course : course + 1]
    return chosen


@dataclass(frozen=True, slots=True)
class NearMiss:
    """An order that one rule alone keeps shut to a citizen."""

    order: str
    rule: Rule
    rank: int


def near_misses(
    columns: a.Columns, i: int, *, least: int = LEAST, most: int = 10, panel: Panel | None = None
) -> list[NearMiss]:
    """
    Return the orders that would be open to a citizen but for one rule, the best first. A private rule is never named.

    Args:
        columns: The market.
        i: The citizen's row.
        least: The coverage of an open order.
        most: How many at most.
        panel: The citizen's, where it is there already.
    """
    panel = panel_of_citizen(columns, i) if panel is None else panel
    fails = panel.verdicts == Verdict.FAIL
    is_private = fails[[ROW[rule] for rule in RULES if rule in PRIVATE]].any(axis=0)
    rows = np.flatnonzero((fails.sum(axis=0) == 1) & ~is_private & (panel.rank > 0) & (panel.company >= least))
    order = rows[np.lexsort((columns.orders.tag[rows], -panel.rank[rows]))][:most]
    rules = fails[:, order].argmax(axis=0)
    return [
        NearMiss(columns.order_keys[j], RULES[rule], int(panel.rank[j]))
        for j, rule in zip(order.tolist(), rules.tolist(), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Loosening:
    """One thing an order could ask less of, and how many more candidates it would have."""

    what: str
    value: str
    more: int


def loosenings(market: Market, columns: a.Columns, j: int, *, least: int = LEAST) -> list[Loosening]:
    """
    Return what an order loses by each thing it asks: "without CE: nine more", the most first.

    Each is counted by asking everybody again about the order as it would then be. A clean record is never among them:
    the number would tell about people.

    Args:
        market: The whole.
        columns: Its arrays.
        j: The order's row.
        least: The coverage of an open order.
    """
    order = next(order for order in market.orders if order.key == columns.order_keys[j])
    changes = list(looser(order))
    changed = orders_like(market, columns, j, [order, *(other for _what, _value, other in changes)])
    now, *then = (_is_candidate(panel_of_order(changed, row), least) for row in range(len(changes) + 1))
    found = [
        Loosening(what, value, int((after & ~now).sum()))
        for (what, value, _order), after in zip(changes, then, strict=True)
    ]
    return sorted((one for one in found if one.more), key=lambda one: (-one.more, one.what, one.value))


def _is_candidate(panel: Panel, least: int) -> NDArray[np.bool_]:
    return panel.is_open & (panel.rank > 0) & (panel.company >= least)


def looser(order: Order) -> Iterator[tuple[str, str, Order]]:
    """
    Yield each thing that could be asked less of, its value, and the order as it would be.

    Args:
        order: As it is.
    """
    for code in sorted({x.code for x in order.licences if x.weight is Weight.MUST}):
        rest = tuple(x for x in order.licences if x.code != code)
        yield "without_licence", code, replace(order, licences=rest)
    for language in sorted({x.language for x in order.languages if x.weight is Weight.MUST}):
        rest_languages = tuple(x for x in order.languages if x.language != language)
        yield "without_language", language, replace(order, languages=rest_languages)
    for skill in sorted(order.musts()):
        learnt = tuple(AskedSkill(skill, Weight.LEARNABLE) if x.skill == skill else x for x in order.skills)
        yield "learnable_skill", skill, replace(order, skills=learnt)
    for limit in sorted(order.demands):
        yield "without_demand", limit, replace(order, demands=order.demands - {limit})
    if not order.is_splittable:
        yield "split", "", replace(order, is_splittable=True)
    if order.days_to_take > 1:
        yield "days", str(order.days_to_take - 1), replace(order, days_needed=order.days_to_take - 1)
    if order.shifts_to_take > 1:
        yield "shifts", str(order.shifts_to_take - 1), replace(order, shifts_needed=order.shifts_to_take - 1)
