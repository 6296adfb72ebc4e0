"""Finished rows laid into the tables of the ledger, for the demo, which answers for what the rows mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helevejen.core import bulk
from helevejen.core.deeds import step
from helevejen.ledger.models import Account, Commitment, Entry, Posting

_TABLES = {"account": Account, "commitment": Commitment, "entry": Entry, "posting": Posting}


@step
def lay_rows(table: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Lay finished rows into one of the tables and return how many. Postings move the balances as any others do."""
    return bulk.insert(_TABLES[table], names, rows)


@step
def last_id(table: str) -> int:
    """Return the highest number a row of the table has."""
    return bulk.last_id(_TABLES[table])


@step
def catch_up(table: str) -> None:
    """Let coming numbers follow those of the rows laid."""
    bulk.catch_up(_TABLES[table])
