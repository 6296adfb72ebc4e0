"""
Meetings: times proposed and chosen, or a time given; moved, cancelled, held, or come to nothing.

No person is booked twice at once. The database keeps that (`meeting_host_once`, `meeting_citizen_once`); what it
refuses is told here in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Unpack

from django.db import IntegrityError, transaction

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import notes as note_actions
from helevejen.cases.actions import notices, turns
from helevejen.cases.actions.turns import NextTurn
from helevejen.cases.enums import (
    AbsenceReason,
    Cap,
    DueKind,
    Holder,
    MeetingClash,
    MeetingObjection,
    MeetingState,
    NoteKind,
    NoticeKind,
    TurnEvent,
)
from helevejen.cases.models import Case, Meeting, MeetingSlot, Track
from helevejen.cases.rules import chains
from helevejen.cases.rules import meetings as rules
from helevejen.citizens.actions import relations
from helevejen.citizens.enums import RelationKind
from helevejen.citizens.models import Citizen
from helevejen.core import formats
from helevejen.core.deeds import Refusal, action, refused_as, step


class UnableToProposeMeeting(Refusal):
    """The times cannot be proposed."""


class UnableToBookMeeting(Refusal):
    """The meeting cannot be at that time; when somebody is taken, the text says who and when."""


class UnableToMoveMeeting(UnableToBookMeeting):
    """The meeting cannot be moved there."""


class UnableToCancelMeeting(Refusal):
    """The meeting is no longer coming."""


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
    _require_sound(case, track, host, refusal=UnableToProposeMeeting)
    if objection := rules.objection_to_slots(slots=slots, minutes=minutes, at=at):
        raise UnableToProposeMeeting(objection)
    spans = [rules.span_of(slot, minutes) for slot in sorted(slots)]
    for span in spans:
        _require_free(host, case.citizen, span, refusal=UnableToProposeMeeting)
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
    _record(Verb.MEETING_PROPOSED, meeting, by=by, at=at, slots=len(spans))
    notices.tell_citizen(case=case, kind=NoticeKind.MEETING, at=at, meeting_id=meeting.pk, event="proposed")
    if track is not None:
        with refused_as(UnableToProposeMeeting):
            due_on = _choose_by(spans, track=track, at=at)
            _hand(meeting, rules.CHOOSE_TIME, by=by, at=at, expected_turn=expected_turn, due_on=due_on)
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
    _require_sound(case, track, host, refusal=UnableToBookMeeting)
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
    _keep(meeting)
    _open_to_host(meeting, by=by, at=at, refusal=UnableToBookMeeting)
    _record(Verb.MEETING_BOOKED, meeting, by=by, at=at)
    _tell(meeting, "booked", by=by, at=at)
    if track is not None:
        with refused_as(UnableToBookMeeting):
            _hand(meeting, rules.MEET, by=by, at=at, expected_turn=expected_turn, **_meeting_day(meeting))
    return meeting


@action
def book_meeting(*, meeting: Meeting, slot: MeetingSlot, by: User, at: datetime) -> Meeting:
    """
    Choose one of the proposed times, as the citizen or for the citizen.

    Raises:
        UnableToBookMeeting: the meeting no longer waits for a choice, the time was not proposed, has passed, or is
            taken by now. Nothing has been written; the other times can still be chosen.
    """
    meeting = _lock(meeting)
    _require_change(meeting, MeetingState.BOOKED, refusal=UnableToBookMeeting)
    if slot.meeting_id != meeting.pk:
        raise UnableToBookMeeting(MeetingObjection.SLOT_NOT_PROPOSED)
    _set_time(meeting, slot.starts_at, at=at)
    _keep(meeting)
    _open_to_host(meeting, by=by, at=at, refusal=UnableToBookMeeting)
    _record(Verb.MEETING_BOOKED, meeting, by=by, at=at)
    _tell(meeting, "booked", by=by, at=at)
    if _is_at(meeting, rules.CHOOSE_TIME):
        with refused_as(UnableToBookMeeting):
            _hand(meeting, rules.MEET, by=by, at=at, event=TurnEvent.ANSWERED, **_meeting_day(meeting))
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
    meeting = _lock(meeting)
    if meeting.state != MeetingState.BOOKED:
        raise UnableToMoveMeeting(MeetingObjection.NOT_BOOKED)
    meeting.minutes = minutes or meeting.minutes
    meeting.sequence += 1
    _set_time(meeting, starts_at, at=at, refusal=UnableToMoveMeeting)
    _keep(meeting, refusal=UnableToMoveMeeting)
    _open_to_host(meeting, by=by, at=at, refusal=UnableToMoveMeeting)
    _record(Verb.MEETING_MOVED, meeting, by=by, at=at)
    _tell(meeting, "moved", by=by, at=at)
    if _is_at(meeting, rules.MEET):
        with refused_as(UnableToMoveMeeting):
            _postpone(meeting, by=by, at=at)
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
    meeting = _lock(meeting)
    _require_change(meeting, MeetingState.CANCELLED, refusal=UnableToCancelMeeting)
    meeting.state, meeting.closed_at, meeting.cancelled_by_citizen = MeetingState.CANCELLED, at, by_citizen
    meeting.sequence, meeting.closing_note = meeting.sequence + 1, reason.strip() or None
    meeting.save(update_fields=["state", "closed_at", "cancelled_by_citizen", "sequence", "closing_note"])
    _close_to_host(meeting, at=at)
    _record(Verb.MEETING_CANCELLED, meeting, by=by, at=at, by_citizen=by_citizen)
    _tell(meeting, "cancelled", by=by, at=at)
    if _is_at(meeting, rules.CHOOSE_TIME, rules.MEET):
        with refused_as(UnableToCancelMeeting):
            _hand(meeting, rules.FIND_TIME, by=by, at=at, event=TurnEvent.NOT_DONE)
    return meeting


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
        UnableToHoldMeeting: the meeting is not booked, its day has not come, or a note has no cap.
            Nothing has been written.
    """
    meeting = _lock(meeting)
    _require_change(meeting, MeetingState.HELD, refusal=UnableToHoldMeeting)
    if not rules.may_be_held(starts_at=_start(meeting), at=at):
        raise UnableToHoldMeeting(MeetingObjection.NOT_STARTED)
    if any(note.cap not in Cap.values for note in notes):
        raise UnableToHoldMeeting(MeetingObjection.NOTE_WITHOUT_CAP)
    meeting.state, meeting.closed_at = MeetingState.HELD, at
    meeting.save(update_fields=["state", "closed_at"])
    _record(Verb.MEETING_HELD, meeting, by=by, at=at, notes=len(notes))
    with refused_as(UnableToHoldMeeting):
        for note in notes:
            _write(note, meeting, by=by, at=at)
        if next_step and meeting.track is not None and meeting.track.is_open:
            _hand(meeting, next_step, by=by, at=at, expected_turn=expected_turn, **then)
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
    meeting = _lock(meeting)
    _require_change(meeting, MeetingState.MISSED, refusal=UnableToMissMeeting)
    if at < _start(meeting):
        raise UnableToMissMeeting(MeetingObjection.NOT_STARTED)
    _require_reason(reason)
    meeting.state, meeting.closed_at, meeting.absence_reason = MeetingState.MISSED, at, reason
    meeting.save(update_fields=["state", "closed_at", "absence_reason"])
    _record(Verb.MEETING_MISSED, meeting, by=by, at=at, reason=reason)
    if _is_at(meeting, rules.MEET):
        is_asked = reason != AbsenceReason.UNKNOWN
        next_step = rules.FIND_TIME if is_asked else rules.ASK_WHY
        with refused_as(UnableToMissMeeting):
            _hand(meeting, next_step, by=by, at=at, event=TurnEvent.NOT_DONE)
    return meeting


