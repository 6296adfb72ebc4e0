"""One row of each table about money and what it buys, as the generator writes it; `rows` has the others."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class LedgerAccount(NamedTuple):
    id: int
    code: str
    name: str
    unit: str
    series: str
    valid_from: date | None
    valid_until: date | None
    is_source: bool
    opened_at: datetime


class LedgerCommitment(NamedTuple):
    id: int
    account: int
    amount: int
    reference: str
    made_at: datetime
    made_by: int
    expires_on: date | None = None


class LedgerEntry(NamedTuple):
    id: int
    kind: str
    at: datetime
    booked_on: date
    by: int | None
    reference: str = ""
    decision: str = ""
    commitment: int | None = None


class LedgerPosting(NamedTuple):
    id: int
    entry: int
    number: int
    amount: int
    from_account: int
    from_side: str
    to_account: int
    to_side: str


class Statement(NamedTuple):
    id: int
    case: int
    track: int
    kind: str
    purpose: str
    questions: str
    supplier_name: str
    price_oere: int
    commitment: int | None
    state: str
    ordered_by: int
    ordered_at: datetime
    promised_on: date
    received_at: datetime | None = None
    answer: str = ""
    paid_at: datetime | None = None
    paid_oere: int | None = None
    cancelled_at: datetime | None = None
    cancelled_because: str = ""


class StatementUse(NamedTuple):
    id: int
    statement: int
    decision: int
    used_by: int
    used_at: datetime
