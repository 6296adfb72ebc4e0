"""What the command line tells about forecasts: the backtest as JSON or as a table for people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from helevejen.waiting.rules import forecasts as rules
from helevejen.waiting.rules.facts import midnight
from helevejen.waiting.rules.telling import KEPT_BETWEEN
from helevejen.waiting.run.backtest import PEERS, Backtest, BacktestRow, backtest, origins_between
from helevejen.waiting.run.forecasts import waits_since

#: Ten days apart, so that every day of the week is an origin.
EVERY_DAYS: Final = 10
YEARS: Final = 2
#: Steps with so many cases are held to the goal of the house.
ENOUGH_CASES: Final = 200


def backtest_until(on: date, *, by_group: bool = False) -> Backtest:
    """Return what would have been said every tenth morning of the last two years, judged by what is known on a day."""
    first = on - timedelta(days=365 * YEARS)
    waits = waits_since(midnight(first - timedelta(days=rules.HISTORY_DAYS)))
    return backtest(waits, origins_between(first, on, every_days=EVERY_DAYS), on=on, by_group=by_group)


def is_as_promised(row: BacktestRow) -> bool:
    """Return whether a step keeps the goal, or has too few cases to be held to it."""
    low, high = KEPT_BETWEEN
    return row.cases < ENOUGH_CASES or low <= row.share <= high


def as_json(found: Backtest) -> dict[str, Any]:
    """Return a backtest as plain values."""
    return {
        "origins": len(found.origins),
        "first": found.origins[0],
        "last": found.origins[-1],
        "open_waits": found.asked,
        "too_few": found.silent,
        "said_share": rules.SHARE,
        "rows": [
            {
                "kind": row.kind,
                "step": row.step,
                "group": row.group,
                "cases": row.cases,
                "waits": row.waits,
                "share": row.share,
                "is_as_promised": is_as_promised(row),
                "peers": row.peers,
            }
            for row in found.rows
        ],
    }


def as_lines(found: Backtest) -> list[str]:
    """Return a backtest as a table, and below it how many steps keep the goal."""
    head = f"{'kind':<18}{'step':<22}{'group':>6}{'cases':>8}{'said %':>8}{'was %':>8}"
    peers = ("mean", "p90", "p90 of as long")
    lines = [head + "".join(f"{name:>16}" for name in peers)]
    for row in found.rows:
        group = "" if row.group is None else row.group or "all"
        line = f"{row.kind:<18}{row.step:<22}{group:>6}{row.cases:>8,}{rules.SHARE * 100:>8.0f}{row.share * 100:>8.1f}"
        line += "".join(f"{row.peers[name] * 100:>16.1f}" if name in row.peers else f"{'–':>16}" for name in PEERS)
        lines.append(line if is_as_promised(row) else f"{line}  outside")
    held = [row for row in found.rows if row.cases >= ENOUGH_CASES]
    kept, days = sum(map(is_as_promised, held)), found.origins
    told = f"{len(days)} origins from {days[0]:%d-%m-%Y} to {days[-1]:%d-%m-%Y}; {found.asked:,} open waits, "
    told += f"{found.silent:,} of them with too few to say."
    low, high = KEPT_BETWEEN
    goal = f"{kept} of {len(held)} with {ENOUGH_CASES} cases or more lie from {low:.0%} to {high:.0%}."
    return [*lines, "", told, goal]
