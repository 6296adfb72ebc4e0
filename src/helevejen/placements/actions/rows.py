"""Finished rows laid into the tables of placements: for the demo, which answers for what the rows mean."""

from __future__ import annotations

from helevejen.core import bulk
from helevejen.placements.models import Doubt, Evaluation, Placement, Rung, Terms, TermsAnswer, WorkedWeek

_tables = bulk.Tables(Placement, Terms, TermsAnswer, Rung, WorkedWeek, Doubt, Evaluation)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
