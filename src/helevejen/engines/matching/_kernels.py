"""
The loops over pairs, compiled.

One pass over the citizens: for each, what the things it brings weigh in every order within reach is added up in one
array, many numbers side by side in the bits of one; then the rules are asked of those orders that want any of it, and
what is left is offered to two bounded lists, the citizen's and the order's. No table of pairs is ever made.

Compiled code is kept beside the source, or where that cannot be written in the user's cache or in NUMBA_CACHE_DIR;
where nothing can be written it is compiled at every start.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np

from helevejen.engines.matching import arrays as a

F = TypeVar("F", bound=Callable[..., Any])

# Bits of a sum: weight × per cent, musts brought (no order asks 128), things learnt, wanted, lacked.
_WEIGHT, _BROUGHT, _LEARNT, _WANTED, _LACKED = (1 << 32) - 1, 32, 40, 48, 55
_SEVEN, _EIGHT = 127, 255
_WISH, _TRAVEL, _HOURS, _LEARNING, _UNTOLD = 40, 25, 20, 15, 50
_LOT, _FULL = 36, 10_000


#: What compiled code was made from. numba looks at a function's own file only; columns and callees stand in others.
_SOURCES = [
    (path.name, path.stat().st_mtime_ns, path.stat().st_size)
    for path in sorted(Path(__file__).parent.glob("*.py"))
    if path.name.startswith("_") or path.name == "arrays.py"
]


def compiled(function: F) -> F:
    """Return the function compiled, without the interpreter's lock; kept on disk where there is a place for it."""
    try:
        kept = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # numba found no folder it may write to
        kept = numba.njit(nogil=True)(function)
    index = getattr(getattr(kept, "_cache", None), "_cache_file", None)
    if index is not None:
        index._source_stamp = _SOURCES  # noqa: SLF001  # numba has no other way to say it
    return cast("F", kept)


def inlined(function: F) -> F:
    """
    Return the function to be written into whoever calls it.

    A call counts a reference to every array it is given, which costs more than a short function does.
    """
    return cast("F", numba.njit(inline="always", nogil=True)(function))


class Lists(NamedTuple):
    """
    The best of each side, the best first: rank (0 where the list has ended) and row of the other.

    Attributes:
        c_rank, c_with: (n, k) of citizens.
        o_rank, o_with: (m, k) of orders; rows of citizens counted from the first of the part.
    """

    c_rank: a.Ints
    c_with: a.Int32s
    o_rank: a.Ints
    o_with: a.Int32s


class Pairs(NamedTuple):
    """Where every open pair is written to, as long as there is room; `many[0]` counts them all."""

    citizen: a.Int32s
    order: a.Int32s
    rank: a.Ints
    many: a.Ints


@compiled
def _popcount(mask):
    """Return how many of eight bits are set, by adding neighbours, then pairs, then fours."""
    mask -= (mask >> 1) & 0x55
    mask = (mask & 0x33) + ((mask >> 2) & 0x33)
    return (mask + (mask >> 4)) & 0x0F


@compiled
def _root(square):
    root = int(np.sqrt(float(square)))
    while root * root > square:
        root -= 1
    while (root + 1) * (root + 1) <= square:
        root += 1
    return root


