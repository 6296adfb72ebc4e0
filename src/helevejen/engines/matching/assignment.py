"""
Who might take which job, for all at once: as many jobs filled as can be, and of all such ways the one that fits best.

A proposal and no more: it shows what is possible together, and decides nothing about anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching, min_weight_full_bipartite_matching

from helevejen.engines.matching import arrays as a
from helevejen.engines.matching.lists import open_pairs
from helevejen.engines.matching.market import UnusableMarket
from helevejen.engines.matching.scores import FULL, LOT_BITS


@dataclass(frozen=True, slots=True)
class Assignment:
    """
    Pairs of rows, each citizen once and each order no more often than it has positions.

    Attributes:
        pairs: Citizen's row and order's row, by citizen.
        possible: How many positions could be filled at all; as many as there are pairs.
        product: The sum of the pairs' products, each in ten-thousandths and rounded down.
    """

    pairs: tuple[tuple[int, int], ...]
    possible: int
    product: int


def assigned(columns: a.Columns, positions: NDArray[np.integer] | list[int]) -> Assignment:
    """
    Return as many pairs as can be, and of all such sets one with the largest sum of products (in ten-thousandths).

    Args:
        columns: The market.
        positions: (m,) how many each order seeks, by row, at least 0.

    Raises:
        ValueError: a number of positions is negative or missing.
        UnusableMarket: there are more open pairs, or ways to take a position, than there is room for.

    Time:
        All open pairs are edges, once for each position; `python -m benchmarks.matching_sharing` measures it.
    """
    many = np.asarray(positions, np.int64)
    n, m = len(columns.citizens.tag), len(columns.orders.tag)
    if many.shape != (m,) or (many < 0).any():
        raise ValueError("positions: one number from 0 for each order")
    citizens, orders = np.argsort(columns.citizens.tag), np.argsort(columns.orders.tag)
    edges = _edges(_open_by_tag(columns, np.argsort(citizens), np.argsort(orders)), many[orders])
    if not len(edges.citizen):
        return Assignment((), 0, 0)
    seats, worth = len(edges.seeker), (edges.rank >> LOT_BITS) // FULL
    taken = _heaviest(n, seats, edges.citizen, edges.seat, worth)
    found = np.flatnonzero(taken >= 0)
    pairs = zip(citizens[found].tolist(), orders[edges.seeker[taken[found]]].tolist(), strict=True)
    ways = csr_array((np.ones(len(worth), np.int8), (edges.citizen, edges.seat)), shape=(n, seats))
    possible = int((maximum_bipartite_matching(ways, perm_type="column") >= 0).sum())
    chosen = edges.seat == taken[edges.citizen]
    return Assignment(tuple(sorted(pairs)), possible, int(worth[chosen].sum()))


class _Open(NamedTuple):
    """The open pairs of n citizens and m orders."""

    n: int
    m: int
    citizen: a.Ints
    order: a.Ints
    rank: a.Ints


def _open_by_tag(columns: a.Columns, citizen_at: a.Ints, order_at: a.Ints) -> _Open:
    """Return the open pairs, both sides by tag: of equally good ways the same is taken however the rows stand."""
    citizen_row, order_row, rank = open_pairs(columns)
    citizen, order = citizen_at[citizen_row], order_at[order_row]
    by_place = np.lexsort((order, citizen))
    return _Open(len(citizen_at), len(order_at), citizen[by_place], order[by_place], rank[by_place])


class _Edges(NamedTuple):
    """Each way somebody can take a seat; seeker[s] is the order whose seat s is."""

    citizen: a.Ints
    seat: a.Ints
    rank: a.Ints
    seeker: a.Ints


#: Ways to take a position; each takes some forty bytes while the best are sought.
_MOST_EDGES: Final = 10_000_000


def _edges(pairs: _Open, positions: a.Ints) -> _Edges:
    """
    Return the ways to take a position, those that no best choice needs left out.

    Where an order has a position for every candidate nobody stands in anybody's way. Of such orders each citizen needs
    the best alone, and has a seat of one's own there.
    """
    is_roomy = positions >= np.bincount(pairs.order, minlength=pairs.m)
    roomy = np.flatnonzero(is_roomy[pairs.order])
    roomy = roomy[np.argsort(-pairs.rank[roomy], kind="stable")]
    own = roomy[np.unique(pairs.citizen[roomy], return_index=True)[1]]
    scarce = np.flatnonzero(~is_roomy[pairs.order])
    many = np.where(is_roomy, 0, positions)
    copies = many[pairs.order[scarce]]
    if copies.sum() > _MOST_EDGES:
        raise UnusableMarket(
            f"{copies.sum():,} ways to take a position, and {_MOST_EDGES:,} are room for: take a part of the market"
        )
    begins = np.concatenate([[0], np.cumsum(many)])
    within = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    seats = np.repeat(begins[:-1][pairs.order[scarce]], copies) + within
    each = np.concatenate([np.repeat(scarce, copies), own])
    return _Edges(
        pairs.citizen[each],
        np.concatenate([seats, begins[-1] + np.arange(len(own))]),
        pairs.rank[each],
        np.concatenate([np.repeat(np.arange(pairs.m), many), pairs.order[own]]),
    )


#: Above any sum a single pair could be worth more than another.
_NOBODY: Final = 2 * FULL


def _heaviest(n: int, places: int, rows: a.Ints, columns: a.Ints, worth: a.Ints) -> a.Ints:
    """Return for each citizen the place, or -1: most pairs, then most worth."""
    # Everybody may also stay without, in a place of his own that costs more than all the rest could save.
    dear = float(n + 1) * _NOBODY
    cost = np.concatenate([FULL + 1.0 - worth, np.full(n, dear)])
    where = (np.concatenate([rows, np.arange(n)]), np.concatenate([columns, places + np.arange(n)]))
    chosen_rows, chosen = min_weight_full_bipartite_matching(csr_array((cost, where), shape=(n, places + n)))
    taken = np.full(n, -1, np.int64)
    taken[chosen_rows] = np.where(chosen < places, chosen, -1)
    return taken
