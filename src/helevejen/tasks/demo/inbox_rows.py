"""One row of each table of the inbox as the generator writes it. A relation is a number."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple


class Duty(NamedTuple):
    id: int
    team: int
    user: int
    valid_from: date
    valid_until: date
    named_by: int
    named_at: datetime


class CannedAnswer(NamedTuple):
    id: int
    topic: str
    language: str = "da"


class CannedVersion(NamedTuple):
    id: int
    answer: int
    number: int
    title: str
    text: str
    review_on: date
    written_by: int
    written_at: datetime


class PublishedDeadline(NamedTuple):
    id: int
    kind: str
    law: str
    amount: int
    unit: str
    valid_from: date
    approved_on: date
    reviewed_on: date
    published_by: int
    published_at: datetime
    valid_until: date | None = None


class Inquiry(NamedTuple):
    id: int
    channel: str
    sender: str
    citizen: int | None
    company: int | None
    track: int | None
    sender_name: str
    sender_email: str
    sender_phone: str
    topic: str
    subject: str
    received_at: datetime
    owner: int
    team: int
    number: int
    reply_token: str
    promised_at: datetime
    receipt_due_at: datetime
    answer_due_at: datetime
    solve_due_at: datetime
    due_at: datetime | None
    acknowledged_at: datetime
    receipt_minutes: int
    answered_at: datetime | None = None
    answer_minutes: int | None = None
    is_in_time: bool | None = None
    solved_at: datetime | None = None
    solved_by: int | None = None
    solve_minutes: int | None = None
    handover_count: int = 0
    reopened_count: int = 0
    avoidable: str = ""
    level: int = 0
    wants_call: bool = False


class Post(NamedTuple):
    id: int
    inquiry: int
    is_from_sender: bool
    channel: str
    text: str
    written_by: int | None
    written_at: datetime


class InquiryEvent(NamedTuple):
    id: int
    inquiry: int
    number: int
    kind: str
    at: datetime
    by: int | None
    reason: str
    detail: dict[str, Any]


class Wait(NamedTuple):
    id: int
    inquiry: int
    on: str
    ground: str
    since: datetime
    begun_by: int
    ended_at: datetime | None = None


#: App and table of each kind of row, in the order in which they can be laid, after cases.
TABLES: dict[type[Any], tuple[str, str]] = {
    Duty: ("inquiries", "duty"),
    CannedAnswer: ("inquiries", "cannedanswer"),
    CannedVersion: ("inquiries", "cannedversion"),
    PublishedDeadline: ("inquiries", "publisheddeadline"),
    Inquiry: ("inquiries", "inquiry"),
    Post: ("inquiries", "post"),
    InquiryEvent: ("inquiries", "inquiryevent"),
    Wait: ("inquiries", "wait"),
}
