"""Who is away, who covers, and which cases need a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Case as SqlCase
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value, When

from helevejen.accounts import perms as staff
from helevejen.accounts.enums import Role
from helevejen.accounts.models import Absence, Employment, Team, User
from helevejen.caseload import perms, rules
from helevejen.caseload.enums import CoverReason, PlanNeed
from helevejen.caseload.models import Handover
from helevejen.caseload.queries.caseload import caseload_of, cases_of_team
from helevejen.caseload.queries.handover import UNDER_WAY
from helevejen.caseload.queries.people import by_name, conflicts_between, loads_of, members_of, people_there
from helevejen.cases.models import Case
from helevejen.citizens import queries as citizen_queries
from helevejen.citizens.enums import Protection
from helevejen.citizens.perms import day_of

#: How long before an employment ends its cases must have a plan. Source: docs/rules/assignment.md.
LEAVING_SOON: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """
    One case of somebody away, and who should stand behind it.

    Attributes:
        suggested: None when nobody can.
        second: For a hand-over that can be asked for: who should be the new backup.
        is_special: Specially protected: no substitute gets in, only a person named for it.
        is_known: The one who plans may know the citizen; if not, the name is not shown and nothing is chosen.
        is_under_way: A hand-over of the case has been asked for already.
    """

    case: Case
    weight: float
    suggested: User | None
    reason: CoverReason
    second: User | None
    is_special: bool
    is_known: bool
    is_under_way: bool

    @property
    def changes_backup(self) -> bool:
        return self.suggested is not None and self.suggested.pk != self.case.backup_id

    @property
    def to_cover(self) -> rules.CaseToCover:
        """The case as the rules see it."""
        return rules.CaseToCover(self.case.pk, self.case.citizen_id, self.case.backup_id, self.weight)


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """
    A plan for somebody's absence or departure.

    Attributes:
        first_day: Of the period; of a departure the day the cases change hands.
        people: Who is there all of the period, in Danish order of name, and can be chosen.
        substitute: Whom most of the cases point at; None when nobody can stand in for all.
        candidates: The same people, and those named as backup on a case, as the rules see them.
        users: Everybody near, by number.
    """

    user: User
    first_day: date
    lines: list[CoverLine]
    people: list[User]
    substitute: User | None
    candidates: list[rules.Candidate]
    users: dict[int, User]


def cover_plan(
    user: User, valid_from: date, last_day: date, *, viewer: User, at: datetime, for_good: bool = False
) -> CoverPlan:
    """
    Return a plan for somebody's absence: every open case, by the citizen's name, with a suggested backup.

    Thirteen queries, however many cases there are. The viewer is the one who plans.
    """
    on = day_of(at)
    cases = list(caseload_of(user, on))
    lines = _to_cover(cases, on)
    candidates, by_id = _candidates(user, cases, valid_from, last_day, on)
    known = citizen_queries.levels_of(viewer, [case.citizen_id for case in cases], at)
    under_way = Handover.objects.filter(case__in=cases, state__in=UNDER_WAY).order_by("pk")
    moving = set(under_way.values_list("case_id", flat=True))
    suggestions = rules.suggest_cover(lines, candidates, for_good=for_good)
    movable = [
        rules.TakeoverChoice(weighed, suggestion.user_id)
        for case, weighed, suggestion in zip(cases, lines, suggestions, strict=True)
        if case.citizen_id in known and case.pk not in moving
    ]
    behind = {one.case_id: one.backup_id for one in rules.takeovers(movable, candidates)}
    main = rules.main_substitute(suggestions, [one for one in candidates if one.may_be_suggested])
    return CoverPlan(
        user=user,
        first_day=valid_from,
        lines=[
            CoverLine(
                case=case,
                weight=weighed.weight,
                suggested=by_id.get(suggestion.user_id or 0),
                reason=suggestion.reason,
                second=by_id.get(behind.get(case.pk) or 0),
                is_special=case.citizen.protection == Protection.SPECIAL,
                is_known=case.citizen_id in known,
                is_under_way=case.pk in moving,
            )
            for case, weighed, suggestion in zip(cases, lines, suggestions, strict=True)
        ],
        people=by_name(by_id[one.user_id] for one in candidates if by_id[one.user_id].is_mate),
        substitute=by_id[main] if main else None,
        candidates=candidates,
        users=by_id,
    )


def departure_plan(user: User, takes_effect_on: date, *, viewer: User, at: datetime) -> CoverPlan:
    """Return a plan for somebody's departure: for every open case who should take it over and who stand behind."""
    return cover_plan(user, takes_effect_on, takes_effect_on, viewer=viewer, at=at, for_good=True)


def absences_of_team(team: Team, on: date) -> QuerySet[Absence]:
    """Return the absences of a team that are not over, by first day. One query."""
    return _coming(on).filter(user__in=members_of(team, on))


def absences_of(user: User, on: date) -> QuerySet[Absence]:
    """Return somebody's own absences that are not over, by first day. One query."""
    return _coming(on).filter(user=user)


def covers_of(user: User, on: date) -> QuerySet[Absence]:
    """Return the absences somebody covers that are not over, by first day. One query."""
    return _coming(on).filter(substitute=user)


