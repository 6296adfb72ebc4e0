"""
How many more an order would suit without one thing it must have, by the rules and the market of its own list.

Each must is left out in turn, and every citizen judged again, as the list judges them: no rule keeps them away, and
they bring something. What citizens keep private and where they live is in neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from helevejen.engines.matching.market import Market, Order, Weight
from helevejen.suggestions.run.lists import with_order_nowhere

#: The parts of an order that hold what it asks, and what one of each is known by.
_PARTS = {"licences": ("licence", "code"), "languages": ("language", "language"), "skills": ("skill", "skill")}


def opened_without(market: Market, order: str) -> list[tuple[str, str, int]]:
    """
    Return each must by its kind and code, with how many more the order would suit without it; by kind and code.

    Args:
        market: Of the list of candidates.
        order: The key of the order.
    """
    from helevejen.engines.matching.compile import columns_of
    from helevejen.engines.matching.panel import panel_of_order

    chosen = next(one for one in with_order_nowhere(market, order).orders if one.key == order)
    without = list(_without_one(chosen))
    # Whoever has refused the order has refused it without any of its musts too, which the rules know by its key alone.
    asked = tuple(one for one in market.citizens if order not in one.refused_orders)
    columns = columns_of(replace(market, citizens=asked, orders=(chosen, *(one for _kind, _code, one in without))))

    def suits(key: str) -> Any:
        panel = panel_of_order(columns, columns.order_keys.index(key))
        return panel.is_open & (panel.rank > 0)

    now = suits(order)
    return sorted((kind, code, int((suits(one.key) & ~now).sum())) for kind, code, one in without)


def _without_one(order: Order) -> Iterator[tuple[str, str, Order]]:
    """Return the order without each of its musts in turn, under keys of their own."""
    for part, (kind, name) in _PARTS.items():
        asked = getattr(order, part)
        for code in dict.fromkeys(getattr(one, name) for one in asked if one.weight is Weight.MUST):
            rest = tuple(one for one in asked if getattr(one, name) != code)
            changed: dict[str, Any] = {"key": f"{order.key}-{kind}-{code}", part: rest}
            yield kind, code, replace(order, **changed)
