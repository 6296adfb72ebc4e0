"""Reads of waits, of what was said about them, and of what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from helevejen.cases.enums import Holder
from helevejen.cases.models import Turn
from helevejen.cases.rules.turns import EVENTS_THAT_END_NO_STEP
from helevejen.citizens.models import TargetGroupPeriod
from helevejen.waiting.models import Forecast, RecordSum, StepEstimate, StepRecord
from helevejen.waiting.rules import forecasts as rules

_AT_ONCE = 5_000


def turns_of_tracks_open_since(since: datetime) -> Iterator[tuple[Any, ...]]:
    """
    Yield every turn of the tracks that are open or closed after a moment, track by track, in order. One query.

    Of each: its number among all, track, kind, citizen, holder, step, since when, until when (or None), event.
    """
    rows = Turn.objects.filter(Q(track__closed_at__isnull=True) | Q(track__closed_at__gte=since))
    fields = "pk", "track", "track__kind", "track__case__citizen", "holder", "step", "since", "ended_at", "event"
    return rows.order_by("track", "number").values_list(*fields).iterator(chunk_size=_AT_ONCE)


def all_groups() -> Iterator[tuple[int, str, date, date | None]]:
    """Yield the target groups everybody has belonged to, with their days, the earliest first. One query."""
    periods = TargetGroupPeriod.objects.order_by("citizen", "valid_from", "pk")
    return periods.values_list("citizen", "group", "valid_from", "valid_until").iterator(chunk_size=_AT_ONCE)


def estimates_in_use() -> dict[rules.Cell, list[list[int]]]:
    """Return the tables of the newest day that has been computed, by kind, step and group. One query."""
    newest = StepEstimate.objects.order_by("-computed_on").values("computed_on")[:1]
    rows = StepEstimate.objects.filter(computed_on=Subquery(newest)).order_by("pk")
    return {rules.Cell(kind, step, group): table for kind, step, group, table in rows.values_list(*_CELL, "table")}


def estimated_on() -> date | None:
    """Return the newest day on which the estimates were computed, None when they never were. One query."""
    return StepEstimate.objects.order_by("-computed_on").values_list("computed_on", flat=True).first()


def open_waits(*, at: datetime) -> list[rules.OpenWait]:
    """
    Return every wait that is open at a moment, by turn, with when it began and what was said of its turn last.

    Three queries. A wait that was postponed, taken over or corrected began before its turn did. A parent that waits for
    its sub-tracks is none: they have waits of their own.
    """
    latest = Forecast.objects.filter(turn=OuterRef("pk")).order_by("-issued_on")
    turns = (
        Turn.objects.open()
        .filter(since__lte=at)
        .exclude(holder=Holder.SUBTRACKS)
        .annotate(said_on=Subquery(latest.values("issued_on")[:1]), said=Subquery(latest.values("until")[:1]))
        .order_by("pk")
    )
    fields = "pk", "track", "number", "track__kind", "step", "track__case__citizen", "since", "said_on", "said"
    rows = list(turns.values_list(*fields))
    gone_on = Turn.objects.filter(track__closed_at__isnull=True, event__in=EVENTS_THAT_END_NO_STEP).order_by(
        "track", "number"
    )
    earlier = {(track, n): since for track, n, since in gone_on.values_list("track", "number", "since")}
    waits = []
    for pk, track, number, kind, step, citizen, since, *said in rows:
        first, begun = number, since
        while (track, first - 1) in earlier:
            first -= 1
            begun = earlier[track, first]
        waits.append(rules.OpenWait(pk, kind, step, citizen, begun, *said))
    return waits


def forecasts_of(turn_ids: Iterable[int]) -> dict[int, rules.Forecast]:
    """
    Return what was said last about the waits of some turns, by turn; where nothing could be said, the turn is missing.

    What was said while an earlier turn had the ball counts, as long as the same wait went on at the same step. One
    query.
    """
    over = Turn.objects.filter(
        track=OuterRef("turn__track"), number__gte=OuterRef("turn__number"), number__lt=OuterRef("asked_number")
    ).exclude(event__in=EVENTS_THAT_END_NO_STEP)
    every = F("turn__track__turns")  # named once, so that number and step are those of the turn asked for
    rows = (
        Forecast.objects.annotate(
            asked=every, asked_number=F("turn__track__turns__number"), asked_step=F("turn__track__turns__step")
        )
        .filter(asked__in=set(turn_ids), turn__number__lte=F("asked_number"), step=F("asked_step"))
        .filter(~Exists(over))
        .order_by("asked", "issued_on", "turn__number")
    )
    fields = "begun_on", "issued_on", "waited_days", "usual_days", "left_days", "until", "based_on"
    # The newest comes last and stays.
    return {asked: rules.Forecast(asked, *row) for asked, *row in rows.values_list("asked", *_CELL, *fields)}


def forecast_record(*, since: date) -> list[rules.RecordRow]:
    """
    Return how often it came as it was said, by kind, step and month, of the forecasts whose day has passed since a day.

    A forecast belongs to the month of the day that was said. Read from what was summed up when they were judged: one
    query, two where that was never done.

    Args:
        since: The first of a month.
    """
    sums = RecordSum.objects.filter(month__gte=since).order_by("kind", "step", "month")
    rows = [rules.RecordRow(*row) for row in sums.values_list("kind", "step", "month", "count", "inside", "citizens")]
    return rows or count_record(since=since)


def count_record(*, since: date) -> list[rules.RecordRow]:
    """Return the same, counted from the forecasts themselves. One query, which reads them all."""
    keys = "kind", "step", "month"
    judged = _judged(since).annotate(month=TruncMonth("until")).order_by().values(*keys)
    return [rules.RecordRow(**row) for row in judged.annotate(**_SUMS).order_by(*keys)]


def step_record(*, kind: str, step: str, since: date, before: date) -> rules.RecordRow | None:
    """
    Return the same of one kind of step, of all months together; None where nothing was said.

    Read from what was summed up when they were judged: one query, two where these months were not.

    Args:
        before: The day after the last one counted. Two firsts of months: days that moved one by one would tell of
            single people by their difference.
    """
    kept = StepRecord.objects.filter(kind=kind, step=step, since=since, before=before)
    if row := kept.values_list("count", "inside", "citizens").first():
        return rules.RecordRow(kind, step, None, *row)
    return next(iter(_step_records(_judged(since).filter(until__lt=before, kind=kind, step=step))), None)


def count_step_records(*, since: date, before: date) -> list[rules.RecordRow]:
    """Return the same of every kind of step, counted from the forecasts themselves. One query, which reads them all."""
    return _step_records(_judged(since).filter(until__lt=before))


def _step_records(judged: QuerySet[Forecast]) -> list[rules.RecordRow]:
    keys = "kind", "step"
    sums: Any = judged.order_by().values(*keys).annotate(**_SUMS).order_by(*keys)
    return [rules.RecordRow(month=None, **row) for row in sums]


def forecasts_to_judge(*, on: date, most: int) -> list[tuple[int, date, datetime | None]]:
    """
    Lock and return forecasts whose day has passed before a day: number, day said, when the wait was over or None.

    Of two who ask at once, the second gets the next ones. One query.
    """
    ends = Turn.objects.filter(
        track=OuterRef("turn__track"), number__gte=OuterRef("turn__number"), ended_at__isnull=False
    ).exclude(event__in=EVENTS_THAT_END_NO_STEP)
    due = (
        Forecast.objects.filter(judged_on__isnull=True, until__lt=on)
        .annotate(over_at=Subquery(ends.order_by("number").values("ended_at")[:1]))
        .order_by("until", "pk")
        .select_for_update(of=("self",), skip_locked=True)
    )
    return list(due.values_list("pk", "until", "over_at")[:most])


def _judged(since: date) -> QuerySet[Forecast]:
    return Forecast.objects.filter(judged_on__isnull=False, until__gte=since)


_CELL = "kind", "step", "group"
#: An open wait is told anew each week, so the citizens are fewer than the times.
_SUMS: Final = {
    "count": Count("pk"),
    "inside": Count("pk", filter=Q(is_inside=True)),
    "citizens": Count("turn__track__case__citizen", distinct=True),
}
