"""
Lists that share, and the proposal for all at once: how long they take, and how many they help.

    python -m benchmarks.matching_sharing        # 5,000 citizens, 2,000 orders of one position each

Beside the proposal stands what plain best-first comes to: the pair of the highest rank, then the next that is free.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from benchmarks.matching_market import made
from helevejen.engines.matching.arrays import Columns
from helevejen.engines.matching.assignment import assigned
from helevejen.engines.matching.exposure import TIMES, capped
from helevejen.engines.matching.lists import match, open_pairs

K, SHARE_GOAL = 10, 0.95


def best_first(columns: Columns) -> int:
    """Return how many pairs are made when the best free one is taken again and again."""
    citizens, orders, ranks = open_pairs(columns)
    taken: tuple[set[int], set[int]] = (set(), set())
    for pair in np.argsort(-ranks).tolist():
        i, j = int(citizens[pair]), int(orders[pair])
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
    return len(taken[0])


def on_lists(columns: Columns) -> tuple[int, float]:
    """Return on how many lists the most shown order stands, and the mean, without a cap."""
    found = match(columns, K)
    counts = np.bincount(found.citizen_with[found.citizen_rank > 0], minlength=len(columns.orders.tag))
    return int(counts.max()), float(counts.mean())


def main() -> int:
    """Run both and print them; exit 1 when a goal is missed."""
    columns = made(5_000, 2_000)
    most, mean = on_lists(columns)
    began = time.process_time()
    shared = capped(columns, K)
    took = time.process_time() - began
    print(f"lists of {K}: the most shown order is on {most}, the mean is {mean:.1f}")
    after = sum(map(len, shared.lists)) / len(columns.orders.tag)
    print(f"shared: on {shared.most} at most, the mean is {after:.1f}, processor {took:.2f} s")
    began = time.process_time()
    found = assigned(columns, [1] * len(columns.orders.tag))
    took = time.process_time() - began
    print(
        f"all at once: {len(found.pairs):,} of {found.possible:,} possible, processor {took:.2f} s; "
        f"plain best-first: {best_first(columns):,}"
    )
    return int(shared.most > TIMES * after or len(found.pairs) < SHARE_GOAL * found.possible)


if __name__ == "__main__":
    sys.exit(main())
