"""The queue of those who want to write in SQLite, on a database of its own."""

import fcntl
import threading

import pytest
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext

from helevejen.core.queued_sqlite3.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_another(tmp_path):
    """Give a function that opens another connection to one and the same file."""
    opened = []

    def another(seconds=20.0):
        settings = connection.settings_dict | {
            "ENGINE": "helevejen.core.queued_sqlite3",
            "NAME": tmp_path / "queue.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": seconds,
                "init_command": "PRAGMA journal_mode=WAL;",
            },
        }
        made = DatabaseWrapper(settings, alias="queue")
        made.inc_thread_sharing()
        made.ensure_connection()
        opened.append(made)
        return made

    yield another
    for one in opened:
        one.close()


def begin(one):
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(one):
    one.commit()
    one.set_autocommit(True)


def usual_wait_ms(one):
    return one.connection.execute("PRAGMA busy_timeout").fetchone()[0]


def test_who_waits_writes_when_the_place_is_free(open_another):
    first, *others = [open_another() for _ in range(4)]
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE deed (number integer)")
    begin(first)

    def write(one, number):
        begin(one)
        with one.cursor() as cursor:
            cursor.execute("INSERT INTO deed VALUES (%s)", [number])
        end(one)

    threads = [threading.Thread(target=write, args=(one, number)) for number, one in enumerate(others)]
    for thread in threads:
        thread.start()
    with first.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM deed").fetchone() == (0,)
    end(first)
    for thread in threads:
        thread.join()
    with first.cursor() as cursor:
        assert cursor.execute("SELECT number FROM deed ORDER BY number").fetchall() == [(0,), (1,), (2,)]


def test_a_place_that_stays_taken_is_told_of_as_ever(open_another):
    first, second = open_another(), open_another(seconds=0.01)
    begin(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    end(first)
    begin(second)
    end(second)


def test_the_turnstile_is_free_while_somebody_writes(open_another, tmp_path):
    one = open_another()
    begin(one)
    with (tmp_path / "queue.sqlite3-queue").open() as place:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    end(one)


def test_other_statements_wait_as_long_as_before(open_another):
    one = open_another(seconds=7)
    begin(one)
    assert usual_wait_ms(one) == 7_000
    end(one)


def test_beginning_is_one_statement(open_another):
    one = open_another()
    with CaptureQueriesContext(one) as asked:
        begin(one)
        end(one)
    assert [query["sql"] for query in asked][:1] == ["BEGIN IMMEDIATE"]


def test_the_house_has_the_queue_on_sqlite():
    house = connections["default"]
    assert house.vendor != "sqlite" or isinstance(house, DatabaseWrapper)
