import pytest
from django.core.management.color import no_style
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from helevejen.core.db import erasing, flushing
from helevejen.core.migrations_ops import AppendOnly, create_sql

pytestmark = pytest.mark.both

TABLE = "core_tests_entry"
CREATE = migrations.CreateModel(
    "Entry",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("text", models.TextField(null=True)),
        ("note", models.TextField(null=True)),
        ("ended_at", models.IntegerField(null=True)),
    ],
)


def migrate(operation, state, *, backwards=False):
    after = state.clone()
    operation.state_forwards("core_tests", after)
    with connection.schema_editor() as editor:
        if backwards:
            operation.database_backwards("core_tests", editor, after, state)
        else:
            operation.database_forwards("core_tests", editor, state, after)
    return after


def run(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def texts():
    return [tuple(row) for row in run(f"SELECT text, note, ended_at FROM {TABLE} ORDER BY id")]


@pytest.fixture
def entries(transactional_db):
    """Return a function that makes the table append-only in the way asked; one open row and one ended."""
    before = ProjectState()
    state = migrate(CREATE, before)
    run(f"INSERT INTO {TABLE} (text, note, ended_at) VALUES ('open', NULL, NULL), ('ended', NULL, 7)")
    yield lambda *arguments, **options: migrate(AppendOnly(TABLE, *arguments, **options), state)
    migrate(CREATE, before, backwards=True)


def refused(sql, *values):
    before = texts()
    with pytest.raises(IntegrityError, match=f"{TABLE} is append-only"):
        run(sql, *values)
    return texts() == before


def test_rows_may_be_added(entries):
    entries()
    run(f"INSERT INTO {TABLE} (text) VALUES ('ny')")
    assert len(texts()) == 3


def test_nothing_may_be_changed_or_deleted(entries):
    entries()
    assert refused(f"UPDATE {TABLE} SET text = 'andet'")
    assert refused(f"UPDATE {TABLE} SET text = NULL WHERE ended_at IS NULL")
    assert refused(f"UPDATE {TABLE} SET note = 'ny'")
    assert refused(f"UPDATE {TABLE} SET id = id + 100")
    assert refused(f"DELETE FROM {TABLE}")


def test_a_write_that_changes_nothing_is_let_through(entries):
    entries()
    assert run(f"UPDATE {TABLE} SET text = text, note = NULL") == 2


def test_named_columns_may_be_changed_and_no_others(entries):
    entries(["note"])
    assert run(f"UPDATE {TABLE} SET note = 'ny', text = text") == 2
    assert refused(f"UPDATE {TABLE} SET note = 'nyere', text = 'andet'")
    assert refused(f"DELETE FROM {TABLE}")


def test_a_row_is_closed_for_good_once_its_column_is_filled(entries):
    entries(may_change=["note", "ended_at"], when_null="ended_at")
    assert run(f"UPDATE {TABLE} SET ended_at = 9, note = 'slut' WHERE text = 'open'") == 1
    assert refused(f"UPDATE {TABLE} SET note = 'mere' WHERE text = 'open'")
    assert refused(f"UPDATE {TABLE} SET ended_at = NULL WHERE text = 'ended'")
    assert texts() == [("open", "slut", 9), ("ended", None, 7)]


def test_erasing_makes_it_step_aside_until_the_end_of_the_block(entries):
    entries()
    with transaction.atomic(), erasing():
        run(f"UPDATE {TABLE} SET text = 'slettet'")
        with erasing():
            run(f"DELETE FROM {TABLE} WHERE ended_at IS NULL")
        run(f"UPDATE {TABLE} SET note = 'endnu åben'")
    assert texts() == [("slettet", "endnu åben", 7)]
    assert refused(f"DELETE FROM {TABLE}")


def test_erasing_ends_with_the_block_and_not_with_the_transaction(entries):
    entries()
    with transaction.atomic():
        with erasing():
            run(f"UPDATE {TABLE} SET text = 'slettet'")
        assert refused(f"DELETE FROM {TABLE}")


def test_erasing_ends_when_the_block_fails(entries):
    entries()
    with transaction.atomic():
        with pytest.raises(KeyError), erasing():
            raise KeyError
        assert refused(f"DELETE FROM {TABLE}")


def test_erasing_ends_when_the_database_refuses(entries):
    entries()
    with pytest.raises(IntegrityError), transaction.atomic(), erasing():
        connection.cursor().execute(f"INSERT INTO {TABLE} (id) SELECT id FROM {TABLE}")
    assert refused(f"DELETE FROM {TABLE}")


def test_erasing_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(RuntimeError, match="needs an open transaction"), erasing():
        pass


def test_flushing_lets_a_test_empty_the_table(entries):
    entries()
    flush = connection.ops.sql_flush(no_style(), [TABLE])
    with flushing():
        connection.ops.execute_sql_flush(flush)
    assert texts() == []


def test_the_operation_can_be_repeated_and_taken_back(entries):
    state = entries()
    entries(["note"])
    assert run(f"UPDATE {TABLE} SET note = 'ny'") == 2
    migrate(AppendOnly(TABLE), state, backwards=True)
    assert run(f"DELETE FROM {TABLE}") == 2


def test_the_operation_tells_what_it_does():
    operation = AppendOnly(TABLE, ["note"], when_null="ended_at")
    _name, arguments, options = operation.deconstruct()
    assert AppendOnly(*arguments, **options).deconstruct() == operation.deconstruct()
    assert operation.describe() == f"Make {TABLE} append-only"
    assert operation.migration_name_fragment == f"append_only_{TABLE}"


def test_an_unknown_column_or_table_is_refused():
    with pytest.raises(ValueError, match="has no column typo"):
        create_sql("sqlite", TABLE, ["id"], ["typo"], None)
    with pytest.raises(ValueError, match="put AppendOnly after CreateModel"):
        AppendOnly("nothing").database_forwards("x", connection.schema_editor(), ProjectState(), ProjectState())
