"""Every read of how work flows and waits, one file per noun. Callers import this package."""

from helevejen.waiting.queries.flow import (
    Spells,
    counted_until,
    first_opened_at,
    flow_asides,
    flow_moves,
    flow_sums,
    groups_of,
    last_counted,
    pending_facts,
    teams_of,
    tracks_closed,
    tracks_opened,
    turns_of_tracks_that_moved,
)

__all__ = [
    "Spells",
    "counted_until",
    "first_opened_at",
    "flow_asides",
    "flow_moves",
    "flow_sums",
    "forecasts_to_judge",
    "groups_of",
    "last_counted",
    "pending_facts",
    "teams_of",
    "tracks_closed",
    "tracks_opened",
    "turns_of_tracks_that_moved",
]
