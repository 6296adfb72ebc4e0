"""Finished rows laid into the tables of companies: for the import and the demo, which answer for what the rows mean."""

from __future__ import annotations

from helevejen.companies.models import Company, Contact, Workplace
from helevejen.core import bulk

_tables = bulk.Tables(Company, Contact, Workplace)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
