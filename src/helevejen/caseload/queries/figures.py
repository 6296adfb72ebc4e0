"""Sums for those who follow the work and know nobody in it: no names, and no number so small that it tells of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count

from helevejen.accounts.enums import Role
from helevejen.accounts.models import Employment, Team, User
from helevejen.caseload.queries.board import HolderWait, ReasonCount, team_changes, waiting_by_holder
from helevejen.caseload.queries.caps import CapShare, cap_shares
from helevejen.caseload.queries.people import members_of
from helevejen.cases.models import Case
from helevejen.citizens.perms import day_of

#: A smaller number is not told.
LEAST_TOLD: Final = 5
#: Of a team with fewer who follow citizens, the sums would be somebody's own.
LEAST_PEOPLE: Final = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """
    The sums of a team or of all.

    Attributes:
        case_count: Open cases; None when there are too few to be told.
        waits, changes: Those of at least `LEAST_TOLD`.
    """

    case_count: int | None
    waits: list[HolderWait]
    changes: list[ReasonCount]
    caps: list[CapShare]
    people_told: int = LEAST_PEOPLE


def teams_with_figures(on: date) -> list[Team]:
    """Return the teams large enough for their sums to be told, by name. One query."""
    working = Employment.objects.on(on).filter(role=Role.JOBFORMIDLER).values("team")
    large = working.annotate(n=Count("user", distinct=True)).filter(n__gte=LEAST_PEOPLE)
    return list(Team.objects.filter(pk__in=large.values("team")).order_by("name", "pk"))


def team_figures(team: Team | None, at: datetime, *, since: datetime) -> Figures:
    """Return the sums of a team, or of everybody who follows citizens. Eight queries at most."""
    following = Case.objects.open().values("jobformidler_id")
    members = list((members_of(team, day_of(at)) if team else User.objects.filter(pk__in=following)).order_by("pk"))
    ids = [one.pk for one in members]
    count = Case.objects.open().filter(jobformidler__in=ids).count()
    return Figures(
        case_count=count if count >= LEAST_TOLD or count == 0 else None,
        waits=[one for one in waiting_by_holder(ids, at) if one.count >= LEAST_TOLD],
        changes=[one for one in team_changes(ids, since, at) if one.count >= LEAST_TOLD],
        caps=cap_shares(members, since, at),
    )
