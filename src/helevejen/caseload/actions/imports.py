"""Who follows whom from a file, many at a time, as `assign_first` would leave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from helevejen.accounts import actions as account_actions
from helevejen.accounts.models import User
from helevejen.caseload.actions import words
from helevejen.caseload.models import Assignment
from helevejen.cases.actions import imports as case_imports
from helevejen.citizens.actions import imports as citizen_imports
from helevejen.core import bulk
from helevejen.core.deeds import step


@dataclass(frozen=True, slots=True)
class Follower:
    """One period in which one jobformidler followed the case."""

    external_id: str
    jobformidler: int
    valid_from: datetime
    valid_until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class NewWay:
    """One case as a file gives it: its followers from first to last, and how it ended if it did."""

    citizen: int
    backup: int
    followers: tuple[Follower, ...]
    closing_reason: str = ""
    has_wishes: bool = False

    @property
    def last(self) -> Follower:
        return self.followers[-1]


@step
def load_ways(new: Sequence[NewWay], *, by: User, at: datetime) -> list[int]:
    """
    Open many cases with their followers; return their numbers, in order.

    An open case is left as `assign_first` leaves one: the file opened to its jobformidler from now, the first turn
    given, the citizen told. What went before is written as assignments only: nobody could open a file here then.
    """
    case_ids = case_imports.open_cases([_case(way) for way in new], by=by, at=at)
    bulk.insert(
        Assignment,
        ("external_id", "case", "jobformidler", "valid_from", "valid_until", "reason", "assigned_by"),
        (
            (one.external_id, case_id, one.jobformidler, one.valid_from, one.valid_until, one.reason, by.pk)
            for case_id, way in zip(case_ids, new, strict=True)
            for one in way.followers
        ),
    )
    still_open = [(case_id, way) for case_id, way in zip(case_ids, new, strict=True) if way.last.valid_until is None]
    citizen_imports.load_caseload_relations(
        [(way.last.jobformidler, way.citizen, case_id) for case_id, way in still_open], by=by, at=at
    )
    case_imports.open_tracks_of_wishes([case_id for case_id, way in still_open if way.has_wishes], by=by, at=at)
    _tell(still_open, at=at)
    return case_ids


def _case(way: NewWay) -> case_imports.NewCase:
    return case_imports.NewCase(
        way.citizen,
        way.last.jobformidler,
        way.backup,
        way.followers[0].valid_from,
        way.last.valid_until,
        way.closing_reason,
    )


def _tell(ways: Sequence[tuple[int, NewWay]], *, at: datetime) -> None:
    """Tell the citizens who follows them, and each jobformidler once that there are new ones."""
    ids = {person for _case_id, way in ways for person in (way.last.jobformidler, way.backup)}
    people = {user.pk: user for some in bulk.in_chunks(ids) for user in User.objects.filter(pk__in=some).order_by("pk")}
    rows = [(case_id, people[way.last.jobformidler].name, people[way.backup].name) for case_id, way in ways]
    case_imports.tell_who_follows(rows, at=at)
    text = words.NEW_IN_CASELOAD
    for user_id in sorted({way.last.jobformidler for _case_id, way in ways}):
        account_actions.tell_staff([people[user_id]], kind="caseload", text=text, at=at, path="/arbejde/")
