"""What came of a meeting: it was held, with its notes and the next turn, or the citizen did not come, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from helevejen.accounts.models import User
from helevejen.audit.enums import Verb
from helevejen.cases.actions import booking, notes, turns
from helevejen.cases.actions.obligations import keep_clocks
from helevejen.cases.actions.turns import NextTurn
from helevejen.cases.enums import AbsenceReason, Cap, MeetingObjection, MeetingState, NoteKind, TurnEvent
from helevejen.cases.models import Meeting
from helevejen.cases.rules import meetings as rules
from helevejen.core.deeds import Refusal, action, refused_as, step


class UnableToHoldMeeting(Refusal):
    """The meeting cannot be written down as held."""


class UnableToMissMeeting(Refusal):
    """The meeting cannot be written down as come to nothing."""


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """One note of a meeting, before it is written, under its own cap."""

    cap: str
    headline: str
    text: str
    kind: str = NoteKind.UNCLASSIFIED
    minutes: int = 0


@action
def hold_meeting(
    *,
    meeting: Meeting,
    by: User,
    at: datetime,
    notes: Sequence[NoteDraft] = (),
    next_step: str = "",
    expected_turn: int | None = None,
    **then: Unpack[NextTurn],
) -> Meeting:
    """
    Write a meeting down as held, with its notes, each under its own cap, and pass the turn of its track.

    Args:
        next_step: The link of the chain the turn goes to; empty leaves the turn of the track where it is. Of `then`,
            what is left out the chain fills in.

    Raises:
        UnableToHoldMeeting: the meeting is not booked, has not begun, or a note has no cap.
            Nothing has been written.
    """
    meeting = booking.lock(meeting)
    booking.require_change(meeting, MeetingState.HELD, refusal=UnableToHoldMeeting)
    if not rules.has_begun(starts_at=booking.start_of(meeting), at=at):
        raise UnableToHoldMeeting(MeetingObjection.NOT_STARTED)
    if any(note.cap not in Cap.values for note in notes):
        raise UnableToHoldMeeting(MeetingObjection.NOTE_WITHOUT_CAP)
    meeting.state, meeting.closed_at = MeetingState.HELD, at
    meeting.save(update_fields=["state", "closed_at"])
    booking.record(Verb.MEETING_HELD, meeting, by=by, at=at, notes=len(notes))
    with refused_as(UnableToHoldMeeting):
        for note in notes:
            _write(note, meeting, by=by, at=at)
        if next_step and meeting.track is not None and meeting.track.is_open:
            turns.refuse_by_hand(meeting.track, next_step, refusal=turns.UnableToPassTurn)
            booking.hand_turn(meeting, next_step, by=by, at=at, expected_turn=expected_turn, **then)
    keep_clocks([meeting.case_id], at=at)
    return meeting


@action
def miss_meeting(*, meeting: Meeting, by: User, at: datetime, reason: str) -> Meeting:
    """
    Write down that the citizen did not come, with the reason asked for. The jobformidler gets the turn.

    Args:
        reason: Of `AbsenceReason`. UNKNOWN while the citizen has not been asked; then asking is the turn.

    Raises:
        UnableToMissMeeting: the meeting is not booked or has not begun, or there is no reason. Nothing is changed.
    """
    meeting = booking.lock(meeting)
    booking.require_change(meeting, MeetingState.MISSED, refusal=UnableToMissMeeting)
    if not rules.has_begun(starts_at=booking.start_of(meeting), at=at):
        raise UnableToMissMeeting(MeetingObjection.NOT_STARTED)
    _require_reason(reason)
    meeting.state, meeting.closed_at, meeting.absence_reason = MeetingState.MISSED, at, reason
    meeting.save(update_fields=["state", "closed_at", "absence_reason"])
    booking.record(Verb.MEETING_MISSED, meeting, by=by, at=at, reason=reason)
    if booking.is_at(meeting, rules.MEET):
        is_asked = reason != AbsenceReason.UNKNOWN
        next_step = rules.FIND_TIME if is_asked else rules.ASK_WHY
        with refused_as(UnableToMissMeeting):
            booking.hand_turn(meeting, next_step, by=by, at=at, event=TurnEvent.NOT_DONE)
    return meeting


@action
def explain_absence(*, meeting: Meeting, by: User, at: datetime, reason: str) -> Meeting:
    """
    Write down why the citizen did not come, once it is known, as the citizen or for the citizen.

    Raises:
        UnableToMissMeeting: the meeting was not missed, or there is no reason. Nothing has been changed.
    """
    meeting = booking.lock(meeting)
    if meeting.state != MeetingState.MISSED:
        raise UnableToMissMeeting(MeetingObjection.NOT_MISSED)
    _require_reason(reason)
    meeting.absence_reason = reason
    meeting.save(update_fields=["absence_reason"])
    booking.record(Verb.MEETING_EXPLAINED, meeting, by=by, at=at, reason=reason)
    if booking.is_at(meeting, rules.ASK_WHY) and reason != AbsenceReason.UNKNOWN:
        with refused_as(UnableToMissMeeting):
            booking.hand_turn(meeting, rules.FIND_TIME, by=by, at=at, event=TurnEvent.ANSWERED)
    return meeting


@step
def _write(note: NoteDraft, meeting: Meeting, *, by: User, at: datetime) -> None:
    notes.add_note(
        case=meeting.case,
        by=by,
        at=at,
        cap=note.cap,
        kind=note.kind,
        headline=note.headline,
        text=note.text,
        minutes=note.minutes,
        track=meeting.track,
        meeting=meeting,
    )


def _require_reason(reason: str) -> None:
    if reason not in AbsenceReason.values:
        raise UnableToMissMeeting(MeetingObjection.NO_REASON)
