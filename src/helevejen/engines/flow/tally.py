"""Sums that can be kept and added: what followed what, by whole days of waiting. A day's need not be counted again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helevejen.engines.flow import _kernels
from helevejen.engines.flow.log import EventLog

Counts = npt.NDArray[np.int64]
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """
    How often one activity followed another after so many whole days; rising by from, to, days.

    The tallies of two periods that share no event, added up, are the tally of both.

    Attributes:
        from_: (k,) activity.
        to: (k,) activity.
        days: (k,) whole days from the end of the one to the start of the next, or to its end where no start is known;
            rounded down, and 0 where the next began before the one ended.
        count: (k,) how often, at least 1.
        seconds: (k,) the waiting added up, each in whole seconds rounded down.
    """

    from_: Counts
    to: Counts
    days: Counts
    count: Counts
    seconds: Counts


def tally(log: EventLog, *, since: np.datetime64 | None = None) -> Tally:
    """
    Return the sums of a log, or of its last part. Time O(n log n).

    Args:
        log: Any log.
        since: Count only what ended at this moment, UTC, or later, whatever it followed. None for all.
    """
    use = log.case[1:] == log.case[:-1]
    if since is not None:
        use &= log.end[1:] >= since
    begun = np.where(np.isnat(log.start), log.end, log.start)
    seconds = (begun[1:] - log.end[:-1])[use].view(np.int64) // _kernels.US_PER_SECOND
    from_, to = log.activity[:-1][use].astype(np.int64), log.activity[1:][use].astype(np.int64)
    days = np.maximum(seconds, 0) // _SECONDS_A_DAY
    order = np.lexsort((days, to, from_))
    from_, to, days, seconds = from_[order], to[order], days[order], seconds[order]
    changes = (np.diff(from_) != 0) | (np.diff(to) != 0) | (np.diff(days) != 0)
    begins = np.concatenate([[0], np.flatnonzero(changes) + 1]) if from_.size else np.empty(0, np.int64)
    count = np.diff(np.append(begins, from_.size))
    total = np.add.reduceat(seconds, begins) if begins.size else np.empty(0, np.int64)
    return Tally(from_[begins], to[begins], days[begins], count, total)
