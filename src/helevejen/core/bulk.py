"""
Many rows at once: for imports of files and for the demo, where a hundred thousand rows may take seconds, not minutes.

SQLite takes them by one prepared statement, PostgreSQL by COPY. Values are the plain Python values of the fields;
encrypted fields are encrypted on the way. Constraints and triggers of the database hold as for any other row, but no
model is made and nothing is validated in Python: the caller has done that. Steps call it; nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, models

from helevejen.core import crypto
from helevejen.core.deeds import step
from helevejen.core.fields import EncryptedTextField

if TYPE_CHECKING:
    from django.db.models import Field, Model

_ROOMY_CACHE = -256_000  # KiB; SQLite's word for kibibytes instead of pages is the minus
_CHUNK = 500  # values in one IN (…) of SQLite stay far below its limit


class Tables:
    """
    The tables of an app into which finished rows may be laid, for the import and the demo.

    They answer for what the rows mean; every other write goes through the deeds of the app.

    Args:
        *models: Whose tables; each is known by the name of its model in small letters.
    """

    def __init__(self, *models: type[Model]) -> None:
        self._models = {str(model._meta.model_name): model for model in models}

    @step
    def lay_rows(self, table: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
        """Lay finished rows into one of the tables and return how many. Triggers move what they move for any others."""
        return insert(self._models[table], names, rows)

    @step
    def last_id(self, table: str) -> int:
        """Return the highest number a row of the table has."""
        return last_id(self._models[table])

    @step
    def catch_up(self, table: str) -> None:
        """Let coming numbers follow those of the rows laid."""
        catch_up(self._models[table])


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """
    Insert rows and return how many.

    Args:
        model: Whose table.
        names: The names of the fields (`case`, not `case_id`), in the order of the values. The others get the
            database's NULL or, where a field has a default, that default: one for all, so name what is unique.
        rows: One sequence of plain values a row; a relation is the number of the row it points at.
    """
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    left, fixed = _with_defaults(model, fields)
    convert = [_converter(field) for field in fields]
    counted = _Counted(
        (*[do(value) if do else value for do, value in zip(convert, row, strict=True)], *fixed) for row in rows
    )
    columns = [str(field.column) for field in (*fields, *left)]
    (_copy if connection.vendor == "postgresql" else _execute_many)(model._meta.db_table, columns, counted)
    return counted.count


def update(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """
    Change rows and return how many were asked for; the last value of each row is its number.

    Args:
        model: Whose table.
        names: The names of the fields to set, in the order of the values.
        rows: One sequence of plain values a row.
    """
    fields = [model._meta.get_field(name) for name in names]
    convert = [_converter(field) for field in fields]  # type: ignore[arg-type]
    counted = _Counted(
        (*[do(value) if do else value for do, value in zip(convert, row[:-1], strict=True)], row[-1]) for row in rows
    )
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        for some in _chunks(counted, 10_000):
            cursor.executemany(f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s", some)  # noqa: S608 - names of our own tables
    return counted.count


def reserve_ids(model: type[Model], count: int) -> Sequence[int]:
    """
    Return `count` numbers for new rows that nobody else will be given. They grow, and may have gaps.

    On SQLite the transaction that asks is the only writer; on PostgreSQL the sequence is asked for each.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [f'"{table}"', count]
            )
            return [number for (number,) in cursor.fetchall()]
        first = _last_on_sqlite(cursor, table) + 1
    return range(first, first + count)


def last_id(model: type[Model]) -> int:
    """Return the highest number given so far, 0 when there is none."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _highest(cursor, table)
        return _last_on_sqlite(cursor, table)


def last_number_given(model: type[Model]) -> int:
    """
    Return the highest number the database has given out for a row, whether the row is there or not; 0 for none.

    PostgreSQL gives a number back to nobody, so one whose transaction was undone counts; SQLite takes it back.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return _last_on_sqlite(cursor, table)
        cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass)", [f'"{table}"'])
        return int(cursor.fetchone()[0] or 0)


def catch_up(model: type[Model]) -> None:
    """Let the next number follow the highest row, after rows were inserted with numbers of their own choice."""
    if connection.vendor == "postgresql":
        table = model._meta.db_table
        with connection.cursor() as cursor:
            highest = _highest(cursor, table)
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), GREATEST(%s, 1), %s > 0)",
                [f'"{table}"', highest, highest],
            )


@contextmanager
def with_room() -> Iterator[None]:
    """Let SQLite hold the indexes of many rows in memory until the end of the block; PostgreSQL has its own mind."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        before = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA cache_size = {_ROOMY_CACHE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {before}")


def in_chunks(values: Iterable[Any], size: int = _CHUNK) -> Iterator[list[Any]]:
    """Return the values in lists short enough for an IN (…) of either database."""
    return _chunks(values, size)


class _Counted:
    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self.rows:
            self.count += 1
            yield row


def _execute_many(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    quote = connection.ops.quote_name
    names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        for some in _chunks(rows, 20_000):
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", some)  # noqa: S608 - names of our own tables


def _copy(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    copying = f"COPY {quote(table)} ({names}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(copying) as copy:
        for row in rows:
            copy.write_row(row)


def _chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    source = iter(rows)
    while some := list(islice(source, size)):
        yield some


def _highest(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {connection.ops.quote_name(table)}")  # noqa: S608
    return int(cursor.fetchone()[0])


def _last_on_sqlite(cursor: Any, table: str) -> int:
    highest = _highest(cursor, table)
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    given = cursor.fetchone()
    return max(highest, int(given[0]) if given else 0)


def _with_defaults(model: type[Model], fields: Sequence[Field[Any, Any]]) -> tuple[list[Field[Any, Any]], list[object]]:
    """Return the fields that were not named and have a default, with what the driver takes for it."""
    left = [
        field
        for field in model._meta.concrete_fields
        if field not in fields and not field.primary_key and _has_default(field)
    ]
    converted = [(_converter(field), field.get_default()) for field in left]
    return left, [do(value) if do else value for do, value in converted]


def _has_default(field: Field[Any, Any]) -> bool:
    return field.has_default() or (field.empty_strings_allowed and not field.null)


def _converter(field: Field[Any, Any]) -> Callable[[Any], Any] | None:
    """Return what makes a plain value one the database's driver takes, None where it takes it as it is."""
    if isinstance(field, models.ForeignKey):
        return None
    if isinstance(field, EncryptedTextField):
        place = field.place
        return lambda text: None if text is None else crypto.encrypt(text, place=place)
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else json.dumps(value, ensure_ascii=False)
    if connection.vendor == "sqlite":
        return _SQLITE.get(type(field))
    return None


def _sqlite_moment(value: datetime | None) -> str | None:
    if value is None:
        return None
    return str(value if value.tzinfo is UTC else value.astimezone(UTC))[:-6]  # without "+00:00", as Django writes it


def _sqlite_text(value: object) -> str | None:
    return None if value is None else str(value)


def _sqlite_uuid(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _sqlite_day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


_SQLITE: dict[type[Any], Callable[[Any], Any]] = {
    models.DateTimeField: _sqlite_moment,
    models.DateField: _sqlite_day,
    models.DecimalField: _sqlite_text,
    models.UUIDField: _sqlite_uuid,
}
