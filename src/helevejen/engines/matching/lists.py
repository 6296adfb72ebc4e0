"""
The k best of each citizen and of each order, from one pass over a market, in one part or many.

The problem, the formulas, what is guaranteed and what is not: docs/engines/matching.md.
"""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from helevejen.engines.matching import arrays as a
from helevejen.engines.matching._kernels import Lists, Pairs, best
from helevejen.engines.matching.market import UnusableMarket
from helevejen.engines.matching.panel import Panels, best_of
from helevejen.engines.matching.scores import LOT_BITS

#: Lists of orders that are merged in one go; more take more memory and no less time.
_MERGED_AT_ONCE: Final = 4_096


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """
    The lists of a market; rows are those of its columns.

    Attributes:
        citizen_rank, citizen_with: (n, k), of each citizen the ranks and rows of orders, the best first; a list that is
            shorter ends with rank 0.
        order_rank, order_with: (m, k), of each order the ranks and rows of citizens.
    """

    citizen_rank: a.Ints
    citizen_with: a.Int32s
    order_rank: a.Ints
    order_with: a.Int32s

    def of_citizen(self, i: int) -> list[int]:
        """Return the rows of orders on the list of a citizen, the best first."""
        return [int(j) for j in self.citizen_with[i][self.citizen_rank[i] > 0]]

    def of_order(self, j: int) -> list[int]:
        """Return the rows of citizens on the list of an order, the best first."""
        return [int(i) for i in self.order_with[j][self.order_rank[j] > 0]]

    def total(self) -> tuple[int, int]:
        """Return the sum of the products on all citizens' lists and on all orders': what other ways are held to."""
        return int((self.citizen_rank >> LOT_BITS).sum()), int((self.order_rank >> LOT_BITS).sum())


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Citizens who stand together, with the orders any of them can reach."""

    citizens: a.CitizenArrays
    orders: a.OrderArrays
    grid: a.Grid
    k: int


def match(
    columns: a.Columns, k: int, *, executor: Executor | None = None, parts: int = 1, at_once: int | None = None
) -> Found:
    """
    Return the k best of each citizen and of each order.

    Args:
        columns: The market.
        k: How long lists are, at least 1; they have no more places than there can be rows.
        executor: Works on the parts: threads, processes, or a cluster's; without it they are worked on here.
        parts: Into how many areas the citizens are cut. The lists are the same for any number.
        at_once: How many areas an executor is given at a time, which bounds the memory; all, where it is not said.

    Raises:
        ValueError: k, parts or at_once is below 1.
    """
    if k < 1 or parts < 1 or (at_once is not None and at_once < 1):
        raise ValueError("k, parts and at_once: at least 1")
    n, m = len(columns.citizens.tag), len(columns.orders.tag)
    k = min(k, max(n, m, 1))
    if parts == 1 and executor is None:
        lists = _empty(n, m, k)
        best(columns.citizens, columns.orders, columns.grid, lists, _no_pairs())
        return Found(*lists)
    cuts = [n * part // parts for part in range(parts + 1)]
    stretches = [(first, last) for first, last in pairwise(cuts) if last > first]
    found = Found(*_empty(n, m, k))
    # What works in this process reads the orders where they are; what is sent elsewhere takes those within reach along.
    cut = _beside if executor is None or isinstance(executor, ThreadPoolExecutor) else part_of
    step = at_once or parts
    for some in (stretches[begin : begin + step] for begin in range(0, len(stretches), step)):
        areas = [cut(columns, first, last, k) for first, last in some]
        done = executor.map(best_in, areas) if executor else map(best_in, areas)
        for (first, last), area, lists in zip(some, areas, done, strict=True):
            _keep(found, first, last, area.orders.number, lists, columns.citizens.tag)
    return found


def _keep(found: Found, first: int, last: int, number: a.Int32s, lists: Lists, tags: a.Tags) -> None:
    found.citizen_rank[first:last] = lists.c_rank
    found.citizen_with[first:last] = number[lists.c_with] if len(number) else lists.c_with
    _merge(found, number, lists.o_rank, lists.o_with + first, tags)


def best_in(part: _Part) -> Lists:
    """
    Return the lists of one part; what an executor runs.

    Args:
        part: As `part_of` cuts it.
    """
    lists = _empty(len(part.citizens.tag), len(part.orders.tag), part.k)
    best(part.citizens, part.orders, part.grid, lists, _no_pairs())
    return lists


def _beside(columns: a.Columns, first: int, last: int, k: int) -> _Part:
    """Return the citizens from one row until before another, beside all orders: views, nothing is copied."""
    return _Part(a.citizens_between(columns.citizens, first, last), columns.orders, columns.grid, k)


def part_of(columns: a.Columns, first: int, last: int, k: int) -> _Part:
    """
    Return the citizens from one row until before another, with the orders they can reach: nothing else is needed.

    Args:
        columns: The market.
        first: The first row.
        last: The row after the last.
        k: How long lists are.
    """
    citizens = a.citizens_between(columns.citizens, first, last)
    facts, grid = columns.orders.facts, columns.grid
    near = np.ones(len(facts), bool)
    if ((citizens.facts[:, a.PLACED] == 1) & (citizens.facts[:, a.REACH] >= 0)).all():
        reach = citizens.facts[:, a.REACH]
        for axis in (a.X, a.Y):
            least, most = (citizens.facts[:, axis] - reach).min(), (citizens.facts[:, axis] + reach).max()
            near &= (facts[:, axis] >= least) & (facts[:, axis] <= most)
        near |= facts[:, a.PLACED] == 0
    if near.all():
        return _Part(citizens, columns.orders, grid, k)
    rows = np.flatnonzero(near)
    grid = a.cropped(grid, facts[rows])
    return _Part(citizens, a.orders_at(columns.orders, rows, grid, columns.things), grid, k)


def open_pairs(columns: a.Columns, *, most: int = 20_000_000) -> tuple[a.Int32s, a.Int32s, a.Ints]:
    """
    Return every pair that no rule forbids and that both have something of: citizens, orders and ranks.

    Args:
        columns: The market.
        most: How many there may be.

    Raises:
        UnusableMarket: there are more.
    """
    room = 1 << 16
    while True:
        pairs = Pairs(
            np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int64), np.zeros(1, np.int64)
        )
        best(
            columns.citizens,
            columns.orders,
            columns.grid,
            _empty(len(columns.citizens.tag), len(columns.orders.tag), 1),
            pairs,
        )
        many = int(pairs.many[0])
        if many > most:
            raise UnusableMarket(f"{many:,} open pairs, and {most:,} are room for: take a part of the market")
        if many <= room:
            return pairs.citizen[:many], pairs.order[:many], pairs.rank[:many]
        room = many


def match_plainly(columns: a.Columns, k: int) -> Found:
    """
    Return the same lists without compiled code: a citizen at a time in numpy.

    Args:
        columns: The market.
        k: How long lists are.
    """
    n, m = len(columns.citizens.tag), len(columns.orders.tag)
    found, panels = Found(*_empty(n, m, k)), Panels(columns)
    for i in range(n):
        panel = panels.of_citizen(i)
        rows = best_of(panel, columns.orders.tag, k)
        found.citizen_rank[i, : len(rows)], found.citizen_with[i, : len(rows)] = panel.rank[rows], rows
        ranks = np.where(panel.is_open, panel.rank, 0)
        _merge(found, np.arange(m), ranks[:, None], np.full((m, 1), i), columns.citizens.tag)
    return found


def _empty(n: int, m: int, k: int) -> Lists:
    return Lists(
        np.zeros((n, k), np.int64), np.zeros((n, k), np.int32), np.zeros((m, k), np.int64), np.zeros((m, k), np.int32)
    )


def _no_pairs() -> Pairs:
    return Pairs(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int64), np.zeros(1, np.int64))


def _merge(found: Found, rows: a.Ints | a.Int32s, rank: a.Ints, who: a.Ints | a.Int32s, tags: a.Tags) -> None:
    """Let the citizens a part found for some orders compete with those that are on their lists already."""
    k = found.order_rank.shape[1]
    for first in range(0, len(rows), _MERGED_AT_ONCE):
        some = slice(first, first + _MERGED_AT_ONCE)
        ranks = np.concatenate([found.order_rank[rows[some]], rank[some]], axis=1)
        whom = np.concatenate([found.order_with[rows[some]], who[some]], axis=1)
        # Lists that have ended have no citizen to compare.
        order = np.lexsort((np.where(ranks > 0, tags[whom], 0), -ranks), axis=1)[:, :k]
        found.order_rank[rows[some]] = np.take_along_axis(ranks, order, 1)
        found.order_with[rows[some]] = np.take_along_axis(whom, order, 1)
