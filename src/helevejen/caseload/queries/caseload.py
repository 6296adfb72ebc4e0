"""The lists of cases: one person's, a team's; who followed whom, and when that changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case as SqlCase
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from helevejen.accounts.models import Absence, Team, User
from helevejen.caseload import perms
from helevejen.caseload.enums import AssignmentReason
from helevejen.caseload.models import Assignment
from helevejen.caseload.queries.people import member_ids, target_group_on
from helevejen.cases.enums import Holder, TurnEvent
from helevejen.cases.models import Case, Track, Turn
from helevejen.cases.queries.turns import holder_name
from helevejen.cases.rules.chains import wording
from helevejen.cases.rules.turns import EVENTS_THAT_KEEP_THE_HOLDER
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import Level
from helevejen.citizens.models import Citizen

YEAR = timedelta(days=365)
_KEEPS_THE_WAIT = list(EVENTS_THAT_KEEP_THE_HOLDER)
_ENDED_THE_WAIT = [event for event in TurnEvent if event not in EVENTS_THAT_KEEP_THE_HOLDER]
_NAMED = ("citizen__given_name", "citizen__family_name", "citizen__protection")
_CHANGES = Assignment.objects.exclude(reason=AssignmentReason.FIRST)


@dataclass(frozen=True, slots=True)
class ShownCase:
    """
    One case as the leader's list shows it.

    Attributes:
        changes_count: Its changes of jobformidler.
        next_due_on: When something is next due by us.
        covered: The absence of its jobformidler today, with the substitute who works it; None when nobody is away.
    """

    case: Case
    changes_count: int
    next_due_on: date | None
    covered: Absence | None


@dataclass(frozen=True, slots=True)
class TeamTurn:
    """
    One open turn as the leader's lists show it.

    Attributes:
        label: The title of the track, or the name of its kind.
        holder_name: The person or place, empty when only the kind is known.
        words: What is expected.
        held_since: When the wait began; a postponement and a new jobformidler do not begin it anew.
        is_overdue_by_us: Ours, and past its day.
    """

    turn_id: int
    case_id: int
    citizen_id: int
    citizen_name: str
    is_protected: bool
    jobformidler: str
    label: str
    holder: str
    holder_name: str
    words: str
    due_on: date | None
    held_since: datetime
    wait_days: int
    is_overdue_by_us: bool


def caseload_of(user: User, on: date) -> QuerySet[Case]:
    """
    Return the open cases somebody follows, by the citizen's name.

    Loaded with citizen, jobformidler and backup; annotated with `target_group` ("" for none). One query.
    """
    return _loaded(Case.objects.open().filter(jobformidler=user), on)


def cases_of_team(team: Team, viewer: User, at: datetime) -> QuerySet[Case]:
    """
    Return the open cases of a team of which the viewer may know the citizen, by the citizen's name. Two queries.

    Loaded and annotated like `caseload_of`.
    """
    return _loaded(_of_team(team, viewer, at), citizen_perms.day_of(at))


def citizens_of_team(team: Team, viewer: User, at: datetime) -> dict[int, Citizen]:
    """Return the citizens of `cases_of_team` by case, with their names and protection alone. Two queries."""
    told = _of_team(team, viewer, at).select_related("citizen").only(*_NAMED)
    return {case.pk: case.citizen for case in told.order_by("citizen__given_name", "citizen__family_name", "pk")}


def cases_carried_by(user: User, viewer: User, at: datetime) -> QuerySet[Case]:
    """
    Return the open cases somebody works today of which the viewer may know the citizen, by the citizen's name.

    Those followed, and those of whoever the person covers. One query. Loaded and annotated like `caseload_of`.
    """
    on = citizen_perms.day_of(at)
    away = Absence.objects.on(on).filter(substitute=user).values("user_id")
    carried = Case.objects.open().filter(Q(jobformidler=user) | Q(jobformidler__in=away))
    return _loaded(carried.filter(citizen_id__in=_known_to(viewer, at)), on)


def shown_cases(cases: Iterable[Case], on: date) -> list[ShownCase]:
    """Return cases of `cases_of_team` as a list shows them, in the order given. Three queries, for a page of them."""
    page = list(cases)
    away = Absence.objects.on(on).filter(user__in={case.jobformidler_id for case in page})
    covered = {absence.user_id: absence for absence in away.select_related("substitute").order_by("valid_from", "pk")}
    changes = dict(_CHANGES.filter(case__in=page).values_list("case").annotate(n=Count("pk")).order_by("case"))
    # From the tracks of the page's cases: asked from the turns, SQLite reads every turn that is a jobformidler's.
    ours = Track.objects.open().filter(case__in=page, open_turn__holder=Holder.JOBFORMIDLER)
    dues = dict(ours.values_list("case").annotate(first=Min("open_turn__due_on")).order_by("case"))
    return [
        ShownCase(case, changes.get(case.pk, 0), dues.get(case.pk), covered.get(case.jobformidler_id)) for case in page
    ]


def turns_of_team(team: Team, viewer: User, at: datetime) -> QuerySet[Turn]:
    """
    Return the open turns of a team's cases of which the viewer may know the citizen, longest wait first. Two queries.

    Loaded for `shown_turns`. Those that wait for their own sub-tracks are left out.
    """
    return known_turns(member_ids(team, citizen_perms.day_of(at)), viewer, at)


def known_turns(people: Iterable[int], viewer: User, at: datetime) -> QuerySet[Turn]:
    """Return `turns_of_team` for some people. One query."""
    return (
        open_turns_of(people)
        .filter(track__case__citizen_id__in=_known_to(viewer, at))
        .select_related("track__case__citizen", "track__case__jobformidler", "holder_user")
        .defer("track__case__citizen__cpr", "track__case__citizen__address")
        .order_by("held_since", "pk")  # type: ignore[misc] # annotated by open_turns_of
    )


def turns_shown(turn_ids: Sequence[int]) -> list[Turn]:
    """Return some open turns in the order given, loaded for `shown_turns`. One query."""
    loaded = open_turns(pk__in=turn_ids).select_related(
        "track__case__citizen", "track__case__jobformidler", "holder_user"
    )
    found = {turn.pk: turn for turn in loaded.defer("track__case__citizen__cpr", "track__case__citizen__address")}
    return [found[number] for number in turn_ids if number in found]


def shown_turns(turns: Iterable[Turn], at: datetime) -> list[TeamTurn]:
    """Return turns of `turns_of_team` as a list shows them, in the order given. No query."""
    language = get_language() or "da"
    return [_shown(turn, at, language) for turn in turns]


def open_turns_of(people: Iterable[int]) -> QuerySet[Turn]:
    """
    Return the open turns of the open cases some people follow, but those that wait for their own sub-tracks.

    Annotated with `held_since`: when the wait began, which a postponement or a new jobformidler does not begin anew.
    """
    return open_turns(track__case__jobformidler__in=people)


def open_turns(**condition: Any) -> QuerySet[Turn]:
    """Return `open_turns_of` those that keep a condition."""
    before = Turn.objects.filter(track=OuterRef("track"), number=OuterRef("number") - 1, event__in=_KEEPS_THE_WAIT)
    ended = Turn.objects.filter(track=OuterRef("track"), event__in=_ENDED_THE_WAIT).order_by().values("track")
    began = Coalesce(Subquery(ended.annotate(last=Max("ended_at")).values("last")), F("track__opened_at"))
    return (
        Turn.objects.open()
        .exclude(holder=Holder.SUBTRACKS)
        .filter(**condition, track__case__closed_at__isnull=True)
        # Say nothing new of an open turn, but let the database pass the tracks that are closed, and go from a track to
        # its one open turn by the key of that, past all those that have ended.
        .filter(open_track=F("track"), track__closed_at__isnull=True)
        # Looking back through the track is for the few turns that go on with a wait.
        .annotate(held_since=SqlCase(When(Exists(before), then=began), default=F("since")))
    )


def cases_to_hand_over(user: User, at: datetime) -> QuerySet[Case]:
    """Return the open cases the user may hand over or give another backup, with their people. One query."""
    cases = perms.cases_to_hand_over(user, at).select_related("citizen", "jobformidler", "backup")
    return cases.defer("citizen__cpr", "citizen__address").order_by("pk")


def citizens_to_assign(user: User, on: date) -> QuerySet[Citizen]:
    """Return the citizens who wait for their first jobformidler, to a leader, longest registered first; one query."""
    return perms.citizens_to_assign(user, on).order_by("registered_at", "pk")


def citizens_to_show(citizen_ids: Iterable[int]) -> list[Citizen]:
    """
    Return the citizens of a page of `citizens_to_assign`, in its order; one query.

    The list itself is walked in an index that has who and since when, past all who have a case, and no row is read.
    """
    ids = list(citizen_ids)
    found = Citizen.objects.defer("cpr", "address").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]  # one may have been erased between the two questions


def count_to_assign(user: User, on: date) -> int:
    """
    Return how many `citizens_to_assign` there are. Four queries.

    All but those with a case and those the user is kept from: counted in indexes, in a fifth of the time it takes to
    look for a case of every citizen.
    """
    if perms.team_led_by(user, on) is None:
        return 0
    with_a_case = Case.objects.order_by().values("citizen_id").distinct().count()
    return Citizen.objects.count() - with_a_case - perms.citizens_kept_from(user).count()


def followers_of(whose: Citizen | Case) -> QuerySet[Assignment]:
    """Return everybody who has followed a citizen or a case, newest first, with the person. One query."""
    return _assignments_of(whose).select_related("jobformidler", "handover").order_by("-valid_from", "-pk")


def changes_of(whose: Citizen | Case) -> QuerySet[Assignment]:
    """Return the changes of jobformidler of a citizen or a case, newest first, with the person. One query."""
    return followers_of(whose).exclude(reason=AssignmentReason.FIRST)


def changes_last_12_months(whose: Citizen | Case, at: datetime) -> int:
    """Return how many changes of jobformidler a citizen or a case has had in the last 12 months. One query."""
    return changes_of(whose).filter(valid_from__gt=at - YEAR, valid_from__lte=at).count()


def changes_of_team(team: Team, viewer: User, since: datetime, at: datetime) -> QuerySet[Assignment]:
    """Return the changes of jobformidler in a team's cases in a period, newest first, fully loaded. Two queries."""
    members = member_ids(team, citizen_perms.day_of(at))
    changes = team_changes_between(members, since, at).filter(case__citizen_id__in=_known_to(viewer, at))
    return (
        changes.select_related("case__citizen", "jobformidler", "handover__from_user")
        .defer("case__citizen__cpr", "case__citizen__address")
        .order_by("-valid_from", "-pk")
    )


