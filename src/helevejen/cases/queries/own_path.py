"""What citizens read of their own case on Min vej, beside what others read too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from helevejen.accounts.models import Absence, User
from helevejen.cases.enums import DecisionState, MeetingState, TrackKind
from helevejen.cases.models import Case, Decision, Meeting, Message, Notice, Track
from helevejen.cases.queries.decisions import decisions_visible_to
from helevejen.cases.queries.meetings import booked_spans
from helevejen.cases.rules import chains, own_meetings
from helevejen.cases.rules import turns as rules
from helevejen.cases.rules.meetings import Span


def own_tracks(case: Case) -> list[Track]:
    """Return what a case is and was about, in order, each with its job, without dialogues and sub-tracks. One query."""
    tracks = case.tracks.exclude(kind=TrackKind.DIALOGUE).filter(parent__isnull=True)
    return list(tracks.select_related("job").order_by("opened_at", "pk"))


def unread_notices_of(case: Case) -> list[Notice]:
    """Return what the citizen has been told and not read, newest first. One query."""
    return list(case.notices.filter(read_at__isnull=True).order_by("-told_at", "-pk"))


def own_meetings_of(case: Case, at: datetime) -> list[Meeting]:
    """Return the meetings of a case to come, those that wait for a choice of time first, then by time. One query."""
    coming = Q(state=MeetingState.BOOKED, ends_at__gt=at) | Q(state=MeetingState.PROPOSED)
    meetings = case.meetings.filter(coming).select_related("host", "citizen")
    return sorted(
        meetings.order_by("starts_at", "pk"), key=lambda one: (one.starts_at is not None, one.starts_at or at)
    )


def past_meetings_of(case: Case, at: datetime, *, most: int = 20) -> list[Meeting]:
    """Return the newest meetings of a case that are over or came to nothing. One query."""
    over = ~Q(state=MeetingState.PROPOSED) & (~Q(state=MeetingState.BOOKED) | Q(ends_at__lte=at))
    return list(
        case.meetings.filter(over, starts_at__isnull=False).select_related("host").order_by("-starts_at", "-pk")[:most]
    )


def offered_times_for(meeting: Meeting, at: datetime, *, taken: Sequence[Span] = ()) -> list[datetime]:
    """
    Return the times the citizen can move a meeting to; none when it is too late to move it. Two queries.

    `meeting.host` and `meeting.case` must be loaded.

    Args:
        taken: When the citizen is elsewhere, which no meeting of the case tells.
    """
    if not own_meetings.may_move_own(state=meeting.state, starts_at=meeting.starts_at, at=at):
        return []
    until = at + timedelta(days=own_meetings.DAYS_AHEAD + 1)
    booked = [*booked_spans(meeting.host, meeting.case, at, until), *taken]
    return own_meetings.offered_starts(
        minutes=meeting.minutes, booked=booked, closed_days=_days_away(meeting.host, at), at=at
    )


def messages_of(case: Case) -> QuerySet[Message]:
    """Return what the citizen and the jobformidler have written in a case, newest first, with the writer. One query."""
    return case.messages.select_related("sent_by").order_by("-sent_at", "-pk")


def decisions_told_to(user: User, at: datetime) -> QuerySet[Decision]:
    """Return the decisions a citizen may read: those released, and drafts the citizen is heard about. One query."""
    heard = Q(state=DecisionState.DRAFT, hearing_sent_on__isnull=False)
    return decisions_visible_to(user, at).filter(Q(state=DecisionState.RELEASED) | heard)


def promised_answer_on(on: date, *, is_call: bool = False) -> date:
    """Return the day by which a message sent today is answered, or a call asked for today is made. No query."""
    link = chains.step_of(TrackKind.DIALOGUE, chains.CALL_BACK if is_call else chains.ANSWER)
    due_on = chains.due_day(link, on=on) if link else None
    assert due_on is not None, "the chain of dialogues promises an answer"
    return due_on


def promised_wish_answer_on(on: date) -> date:
    """Return the day by which a wish said today is answered. No query."""
    link = chains.step_of(TrackKind.DIALOGUE, chains.ANSWER_WISH)
    due_on = chains.due_day(link, on=on) if link else None
    assert due_on is not None, "the chain of dialogues promises an answer"
    return due_on


def _days_away(host: User, at: datetime) -> set[date]:
    today = rules.day_of(at)
    absences = Absence.objects.filter(user=host, cancelled_at__isnull=True, valid_until__gt=today).order_by("pk")
    return {
        absence.valid_from + timedelta(days=days)
        for absence in absences
        for days in range((absence.valid_until - absence.valid_from).days)
    }
