"""The flat test: a read costs as many queries for many rows as for few."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def count_queries(read: Callable[[], object]) -> int:
    """Return how many queries a read makes. Let it touch everything its page shows."""
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)


def count_reads(read: Callable[[], object]) -> int:
    """Return how many of them read, as the page benchmark counts: without the transaction and the row of the log."""
    with CaptureQueriesContext(connection) as queries:
        read()
    return sum(not query["sql"].startswith(_NO_READ) for query in queries.captured_queries)


_NO_READ = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "INSERT")


def assert_flat(read: Callable[[], object], make_more: Callable[[], object]) -> None:
    """Read, make ten times more, read again: the counts are equal."""
    before = count_queries(read)
    for _ in range(10):
        make_more()
    assert count_queries(read) == before
