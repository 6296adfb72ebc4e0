"""Every write: what was counted of each day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from helevejen.cases.rules.turns import COPENHAGEN
from helevejen.core.deeds import action
from helevejen.waiting import queries, run
from helevejen.waiting.models import FlowDay, FlowSum

_DAYS_AT_ONCE = 28
_ROWS_AT_ONCE = 5_000


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
    FlowSum.objects.bulk_create((_row(one) for one in sums), batch_size=_ROWS_AT_ONCE)


def _row(one: run.DaySum) -> FlowSum:
    return FlowSum(
        on=one.cell.on,
        kind=one.cell.kind,
        team_id=int(one.cell.team) if one.cell.team else None,
        group=one.cell.group,
        from_step=one.from_step,
        to_step=one.to_step,
        days=one.days,
        count=one.times,
        seconds=one.seconds,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()
