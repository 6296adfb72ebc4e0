"""Finished rows laid into the tables of accounts: for the import and the demo, which answer for what the rows mean."""

from __future__ import annotations

from helevejen.accounts.models import (
    Absence,
    Employment,
    Installation,
    Notice,
    Team,
    User,
)
from helevejen.core import bulk

_tables = bulk.Tables(Absence, Employment, Installation, Notice, Team, User)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