def departures_of_team(team: Team, on: date) -> QuerySet[Employment]:
    """
    Return the last employments of a team that have ended or end within 60 days, where cases are still followed.

    Loaded with the person, annotated with nothing; by last day. One query.
    """
    later = Employment.objects.filter(
        user_id=OuterRef("user_id"), valid_from__gt=OuterRef("valid_from"), role__in=perms.CASE_ROLES
    )
    has_cases = Case.objects.open().filter(jobformidler_id=OuterRef("user_id"))
    ending = staff.last_employments(on).filter(team=team, valid_until__lte=on + LEAVING_SOON)
    return ending.filter(~Exists(later), Exists(has_cases)).select_related("user").order_by("valid_until", "pk")


def cases_without_plan(team: Team, viewer: User, at: datetime) -> QuerySet[Case]:
    """
    Return the open cases of a team that need a plan for who follows them, by the citizen's name. One query.

    Loaded and annotated like `cases_of_team`, and with `need`, a member of PlanNeed.
    """
    return _needing(cases_of_team(team, viewer, at), day_of(at))


def count_cases_without_plan(team: Team, on: date) -> int:
    """Return how many open cases of a team need a plan. One query."""
    return _needing(Case.objects.open().filter(jobformidler__in=members_of(team, on)), on).count()


def _needing(cases: QuerySet[Case], on: date) -> QuerySet[Case]:
    # Somebody whose account is closed, or who is given other work, follows nobody.
    employed = Employment.objects.on(on).filter(role__in=perms.CASE_ROLES, user__is_active=True)
    staying = employed.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on + LEAVING_SOON))
    goes_on = Employment.objects.filter(valid_from__gt=on, role__in=perms.CASE_ROLES)
    under_way = Handover.objects.filter(case=OuterRef("pk"), state__in=UNDER_WAY)
    substitute_away = Absence.objects.on(on).filter(user_id=OuterRef("substitute_id"))
    substitute_works = employed.filter(user_id=OuterRef("substitute_id"))
    uncovered = Absence.objects.on(on).filter(Exists(substitute_away) | ~Exists(substitute_works))
    planned = Exists(under_way)
    # Lists of people, which are made once: asked case by case, each would be looked up for some hundred.
    here, stays, comes_back, alone = (one.values("user_id") for one in (employed, staying, goes_on, uncovered))
    has_left = ~Q(jobformidler__in=here) & ~planned
    leaves = ~Q(jobformidler__in=stays) & ~Q(jobformidler__in=comes_back) & ~planned
    nobody = Q(jobformidler__in=alone)
    backup_left = ~Q(backup__in=here)
    whens = [
        When(has_left, then=Value(str(PlanNeed.JOBFORMIDLER_LEFT))),
        When(leaves, then=Value(str(PlanNeed.JOBFORMIDLER_LEAVES))),
        When(nobody, then=Value(str(PlanNeed.NOBODY_COVERS))),
        When(backup_left, then=Value(str(PlanNeed.BACKUP_LEFT))),
    ]
    return cases.annotate(need=SqlCase(*whens, default=Value(""), output_field=CharField())).exclude(need="")


def _coming(on: date) -> QuerySet[Absence]:
    absences = Absence.objects.filter(cancelled_at__isnull=True, valid_until__gt=on)
    return absences.select_related("user", "substitute").order_by("valid_from", "pk")


def _to_cover(cases: Sequence[Case], on: date) -> list[rules.CaseToCover]:
    return [
        rules.CaseToCover(
            case_id=case.pk,
            citizen_id=case.citizen_id,
            backup_id=case.backup_id,
            weight=rules.weight_of_case(case.target_group, on=on),  # type: ignore[attr-defined]
        )
        for case in cases
    ]


def _candidates(
    user: User, cases: Sequence[Case], valid_from: date, last_day: date, on: date
) -> tuple[list[rules.Candidate], dict[int, Any]]:
    """Return who is there: the team, and those named as backup on one of the cases."""
    team = staff.last_employments(on).filter(user=user).values("team_id")
    mates = staff.last_employments(on).filter(team_id__in=team, role__in=perms.CASE_ROLES)
    # A leader can be chosen, and is not suggested: the room of a leader is not for cases.
    following = mates.filter(role=Role.JOBFORMIDLER).values("user_id")
    backups = {case.backup_id for case in cases}
    near = User.objects.filter(Q(pk__in=mates.values("user_id")) | Q(pk__in=backups)).exclude(pk=user.pk)
    marked = near.annotate(is_mate=Q(pk__in=mates.values("user_id")), is_following=Q(pk__in=following))
    users: dict[int, Any] = {one.pk: one for one in marked.order_by("pk")}
    there = people_there(users, valid_from, last_day)
    present = [one for pk, one in users.items() if pk in there]
    loads = loads_of(there, on)
    conflicts = conflicts_between(present, [case.citizen_id for case in cases])
    candidates = [
        rules.Candidate(
            user_id=one.pk,
            name=one.name,
            load=loads[one.pk].weight,
            capacity=loads[one.pk].capacity,
            may_be_suggested=one.is_following,
            in_conflict_with=conflicts[one.pk],
        )
        for one in present
    ]
    return candidates, users