@compiled
def _lot(citizen, order):
    mixed = citizen + order * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.int64((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(28))


@compiled
def _stretches(c, i, grid, begins, ends):
    """Write which cells lie within reach of citizen i, as stretches; return how many."""
    cells = grid.rows * grid.columns + 1
    reach = c.facts[i, a.REACH]
    if c.facts[i, a.PLACED] == 0 or reach < 0:
        begins[0], ends[0] = 0, cells
        return 1
    x, y = c.facts[i, a.X] - grid.left, c.facts[i, a.Y] - grid.bottom
    many = 0
    first, last = max((y - reach) // grid.side, 0), min((y + reach) // grid.side, grid.rows - 1)
    for row in range(first, last + 1):
        # How far the row's nearest edge is, and how far to either side that leaves.
        away = max(row * grid.side - y, y - (row + 1) * grid.side, 0)
        side = _root(reach * reach - away * away) + 1 if away < reach else 1
        left, right = max((x - side) // grid.side, 0), min((x + side) // grid.side, grid.columns - 1)
        if left <= right:
            begins[many], ends[many] = row * grid.columns + left, row * grid.columns + right + 1
            many += 1
    begins[many], ends[many] = cells - 1, cells
    return many + 1


@compiled
def _bring(c, o, i, cells, stretches, sums, touched):
    """Add up what citizen i brings to each order in the stretches; return how many orders want any of it."""
    begins, ends, many = stretches
    found = 0
    for h in range(c.held_from[i], c.held_from[i + 1]):
        pct = np.int64(c.held_pct[h])
        base = np.int64(c.held[h]) * cells
        learnt = np.int64(1) << _LEARNT if pct == 100 else np.int64(0)
        for s in range(many):
            for p in range(o.asked_from[base + begins[s]], o.asked_from[base + ends[s]]):
                j = o.asked_by[p]
                kind = o.asked_kind[p]
                if sums[j] == 0:
                    touched[found] = j
                    found += 1
                worth = o.asked_weight[p] * pct
                if kind:
                    worth += np.int64(1) << _BROUGHT if kind & a.MUST else learnt
                sums[j] += worth
    return found


@compiled
def _mark(c, o, i, cells, stretches, sums):
    """Add to the orders that want something of citizen i what is wanted to be learnt there, and what is lacked."""
    begins, ends, many = stretches
    for e in range(c.extra_from[i], c.extra_from[i + 1]):
        base = np.int64(c.extra[e]) * cells
        asked = a.MUST if c.extra_kind[e] == a.LACK else a.LEARN
        unit = np.int64(1) << (_LACKED if c.extra_kind[e] == a.LACK else _WANTED)
        for s in range(many):
            for p in range(o.asked_from[base + begins[s]], o.asked_from[base + ends[s]]):
                if o.asked_kind[p] & asked and sums[o.asked_by[p]]:
                    sums[o.asked_by[p]] += unit


@compiled
def _is_out_of_hours(c, o, i, j):
    most, to = c.facts[i, a.MOST], o.facts[j, a.TO]
    if most < o.facts[j, a.FROM] or to < c.facts[i, a.LEAST]:
        return True
    if min(most, to) * c.facts[i, a.PCT] < o.facts[j, a.EFFECTIVE] * 100:
        return True
    if _popcount(c.facts[i, a.DAYS] & o.facts[j, a.DAYS]) < o.facts[j, a.DAYS_NEEDED]:
        return True
    return _popcount(c.facts[i, a.SHIFTS] & o.facts[j, a.SHIFTS]) < o.facts[j, a.SHIFTS_NEEDED]


@compiled
def _is_barred(c, o, i, j):
    """Return whether a rule that no course can change stands between the two."""
    if c.facts[i, a.BARS] & o.facts[j, a.BARS] or c.facts[i, a.FORMS] & o.facts[j, a.FORMS] == 0:
        return True
    if _is_out_of_hours(c, o, i, j):
        return True
    if ((c.facts[i, a.LANGS] | a.LANG_GUARDS) - o.facts[j, a.LANGS]) & a.LANG_GUARDS != a.LANG_GUARDS:
        return True
    reach = c.facts[i, a.REACH]
    if reach >= 0 and c.facts[i, a.PLACED] & o.facts[j, a.PLACED]:
        x, y = c.facts[i, a.X] - o.facts[j, a.X], c.facts[i, a.Y] - o.facts[j, a.Y]
        # The root rounded down is within reach while the square is below that of one metre more.
        if x * x + y * y >= (reach + 1) * (reach + 1):
            return True
    for r in range(c.refused_from[i], c.refused_from[i + 1]):
        code = c.refused[r]
        if code == o.number[j] or code == o.facts[j, a.COMPANY] or code == o.facts[j, a.OCCUPATION]:
            return True
    return False


@compiled
def _missing(c, o, i, j):
    """Return the licences order j asks that citizen i lacks, or that run out before it starts, as bits."""
    asked = o.facts[j, a.LICENCES]
    missing = asked & ~c.facts[i, a.LICENCES]
    if asked & c.facts[i, a.EXPIRING]:
        for u in range(c.until_from[i], c.until_from[i + 1]):
            if c.until[u] < o.facts[j, a.START]:
                missing |= asked & c.until_bit[u]
    return missing


@compiled
def _musts_failing(c, o, i, j, total):
    if c.facts[i, a.ALL_SKILLS]:
        return o.facts[j, a.MUSTS] - ((total >> _BROUGHT) & _EIGHT)
    return (total >> _LACKED) & _SEVEN


@compiled
def _wanted(c, o, i, j, total):
    """Return the citizen's score."""
    wish = _UNTOLD
    if c.facts[i, a.WISHES] and o.facts[j, a.OCCUPATION] >= 0:
        wish = 0
        for w in range(c.wish_from[i], c.wish_from[i + 1]):
            if c.wish[w] == o.facts[j, a.OCCUPATION]:
                wish = int(c.wish_pct[w])
    travel, reach = _UNTOLD, c.facts[i, a.REACH]
    if reach >= 0 and c.facts[i, a.PLACED] & o.facts[j, a.PLACED]:
        x, y = c.facts[i, a.X] - o.facts[j, a.X], c.facts[i, a.Y] - o.facts[j, a.Y]
        travel = max(100 * (reach - _root(x * x + y * y)) // max(reach, 1), 0)
    hours, wished = _UNTOLD, c.facts[i, a.WISHED]
    least, most = o.facts[j, a.FROM], o.facts[j, a.TO]
    if wished >= 0 and (least >= 0 or most != a.ENDLESS):
        offered = min(max(wished, least), most)
        hours = 100 * min(offered, wished) // max(offered, wished, 1)
    learning = 0
    if o.facts[j, a.LEARNABLE] > (total >> _LEARNT) & _EIGHT:
        learning = 100 if (total >> _WANTED) & _SEVEN else _UNTOLD
    return _WISH * wish + _TRAVEL * travel + _HOURS * hours + _LEARNING * learning


@compiled
def _offer(ranks, withs, row, rank, who, tags):
    """Put somebody into a row's list, the highest rank first and of equal ones the smaller tag, if good enough."""
    place = ranks.shape[1] - 1
    last = ranks[row, place]
    if rank < last or (rank == last and tags[who] > tags[withs[row, place]]):
        return
    while place:
        before = ranks[row, place - 1]
        if rank < before or (rank == before and tags[who] > tags[withs[row, place - 1]]):
            break
        ranks[row, place], withs[row, place] = before, withs[row, place - 1]
        place -= 1
    ranks[row, place], withs[row, place] = rank, who


@compiled
def _weigh(c, o, i, sums, touched, found, lists, pairs):
    """Score the orders that want something of citizen i and offer each pair to both lists, if no rule forbids it."""
    last, takes_all = lists.c_rank.shape[1] - 1, pairs.rank.size > 0
    for n in range(found):
        j = touched[n]
        total = sums[j]
        sums[j] = 0
        if _musts_failing(c, o, i, j, total) > 0 or _is_barred(c, o, i, j) or _missing(c, o, i, j):
            continue
        company = (total & _WEIGHT) * 100 // o.facts[j, a.TOTAL]
        # Even with the citizen's full score it would come into neither list.
        most = (company * _FULL + 1) << _LOT
        if not takes_all and most <= lists.c_rank[i, last] and most <= lists.o_rank[j, last]:
            continue
        product = company * _wanted(c, o, i, j, total)
        if product == 0:
            continue
        rank = product << _LOT | _lot(c.tag[i], o.tag[j])
        _offer(lists.c_rank, lists.c_with, i, rank, j, o.tag)
        _offer(lists.o_rank, lists.o_with, j, rank, i, c.tag)
        if takes_all:
            place = pairs.many[0]
            if place < pairs.rank.size:
                pairs.citizen[place], pairs.order[place], pairs.rank[place] = i, j, rank
            pairs.many[0] += 1


@compiled
def best(c: a.CitizenArrays, o: a.OrderArrays, grid: a.Grid, lists: Lists, pairs: Pairs) -> None:
    """Fill the lists of all citizens and orders; and write down every open pair where `pairs` has room for any."""
    many = o.tag.size
    cells = grid.rows * grid.columns + 1
    sums, touched = np.zeros(many, np.int64), np.empty(many, np.int32)
    begins, ends = np.empty(grid.rows + 1, np.int64), np.empty(grid.rows + 1, np.int64)
    for i in range(c.tag.size):
        stretches = (begins, ends, _stretches(c, i, grid, begins, ends))
        found = _bring(c, o, i, cells, stretches, sums, touched)
        _mark(c, o, i, cells, stretches, sums)
        _weigh(c, o, i, sums, touched, found, lists, pairs)
