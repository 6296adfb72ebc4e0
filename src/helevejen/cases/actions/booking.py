"""
The steps that the deeds on a meeting share: lock it, keep its time, open the file to its host, tell, pass its turn.

No deed of its own; `meetings.py` and `attendance.py` hold those.
"""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from helevejen.accounts import actions as account_actions
from helevejen.accounts.models import Absence, User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import locks, notices, turns
from helevejen.cases.actions.turns import NextTurn
from helevejen.cases.enums import (
    DueKind,
    Holder,
    MeetingClash,
    MeetingObjection,
    MeetingState,
    NoticeKind,
    TurnEvent,
)
from helevejen.cases.models import Case, Meeting, Track
from helevejen.cases.rules import meetings as rules
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.actions import relations
from helevejen.citizens.enums import Protection, RelationKind
from helevejen.citizens.models import Citizen
from helevejen.core import formats
from helevejen.core.deeds import Refusal, refused_as, step

_HOST_READS = {
    "booked": _("Du har fået en samtale %(when)s."),
    "moved": _("En samtale er flyttet til %(when)s."),
    "cancelled": _("Samtalen %(when)s er aflyst."),
}


@step
def keep(meeting: Meeting, *, refusal: type[Refusal]) -> None:
    """
    Save a booked meeting, or say who is taken and when.

    The two people are locked first, in one order, so that two bookings at once wait for each other; without it
    PostgreSQL's two exclusion constraints could wait in a circle.
    """
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.host_id)
    Citizen.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.citizen_id)
    span = rules.span_of(start_of(meeting), meeting.minutes)
    require_at_work(meeting.host, span, refusal=refusal)
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError:
        require_free(meeting.host, meeting.citizen, span, refusal=refusal, but=meeting.pk)
        raise


@step
def open_to_host(meeting: Meeting, *, by: User, at: datetime, refusal: type[Refusal]) -> None:
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
def close_to_host(meeting: Meeting, *, at: datetime) -> None:
    relations.close_relation(citizen=meeting.citizen, kind=RelationKind.MEETING, at=at, source=_source(meeting))


def require_sound(case: Case, track: Track | None, host: User, *, at: datetime, refusal: type[Refusal]) -> None:
    if not case.is_open:
        raise refusal(MeetingObjection.CASE_CLOSED)
    if track is not None and (track.case_id != case.pk or not track.is_open):
        raise refusal(MeetingObjection.WRONG_TRACK)
    if track is not None and not _takes_meetings(track):
        raise refusal(MeetingObjection.TRACK_OF_ANOTHER_DEED)
    if not (host.is_staff_member and host.is_active):
        raise refusal(MeetingObjection.NOT_STAFF)
    is_special = case.citizen.protection == Protection.SPECIAL  # a meeting opens no such file, so the host must be in
    if is_special and not citizen_perms.may_open(host, case.citizen, at):
        raise refusal(MeetingObjection.HOST_WITHOUT_ACCESS)


def require_change(meeting: Meeting, to: MeetingState, *, refusal: type[Refusal]) -> None:
    if objection := rules.objection_to_change(meeting.state, to=to):
        raise refusal(objection)


def require_free(
    host: User, citizen: Citizen | None, span: rules.Span, *, refusal: type[Refusal], but: int | None = None
) -> None:
    """Refuse when the host, or the citizen, is booked in the span. Two queries at most."""
    start, end = span
    booked = Meeting.objects.filter(state=MeetingState.BOOKED, starts_at__lt=end, ends_at__gt=start)
    booked = booked if but is None else booked.exclude(pk=but)
    if clash := booked.filter(host=host).order_by("starts_at", "pk").first():
        raise refusal(MeetingClash.HOST, name=host.name, **_when(clash))
    if citizen and (clash := booked.filter(citizen=citizen).order_by("starts_at", "pk").first()):
        raise refusal(MeetingClash.CITIZEN, **_when(clash))


