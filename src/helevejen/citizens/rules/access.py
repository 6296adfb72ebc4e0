"""
What each level of access shows and allows, and when emergency access is given.

The letters are the classes of data: A name and contact, B CPR number, C address and what reveals a place, D wishes and
work, E case and ordinary notes, F health, G social matters and service, H benefit, I letters and decisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from helevejen.citizens.enums import Level, Protection

GLASS_LASTS = timedelta(minutes=60)
REASON_LETTERS = 20
GLASS_REVIEW_WORKING_DAYS = 5
GLASS_PER_MONTH = 3
FORMER_LASTS = timedelta(days=14)
REAUTHENTICATION_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Reach:
    """
    What one level gives.

    Attributes:
        shows: The letters of the classes in the query's result.
        hides: The classes of those that are there in part only: a CPR number without its last digits, an address
            without its street.
        may_work: Deeds on the case are allowed.
        is_read_only: No deed at all, whatever the permission.
        reads_mentor_notes: The mentor's notes are in the result.
    """

    shows: str
    hides: str = ""
    may_work: bool = False
    is_read_only: bool = False
    reads_mentor_notes: bool = False


REACH: dict[Level, Reach] = {
    Level.SELF: Reach("ABCDEFGHI", reads_mentor_notes=True),
    Level.OWN: Reach("ABCDEFGHI", may_work=True, reads_mentor_notes=True),
    Level.NAMED: Reach("ABCDEFGHI", may_work=True),
    Level.HANDOVER: Reach("ABCDEFGHI", hides="B", may_work=True),
    Level.SUBSTITUTE: Reach("ABCDEFGHI", hides="B", may_work=True),
    Level.MEETING: Reach("ABCDEI", hides="B", may_work=True),
    Level.LEADER: Reach("ABCDEHI", hides="BC"),
    Level.COORDINATOR: Reach("ABCDG", hides="B", is_read_only=True),
    Level.FORMER: Reach("ABDEI", hides="B", is_read_only=True),
    Level.BREAK_GLASS: Reach("ABCDEFGHI", is_read_only=True),
    Level.CARD: Reach("A", is_read_only=True),
}


def reach_of(level: Level) -> Reach:
    """
    Return what a level shows and allows.

    Source:
        docs/rules/access.md (the table of levels).
    """
    return REACH[level]


def levels_showing(data_class: str) -> list[Level]:
    """
    Return the levels at which a class of data is in the result, whole or in part.

    Source:
        docs/rules/access.md (the table of levels).
    """
    return [level for level, reach in REACH.items() if data_class in reach.shows]


def strongest(levels: Iterable[Level]) -> Level | None:
    """
    Return the strongest of some levels, None when there are none.

    Source:
        docs/rules/access.md (somebody with two relations has the stronger one).
    """
    order = list(Level)
    return min(levels, key=order.index, default=None)


def shows_cpr(level: Level) -> bool:
    """
    Return whether the whole CPR number may be asked for at a level.

    Source:
        docs/rules/access.md (CPR is shown masked; the asking is logged).
    """
    return _shows_whole(level, "B")


def shows_address(level: Level, protection: Protection, *, is_revealed: bool) -> bool:
    """
    Return whether the street is shown: always hidden when protected, until asked for with a reason.

    Source:
        docs/rules/access.md (protected persons); CPR-loven § 28.
    """
    if not _shows_whole(level, "C"):
        return False
    return level == Level.SELF or protection == Protection.NONE or is_revealed


def shows_places(level: Level, protection: Protection) -> bool:
    """
    Return whether an employer, a meeting place or a town is shown, each of which tells where somebody is.

    Source:
        docs/rules/access.md (protected persons: what reveals a place); Datatilsynet, Familieretshuset, 2022.
    """
    return _shows_whole(level, "C") or ("C" in REACH[level].shows and protection == Protection.NONE)


def sees_who_has_looked(level: Level) -> bool:
    """
    Return whether who has looked at the citizen is shown: to those who answer for the case, not to those who stand in.

    Source:
        docs/rules/access.md (the log).
    """
    return level in {Level.OWN, Level.NAMED, Level.LEADER}


def is_too_short(reason: str) -> bool:
    """
    Return whether a typed reason is too short to say anything.

    Source:
        docs/rules/access.md (a reason has at least 20 characters).
    """
    return len(" ".join(reason.split())) < REASON_LETTERS


def is_fresh(reauthenticated_at: datetime | None, at: datetime) -> bool:
    """
    Return whether somebody has shown anew who they are, within five minutes.

    Source:
        docs/rules/access.md (emergency access); OWASP ASVS 5.0.0, 7.5.3.
    """
    return reauthenticated_at is not None and at - REAUTHENTICATION_LASTS <= reauthenticated_at <= at


def is_frequent(glasses_in_a_month: int) -> bool:
    """
    Return whether somebody uses emergency access so often that the leader must ask why.

    Source:
        docs/rules/access.md (more than three times in 30 days).
    """
    return glasses_in_a_month > GLASS_PER_MONTH


def _shows_whole(level: Level, data_class: str) -> bool:
    reach = REACH[level]
    return data_class in reach.shows and data_class not in reach.hides
