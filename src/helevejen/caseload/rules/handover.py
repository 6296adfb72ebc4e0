"""When a case may change hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from helevejen.caseload.enums import AssignmentReason, HandoverState, Objection
from helevejen.caseload.rules.assignment import WorkerFacts, objection_to_assigning, objection_to_backup

#: How far back a talk with a company is something the next jobformidler must know (docs/rules/handover.md).
RECENT_CONTACT_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class HandoverRequest:
    """
    What is asked for when a case is to change hands.

    Attributes:
        has_one_already: Another hand-over of the case is under way.
        is_to_the_same: The receiver is the jobformidler already.
        is_backup_the_receiver: The new backup is the receiver.
    """

    reason: str
    takes_effect_on: date
    is_case_open: bool = True
    has_one_already: bool = False
    is_to_the_same: bool = False
    is_backup_the_receiver: bool = False


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """
    Where a hand-over stands.

    Attributes:
        unsigned_count: Open turns, promises, appointments and company contacts nobody has signed for.
        has_met: The joint meeting has been held.
        has_reason_for_no_meeting: Or it was agreed not to hold one, and why.
        is_citizen_told: The citizen has been told.
    """

    state: HandoverState
    takes_effect_on: date
    is_citizen_told: bool = False
    has_met: bool = False
    has_reason_for_no_meeting: bool = False
    unsigned_count: int = 0


def objection_to_handover(
    asked: HandoverRequest, *, receiver: WorkerFacts, backup: WorkerFacts, on: date
) -> Objection | None:
    """
    Return why a case cannot be asked to change hands, or None.

    It takes effect tomorrow at the earliest: the citizen is told before.

    Source:
        docs/rules/handover.md; forvaltningsloven § 3 (conflict of interest).
    """
    if not asked.is_case_open:
        return Objection.CASE_IS_CLOSED
    if asked.has_one_already:
        return Objection.HANDOVER_UNDER_WAY
    if asked.is_to_the_same:
        return Objection.ALREADY_THE_JOBFORMIDLER
    if asked.reason == AssignmentReason.FIRST:
        return Objection.REASON_IS_FOR_THE_FIRST
    if asked.takes_effect_on <= on:
        return Objection.TOO_SOON
    return objection_to_assigning(receiver) or objection_to_backup(
        backup, is_the_jobformidler=asked.is_backup_the_receiver
    )


def objection_to_answering(state: HandoverState, *, is_receiver: bool) -> Objection | None:
    """
    Return why a request cannot be answered, or None. Only the person asked answers.

    Source:
        docs/rules/handover.md.
    """
    if state != HandoverState.REQUESTED:
        return Objection.NOT_WAITING_FOR_AN_ANSWER
    return None if is_receiver else Objection.NOT_ASKED


def objection_to_telling(facts: HandoverFacts, *, on: date) -> Objection | None:
    """
    Return why the citizen cannot be told now, or None: not before there is a yes, and before it takes effect.

    Source:
        docs/rules/handover.md.
    """
    if facts.state != HandoverState.ACCEPTED:
        return Objection.NOT_ACCEPTED
    if facts.is_citizen_told:
        return Objection.ALREADY_TOLD
    return Objection.TOLD_TOO_LATE if on >= facts.takes_effect_on else None


def objection_to_withdrawing(state: HandoverState) -> Objection | None:
    """
    Return why a hand-over cannot be withdrawn, or None.

    Source:
        docs/rules/handover.md.
    """
    return None if state in {HandoverState.REQUESTED, HandoverState.ACCEPTED} else Objection.HANDOVER_IS_OVER


def objection_to_completing(facts: HandoverFacts, *, receiver: WorkerFacts, on: date) -> Objection | None:
    """
    Return what is still missing before the case changes hands, or None. The first thing to do is named first.

    Source:
        docs/rules/handover.md.
    """
    if facts.state != HandoverState.ACCEPTED:
        return Objection.NOT_ACCEPTED
    if not facts.is_citizen_told:
        return Objection.CITIZEN_NOT_TOLD
    if not (facts.has_met or facts.has_reason_for_no_meeting):
        return Objection.NOT_MET
    if facts.unsigned_count:
        return Objection.NOT_ALL_SIGNED
    if on < facts.takes_effect_on:
        return Objection.DAY_NOT_REACHED
    return objection_to_assigning(receiver)
