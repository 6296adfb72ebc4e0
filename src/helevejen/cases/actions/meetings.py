"""
Meetings: times proposed and chosen, or a time given; moved or cancelled. `attendance.py` tells what came of them.

No person is booked twice at once. The database keeps that (`meeting_host_once`, `meeting_citizen_once`); what it
refuses is told in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from helevejen.accounts.models import User
from helevejen.audit.enums import Verb
from helevejen.cases.actions import booking
from helevejen.cases.enums import MeetingObjection, MeetingState, TurnEvent
from helevejen.cases.models import Case, Meeting, MeetingSlot, Track
from helevejen.cases.rules import chains
from helevejen.cases.rules import meetings as rules
from helevejen.core.deeds import Refusal, action, refused_as


class UnableToProposeMeeting(Refusal):
    """The times cannot be proposed."""


class UnableToBookMeeting(Refusal):
    """The meeting cannot be at that time; when somebody is taken, the text says who and when."""


class UnableToMoveMeeting(UnableToBookMeeting):
    """The meeting cannot be moved there."""


class UnableToCancelMeeting(Refusal):
    """The meeting is no longer coming."""


@action
def propose_meeting(  # noqa: PLR0913 - the fields of its form
    *,
    case: Case,
    by: User,
    at: datetime,
    purpose: str,
    cap: str,
    channel: str,
    place: str,
    minutes: int,
    slots: Sequence[datetime],
    track: Track | None = None,
    host: User | None = None,
    expected_turn: int | None = None,
) -> Meeting:
    """
    Propose times to the citizen, who gets the turn of the track: choose one.

    Raises:
        UnableToProposeMeeting: a time will not do, or the host is taken at one of them. Nothing has been written.
    """
    host = host or by
    booking.require_sound(case, track, host, at=at, refusal=UnableToProposeMeeting)
    if objection := rules.objection_to_slots(slots=slots, minutes=minutes, at=at):
        raise UnableToProposeMeeting(objection)
    spans = [rules.span_of(slot, minutes) for slot in sorted(slots)]
    for span in spans:
        booking.require_at_work(host, span, refusal=UnableToProposeMeeting)
        booking.require_free(host, case.citizen, span, refusal=UnableToProposeMeeting)
    meeting = _new_meeting(
        case,
        track=track,
        host=host,
        by=by,
        at=at,
        purpose=purpose,
        cap=cap,
        channel=channel,
        place=place,
        minutes=minutes,
    )
    meeting.save()
    MeetingSlot.objects.bulk_create(MeetingSlot(meeting=meeting, starts_at=start, ends_at=end) for start, end in spans)
    booking.record(Verb.MEETING_PROPOSED, meeting, by=by, at=at, slots=len(spans))
    booking.tell_both(meeting, "proposed", by=by, at=at)
    if track is not None:
        with refused_as(UnableToProposeMeeting):
            due_on = _choose_by(spans, track=track, at=at)
            booking.hand_turn(meeting, rules.CHOOSE_TIME, by=by, at=at, expected_turn=expected_turn, due_on=due_on)
    return meeting


@action
def invite_meeting(  # noqa: PLR0913 - the fields of its form
    *,
    case: Case,
    by: User,
    at: datetime,
    purpose: str,
    cap: str,
    channel: str,
    place: str,
    starts_at: datetime,
    minutes: int,
    track: Track | None = None,
    host: User | None = None,
    expected_turn: int | None = None,
) -> Meeting:
    """
    Invite the citizen to a meeting at a time agreed already, say on the telephone.

    Raises:
        UnableToBookMeeting: the time will not do, or one of the two is taken. Nothing has been written.
    """
    host = host or by
    booking.require_sound(case, track, host, at=at, refusal=UnableToBookMeeting)
    meeting = _new_meeting(
        case,
        track=track,
        host=host,
        by=by,
        at=at,
        purpose=purpose,
        cap=cap,
        channel=channel,
        place=place,
        minutes=minutes,
    )
    _set_time(meeting, starts_at, at=at)
    booking.keep(meeting, refusal=UnableToBookMeeting)
    booking.open_to_host(meeting, by=by, at=at, refusal=UnableToBookMeeting)
    booking.record(Verb.MEETING_BOOKED, meeting, by=by, at=at)
    booking.tell_both(meeting, "booked", by=by, at=at)
    if track is not None:
        with refused_as(UnableToBookMeeting):
            booking.hand_to_host(meeting, event=TurnEvent.DONE, by=by, at=at, expected_turn=expected_turn)
    return meeting


@action
def book_meeting(*, meeting: Meeting, slot: MeetingSlot, by: User, at: datetime) -> Meeting:
    """
    Choose one of the proposed times, as the citizen or for the citizen.

    Raises:
        UnableToBookMeeting: the meeting no longer waits for a choice, the time was not proposed, has passed, or is
            taken by now. Nothing has been written; the other times can still be chosen.
    """
    meeting = booking.lock(meeting)
    booking.require_change(meeting, MeetingState.BOOKED, refusal=UnableToBookMeeting)
    if slot.meeting_id != meeting.pk:
        raise UnableToBookMeeting(MeetingObjection.SLOT_NOT_PROPOSED)
    _set_time(meeting, slot.starts_at, at=at)
    booking.keep(meeting, refusal=UnableToBookMeeting)
    booking.open_to_host(meeting, by=by, at=at, refusal=UnableToBookMeeting)
    booking.record(Verb.MEETING_BOOKED, meeting, by=by, at=at)
    booking.tell_both(meeting, "booked", by=by, at=at)
    if booking.is_at(meeting, rules.CHOOSE_TIME):
        with refused_as(UnableToBookMeeting):
            booking.hand_to_host(meeting, event=TurnEvent.ANSWERED, by=by, at=at)
    return meeting


@action
def move_meeting(
    *, meeting: Meeting, by: User, at: datetime, starts_at: datetime, minutes: int | None = None
) -> Meeting:
    """
    Move a booked meeting to another time.

    Raises:
        UnableToMoveMeeting: the meeting is no longer coming, the time will not do, or one of the two is taken.
            Nothing has been changed.
    """
    meeting = booking.lock(meeting)
    if meeting.state != MeetingState.BOOKED:
        raise UnableToMoveMeeting(MeetingObjection.NOT_BOOKED)
    meeting.minutes = minutes or meeting.minutes
    meeting.sequence += 1
    _set_time(meeting, starts_at, at=at, refusal=UnableToMoveMeeting)
    booking.keep(meeting, refusal=UnableToMoveMeeting)
    booking.open_to_host(meeting, by=by, at=at, refusal=UnableToMoveMeeting)
    booking.record(Verb.MEETING_MOVED, meeting, by=by, at=at)
    booking.tell_both(meeting, "moved", by=by, at=at)
    if booking.is_at(meeting, rules.MEET):
        with refused_as(UnableToMoveMeeting):
            booking.postpone_turn(meeting, by=by, at=at, refusal=UnableToMoveMeeting)
    return meeting


@action
def cancel_meeting(*, meeting: Meeting, by: User, at: datetime, by_citizen: bool, reason: str = "") -> Meeting:
    """
    Call a proposed or booked meeting off. The jobformidler gets the turn: find another time.

    Args:
        by_citizen: The citizen called it off, whoever wrote it down.
        reason: What the one who called it off says about it, if anything.

    Raises:
        UnableToCancelMeeting: the meeting is no longer coming. Nothing has been changed.
    """
    meeting = booking.lock(meeting)
    booking.require_change(meeting, MeetingState.CANCELLED, refusal=UnableToCancelMeeting)
    meeting.state, meeting.closed_at, meeting.cancelled_by_citizen = MeetingState.CANCELLED, at, by_citizen
    meeting.sequence, meeting.closing_note = meeting.sequence + 1, reason.strip() or None
    meeting.save(update_fields=["state", "closed_at", "cancelled_by_citizen", "sequence", "closing_note"])
    booking.close_to_host(meeting, at=at)
    booking.record(Verb.MEETING_CANCELLED, meeting, by=by, at=at, by_citizen=by_citizen)
    booking.tell_both(meeting, "cancelled", by=by, at=at)
    if booking.is_at(meeting, rules.CHOOSE_TIME, rules.MEET):
        with refused_as(UnableToCancelMeeting):
            booking.hand_turn(meeting, rules.FIND_TIME, by=by, at=at, event=TurnEvent.NOT_DONE)
    return meeting


def _new_meeting(case: Case, *, host: User, by: User, at: datetime, **form: Any) -> Meeting:
    return Meeting(
        case=case, citizen=case.citizen, host=host, state=MeetingState.PROPOSED, proposed_by=by, proposed_at=at, **form
    )


def _set_time(
    meeting: Meeting,
    starts_at: datetime,
    *,
    at: datetime,
    refusal: type[UnableToBookMeeting] = UnableToBookMeeting,
) -> None:
    if objection := rules.objection_to_time(starts_at=starts_at, minutes=meeting.minutes, at=at):
        raise refusal(objection)
    meeting.state = MeetingState.BOOKED
    meeting.starts_at, meeting.ends_at = rules.span_of(starts_at, meeting.minutes)


def _choose_by(spans: Sequence[rules.Span], *, track: Track, at: datetime) -> date:
    today = at.astimezone(rules.COPENHAGEN).date()
    link = chains.step_of(track.kind, rules.CHOOSE_TIME)
    usual = chains.due_day(link, on=today) if link else None
    return rules.choose_by([start for start, _end in spans], usual=usual or today, at=at)
