"""Turns into the arrays of the flow engine: a log to take away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np

from helevejen.engines.flow import EventLog
from helevejen.waiting import queries
from helevejen.waiting.rules import flow as rules


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


def _moments(moments: Iterable[datetime]) -> np.ndarray:
    naive = [moment.astimezone(UTC).replace(tzinfo=None) for moment in moments]
    return np.array(naive, "datetime64[us]")
