"""Finished rows laid into the tables of cases: for the import and the demo, which answer for what the rows mean."""

from __future__ import annotations

from helevejen.cases.models import (
    Case,
    ClockPause,
    CompanyContact,
    Decision,
    DecisionEvidence,
    Exemption,
    Goal,
    Job,
    Meeting,
    MeetingSlot,
    Message,
    Note,
    Notice,
    Nudge,
    PlanStep,
    Statement,
    StatementUse,
    Track,
    Turn,
)
from helevejen.core import bulk

_tables = bulk.Tables(
    Case,
    ClockPause,
    CompanyContact,
    Decision,
    DecisionEvidence,
    Exemption,
    Goal,
    Job,
    Meeting,
    MeetingSlot,
    Message,
    Note,
    Notice,
    Nudge,
    PlanStep,
    Statement,
    StatementUse,
    Track,
    Turn,
)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
