"""
How long something lasts, from those that have ended and those that have not: Kaplan and Meier's estimate by whole days.

The problem, the formulas, what is guaranteed and what is not: docs/engines/survival.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Shares are products of many quotients; two that differ by less are the same.
_ROUNDING: Final = 1e-9


class UnusableSpans(ValueError):
    """What was seen cannot be so: the text names the argument, its shape and the first place."""


@dataclass(frozen=True, slots=True, eq=False)
class LifeTable:
    """
    What was seen of one group, a row for each day on which something ended.

    Attributes:
        days: Whole days since the beginning, rising; shape (r,).
        at_risk: How many were under way on that day, those that ended on it among them; shape (r,).
        ended: How many ended on it; shape (r,), each from 1 to at_risk.
    """

    days: Ints
    at_risk: Ints
    ended: Ints

    @classmethod
    def of(cls, rows: ArrayLike) -> LifeTable:
        """Return the table of rows (day, at risk, ended), as they are kept."""
        days, at_risk, ended = np.asarray(rows, np.int64).reshape(-1, 3).T
        return cls(days, at_risk, ended)

    @property
    def rows(self) -> list[list[int]]:
        """The table as rows (day, at risk, ended), to be kept."""
        return np.column_stack([self.days, self.at_risk, self.ended]).tolist()  # type: ignore[no-any-return]

    @property
    def surviving(self) -> Floats:
        """The share that lasts longer than each day; shape (r,), from 1 to 0, falling."""
        return np.cumprod(1 - self.ended / self.at_risk, dtype=np.float64)

    @property
    def finished(self) -> int:
        """How many were seen to end."""
        return int(self.ended.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """
    How much longer something lasts that has lasted some days already, for each of several.

    Attributes:
        days: Whole days from now within which the wanted share ends, 0 for today; -1 where that cannot be said.
        based_on: How many were seen to end that had lasted as long.
        error: The standard error of the share that ends within so many days (Greenwood); NaN where nothing is said.
    """

    days: Ints
    based_on: Ints
    error: Floats


def life_tables(
    *, group: ArrayLike, last_day: ArrayLike, is_over: ArrayLike, first_day: ArrayLike | None = None
) -> dict[int, LifeTable]:
    """
    Return the life table of every group in which something ended, all in one pass.

    A span is seen from its first to its last day, both included. It ended on the last one, or nobody knows how much
    longer it lasted. Groups in which nothing ended have no table: nothing can be said of them.

    Args:
        group: Which group each belongs to, whole numbers from 0; shape (n,).
        last_day: The day of its life on which it ended or was last seen, 0 for the day it began; shape (n,).
        is_over: Whether it ended on that day; shape (n,).
        first_day: The day of its life from which it was seen, 0 where left out; shape (n,), at most last_day.

    Raises:
        UnusableSpans: the shapes differ, a number is negative, or something was seen to end before it was seen.

    Complexity:
        O(n log n) by sorting; about 40 bytes a span beside the arguments.

    Source:
        E. L. Kaplan, P. Meier, Nonparametric Estimation from Incomplete Observations, JASA 53, 1958. Spans seen from a
        later day on (left truncation): J. Klein, M. Moeschberger, Survival Analysis, 2nd ed. 2003, section 4.6.

    Examples:
        >>> table = life_tables(group=[0, 0, 0], last_day=[2, 3, 5], is_over=[True, False, True])[0]
        >>> table.rows
        [[2, 3, 1], [5, 1, 1]]
    """
    groups, last, over, first = _checked(group, last_day, is_over, first_day)
    if not over.any():
        return {}
    width = int(last.max()) + 2
    key = groups * width
    endings, ended = np.unique((key + last)[over], return_counts=True)
    in_group = endings // width
    # Whoever was first seen on that day or before, without those last seen before it; and no other group's.
    came = np.searchsorted(np.sort(key + first), endings, "right")
    went = np.searchsorted(np.sort(key + last), endings, "left")
    others = np.searchsorted(np.sort(groups), in_group, "left")
    at_risk = (came - others) - (went - others)
    edges = np.flatnonzero(np.diff(in_group, prepend=-1, append=-1))
    return {int(in_group[a]): LifeTable(endings[a:b] % width, at_risk[a:b], ended[a:b]) for a, b in pairwise(edges)}


def outlook(table: LifeTable, lasted: ArrayLike, share: float) -> Outlook:
    """
    Return within how many more days the next one ends with a chance of `share`, given that it has lasted some days.

    It has not ended before today. Of n that were seen, the k-th to end is outlasted by the next one with a chance of
    1 - k / (n + 1); so the day is sought on which share · (n + 1) / n of the n at risk have ended, which for many is
    the share itself. Of the two days around it the nearer is said. It is never beyond the last day on which something
    was seen to end: where the estimate does not come so far, nothing is said.

    Args:
        table: What was seen of the group.
        lasted: Whole days since the beginning; it ends today at the earliest; shape (m,), from 0.
        share: The chance with which it is to end, above 0 and below 1.

    Raises:
        UnusableSpans: a number of days is negative, or the share is none.

    Complexity:
        O((r + m) log r) for a table of r rows.

    Source:
        Kaplan and Meier 1958; M. Greenwood, The Natural Duration of Cancer, 1926, for the error. The next one: order
        statistics of a sample, S. S. Wilks, Determination of Sample Sizes for Setting Tolerance Limits, 1941.

    Examples:
        >>> nine = LifeTable.of([[day, 10 - day, 1] for day in range(1, 10)])
        >>> outlook(nine, [0, 1], 0.9).days.tolist()
        [9, -1]
    """
    waited = np.asarray(lasted, np.int64)
    if waited.ndim != 1 or (waited < 0).any():
        raise UnusableSpans("lasted: whole days from 0, one a span")
    if not 0 < share < 1:
        raise UnusableSpans("share: above 0 and below 1")
    begin = np.searchsorted(table.days, waited, "left")  # the first row that is still to come
    wanted = 1 - share * (1 + 1 / np.append(table.at_risk, 1)[begin])  # what is left then; none is left of too few
    lasting = _Lasting(table)
    end = lasting.first_end(begin, wanted)
    is_said = (end <= len(table.days)) & (wanted > -_ROUNDING)
    end = np.where(is_said, end, begin)
    # Of the two days around the share the nearer; where both are as near, the later, which promises less.
    before, after = lasting.between(begin, np.maximum(end - 1, begin)), lasting.between(begin, end)
    end = np.where((end - 1 > begin) & (before - wanted < wanted - after - _ROUNDING), end - 1, end)
    days = np.full(len(waited), -1)
    days[is_said] = table.days[end[is_said] - 1] - waited[is_said]
    finished = np.concatenate([[0], np.cumsum(table.ended)])
    return Outlook(days, finished[-1] - finished[begin], np.where(is_said, lasting.error(begin, end), np.nan))


class _Lasting:
    """
    The share that lasts from before one row to after another, for any two.

    Kept as sums of logarithms. Where everything at risk ended at once, which late comers can follow, the logarithm has
    no value: such rows are kept apart.
    """

    def __init__(self, table: LifeTable) -> None:
        remaining = table.at_risk - table.ended
        is_none_left = remaining == 0
        quotient = np.where(is_none_left, 0.0, table.ended / np.maximum(table.at_risk, 1))
        self._none_left = np.flatnonzero(is_none_left)
        self._logs = np.concatenate([[0.0], np.cumsum(np.log1p(-quotient))])
        terms = np.where(is_none_left, 0.0, quotient / np.maximum(remaining, 1))
        self._terms = np.concatenate([[0.0], np.cumsum(terms)])

    def first_end(self, begin: Ints, share: Floats) -> Ints:
        """Return the first row before which no more than a share is left, beyond all rows where there is none."""
        logs = np.log(np.maximum(share, _ROUNDING))
        by_logs = np.searchsorted(-self._logs, -(self._logs[begin] + logs) - _ROUNDING, "left")
        return np.minimum(by_logs, self._after_next_none_left(begin))

    def between(self, begin: Ints, end: Ints) -> Floats:
        """Return the share that lasts through the rows from one until before another."""
        lasting = np.exp(self._logs[end] - self._logs[begin])
        return np.where(self._after_next_none_left(begin) <= end, 0.0, lasting)

    def error(self, begin: Ints, end: Ints) -> Floats:
        """Return Greenwood's standard error of that share."""
        summed: Floats = np.sqrt(np.maximum(self._terms[end] - self._terms[begin], 0.0))
        return self.between(begin, end) * summed

    def _after_next_none_left(self, begin: Ints) -> Ints:
        ends = np.append(self._none_left + 1, len(self._logs))
        return ends[np.searchsorted(self._none_left, begin, "left")]


def _checked(
    group: ArrayLike, last_day: ArrayLike, is_over: ArrayLike, first_day: ArrayLike | None
) -> tuple[Ints, Ints, NDArray[np.bool_], Ints]:
    groups, last, over = np.asarray(group, np.int64), np.asarray(last_day, np.int64), np.asarray(is_over, bool)
    first = np.zeros_like(last) if first_day is None else np.asarray(first_day, np.int64)
    if not groups.shape == last.shape == over.shape == first.shape or groups.ndim != 1:
        raise UnusableSpans("group, last_day, is_over and first_day: of one length")
    for name, values in (("group", groups), ("first_day", first)):
        if (values < 0).any():
            raise UnusableSpans(f"{name}: negative at place {int(np.argmax(values < 0))}")
    if (last < first).any():
        raise UnusableSpans(f"last_day: before first_day at place {int(np.argmax(last < first))}")
    return groups, last, over, first
