"""Finished rows laid into the tables of profiles, for the demo, which answers for what the rows mean."""

from __future__ import annotations

from helevejen.core import bulk
from helevejen.profiles.models import PrivateFact, ProfileFact

_tables = bulk.Tables(PrivateFact, ProfileFact)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
