"""The process map: what follows what, how long it waits, what is done again, and through whose hands it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from helevejen.engines.flow import _kernels
from helevejen.engines.flow.log import EventLog

Counts = npt.NDArray[np.int64]
Seconds = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.integer]
Together = tuple[npt.NDArray[np.intp], Counts]  # an order in which groups stand together, and their sizes


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """
    How long something took, for each of k groups.

    Attributes:
        count: (k,) how many were measured.
        mean_s: (k,) seconds; NaN where none was.
        median_s: (k,) seconds, the mean of the two in the middle where the number is even.
        p90_s: (k,) seconds, between two values by linear interpolation (numpy's `linear`).
    """

    count: Counts
    mean_s: Seconds
    median_s: Seconds
    p90_s: Seconds


@dataclass(frozen=True, slots=True, eq=False)
class Transitions:
    """
    Which activity followed which directly in the same case, and how long it waited; rising by from, then to.

    Attributes:
        from_: (k,) activity.
        to: (k,) activity.
        count: (k,) how often, at least 1.
        waiting: From the end of the one to the start of the next, or to its end where no start is known. Below 0 where
            the next began before the one ended.
    """

    from_: Counts
    to: Counts
    count: Counts
    waiting: Spread


@dataclass(frozen=True, slots=True, eq=False)
class Handovers:
    """
    Who took over from whom: the resources of events that follow each other directly in a case; rising by from, then to.

    Work that stays with the same person stands here too, with `from_` equal to `to`, so that its share can be told. A
    pair in which somebody is not named is left out.

    Attributes:
        from_: (k,) resource.
        to: (k,) resource.
        count: (k,) how often, at least 1.
    """

    from_: Counts
    to: Counts
    count: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Variants:
    """
    The different sequences of activities, the most frequent first, equally frequent ones by their first case.

    Attributes:
        count: (v,) how many cases went this way.
        example: (v,) the first case that did.
        of_case: (cases,) the variant of each case.
    """

    count: Counts
    example: Counts
    of_case: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Rework:
    """
    What was done again in the same case.

    Attributes:
        repeats: (activities,) events beyond the first of their activity in a case.
        cases: (activities,) cases in which it was done more than once.
        back_from: (k,) activity a of a loop a, b, a with b different from a; rising by a, then b.
        back_by: (k,) activity b of it.
        back_count: (k,) how often, at least 1.
    """

    repeats: Counts
    cases: Counts
    back_from: Counts
    back_by: Counts
    back_count: Counts


class Passage(NamedTuple):
    """A case going from one activity to the next: when the one ended, when the next began, and the wait in seconds."""

    case: str
    ended: np.datetime64
    begun: np.datetime64
    waited_s: float


@dataclass(frozen=True, slots=True, eq=False)
class FlowMap:
    """
    What a log tells.

    Attributes:
        log: What it tells of.
        events: How many.
        cases: How many.
        activity_counts: (activities,) events of each activity.
        transitions: What followed what, and the waiting in between.
        processing: For each activity, from start to end, of the events whose start is known.
        handovers: Who took over from whom.
        variants: The different ways through.
        rework: What was done again.
        workers: (cases,) how many different resources each case met.
    """

    log: EventLog
    events: int
    cases: int
    activity_counts: Counts
    transitions: Transitions
    processing: Spread
    handovers: Handovers
    variants: Variants
    rework: Rework
    workers: Counts

    def explain(self, transition: int) -> list[Passage]:
        """
        Return the passages a transition is made of, the shortest wait first: its numbers, to be counted by hand.

        Args:
            transition: Its place among the transitions.

        Raises:
            IndexError: there is no such transition.
        """
        log, from_, to = self.log, self.transitions.from_[transition], self.transitions.to[transition]
        places = np.flatnonzero(_follows(log) & (log.activity[:-1] == from_) & (log.activity[1:] == to))
        begun = _known_start(log)[places + 1]
        waits = (begun - log.end[places]).astype(np.int64)
        return [
            Passage(log.cases[log.case[places[n]]], log.end[places[n]], begun[n], waits[n] / _kernels.US_PER_SECOND)
            for n in np.argsort(waits, kind="stable").tolist()
        ]


def mine(log: EventLog) -> FlowMap:
    """
    Tell how work flowed.

    Exact: counts and sums are whole numbers, and the same log gives the same map to the last bit, however its cases are
    numbered. Time O(n + s log s), s the size of the largest group; memory some 60 bytes an event.

    Args:
        log: Any log, an empty one too.

    Returns:
        The map; docs/engines/flow.md has the definitions.

    Examples:
        >>> from helevejen.engines.flow import EventLog, mine
        >>> ends = ["2026-01-01T09:00", "2026-01-01T10:00"]
        >>> log = EventLog.ordered(case=[0, 0], activity=[0, 1], end=ends, names=(("c",), ("a", "b"), ()))
        >>> mine(log).transitions.waiting.mean_s.tolist()
        [3600.0]
    """
    activity_counts, transitions, processing = _times(log)
    handovers, variants, rework, workers = _paths(log)
    return FlowMap(
        log=log,
        events=len(log),
        cases=len(log.cases),
        activity_counts=activity_counts,
        transitions=transitions,
        processing=processing,
        handovers=handovers,
        variants=variants,
        rework=rework,
        workers=workers,
    )


def transitions_of(log: EventLog) -> Transitions:
    """
    Return only what followed what, and the waiting in between.

    Args:
        log: Any log.
    """
    return _transitions(log, *_together(log, _follows(log)))


def before_and_after(log: EventLog, at: np.datetime64) -> tuple[Transitions, Transitions]:
    """
    Return the transitions whose second event ended before a moment, and those whose second event ended at it or later.

    A transition across the moment is one of the later ones, so the counts of both add up to those of the whole log.

    Args:
        log: Any log.
        at: The moment, UTC.
    """
    follows = _follows(log)
    is_before = log.end[1:] < at
    before, after = _together(log, follows & is_before), _together(log, follows & ~is_before)
    return _transitions(log, *before), _transitions(log, *after)


def work_in_progress(log: EventLog, moments: npt.ArrayLike) -> Counts:
    """
    Return how many cases were under way at each moment: begun at it or before, and not yet at their last event.

    A case begins with the start of its first event, or its end where no start is known. Time O((cases + m) log cases).

    Args:
        log: Any log.
        moments: (m,) datetime64, UTC, in any order.
    """
    at = np.asarray(moments, "datetime64[us]")
    if not len(log):
        return np.zeros(at.shape, np.int64)
    begins = _kernels.runs(log.case)
    first = np.minimum.reduceat(_known_start(log), begins)
    last = log.end[np.append(begins[1:], len(log)) - 1]
    return np.searchsorted(np.sort(first), at, "right") - np.searchsorted(np.sort(last), at, "right")


def sequence_of(log: EventLog, case: int) -> tuple[int, ...]:
    """
    Return the activities of a case in their order.

    Args:
        log: Any log.
        case: The number of the case.
    """
    begin, end = np.searchsorted(log.case, [case, case + 1])
    return tuple(log.activity[begin:end].tolist())


def _times(log: EventLog) -> tuple[Counts, Transitions, Spread]:
    """Return how often each activity occurs, what followed what, and how long either took."""
    together, ways = _together(log, _follows(log))
    counts = np.bincount(ways // (len(log.activities) + 1), together[1], len(log.activities)).astype(np.int64)
    return counts, _transitions(log, together, ways), _processing(log, together, ways)


def _paths(log: EventLog) -> tuple[Handovers, Variants, Rework, Counts]:
    """Return who took over, the different ways through, what was done again, and how many each case met."""
    begins, follows = _kernels.runs(log.case), _follows(log)
    activity = _kernels.small(log.activity, len(log.activities))
    return (
        _handovers(log, follows),
        _variants(log, activity, begins),
        _rework(log, activity, begins, follows),
        _kernels.different_in_case(log.case, log.resource, begins, len(log.resources)),
    )


def _follows(log: EventLog) -> Bools:
    follows: Bools = log.case[1:] == log.case[:-1]
    return follows


def _known_start(log: EventLog) -> npt.NDArray[np.datetime64]:
    unknown = np.isnat(log.start)
    if not unknown.any():
        return log.start
    return log.end if unknown.all() else np.where(unknown, log.end, log.start)


def _together(log: EventLog, use: Bools) -> tuple[Together, Counts]:
    """Bring the events together by their activity, and within it by the one before; return the ways in, too."""
    way, ways = _kernels.entrances(log.activity, use, len(log.activities))
    return (_kernels.stable_order(way, ways.size), np.bincount(way, minlength=ways.size)), ways


def _transitions(log: EventLog, together: Together, ways: Counts) -> Transitions:
    many = len(log.activities)
    wait = np.zeros(len(log), np.int64)
    np.subtract(_known_start(log)[1:].view(np.int64), log.end[:-1].view(np.int64), out=wait[1:])
    order, size = together
    count, mean_s, median_s, p90_s = _kernels.spread(wait.take(order), size)
    to, from_ = np.divmod(ways, many + 1)
    kept = np.flatnonzero((count > 0) & (from_ > 0))
    kept = kept[np.lexsort((to[kept], from_[kept]))]
    waiting = Spread(count[kept], mean_s[kept], median_s[kept], p90_s[kept])
    return Transitions(from_[kept] - 1, to[kept], waiting.count, waiting)


def _processing(log: EventLog, together: Together, ways: Counts) -> Spread:
    many = len(log.activities)
    (order, size), to = together, ways // (many + 1)
    unknown = np.isnat(log.start)
    if unknown.all():
        return Spread(*_kernels.spread(np.empty(0, np.int64), np.zeros(many, np.int64)))
    if unknown.any():
        order = order[~unknown[order]]
        size = np.bincount(log.activity[order], minlength=many)
    else:
        size = np.bincount(to, weights=size, minlength=many).astype(np.int64)
    took = log.end.view(np.int64) - log.start.view(np.int64)
    return Spread(*_kernels.spread(took.take(order), size))


def _handovers(log: EventLog, follows: Bools) -> Handovers:
    many = max(len(log.resources), 1)
    first, second = log.resource[:-1], log.resource[1:]
    is_named = log.resource >= 0
    use = follows if is_named.all() else follows & is_named[1:] & is_named[:-1]
    pairs, counts = _kernels.count_pairs(first, second, many, use)
    return Handovers(*np.divmod(pairs, many), counts)


def _variants(log: EventLog, activity: Codes, begins: Counts) -> Variants:
    example, of_case = _kernels.kinds_of_case(activity, begins)
    return Variants(np.bincount(of_case, minlength=example.size), example, of_case)


def _rework(log: EventLog, activity: Codes, begins: Counts, follows: Bools) -> Rework:
    many = max(len(log.activities), 1)
    repeats, cases = _kernels.done_again(log.case, activity, begins, len(log.activities))
    first, between = activity[:-2], activity[1:-1]
    is_back = (first == activity[2:]) & (first != between) & follows[1:] & follows[:-1]
    loops, counts = _kernels.count_pairs(first, between, many, is_back)
    return Rework(repeats, cases, *np.divmod(loops, many), counts)
