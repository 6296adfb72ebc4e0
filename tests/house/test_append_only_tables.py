"""SQLite makes a table anew when a field is altered and forgets its triggers; this finds the forgotten ones."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from helevejen.core.migrations_ops import AppendOnly, create_sql, trigger_name
from helevejen.core.migrations_overlap import NoOverlap

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def operations(kind):
    loader = MigrationLoader(None)
    for app, name in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True):
        yield from (
            operation for operation in loader.get_migration(app, name).operations if isinstance(operation, kind)
        )


def append_only_tables():
    """Return the last word of the migrations on each table that only grows."""
    return {operation.table: operation for operation in operations(AppendOnly)}


def columns_of(table):
    model = next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)
    return [field.column for field in model._meta.local_concrete_fields]


def guard_in_database(name):
    source = (
        "SELECT prosrc FROM pg_proc WHERE proname = %s"
        if connection.vendor == "postgresql"
        else "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(source, [name])
        row = cursor.fetchone()
    return row[0] if row else ""


def test_every_append_only_table_has_the_guard_its_columns_ask_for():
    faults = []
    for table, operation in append_only_tables().items():
        wanted = create_sql(connection.vendor, table, columns_of(table), operation.may_change, operation.when_null)
        for deed in ("update", "delete"):
            guard = guard_in_database(trigger_name(table, deed))
            if not guard or not any(guard in statement for statement in wanted):
                faults.append(f"{table}: no {deed}")
    assert not faults, f"end the migration that changed the table with AppendOnly again: {faults}"


def test_every_table_without_overlaps_has_its_guard():
    if connection.vendor == "postgresql":
        return  # a constraint, which no change of the table forgets
    last = {operation.name: operation for operation in operations(NoOverlap)}
    found = {guard_in_database(f"{name}_{deed}") for name in last for deed in ("insert", "update")}
    wanted = {statement for operation in last.values() for statement in operation._sqlite()}
    assert wanted - found == set(), "end the migration that changed the table with NoOverlap again"
