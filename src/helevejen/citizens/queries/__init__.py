"""Every read of persons, one file per noun. Callers import this package: `from helevejen.citizens import queries`."""

from helevejen.citizens.queries.access import (
    Facts,
    Viewer,
    cards_visible_to,
    citizens_visible_to,
    get_cpr,
    get_facts,
    levels_of,
    purpose_of,
    purposes_for,
    who_can_see,
)
from helevejen.citizens.queries.search import (
    Found,
    cards_of,
    citizens_found,
    cpr_index_of,
    home_key_of,
    with_jobformidler,
)

__all__ = [
    "Facts",
    "Found",
    "Viewer",
    "cards_of",
    "cards_visible_to",
    "citizens_found",
    "citizens_visible_to",
    "cpr_index_of",
    "get_cpr",
    "get_facts",
    "home_key_of",
    "levels_of",
    "purpose_of",
    "purposes_for",
    "who_can_see",
    "with_jobformidler",
]
