"""Turns into arrays, through the flow engine, and back: sums of days, the drawing of the map, a log to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import numpy as np

from helevejen.cases.rules.turns import COPENHAGEN
from helevejen.engines.flow import EventLog, Layout, layered, tally
from helevejen.waiting import queries
from helevejen.waiting.rules import flow as rules
from helevejen.waiting.rules.flow import Edge, EndedTurn

#: Where a track begins and ends, in place of a step.
BEGIN, END = "", ""
#: Their nodes in the layout.
BEGINS, ENDS = "begin", "end"


class Cell(NamedTuple):
    """What a transition is counted under."""

    on: date
    kind: str
    team: str
    group: str


class DaySum(NamedTuple):
    """One row of the sums that are kept."""

    cell: Cell
    from_step: str
    to_step: str
    days: int
    times: int
    seconds: int


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """
    The map of one kind of track.

    Attributes:
        edges: What is told, the most frequent first.
        hidden: How many kinds of transition occur too seldom to be told.
        drawn: Those of the edges that are drawn.
        layout: Where. The beginning is the node `begin`, the end the node `end`.
        counted_until: What happened later is not in it; None when nothing has been counted.
    """

    edges: list[Edge]
    hidden: int
    drawn: list[Edge]
    layout: Layout
    counted_until: datetime | None


def sums_between(first: date, until: date, *, at: datetime) -> list[DaySum]:
    """
    Return what is to be kept of some days: what ended from the first on, before the last and before a moment.

    Three queries; it reads the tracks that moved on those days, each from its beginning, and no others.
    """
    since = midnight(first)
    turns = queries.turns_of_tracks_that_moved(since, min(midnight(until), at))
    teams = queries.teams_of(turn.worker for turn in turns if turn.worker)
    groups = queries.groups_of(turn.citizen for turn in turns)
    log, names = _log_by_cell(turns, teams, groups)
    found = tally(log, since=np.datetime64(since.replace(tzinfo=None), "us"))
    counts: Counter[tuple[Cell, str, str, int]] = Counter()
    seconds: Counter[tuple[Cell, str, str, int]] = Counter()
    rows = zip(found.from_, found.to, found.days, found.count, found.seconds, strict=True)
    for from_, to, days, count, waited in rows:
        (_cell, from_step), (cell, to_step) = names[from_], names[to]
        key = (cell, from_step, to_step, int(days))
        counts[key] += int(count)
        seconds[key] += int(waited)
    return [DaySum(*key, times=counts[key], seconds=seconds[key]) for key in sorted(counts)]


def picture(kind: str, *, since: date, team: int | None = None, group: str = "") -> FlowPicture:
    """Return the map of a kind of track from a day on, of a team and a group where they are given. Two queries."""
    edges, hidden = rules.edges_of(queries.flow_sums(kind, since=since, team=team, group=group))
    drawn = edges[: rules.MOST_DRAWN]
    weights = {(edge.from_step or BEGINS, edge.to_step or ENDS): edge.count for edge in drawn}
    visits: Counter[str] = Counter()
    for (_from, to), count in weights.items():
        visits[to] += count
    # The beginning first and the end last; between them, the usual before the rare.
    nodes = sorted({node for edge in weights for node in edge}, key=lambda n: (n != BEGINS, n == ENDS, -visits[n], n))
    return FlowPicture(edges, hidden, drawn, layered(nodes, weights), queries.counted_until())


def log_between(since: datetime, until: datetime) -> EventLog:
    """
    Return the tracks that moved in a period, from their beginning, as a log without names. One query.

    A track is a number, an activity is a step, and in place of who did it stands the kind of track.
    """
    turns = rules.steps_of(queries.turns_of_tracks_that_moved(since, until))
    tracks = {track: number for number, track in enumerate(dict.fromkeys(turn.track for turn in turns))}
    steps = {name: number for number, name in enumerate(dict.fromkeys(turn.step for turn in turns))}
    kinds = {name: number for number, name in enumerate(dict.fromkeys(turn.kind for turn in turns))}
    return EventLog.ordered(
        case=[tracks[turn.track] for turn in turns],
        activity=[steps[turn.step] for turn in turns],
        resource=[kinds[turn.kind] for turn in turns],
        end=_moments(turn.ended_at for turn in turns),
        names=(tuple(f"{number + 1}" for number in tracks.values()), tuple(steps), tuple(kinds)),
    )


def _log_by_cell(
    turns: Sequence[EndedTurn], teams: queries.Spells, groups: queries.Spells
) -> tuple[EventLog, list[tuple[Cell, str]]]:
    """Return the log whose activities are a step under its cell, and what each activity is."""
    names: dict[tuple[Cell, str], int] = {}
    case: list[int] = []
    activity: list[int] = []
    end: list[datetime] = []

    def add(number: int, cell: Cell, step: str, at: datetime) -> None:
        case.append(number)
        activity.append(names.setdefault((cell, step), len(names)))
        end.append(at)

    tracks = [those for those in map(rules.steps_of, rules.by_track(turns)) if those]
    for number, those in enumerate(tracks):
        first = those[0]
        add(number, Cell(date.min, first.kind, "", ""), BEGIN, min(first.opened_at, first.ended_at))
        for turn in those:
            on = turn.ended_at.astimezone(COPENHAGEN).date()
            cell = Cell(on, turn.kind, _on(teams, turn.worker, on), _on(groups, turn.citizen, on))
            add(number, cell, turn.step, turn.ended_at)
            if rules.is_last(turn):
                add(number, cell, END, turn.ended_at)
    labels = (tuple(map(str, range(len(tracks)))), tuple(map(str, range(len(names)))), ())
    return EventLog.ordered(case=case, activity=activity, end=_moments(end), names=labels), list(names)


def _on(spells: queries.Spells, whose: int | None, on: date) -> str:
    for from_, until, what in reversed(spells.get(whose, []) if whose else []):
        if from_ <= on and (until is None or on < until):
            return what
    return ""


def _moments(moments: Iterable[datetime]) -> np.ndarray:
    naive = [moment.astimezone(UTC).replace(tzinfo=None) for moment in moments]
    return np.array(naive, "datetime64[us]")


def midnight(on: date) -> datetime:
    """Return when a day begins in Denmark, in UTC."""
    return datetime.combine(on, time.min, COPENHAGEN).astimezone(UTC)


def days_from(first: date, until: date, most: int) -> Iterable[tuple[date, date]]:
    """Yield stretches of at most so many days that make up a longer one."""
    while first < until:
        yield first, min(first + timedelta(days=most), until)
        first += timedelta(days=most)
