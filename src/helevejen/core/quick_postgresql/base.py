"""
Django's PostgreSQL, reading moments faster.

Django reads each moment with a pattern of psycopg's written in Python: 4 µs, while a text takes a tenth of one, so that
a list of 2,000 orders with five moments each took 40 ms to read. Python's own reader of ISO 8601 knows the way in which
PostgreSQL writes them; what it does not know (`infinity`, years before Christ) goes Django's way.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import BaseTzLoader
from psycopg.adapt import AdaptersMap


class MomentLoader(BaseTzLoader):  # type: ignore[misc]  # Django's is not typed
    """Reads a moment that the server writes in UTC, as every connection of Django's asks it to."""

    timezone = UTC

    def load(self, data: Any) -> datetime | None:
        """Return a moment in UTC."""
        try:
            moment = datetime.fromisoformat(str(data, "ascii"))
            return moment if moment.tzinfo is UTC else moment.astimezone(UTC)
        except (ValueError, OverflowError):
            return super().load(data)  # type: ignore[no-any-return]


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        if self.timezone == UTC:
            params["context"] = _reading_moments(params["context"])
        return params


@cache
def _reading_moments(adapters: AdaptersMap) -> AdaptersMap:
    """Return the same ways of reading and writing, but for moments."""
    mine = AdaptersMap(adapters)
    mine.register_loader("timestamptz", MomentLoader)
    return mine
