"""
What the house asks of its databases: Danish order on SQLite, and tables that only grow on both.

`install` is called once by the settings' app. Append-only tables are made by the migration operation in
`migrations_ops`; `erasing` is the one way past them, for retention.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from django.db import DatabaseError, connections
from django.db.backends.signals import connection_created

from helevejen.core.danish_order import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

DANISH: Final = "da-x-icu"
ERASING_SETTING: Final = "helevejen.erasing"
ERASING_FUNCTION: Final = "helevejen_erasing"
_FLAG: Final = "_helevejen_erasing"


def install() -> None:
    """Teach every coming SQLite connection the Danish order and the word of append-only tables."""
    connection_created.connect(_teach, dispatch_uid="helevejen.core.db")


@contextmanager
def erasing(using: str = "default") -> Iterator[None]:
    """
    Make append-only tables step aside, for retention and nothing else, until the end of the block.

    Raises:
        RuntimeError: no transaction is open.
    """
    connection = connections[using]
    if not connection.in_atomic_block:
        raise RuntimeError("erasing() needs an open transaction, so that what it allows ends with it")
    before = _is_erasing(connection)
    _set_erasing(connection, on=True)
    try:
        yield
    except BaseException:
        # A broken transaction takes no more statements; its rollback also undoes the permission.
        with suppress(DatabaseError):
            _set_erasing(connection, on=before)
        raise
    _set_erasing(connection, on=before)


@contextmanager
def flushing(using: str = "default") -> Iterator[None]:
    """
    Let a test empty every table between two tests.

    Only SQLite needs it, where emptying is deleting; PostgreSQL truncates, which the triggers do not see.
    """
    connection = connections[using]
    before = getattr(connection, _FLAG, False)
    setattr(connection, _FLAG, True)
    try:
        yield
    finally:
        setattr(connection, _FLAG, before)


def _teach(*, connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_collation(DANISH, compare)
        connection.connection.create_function(ERASING_FUNCTION, 0, lambda: int(getattr(connection, _FLAG, False)))


def _is_erasing(connection: BaseDatabaseWrapper) -> bool:
    if connection.vendor != "postgresql":
        return bool(getattr(connection, _FLAG, False))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true) = 'on'", [ERASING_SETTING])
        return bool(cursor.fetchone()[0])


def _set_erasing(connection: BaseDatabaseWrapper, *, on: bool) -> None:
    if connection.vendor != "postgresql":
        setattr(connection, _FLAG, on)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [ERASING_SETTING, "on" if on else "off"])
