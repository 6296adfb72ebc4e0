"""Every read of placements. Callers import this package."""

from helevejen.placements.queries.asking import placements_to_ask
from helevejen.placements.queries.lists import (
    consideration_codes,
    doubts_visible_to,
    find_placement_of_track,
    find_week,
    hours_now,
    length_check,
    place_checks,
    placements_listed,
    placements_visible_to,
    placements_with_group,
    rows_of,
    rows_of_case,
)
from helevejen.placements.queries.seen import (
    AnswerSeen,
    DoubtSeen,
    PlacementRow,
    PlacementSeen,
    RungSeen,
    TermsSeen,
    WeekSeen,
    row_of,
    seen_of,
)

__all__ = [
    "AnswerSeen",
    "DoubtSeen",
    "PlacementRow",
    "PlacementSeen",
    "RungSeen",
    "TermsSeen",
    "WeekSeen",
    "consideration_codes",
    "doubts_visible_to",
    "find_placement_of_track",
    "find_week",
    "hours_now",
    "length_check",
    "place_checks",
    "placements_listed",
    "placements_to_ask",
    "placements_visible_to",
    "placements_with_group",
    "row_of",
    "rows_of",
    "rows_of_case",
    "seen_of",
]
