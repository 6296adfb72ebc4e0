"""Moments are read as Django reads them."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import BaseTzLoader
from psycopg import DataError

from helevejen.core.quick_postgresql.base import MomentLoader


class DjangosLoader(BaseTzLoader):
    timezone = UTC


WRITTEN = [
    b"2026-11-20 07:30:00+00",
    b"2026-11-20 07:30:00.5+00",
    b"2026-11-20 07:30:00.12345+00",
    b"2026-11-20 07:30:00.123456+00",
    b"0001-01-01 00:00:00+00",
    b"9999-12-31 23:59:59.999999+00",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_moment_is_read_as_django_reads_it(written):
    for data in (written, memoryview(written), bytearray(written)):
        read = MomentLoader(0).load(data)
        assert read == DjangosLoader(0).load(data)
        assert read.tzinfo is UTC


def test_a_moment_written_elsewhere_is_the_same_moment():
    read = MomentLoader(0).load(b"2026-11-20 08:30:00+01")
    assert (read, read.tzinfo) == (datetime(2026, 11, 20, 7, 30, tzinfo=UTC), UTC)


@pytest.mark.parametrize("written", [b"infinity", b"-infinity", b"0044-03-15 10:00:00+00 BC"])
def test_what_python_has_no_moment_for_is_refused_as_ever(written):
    with pytest.raises(DataError):
        MomentLoader(0).load(written)


@pytest.mark.django_db
def test_the_database_gives_moments_in_utc():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no moments of its own")
    with connection.cursor() as cursor:
        cursor.execute("SELECT TIMESTAMPTZ '2026-07-01 12:00:00.25 Europe/Copenhagen', NULL::timestamptz")
        moment, nothing = cursor.fetchone()
    assert (moment, moment.tzinfo, nothing) == (datetime(2026, 7, 1, 10, 0, 0, 250_000, tzinfo=UTC), UTC, None)
    assert issubclass(connection.connection.adapters.get_loader(1184, 0), MomentLoader)
