"""
The one timeline of a case: everything that happened, newest first, a page at a time, in one query.

What the viewer may not read is not asked for, so it is in no count and on no page either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import get_language

from helevejen.accounts.models import User
from helevejen.cases.enums import (
    AbsenceReason,
    Cap,
    DecisionOutcome,
    DecisionState,
    Holder,
    JobForm,
    MeetingPurpose,
    MeetingState,
    NoteKind,
    TimelineKind,
    TrackKind,
    TrackOutcome,
)
from helevejen.cases.models import Case
from helevejen.cases.queries.decisions import decision_name
from helevejen.cases.queries.timeline_lines import Line, lines_of
from helevejen.cases.rules import chains
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import Level, WishAnswerKind
from helevejen.companies.enums import ContactChannel

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
    level: Level | None = None,
) -> TimelinePage:
    """
    Return one page of what happened in a case, newest first, as far as the viewer may read it.

    Two queries whatever the length, one when it is known how far the viewer reaches.

    Args:
        caps: Only what was done under these caps.
        kinds: Only these members of `TimelineKind`.
        level: How far the viewer reaches, where it was asked for already.
    """
    level = level or citizen_perms.level_of(viewer, case.citizen, at)
    if level is None:
        return TimelinePage((), 1, has_next=False)
    number = max(page, 1)
    lines = lines_of(
        case.pk,
        case.citizen_id,
        level,
        viewer_id=viewer.pk,
        caps=caps or (),
        kinds=kinds or (),
        offset=(number - 1) * size,
        count=size + 1,
    )
    for_citizen = level == Level.SELF
    entries = tuple(_WRITE[TimelineKind(line.kind)](line, for_citizen) for line in lines[:size])
    return TimelinePage(entries, number, has_next=len(lines) > size)


def _entry(line: Line, headline: str, *, detail: str = "", state: str = "", holder: str = "") -> TimelineEntry:
    return TimelineEntry(
        at=line.at,
        kind=line.kind,
        pk=line.pk,
        cap=line.cap,
        headline=headline,
        detail=detail,
        by_name=line.by_name,
        state=state,
        holder=holder,
        track_id=line.track_id,
        ends_at=line.ends_at,
        is_from_citizen=line.is_from_citizen,
    )


def _note(line: Line, for_citizen: bool) -> TimelineEntry:
    return _entry(line, line.words, detail=line.secret, state=str(NoteKind(line.code).label))


def _turn(line: Line, for_citizen: bool) -> TimelineEntry:
    name, _bar, kind = line.name.rpartition("|")
    audience = "citizen" if for_citizen else "staff"
    words = line.words or chains.wording(kind, line.code, audience, get_language() or "da")
    holder = Holder(line.state)
    return _entry(line, words, detail=line.more, state=name or str(holder.label), holder=holder)


def _track(line: Line, for_citizen: bool) -> TimelineEntry:
    outcome = str(TrackOutcome(line.state).label) if line.state else ""
    return _entry(line, line.words or str(TrackKind(line.code).label), state=outcome)


def _meeting(line: Line, for_citizen: bool) -> TimelineEntry:
    state = MeetingState(line.state)
    reason = str(AbsenceReason(line.more).label) if state == MeetingState.MISSED else ""
    return _entry(line, str(MeetingPurpose(line.code).label), detail=reason, state=str(state.label))


def _decision(line: Line, for_citizen: bool) -> TimelineEntry:
    stands = DecisionOutcome(line.more).label if line.more else DecisionState(line.state).label
    return _entry(line, decision_name(line.code), state=str(stands))


def _contact(line: Line, for_citizen: bool) -> TimelineEntry:
    return _entry(line, line.words, detail=line.secret, state=str(ContactChannel(line.code).label))


def _said(line: Line, for_citizen: bool) -> TimelineEntry:
    return _entry(line, "", detail=line.secret)


def _answer(line: Line, for_citizen: bool) -> TimelineEntry:
    return _entry(line, line.also_secret, detail=line.secret, state=str(WishAnswerKind(line.code).label))


def _job(line: Line, for_citizen: bool) -> TimelineEntry:
    return _entry(line, line.words, detail=line.more, state=str(JobForm(line.code).label))


_WRITE: Final[dict[TimelineKind, Callable[[Line, bool], TimelineEntry]]] = {
    TimelineKind.NOTE: _note,
    TimelineKind.TURN: _turn,
    TimelineKind.TRACK_CLOSED: _track,
    TimelineKind.MEETING: _meeting,
    TimelineKind.DECISION: _decision,
    TimelineKind.COMPANY_CONTACT: _contact,
    TimelineKind.MESSAGE: _said,
    TimelineKind.WISH: _said,
    TimelineKind.WISH_ANSWER: _answer,
    TimelineKind.JOB: _job,
}
