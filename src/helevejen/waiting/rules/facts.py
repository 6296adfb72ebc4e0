"""What is counted of a track, and when it is of enough citizens to be told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from helevejen.cases.rules.turns import COPENHAGEN, day_of
from helevejen.waiting.enums import FlowFact
from helevejen.waiting.rules.flow import BEGIN, END, LEAST_TOLD, EndedTurn, by_track, is_last, steps_of

_SECOND, _SECONDS_A_DAY = timedelta(seconds=1), 86_400

#: Somebody's teams, or groups, with their first day and the day after their last.
Spells = Mapping[int, Sequence[tuple[date, date | None, str]]]


class Cell(NamedTuple):
    """What a fact is counted under. `workers` is 0 unless they are what is counted."""

    what: FlowFact
    kind: str
    team: str = ""
    group: str = ""
    from_step: str = ""
    to_step: str = ""
    workers: int = 0


class Fact(NamedTuple):
    """One thing that happened to one citizen on a day, after so many whole days and so many seconds of waiting."""

    on: date
    cell: Cell
    days: int
    seconds: int
    citizen: int


class Told(NamedTuple):
    """One row of the sums that are kept."""

    on: date
    cell: Cell
    days: int
    times: int
    seconds: int


class Moved(NamedTuple):
    """A track that was opened or closed."""

    kind: str
    citizen: int
    at: datetime


def facts_of_tracks(turns: Iterable[EndedTurn], *, teams: Spells, groups: Spells) -> Iterator[Fact]:
    """
    Yield what followed what, what was done again and how many had the track, of tracks told from their beginning.

    Source:
        docs/rules/process-map.md (where a track begins and ends, where it is counted, what else is counted).
    """
    for track in by_track(turns):
        steps, previous = steps_of(track), BEGIN
        before = min(track[0].opened_at, track[0].ended_at)
        for number, turn in enumerate(steps):
            on = day_of(turn.ended_at)
            at = turn.kind, _on(teams, turn.worker, on), _on(groups, turn.citizen, on)
            seconds = (turn.ended_at - before) // _SECOND
            days = max(seconds, 0) // _SECONDS_A_DAY
            yield Fact(on, Cell(FlowFact.FOLLOWED, *at, previous, turn.step), days, seconds, turn.citizen)
            if number > 1 and steps[number - 2].step == turn.step != previous:
                yield Fact(on, Cell(FlowFact.AGAIN, *at, turn.step, previous), 0, 0, turn.citizen)
            if is_last(turn):
                workers = len({one.worker for one in steps} - {None})
                yield Fact(on, Cell(FlowFact.FOLLOWED, *at, turn.step, END), 0, 0, turn.citizen)
                yield Fact(on, Cell(FlowFact.WORKERS, *at, workers=workers), 0, 0, turn.citizen)
            previous, before = turn.step, turn.ended_at


def facts_of_moves(moved: Iterable[Moved], what: FlowFact) -> Iterator[Fact]:
    """
    Yield that tracks were opened, or that they were closed.

    Source:
        docs/rules/process-map.md (what else is counted).
    """
    for one in moved:
        yield Fact(day_of(one.at), Cell(what, one.kind), 0, 0, one.citizen)


def gathered(facts: Iterable[Fact], *, least: int = LEAST_TOLD) -> tuple[list[Told], list[Fact]]:
    """
    Return what can be told, and the facts that go on waiting for their like.

    Day by day the facts of each cell are put together; when a day ends on which they are of so many different citizens,
    they are told on that day, all together, and the next wait anew. Facts that waited before are given again.

    Source:
        docs/rules/process-map.md (small numbers).
    """
    waiting: dict[Cell, list[Fact]] = defaultdict(list)
    told: list[Told] = []
    by_day = sorted(facts, key=lambda fact: fact.on)
    for on, those in groupby(by_day, key=lambda fact: fact.on):
        cells = set()
        for fact in those:
            waiting[fact.cell].append(fact)
            cells.add(fact.cell)
        for cell in sorted(cells):
            if len({fact.citizen for fact in waiting[cell]}) >= least:
                told += _summed(on, cell, waiting.pop(cell))
    return told, [fact for those in waiting.values() for fact in those]


def _summed(on: date, cell: Cell, facts: Sequence[Fact]) -> Iterator[Told]:
    count: Counter[int] = Counter()
    seconds: Counter[int] = Counter()
    for fact in facts:
        count[fact.days] += 1
        seconds[fact.days] += fact.seconds
    for days in sorted(count):
        yield Told(on, cell, days, count[days], seconds[days])


def _on(spells: Spells, whose: int | None, on: date) -> str:
    for from_, until, what in reversed(spells.get(whose, []) if whose else []):
        if from_ <= on and (until is None or on < until):
            return what
    return ""


def midnight(on: date) -> datetime:
    """
    Return when a day begins in Denmark, in UTC.

    Source:
        docs/rules/process-map.md (where it is counted).
    """
    return datetime.combine(on, time.min, COPENHAGEN).astimezone(UTC)