@action
def explain_absence(*, meeting: Meeting, by: User, at: datetime, reason: str) -> Meeting:
    """
    Write down why the citizen did not come, once it is known, as the citizen or for the citizen.

    Raises:
        UnableToMissMeeting: the meeting was not missed, or there is no reason. Nothing has been changed.
    """
    meeting = _lock(meeting)
    if meeting.state != MeetingState.MISSED:
        raise UnableToMissMeeting(MeetingObjection.NOT_MISSED)
    _require_reason(reason)
    meeting.absence_reason = reason
    meeting.save(update_fields=["absence_reason"])
    _record(Verb.MEETING_EXPLAINED, meeting, by=by, at=at, reason=reason)
    if _is_at(meeting, rules.ASK_WHY) and reason != AbsenceReason.UNKNOWN:
        with refused_as(UnableToMissMeeting):
            _hand(meeting, rules.FIND_TIME, by=by, at=at, event=TurnEvent.ANSWERED)
    return meeting


@step
def _keep(meeting: Meeting, *, refusal: type[UnableToBookMeeting] = UnableToBookMeeting) -> None:
    """
    Save a booked meeting, or say who is taken and when.

    The two people are locked first, in one order, so that two bookings at once wait for each other; without it
    PostgreSQL's two exclusion constraints could wait in a circle.
    """
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.host_id)
    Citizen.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.citizen_id)
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError:
        span = rules.span_of(_start(meeting), meeting.minutes)
        _require_free(meeting.host, meeting.citizen, span, refusal=refusal, but=meeting.pk)
        raise


