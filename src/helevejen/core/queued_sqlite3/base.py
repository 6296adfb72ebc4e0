"""
Django's SQLite, with a turnstile before the one place of its writer.

SQLite has one writer at a time. Whoever finds the place taken asks again after 1, 2, 5, 10 … 100 ms, each for itself,
so the unlucky wait far longer than the queue is long. Here they stand in a queue instead, held by the system at a file
beside the database: only the first of it asks, every millisecond, and lets the next forward when it has begun.

The turnstile is held while waiting and never during a deed, so there is nothing to give back at the end of one, and
what does not come through it (a statement outside a transaction, another program) is kept apart by SQLite as ever.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from django.db import OperationalError
from django.db.backends.sqlite3 import base

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAUSE_S: Final = 0.001
_USUAL_TIMEOUT_S: Final = 5.0  # of Python's sqlite3
_MOST_TIMEOUTS: Final = 3  # in the queue and at the head of it


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits its turn to write."""

    def _start_transaction_under_autocommit(self) -> None:
        options = self.settings_dict["OPTIONS"]
        if options.get("transaction_mode") != "IMMEDIATE" or self.is_in_memory_db():
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # Django's own, left out of its types
            return
        timeout_s, asked_at = float(options.get("timeout", _USUAL_TIMEOUT_S)), time.monotonic()
        with _turnstile(f"{self.settings_dict['NAME']}-queue"), self._asking_without_waiting():
            # Counted from when it is the first: a long queue that moves is no fault, a place that is never left is.
            # Whoever has stood long behind others at such a place asks once, so that they do not wait one by one.
            until = min(time.monotonic() + timeout_s, asked_at + _MOST_TIMEOUTS * timeout_s)
            while not self._has_begun(is_last_try=time.monotonic() >= until):
                time.sleep(_PAUSE_S)

    def _has_begun(self, *, is_last_try: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # Django's own, left out of its types
        except OperationalError as fault:
            if is_last_try or not _says_taken(fault):
                raise
            return False
        return True

    @contextmanager
    def _asking_without_waiting(self) -> Iterator[None]:
        # On the connection itself, past Django: this is no statement of the page, to be counted or guarded.
        usual_ms = self.connection.execute("PRAGMA busy_timeout").fetchone()[0]
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {usual_ms}")


@contextmanager
def _turnstile(path: str) -> Iterator[None]:
    # Opened anew each time: a lock belongs to what was opened, so threads and forks queue like everybody else.
    place = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)


def _says_taken(fault: OperationalError) -> bool:
    return str(getattr(fault.__cause__, "sqlite_errorname", "")).startswith("SQLITE_BUSY")
