"""
Decisions: drafted part by part, heard about where needed, and released by a named person when nothing is missing.

A released decision is frozen; the database keeps that (`cases_decision`, once `released_at` is filled).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Unpack

from django.utils import translation

from helevejen.accounts.models import User
from helevejen.audit.enums import Verb
from helevejen.cases.actions import drafts, notices
from helevejen.cases.actions.obligations import keep_clocks
from helevejen.cases.actions.turns import NextTurn
from helevejen.cases.enums import (
    AppliedBy,
    Cap,
    DecisionObjection,
    DecisionState,
    MissingElement,
    NoticeKind,
    TurnEvent,
)
from helevejen.cases.models import Case, Decision, DecisionEvidence, Note, Track
from helevejen.cases.queries import decisions as queries
from helevejen.cases.rules import decisions as rules
from helevejen.core.deeds import Refusal, action, refused_as

_WRITABLE = frozenset(
    {
        "applied_on",
        "applied_by",
        "outcome",
        "facts",
        "law_clause",
        "considerations",
        "is_hearing_needed",
        "complaint_guidance",
        "complaint_due_on",
    }
)


@dataclass(frozen=True, slots=True)
class Application:
    """
    What a decision was applied for with.

    Attributes:
        received_on: The day we received it, from which the published deadline counts.
        by: How it came.
        inquiry_id: The inquiry it came as, for the log; None for none.
    """

    received_on: date
    by: AppliedBy
    inquiry_id: int | None = None


class UnableToDraftDecision(Refusal):
    """No draft can be begun."""


class UnableToWriteDecision(Refusal):
    """The draft cannot be changed so."""


class UnableToAttachNote(Refusal):
    """The note cannot be evidence for the decision."""


class UnableToWithdrawDraft(Refusal):
    """There is no draft to withdraw."""


class UnableToReleaseDecision(Refusal):
    """
    Something is missing.

    Attributes:
        missing: What, in the order a reader meets it.
    """

    def __init__(self, reason: object = "", *, missing: Sequence[MissingElement] = (), **values: object) -> None:
        super().__init__(reason, **values)
        self.missing = list(missing)

    def __str__(self) -> str:
        return " ".join(str(element.label) for element in self.missing) or super().__str__()


@action
def draft_decision(
    *,
    case: Case,
    by: User,
    at: datetime,
    kind: str,
    track: Track | None = None,
    application: Application | None = None,
) -> Decision:
    """
    Begin a draft. The only clause of law in force and the usual complaint guidance are filled in.

    Raises:
        UnableToDraftDecision: the case is closed, the kind or the track is not right, the application came after
            today, or no member of staff writes. Nothing has been written.
    """
    if objection := _objection_to_draft(case, by, kind=kind, track=track):
        raise UnableToDraftDecision(objection)
    if application is not None and application.received_on > drafts.day(at):
        raise UnableToDraftDecision(DecisionObjection.APPLIED_LATER)
    laws = rules.clauses().kinds[kind].laws_on(drafts.day(at))
    decision = Decision.objects.create(
        case=case,
        track=track,
        kind=kind,
        applied_on=application.received_on if application else None,
        applied_by=application.by if application else "",
        law_clause=laws[0].id if len(laws) == 1 else "",
        complaint_guidance=rules.clauses().complaint_guidance,
        drafted_by=by,
        drafted_at=at,
    )
    came_as = {"inquiry": application.inquiry_id} if application and application.inquiry_id else {}
    drafts.record(Verb.DECISION_DRAFTED, decision, by=by, at=at, kind=kind, **came_as)
    return decision


@action
def write_decision(*, decision: Decision, by: User, at: datetime, **fields: Any) -> Decision:
    """
    Write parts of a draft: applied_on with applied_by, outcome, facts, law_clause, considerations, is_hearing_needed,
    complaint_guidance, complaint_due_on.

    Raises:
        UnableToWriteDecision: it is no draft any more, the law is of another kind, or the application is half written
            or came after today. Nothing has been changed.
        TypeError: a field is not one that is written by hand.
    """
    if unknown := set(fields) - _WRITABLE:
        raise TypeError(f"write_decision does not write {', '.join(sorted(unknown))}")
    decision = drafts.lock_draft(decision, refusal=UnableToWriteDecision)
    law = fields.get("law_clause")
    if law and law not in {one.id for one in rules.clauses().kinds[decision.kind].laws}:
        raise UnableToWriteDecision(DecisionObjection.LAW_OF_OTHER_KIND)
    for name, value in fields.items():
        setattr(decision, name, value)
    if (decision.applied_on is None) != (not decision.applied_by):
        raise UnableToWriteDecision(DecisionObjection.APPLIED_HALF)
    if decision.applied_on is not None and decision.applied_on > drafts.day(at):
        raise UnableToWriteDecision(DecisionObjection.APPLIED_LATER)
    decision.save(update_fields=sorted(fields))
    drafts.record(Verb.DECISION_CHANGED, decision, by=by, at=at, fields=sorted(fields))
    return decision


@action
def attach_note(*, decision: Decision, note: Note, by: User, at: datetime) -> DecisionEvidence:
    """
    Let a draft rest on a note. A mentor's note never is evidence; the database refuses it too.

    Raises:
        UnableToAttachNote: it is no draft any more, or the note is a mentor's or of another case.
            Nothing has been changed.
    """
    decision = drafts.lock_draft(decision, refusal=UnableToAttachNote)
    if note.case_id != decision.case_id:
        raise UnableToAttachNote(DecisionObjection.NOTE_OF_OTHER_CASE)
    if note.cap == Cap.MENTOR:
        raise UnableToAttachNote(DecisionObjection.MENTOR_NOTE)
    evidence, is_new = DecisionEvidence.objects.get_or_create(
        decision=decision, note=note, defaults={"note_cap": note.cap}
    )
    if is_new:
        drafts.record(Verb.DECISION_CHANGED, decision, by=by, at=at, attached=note.pk)
    return evidence


@action
def detach_note(*, decision: Decision, note: Note, by: User, at: datetime) -> None:
    """
    Let a draft rest on a note no longer.

    Raises:
        UnableToAttachNote: it is no draft any more. Nothing has been changed.
    """
    decision = drafts.lock_draft(decision, refusal=UnableToAttachNote)
    gone, _kinds = DecisionEvidence.objects.filter(decision=decision, note=note).delete()
    if gone:
        drafts.record(Verb.DECISION_CHANGED, decision, by=by, at=at, detached=note.pk)


@action
def release_decision(
    *,
    decision: Decision,
    by: User,
    at: datetime,
    cap: str = Cap.AUTHORITY,
    next_step: str = "",
    expected_turn: int | None = None,
    **then: Unpack[NextTurn],
) -> Decision:
    """
    Release a draft in which nothing is missing: it is frozen, the citizen is told, the turn of its track moves on.

    Args:
        next_step: The link of the chain the turn goes to; empty means following up. Of `then`, what is left out the
            chain fills in.

    Raises:
        UnableToReleaseDecision: it is no draft any more, or something is missing; `missing` says what.
            Nothing has been changed.
    """
    decision = drafts.lock_draft(decision, refusal=UnableToReleaseDecision)
    on = drafts.day(at)
    facts = queries.decision_facts(decision, on=on, by=by, cap=cap)
    if missing := rules.missing_elements(facts, on):
        raise UnableToReleaseDecision(missing=missing)
    decision.state, decision.released_by, decision.released_at = DecisionState.RELEASED, by, at
    decision.complaint_due_on = facts.complaint_due_on
    decision.is_hearing_needed = rules.is_hearing_needed(
        kind=decision.kind, outcome=decision.outcome, stated=decision.is_hearing_needed
    )
    with translation.override("da"):  # what is decided is said in Danish, whatever the writer's screen speaks
        decision.text = rules.plain_text(queries.decision_text(decision))
    decision.save()
    drafts.record(Verb.DECISION_RELEASED, decision, by=by, at=at, outcome=decision.outcome, law=decision.law_clause)
    notices.tell_citizen(case=decision.case, kind=NoticeKind.DECISION, at=at, decision_id=decision.pk, event="released")
    if drafts.has_open_track(decision):
        with refused_as(UnableToReleaseDecision):
            drafts.hand(decision, next_step or rules.CARRY_OUT, by=by, at=at, expected_turn=expected_turn, **then)
    keep_clocks([decision.case_id], at=at)
    return decision


@action
def withdraw_draft(*, decision: Decision, by: User, at: datetime) -> Decision:
    """
    Lay a draft away. It is kept, and cannot be taken up again.

    Raises:
        UnableToWithdrawDraft: it is no draft any more. Nothing has been changed.
    """
    decision = drafts.lock_draft(decision, refusal=UnableToWithdrawDraft)
    decision.state = DecisionState.WITHDRAWN
    decision.save(update_fields=["state"])
    drafts.record(Verb.DECISION_WITHDRAWN, decision, by=by, at=at)
    if drafts.is_at_hearing(decision):
        with refused_as(UnableToWithdrawDraft):
            drafts.hand(decision, rules.DECIDE, by=by, at=at, event=TurnEvent.NOT_DONE)
    return decision


def _objection_to_draft(case: Case, by: User, *, kind: str, track: Track | None) -> DecisionObjection | None:
    if not case.is_open:
        return DecisionObjection.CASE_CLOSED
    if kind not in rules.clauses().kinds:
        return DecisionObjection.UNKNOWN_KIND
    if track is not None and (track.case_id != case.pk or not track.is_open):
        return DecisionObjection.WRONG_TRACK
    return None if by.is_staff_member else DecisionObjection.NOT_STAFF
