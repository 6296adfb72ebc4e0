"""Reads of how work flows: the turns that ended, and the sums that are kept of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Max, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncMonth

from helevejen.accounts.models import Employment
from helevejen.cases.models import Track, Turn
from helevejen.citizens.models import TargetGroupPeriod
from helevejen.waiting.enums import FlowFact
from helevejen.waiting.models import FlowDay, FlowPending, FlowSum, FlowView
from helevejen.waiting.rules import facts, picture
from helevejen.waiting.rules import flow as rules

Spells = dict[int, list[tuple[date, date | None, str]]]


class _Aside(NamedTuple):
    what: str
    from_step: str
    to_step: str
    workers: int


_CELL = "what", "kind", "team", "group", "from_step", "to_step", "workers"


def turns_of_tracks_that_moved(since: datetime, until: datetime) -> list[rules.EndedTurn]:
    """
    Return every ended turn, so far, of the tracks on which a turn ended in a period; track by track, in order.

    One query, which reads the tracks that moved and no others.
    """
    moved = Turn.objects.filter(ended_at__gte=since, ended_at__lt=until).order_by().values("track").distinct()
    turns = (
        Turn.objects.filter(track__in=moved, ended_at__lt=until)
        .annotate(worker=Coalesce("holder_user", "passed_by", "ended_by"))
        .order_by("track", "number")
    )
    fields = "track", "track__kind", "track__case__citizen", "track__opened_at", "number", "step", "ended_at", "event"
    return [rules.EndedTurn(*row) for row in turns.values_list(*fields, "worker")]


def teams_of(users: Iterable[int]) -> Spells:
    """Return the teams some people have worked in, with their days. One query."""
    spells: Spells = defaultdict(list)
    employments = Employment.objects.filter(user__in=set(users)).order_by("user", "valid_from", "pk")
    for user, team, from_, until in employments.values_list("user", "team", "valid_from", "valid_until"):
        spells[user].append((from_, until, str(team)))
    return spells


def groups_of(citizens: Iterable[int]) -> Spells:
    """Return the target groups some citizens have belonged to, with their days. One query."""
    spells: Spells = defaultdict(list)
    periods = TargetGroupPeriod.objects.filter(citizen__in=set(citizens)).order_by("citizen", "valid_from", "pk")
    for citizen, group, from_, until in periods.values_list("citizen", "group", "valid_from", "valid_until"):
        spells[citizen].append((from_, until, group))
    return spells


def tracks_opened(since: datetime, until: datetime) -> list[facts.Moved]:
    """Return the tracks that were opened in a period. One query."""
    tracks = Track.objects.filter(opened_at__gte=since, opened_at__lt=until).order_by("pk")
    return [facts.Moved(*row) for row in tracks.values_list("kind", "case__citizen", "opened_at")]


def tracks_closed(since: datetime, until: datetime) -> list[facts.Moved]:
    """Return the tracks that were closed in a period. One query."""
    tracks = Track.objects.filter(closed_at__gte=since, closed_at__lt=until).order_by("pk")
    rows = tracks.values_list("kind", "case__citizen", "closed_at")
    return [facts.Moved(kind, citizen, at) for kind, citizen, at in rows if at]


def first_opened_at() -> datetime | None:
    """Return when the first track of all was opened, None when none was. One query."""
    return Track.objects.order_by("opened_at").values_list("opened_at", flat=True).first()


def pending_facts() -> list[facts.Fact]:
    """Return what has been counted and not been told, because it is of too few citizens. One query."""
    rows = FlowPending.objects.order_by("pk").values_list("on", *_CELL, "days", "seconds", "citizen_number")
    return [
        facts.Fact(on, facts.Cell(FlowFact(what), kind, str(team or ""), group, from_step, to_step, workers), *rest)
        for on, what, kind, team, group, from_step, to_step, workers, *rest in rows
    ]


def last_counted() -> FlowDay | None:
    """Return the last day that has been counted. One query."""
    return FlowDay.objects.order_by("-on").first()


def counted_until() -> datetime | None:
    """Return the moment up to which the map knows what happened, None when nothing has been counted. One query."""
    until: datetime | None = FlowDay.objects.aggregate(last=Max("counted_until"))["last"]
    return until


def flow_sums(
    kind: str, *, since: date, until: date | None = None, team: int | None = None, group: str = ""
) -> list[rules.Sum]:
    """
    Return how often one step of a kind of track followed another from a day on, by whole days of waiting.

    Of one team where one is given, and of one target group likewise. One query, which adds up in the database.
    """
    sums = _chosen(kind, since, team, group).filter(what=FlowFact.FOLLOWED)
    if until is not None:
        sums = sums.filter(on__lt=until)
    by = "from_step", "to_step", "days"
    added = sums.order_by().values(*by).annotate(times=Sum("count"), waited=Sum("seconds")).order_by(*by)
    return [rules.Sum(*row) for row in added.values_list(*by, "times", "waited")]


def flow_asides(
    kind: str, *, since: date, team: int | None = None, group: str = ""
) -> tuple[list[rules.Loop], list[tuple[int, int]]]:
    """
    Return what was done again, most often first, and how many tracks so many workers have had. One query.
    """
    return _asides(_aside_rows(_chosen(kind, since, team, group)))


def flow_shown(kind: str, *, since: date, team: int | None = None, group: str = "") -> rules.Shown:
    """
    Return what the map tells of a kind of track from a day on, as it was made at night of all sums there are.

    Of one team, and of what nobody has made at night, it is made now: one query, or two more.
    """
    if team is None:
        last = FlowDay.objects.order_by("-on").values("on")[:1]
        rows = FlowView.objects.filter(kind=kind, since=since, group=group, counted_on=Subquery(last))
        if kept := rows.values_list("edges", "loops", "workers").first():
            return _shown(*kept)
    edges = rules.edges_of(flow_sums(kind, since=since, team=team, group=group))
    return rules.Shown(edges, *flow_asides(kind, since=since, team=team, group=group))


def flow_shown_by_group(kind: str, *, since: date) -> dict[str, rules.Shown]:
    """
    Return what the map tells of each target group that has something to tell, and by the empty word of all.

    Two queries, which read every sum of that kind from the day on.
    """
    by = "group", "from_step", "to_step", "days"
    followed = _chosen(kind, since).filter(what=FlowFact.FOLLOWED).order_by().values(*by)
    sums: dict[str, list[rules.Sum]] = defaultdict(list)
    for group, *row in followed.annotate(times=Sum("count"), waited=Sum("seconds")).values_list(*by, "times", "waited"):
        for view in {group, ""}:
            sums[view].append(rules.Sum(*row))
    asides: dict[str, Counter[_Aside]] = defaultdict(Counter)
    for group, *what, times in _aside_rows(_chosen(kind, since), "group"):
        for view in {group, ""}:
            asides[view][_Aside(*what)] += times
    return {
        view: rules.Shown(rules.edges_of(sums[view]), *_asides((*what, times) for what, times in asides[view].items()))
        for view in sums.keys() | asides.keys() | {""}
    }


def flow_moves(kind: str) -> list[picture.Moves]:
    """Return how many tracks of a kind were opened and closed each month there was, by its first day. One query."""
    moves = FlowSum.objects.filter(kind=kind, what__in=(FlowFact.OPENED, FlowFact.CLOSED)).order_by()
    added = moves.annotate(month=TruncMonth("on")).values("month", "what").annotate(times=Sum("count"))
    rows = added.order_by("month", "what").values_list("month", "what", "times")
    return [picture.Moves(month, FlowFact(what), times) for month, what, times in rows]


def _chosen(kind: str, since: date, team: int | None = None, group: str = "") -> QuerySet[FlowSum]:
    sums = FlowSum.objects.filter(kind=kind, on__gte=since)
    if team is not None:
        sums = sums.filter(team=team)
    return sums.filter(group=group) if group else sums


def _aside_rows(sums: QuerySet[FlowSum], *by: str) -> QuerySet[FlowSum, Any]:
    keys = *by, *_Aside._fields
    chosen = sums.filter(what__in=(FlowFact.AGAIN, FlowFact.WORKERS)).order_by().values(*keys)
    added: QuerySet[FlowSum, Any] = chosen.annotate(times=Sum("count"))
    return added.values_list(*keys, "times")


def _asides(rows: Iterable[tuple[Any, ...]]) -> tuple[list[rules.Loop], list[tuple[int, int]]]:
    again, workers = {}, []
    for what, step, between, many, times in rows:
        if what == FlowFact.AGAIN:
            again[step, between] = times
        else:
            workers.append((many, times))
    return rules.loops_of(again), sorted(workers)


def _shown(edges: list[Any], loops: list[Any], workers: list[Any]) -> rules.Shown:
    return rules.Shown(
        [rules.Edge(*row) for row in edges], [rules.Loop(*row) for row in loops], [(many, n) for many, n in workers]
    )
