"""
Lists on which no order stands too often: so that a hundred do not apply for one job while others stand empty.

Each citizen asks for the orders from the best down, and each order keeps those it ranks highest, as many as the cap
allows; whoever is let go asks further down. It ends in the same lists whoever begins (Gale and Shapley), and no citizen
and order would both rather have each other than what they got.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappush, heappushpop
from typing import Final

import numpy as np

from helevejen.engines.matching import arrays as a
from helevejen.engines.matching.lists import Found, match

#: No order stands on more than so many times the mean number of lists; one list is always allowed.
TIMES: Final = 5


@dataclass(frozen=True, slots=True)
class Exposed:
    """
    Lists under a cap.

    Attributes:
        lists: For each citizen's row the rows of orders, the best first.
        cap: On how many lists an order may stand.
        most: On how many the most shown order does stand.
    """

    lists: tuple[tuple[int, ...], ...]
    cap: int
    most: int


def capped(columns: a.Columns, k: int, *, times: int = TIMES) -> Exposed:
    """
    Return up to k orders for each citizen, none of them on more lists than `times` the mean of all orders.

    The mean is that of the lists returned. Citizens have k orders wherever so many under the cap would have them.

    Args:
        columns: The market.
        k: How long lists are.
        times: The cap, in means.

    Raises:
        ValueError: k or times is below 1.
    """
    if times < 1:
        raise ValueError("times: at least 1")
    orders = len(columns.orders.tag)
    depth = 2 * k
    found = match(columns, depth)
    cap = _cap(int((found.citizen_rank[:, :k] > 0).sum()), orders, times)
    while True:
        lists, short = _deferred(found, columns.citizens.tag, k, cap)
        # Whoever asked everybody on a list that was cut off must be given more to ask.
        if short and depth < orders:
            depth = min(2 * depth, orders)
            found = match(columns, depth)
            continue
        entries = sum(map(len, lists))
        if (allowed := _cap(entries, orders, times)) >= cap:
            break
        cap = allowed
    counts = np.bincount(np.fromiter((j for one in lists for j in one), np.int64, entries), minlength=max(orders, 1))
    return Exposed(tuple(lists), cap, int(counts.max()))


def _cap(entries: int, orders: int, times: int) -> int:
    return max(times * entries // max(orders, 1), 1)


def _deferred(found: Found, tags: a.Tags, k: int, cap: int) -> tuple[list[tuple[int, ...]], bool]:
    """Return the lists, and whether somebody with too few has asked all of a list that was cut off."""
    ranks, withs = found.citizen_rank.tolist(), found.citizen_with.tolist()
    smaller_first = [-int(tag) for tag in tags]
    n = len(ranks)
    asked, has = [0] * n, [0] * n
    kept: dict[int, list[tuple[int, int, int]]] = {}
    waiting, short = list(range(n)), False
    while waiting:
        i = waiting.pop()
        while has[i] < k:
            if asked[i] == len(ranks[i]) or not ranks[i][asked[i]]:
                short = short or asked[i] == len(ranks[i])
                break
            j, mine = withs[i][asked[i]], (ranks[i][asked[i]], smaller_first[i], i)
            asked[i] += 1
            here = kept.setdefault(j, [])
            has[i] += 1
            if len(here) < cap:
                heappush(here, mine)
                continue
            gone = heappushpop(here, mine)[2]
            has[gone] -= 1
            if gone != i:
                waiting.append(gone)
    rows: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    for j, those in kept.items():
        for rank, _tag, i in those:
            rows[i].append((-rank, j))
    return [tuple(j for _rank, j in sorted(row)) for row in rows], short
