"""Reads of how work flows: the turns that ended, and the sums that are kept of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Max, Sum
from django.db.models.functions import Coalesce

from helevejen.accounts.models import Employment
from helevejen.cases.models import Turn
from helevejen.citizens.models import TargetGroupPeriod
from helevejen.waiting.models import FlowDay, FlowSum
from helevejen.waiting.rules import flow as rules

Spells = dict[int, list[tuple[date, date | None, str]]]


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


def first_ended_on() -> datetime | None:
    """Return when the first turn of all ended, None when none has. One query."""
    return Turn.objects.filter(ended_at__isnull=False).order_by("ended_at").values_list("ended_at", flat=True).first()


def last_counted() -> FlowDay | None:
    """Return the last day that has been counted, wholly or in part. One query."""
    return FlowDay.objects.order_by("-on").first()


def counted_until() -> datetime | None:
    """Return the moment up to which the map knows what happened, None when nothing has been counted. One query."""
    until: datetime | None = FlowDay.objects.aggregate(last=Max("counted_until"))["last"]
    return until


def flow_sums(kind: str, *, since: date, team: int | None = None, group: str = "") -> list[rules.Sum]:
    """
    Return how often one step of a kind of track followed another from a day on, by whole days of waiting.

    Of one team where one is given, and of one target group likewise. One query, which adds up in the database.
    """
    sums = FlowSum.objects.filter(kind=kind, on__gte=since)
    if team is not None:
        sums = sums.filter(team=team)
    if group:
        sums = sums.filter(group=group)
    added = (
        sums.order_by()
        .values("from_step", "to_step", "days")
        .annotate(times=Sum("count"), waited=Sum("seconds"))
        .order_by("from_step", "to_step", "days")
    )
    fields = "from_step", "to_step", "days", "times", "waited"
    return [rules.Sum(*row) for row in added.values_list(*fields)]
