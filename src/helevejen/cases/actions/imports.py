"""Cases, notes and meetings from a file, many at a time, as the deeds of this app would leave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

from helevejen.accounts.models import User
from helevejen.cases.actions import wishes
from helevejen.cases.enums import MeetingState, NoticeKind, TrackKind
from helevejen.cases.models import Case, Meeting, Note, Notice, Track, Turn
from helevejen.cases.rules import chains
from helevejen.cases.rules.meetings import HOST_ACCESS_AFTER
from helevejen.cases.rules.turns import day_of
from helevejen.citizens.actions import imports as citizen_imports
from helevejen.core import bulk
from helevejen.core.deeds import step


class NewCase(NamedTuple):
    """A case as a file gives it. One that is closed gets no track."""

    citizen: int
    jobformidler: int
    backup: int
    opened_at: datetime
    closed_at: datetime | None = None
    closing_reason: str = ""


class NewNote(NamedTuple):
    """A note as a file gives it."""

    external_id: str
    case: int
    written_by: int
    written_at: datetime
    cap: str
    kind: str
    headline: str
    text: str
    minutes: int
    is_shared_with_citizen: bool


class MeetingFacts(NamedTuple):
    """A meeting as a file gives it."""

    external_id: str
    case: int
    citizen: int
    host: int
    starts_at: datetime
    minutes: int
    purpose: str
    cap: str
    channel: str
    place: str
    state: str
    absence_reason: str


@step
def open_cases(new: Sequence[NewCase], *, by: User, at: datetime) -> list[int]:
    """
    Open many cases, each with its first track whose turn is the jobformidler's; return their numbers, in order.

    What `open_case` writes for one, but for wishes said before, for which see `open_tracks_of_wishes`. The first turn
    begins now, however old the case is.
    """
    ids = list(bulk.reserve_ids(Case, len(new)))
    bulk.insert(
        Case,
        ("id", *NewCase._fields, "closed_by"),
        ((pk, *case, case.jobformidler if case.closed_at else None) for pk, case in zip(ids, new, strict=True)),
    )
    still_open = [(pk, case) for pk, case in zip(ids, new, strict=True) if case.closed_at is None]
    _open_first_tracks(still_open, by=by, at=at)
    return ids


@step
def open_tracks_of_wishes(case_ids: Sequence[int], *, by: User, at: datetime) -> None:
    """Let wishes said before a case was opened have their turns. For the few citizens who have any."""
    for case in Case.objects.filter(pk__in=case_ids).select_related("citizen").order_by("pk"):
        wishes.open_tracks_of_wishes(case=case, by=by, at=at)


@step
def tell_who_follows(rows: Sequence[tuple[int, str, str]], *, at: datetime) -> None:
    """Tell many citizens who their jobformidler is; each row is a case and the names of jobformidler and backup."""
    bulk.insert(
        Notice,
        ("case", "kind", "values", "told_at"),
        (
            (case, str(NoticeKind.NEW_JOBFORMIDLER), {"jobformidler": jobformidler, "backup": backup}, at)
            for case, jobformidler, backup in rows
        ),
    )


@step
def load_notes(new: Sequence[NewNote]) -> None:
    """Write new notes. None is ever changed."""
    bulk.insert(Note, NewNote._fields, new)


@step
def load_meetings(
    new: Sequence[MeetingFacts],
    changed: Mapping[int, MeetingFacts],
    *,
    jobformidler_of: Mapping[int, int],
    by: User,
    at: datetime,
) -> None:
    """
    Write new meetings and change booked ones. A host who does not follow the citizen gets access for the meeting.

    Args:
        jobformidler_of: Case to the number of who follows it.
    """
    ids = list(bulk.reserve_ids(Meeting, len(new)))
    columns = (*MeetingFacts._fields, "ends_at", "closed_at", "cancelled_by_citizen")
    bulk.update(Meeting, ("state",), ((str(MeetingState.PROPOSED), pk) for pk in changed))  # none is in another's way
    bulk.update(Meeting, columns, ((*facts, *_derived(facts), pk) for pk, facts in changed.items()))
    bulk.insert(
        Meeting,
        ("id", *columns, "proposed_by", "proposed_at", "uid", "sequence"),
        ((pk, *facts, *_derived(facts), by.pk, at, uuid4(), 0) for pk, facts in zip(ids, new, strict=True)),
    )
    citizen_imports.close_meeting_relations(list(changed), at=at)
    citizen_imports.load_meeting_relations(
        [
            (facts.host, facts.citizen, pk, facts.starts_at + timedelta(minutes=facts.minutes) + HOST_ACCESS_AFTER)
            for pk, facts in [*zip(ids, new, strict=True), *changed.items()]
            if facts.state == MeetingState.BOOKED and facts.host != jobformidler_of[facts.case]
        ],
        by=by,
        at=at,
    )


def _derived(facts: MeetingFacts) -> tuple[datetime, datetime | None, bool | None]:
    ends_at = facts.starts_at + timedelta(minutes=facts.minutes)
    is_over = facts.state != MeetingState.BOOKED
    return ends_at, ends_at if is_over else None, False if facts.state == MeetingState.CANCELLED else None


def _open_first_tracks(cases: Sequence[tuple[int, NewCase]], *, by: User, at: datetime) -> None:
    chain = chains.chain_of(TrackKind.FIRST_CONTACT)
    first = chain.steps[chain.first]
    due_on, due_kind, holder = chains.due_day(first, on=day_of(at)), str(first.due_kind), str(first.holder)
    track_ids = list(bulk.reserve_ids(Track, len(cases)))
    bulk.insert(
        Track,
        ("id", "case", "kind", "opened_at", "open_key", "open_turn"),
        (
            (track, case_id, str(TrackKind.FIRST_CONTACT), at, track, track)
            for track, (case_id, _case) in zip(track_ids, cases, strict=True)
        ),
    )
    bulk.insert(
        Turn,
        ("track", "number", "holder", "holder_user", "step", "since", "due_on", "due_kind", "passed_by", "open_key",
         "open_track"),
        (
            (track, 1, holder, case.jobformidler, first.code, at, due_on, due_kind, by.pk, track, track)
            for track, (_case_id, case) in zip(track_ids, cases, strict=True)
        ),
    )  # fmt: skip
