"""The loops that count what a course would open, compiled as those of `_kernels`."""

from __future__ import annotations

import numpy as np

from helevejen.engines.matching import arrays as a
from helevejen.engines.matching._kernels import (
    _BROUGHT,
    _WEIGHT,
    _bring,
    _is_barred,
    _mark,
    _missing,
    _musts_failing,
    _stretches,
    compiled,
    inlined,
)


@compiled
def _blocked(c, o, i, least, wants, found, blocked):
    """Write the orders of citizen i that licences alone keep shut; return how many."""
    (sums, touched), (only_licences, missing) = wants, blocked
    many = 0
    for n in range(found):
        j = touched[n]
        lacks = _missing(c, o, i, j)
        if lacks == 0 or _musts_failing(c, o, i, j, sums[j]) > 0:
            continue
        if (sums[j] & _WEIGHT) * 100 // o.facts[j, a.TOTAL] >= least and not _is_barred(c, o, i, j):
            only_licences[many], missing[many] = j, lacks
            many += 1
    return many


@inlined
def _gain(c, o, i, q, courses, within, knows, gain):
    """Add up what course q brings citizen i in every order within reach; return how many want any of it."""
    cells, begins, ends, many = within
    (pcts, lacked), (gains, gained) = knows, gain
    found = 0
    for g in range(courses.given_from[q], courses.given_from[q + 1]):
        thing = courses.given[g]
        more = np.int64(courses.given_pct[g]) - pcts[thing]
        if more <= 0:
            continue
        is_failing = pcts[thing] == 0 and (c.facts[i, a.ALL_SKILLS] == 1 or lacked[thing])
        base = np.int64(thing) * cells
        for s in range(many):
            for p in range(o.asked_from[base + begins[s]], o.asked_from[base + ends[s]]):
                j = o.asked_by[p]
                if gains[j] == 0:
                    gained[found] = j
                    found += 1
                gains[j] += o.asked_weight[p] * more
                if is_failing and o.asked_kind[p] & a.MUST:
                    gains[j] += np.int64(1) << _BROUGHT
    return found


@inlined
def _opens(c, o, i, j, least, known, gain, licences):
    """Return whether order j, shut to citizen i, is open once something is gained and some licences are held."""
    total, lacked = known
    if ((total & _WEIGHT) + (gain & _WEIGHT)) * 100 // o.facts[j, a.TOTAL] < least:
        return False
    failing, missing = _musts_failing(c, o, i, j, total), _missing(c, o, i, j)
    if total == 0 and c.facts[i, a.ALL_SKILLS] == 0:
        # Of orders that want nothing the citizen brings, what is lacked has not been marked.
        for p in range(o.ask_from[j], o.ask_from[j + 1]):
            if lacked[o.ask[p]] and o.ask_kind[p] & a.MUST:
                failing += 1
    if failing - (gain >> _BROUGHT) > 0 or missing & ~licences or _is_barred(c, o, i, j):
        return False
    return failing > 0 or missing != 0 or (total & _WEIGHT) * 100 // o.facts[j, a.TOTAL] < least


@inlined
def _may_join(c, i, required, on):
    """Return whether citizen i has what a course asks, or nobody knows that it is lacking."""
    if required & ~c.facts[i, a.LICENCES]:
        return False
    for u in range(c.until_from[i], c.until_from[i + 1]):  # noqa: SIM110  # numba compiles loops, not generators
        if c.until_bit[u] & required and c.until[u] < on:
            return False
    return True


@compiled
def _know(c, i, pcts, lacked, is_over):
    """Write what citizen i brings and lacks, by thing; or wipe it out again."""
    for h in range(c.held_from[i], c.held_from[i + 1]):
        pcts[c.held[h]] = 0 if is_over else c.held_pct[h]
    for e in range(c.extra_from[i], c.extra_from[i + 1]):
        if c.extra_kind[e] == a.LACK:
            lacked[c.extra[e]] = not is_over


@compiled
def openings(
    c: a.CitizenArrays, o: a.OrderArrays, grid: a.Grid, courses: a.CourseArrays, limits: tuple[int, int, int],
    counts: a.Int32s,
) -> None:  # fmt: skip
    """Count for each citizen and course the orders it would open; limits are things, the least coverage, the day."""
    things, least, on = limits
    many, cells = o.tag.size, grid.rows * grid.columns + 1
    sums, touched = np.zeros(many, np.int64), np.empty(many, np.int32)
    gains, gained = np.zeros(many, np.int64), np.empty(many, np.int32)
    only_licences, missing = np.empty(many, np.int32), np.empty(many, np.int64)
    pcts, lacked = np.zeros(things, np.int64), np.zeros(things, np.bool_)
    begins, ends = np.empty(grid.rows + 1, np.int64), np.empty(grid.rows + 1, np.int64)
    for i in range(c.tag.size):
        stretches = (begins, ends, _stretches(c, i, grid, begins, ends))
        found = _bring(c, o, i, cells, stretches, sums, touched)
        _mark(c, o, i, cells, stretches, sums)
        _know(c, i, pcts, lacked, False)
        blocked = _blocked(c, o, i, least, (sums, touched), found, (only_licences, missing))
        for q in range(courses.licences.size):
            if not _may_join(c, i, courses.requires[q], on):
                continue
            licences = courses.licences[q]
            some = _gain(c, o, i, q, courses, (cells, begins, ends, stretches[2]), (pcts, lacked), (gains, gained))
            for n in range(blocked):
                if gains[only_licences[n]] == 0 and missing[n] & ~licences == 0:
                    counts[i, q] += 1
            for n in range(some):
                j = gained[n]
                counts[i, q] += _opens(c, o, i, j, least, (sums[j], lacked), gains[j], licences)
                gains[j] = 0
        for n in range(found):
            sums[touched[n]] = 0
        _know(c, i, pcts, lacked, True)
