"""Reads of meetings: the day's, the coming, the proposed times that are still free, the calendar file's content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from helevejen.accounts.models import Absence, User
from helevejen.cases import perms
from helevejen.cases.enums import MeetingState
from helevejen.cases.models import Case, Meeting, MeetingSlot
from helevejen.cases.rules import meetings as rules
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.rules import access


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """
    What a calendar file may tell of a meeting: when, and where unless the citizen is protected. Never with whom or why.

    Attributes:
        sequence: One higher for each change, so that a calendar takes the latest.
    """

    uid: UUID
    sequence: int
    starts_at: datetime
    ends_at: datetime
    place: str
    is_cancelled: bool
    changed_at: datetime


def meetings_of_day(user: User, day: date) -> list[Meeting]:
    """Return the meetings a member of staff hosts on a day in Denmark, by time, with citizen and track. One query."""
    start, end = _midnight(day), _midnight(day + timedelta(days=1))
    hosted = Meeting.objects.filter(host=user, starts_at__gte=start, starts_at__lt=end)
    shown = hosted.exclude(state__in=[MeetingState.PROPOSED, MeetingState.CANCELLED])
    return list(_loaded(shown).order_by("starts_at", "pk"))


def meetings_visible_to(user: User, at: datetime) -> QuerySet[Meeting]:
    """Return the meetings of the citizens open to the user, with slots, newest first. Two queries."""
    visible = perms.meetings_readable_by(user, at)
    return _loaded(visible).prefetch_related(_slots()).order_by(F("starts_at").desc(nulls_first=True), "-pk")


def meetings_of(case: Case, viewer: User, at: datetime) -> list[Meeting]:
    """Return a case's meetings the viewer may read, with slots; waiting first, then the latest. Two queries."""
    return list(meetings_visible_to(viewer, at).filter(case=case))


def closing_notes_of(case: Case, viewer: User, at: datetime) -> dict[int, str]:
    """
    Return what was said when meetings of a case were called off, by meeting, as far as the viewer may read it.

    It may tell of illness, so it is in no other query. Two queries.
    """
    level = citizen_perms.level_of(viewer, case.citizen, at)
    if level is None or "F" not in access.reach_of(level).shows:
        return {}
    told = case.meetings.filter(closing_note__isnull=False).order_by("pk")
    return {pk: note for pk, note in told.values_list("pk", "closing_note") if note}


def coming_meetings_of(case: Case, at: datetime) -> list[Meeting]:
    """Return the booked meetings of a case that are not over, the next first. One query."""
    coming = case.meetings.filter(state=MeetingState.BOOKED, ends_at__gt=at)
    return list(_loaded(coming).order_by("starts_at", "pk"))


def proposed_meetings_of(case: Case) -> list[Meeting]:
    """Return the meetings of a case that wait for the citizen's choice, with their slots, oldest first. Two queries."""
    waiting = case.meetings.filter(state=MeetingState.PROPOSED)
    return list(_loaded(waiting).prefetch_related(_slots()).order_by("proposed_at", "pk"))


def free_slots_of(meeting: Meeting, at: datetime) -> list[MeetingSlot]:
    """Return the proposed times of a meeting that can still be chosen, in order. Three queries."""
    slots = list(meeting.slots.order_by("starts_at"))
    if not slots:
        return []
    booked = booked_spans(meeting.host, meeting.case, slots[0].starts_at, slots[-1].ends_at)
    free = set(rules.free_slots([slot.starts_at for slot in slots], minutes=meeting.minutes, booked=booked, at=at))
    return [slot for slot in slots if slot.starts_at in free]


def booked_spans(host: User, case: Case, start: datetime, end: datetime) -> list[rules.Span]:
    """Return when the host or the citizen is booked or the host away between two moments, in order. Two queries."""
    booked = Meeting.objects.filter(Q(host=host) | Q(citizen_id=case.citizen_id), state=MeetingState.BOOKED)
    within = booked.filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "pk")
    spans = [(starts, ends) for starts, ends in within.values_list("starts_at", "ends_at") if starts and ends]
    return sorted(spans + _away(host, start, end))


def _away(host: User, start: datetime, end: datetime) -> list[rules.Span]:
    first, last = (moment.astimezone(rules.COPENHAGEN).date() for moment in (start, end))
    absences = Absence.objects.filter(user=host, cancelled_at=None, valid_from__lte=last, valid_until__gt=first)
    days = absences.order_by("pk").values_list("valid_from", "valid_until")
    return [(_midnight(valid_from), _midnight(valid_until)) for valid_from, valid_until in days]


def meetings_to_write_down(user: User, at: datetime) -> list[Meeting]:
    """Return the meetings a member of staff hosted that began and are still only booked, oldest first. One query."""
    past = Meeting.objects.filter(host=user, state=MeetingState.BOOKED, starts_at__lte=at)
    return list(_loaded(past).order_by("starts_at", "pk"))


def calendar_entry(meeting: Meeting) -> CalendarEntry:
    """
    Return what the calendar file of a meeting may tell. No query.

    Raises:
        ValueError: the meeting has no time yet.
    """
    if meeting.starts_at is None or meeting.ends_at is None:
        raise ValueError("a proposed meeting has no calendar file")
    return CalendarEntry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place="" if meeting.citizen.is_protected else meeting.place,
        is_cancelled=meeting.state == MeetingState.CANCELLED,
        changed_at=meeting.closed_at or meeting.proposed_at,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=rules.COPENHAGEN)


def _loaded(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    people = ("citizen", "host", "track", "case__jobformidler", "case__citizen")
    return meetings.select_related(*people).defer("closing_note")


def _slots() -> Prefetch[str]:
    return Prefetch("slots", MeetingSlot.objects.order_by("starts_at"))
