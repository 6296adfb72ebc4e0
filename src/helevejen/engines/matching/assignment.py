"""
Who might take which job, for all at once: as many jobs filled as can be, and of all such ways the one that fits best.

A proposal and no more: it shows what is possible together, and decides nothing about anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching, min_weight_full_bipartite_matching

from helevejen.engines.matching import arrays as a
from helevejen.engines.matching.lists import open_pairs
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
        ValueError: a number of positions is negative or missing, or there are more open pairs than fit.

    Time:
        All open pairs are edges; `python -m benchmarks.matching` measures it.
    """
    many = np.asarray(positions, np.int64)
    n, m = len(columns.citizens.tag), len(columns.orders.tag)
    if many.shape != (m,) or (many < 0).any():
        raise ValueError("positions: one number from 0 for each order")
    citizen, order, rank = open_pairs(columns)
    # An order never needs more positions than it has candidates.
    many = np.minimum(many, np.bincount(order, minlength=m))
    begins = np.concatenate([[0], np.cumsum(many)])
    copies = many[order]
    rows = np.repeat(citizen.astype(np.int64), copies)
    within = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    places = np.repeat(begins[:-1][order], copies) + within
    worth = np.repeat((rank >> LOT_BITS) // FULL, copies)
    if not len(rows):
        return Assignment((), 0, 0)
    taken = _heaviest(n, int(begins[-1]), rows, places, worth)
    seeker = np.repeat(np.arange(m), many)
    pairs = tuple((int(i), int(seeker[place])) for i, place in enumerate(taken.tolist()) if place >= 0)
    edges = csr_array((np.ones(len(rows), np.int8), (rows, places)), shape=(n, int(begins[-1])))
    possible = int((maximum_bipartite_matching(edges, perm_type="column") >= 0).sum())
    value = {
        (i, j): int(w) for i, j, w in zip(citizen.tolist(), order.tolist(), (rank >> LOT_BITS) // FULL, strict=True)
    }
    return Assignment(pairs, possible, sum(value[pair] for pair in pairs))


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
