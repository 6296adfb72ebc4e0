"""Finished rows laid into the tables of ledger: for the import and the demo, which answer for what the rows mean."""

from __future__ import annotations

from helevejen.core import bulk
from helevejen.ledger.models import Account, Commitment, Entry, Posting

_tables = bulk.Tables(Account, Commitment, Entry, Posting)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
