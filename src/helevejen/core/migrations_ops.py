"""
Operations for migrations. Frozen: migrations of years ago call them, so what they produce does not change.

SQLite makes a table anew when a field is altered and drops its triggers in doing so, and the triggers name the
columns of the day; so every migration that changes an append-only table ends with the operation again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState


class AppendOnly(Operation):
    """
    Make a table append-only: rows are not deleted, and not changed but for the columns named.

    Args:
        table: The name of the table.
        may_change: Columns that may be changed.
        when_null: A column; once it is filled, nothing in the row may be changed, not even `may_change`.
    """

    reversible = True
    elidable = False

    def __init__(self, table: str, may_change: Sequence[str] = (), when_null: str | None = None) -> None:
        self.table = table
        self.may_change = list(may_change)
        self.when_null = when_null

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.table], {"may_change": self.may_change, "when_null": self.when_null}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: triggers are no part of Django's picture of the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        columns = _columns(to_state, self.table)
        vendor = schema_editor.connection.vendor
        for sql in [
            *drop_sql(vendor, self.table),
            *create_sql(vendor, self.table, columns, self.may_change, self.when_null),
        ]:
            schema_editor.execute(sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for sql in drop_sql(schema_editor.connection.vendor, self.table):
            schema_editor.execute(sql, params=None)

    def describe(self) -> str:
        return f"Make {self.table} append-only"

    @property
    def migration_name_fragment(self) -> str:
        return f"append_only_{self.table}"


def create_sql(
    vendor: str, table: str, columns: Iterable[str], may_change: Sequence[str], when_null: str | None
) -> list[str]:
    """Return the statements that make a table append-only."""
    columns = sorted(columns)
    unknown = {*may_change, *([when_null] if when_null else [])} - set(columns)
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    forbidden = [f'NEW."{name}" {differs} OLD."{name}"' for name in columns if name not in may_change]
    if when_null:
        forbidden.append(f'OLD."{when_null}" IS NOT NULL')
    make = _postgresql_trigger if vendor == "postgresql" else _sqlite_trigger
    return [*make(table, "update", " OR ".join(forbidden)), *make(table, "delete", "")]


def drop_sql(vendor: str, table: str) -> list[str]:
    """Return the statements that make it an ordinary table again."""
    if vendor == "postgresql":
        return [
            statement
            for deed in ("update", "delete")
            for statement in (
                f'DROP TRIGGER IF EXISTS "{trigger_name(table, deed)}" ON "{table}"',
                f'DROP FUNCTION IF EXISTS "{trigger_name(table, deed)}"()',
            )
        ]
    return [f'DROP TRIGGER IF EXISTS "{trigger_name(table, deed)}"' for deed in ("update", "delete")]


def trigger_name(table: str, deed: str) -> str:
    """Return the name of the trigger that refuses a deed (update or delete) on a table."""
    return f"{table}_no_{deed}"


def _sqlite_trigger(table: str, deed: str, forbidden: str) -> list[str]:
    also = f" AND ({forbidden})" if forbidden else ""
    trigger = (
        f'CREATE TRIGGER "{trigger_name(table, deed)}" BEFORE {deed.upper()} ON "{table}" '
        f"WHEN helevejen_erasing() = 0{also} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: no {deed}'); END"
    )
    return [trigger]


def _postgresql_trigger(table: str, deed: str, forbidden: str) -> list[str]:
    name = trigger_name(table, deed)
    kept = "NEW" if deed == "update" else "OLD"
    function = (
        f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF current_setting('helevejen.erasing', true) IS DISTINCT FROM 'on' AND ({forbidden or 'TRUE'}) THEN "
        f"RAISE EXCEPTION '{table} is append-only: no {deed}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {kept}; END $$"
    )
    trigger = f'CREATE TRIGGER "{name}" BEFORE {deed.upper()} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()'
    return [function, trigger]


def _columns(state: ProjectState, table: str) -> list[str]:
    for model in state.apps.get_models(include_auto_created=True):
        if model._meta.db_table == table:
            return [field.column for field in model._meta.local_concrete_fields if field.column]
    raise ValueError(f"no model of the migrations has the table {table}; put AppendOnly after CreateModel")
