"""Finished rows laid into the tables of caseload: for the import and the demo, which answer for what the rows mean."""

from __future__ import annotations

from helevejen.caseload.models import Assignment, Handover, HandoverItem
from helevejen.core import bulk

_tables = bulk.Tables(Assignment, Handover, HandoverItem)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
