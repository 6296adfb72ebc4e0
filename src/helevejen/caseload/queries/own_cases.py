"""What citizens ask of their own case: who follows it, since when, who stands in, and what is planned."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from helevejen.accounts import perms as staff
from helevejen.accounts.enums import Role
from helevejen.accounts.models import Absence, Employment, Team, User
from helevejen.caseload.enums import HandoverState
from helevejen.caseload.models import Assignment, Handover
from helevejen.cases import perms as case_perms
from helevejen.cases.models import Case
from helevejen.citizens.perms import day_of

#: So long before it begins a citizen is told that the jobformidler will be away.
ABSENCE_TOLD_AHEAD: Final = timedelta(days=21)


def own_cases(user: User, at: datetime) -> QuerySet[Case]:
    """
    Return a citizen's own cases, the open one first, with citizen, jobformidler and backup. One query.

    Annotated with `followed_since`; `is_at_work`, whether the jobformidler is employed; `team_name` and `team_phone`
    of the jobformidler's newest team; `has_change`, whether a hand-over has been told of; and, of the absence that
    holds or comes soon, `away_from`, `away_until`, `substitute_name` and `substitute_phone`, all None without one.
    """
    cases = case_perms.visible_to(user, at).filter(citizen__user=user)
    return (
        cases.select_related("citizen", "jobformidler", "backup")
        .defer("citizen__cpr", "citizen__address")
        .annotate(
            followed_since=_followed_since(), has_change=Exists(_told(case=OuterRef("pk"))), **_team(at), **_absence(at)
        )
        .order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")
    )


def handovers_told_to(user: User) -> QuerySet[Handover]:
    """Return the hand-overs of a citizen's own cases that the citizen has been told of, newest first. One query."""
    loaded = _told(case__citizen__user=user).select_related(
        "case__citizen", "from_user", "to_user", "new_backup", "joint_meeting"
    )
    return loaded.defer("case__citizen__cpr", "case__citizen__address").order_by("-citizen_told_at", "-pk")


def teams_to_call(at: datetime) -> list[Team]:
    """Return the teams with a telephone where somebody follows citizens today, by name. One query."""
    working = Employment.objects.on(day_of(at)).filter(team=OuterRef("pk"), role=Role.JOBFORMIDLER)
    return list(Team.objects.filter(Exists(working)).exclude(phone="").order_by("name", "pk"))


def _told(**of: Any) -> QuerySet[Handover]:
    return Handover.objects.filter(state=HandoverState.ACCEPTED, citizen_told_at__isnull=False, **of)


def _followed_since() -> Subquery:
    following = Assignment.objects.filter(case=OuterRef("pk")).order_by("-valid_from", "-pk")
    return Subquery(following.values("valid_from")[:1])


def _team(at: datetime) -> dict[str, Any]:
    on = day_of(at)
    newest = staff.last_employments(on).filter(user=OuterRef("jobformidler")).order_by("-valid_from", "-pk")
    return {
        "is_at_work": Exists(staff.at_work_on(on).filter(pk=OuterRef("jobformidler"))),
        "team_name": Subquery(newest.values("team__name")[:1]),
        "team_phone": Subquery(newest.values("team__phone")[:1]),
    }


def _absence(at: datetime) -> dict[str, Any]:
    on = day_of(at)
    soon = Q(cancelled_at__isnull=True, valid_until__gt=on, valid_from__lte=on + ABSENCE_TOLD_AHEAD)
    first = Absence.objects.filter(soon, user=OuterRef("jobformidler")).order_by("valid_from", "pk")
    names = {
        "away_from": "valid_from",
        "away_until": "valid_until",
        "substitute_name": "substitute__name",
        "substitute_phone": "substitute__phone",
    }
    return {name: Subquery(first.values(column)[:1]) for name, column in names.items()}
