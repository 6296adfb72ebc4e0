"""
The one timeline of a case: everything that happened, newest first, a page at a time.

First one query over all sources for what and when, then one for each kind on the page. What the viewer may not read is
not asked for, so it is in no count and on no page either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.enums import Cap, DecisionState, MeetingState, TimelineKind
from helevejen.cases.models import Case, CompanyContact, Decision, Job, Meeting, Message, Note, Track, Turn
from helevejen.cases.queries.decisions import decision_name
from helevejen.cases.queries.turns import holder_name
from helevejen.cases.rules import chains
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.models import Wish, WishAnswer
from helevejen.citizens.rules import access

PAGE_SIZE: Final = 25


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """
    One line of the timeline.

    Attributes:
        kind: A member of `TimelineKind`; with `pk` it tells the page where to link.
        cap: A member of `Cap`, empty for what is done under none, as the citizen's own deeds.
        headline: What it was, in a few words; the citizen reads the citizen's words.
        detail: The text, where there is one.
        state: The word for how it stands: the outcome of a track, the state of a meeting, who has the ball.
        holder: Who got the ball, a member of `Holder`; for turns only.
        ends_at: When a meeting ends.
    """

    at: datetime
    kind: str
    pk: int
    cap: str
    headline: str
    detail: str = ""
    by_name: str = ""
    state: str = ""
    holder: str = ""
    track_id: int | None = None
    ends_at: datetime | None = None
    is_from_citizen: bool = False

    @property
    def kind_label(self) -> str:
        return str(TimelineKind(self.kind).label)

    @property
    def cap_label(self) -> str:
        return str(Cap(self.cap).label) if self.cap else ""


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page of the timeline; `number` counts from 1, the newest page."""

    entries: tuple[TimelineEntry, ...]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def timeline(
    case: Case,
    viewer: User,
    at: datetime,
    *,
    caps: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> TimelinePage:
    """
    Return one page of what happened in a case, newest first, as far as the viewer may read it.

    At most two queries and one for each kind of line on the page, whatever the length.

    Args:
        caps: Only what was done under these caps.
        kinds: Only these members of `TimelineKind`.
    """
    level = citizen_perms.levels_of(viewer, [case.citizen_id], at).get(case.citizen_id)
    shows = access.reach_of(level).shows if level else ""
    wanted = [one for one in _sources(case, viewer, at) if one.data_class in shows and (not kinds or one.kind in kinds)]
    if not wanted:
        return TimelinePage((), 1, has_next=False)
    found = [_when_and_what(one, caps) for one in wanted]
    start = (max(page, 1) - 1) * size
    merged = found[0].union(*found[1:], all=True).order_by("-line_at", "line_kind", "-line_pk")
    lines = list(merged[start : start + size + 1])
    entries = _entries(wanted, lines[:size], for_citizen=viewer.kind == UserKind.CITIZEN)
    return TimelinePage(entries, max(page, 1), has_next=len(lines) > size)


@dataclass(frozen=True, slots=True)
class _Source:
    """
    One kind of line: which rows, what data class they show, and how a row becomes a line.

    Attributes:
        at: The moment it stands at, as an expression or the name of a field.
        cap: The field that names the cap, or the cap itself as a value.
    """

    kind: TimelineKind
    data_class: str
    rows: QuerySet[Any]
    at: Any
    cap: Any
    write: Callable[[Any, bool], TimelineEntry]
    load: tuple[str, ...] = ()


def _sources(case: Case, viewer: User, at: datetime) -> list[_Source]:
    for_citizen = viewer.kind == UserKind.CITIZEN
    decisions = Decision.objects.filter(case=case).exclude(state=DecisionState.WITHDRAWN)
    if for_citizen:
        decisions = decisions.filter(state=DecisionState.RELEASED)
    notes = perms.notes_readable_by(viewer, at).filter(case=case)
    tracks = Track.objects.filter(case=case, closed_at__isnull=False)
    answers = WishAnswer.objects.filter(wish__citizen_id=case.citizen_id)
    contacts = CompanyContact.objects.filter(case=case)
    no_cap = Value("")
    return [
        _Source(TimelineKind.NOTE, "E", notes, "written_at", F("cap"), _note, ("written_by", "corrects")),
        _Source(TimelineKind.TURN, "E", _turns(case), "since", F("cap"), _turn, ("track", "holder_user", "passed_by")),
        _Source(TimelineKind.TRACK_CLOSED, "E", tracks, "closed_at", no_cap, _track),
        _Source(TimelineKind.MEETING, "E", _meetings(case), _MEETING_AT, F("cap"), _meeting, ("host",)),
        _Source(TimelineKind.DECISION, "I", decisions, _DECISION_AT, Value(Cap.AUTHORITY), _decision, ("drafted_by",)),
        _Source(TimelineKind.COMPANY_CONTACT, "E", contacts, "at", Value(Cap.COMPANY), _contact, ("company", "by")),
        _Source(
            TimelineKind.MESSAGE, "F", Message.objects.filter(case=case), "sent_at", F("cap"), _message, ("sent_by",)
        ),
        _Source(TimelineKind.WISH, "D", Wish.objects.filter(citizen_id=case.citizen_id), "said_at", no_cap, _wish),
        _Source(TimelineKind.WISH_ANSWER, "D", answers, "answered_at", no_cap, _answer, ("wish", "answered_by")),
        _Source(
            TimelineKind.JOB, "D", Job.objects.filter(case=case), "registered_at", no_cap, _job, ("registered_by",)
        ),
    ]


_MEETING_AT = Coalesce("starts_at", "proposed_at")
_DECISION_AT = Coalesce("released_at", "drafted_at")


def _turns(case: Case) -> QuerySet[Turn]:
    return Turn.objects.filter(track__case=case)


def _meetings(case: Case) -> QuerySet[Meeting]:
    return Meeting.objects.filter(case=case)


def _when_and_what(source: _Source, caps: Collection[str] | None) -> QuerySet[Any, Any]:
    rows: QuerySet[Any] = source.rows.annotate(
        line_kind=Value(str(source.kind), CharField()),
        line_pk=F("pk"),
        line_at=F(source.at) if isinstance(source.at, str) else source.at,
        line_cap=source.cap if isinstance(source.cap, F) else Value(str(source.cap.value), CharField()),
    )
    if caps:
        rows = rows.filter(line_cap__in=list(caps))
    return rows.order_by().values_list("line_kind", "line_pk", "line_at")


def _entries(
    sources: Iterable[_Source], lines: Iterable[tuple[str, int, datetime]], *, for_citizen: bool
) -> tuple[TimelineEntry, ...]:
    """Load the rows of a page, one query for each kind on it, and put them back in its order."""
    order = [(kind, pk) for kind, pk, _at in lines]
    written: dict[tuple[str, int], TimelineEntry] = {}
    for source in sources:
        asked = [pk for kind, pk in order if kind == source.kind]
        if asked:
            rows = source.rows.filter(pk__in=asked).select_related(*source.load).order_by("pk")
            written |= {(str(source.kind), row.pk): source.write(row, for_citizen) for row in rows}
    return tuple(written[line] for line in order)


def _note(note: Note, for_citizen: bool) -> TimelineEntry:
    return TimelineEntry(
        at=note.written_at,
        kind=TimelineKind.NOTE,
        pk=note.pk,
        cap=note.cap,
        headline=note.headline,
        detail=note.text,
        by_name=note.written_by.name,
        state=str(note.get_kind_display()),
        track_id=note.track_id,
    )


def _turn(turn: Turn, for_citizen: bool) -> TimelineEntry:
    audience = "citizen" if for_citizen else "staff"
    words = turn.expects or chains.wording(turn.track.kind, turn.step, audience, get_language() or "da")
    return TimelineEntry(
        at=turn.since,
        kind=TimelineKind.TURN,
        pk=turn.pk,
        cap=turn.cap,
        headline=words,
        detail=turn.event_note,
        by_name=turn.passed_by.name if turn.passed_by else "",
        state=holder_name(turn) or str(turn.get_holder_display()),
        holder=turn.holder,
        track_id=turn.track_id,
    )


def _track(track: Track, for_citizen: bool) -> TimelineEntry:
    assert track.closed_at is not None, "only closed tracks are asked for"
    return TimelineEntry(
        at=track.closed_at,
        kind=TimelineKind.TRACK_CLOSED,
        pk=track.pk,
        cap="",
        headline=track.title or str(track.get_kind_display()),
        state=str(track.get_outcome_display()) if track.outcome else "",
        track_id=track.pk,
    )


def _meeting(meeting: Meeting, for_citizen: bool) -> TimelineEntry:
    return TimelineEntry(
        at=meeting.starts_at or meeting.proposed_at,
        kind=TimelineKind.MEETING,
        pk=meeting.pk,
        cap=meeting.cap,
        headline=str(meeting.get_purpose_display()),
        detail=str(meeting.get_absence_reason_display()) if meeting.state == MeetingState.MISSED else "",
        by_name=meeting.host.name,
        state=str(meeting.get_state_display()),
        track_id=meeting.track_id,
        ends_at=meeting.ends_at,
    )


def _decision(decision: Decision, for_citizen: bool) -> TimelineEntry:
    return TimelineEntry(
        at=decision.released_at or decision.drafted_at,
        kind=TimelineKind.DECISION,
        pk=decision.pk,
        cap=Cap.AUTHORITY,
        headline=decision_name(decision.kind),
        by_name=decision.drafted_by.name,
        state=str(decision.get_outcome_display() if decision.outcome else decision.get_state_display()),
        track_id=decision.track_id,
    )


def _contact(contact: CompanyContact, for_citizen: bool) -> TimelineEntry:
    return TimelineEntry(
        at=contact.at,
        kind=TimelineKind.COMPANY_CONTACT,
        pk=contact.pk,
        cap=Cap.COMPANY,
        headline=contact.company.name,
        detail=contact.text,
        by_name=contact.by.name,
        state=str(contact.get_channel_display()),
        track_id=contact.track_id,
    )


def _message(message: Message, for_citizen: bool) -> TimelineEntry:
    return TimelineEntry(
        at=message.sent_at,
        kind=TimelineKind.MESSAGE,
        pk=message.pk,
        cap=message.cap,
        headline="",
        detail=message.text,
        by_name=message.sent_by.name,
        track_id=message.track_id,
        is_from_citizen=message.from_citizen,
    )


def _wish(wish: Wish, for_citizen: bool) -> TimelineEntry:
    return TimelineEntry(
        at=wish.said_at, kind=TimelineKind.WISH, pk=wish.pk, cap="", headline="", detail=wish.text, is_from_citizen=True
    )


def _answer(answer: WishAnswer, for_citizen: bool) -> TimelineEntry:
    return TimelineEntry(
        at=answer.answered_at,
        kind=TimelineKind.WISH_ANSWER,
        pk=answer.wish_id,
        cap="",
        headline=answer.wish.text,
        detail=answer.reason,
        by_name=answer.answered_by.name,
        state=str(answer.get_kind_display()),
    )


def _job(job: Job, for_citizen: bool) -> TimelineEntry:
    return TimelineEntry(
        at=job.registered_at,
        kind=TimelineKind.JOB,
        pk=job.pk,
        cap="",
        headline=job.title,
        detail=job.employer_name,
        by_name=job.registered_by.name,
        state=str(job.get_form_display()),
        track_id=job.retention_track_id,
    )
