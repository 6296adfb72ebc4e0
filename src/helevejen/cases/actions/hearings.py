"""The hearing of a decision: the citizen is asked what they say to the facts, and answers."""

from __future__ import annotations

from datetime import date, datetime

from helevejen.accounts.models import User
from helevejen.audit.enums import Verb
from helevejen.cases.actions import drafts, notices
from helevejen.cases.enums import DecisionObjection, DueKind, NoticeKind, TurnEvent
from helevejen.cases.models import Decision
from helevejen.cases.rules import decisions as rules
from helevejen.core.deeds import Refusal, action, refused_as


class UnableToSendHearing(Refusal):
    """The citizen cannot be heard about the draft now."""


class UnableToAnswerHearing(Refusal):
    """There is no hearing to answer."""


@action
def send_hearing(*, decision: Decision, by: User, at: datetime, due_on: date | None = None) -> Decision:
    """
    Ask the citizen what they say to the facts, who gets the turn of the track: answer, or let the day pass.

    Args:
        due_on: The last day to answer; left out, the usual time of the house.

    Raises:
        UnableToSendHearing: it is no draft any more, no hearing is needed, one was sent, there are no facts to
            answer, or the time is too short. Nothing has been changed.
    """
    decision = drafts.lock_draft(decision, refusal=UnableToSendHearing)
    sent_on = drafts.day(at)
    due_on = due_on or rules.usual_hearing_due_on(sent_on)
    if objection := _objection_to_hearing(decision, sent_on=sent_on, due_on=due_on):
        raise UnableToSendHearing(objection)
    decision.is_hearing_needed = True
    decision.hearing_sent_on, decision.hearing_due_on = sent_on, due_on
    decision.save(update_fields=["is_hearing_needed", "hearing_sent_on", "hearing_due_on"])
    drafts.record(Verb.HEARING_SENT, decision, by=by, at=at, due_on=due_on.isoformat())
    notices.tell_citizen(case=decision.case, kind=NoticeKind.DECISION, at=at, decision_id=decision.pk, event="hearing")
    if drafts.has_open_track(decision):
        with refused_as(UnableToSendHearing):
            drafts.hand(decision, rules.HEARING, by=by, at=at, due_on=due_on, due_kind=DueKind.RULE)
    return decision


@action
def answer_hearing(*, decision: Decision, by: User, at: datetime, answer: str) -> Decision:
    """
    Write down what the citizen answered, as the citizen or for the citizen. The jobformidler gets the turn: decide.

    Raises:
        UnableToAnswerHearing: it is no draft any more, no hearing was sent or it is answered, or the answer is empty.
            Nothing has been changed.
    """
    decision = drafts.lock_draft(decision, refusal=UnableToAnswerHearing)
    if decision.hearing_sent_on is None:
        raise UnableToAnswerHearing(DecisionObjection.HEARING_NOT_SENT)
    if decision.hearing_answered_on is not None:
        raise UnableToAnswerHearing(DecisionObjection.HEARING_ANSWERED)
    if not answer.strip():
        raise UnableToAnswerHearing(DecisionObjection.NO_ANSWER)
    decision.hearing_answer, decision.hearing_answered_on = answer.strip(), drafts.day(at)
    decision.save(update_fields=["hearing_answer", "hearing_answered_on"])
    drafts.record(Verb.HEARING_ANSWERED, decision, by=by, at=at)
    if drafts.is_at_hearing(decision):
        with refused_as(UnableToAnswerHearing):
            drafts.hand(decision, rules.DECIDE, by=by, at=at, event=TurnEvent.ANSWERED)
    return decision


def _objection_to_hearing(decision: Decision, *, sent_on: date, due_on: date) -> DecisionObjection | None:
    if decision.hearing_sent_on is not None:
        return DecisionObjection.HEARING_SENT
    needed = rules.is_hearing_needed(kind=decision.kind, outcome=decision.outcome, stated=decision.is_hearing_needed)
    if decision.is_hearing_needed is False and not needed:
        return DecisionObjection.HEARING_NOT_NEEDED
    if not decision.facts.strip():
        return DecisionObjection.NO_FACTS
    if not rules.is_hearing_long_enough(sent_on=sent_on, due_on=due_on):
        return DecisionObjection.HEARING_TOO_SHORT
    return None
