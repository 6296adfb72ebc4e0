"""What counts as a step of the process map, and how its sums are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final, NamedTuple

from helevejen.cases.enums import TurnEvent
from helevejen.cases.rules.turns import EVENTS_THAT_END_NO_STEP

#: Of fewer citizens nothing is told, nor can it be found by subtraction.
LEAST_TOLD: Final = 5
#: Where a track begins and ends, in place of a step.
BEGIN: Final = ""
END: Final = ""
#: Of fewer the 90th percentile is the longest of all, and so somebody's own.
LEAST_FOR_P90: Final = 10
#: So many transitions a person can read at once; the table has the rest.
MOST_DRAWN: Final = 30
#: Whole days of typical waiting, from which on a colour is the next darker: a week, a fortnight, a month, a quarter.
WAIT_LEVELS_DAYS: Final = (7, 14, 30, 90)
_SECONDS_A_DAY: Final = 86_400


class EndedTurn(NamedTuple):
    """One turn that has ended, with what the map needs of its track. `worker` had the ball, or passed it."""

    track: int
    kind: str
    citizen: int
    opened_at: datetime
    number: int
    step: str
    ended_at: datetime
    event: str
    worker: int | None


@dataclass(frozen=True, slots=True)
class Edge:
    """
    One step followed by another, over a period.

    Attributes:
        mean_days: The mean waiting.
        median_days: Whole days; half waited no longer.
        p90_days: Whole days; nine of ten waited no longer. None of fewer than ten.
        level: How dark it is drawn, 0 for the shortest waits.
    """

    from_step: str
    to_step: str
    count: int
    mean_days: float
    median_days: int
    p90_days: int | None
    level: int

    @property
    def is_last(self) -> bool:
        """The track ended with the step: nothing is waited for any more."""
        return self.to_step == END


@dataclass(frozen=True, slots=True)
class Sum:
    """So many times one step followed another after so many whole days."""

    from_step: str
    to_step: str
    days: int
    count: int
    seconds: int


class Loop(NamedTuple):
    """So many times a step was done, then another, and then the first again."""

    step: str
    by: str
    times: int


class Shown(NamedTuple):
    """
    What a view of the map tells.

    Attributes:
        edges: The transitions, the most frequent first.
        loops: What was done again, most often first.
        workers: How many tracks so many workers have had, by how many.
    """

    edges: list[Edge]
    loops: list[Loop]
    workers: list[tuple[int, int]]


def steps_of(turns: Iterable[EndedTurn]) -> list[EndedTurn]:
    """
    Return the turns, of each track in order, that end a step: not those that were postponed, taken over or put right.

    Source:
        docs/rules/process-map.md (what is a step).
    """
    return [turn for turn in turns if turn.event not in EVENTS_THAT_END_NO_STEP]


def is_last(turn: EndedTurn) -> bool:
    """
    Return whether the track ended with this turn.

    Source:
        docs/rules/process-map.md (where a track begins and ends).
    """
    return turn.event == TurnEvent.CLOSED


def edges_of(sums: Iterable[Sum]) -> list[Edge]:
    """
    Return the transitions, the most frequent first.

    Median and 90th percentile are by the nearest rank among whole days.

    Source:
        docs/rules/process-map.md (waiting, small numbers).
    """
    pairs: dict[tuple[str, str], list[Sum]] = defaultdict(list)
    for one in sums:
        pairs[one.from_step, one.to_step].append(one)
    edges = [_edge(pair, those) for pair, those in pairs.items()]
    return sorted(edges, key=lambda edge: (-edge.count, edge.from_step, edge.to_step))


def loops_of(counts: Mapping[tuple[str, str], int]) -> list[Loop]:
    """
    Return what was done again, most often first, given how often a step was done again after another.

    Source:
        docs/rules/process-map.md (what else is counted).
    """
    loops = [Loop(step, by, times) for (step, by), times in counts.items()]
    return sorted(loops, key=lambda loop: (-loop.times, loop.step, loop.by))


def nearest_rank(counts: Mapping[int, int], percent: int) -> int:
    """
    Return the least value that at least so many percent of all do not exceed.

    Source:
        docs/rules/process-map.md (waiting).
    """
    rank, seen = (sum(counts.values()) * percent + 99) // 100, 0
    for value in sorted(counts):
        seen += counts[value]
        if seen >= rank:
            return value
    raise ValueError("no values")


def wait_level(days: int) -> int:
    """
    Return how dark a typical waiting of so many days is drawn: 0 below a week, 4 from a quarter.

    Source:
        docs/rules/process-map.md (the drawing).
    """
    return sum(days >= least for least in WAIT_LEVELS_DAYS)


def thickness(count: int, most: int) -> float:
    """
    Return how thick a transition is drawn, between 1.5 and 10 points, by its share of the most frequent one.

    Source:
        docs/rules/process-map.md (the drawing).
    """
    return round(1.5 + 8.5 * count / most, 1)


def by_track(turns: Iterable[EndedTurn]) -> list[Sequence[EndedTurn]]:
    """
    Return the turns, track by track; they must come so.

    Source:
        docs/rules/process-map.md (what is a step).
    """
    return [list(those) for _track, those in groupby(turns, key=lambda turn: turn.track)]


def _edge(pair: tuple[str, str], sums: Sequence[Sum]) -> Edge:
    days: dict[int, int] = defaultdict(int)
    for one in sums:
        days[one.days] += one.count
    count = sum(days.values())
    median = nearest_rank(days, 50)
    return Edge(
        from_step=pair[0],
        to_step=pair[1],
        count=count,
        mean_days=sum(one.seconds for one in sums) / count / _SECONDS_A_DAY,
        median_days=median,
        p90_days=nearest_rank(days, 90) if count >= LEAST_FOR_P90 else None,
        level=wait_level(median),
    )
