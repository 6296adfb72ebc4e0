"""Messages and requests to be called. What the citizen writes is a dialogue whose turn is the jobformidler's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import locks, notices, tracks, turns
from helevejen.cases.enums import (
    Cap,
    Holder,
    NoticeKind,
    TrackKind,
    TrackOutcome,
    TurnEvent,
    WritingObjection,
)
from helevejen.cases.models import Case, Message, Track, Turn
from helevejen.cases.rules import chains
from helevejen.cases.rules import notes as rules
from helevejen.core.deeds import Refusal, action, step


class UnableToSendMessage(Refusal):
    """The message cannot be sent."""


@action
def send_message(
    *, case: Case, by: User, at: datetime, text: str, wants_call: bool = False, call_at: datetime | None = None
) -> Message:
    """
    Send the citizen's message, or wish to be called, to the jobformidler, who has two working days to answer.

    A message while an earlier one waits joins it and keeps its day; an answer to the jobformidler passes the ball back.

    Raises:
        UnableToSendMessage: nothing has been sent.
    """
    return take_message(case=case, by=by, at=at, text=text, wants_call=wants_call, call_at=call_at)


@action
def answer_message(
    *,
    track: Track,
    by: User,
    at: datetime,
    cap: str,
    text: str,
    wants_answer: bool = False,
    expected_turn: int | None = None,
) -> Message:
    """
    Answer the citizen. The dialogue ends, unless an answer is wanted: then the citizen has the ball.

    Raises:
        UnableToSendMessage: nothing has been sent.
        UnableToPassTurn, UnableToCloseTrack: somebody else answered first; nothing has been sent.
    """
    return give_answer(
        track=track, by=by, at=at, cap=cap, text=text, wants_answer=wants_answer, expected_turn=expected_turn
    )


@action
def write_to_citizen(*, case: Case, by: User, at: datetime, cap: str, text: str, wants_answer: bool = False) -> Message:
    """
    Write to the citizen first. With an answer wanted the citizen gets the ball; otherwise nobody does.

    Raises:
        UnableToSendMessage: nothing has been sent.
    """
    return tell_by_message(case=case, by=by, at=at, cap=cap, text=text, wants_answer=wants_answer)


# --- Steps ---


@step
def give_answer(
    *,
    track: Track,
    by: User,
    at: datetime,
    cap: str,
    text: str,
    wants_answer: bool = False,
    expected_turn: int | None = None,
) -> Message:
    """
    Do what `answer_message` does as part of another deed.

    Raises:
        UnableToSendMessage, UnableToPassTurn, UnableToCloseTrack: nothing has been sent.
    """
    case = _checked_from_staff(track.case, by=by, cap=cap, text=text, at=at)
    if track.kind != TrackKind.DIALOGUE or track.wish_id is not None:
        raise UnableToSendMessage(WritingObjection.NOT_A_DIALOGUE)
    if not Track.objects.open().filter(pk=track.pk).exists():
        raise UnableToSendMessage(WritingObjection.ANSWERED_ALREADY)
    if wants_answer:
        turns.hand_turn(
            track=track,
            by=by,
            at=at,
            event=TurnEvent.ANSWERED,
            step=chains.CITIZEN_ANSWERS,
            cap=cap,
            expected_turn=expected_turn,
        )
    else:
        tracks.end_track(track=track, by=by, at=at, outcome=TrackOutcome.REACHED, cap=cap, expected_turn=expected_turn)
    return _tell(track, case, by=by, at=at, cap=cap, text=text)


@step
def take_message(
    *, case: Case, by: User, at: datetime, text: str, wants_call: bool = False, call_at: datetime | None = None
) -> Message:
    """
    Do what `send_message` does as part of another deed.

    Raises:
        UnableToSendMessage: nothing has been sent.
    """
    case = locks.lock_case(case)
    if not case.is_open:
        raise UnableToSendMessage(WritingObjection.CASE_CLOSED)
    if case.citizen.user_id != by.pk:
        raise UnableToSendMessage(WritingObjection.NOT_THE_CITIZEN)
    if objection := rules.objection_to_message(text=text, wants_call=wants_call, call_at=call_at, at=at):
        raise UnableToSendMessage(objection)
    track = _dialogue_for(case, link=chains.CALL_BACK if wants_call else chains.ANSWER, by=by, at=at)
    return _add(track, case, by=by, at=at, text=text, wants_call=wants_call, call_at=call_at)


@step
def tell_by_message(*, case: Case, by: User, at: datetime, cap: str, text: str, wants_answer: bool = False) -> Message:
    """
    Do what `write_to_citizen` does as part of another deed.

    Raises:
        UnableToSendMessage: nothing has been sent.
    """
    case = _checked_from_staff(case, by=by, cap=cap, text=text, at=at)
    track = tracks.open_track(case=case, kind=TrackKind.DIALOGUE, by=by, at=at, step=chains.CITIZEN_ANSWERS, cap=cap)
    message = _tell(track, case, by=by, at=at, cap=cap, text=text)
    if not wants_answer:
        tracks.end_track(track=track, by=by, at=at, outcome=TrackOutcome.REACHED, cap=cap)
    return message


def _dialogue_for(case: Case, *, link: str, by: User, at: datetime) -> Track:
    """Return the open dialogue that a message from the citizen belongs to, with the ball on the jobformidler's side."""
    open_one = Track.objects.open().filter(case=case, kind=TrackKind.DIALOGUE, wish=None)
    track = open_one.order_by("-opened_at", "-pk").first()
    if track is None:
        return tracks.open_track(case=case, kind=TrackKind.DIALOGUE, by=by, at=at, step=link)
    if Turn.objects.get(open_key=track.pk).holder == Holder.CITIZEN:
        turns.hand_turn(track=track, by=by, at=at, event=TurnEvent.ANSWERED, step=link, cap="")
    return track


def _checked_from_staff(case: Case, *, by: User, cap: str, text: str, at: datetime) -> Case:
    case = locks.lock_case(case)
    if not case.is_open:
        raise UnableToSendMessage(WritingObjection.CASE_CLOSED)
    if not by.is_staff_member:
        raise UnableToSendMessage(WritingObjection.NOT_STAFF)
    if cap not in Cap.values:
        raise UnableToSendMessage(WritingObjection.NO_CAP)
    if objection := rules.objection_to_message(text=text, wants_call=False, call_at=None, at=at):
        raise UnableToSendMessage(objection)
    return case


def _tell(track: Track, case: Case, *, by: User, at: datetime, cap: str, text: str) -> Message:
    message = _add(track, case, by=by, at=at, text=text, cap=cap, from_citizen=False)
    notices.tell_citizen(case=case, kind=NoticeKind.MESSAGE, at=at, message_id=message.pk)
    return message


def _add(track: Track, case: Case, *, by: User, at: datetime, text: str, **fields: Any) -> Message:
    values = {"from_citizen": True} | fields
    message = Message.objects.create(case=case, track=track, text=text.strip(), sent_by=by, sent_at=at, **values)
    detail = {"from_citizen": message.from_citizen, "wants_call": message.wants_call}
    audit_actions.record_event(
        Verb.MESSAGE_SENT, subject=message, by=by, at=at, citizen_id=case.citizen_id, cap=message.cap, detail=detail
    )
    return message
