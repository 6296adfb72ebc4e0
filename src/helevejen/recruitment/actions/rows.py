"""Finished rows laid into the tables of job orders and courses: for the demo, which answers for what the rows mean."""

from __future__ import annotations

from helevejen.core import bulk
from helevejen.recruitment.models import Course, JobOrder, OrderEvent, Requirement

_tables = bulk.Tables(JobOrder, Requirement, OrderEvent, Course)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
