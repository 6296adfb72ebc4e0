"""
Three promises about the database that a test would otherwise keep by luck.

A query without an order comes back shuffled; a lock names the table it means; a moment is not stored
where a day belongs. And one permission: between two tests even append-only tables are emptied, and
on SQLite their numbers begin anew, as no number there goes missing without a row having been removed.
"""

import random
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, models
from django.db.models.query import QuerySet
from django.test import TransactionTestCase

from helevejen.core.db import flushing

_SEED = 20261121  # any number; fixed, so that a failure repeats


@pytest.fixture(scope="session", autouse=True)
def strict_database() -> Iterator[None]:
    """Shuffle what has no order, and refuse careless locks and days."""
    with pytest.MonkeyPatch.context() as patch:
        _shuffle_unordered(patch)
        _demand_named_locks(patch)
        _refuse_moments_as_days(patch)
        _empty_append_only_tables(patch)
        yield


def _shuffle_unordered(patch: pytest.MonkeyPatch) -> None:
    chance = random.Random(_SEED)
    fetch_all = QuerySet._fetch_all

    def shuffled(self: QuerySet[Any]) -> None:
        is_first_time = self._result_cache is None
        fetch_all(self)
        rows = self._result_cache
        if is_first_time and rows and not self.ordered:
            chance.shuffle(rows)

    patch.setattr(QuerySet, "_fetch_all", shuffled)


def _demand_named_locks(patch: pytest.MonkeyPatch) -> None:
    select_for_update = QuerySet.select_for_update

    def named(self: QuerySet[Any], nowait: bool = False, skip_locked: bool = False, of: Any = (), **more: Any) -> Any:
        if not of and self.model.__module__.startswith("helevejen."):
            raise AssertionError('select_for_update() would lock every joined row; write of=("self",)')
        return select_for_update(self, nowait=nowait, skip_locked=skip_locked, of=of, **more)

    patch.setattr(QuerySet, "select_for_update", named)


def _refuse_moments_as_days(patch: pytest.MonkeyPatch) -> None:
    to_python = models.DateField.to_python

    def day_only(self: Any, value: Any) -> Any:
        if isinstance(value, datetime) and not isinstance(self, models.DateTimeField):
            raise AssertionError(f"{self} is a day and was given the moment {value!r}")
        return to_python(self, value)

    patch.setattr(models.DateField, "to_python", day_only)


def _empty_append_only_tables(patch: pytest.MonkeyPatch) -> None:
    teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def emptied(self: Any) -> None:
        with flushing():
            teardown(self)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM sqlite_sequence")

    patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