def require_at_work(host: User, span: rules.Span, *, refusal: type[Refusal]) -> None:
    """Refuse when the host is away that day. One query."""
    day = span[0].astimezone(rules.COPENHAGEN).date()
    if Absence.objects.on(day).filter(user=host).exists():
        raise refusal(MeetingClash.AWAY, name=host.name, day=formats.weekday_and_day(day))


def start_of(meeting: Meeting) -> datetime:
    assert meeting.starts_at is not None, "only a proposed meeting has no time"
    return meeting.starts_at


def lock(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update(of=("self",))
    return locked.select_related("case__citizen", "case__jobformidler", "citizen", "host", "track").get(pk=meeting.pk)


def record(verb: Verb, meeting: Meeting, *, by: User, at: datetime, **detail: object) -> None:
    audit_actions.record_event(
        verb, subject=meeting, by=by, at=at, citizen_id=meeting.citizen_id, cap=meeting.cap, detail=detail
    )


def tell_both(meeting: Meeting, event: str, *, by: User, at: datetime) -> None:
    """Tell the citizen and the host, but nobody of what they did themselves. The host is not told whom it is about."""
    if by.pk != meeting.citizen.user_id:
        notices.tell_citizen(case=meeting.case, kind=NoticeKind.MEETING, at=at, meeting_id=meeting.pk, event=event)
    if by.pk != meeting.host_id and meeting.starts_at is not None:
        kind, when = f"meeting_{event}", meeting.starts_at
        account_actions.tell_staff([meeting.host], kind=kind, text=_HOST_READS[event], at=at, when=when)


def is_at(meeting: Meeting, *steps: str) -> bool:
    """Return whether the turn of the meeting's track is at one of these links. One query."""
    if meeting.track is None or not meeting.track.is_open:
        return False
    return meeting.track.turns.open().filter(step__in=steps).exists()


def hand_turn(
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


def hand_to_host(
    meeting: Meeting, *, event: TurnEvent, by: User, at: datetime, expected_turn: int | None = None
) -> None:
    """Pass the turn of the meeting's track to its host, due on the day of the meeting."""
    then = _meeting_day(meeting)
    hand_turn(meeting, rules.MEET, by=by, at=at, event=event, expected_turn=expected_turn, **then)


def postpone_turn(meeting: Meeting, *, by: User, at: datetime, refusal: type[Refusal]) -> None:
    """Give the turn of a moved meeting its new day; whoever waits has waited since before."""
    assert meeting.track is not None
    track, turn = locks.lock_turn(meeting.track, None, at=at, refusal=refusal)
    then = _meeting_day(meeting)
    values = turns.fill(track.case, track.kind, rules.MEET, then, at=at, refusal=refusal)
    values |= {"cap": meeting.cap}
    turns.replace_turn(track, turn, by=by, at=at, event=TurnEvent.POSTPONED, values=values)


def _meeting_day(meeting: Meeting) -> NextTurn:
    """Return the turn of a booked meeting: the host's, on the day of the meeting."""
    return {
        "holder": Holder.JOBFORMIDLER,
        "holder_user": meeting.host,
        "due_on": start_of(meeting).astimezone(rules.COPENHAGEN).date(),
        "due_kind": DueKind.AGREEMENT,
    }


def _takes_meetings(track: Track) -> bool:
    """Return whether the meeting may take the turn of an open track. One query."""
    turn = track.turns.open().only("step").first()
    return rules.takes_meetings(kind=track.kind, step=turn.step if turn else "")


def _when(meeting: Meeting) -> dict[str, str]:
    start, end = rules.span_of(start_of(meeting), meeting.minutes)
    day = formats.weekday_and_day(start.astimezone(rules.COPENHAGEN).date())
    return {"day": day, "start": formats.clock_time(start), "end": formats.clock_time(end)}


def _source(meeting: Meeting) -> str:
    return f"cases.meeting:{meeting.pk}"
