"""What stands still and every deed asks for, read before the first of them."""

from __future__ import annotations

from datetime import timedelta

from helevejen.cases.rules.chains import chains
from helevejen.cases.rules.obligation_law import law
from helevejen.core import clock
from helevejen.engines.calendar import add_working_days

_YEAR = timedelta(days=365)


def read_ahead() -> None:
    """
    Read the chains, the law and the calendars of this year and the next, once for each process that answers pages.

    Else its first deed does, for some tenths of a second in which it holds SQLite's one place or the lock on a track.
    """
    chains()
    law()
    for day in (clock.today(), clock.today() + _YEAR):
        add_working_days(day, 1)
