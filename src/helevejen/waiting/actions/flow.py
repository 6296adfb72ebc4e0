"""Every write of the flow: what was counted of each day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from datetime import date, datetime, timedelta

from helevejen.cases.enums import TrackKind
from helevejen.cases.rules.turns import day_of
from helevejen.citizens.enums import TargetGroup
from helevejen.core import bulk
from helevejen.core.deeds import action
from helevejen.waiting import queries
from helevejen.waiting.enums import FlowFact
from helevejen.waiting.models import FlowDay, FlowPending, FlowSum, FlowView
from helevejen.waiting.rules import facts as rules
from helevejen.waiting.rules.flow import Shown

_DAY = timedelta(days=1)
_DAYS_AT_ONCE = 120
_VIEWS_AT_ONCE = 100
_CELL = "on", "what", "kind", "team", "group", "from_step", "to_step", "workers"


def count_flow(*, at: datetime, anew: bool = False) -> int:
    """
    Count the days that are over and have not been counted; return how many that was.

    The days before them are not read. Safe to run twice and to stop in the middle: each stretch of days is counted
    whole or not at all.

    Args:
        at: The moment; its day is not over and not counted.
        anew: Forget everything that was counted, and count it again from the first track.
    """
    if anew:
        forget_flow()
    last, opened = queries.last_counted(), queries.first_opened_at()
    if opened is None:
        return 0
    first, until = last.on + _DAY if last else day_of(opened), day_of(at)
    days = max((until - first).days, 0)
    while first < until:
        next_ = min(first + timedelta(days=_DAYS_AT_ONCE), until)
        count_days(first=first, until=next_)
        first = next_
    return days


def count_views(*, at: datetime, periods: Iterable[int]) -> int:
    """
    Make what the map tells, so that no page adds up the sums, and return how many views that are. Safe to run twice.

    Args:
        at: The moment; the periods end on its day.
        periods: So many days each.
    """
    last = queries.last_counted()
    if last is None:
        return 0
    # Adding up takes seconds, so it is no part of the deed: on SQLite nobody else could write meanwhile.
    since = [day_of(at) - days * _DAY for days in periods]
    shown = {(kind, on): queries.flow_shown_by_group(kind, since=on) for kind in TrackKind.values for on in since}
    return keep_views(shown, counted_on=last.on)


@action
def keep_views(shown: Mapping[tuple[str, date], Mapping[str, Shown]], *, counted_on: date) -> int:
    """Put what the map tells, by kind and first day and by target group, in place of what it told before."""
    nothing, values = Shown([], [], []), ("counted_on", *Shown._fields)
    FlowView.objects.all().delete()
    kept = FlowView.objects.bulk_create(
        (
            FlowView(kind=kind, since=since, group=group, counted_on=counted_on, **_plain(views.get(group, nothing)))
            for (kind, since), views in shown.items()
            for group in ("", *TargetGroup.values)
        ),
        # Of two who made them at once, the second writes over the first.
        update_conflicts=True,
        unique_fields=("kind", "group", "since"),
        update_fields=values,
        batch_size=_VIEWS_AT_ONCE,
    )
    return len(kept)


@action
def forget_flow() -> None:
    """Forget every day that was counted."""
    for model in (FlowView, FlowSum, FlowPending, FlowDay):
        model.objects.all().delete()


@action
def count_days(*, first: date, until: date) -> None:
    """
    Count days that have not been counted, from the first to the one before `until`.

    Raises:
        IntegrityError: somebody else has counted one of them meanwhile; nothing has been changed.
    """
    days = [first + n * _DAY for n in range((until - first).days)]
    # First, so that of two who count the same day at once one waits here and then gives up.
    FlowDay.objects.bulk_create(FlowDay(on=on, counted_until=rules.midnight(on + _DAY)) for on in days)
    told, waiting = rules.gathered([*queries.pending_facts(), *_facts_between(first, until)])
    FlowPending.objects.all().delete()
    bulk.insert(FlowPending, (*_CELL, "days", "seconds", "citizen_number"), map(_row, waiting))
    bulk.insert(FlowSum, (*_CELL, "days", "count", "seconds"), map(_row, told))


def _facts_between(first: date, until: date) -> Iterable[rules.Fact]:
    """Return what is to be counted of some days. Five queries, which read the tracks that moved and no others."""
    since, end = rules.midnight(first), rules.midnight(until)
    turns = queries.turns_of_tracks_that_moved(since, end)
    teams = queries.teams_of(turn.worker for turn in turns if turn.worker)
    groups = queries.groups_of(turn.citizen for turn in turns)
    for fact in rules.facts_of_tracks(turns, teams=teams, groups=groups):
        if first <= fact.on < until:
            yield fact
    yield from rules.facts_of_moves(queries.tracks_opened(since, end), FlowFact.OPENED)
    yield from rules.facts_of_moves(queries.tracks_closed(since, end), FlowFact.CLOSED)


def _plain(shown: Shown) -> dict[str, object]:
    return {"edges": [astuple(edge) for edge in shown.edges], "loops": shown.loops, "workers": shown.workers}


def _row(one: rules.Told | rules.Fact) -> tuple[object, ...]:
    what, kind, team, *rest = one.cell
    return one.on, str(what), kind, int(team) if team else None, *rest, *one[2:]
