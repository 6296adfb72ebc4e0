"""Meetings as the citizen sees them: when, where, with whom, under which cap, and what can be done about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from helevejen.cases.enums import AbsenceReason, MeetingState
from helevejen.cases.rules import own_meetings as rules


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """
    One meeting.

    Attributes:
        starts_at: None while a time is to be chosen.
        is_to_explain: It came to nothing, and nobody knows why yet.
    """

    meeting_id: int
    track_id: int | None
    purpose: str
    host: str
    cap: str
    channel: str
    place: str
    minutes: int
    starts_at: datetime | None
    ends_at: datetime | None
    state: str
    state_label: str
    is_to_choose: bool
    is_to_explain: bool
    may_move: bool
    may_cancel: bool


def meeting_seen(meeting: Any, at: datetime) -> MeetingSeen:
    """Return a meeting with its host loaded as the citizen sees it. No query."""
    return MeetingSeen(
        meeting_id=meeting.pk,
        track_id=meeting.track_id,
        purpose=str(meeting.get_purpose_display()),
        host=meeting.host.name,
        cap=meeting.cap,
        channel=str(meeting.get_channel_display()),
        place=meeting.place,
        minutes=meeting.minutes,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        state=meeting.state,
        state_label=str(meeting.get_state_display()),
        is_to_choose=meeting.state == MeetingState.PROPOSED,
        is_to_explain=meeting.state == MeetingState.MISSED and meeting.absence_reason == AbsenceReason.UNKNOWN,
        may_move=rules.may_move_own(state=meeting.state, starts_at=meeting.starts_at, at=at),
        may_cancel=rules.may_cancel_own(state=meeting.state, starts_at=meeting.starts_at, at=at),
    )
