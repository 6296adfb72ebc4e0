"""One row of each table of job orders as the generator writes it. A relation is a number."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple


class JobOrder(NamedTuple):
    id: int
    company: int
    workplace: int
    contact: int
    title: str
    tasks: str
    occupation_uri: str
    occupation_label: str
    positions: int
    hours_least: Decimal
    hours_most: Decimal
    forms: list[str]
    days: list[str]
    shifts: list[str]
    considerations: list[str]
    may_be_split: bool
    owner: int
    ordered_by: int
    ordered_at: datetime
    number: int
    reply_due_at: datetime
    shortlist_due_at: datetime
    answered_at: datetime | None
    shortlisted_at: datetime | None
    shortlist_count: int | None
    next_step: str
    next_due_on: date | None


class Requirement(NamedTuple):
    id: int
    order: int
    kind: str
    weight: str
    label: str
    code: str
    level: str


class OrderEvent(NamedTuple):
    id: int
    order: int
    number: int
    kind: str
    at: datetime
    by: int
    words: str
    owner: int


class Course(NamedTuple):
    id: int
    external_id: str
    title: str
    provider: str
    price_dkk: int | None
    length_days: int
    place: str
    is_on_positive_list: bool | None
    positive_from: date | None
    skills: list[str]
    licences: list[str]
    requires: list[str]
    starts_on: date | None
    source: str
    is_example: bool
    valid_from: date


TABLES: dict[type[Any], tuple[str, str]] = {
    JobOrder: ("recruitment", "joborder"),
    Requirement: ("recruitment", "requirement"),
    OrderEvent: ("recruitment", "orderevent"),
    Course: ("recruitment", "course"),
}
