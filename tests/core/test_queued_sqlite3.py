"""The queue of those who want to write in SQLite, on a database of its own."""

import fcntl
import threading
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext

from helevejen.core.queued_sqlite3 import base
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


class Standing:
    """A clock that goes on only while somebody waits: so long in the queue, and a second for each pause."""

    def __init__(self, in_queue):
        self.now, self.in_queue, self.pauses = 1_000.0, in_queue, 0

    def monotonic(self):
        return self.now

    def sleep(self, _seconds):
        self.now += 1
        self.pauses += 1

    def flock(self, place, how):
        fcntl.flock(place, how)
        self.now += self.in_queue


@pytest.mark.parametrize(("in_queue", "pauses"), [(0, 20), (40, 20), (50, 10), (60, 0), (400, 0)])
def test_behind_a_place_that_is_never_left_the_last_wait_little_longer_than_the_first(
    open_another, monkeypatch, in_queue, pauses
):
    first, last = open_another(), open_another(seconds=20)
    begin(first)
    standing = Standing(in_queue)
    with monkeypatch.context() as patch:
        patch.setattr(base, "time", standing)
        patch.setattr(base, "fcntl", SimpleNamespace(flock=standing.flock, LOCK_EX=fcntl.LOCK_EX))
        with pytest.raises(OperationalError, match="locked"):
            begin(last)
    assert standing.pauses == pauses
    end(first)


def test_whoever_has_stood_long_writes_when_the_place_is_free(open_another, monkeypatch):
    one, standing = open_another(seconds=20), Standing(in_queue=400)
    monkeypatch.setattr(base, "time", standing)
    monkeypatch.setattr(base, "fcntl", SimpleNamespace(flock=standing.flock, LOCK_EX=fcntl.LOCK_EX))
    begin(one)
    end(one)


def test_nobody_goes_past_the_queue(open_another, tmp_path):
    one, has_begun = open_another(), threading.Event()

    def write():
        begin(one)
        has_begun.set()
        end(one)

    with (tmp_path / "queue.sqlite3-queue").open("w") as place:
        fcntl.flock(place, fcntl.LOCK_EX)
        writer = threading.Thread(target=write)
        writer.start()
        assert not has_begun.wait(0.2), "the place is free, but it is another's turn"
    writer.join()
    assert has_begun.is_set()


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
