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
    specially_protected_led_by,
    who_can_see,
)
from helevejen.citizens.queries.consents import consents_of, is_veteran
from helevejen.citizens.queries.dated_facts import (
    DatedFacts,
    Period,
    Stated,
    benefit_periods,
    find_dated_facts,
    find_stated,
)
from helevejen.citizens.queries.glass import Glass, conflicts_of_team, glasses_reviewed_by, glasses_to_show
from helevejen.citizens.queries.search import (
    MOST_FOUND,
    Found,
    cards_of,
    citizens_found,
    cpr_index_of,
    find_by_identity,
    home_key_of,
    with_jobformidler,
)

__all__ = [
    "MOST_FOUND",
    "DatedFacts",
    "Facts",
    "Found",
    "Glass",
    "Period",
    "Stated",
    "Viewer",
    "benefit_periods",
    "cards_of",
    "cards_visible_to",
    "citizens_found",
    "citizens_visible_to",
    "conflicts_of_team",
    "consents_of",
    "cpr_index_of",
    "find_by_identity",
    "find_dated_facts",
    "find_stated",
    "get_cpr",
    "get_facts",
    "glasses_reviewed_by",
    "glasses_to_show",
    "home_key_of",
    "is_veteran",
    "levels_of",
    "purpose_of",
    "purposes_for",
    "specially_protected_led_by",
    "who_can_see",
    "with_jobformidler",
]
