"""
An operation for migrations: rows of one key never overlap in time. Frozen, like `migrations_ops`.

PostgreSQL keeps it by an exclusion constraint (extension btree_gist), SQLite by triggers, which its one writer at a
time makes as good. Periods are half-open: one may begin at the moment the other ends. A null end is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState


class NoOverlap(Operation):
    """
    Keep the periods of rows with the same key apart.

    Args:
        table: The name of the table.
        key: The column whose equal values may not overlap.
        period: The columns of the start (inclusive) and the end (exclusive).
        kind: "tstzrange" for moments, "daterange" for days.
        where: SQL over the table's own columns that says which rows count, or "" for all. Every column stands in
            double quotes, so that it can be put in front of NEW.
        name: The name of the constraint, which stands in the error.
    """

    reversible = True
    elidable = False

    def __init__(self, table: str, *, key: str, period: tuple[str, str], kind: str, name: str, where: str = "") -> None:
        self.table, self.key, self.period, self.kind, self.name, self.where = (
            table,
            key,
            tuple(period),
            kind,
            name,
            where,
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        words = {"key": self.key, "period": self.period, "kind": self.kind, "name": self.name, "where": self.where}
        return type(self).__qualname__, [self.table], words

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: Django's picture of the models does not hold it."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        make = self._postgresql if schema_editor.connection.vendor == "postgresql" else self._sqlite
        # Dropped first, so that a migration that changes the table may end with the operation again.
        for sql in [*self._drop(schema_editor.connection.vendor), *make()]:
            schema_editor.execute(sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for sql in self._drop(schema_editor.connection.vendor):
            schema_editor.execute(sql, params=None)

    def describe(self) -> str:
        return f"Keep {self.table} from overlapping by {self.key}"

    @property
    def migration_name_fragment(self) -> str:
        return self.name

    def _drop(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [f'ALTER TABLE "{self.table}" DROP CONSTRAINT IF EXISTS "{self.name}"']
        return [f'DROP TRIGGER IF EXISTS "{self.name}_{deed}"' for deed in ("insert", "update")]

    def _postgresql(self) -> list[str]:
        start, end = self.period
        where = f" WHERE ({self.where})" if self.where else ""
        constraint = (
            f'ALTER TABLE "{self.table}" ADD CONSTRAINT "{self.name}" EXCLUDE USING gist '
            f'("{self.key}" WITH =, {self.kind}("{start}", "{end}") WITH &&){where}'
        )
        return ["CREATE EXTENSION IF NOT EXISTS btree_gist", constraint]

    def _sqlite(self) -> list[str]:
        start, end = self.period
        counts = f" AND ({self.where})" if self.where else ""
        new_counts = _of_new(self.where)
        clash = (
            f'SELECT 1 FROM "{self.table}" WHERE "{self.key}" = NEW."{self.key}" AND "id" <> NEW."id"{counts} '  # noqa: S608 - names out of migrations
            f'AND (NEW."{end}" IS NULL OR "{start}" < NEW."{end}") AND ("{end}" IS NULL OR "{end}" > NEW."{start}")'
        )
        when = f"{new_counts} AND EXISTS ({clash})" if new_counts else f"EXISTS ({clash})"
        return [
            f'CREATE TRIGGER "{self.name}_{deed}" AFTER {deed.upper()} ON "{self.table}" WHEN {when} '
            f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
            for deed in ("insert", "update")
        ]


def _of_new(where: str) -> str:
    """Return the condition with every quoted column put in front of NEW."""
    parts = where.split('"')
    return (
        "(" + "".join(part if index % 2 == 0 else f'NEW."{part}"' for index, part in enumerate(parts)) + ")"
        if where
        else ""
    )
