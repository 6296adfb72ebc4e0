"""What must be known of staff before they follow, stand behind or cover: where they work, how full they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet

from helevejen.accounts import perms as staff
from helevejen.accounts.enums import Role
from helevejen.accounts.models import Absence, Employment, Team, User
from helevejen.caseload import perms, rules
from helevejen.cases.models import Case
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.models import Citizen, ConflictOfInterest
from helevejen.core.danish_order import danish_key


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """
    How full one person is on a day.

    Attributes:
        own: Count of open cases followed, by target group ("" for none).
        covered: Count of cases covered for somebody away, by target group.
        weight: Of both, in shares of an experienced full-time person.
    """

    own: Counter[str]
    covered: Counter[str]
    capacity: float
    weight: float
    load: rules.Load

    @property
    def own_count(self) -> int:
        return self.own.total()

    @property
    def covered_count(self) -> int:
        return self.covered.total()

    @property
    def count(self) -> int:
        return self.own_count + self.covered_count


def team_led_by(user: User, on: date) -> Team | None:
    """Return the team the user leads on the day; one query."""
    return perms.team_led_by(user, on)


def figures_visible_to(user: User, on: date) -> QuerySet[User]:
    """Return those whose own figures the user may see, by name: the user, and the staff the user leads. One query."""
    return perms.figures_visible_to(user, on).order_by("name", "pk")


def case_workers(on: date, *, team: Team | None = None, but: Iterable[int] = ()) -> list[User]:
    """Return everybody who works cases on the day, of one team or all, in Danish order of name; one query."""
    employed = Employment.objects.on(on).filter(role__in=perms.CASE_ROLES)
    if team is not None:
        employed = employed.filter(team=team)
    users = User.objects.filter(pk__in=employed.values("user_id"), is_active=True).exclude(pk__in=list(but))
    return by_name(users.order_by("name", "pk"))


def leaders_of(user: User, on: date) -> list[User]:
    """Return who leads the user's team on the day, by name; one query."""
    teams = Employment.objects.on(on).filter(user=user).values("team_id")
    leading = Employment.objects.on(on).filter(team_id__in=teams, role=Role.TEAM_LEADER).exclude(user=user)
    return by_name(User.objects.filter(pk__in=leading.values("user_id")).order_by("name", "pk"))


def members_of(team: Team, on: date) -> QuerySet[User]:
    """
    Return the people of a team whose cases its leader answers for.

    The jobformidlere employed there on the day, and whoever of the team still has open cases: the leader's own, and
    those of somebody who has left.
    """
    here = staff.last_employments(on).filter(team=team)
    working = here.filter(role__in=perms.CASE_ROLES).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    with_cases = Case.objects.open().filter(jobformidler__in=here.values("user_id")).values("jobformidler_id")
    jobformidlere = working.exclude(role__in=[role for role in perms.CASE_ROLES if role != Role.JOBFORMIDLER])
    # One list of people: asked whether a user is in the one or in the other, PostgreSQL reads every user there is.
    return User.objects.filter(pk__in=jobformidlere.values("user_id").union(with_cases))


