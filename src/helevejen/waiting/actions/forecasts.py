"""Every write of forecasts: what is known of each step, what is said of an open wait, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from helevejen.cases.rules.turns import day_of
from helevejen.core import bulk
from helevejen.core.deeds import action
from helevejen.waiting import queries
from helevejen.waiting.models import Forecast, RecordSum, StepEstimate, StepRecord
from helevejen.waiting.rules import forecasts as rules
from helevejen.waiting.rules.facts import midnight
from helevejen.waiting.run import forecasts as run

_AT_ONCE: Final = 500
#: So many months are summed up, this one the last: what the record shows at most, and the month before.
KEPT_MONTHS: Final = 13
_SAID = (
    "turn", "kind", "step", "group", "begun_on", "issued_on", "waited_days", "usual_days", "left_days", "until",
    "based_on",
)  # fmt: skip


def issue_forecasts(*, at: datetime) -> int:
    """
    Say of every open wait what is to be said at a moment, and return of how many something was said.

    The estimates it rests on are computed first unless they have been on this day. Safe to run twice, by two at once,
    and to stop in the middle: each some hundred are a deed of their own, and about a turn something is said once a day.
    """
    estimate_steps(at=at)
    on, tables, groups = day_of(at), run.tables_in_use(), run.Groups(queries.all_groups())
    waits = queries.open_waits(at=at)
    due = [one for one in waits if rules.is_to_be_said(said_on=one.said_on, said_until=one.said_until, on=on)]
    count = 0
    for some in bulk.in_chunks(due, _AT_ONCE):
        said = run.said_on(tables, run.asked_of(some, groups), on)
        keep_forecasts(said)
        count += len(said)
    return count


def estimate_steps(*, at: datetime) -> int:
    """
    Compute how long each kind of step takes, as known in the morning, and return for how many that can be said.

    It is done once a day; a second time nothing is read. What is known of the days before is put away.
    """
    on, newest = day_of(at), queries.estimated_on()
    if newest is not None and newest >= on:
        return 0
    # Reading takes seconds, so it is no part of the deed: on SQLite nobody else could write meanwhile.
    waits = run.waits_since(midnight(on - timedelta(days=rules.HISTORY_DAYS)))
    tables = run.tables_on(waits, on)
    keep_estimates(tables, on)
    return len(tables)


def score_forecasts(*, at: datetime) -> int:
    """
    Judge every forecast whose day has passed at a moment, and return how many were judged.

    Safe to run twice, by two at once, and to stop in the middle: each some hundred are a deed of their own.
    """
    count = 0
    while some := judge_some(on=day_of(at)):
        count += some
    # Counting takes seconds, so it is no part of the deed. Months too old to be judged anew stay as they are.
    since = _months_before(day_of(at), KEPT_MONTHS)
    keep_record(queries.count_record(since=since), since=since)
    months = rules.months_of_record(day_of(at))
    keep_step_records(queries.count_step_records(since=months[0], before=months[1]), months=months)
    return count


@action
def keep_record(rows: Sequence[rules.RecordRow], *, since: date) -> None:
    """Put what came of the forecasts since a month in place of what was counted before."""
    keys, sums = ("kind", "step", "month"), ("count", "inside", "citizens")
    RecordSum.objects.filter(month__gte=since).delete()
    RecordSum.objects.bulk_create(
        (RecordSum(**{name: getattr(row, name) for name in (*keys, *sums)}) for row in rows),
        # Of two who counted at once, the second writes over the first.
        update_conflicts=True,
        unique_fields=keys,
        update_fields=sums,
    )


@action
def keep_step_records(rows: Sequence[rules.RecordRow], *, months: tuple[date, date]) -> None:
    """Put what came of the forecasts of some months, together, in place of what was counted of such before."""
    keys, sums = ("kind", "step"), ("count", "inside", "citizens")
    StepRecord.objects.all().delete()
    since, before = months
    StepRecord.objects.bulk_create(
        (
            StepRecord(since=since, before=before, **{name: getattr(row, name) for name in (*keys, *sums)})
            for row in rows
        ),
        # Of two who counted at once, the second writes over the first.
        update_conflicts=True,
        unique_fields=keys,
        update_fields=("since", "before", *sums),
    )


@action
def keep_estimates(tables: run.Tables, on: date) -> None:
    """Put what is known on a day in place of what was known before."""
    StepEstimate.objects.bulk_create(
        (
            StepEstimate(
                computed_on=on,
                kind=cell.kind,
                step=cell.step,
                group=cell.group,
                finished=table.finished,
                usual_days=run.usual_days(table),
                table=table.rows,
            )
            for cell, table in sorted(tables.items())
        ),
        # Of two who computed it at once, the first has written the same.
        ignore_conflicts=True,
        batch_size=_AT_ONCE,
    )
    StepEstimate.objects.filter(computed_on__lt=on).delete()


@action
def keep_forecasts(said: Sequence[rules.Forecast]) -> None:
    """Write down what was said; what has been said of a turn on that day already stays as it was said."""
    Forecast.objects.bulk_create(
        (Forecast(turn_id=one.turn, **{name: getattr(one, name) for name in _SAID[1:]}) for one in said),
        ignore_conflicts=True,
        batch_size=_AT_ONCE,
    )


@action
def judge_some(*, on: date) -> int:
    """Judge some hundred forecasts whose day has passed before a day, and return how many; 0 when there are no more."""
    some = queries.forecasts_to_judge(on=on, most=_AT_ONCE)
    rows = ((on, over, rules.is_inside(over, until=until), pk) for pk, until, over in map(_with_day, some))
    return bulk.update(Forecast, ("judged_on", "ended_on", "is_inside"), rows)


@action
def lay_forecasts(said: Sequence[rules.Forecast]) -> int:
    """Write down what was said in a past that nobody else writes in, for the demo; return how much."""
    with bulk.with_room():
        return bulk.insert(Forecast, _SAID, ([getattr(one, name) for name in _SAID] for one in said))


def _months_before(on: date, months: int) -> date:
    """Return the first day of the earliest of so many months, of which the day's own is the last."""
    back = on.year * 12 + on.month - months
    return date(back // 12, back % 12 + 1, 1)


def _with_day(row: tuple[int, date, datetime | None]) -> tuple[int, date, date | None]:
    number, until, over_at = row
    return number, until, day_of(over_at) if over_at else None
