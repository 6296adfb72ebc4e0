"""The map of one kind of track as it is drawn and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from helevejen.engines.layout import Layout, layered
from helevejen.waiting.enums import FlowFact
from helevejen.waiting.rules.flow import MOST_DRAWN, Edge

#: The nodes where a track begins and ends.
BEGINS: Final = "begin"
ENDS: Final = "end"


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """
    The map of one kind of track.

    Attributes:
        edges: What is told, the most frequent first.
        drawn: Those of the edges that are drawn.
        layout: Where. The beginning is the node `begin`, the end the node `end`.
    """

    edges: Sequence[Edge]
    drawn: Sequence[Edge]
    layout: Layout


class Change(NamedTuple):
    """One transition before and after a day; None where it was not told."""

    from_step: str
    to_step: str
    before: Edge | None
    after: Edge | None


class Moves(NamedTuple):
    """How many tracks were opened and closed on a day."""

    on: date
    what: FlowFact
    times: int


class Stock(NamedTuple):
    """A month: how many tracks were opened and closed in it, and were open when it ended."""

    month: date
    opened: int
    closed: int
    left: int


def ends_of(edge: Edge) -> tuple[str, str]:
    """
    Return the nodes a transition is drawn between.

    Source:
        docs/rules/process-map.md (where a track begins and ends).
    """
    return edge.from_step or BEGINS, edge.to_step or ENDS


def picture_of(edges: Sequence[Edge]) -> FlowPicture:
    """
    Return transitions, the most frequent first, as a map.

    Source:
        docs/rules/process-map.md (the drawing).
    """
    drawn = edges[:MOST_DRAWN]
    weights = {ends_of(edge): edge.count for edge in drawn}
    visits: Counter[str] = Counter()
    for (_from, to), count in weights.items():
        visits[to] += count
    # The beginning first and the end last; between them, the usual before the rare.
    nodes = sorted({node for edge in weights for node in edge}, key=lambda n: (n != BEGINS, n == ENDS, -visits[n], n))
    return FlowPicture(edges, drawn, layered(nodes, weights))


def changes(before: Iterable[Edge], after: Iterable[Edge]) -> list[Change]:
    """
    Return each transition of either time with both, the most frequent first.

    Source:
        docs/rules/process-map.md (what else is counted).
    """
    was = {(edge.from_step, edge.to_step): edge for edge in before}
    became = {(edge.from_step, edge.to_step): edge for edge in after}
    often = Counter({pair: edge.count for pair, edge in was.items()})
    often.update({pair: edge.count for pair, edge in became.items()})
    return [Change(*pair, was.get(pair), became.get(pair)) for pair in sorted(often, key=lambda p: (-often[p], p))]


def stock_by_month(moves: Iterable[Moves], *, since: date, until: date) -> list[Stock]:
    """
    Return the months from that of one day to that of another, given every move there ever was.

    Source:
        docs/rules/process-map.md (what else is counted).
    """
    counts: Counter[tuple[date, FlowFact]] = Counter()
    left = 0
    first = since.replace(day=1)
    for one in moves:
        month = one.on.replace(day=1)
        if month < first:
            left += one.times if one.what == FlowFact.OPENED else -one.times
        else:
            counts[month, one.what] += one.times
    months: list[Stock] = []
    while first <= until:
        opened, closed = counts[first, FlowFact.OPENED], counts[first, FlowFact.CLOSED]
        left += opened - closed
        months.append(Stock(first, opened, closed, left))
        first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return months
