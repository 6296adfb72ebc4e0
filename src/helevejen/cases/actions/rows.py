"""
Finished rows laid into the tables of cases: for the import and the demo, which answer for what the rows mean.

Every other write goes through the deeds beside this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
from helevejen.core.deeds import step

_TABLES = {
    "case": Case,
    "clockpause": ClockPause,
    "companycontact": CompanyContact,
    "decision": Decision,
    "decisionevidence": DecisionEvidence,
    "exemption": Exemption,
    "goal": Goal,
    "job": Job,
    "meeting": Meeting,
    "meetingslot": MeetingSlot,
    "message": Message,
    "note": Note,
    "notice": Notice,
    "nudge": Nudge,
    "planstep": PlanStep,
    "statement": Statement,
    "statementuse": StatementUse,
    "track": Track,
    "turn": Turn,
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