def team_changes_between(people: QuerySet[User] | Iterable[int], since: datetime, at: datetime) -> QuerySet[Assignment]:
    """Return the changes, in a period, of the cases some people follow now."""
    return _CHANGES.filter(case__jobformidler__in=people, valid_from__gt=since, valid_from__lte=at)


def _assignments_of(whose: Citizen | Case) -> QuerySet[Assignment]:
    return Assignment.objects.filter(case__citizen=whose) if isinstance(whose, Citizen) else whose.assignments.all()


def _of_team(team: Team, viewer: User, at: datetime) -> QuerySet[Case]:
    members = member_ids(team, citizen_perms.day_of(at))
    return Case.objects.open().filter(jobformidler__in=members, citizen_id__in=_known_to(viewer, at))


def _known_to(viewer: User, at: datetime) -> RawSQL:
    return citizen_perms.ids_open_to(viewer, at, levels=list(Level))


def _shown(turn: Turn, at: datetime, language: str) -> TeamTurn:
    track, case = turn.track, turn.track.case
    is_ours = turn.holder == Holder.JOBFORMIDLER
    return TeamTurn(
        turn_id=turn.pk,
        case_id=case.pk,
        citizen_id=case.citizen_id,
        citizen_name=case.citizen.name,
        is_protected=case.citizen.is_protected,
        jobformidler=case.jobformidler.name,
        label=track.label,
        holder=turn.holder,
        holder_name=holder_name(turn),
        words=turn.expects or wording(track.kind, turn.step, "staff", language),
        due_on=turn.due_on,
        held_since=turn.held_since,  # type: ignore[attr-defined]
        wait_days=(at - turn.held_since).days,  # type: ignore[attr-defined]
        is_overdue_by_us=is_ours and turn.due_on is not None and turn.due_on < citizen_perms.day_of(at),
    )


def _loaded(cases: QuerySet[Case], on: date) -> QuerySet[Case]:
    return (
        cases.select_related("citizen", "jobformidler", "backup")
        .defer("citizen__cpr", "citizen__address")
        .annotate(target=target_group_on(on))
        .annotate(target_group=Coalesce("target__group", Value("")))
        .order_by("citizen__given_name", "citizen__family_name", "pk")
    )
