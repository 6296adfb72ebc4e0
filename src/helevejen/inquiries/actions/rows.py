"""Finished rows laid into the tables of the inbox, for the demo, which answers for what the rows mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helevejen.core import bulk
from helevejen.core.deeds import step
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

_TABLES = {
    "cannedanswer": CannedAnswer,
    "cannedversion": CannedVersion,
    "duty": Duty,
    "inquiry": Inquiry,
    "inquiryevent": InquiryEvent,
    "post": Post,
    "publisheddeadline": PublishedDeadline,
    "wait": Wait,
}


@step
def lay_rows(table: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Lay finished rows into one of the tables and return how many."""
    return bulk.insert(_TABLES[table], names, rows)


@step
def last_id(table: str) -> int:
    """Return the highest number a row of the table has."""
    return bulk.last_id(_TABLES[table])


@step
def catch_up(table: str) -> None:
    """Let coming numbers follow those of the rows laid."""
    bulk.catch_up(_TABLES[table])
