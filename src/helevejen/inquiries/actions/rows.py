"""Finished rows laid into the tables of inquiries: for the import and the demo, which answer for what the rows mean."""

from __future__ import annotations

from helevejen.core import bulk
from helevejen.inquiries.models import (
    CannedAnswer,
    CannedVersion,
    Duty,
    Inquiry,
    InquiryEvent,
    Post,
    PublishedDeadline,
    Wait,
)

_tables = bulk.Tables(CannedAnswer, CannedVersion, Duty, Inquiry, InquiryEvent, Post, PublishedDeadline, Wait)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