def member_ids(team: Team, on: date) -> list[int]:
    """
    Return who the `members_of` a team are, to ask about their cases: one query.

    Asked within another question, the databases plan as if anybody might be of the team.
    """
    return list(members_of(team, on).order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class StaffDay:
    """
    Where some people stand on one day.

    Attributes:
        employments: The employment that holds, for those who have one.
        first_days: The first day of anybody's first employment.
        absences: The absence somebody is in, for those who are away.
        covers: Whom somebody covers.
    """

    employments: dict[int, Employment]
    first_days: dict[int, date]
    absences: dict[int, Absence]
    covers: dict[int, list[int]]

    def capacity_of(self, user_id: int, on: date) -> float:
        """Return somebody's room for cases, 0 for somebody not employed."""
        employment = self.employments.get(user_id)
        if employment is None:
            return 0.0
        hours = float(employment.weekly_hours)
        return rules.capacity_of(weekly_hours=hours, employed_since=self.first_days[user_id], on=on)


def staff_on(user_ids: Iterable[int], on: date) -> StaffDay:
    """Return where some people stand on a day; two queries."""
    asked = list(user_ids)
    known = list(Employment.objects.filter(user_id__in=asked, valid_from__lte=on).order_by("valid_from", "pk"))
    near = Absence.objects.on(on).filter(Q(user_id__in=asked) | Q(substitute_id__in=asked))
    absences = list(near.select_related("user", "substitute").order_by("valid_from", "pk"))
    covers: dict[int, list[int]] = defaultdict(list)
    for absence in absences:
        covers[absence.substitute_id].append(absence.user_id)
    return StaffDay(
        employments={one.user_id: one for one in known if one.valid_until is None or one.valid_until > on},
        first_days={one.user_id: one.valid_from for one in reversed(known)},
        absences={one.user_id: one for one in absences},
        covers=covers,
    )


def loads_of(user_ids: Iterable[int], on: date, *, there: StaffDay | None = None) -> dict[int, PersonLoad]:
    """Return how full each of some people is on the day; three queries, one when it is known how they stand."""
    asked = list(user_ids)
    there = there or staff_on(asked, on)
    away = {user_id for one in asked for user_id in there.covers.get(one, [])}
    counted = _counts_by_group({*asked, *away}, on)
    return {one: _load(one, counted, there.covers.get(one, []), there.capacity_of(one, on), on) for one in asked}


def get_worker_facts(user: User, citizen: Citizen, on: date) -> rules.WorkerFacts:
    """Return what decides whether somebody may follow a citizen or stand behind on a day; three queries."""
    employed = Employment.objects.on(on).filter(user_id=user.pk, role__in=perms.CASE_ROLES)
    return rules.WorkerFacts(
        works_cases=user.is_active and employed.exists(),
        is_in_conflict=citizen_perms.has_conflict(user, citizen),
        is_away=Absence.objects.on(on).filter(user_id=user.pk).exists(),
    )


def people_there(user_ids: Iterable[int], valid_from: date, last_day: date) -> set[int]:
    """Return those of some people who work cases on both days and are not away in between; one query."""
    works = Employment.objects.filter(user_id=OuterRef("pk"), role__in=perms.CASE_ROLES)
    there = User.objects.filter(
        Exists(works.on(valid_from)),
        Exists(works.on(last_day)),
        ~Exists(_away_between(valid_from, last_day).filter(user_id=OuterRef("pk"))),
        pk__in=list(user_ids),
        is_active=True,
    )
    return set(there.order_by("pk").values_list("pk", flat=True))


def people_employed(user_ids: Iterable[int], valid_from: date, last_day: date) -> set[int]:
    """Return those of some people who work cases on the first and on the last day; two queries."""
    asked = list(user_ids)

    def on(day: date) -> set[int]:
        works = Employment.objects.on(day).filter(role__in=perms.CASE_ROLES, user__is_active=True, user_id__in=asked)
        return set(works.order_by("user_id").values_list("user_id", flat=True))

    return on(valid_from) & on(last_day)


def people_away(user_ids: Iterable[int], valid_from: date, last_day: date) -> set[int]:
    """Return those of some people who are away on one of the days; one query."""
    away = _away_between(valid_from, last_day).filter(user_id__in=list(user_ids))
    return set(away.order_by("user_id").values_list("user_id", flat=True))


def conflicts_between(users: Iterable[User], citizen_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """
    Return, for each of some people, which of some citizens they may not touch; two queries.

    The same answer as `citizens.perms.conflicts_of`, for many at once.
    """
    asked, citizens = list(users), list(citizen_ids)
    barred: dict[int, set[int]] = defaultdict(set)
    declared = ConflictOfInterest.objects.filter(user__in=asked, citizen_id__in=citizens, ended_at__isnull=True)
    for user_id, citizen_id in declared.order_by("pk").values_list("user_id", "citizen_id"):
        barred[user_id].add(citizen_id)
    keys = Citizen.objects.filter(pk__in=citizens).order_by("pk").values_list("pk", "user_id", "cpr_index", "home_key")
    for citizen_id, account, cpr_index, home_key in keys:
        for user in asked:
            is_self = account == user.pk or (cpr_index is not None and cpr_index == user.cpr_index)
            if is_self or (home_key and home_key == user.home_key):
                barred[user.pk].add(citizen_id)
    return {user.pk: frozenset(barred[user.pk]) for user in asked}


def by_name(users: Iterable[User]) -> list[User]:
    """Return people in Danish order of name."""
    return sorted(users, key=lambda user: (danish_key(user.name), user.pk))


def target_group_on(on: date, *, path: str = "citizen") -> FilteredRelation:
    """Return the join to the target group a citizen has on a day, for `annotate(target=…)` and `target__group`."""
    there = f"{path}__target_groups" if path else "target_groups"
    holds = Q(**{f"{there}__valid_from__lte": on}) & (
        Q(**{f"{there}__valid_until__isnull": True}) | Q(**{f"{there}__valid_until__gt": on})
    )
    return FilteredRelation(there, condition=holds)


def _away_between(valid_from: date, last_day: date) -> QuerySet[Absence]:
    return Absence.objects.filter(cancelled_at__isnull=True, valid_from__lte=last_day, valid_until__gt=valid_from)


def _counts_by_group(user_ids: Iterable[int], on: date) -> dict[int, Counter[str]]:
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    rows = (
        Case.objects.open()
        .filter(jobformidler_id__in=list(user_ids))
        .annotate(target=target_group_on(on))
        .values("jobformidler_id", "target__group")
        .annotate(count=Count("pk"))
        .order_by("jobformidler_id", "target__group")
    )
    for row in rows:
        counted[row["jobformidler_id"]][row["target__group"] or ""] += row["count"]
    return counted


def _load(
    user_id: int, counted: dict[int, Counter[str]], covered_ids: list[int], capacity: float, on: date
) -> PersonLoad:
    own = counted.get(user_id, Counter())
    covered: Counter[str] = sum((counted.get(away, Counter()) for away in covered_ids), Counter())
    both = own + covered
    weight = sum(count * rules.weight_of_case(group, on=on) for group, count in both.items())
    return PersonLoad(own, covered, capacity, weight, rules.load_of(both, capacity=capacity, on=on))
