"""The leader's board: who follows how much, what is waited for, what has changed, where the time goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from django.db.models import Count

from helevejen.accounts.models import Absence, Team, User
from helevejen.caseload.enums import AssignmentReason
from helevejen.caseload.queries.caps import CapShare, CapTime, cap_shares, cap_time_of
from helevejen.caseload.queries.caseload import (
    TeamTurn,
    known_turns,
    open_turns_of,
    shown_turns,
    team_changes_between,
    turns_shown,
)
from helevejen.caseload.queries.people import PersonLoad, by_name, loads_of, members_of, staff_on
from helevejen.caseload.rules import LEAST_FOR_P90
from helevejen.cases.enums import Holder
from helevejen.cases.models import Turn
from helevejen.citizens.enums import Level
from helevejen.citizens.perms import day_of

#: How far somebody reaches into each of some citizens, those out of reach left out.
LevelsIn = Callable[[Collection[int]], Mapping[int, Level]]

#: The periods a figure can be asked for, by the word in the address: days.
PERIODS: Final = {"30": 30, "90": 90, "365": 365}


#: So many of the longest waits stand on the board, and of so many it is asked first whether they may be named.
MOST_LONGEST: Final = 8
_ASKED_FIRST: Final = 40


class _Waiting(NamedTuple):
    """An open turn, with no more than the sums of the board and the longest waits are made of."""

    turn_id: int
    citizen_id: int
    holder: str
    held_since: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """
    One person of the team.

    Attributes:
        has_left: No employment on the day; the cases wait for a plan.
        absence: The absence the person is in, None when at work.
        covers: The absences of others that the person covers.
        overdue_count: Open turns of the person that are past their day.
    """

    user: User
    weekly_hours: float
    has_left: bool
    absence: Absence | None
    covers: tuple[Absence, ...]
    load: PersonLoad
    overdue_count: int


@dataclass(frozen=True, slots=True)
class HolderWait:
    """
    How many wait for one kind of holder, and for how long: half over the median, one in ten over the p90.

    Of fewer than ten there is no p90.
    """

    holder: Holder
    count: int
    median_days: int
    p90_days: int | None
    overdue_count: int


@dataclass(frozen=True, slots=True)
class ReasonCount:
    reason: AssignmentReason
    count: int


@dataclass(frozen=True, slots=True)
class Board:
    """The team on one day, people in Danish order of name. Nobody is ranked."""

    team: Team
    rows: list[BoardRow]
    waits: list[HolderWait]
    changes: list[ReasonCount]
    caps: CapTime
    longest: list[TeamTurn]

    @property
    def case_count(self) -> int:
        return sum(row.load.own_count for row in self.rows)

    @property
    def overdue_by_us(self) -> int:
        return sum(wait.overdue_count for wait in self.waits if wait.holder == Holder.JOBFORMIDLER)

    @property
    def change_count(self) -> int:
        return sum(one.count for one in self.changes)


def team_board(team: Team, levels_in: LevelsIn, at: datetime, *, days: int) -> Board:
    """
    Return the whole board of a team; ten queries, however many people and cases there are.

    One query more where night has not counted the minutes, and one where few of the longest waits may be named.

    Args:
        levels_in: Tells how far the leader reaches into some citizens, and so which of them may be named. One query.
        days: For how long back changes and shares of time are told.
    """
    on = day_of(at)
    members = list(members_of(team, on).order_by("name", "pk"))
    ids = [user.pk for user in members]
    waiting = _waiting(ids)
    return Board(
        team=team,
        rows=_rows(by_name(members), on),
        waits=_by_holder(waiting, at),
        changes=team_changes(ids, at - timedelta(days=days), at),
        caps=cap_time_of(team, members, at, days=days),
        longest=_longest_of(waiting, levels_in, at),
    )


def figures_of(user: User, at: datetime, *, since: datetime) -> tuple[BoardRow, list[CapShare]]:
    """Return the figures of one person, for that person."""
    return _rows([user], day_of(at))[0], cap_shares([user], since, at)


def waiting_by_holder(people: list[int], at: datetime) -> list[HolderWait]:
    """
    Return the waiting in the cases some people follow, by kind of holder in the order of the kinds; one query.

    Median and 90th percentile are by the nearest rank, found here: three columns of some hundred turns are fetched in a
    third of the time in which the database ranks them by windows.
    """
    return _by_holder(_waiting(people), at)


def longest_waits(people: list[int], viewer: User, at: datetime, *, limit: int = MOST_LONGEST) -> list[TeamTurn]:
    """Return the open turns that have waited longest in the cases some people follow, fully loaded; one query."""
    return shown_turns(known_turns(people, viewer, at)[:limit], at)


def _longest_of(waiting: list[_Waiting], levels_in: LevelsIn, at: datetime) -> list[TeamTurn]:
    """
    Return the `longest_waits` of turns that have been read; two queries, three where few of the longest may be named.

    Whom the viewer may know is asked of as many as are likely to be enough, and not of all who wait.
    """
    by_wait = waiting[::-1]
    longest: list[int] = []
    for some in (by_wait[:_ASKED_FIRST], by_wait[_ASKED_FIRST:]):
        if some and len(longest) < MOST_LONGEST:
            known = levels_in({one.citizen_id for one in some})
            longest += [one.turn_id for one in some if one.citizen_id in known]
    return shown_turns(turns_shown(longest[:MOST_LONGEST]), at)


def team_changes(people: list[int], since: datetime, at: datetime) -> list[ReasonCount]:
    """Return how many changes the cases some people follow have had in a period, by reason; one query."""
    counted = team_changes_between(people, since, at).values("reason").annotate(count=Count("*")).order_by("reason")
    found = {row["reason"]: row["count"] for row in counted}
    return [ReasonCount(reason, found[reason]) for reason in AssignmentReason if reason in found]


def _waiting(people: list[int]) -> list[_Waiting]:
    """Return the open turns of the cases some people follow, the shortest wait first; one query."""
    turns = open_turns_of(people).order_by("-held_since", "-pk")  # type: ignore[misc] # annotated there
    columns = "pk", "track__case__citizen_id", "holder", "held_since", "due_on"
    return [_Waiting(*row) for row in turns.values_list(*columns)]


def _by_holder(waiting: list[_Waiting], at: datetime) -> list[HolderWait]:
    on = day_of(at)
    since: dict[str, list[datetime]] = defaultdict(list)
    late: Counter[str] = Counter()
    for one in waiting:
        since[one.holder].append(one.held_since)
        late[one.holder] += one.due_on is not None and one.due_on < on
    return [_wait(holder, since[holder], late[holder], at) for holder in Holder if holder in since]


def _rows(people: list[User], on: date) -> list[BoardRow]:
    ids = [user.pk for user in people]
    there = staff_on(ids, on)
    loads = loads_of(ids, on, there=there)
    overdue = dict(
        Turn.objects.open()
        .filter(holder_user__in=ids, due_on__lt=on)
        .values("holder_user")
        .annotate(count=Count("pk"))
        .order_by("holder_user")
        .values_list("holder_user", "count")
    )
    return [
        BoardRow(
            user=user,
            weekly_hours=float(there.employments[user.pk].weekly_hours) if user.pk in there.employments else 0.0,
            has_left=user.pk not in there.employments,
            absence=there.absences.get(user.pk),
            covers=tuple(one for one in there.absences.values() if one.substitute_id == user.pk),
            load=loads[user.pk],
            overdue_count=overdue.get(user.pk, 0),
        )
        for user in people
    ]


def _wait(holder: Holder, since: list[datetime], late: int, at: datetime) -> HolderWait:
    """Return the waiting for one kind of holder, given since when, the shortest wait first."""
    # The rank is ceil(share × count), in whole numbers: a float may stand a hair above one.
    median, p90 = (since[(len(since) * percent + 99) // 100 - 1] for percent in (50, 90))
    return HolderWait(
        holder=holder,
        count=len(since),
        median_days=(at - median).days,
        p90_days=(at - p90).days if len(since) >= LEAST_FOR_P90 else None,
        overdue_count=late,
    )
