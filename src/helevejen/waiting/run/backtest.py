"""What would have been said in the past, judged by what then happened, beside what plainer methods would have said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from helevejen.waiting.rules import forecasts as rules
from helevejen.waiting.rules.forecasts import Forecast
from helevejen.waiting.run.forecasts import Ints, Waits, open_on, said_on, tables_on

#: Plainer methods, which know only the waits that have ended.
MEAN, P90, P90_OF_AS_LONG = "mean", "p90", "p90_as_long"
PEERS: Final = (MEAN, P90, P90_OF_AS_LONG)
_OURS: Final = "ours"


@dataclass(frozen=True, slots=True)
class BacktestRow:
    """
    What came of what would have been said of one kind of step.

    Attributes:
        group: The target group of the waits it rests on, empty for all; None for all rows of the step together.
        cases: Forecasts whose day has passed.
        waits: How many different turns they were about.
        share: Of the forecasts, those whose wait was over by the day.
        peers: The same share of the plainer methods, by their names.
    """

    kind: str
    step: str
    group: str | None
    cases: int
    waits: int
    share: float
    peers: dict[str, float]


@dataclass(frozen=True, slots=True)
class Backtest:
    """
    A backtest with a rolling origin.

    Attributes:
        silent: Open waits of which nothing could be said, over all origins.
        asked: Open waits over all origins.
    """

    origins: list[date]
    rows: list[BacktestRow]
    asked: int
    silent: int


def origins_between(first: date, last: date, *, every_days: int) -> list[date]:
    """Return the mornings from one day to another, so many days apart."""
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, every_days)]


def backtest(waits: Waits, origins: Iterable[date], *, on: date, by_group: bool = False) -> Backtest:
    """
    Say on each origin what could be said that morning, and judge it by what was known on a later day.

    Only what had its day before `on` counts, so that no forecast is in it for having come true early.
    """
    hits: dict[tuple[str, str, str | None], Counter[str]] = defaultdict(Counter)
    turns: dict[tuple[str, str, str | None], set[int]] = defaultdict(set)
    days, asked_in_all, silent = list(origins), 0, 0
    for origin in days:
        asked, over = open_on(waits, origin)
        said = said_on(tables_on(waits, origin), asked, origin)
        asked_in_all, silent = asked_in_all + len(asked), silent + len(asked) - len(said)
        place = {turn: n for n, turn in enumerate(asked.turn)}
        peers = _Peers(waits, origin)
        for one in said:
            if not rules.is_to_be_judged(one.until, on=on):
                continue
            key = one.kind, one.step, one.group if by_group else None
            turns[key].add(one.turn)
            hits[key].update(_judged(one, int(over[place[one.turn]]), peers, on))
    rows = [_row(key, hits[key], len(turns[key])) for key in sorted(hits, key=str)]
    return Backtest(days, rows, asked_in_all, silent)


def _judged(one: Forecast, over: int, peers: _Peers, on: date) -> Iterator[str]:
    """Yield the names of those who said something that has been judged, and with a star of those that were right."""
    for name, until in [(_OURS, one.until.toordinal()), *peers.said(one)]:
        if until < on.toordinal():
            yield name
            if over <= until:
                yield f"{name}*"


def _row(key: tuple[str, str, str | None], hits: Counter[str], waits: int) -> BacktestRow:
    peers = {name: hits[f"{name}*"] / hits[name] for name in PEERS if hits[name]}
    return BacktestRow(*key, hits[_OURS], waits, hits[f"{_OURS}*"] / hits[_OURS], peers)


class _Peers:
    """The plainer methods on one morning: they know how long the waits lasted that ended in the same time."""

    def __init__(self, waits: Waits, on: date) -> None:
        today = on.toordinal()
        chosen = waits.is_end & (waits.until < today) & (waits.until >= today - rules.HISTORY_DAYS)
        self._number = {cell: n for n, cell in enumerate(waits.cells)}
        self._cells, self._days = waits.cell[chosen], (waits.until - waits.begun)[chosen]
        self._sorted: dict[int, Ints] = {}

    def said(self, one: Forecast) -> list[tuple[str, int]]:
        """Return the day each would have said."""
        days = self._days_of(self._number[one.kind, one.step])
        begun = one.begun_on.toordinal()
        as_long = days[np.searchsorted(days, one.waited_days) :]
        said = [(MEAN, begun + int(np.ceil(days.mean()))), (P90, begun + _nearest_rank(days))]
        return [*said, (P90_OF_AS_LONG, begun + _nearest_rank(as_long))] if len(as_long) else said

    def _days_of(self, cell: int) -> Ints:
        if cell not in self._sorted:
            self._sorted[cell] = np.sort(self._days[self._cells == cell])
        return self._sorted[cell]


def _nearest_rank(days: Ints) -> int:
    return int(days[int(np.ceil(len(days) * rules.SHARE)) - 1])
