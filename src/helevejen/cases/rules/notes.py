"""
What a note, a message and a step of the plan must hold.

Source: docs/rules/turns.md (what is written down). The house's own rules.
"""

from __future__ import annotations

from datetime import date, datetime

from helevejen.cases.enums import Cap, PlanObjection, WritingObjection

MOST_HEADLINE_LETTERS = 120
MOST_TEXT_LETTERS = 20_000
MOST_MESSAGE_LETTERS = 5_000
MOST_PLAN_LETTERS = 300
MOST_MINUTES = 600


def objection_to_note(
    *, cap: str, headline: str, text: str, minutes: int, is_shared_with_citizen: bool
) -> WritingObjection | None:
    """
    Return why a note cannot be written as it is, or None.

    Source:
        docs/rules/turns.md (what is written down; a mentor's note is the citizen's too).
    """
    if cap not in Cap.values:
        return WritingObjection.NO_CAP
    if not headline.strip():
        return WritingObjection.NO_HEADLINE
    if not text.strip():
        return WritingObjection.NO_TEXT
    if len(headline.strip()) > MOST_HEADLINE_LETTERS or len(text) > MOST_TEXT_LETTERS:
        return WritingObjection.TOO_LONG
    if not 0 <= minutes <= MOST_MINUTES:
        return WritingObjection.TOO_MANY_MINUTES
    if cap == Cap.MENTOR and not is_shared_with_citizen:
        return WritingObjection.MENTOR_SHARES
    return None


def objection_to_message(
    *, text: str, wants_call: bool, call_at: datetime | None, at: datetime
) -> WritingObjection | None:
    """
    Return why a message cannot be sent as it is, or None. Whoever only asks to be called need not write.

    Source:
        docs/rules/turns.md (what the citizen writes).
    """
    if not text.strip() and not wants_call:
        return WritingObjection.NO_TEXT
    if len(text) > MOST_MESSAGE_LETTERS:
        return WritingObjection.TOO_LONG
    if call_at is not None and call_at < at:
        return WritingObjection.CALL_IN_PAST
    return None


def objection_to_plan_text(text: str) -> PlanObjection | None:
    """
    Return why a goal or a step cannot be called that, or None.

    Source:
        docs/rules/turns.md (the plan).
    """
    if not text.strip():
        return PlanObjection.NO_TEXT
    return PlanObjection.TOO_LONG if len(text.strip()) > MOST_PLAN_LETTERS else None


def objection_to_step(*, text: str, due_on: date, on: date) -> PlanObjection | None:
    """
    Return why a step cannot be agreed like that, or None.

    Source:
        docs/rules/turns.md (the plan).
    """
    return objection_to_plan_text(text) or (PlanObjection.DUE_IN_PAST if due_on < on else None)
