"""What is known of cases, notes and meetings already, for an import that adds only what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from helevejen.cases.enums import MeetingState
from helevejen.cases.models import Case, Meeting, Note
from helevejen.core import bulk

#: Fields of a note and of a meeting that an import gives, in the order of `KnownRow.values`.
NOTE_FIELDS = ("written_by_id", "written_at", "cap", "kind", "headline", "text", "minutes", "is_shared_with_citizen")
MEETING_FIELDS = (
    "host_id", "starts_at", "minutes", "purpose", "cap", "channel", "place", "state", "absence_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case as known."""

    pk: int
    opened_at: datetime
    closed_at: datetime | None
    jobformidler_id: int


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A note or a meeting as known; `values` as its fields above."""

    pk: int
    citizen_id: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Booked:
    """A booked meeting somebody is in."""

    pk: int
    host_id: int
    citizen_id: int
    starts_at: datetime
    ends_at: datetime


def cases_of(citizen_ids: Iterable[int]) -> dict[int, list[KnownCase]]:
    """Return the cases of some citizens, the oldest first; a query for each 500."""
    found: dict[int, list[KnownCase]] = {}
    for some in bulk.in_chunks(citizen_ids):
        rows = Case.objects.filter(citizen_id__in=some).order_by("opened_at", "pk")
        for citizen_id, pk, opened_at, closed_at, jobformidler_id in rows.values_list(
            "citizen_id", "pk", "opened_at", "closed_at", "jobformidler_id"
        ):
            found.setdefault(citizen_id, []).append(KnownCase(pk, opened_at, closed_at, jobformidler_id))
    return found


def known_notes(external_ids: Iterable[str]) -> dict[str, KnownRow]:
    """Return the notes of some external ids; a query for each 500."""
    found = {}
    for some in bulk.in_chunks(external_ids):
        rows = Note.objects.filter(external_id__in=some).order_by("pk")
        for external_id, pk, citizen_id, *values in rows.values_list(
            "external_id", "pk", "case__citizen_id", *NOTE_FIELDS
        ):
            found[external_id or ""] = KnownRow(pk, citizen_id, tuple(values))
    return found


def known_meetings(external_ids: Iterable[str]) -> dict[str, KnownRow]:
    """Return the meetings of some external ids; a query for each 500."""
    found = {}
    for some in bulk.in_chunks(external_ids):
        rows = Meeting.objects.filter(external_id__in=some).order_by("pk")
        for external_id, pk, citizen_id, *values in rows.values_list(
            "external_id", "pk", "citizen_id", *MEETING_FIELDS
        ):
            found[external_id or ""] = KnownRow(pk, citizen_id, tuple(values))
    return found


def booked_meetings() -> list[Booked]:
    """Return every booked meeting; one query."""
    rows = Meeting.objects.filter(state=MeetingState.BOOKED).order_by("pk")
    return [
        Booked(pk, host_id, citizen_id, starts_at, ends_at)
        for pk, host_id, citizen_id, starts_at, ends_at in rows.values_list(
            "pk", "host_id", "citizen_id", "starts_at", "ends_at"
        )
        if starts_at and ends_at
    ]
