"""The shortlist of an order as one reader may know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helevejen.accounts.models import User
from helevejen.citizens.enums import Level
from helevejen.suggestions import perms
from helevejen.suggestions.models import MatchList, Suggestion
from helevejen.suggestions.queries import lists


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose case the reader may work, with the level."""

    suggestion: Suggestion
    level: Level


@dataclass(frozen=True, slots=True)
class Shortlist:
    """
    What one reader is told.

    Attributes:
        named: Those whose cases the reader may work, the best first.
        to_call: The jobformidlere who have somebody, by name and without how many.
    """

    named: tuple[Candidate, ...]
    to_call: tuple[User, ...]


def shortlist_for(user: User, match_list: MatchList, at: datetime) -> Shortlist:
    """Return what the user may know of a list of candidates whose cases are open. Three queries."""
    rows = [row for row in lists.rows_of(match_list) if row.place and row.case.is_open]
    citizens = [row.case.citizen for row in rows]
    levels = perms.levels_to_work(user, citizens, at)
    silent = perms.not_even_a_line(user, citizens)
    named = tuple(Candidate(row, levels[row.case.citizen_id]) for row in rows if row.case.citizen_id in levels)
    others = (row for row in rows if row.case.citizen_id not in levels and row.case.citizen_id not in silent)
    to_call = {row.case.jobformidler_id: row.case.jobformidler for row in others}
    return Shortlist(named, tuple(sorted(to_call.values(), key=lambda one: (one.name, one.pk))))
