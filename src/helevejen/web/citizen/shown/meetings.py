"""Meetings as the citizen sees them: when, where, with whom, under which cap, and what can be done about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import AbsenceReason, MeetingPurpose, MeetingState
from helevejen.cases.rules import own_meetings as rules
from helevejen.citizens.enums import Channel
from helevejen.web.shared.appointments import Appointment, clashing, of_interview

#: What staff call a meeting, in the citizen's words.
PURPOSES = {
    MeetingPurpose.FIRST: _("Vi lærer hinanden at kende"),
    MeetingPurpose.FOLLOW_UP: _("Hvordan går det?"),
    MeetingPurpose.PLAN: _("Din plan"),
    MeetingPurpose.COMPANY_VISIT: _("Besøg hos en virksomhed"),
    MeetingPurpose.HANDOVER: _("Du møder din nye jobformidler"),
    MeetingPurpose.HEARING: _("Vi vil høre, hvad du mener"),
    MeetingPurpose.CHECK_IN: _("Hvordan går det i jobbet?"),
}
CHANNELS = {
    Channel.IN_PERSON: _("Vi mødes"),
    Channel.PHONE: _("Vi ringer til dig"),
    Channel.VIDEO: _("På video"),
    Channel.WALK: _("Vi går en tur"),
    Channel.HOME: _("Hjemme hos dig"),
    Channel.WORKPLACE: _("På en arbejdsplads"),
    Channel.MAIL: _("På mail"),
    Channel.PORTAL: _("Her på Min vej"),
}
STATES = {
    MeetingState.PROPOSED: _("du kan vælge en tid"),
    MeetingState.BOOKED: _("aftalt"),
    MeetingState.HELD: _("vi talte sammen"),
    MeetingState.MISSED: _("vi fik ikke talt sammen"),
    MeetingState.CANCELLED: _("aflyst"),
}


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
        purpose=str(PURPOSES[MeetingPurpose(meeting.purpose)]),
        host=meeting.host.name,
        cap=meeting.cap,
        channel=str(CHANNELS[Channel(meeting.channel)]),
        place=meeting.place,
        minutes=meeting.minutes,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        state=meeting.state,
        state_label=str(_state_of(meeting, at)),
        is_to_choose=meeting.state == MeetingState.PROPOSED,
        is_to_explain=meeting.state == MeetingState.MISSED and meeting.absence_reason == AbsenceReason.UNKNOWN,
        may_move=rules.may_move_own(state=meeting.state, starts_at=meeting.starts_at, at=at),
        may_cancel=rules.may_cancel_own(state=meeting.state, starts_at=meeting.starts_at, at=at),
    )


def _state_of(meeting: Any, at: datetime) -> Any:
    """Return how a meeting stands; one that is over is followed up until it is written down how it went."""
    is_over = meeting.state == MeetingState.BOOKED and meeting.ends_at is not None and meeting.ends_at <= at
    return _("vi følger op på den") if is_over else STATES[MeetingState(meeting.state)]


def clashes_of(meetings: Iterable[MeetingSeen], interviews: Iterable[Any]) -> list[tuple[Appointment, Appointment]]:
    """Return the pairs of meetings and interviews that are agreed for the same time. No query."""
    agreed = [
        Appointment(one.starts_at, one.ends_at, one.purpose)
        for one in meetings
        if one.starts_at is not None and one.ends_at is not None
    ]
    return clashing([*agreed, *(of_interview(one) for one in interviews)])
