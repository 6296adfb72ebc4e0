"""Lists shared out under a cap, and a proposal for all at once, told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helevejen.engines.matching.arrays import Columns
from helevejen.engines.matching.assignment import assigned
from helevejen.engines.matching.exposure import capped
from helevejen.engines.matching.market import Market

Json = dict[str, Any]


def shared(columns: Columns, k: int) -> Json:
    """Return lists on which no order stands more than five times as often as orders do on average."""
    found = capped(columns, k)
    lists = {
        key: [columns.order_keys[j] for j in row] for key, row in zip(columns.citizen_keys, found.lists, strict=True)
    }
    citizens = [{"id": key, "orders": lists[key]} for key in sorted(lists)]
    return {"shared": {"cap": found.cap, "most": found.most, "citizens": citizens}}


def proposed(market: Market, columns: Columns) -> Json:
    """Return who might take which job if as many as possible are to be filled."""
    positions = {order.key: order.positions for order in market.orders}
    found = assigned(columns, [positions[key] for key in columns.order_keys])
    pairs = sorted((columns.citizen_keys[i], columns.order_keys[j]) for i, j in found.pairs)
    return {
        "proposal": {
            "filled": len(pairs),
            "possible": found.possible,
            "positions": sum(positions.values()),
            "pairs": [{"citizen": citizen, "order": order} for citizen, order in pairs],
        }
    }


def as_text(found: Json) -> Iterator[str]:
    """Yield the same as lines, of what was asked."""
    if lists := found.get("shared"):
        yield f"no order on more than {lists['cap']} lists; the most shown is on {lists['most']}"
        for one in lists["citizens"]:
            yield f"citizen {one['id']}: {', '.join(one['orders']) or 'nothing'}"
    if proposal := found.get("proposal"):
        yield (
            f"proposal for all at once: {proposal['filled']} of {proposal['positions']} positions, "
            f"{proposal['possible']} could be filled"
        )
        for pair in proposal["pairs"]:
            yield f"  {pair['citizen']} → {pair['order']}"
