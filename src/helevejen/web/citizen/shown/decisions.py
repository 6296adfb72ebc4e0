"""Decisions as the citizen sees them; of a draft nothing but what the citizen is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from helevejen.cases import queries
from helevejen.cases.enums import DecisionState
from helevejen.cases.rules import decisions as rules


@dataclass(frozen=True, slots=True)
class DecisionSeen:
    """
    One decision, or one the citizen is heard about before it is made.

    Attributes:
        outcome: Yes, partly or no in words; empty for a hearing, where nothing is decided.
        facts: For a hearing, what the citizen is asked to read; else empty.
        may_complain: The last day to complain has not passed.
    """

    decision_id: int
    name: str
    is_hearing: bool
    outcome: str
    outcome_label: str
    released_at: datetime | None
    by: str
    complaint_due_on: date | None
    may_complain: bool
    facts: tuple[str, ...]
    hearing_sent_on: date | None
    hearing_due_on: date | None
    is_answered: bool
    answer: str


def decision_seen(decision: Any, today: date) -> DecisionSeen:
    """Return a decision that comes from `decisions_told_to`. No query."""
    is_hearing = decision.state == DecisionState.DRAFT
    due_on = None if is_hearing else decision.complaint_due_on
    return DecisionSeen(
        decision_id=decision.pk,
        name=queries.decision_name(decision.kind),
        is_hearing=is_hearing,
        outcome="" if is_hearing else decision.outcome,
        outcome_label="" if is_hearing else str(decision.get_outcome_display()),
        released_at=decision.released_at,
        by=decision.released_by.name if decision.released_by else decision.drafted_by.name,
        complaint_due_on=due_on,
        may_complain=due_on is not None and due_on >= today,
        facts=tuple(rules.paragraphs_of(decision.facts)) if is_hearing else (),
        hearing_sent_on=decision.hearing_sent_on,
        hearing_due_on=decision.hearing_due_on,
        is_answered=decision.hearing_answered_on is not None,
        answer=decision.hearing_answer if is_hearing else "",
    )
