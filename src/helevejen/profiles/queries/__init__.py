"""Every read of profiles. Callers import this package: `from helevejen.profiles import queries`."""

from helevejen.profiles.queries.profile import (
    KindOfFacts,
    Profile,
    Standing,
    count_to_confirm,
    facts_visible_to,
    private_demands_seen_by,
    profile_of,
    wishes_to_link,
)
from helevejen.profiles.queries.suggestions import Suggested, suggested

__all__ = [
    "KindOfFacts",
    "Profile",
    "Standing",
    "Suggested",
    "count_to_confirm",
    "facts_visible_to",
    "private_demands_seen_by",
    "profile_of",
    "suggested",
    "wishes_to_link",
]
