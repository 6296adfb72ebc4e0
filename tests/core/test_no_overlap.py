import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from helevejen.core.migrations_overlap import NoOverlap

pytestmark = pytest.mark.both

TABLE = "core_tests_stay"
GUARD = NoOverlap(
    TABLE, key="room", period=("from_day", "until_day"), kind="daterange", name="stay_alone", where='"is_real" IS TRUE'
)
CREATE = migrations.CreateModel(
    "Stay",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("room", models.IntegerField()),
        ("from_day", models.DateField()),
        ("until_day", models.DateField(null=True)),
        ("is_real", models.BooleanField(default=True)),
    ],
)


def migrate(operation, deed="database_forwards"):
    before, after = ProjectState(), ProjectState()
    CREATE.state_forwards("core_tests", after)
    states = (before, after) if deed == "database_forwards" else (after, before)
    with connection.schema_editor() as editor:
        getattr(operation, deed)("core_tests", editor, *states)


def stay(room, from_day, until_day, *, is_real=True):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (room, from_day, until_day, is_real) VALUES (%s, %s, %s, %s)",
            [room, f"2026-01-{from_day:02}", until_day and f"2026-01-{until_day:02}", is_real],
        )


@pytest.fixture
def table(transactional_db):
    migrate(CREATE)
    migrate(GUARD)
    stay(1, 10, 20)
    yield
    migrate(CREATE, "database_backwards")


@pytest.mark.parametrize("days", [(5, 10), (20, 25), (20, None)])
def test_periods_that_touch_are_let_through(table, days):
    stay(1, *days)


@pytest.mark.parametrize("days", [(5, 11), (19, 25), (12, 13), (1, 31), (10, 20), (19, None), (1, None)])
def test_periods_that_overlap_are_refused(table, days):
    with pytest.raises(IntegrityError, match="stay_alone"):
        stay(1, *days)


def test_another_key_and_a_row_that_does_not_count_are_let_through(table):
    stay(2, 10, 20)
    stay(1, 10, 20, is_real=False)


def test_a_change_that_makes_them_overlap_is_refused(table):
    stay(1, 10, 20, is_real=False)
    with pytest.raises(IntegrityError, match="stay_alone"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET is_real = TRUE")


def test_the_operation_can_be_repeated_and_taken_back(table):
    migrate(GUARD)
    migrate(GUARD, "database_backwards")
    stay(1, 10, 20)


def test_the_operation_can_be_written_down():
    _name, arguments, options = GUARD.deconstruct()
    assert NoOverlap(*arguments, **options).deconstruct() == GUARD.deconstruct()
