"""
From a market to the rows of a list, and nothing else: the same market gives the same rows.

One side at a time is counted in plain numpy, so that a click waits for no compiler.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from helevejen.engines.matching.judge import Rule
from helevejen.engines.matching.market import Market
from helevejen.engines.matching.scores import VERSION
from helevejen.engines.matching.views import Record, Recorder
from helevejen.suggestions.enums import ListKind

#: How long lists are, and how many near misses stand below.
LONGEST, NEAR = 10, 5
#: Orders have longer lists: a unit calls several.
LONGEST_OF_ORDER = 20


@dataclass(frozen=True, slots=True)
class Row:
    """
    One row of a list.

    Attributes:
        place: From 1; None for what one rule alone keeps away, and for a pair that a person chose.
        kept_by: That rule; empty for the others.
    """

    place: int | None
    kept_by: str
    record: Record


def version() -> str:
    """Return the version of rules, terms and weights."""
    return VERSION


def rules_for(kind: str) -> dict[str, Any]:
    """Return how a list of a kind is made, as it is kept with the list."""
    if kind == ListKind.OPENINGS:
        return {"most": LONGEST, "near": NEAR}
    return {"most": LONGEST_OF_ORDER, "near": 0} if kind == ListKind.CANDIDATES else {}


def rows_of(kind: str, market: Market, rules: Mapping[str, Any], *, order: str = "") -> list[Row]:
    """
    Return the rows of a list.

    Args:
        kind: Of `ListKind`; openings are of the market's one citizen.
        market: All that takes part.
        rules: As `rules_for` gave them.
        order: The key of the order, of candidates and pairs.
    """
    if kind == ListKind.OPENINGS:
        return _openings(market, rules)
    chosen = next(one for one in market.orders if one.key == order)
    recorder = Recorder(market)
    if kind == ListKind.PAIR:
        return [Row(None, "", recorder.record(market.citizens[0], chosen))]
    citizens = {one.key: one for one in market.citizens}
    best = _best_citizens(with_order_nowhere(market, order), order, rules["most"])
    return [Row(n, "", recorder.record(citizens[key], chosen)) for n, key in enumerate(best, start=1)]


def with_order_nowhere(market: Market, order: str) -> Market:
    """
    Return the market as it is where nobody knows how far anybody has to the order.

    Twin orders in many towns would else tell whoever reads whom to call where citizens live (docs/rules/distances.md).

    Args:
        market: All that takes part.
        order: The key of the order.
    """
    return replace(market, orders=tuple(replace(one, place=None) if one.key == order else one for one in market.orders))


def _openings(market: Market, rules: Mapping[str, Any]) -> list[Row]:
    from helevejen.engines.matching import opening
    from helevejen.engines.matching.compile import columns_of
    from helevejen.engines.matching.panel import best_of, panel_of_citizen

    columns = columns_of(market)
    panel = panel_of_citizen(columns, 0)
    recorder, citizen = Recorder(market), market.citizens[0]
    orders = {one.key: one for one in market.orders}
    best = [columns.order_keys[j] for j in best_of(panel, columns.orders.tag, rules["most"]).tolist()]
    rows = [Row(n, "", recorder.record(citizen, orders[key])) for n, key in enumerate(best, start=1)]
    # What the citizen has refused is no near miss; as many more are asked for as there are refusals.
    misses = opening.near_misses(columns, 0, most=rules["near"] + len(orders), panel=panel)
    near = [one for one in misses if one.rule is not Rule.REFUSALS][: rules["near"]]
    return rows + [Row(None, one.rule.value, recorder.record(citizen, orders[one.order])) for one in near]


def _best_citizens(market: Market, order: str, most: int) -> list[str]:
    from helevejen.engines.matching.compile import columns_of
    from helevejen.engines.matching.panel import best_of, panel_of_order

    columns = columns_of(market)
    panel = panel_of_order(columns, columns.order_keys.index(order))
    return [columns.citizen_keys[i] for i in best_of(panel, columns.citizens.tag, most).tolist()]
