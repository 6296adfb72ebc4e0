"""Who works where on a day, and who stands near whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from helevejen.accounts import perms
from helevejen.accounts.enums import Role
from helevejen.accounts.models import Absence, Employment, Notice, Team, User


@dataclass(frozen=True, slots=True)
class Near:
    """
    A member of staff at work on a day.

    Attributes:
        unit: The name of the team.
        since: When the employment or the covering began.
        until: When the covering ends; None when there is none.
    """

    user: User
    unit: str
    since: date
    until: date | None


def staff_near(user_ids: Iterable[int], on: date) -> list[Near]:
    """
    Return those of some staff who are at work on the day, whoever covers them, and whoever leads their teams.

    Three queries, in no particular order of rank: by name.
    """
    asked = set(user_ids)
    covering = {
        absence.substitute_id: absence
        for absence in Absence.objects.on(on).filter(user_id__in=asked).order_by("valid_until", "pk")
    }
    teams = perms.last_employments(on).filter(user_id__in=asked).values("team_id")
    leading = Q(role=Role.TEAM_LEADER, team_id__in=teams)
    employments = Employment.objects.on(on).filter(leading | Q(user_id__in=asked | set(covering)), user__is_active=True)
    return [
        _near(employment, covering.get(employment.user_id))
        for employment in employments.select_related("user", "team").order_by("user__name", "user_id")
    ]


def team_at_work(leader: User, on: date) -> list[User]:
    """Return the leader and those of the leader's teams who are at work on the day, by name; one query."""
    led = perms.led_by(leader, on).values("pk")
    return list(perms.at_work_on(on).filter(Q(pk__in=led) | Q(pk=leader.pk)).order_by("name", "pk"))


def leaders_of(users: Iterable[User], on: date) -> list[User]:
    """Return whoever leads the teams of some staff on the day, by name; one query."""
    teams = perms.last_employments(on).filter(user_id__in=[user.pk for user in users]).values("team_id")
    leading = Employment.objects.on(on).filter(role=Role.TEAM_LEADER, team_id__in=teams).values("user_id")
    return list(User.objects.filter(pk__in=leading, is_active=True).order_by("name", "pk"))


def leaders_of_team(team: Team, on: date) -> list[User]:
    """Return whoever leads a team on the day, by name; one query."""
    leading = Employment.objects.on(on).filter(role=Role.TEAM_LEADER, team=team).values("user_id")
    return list(User.objects.filter(pk__in=leading, is_active=True).order_by("name", "pk"))


def coordinators_on(on: date) -> list[User]:
    """Return the veteran coordinators at work on the day, by name; one query."""
    return list(
        perms.at_work_on(on)
        .filter(pk__in=Employment.objects.on(on).filter(role=Role.VETERAN_COORDINATOR).values("user_id"))
        .order_by("name", "pk")
    )


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of some accounts by number; one query."""
    return dict(User.objects.filter(pk__in=set(user_ids)).order_by("pk").values_list("pk", "name"))


def unread_notices(user: User) -> list[Notice]:
    """Return what the user has been told and not read, newest first; one query."""
    return list(Notice.objects.filter(user=user, read_at__isnull=True).order_by("-created_at", "-pk"))


def _near(employment: Employment, covering: Absence | None) -> Near:
    return Near(
        user=employment.user,
        unit=employment.team.name,
        since=covering.valid_from if covering else employment.valid_from,
        until=covering.valid_until if covering else None,
    )
