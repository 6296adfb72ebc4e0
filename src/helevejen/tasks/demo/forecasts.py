"""The record of forecasts in the demo: said as they would have been month by month, judged by what then happened."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from helevejen.cases.rules.turns import COPENHAGEN
from helevejen.waiting import actions
from helevejen.waiting.rules import forecasts as rules
from helevejen.waiting.rules.facts import midnight
from helevejen.waiting.run.forecasts import open_on, said_on, tables_on, waits_since

_EVERY_DAYS: Final = 30


def keep_a_record(on: date, years: int) -> int:
    """
    Say on one morning of every month what could be said, judge it as known on the demo's day, and say what is said now.

    Return how many forecasts there are.
    """
    waits = waits_since(midnight(on - timedelta(days=365 * years + rules.HISTORY_DAYS)))
    count = 0
    for months in range(365 * years // _EVERY_DAYS, 0, -1):
        origin = on - timedelta(days=months * _EVERY_DAYS)
        said = said_on(tables_on(waits, origin), open_on(waits, origin)[0], origin)
        count += actions.lay_forecasts(said)
    at = datetime.combine(on, time(6), COPENHAGEN)
    actions.keep_estimates(tables_on(waits, on), on)
    actions.score_forecasts(at=at)
    return count + actions.issue_forecasts(at=at)
