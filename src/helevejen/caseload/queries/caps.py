"""Where the time goes: the registered minutes of some people by cap, and of a team as they were counted at night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet, Sum, Value

from helevejen.accounts.models import Team, User
from helevejen.caseload.queries.counts import find_count
from helevejen.caseload.queries.people import members_of
from helevejen.cases.enums import Cap, MeetingState
from helevejen.cases.models import CompanyContact, Meeting, Note
from helevejen.citizens.perms import day_of

#: What night has counted is told no longer than this; then it is counted now.
_OLDEST: Final = timedelta(days=2)
#: The minutes of a team of one are one employee's working time, and what is kept of the night is of nobody.
_FEWEST_KEPT: Final = 2


@dataclass(frozen=True, slots=True)
class CapShare:
    """Minutes registered under one cap, and their share of all."""

    cap: Cap
    minutes: int
    share: float


@dataclass(frozen=True, slots=True)
class CapTime:
    """Minutes by cap, all three caps in their order, and when they were counted; None for just now."""

    shares: list[CapShare]
    made_at: datetime | None


def cap_shares(people: Iterable[User], since: datetime, at: datetime) -> list[CapShare]:
    """
    Return the registered minutes of some people by cap, all three caps in their order; one query.

    Minutes stand on notes, on talks with companies and on meetings. A held meeting whose notes bear minutes is counted
    by those, since one meeting can be held under two caps; else by its own length.
    """
    asked = [user.pk for user in people]
    bears_minutes = Exists(Note.objects.filter(meeting=OuterRef("pk"), minutes__gt=0))
    notes = Note.objects.filter(written_by__in=asked, written_at__gt=since, written_at__lte=at)
    meetings = Meeting.objects.filter(
        ~bears_minutes, host__in=asked, state=MeetingState.HELD, starts_at__gt=since, starts_at__lte=at
    )
    contacts = CompanyContact.objects.filter(by__in=asked, at__gt=since, at__lte=at)
    parts = [_minutes(rows) for rows in (notes, meetings, contacts.annotate(cap=Value(str(Cap.COMPANY))))]
    minutes: Counter[str] = Counter()
    for cap, total in parts[0].union(*parts[1:], all=True).order_by("cap", "total"):
        minutes[cap] += total or 0
    return _shares(minutes)


def cap_time_of(team: Team, members: Iterable[User], at: datetime, *, days: int) -> CapTime:
    """
    Return the `cap_shares` of a team for a period, as they were counted at night; one query.

    Counted now where they were not, or long ago, and for a team that is new or has one member; one query more.

    Args:
        members: The people of the team now; asked only for what is counted now.
    """
    content, made_at = find_count(minutes_name(days), since=at - _OLDEST) or ({}, None)
    counted = content.get(str(team.pk))
    if counted is None:
        return CapTime(cap_shares(members, at - timedelta(days=days), at), None)
    return CapTime(_shares(Counter(counted)), made_at)


def minutes_of_teams(at: datetime, *, days: int) -> dict[str, dict[str, int]]:
    """Return the minutes of each team of two or more for a period by cap, as plain values. Two queries a team."""
    since = at - timedelta(days=days)
    counted = {}
    for team in Team.objects.order_by("pk"):
        members = list(members_of(team, day_of(at)).order_by("pk"))
        if len(members) >= _FEWEST_KEPT:
            counted[str(team.pk)] = {str(one.cap): one.minutes for one in cap_shares(members, since, at)}
    return counted


def minutes_name(days: int) -> str:
    """Return the name of the count of a period."""
    return f"minutes {days}"


def _shares(minutes: Counter[str]) -> list[CapShare]:
    return [CapShare(cap, minutes[cap], minutes[cap] / max(minutes.total(), 1)) for cap in Cap]


def _minutes(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    by_cap: QuerySet[Any, Any] = rows.order_by().values("cap").annotate(total=Sum("minutes"))
    return by_cap.values_list("cap", "total")
