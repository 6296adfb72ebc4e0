"""Every read of how work flows and waits, one file per noun. Callers import this package."""

from helevejen.waiting.queries.flow import (
    Spells,
    counted_until,
    first_ended_on,
    flow_sums,
    groups_of,
    last_counted,
    teams_of,
    turns_of_tracks_that_moved,
)

__all__ = [
    "Spells",
    "counted_until",
    "first_ended_on",
    "flow_sums",
    "groups_of",
    "last_counted",
    "teams_of",
    "turns_of_tracks_that_moved",
]
