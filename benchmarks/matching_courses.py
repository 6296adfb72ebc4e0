"""
What courses would open: 5,000 citizens, 2,000 orders and 120 courses, exactly, and a part of it by brute force.

    python -m benchmarks.matching_courses

Brute force gives a citizen what the course gives and asks every rule of every order again; it is asked about 40 pairs
of citizen and course, and must find as many orders opened.
"""

from __future__ import annotations

import os
import sys
import time

import numpy as np

from benchmarks.matching_market import IN_TRADE, LICENCES, SEED, THINGS, TRADES, made
from helevejen.engines.matching import arrays as a
from helevejen.engines.matching.opening import LEAST, best_courses, counted
from helevejen.engines.matching.panel import panel_of_citizen

COURSES, ON, GOAL_S, CHECKED = 120, 740_000, 1.0, 40


def courses() -> a.CourseArrays:
    """Return two courses a trade, each of 2 to 5 of its skills, and a licence in one of three."""
    rng = np.random.default_rng(SEED)
    given = [
        np.sort(1 + (q % TRADES) * IN_TRADE + rng.choice(IN_TRADE, rng.integers(2, 6), replace=False))
        for q in range(COURSES)
    ]
    licences = np.where(rng.random(COURSES) < 0.33, 1 << rng.integers(0, LICENCES, COURSES), 0)
    requires = np.where(rng.random(COURSES) < 0.1, 1 << rng.integers(0, LICENCES, COURSES), 0)
    begins = np.concatenate([[0], np.cumsum([len(some) for some in given])])
    things = np.concatenate(given).astype(np.int32)
    return a.CourseArrays(licences, requires, begins, things, np.full(len(things), 100, np.uint8))


def by_asking_again(columns: a.Columns, taught: a.CourseArrays, i: int, q: int) -> int:
    """Return how many orders are open to citizen i after course q that were shut before."""
    c = columns.citizens
    if taught.requires[q] & ~c.facts[i, a.LICENCES]:
        return 0
    now = panel_of_citizen(columns, i)
    own = c.held[c.held_from[i] : c.held_from[i + 1]]
    after = np.union1d(own, taught.given[taught.given_from[q] : taught.given_from[q + 1]]).astype(np.int32)
    one = a.citizens_between(c, i, i + 1)
    one.facts[0, a.LICENCES] |= taught.licences[q]
    one = one._replace(held_from=np.array([0, len(after)]), held=after, held_pct=np.full(len(after), 100, np.uint8))
    then = panel_of_citizen(a.Columns(one, columns.orders, columns.grid, THINGS), 0)
    is_open = [panel.is_open & (panel.company >= LEAST) for panel in (now, then)]
    return int((is_open[1] & ~is_open[0]).sum())


def main() -> int:
    """Measure and check; exit 1 when a number differs or the goal is missed."""
    columns, taught = made(5_000, 2_000), courses()
    counts = counted(columns, taught, ON)
    wall, worked = [], []
    for _ in range(5):
        began, began_working = time.perf_counter(), time.process_time()
        counts = counted(columns, taught, ON)
        worked.append(time.process_time() - began_working)
        wall.append(time.perf_counter() - began)
    print("load " + " ".join(f"{load:.1f}" for load in os.getloadavg()))
    print(f"5,000 citizens, 2,000 orders, {COURSES} courses: wall {min(wall):.3f} s, processor {min(worked):.3f} s")
    print(f"{int(counts.sum()):,} orders opened in all; best for the group: {best_courses(counts, 3)}")
    rng = np.random.default_rng(SEED)
    opening, not_opening = np.argwhere(counts > 0), np.argwhere(counts == 0)
    pairs = [*rng.permutation(opening)[: CHECKED // 2], *rng.permutation(not_opening)[: CHECKED // 2]]
    began = time.process_time()
    wrong = [(i, q) for i, q in pairs if by_asking_again(columns, taught, int(i), int(q)) != counts[i, q]]
    took = (time.process_time() - began) / len(pairs)
    print(f"by asking again: {took * 1000:.1f} ms a citizen and course, {took * 600_000:,.0f} s for all")
    print(f"{len(pairs)} checked by asking again: " + ("identical" if not wrong else f"DIFFERENT {wrong[:5]}"))
    return int(bool(wrong) or min(worked) > GOAL_S)


if __name__ == "__main__":
    sys.exit(main())
