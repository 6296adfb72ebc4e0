"""Turns into waits, waits into life tables, and what is said of an open wait by them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from helevejen.cases.enums import Holder
from helevejen.cases.rules.turns import EVENTS_THAT_END_NO_STEP, day_of
from helevejen.engines.statistics import LifeTable, life_tables, outlook
from helevejen.waiting import queries
from helevejen.waiting.rules import forecasts as rules
from helevejen.waiting.rules.forecasts import Cell, Forecast
from helevejen.waiting.run.workdays import workdays_around

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Tables = dict[Cell, LifeTable]

#: Later than any day: has not ended.
OPEN: Final = 10_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Waits:
    """
    What is known of waits, a row for each turn they were made of; days are counted as `date.toordinal` does.

    Attributes:
        cells: Kind of track and step, by number.
        groups: Target groups by number, the first of which is none.
        turn: The turn's number in the database.
        cell: What the wait was for while this turn lasted.
        group: The citizen's on the day the wait began.
        begun: The day the wait began.
        since: The day this turn began.
        until: The day this turn ended, OPEN when it has not.
        is_end: Whether the wait ended with it.
        over: The day the whole wait was over, OPEN when it is not.
    """

    cells: list[tuple[str, str]]
    groups: list[str]
    turn: Ints
    cell: Ints
    group: Ints
    begun: Ints
    since: Ints
    until: Ints
    is_end: Bools
    over: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Open waits about which something is to be said on a day."""

    turn: list[int]
    cell: list[tuple[str, str]]
    group: list[str]
    begun: Ints

    def __len__(self) -> int:
        return len(self.turn)


def waits_since(since: datetime) -> Waits:
    """Return the waits of every track open at a moment or opened later. Two queries, read as a stream."""
    groups = Groups(queries.all_groups())
    cells: dict[tuple[str, str], int] = {}
    columns = [array("q") for _ in range(8)]
    for _track, turns in groupby(queries.turns_of_tracks_open_since(since), key=itemgetter(1)):
        for row in _rows(turns, cells, groups):
            for column, value in zip(columns, row, strict=True):
                column.append(value)
    turn, cell, group, begun, from_, until, is_end, over = (
        np.frombuffer(c, np.int64).copy() if c else np.zeros(0, np.int64) for c in columns
    )
    return Waits(list(cells), groups.names, turn, cell, group, begun, from_, until, is_end.astype(bool), over)


