"""Reads of cases and their tracks: what a page fetches from, and the head of the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.models import Case, Track
from helevejen.cases.queries.turns import TurnRow, open_turns_of
from helevejen.cases.queries.wishes import WishRow, wishes_of
from helevejen.cases.rules.turns import day_of
from helevejen.citizens.models import Citizen


@dataclass(frozen=True, slots=True)
class CaseHead:
    """
    What stands above a citizen's file.

    Attributes:
        turns: One open turn per open track, the parent before its sub-tracks.
        wishes: The current wishes that belong in the plan, oldest first.
    """

    case: Case
    citizen: Citizen
    jobformidler: User
    backup: User
    since: date
    turns: tuple[TurnRow, ...]
    wishes: tuple[WishRow, ...]


def cases_visible_to(user: User, at: datetime) -> QuerySet[Case]:
    """Return the cases open to the user, with citizen, jobformidler and backup, newest first. One query."""
    return _loaded(perms.visible_to(user, at))


def cases_workable_by(user: User, at: datetime) -> QuerySet[Case]:
    """Return the cases on which the user may do deeds, loaded in the same way. One query."""
    return _loaded(perms.workable_by(user, at))


def find_open_case(citizen: Citizen) -> Case | None:
    """Return the citizen's open case with the people in it, or None. One query."""
    return _loaded(citizen.cases.open()).first()


def get_case_file_head(case: Case, on: date) -> CaseHead:
    """Return the head of a case's file; the case comes from `cases_visible_to`. Two queries."""
    return CaseHead(
        case=case,
        citizen=case.citizen,
        jobformidler=case.jobformidler,
        backup=case.backup,
        since=day_of(case.opened_at),
        turns=tuple(open_turns_of(case, on)),
        wishes=tuple(wish for wish in wishes_of(case.citizen) if wish.is_in_plan),
    )


def tracks_visible_to(user: User, at: datetime) -> QuerySet[Track]:
    """Return the tracks of the cases open to the user, with case, citizen and open turn. One query."""
    return _with_turn(Track.objects.filter(perms.of_visible(user, at)))


def tracks_workable_by(user: User, at: datetime) -> QuerySet[Track]:
    """Return the tracks of the cases on which the user may do deeds, loaded in the same way. One query."""
    return _with_turn(Track.objects.filter(case__in=perms.workable_by(user, at)))


def tracks_of(case: Case) -> list[Track]:
    """Return a case's tracks, open ones first, each with its open turn and its sub-tracks. Two queries."""
    subtracks = Prefetch("subtracks", Track.objects.order_by("opened_at", "pk"))
    tracks = case.tracks.select_related("open_turn__holder_user").prefetch_related(subtracks)
    return sorted(tracks.order_by("opened_at", "pk"), key=lambda track: not track.is_open)


def _loaded(cases: QuerySet[Case]) -> QuerySet[Case]:
    loaded = cases.select_related("citizen", "jobformidler", "backup").order_by("-opened_at", "-pk")
    return loaded.defer("citizen__cpr", "citizen__address")


def _with_turn(tracks: QuerySet[Track]) -> QuerySet[Track]:
    loaded = tracks.select_related("case__citizen", "case__jobformidler", "open_turn__holder_user")
    return loaded.defer("case__citizen__cpr", "case__citizen__address").order_by("pk")
