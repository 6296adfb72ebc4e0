"""Every write: what was counted of each day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from helevejen.cases.rules.turns import COPENHAGEN
from helevejen.core import bulk
from helevejen.core.deeds import action
from helevejen.waiting import queries
from helevejen.waiting.models import FlowDay, FlowSum
from helevejen.waiting.run import flow as run

_DAYS_AT_ONCE = 120
_FIELDS = "on", "kind", "team", "group", "from_step", "to_step", "days", "count", "seconds"


def count_flow(*, at: datetime, anew: bool = False) -> int:
    """
    Count the days that have not been counted, up to a moment; return how many days that was.

    The last one counted is counted again, for it may not have been over; the days before it are not read. Safe to run
    twice and to stop in the middle: each stretch of days is replaced as a whole.

    Args:
        at: The moment; what ends later is left for the next time.
        anew: Count everything again from the first turn.
    """
    last, first_ended = None if anew else queries.last_counted(), queries.first_ended_on()
    if last is None and first_ended is None:
        return 0
    first = last.on if last else _day(first_ended or at)
    until = _day(at) + timedelta(days=1)
    for stretch in run.days_from(first, until, _DAYS_AT_ONCE):
        count_days(first=stretch[0], until=stretch[1], at=at)
    return max((until - first).days, 0)


@action
def count_days(*, first: date, until: date, at: datetime) -> None:
    """Put in place of what was counted of some days what has ended on them before a moment; `until` is not counted."""
    sums = run.sums_between(first, until, at=at)
    FlowSum.objects.filter(on__gte=first, on__lt=until).delete()
    FlowDay.objects.filter(on__gte=first, on__lt=until).delete()
    days = [first + timedelta(days=n) for n in range((until - first).days)]
    FlowDay.objects.bulk_create(
        FlowDay(on=on, counted_until=min(run.midnight(on + timedelta(days=1)), at)) for on in days
    )
    bulk.insert(FlowSum, _FIELDS, map(_row, sums))


def _row(one: run.DaySum) -> tuple[object, ...]:
    team = int(one.cell.team) if one.cell.team else None
    first = one.cell.on, one.cell.kind, team, one.cell.group
    return *first, one.from_step, one.to_step, one.days, one.times, one.seconds


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()
