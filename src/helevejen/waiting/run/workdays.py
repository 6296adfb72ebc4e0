"""Days as places in the row of working days: nearly all that a wait ends with happens on one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.calendar import is_working_day

Ints = NDArray[np.int64]

_YEARS: Final = 12


class Workdays:
    """The working days of some years before and after one, in a row. What lies outside counts as the nearest day."""

    def __init__(self, year: int) -> None:
        self._first, last = date(year - _YEARS, 1, 1).toordinal(), date(year + _YEARS, 12, 31).toordinal()
        every = np.arange(self._first, last + 1)
        begin = date.fromordinal(self._first)
        is_working = np.array([is_working_day(begin + timedelta(days=n)) for n in range(len(every))])
        self._days: Ints = every[is_working]
        self._until: Ints = np.cumsum(is_working)

    def until(self, days: Ints) -> Ints:
        """Return how many working days there are until a day, that day among them."""
        return self._until[np.clip(days - self._first, 0, len(self._until) - 1)]

    def at(self, days: Ints) -> Ints:
        """Return the place in the row of a working day; of another day, of the working day after it."""
        return self.until(days - 1) + 1

    def day(self, places: Ints) -> Ints:
        """Return the working days at some places of the row."""
        return self._days[np.clip(places - 1, 0, len(self._days) - 1)]


@lru_cache(maxsize=2)
def workdays_around(year: int) -> Workdays:
    """Return the working days of the years around one."""
    return Workdays(year)
