"""One row of each table as the generator writes it, and the book that gathers them. A relation is a number."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from helevejen.tasks.demo import inbox_rows, order_rows, profiles
from helevejen.tasks.demo.money_rows import (
    LedgerAccount,
    LedgerCommitment,
    LedgerEntry,
    LedgerPosting,
    Statement,
    StatementUse,
)


class Team(NamedTuple):
    id: int
    name: str
    phone: str


class User(NamedTuple):
    id: int
    username: str
    kind: str
    name: str
    email: str
    phone: str
    password: str
    is_active: bool
    date_joined: datetime


class Employment(NamedTuple):
    id: int
    user: int
    team: int
    role: str
    title: str
    weekly_hours: float
    valid_from: date
    valid_until: date | None = None


class Absence(NamedTuple):
    id: int
    user: int
    substitute: int
    kind: str
    valid_from: date
    valid_until: date
    planned_by: int
    planned_at: datetime


class UserNotice(NamedTuple):
    id: int
    user: int
    kind: str
    text: str
    sentence: str
    values: dict[str, object]
    created_at: datetime
    path: str = ""
    read_at: datetime | None = None


class Citizen(NamedTuple):
    id: int
    given_name: str
    family_name: str
    search_key: str
    cpr: str | None
    cpr_index: str | None
    birth_date: date
    protection: str
    address: str | None
    postcode: str
    city: str
    home_key: str
    phone: str
    email: str
    preferred_channel: str
    language: str
    needs_interpreter: bool
    user: int | None
    registered_at: datetime


class TargetGroupPeriod(NamedTuple):
    id: int
    citizen: int
    group: str
    valid_from: date
    valid_until: date | None
    source: str = "Demo"


class ContactGroupPeriod(NamedTuple):
    id: int
    citizen: int
    group: str
    valid_from: date
    valid_until: date | None
    source: str = "Demo"


class BenefitPeriod(NamedTuple):
    id: int
    citizen: int
    benefit: str
    valid_from: date
    valid_until: date | None
    source: str = "Demo"


class VeteranMark(NamedTuple):
    id: int
    citizen: int
    stated_at: datetime


class Consent(NamedTuple):
    id: int
    citizen: int
    purpose: str
    partner: str
    partner_user: int | None
    given_at: datetime
    valid_until: date


class Wish(NamedTuple):
    id: int
    citizen: int
    first: int
    version: int
    text: str
    said_at: datetime
    is_in_plan: bool = True
    replaced_at: datetime | None = None


class WishAnswer(NamedTuple):
    id: int
    wish: int
    kind: str
    reason: str
    answered_by: int
    answered_at: datetime


class Relation(NamedTuple):
    id: int
    user: int
    citizen: int
    kind: str
    valid_from: datetime
    valid_until: datetime | None
    reason: str
    opened_by: int | None
    source: str = ""


class Company(NamedTuple):
    id: int
    cvr: str
    name: str
    search_key: str


class Workplace(NamedTuple):
    id: int
    company: int
    pnumber: str
    name: str
    search_key: str
    address: str
    postcode: str
    city: str


class Contact(NamedTuple):
    id: int
    company: int
    workplace: int | None
    user: int | None
    name: str
    title: str
    phone: str
    email: str


class Case(NamedTuple):
    id: int
    citizen: int
    jobformidler: int
    backup: int
    opened_at: datetime
    closed_at: datetime | None = None
    closed_by: int | None = None
    closing_reason: str = ""


class Assignment(NamedTuple):
    id: int
    case: int
    jobformidler: int
    valid_from: datetime
    valid_until: datetime | None
    reason: str
    assigned_by: int
    handover: int | None = None


class Handover(NamedTuple):
    id: int
    case: int
    from_user: int
    to_user: int
    new_backup: int
    reason: str
    state: str
    takes_effect_on: date
    requested_by: int
    requested_at: datetime
    answered_at: datetime | None = None
    no_meeting_because: str = ""
    citizen_told_at: datetime | None = None
    completed_at: datetime | None = None


class HandoverItem(NamedTuple):
    id: int
    handover: int
    kind: str
    reference: str
    label: str
    signed_at: datetime | None = None
    signed_by: int | None = None


class Track(NamedTuple):
    id: int
    case: int
    kind: str
    title: str
    opened_at: datetime
    parent: int | None = None
    template: str | None = None
    wish: int | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    open_key: int | None = None
    open_turn: int | None = None


class Turn(NamedTuple):
    id: int
    track: int
    number: int
    holder: str
    holder_user: int | None
    holder_name: str
    step: str
    expects: str
    since: datetime
    due_on: date | None
    due_kind: str
    due_reason: str
    cap: str
    passed_by: int | None
    ended_at: datetime | None = None
    ended_by: int | None = None
    event: str = ""
    event_note: str = ""
    open_key: int | None = None
    open_track: int | None = None


class Nudge(NamedTuple):
    id: int
    turn: int
    by: int
    at: datetime
    note: str


class Meeting(NamedTuple):
    id: int
    case: int
    citizen: int
    track: int | None
    host: int
    purpose: str
    cap: str
    state: str
    channel: str
    place: str
    starts_at: datetime | None
    ends_at: datetime | None
    minutes: int
    proposed_by: int
    proposed_at: datetime
    uid: UUID
    absence_reason: str = ""
    cancelled_by_citizen: bool | None = None
    closed_at: datetime | None = None


class MeetingSlot(NamedTuple):
    id: int
    meeting: int
    starts_at: datetime
    ends_at: datetime


class Note(NamedTuple):
    id: int
    case: int
    track: int | None
    meeting: int | None
    cap: str
    kind: str
    headline: str
    text: str
    minutes: int
    written_by: int
    written_at: datetime
    is_shared_with_citizen: bool = True


class Message(NamedTuple):
    id: int
    case: int
    track: int
    from_citizen: bool
    cap: str
    text: str
    sent_by: int
    sent_at: datetime
    wants_call: bool = False
    call_at: datetime | None = None


class CaseNotice(NamedTuple):
    id: int
    case: int
    kind: str
    values: dict[str, object]
    told_at: datetime
    read_at: datetime | None = None


class Goal(NamedTuple):
    id: int
    case: int
    wish: int | None
    text: str
    state: str
    set_by: int
    set_at: datetime
    ended_at: datetime | None = None


class PlanStep(NamedTuple):
    id: int
    case: int
    goal: int | None
    owner: str
    text: str
    cap: str
    due_on: date
    agreed_by: int
    agreed_at: datetime
    done_at: datetime | None = None
    done_by: int | None = None


class Decision(NamedTuple):
    id: int
    case: int
    track: int | None
    kind: str
    state: str
    applied_on: date | None
    applied_by: str
    outcome: str
    facts: str
    law_clause: str
    considerations: str
    is_hearing_needed: bool | None
    hearing_sent_on: date | None
    hearing_due_on: date | None
    hearing_answered_on: date | None
    hearing_answer: str
    complaint_guidance: str
    complaint_due_on: date | None
    drafted_by: int
    drafted_at: datetime
    released_by: int | None
    released_at: datetime | None
    text: str


class DecisionEvidence(NamedTuple):
    id: int
    decision: int
    note: int
    note_cap: str


class CompanyContact(NamedTuple):
    id: int
    case: int
    track: int | None
    company: int
    contact_name: str
    channel: str
    text: str
    minutes: int
    by: int
    at: datetime


class Job(NamedTuple):
    id: int
    case: int
    company: int | None
    employer_name: str
    title: str
    form: str
    weekly_hours: float
    started_on: date
    retention_track: int
    check_in_days: int
    follow_up_until: date
    registered_by: int
    registered_at: datetime
    ended_on: date | None = None
    ended_because: str = ""


class Event(NamedTuple):
    id: int
    at: datetime
    verb: str
    actor_id: int | None
    actor_name: str
    cap: str
    object_kind: str
    object_id: str
    subject_id: int | None


class Access(NamedTuple):
    id: int
    at: datetime
    actor_id: int | None
    actor_name: str
    actor_unit: str
    acting_as: str
    kind: str
    page: str
    purpose: str
    request_id: str
    data_classes: str = "A"
    channel: str = "web"
    object_kind: str = ""
    object_id: str = ""


class AccessSubject(NamedTuple):
    id: int
    access_id: int
    citizen_id: int
    at: datetime
    purpose: str


#: App and table of each kind of row, in the order in which they can be laid.
TABLES: dict[type[Any], tuple[str, str]] = {
    Team: ("accounts", "team"),
    User: ("accounts", "user"),
    Employment: ("accounts", "employment"),
    Absence: ("accounts", "absence"),
    UserNotice: ("accounts", "notice"),
    LedgerAccount: ("ledger", "account"),
    LedgerCommitment: ("ledger", "commitment"),
    LedgerEntry: ("ledger", "entry"),
    LedgerPosting: ("ledger", "posting"),
    Company: ("companies", "company"),
    Workplace: ("companies", "workplace"),
    Contact: ("companies", "contact"),
    Citizen: ("citizens", "citizen"),
    TargetGroupPeriod: ("citizens", "targetgroupperiod"),
    ContactGroupPeriod: ("citizens", "contactgroupperiod"),
    BenefitPeriod: ("citizens", "benefitperiod"),
    VeteranMark: ("citizens", "veteranmark"),
    Consent: ("citizens", "consent"),
    Wish: ("citizens", "wish"),
    WishAnswer: ("citizens", "wishanswer"),
    **profiles.TABLES,
    Relation: ("citizens", "relation"),
    Case: ("cases", "case"),
    Track: ("cases", "track"),
    Turn: ("cases", "turn"),
    Nudge: ("cases", "nudge"),
    Statement: ("cases", "statement"),
    Meeting: ("cases", "meeting"),
    MeetingSlot: ("cases", "meetingslot"),
    Note: ("cases", "note"),
    Message: ("cases", "message"),
    CaseNotice: ("cases", "notice"),
    Goal: ("cases", "goal"),
    PlanStep: ("cases", "planstep"),
    Decision: ("cases", "decision"),
    DecisionEvidence: ("cases", "decisionevidence"),
    StatementUse: ("cases", "statementuse"),
    CompanyContact: ("cases", "companycontact"),
    Job: ("cases", "job"),
    Handover: ("caseload", "handover"),
    Assignment: ("caseload", "assignment"),
    HandoverItem: ("caseload", "handoveritem"),
    **inbox_rows.TABLES,
    **order_rows.TABLES,
    Event: ("audit", "event"),
    Access: ("audit", "access"),
    AccessSubject: ("audit", "accesssubject"),
}


class Book:
    """The rows made so far, and the next free number of each table."""

    def __init__(self, last_ids: dict[type[Any], int] | None = None) -> None:
        self.rows: dict[type[Any], list[Any]] = defaultdict(list)
        self._last = dict.fromkeys(TABLES, 0) | (last_ids or {})

    def next_id(self, kind: type[Any]) -> int:
        self._last[kind] += 1
        return self._last[kind]

    def add(self, kind: type[Any], /, **values: object) -> int:
        """Write a row and return its number."""
        number = self.next_id(kind)
        self.rows[kind].append(kind(id=number, **values))
        return number

    def empty(self) -> dict[type[Any], list[Any]]:
        """Give up the rows and go on with the numbers."""
        rows, self.rows = self.rows, defaultdict(list)
        return rows