def tables_on(waits: Waits, on: date, *, history_days: int = rules.HISTORY_DAYS) -> Tables:
    """
    Return the life tables of every kind of step, and of its target groups, as they could be known on a morning.

    What happened on that day or later is not in them: a wait that was open then counts as open. Only those with enough
    waits that ended. Their days are working days: a wait that ends on the day it began has lasted none.
    """
    today, row = on.toordinal(), workdays_around(on.year)
    is_over = waits.is_end & (waits.until < today)
    is_seen = (waits.since < today) & (is_over | (waits.until >= today))
    begun, this_morning = row.until(waits.begun), row.at(np.array(today))
    # An open one was seen until the working day before this one.
    last = np.where(is_over, row.at(waits.until), this_morning - 1) - begun
    first = np.maximum(row.at(np.array(today - history_days)) - begun, 0)
    is_seen &= last >= first
    seen = {"last_day": last, "first_day": first, "is_over": is_over}
    found: Tables = {}
    for with_group in (False, True):
        chosen = np.flatnonzero(is_seen & (waits.group > 0)) if with_group else np.flatnonzero(is_seen)
        number = waits.cell * len(waits.groups) + (waits.group if with_group else 0)
        tables = life_tables(group=number[chosen], **{name: values[chosen] for name, values in seen.items()})
        for key, table in tables.items():
            if table.finished >= rules.LEAST_FINISHED:
                kind, step = waits.cells[key // len(waits.groups)]
                found[Cell(kind, step, waits.groups[key % len(waits.groups)])] = table
    return found


def open_on(waits: Waits, on: date) -> tuple[Asked, Ints]:
    """Return the waits that were open on a morning, and the days they were over."""
    today = on.toordinal()
    chosen = np.flatnonzero((waits.since < today) & (waits.until >= today))
    cells, groups = waits.cell[chosen].tolist(), waits.group[chosen].tolist()
    asked = Asked(
        waits.turn[chosen].tolist(),
        [waits.cells[n] for n in cells],
        [waits.groups[n] for n in groups],
        waits.begun[chosen],
    )
    return asked, waits.over[chosen]


def asked_of(waits: Iterable[rules.OpenWait], groups: Groups) -> Asked:
    """Return open waits as they are asked about, each with the target group of the day it began."""
    those = list(waits)
    begun = [_ordinal(one.begun_at) for one in those]
    group = [groups.names[groups.number_on(one.citizen, day)] for one, day in zip(those, begun, strict=True)]
    return Asked([one.turn for one in those], [(one.kind, one.step) for one in those], group, np.array(begun, np.int64))


def tables_in_use() -> Tables:
    """Return the life tables of the newest day they were computed. One query."""
    return {cell: LifeTable.of(rows) for cell, rows in queries.estimates_in_use().items()}


def usual_days(table: LifeTable) -> int | None:
    """Return within how many working days nine of ten are over; None where that cannot be said."""
    days = int(outlook(table, [0], rules.SHARE).days[0])
    return days if days >= 0 else None


def said_on(tables: Mapping[Cell, LifeTable], asked: Asked, on: date) -> list[Forecast]:
    """
    Return what can be said of open waits on a day: by their own target group where there are enough, else by all.

    Those of which too few have ended are left out.
    """
    said: dict[int, Forecast] = {}
    for is_own in (True, False):
        places: dict[Cell, list[int]] = defaultdict(list)
        for place, ((kind, step), group) in enumerate(zip(asked.cell, asked.group, strict=True)):
            cell = Cell(kind, step, group if is_own else "")
            if place not in said and cell in tables and (group or not is_own):
                places[cell].append(place)
        for cell, those in places.items():
            said |= _said_by(tables[cell], cell, asked, those, on)
    return [said[place] for place in sorted(said)]


def _said_by(table: LifeTable, cell: Cell, asked: Asked, places: list[int], on: date) -> dict[int, Forecast]:
    row = workdays_around(on.year)
    begun, today = asked.begun[places], on.toordinal()
    now = row.at(np.array(today))
    # The last one asks about a wait that begins.
    found = outlook(table, np.append(np.maximum(now - row.until(begun), 0), 0), rules.SHARE)
    if found.days[-1] < 0:
        return {}
    until, usual = row.day(now + found.days), row.day(row.until(begun) + int(found.days[-1]))
    rows = zip(places, begun, until, usual, found.days, found.based_on, found.error, strict=False)
    return {
        place: Forecast(
            turn=asked.turn[place],
            kind=cell.kind,
            step=cell.step,
            group=cell.group,
            begun_on=date.fromordinal(int(first)),
            issued_on=on,
            waited_days=today - int(first),
            usual_days=max(int(usually - first), 0),
            left_days=int(last) - today,
            until=date.fromordinal(int(last)),
            based_on=int(finished),
        )
        for place, first, last, usually, left, finished, error in rows
        if left >= 0 and rules.is_enough(finished=int(finished), error=float(error))
    }


def _rows(
    turns: Iterator[tuple[Any, ...]], cells: dict[tuple[str, str], int], groups: Groups
) -> Iterator[tuple[int, ...]]:
    """Yield a row for each turn of one track that somebody waits in; a wait goes on until a turn ends its step."""
    wait: list[tuple[int, int, int, int]] = []
    begun = 0
    for pk, _track, kind, citizen, holder, step, since, ended_at, event in turns:
        from_ = _ordinal(since)
        begun = begun if wait else from_
        cell = -1 if holder == Holder.SUBTRACKS else cells.setdefault((kind, step), len(cells))
        until = OPEN if ended_at is None else _ordinal(ended_at)
        wait.append((pk, cell, from_, until))
        if event in EVENTS_THAT_END_NO_STEP:
            continue
        group = groups.number_on(citizen, begun)
        for number, what, first, last in wait:
            if what >= 0:
                yield number, what, group, begun, first, last, int(last != OPEN and number == pk), until
        wait = []


class Groups:
    """Which target group a citizen belonged to on a day, by number; none is 0."""

    def __init__(self, periods: Iterable[tuple[int, str, date, date | None]]) -> None:
        self.names = [""]
        self._number: dict[str, int] = {"": 0}
        self._spells: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for citizen, group, from_, until in periods:
            if group not in self._number:
                self._number[group] = len(self.names)
                self.names.append(group)
            last = OPEN if until is None else until.toordinal()
            self._spells[citizen].append((from_.toordinal(), last, self._number[group]))

    def number_on(self, citizen: int, on: int) -> int:
        for from_, until, group in reversed(self._spells.get(citizen, ())):
            if from_ <= on < until:
                return group
        return 0


def _ordinal(moment: datetime) -> int:
    return day_of(moment).toordinal()