@step
def _write(note: NoteDraft, meeting: Meeting, *, by: User, at: datetime) -> None:
    note_actions.add_note(
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


@step
def _open_to_host(meeting: Meeting, *, by: User, at: datetime, refusal: type[UnableToBookMeeting]) -> None:
    """Give a host who does not follow the citizen access until a day after the meeting."""
    if meeting.host_id == meeting.case.jobformidler_id or meeting.ends_at is None:
        return
    with refused_as(refusal):
        relations.open_relation(
            user=meeting.host,
            citizen=meeting.citizen,
            kind=RelationKind.MEETING,
            by=by,
            at=at,
            until=meeting.ends_at + rules.HOST_ACCESS_AFTER,
            source=_source(meeting),
        )


@step
def _close_to_host(meeting: Meeting, *, at: datetime) -> None:
    relations.close_relation(citizen=meeting.citizen, kind=RelationKind.MEETING, at=at, source=_source(meeting))


def _require_sound(case: Case, track: Track | None, host: User, *, refusal: type[Refusal]) -> None:
    if not case.is_open:
        raise refusal(MeetingObjection.CASE_CLOSED)
    if track is not None and (track.case_id != case.pk or not track.is_open):
        raise refusal(MeetingObjection.WRONG_TRACK)
    if not host.is_staff_member:
        raise refusal(MeetingObjection.NOT_STAFF)


def _require_change(meeting: Meeting, to: MeetingState, *, refusal: type[Refusal]) -> None:
    if objection := rules.objection_to_change(meeting.state, to=to):
        raise refusal(objection)


def _require_reason(reason: str) -> None:
    if reason not in AbsenceReason.values:
        raise UnableToMissMeeting(MeetingObjection.NO_REASON)


def _require_free(
    host: User, citizen: Citizen | None, span: rules.Span, *, refusal: type[Refusal], but: int | None = None
) -> None:
    """Refuse when the host, or the citizen, is booked in the span. Two queries at most."""
    start, end = span
    booked = Meeting.objects.exclude(pk=but).filter(state=MeetingState.BOOKED, starts_at__lt=end, ends_at__gt=start)
    if clash := booked.filter(host=host).order_by("starts_at", "pk").first():
        raise refusal(MeetingClash.HOST, name=host.name, **_when(clash))
    if citizen and (clash := booked.filter(citizen=citizen).order_by("starts_at", "pk").first()):
        raise refusal(MeetingClash.CITIZEN, **_when(clash))


def _when(meeting: Meeting) -> dict[str, str]:
    start, end = rules.span_of(_start(meeting), meeting.minutes)
    day = formats.weekday_and_day(start.astimezone(rules.COPENHAGEN).date())
    return {"day": day, "start": formats.clock_time(start), "end": formats.clock_time(end)}


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


def _start(meeting: Meeting) -> datetime:
    assert meeting.starts_at is not None, "only a proposed meeting has no time"
    return meeting.starts_at


def _lock(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update(of=("self",))
    return locked.select_related("case__citizen", "case__jobformidler", "citizen", "host", "track").get(pk=meeting.pk)


def _source(meeting: Meeting) -> str:
    return f"cases.meeting:{meeting.pk}"


def _record(verb: Verb, meeting: Meeting, *, by: User, at: datetime, **detail: object) -> None:
    audit_actions.record_event(
        verb, subject=meeting, by=by, at=at, citizen_id=meeting.citizen_id, cap=meeting.cap, detail=detail
    )


def _tell(meeting: Meeting, event: str, *, by: User, at: datetime) -> None:
    """Tell the citizen, unless it was the citizen who did it."""
    if by.pk != meeting.citizen.user_id:
        notices.tell_citizen(case=meeting.case, kind=NoticeKind.MEETING, at=at, meeting_id=meeting.pk, event=event)


def _is_at(meeting: Meeting, *steps: str) -> bool:
    """Return whether the turn of the meeting's track is at one of these links. One query."""
    if meeting.track is None or not meeting.track.is_open:
        return False
    return meeting.track.turns.open().filter(step__in=steps).exists()


def _hand(
    meeting: Meeting,
    to_step: str,
    *,
    by: User,
    at: datetime,
    event: TurnEvent = TurnEvent.DONE,
    expected_turn: int | None = None,
    **then: Unpack[NextTurn],
) -> None:
    """Pass the turn of the meeting's track; what is left out, the chain fills in."""
    assert meeting.track is not None
    turns.hand_turn(
        track=meeting.track,
        by=by,
        at=at,
        event=event,
        step=to_step,
        cap=meeting.cap,
        expected_turn=expected_turn,
        **then,
    )


def _postpone(meeting: Meeting, *, by: User, at: datetime) -> None:
    """Give the turn of a moved meeting its new day; whoever waits has waited since before."""
    assert meeting.track is not None
    track, turn = turns.lock_turn(meeting.track, None, at=at, refusal=UnableToMoveMeeting)
    then = _meeting_day(meeting)
    values = turns.fill(track.case, track.kind, rules.MEET, then, at=at, refusal=UnableToMoveMeeting)
    values |= {"cap": meeting.cap}
    turns.replace_turn(track, turn, by=by, at=at, event=TurnEvent.POSTPONED, values=values)


def _meeting_day(meeting: Meeting) -> NextTurn:
    """Return the turn of a booked meeting: the host's, on the day of the meeting."""
    return {
        "holder": Holder.JOBFORMIDLER,
        "holder_user": meeting.host,
        "due_on": _start(meeting).astimezone(rules.COPENHAGEN).date(),
        "due_kind": DueKind.AGREEMENT,
    }
