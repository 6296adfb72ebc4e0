"""
The ways into a citizen's file, as SQL.

Written out, because this is asked several times on every page (built anew by the ORM it cost 50 ms each time, as text
5 ms), and because these are the policies of row-level security word for word. The texts are constants; what varies is
always a parameter: `me`, `my_cpr`, `my_home`, `at` and `on`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from helevejen.citizens.enums import Level, RelationKind

#: A relation that holds now, of somebody at work today who may touch this citizen (forvaltningsloven § 3).
_HELD = """
  FROM citizens_relation r
  JOIN citizens_citizen c ON c.id = r.citizen_id
 WHERE r.valid_from <= %(at)s AND (r.valid_until IS NULL OR r.valid_until > %(at)s)
   AND EXISTS (SELECT 1 FROM accounts_employment e
                WHERE e.user_id = %(me)s AND e.valid_from <= %(on)s
                  AND (e.valid_until IS NULL OR e.valid_until > %(on)s))
   AND NOT EXISTS (SELECT 1 FROM citizens_conflictofinterest i
                    WHERE i.user_id = %(me)s AND i.citizen_id = r.citizen_id AND i.ended_at IS NULL)
   AND (c.user_id IS NULL OR c.user_id <> %(me)s)
   AND (c.cpr_index IS NULL OR c.cpr_index <> %(my_cpr)s)
   AND (c.home_key = '' OR c.home_key <> %(my_home)s)
"""

_NOT_SPECIAL = " AND c.protection <> 'special'"

_CONSENTED = """ AND EXISTS (SELECT 1 FROM citizens_consent s
                              WHERE s.citizen_id = r.citizen_id AND s.partner_user_id = %(me)s
                                AND s.purpose = 'veteran_coordination'
                                AND s.withdrawn_at IS NULL AND s.valid_until > %(on)s)"""

_COVERED = """ AND r.kind = 'caseload' AND r.user_id IN (
       SELECT a.user_id FROM accounts_absence a
        WHERE a.substitute_id = %(me)s AND a.cancelled_at IS NULL
          AND a.valid_from <= %(on)s AND a.valid_until > %(on)s)"""

#: The jobformidlere whose newest employment is on a team of mine, in the role named.
_ON_MY_TEAM = """ AND r.kind = 'caseload' AND r.user_id <> %(me)s AND r.user_id IN (
       SELECT e.user_id
         FROM accounts_employment mine
         JOIN accounts_employment e ON e.team_id = mine.team_id AND e.valid_from <= %(on)s
        WHERE mine.user_id = %(me)s AND mine.role = '{role}' AND mine.valid_from <= %(on)s
          AND (mine.valid_until IS NULL OR mine.valid_until > %(on)s)
          AND NOT EXISTS (SELECT 1 FROM accounts_employment later
                           WHERE later.user_id = e.user_id AND later.valid_from > e.valid_from
                             AND later.valid_from <= %(on)s))"""

#: Cards are never of the protected, nor of colleagues who are citizens of the municipality themselves. `>`, not `<>`:
#: so the condition of the index user_by_cpr says it, and SQLite uses no index whose condition it cannot read off.
_UNPROTECTED = """ AND c.protection = 'none' AND NOT EXISTS (
       SELECT 1 FROM accounts_user u WHERE u.cpr_index = c.cpr_index AND u.cpr_index > '' AND u.kind = 'staff')"""

_LED = _ON_MY_TEAM.format(role="team_leader")
_BESIDE_ME = _ON_MY_TEAM.format(role="jobformidler")

#: What a relation of one's own is worth. Special protection lets two kinds through; a coordinator needs a consent.
LEVEL_OF_KIND: dict[RelationKind, Level] = {
    RelationKind.CASELOAD: Level.OWN,
    RelationKind.NAMED: Level.NAMED,
    RelationKind.HANDOVER: Level.HANDOVER,
    RelationKind.MEETING: Level.MEETING,
    RelationKind.COORDINATOR: Level.COORDINATOR,
    RelationKind.FORMER: Level.FORMER,
    RelationKind.BREAK_GLASS: Level.BREAK_GLASS,
}
_MORE_FOR_KIND = dict.fromkeys(LEVEL_OF_KIND, _NOT_SPECIAL) | {
    RelationKind.CASELOAD: "",
    RelationKind.NAMED: "",
    RelationKind.COORDINATOR: _NOT_SPECIAL + _CONSENTED,
}

#: Each way in: the level it leads to, and what must hold.
WAYS: tuple[tuple[Level, str], ...] = (
    *(
        (level, f" AND r.user_id = %(me)s AND r.kind = '{kind}'" + _MORE_FOR_KIND[kind])
        for kind, level in LEVEL_OF_KIND.items()
    ),
    (Level.SUBSTITUTE, _COVERED + _NOT_SPECIAL),
    (Level.LEADER, _LED + _NOT_SPECIAL),
    (Level.CARD, _LED),
    (Level.CARD, _BESIDE_ME + _UNPROTECTED),
)


@lru_cache(maxsize=64)
def citizens_at(levels: frozenset[Level]) -> tuple[str, tuple[str, ...]]:
    """Return the statement that selects the citizens open at some levels, and the parameters in their order."""
    return _positional(" UNION ".join("SELECT r.citizen_id" + _HELD + more for level, more in WAYS if level in levels))


@lru_cache(maxsize=8)
def levels_of(count: int) -> tuple[str, tuple[str, ...]]:
    """Return the statement that tells the levels at which `count` citizens are open: parameters `citizen0`, …"""
    these = " AND r.citizen_id IN (" + ", ".join(f"%(citizen{n})s" for n in range(count)) + ")"
    ways = (f"SELECT r.citizen_id, '{level}'" + _HELD + more + these for level, more in WAYS)
    return _positional(" UNION ".join(ways))


@lru_cache(maxsize=8)
def levels_of_people(count: int) -> tuple[str, tuple[str, ...]]:
    """
    Return the statement that tells the levels of `count` people to one `citizen`: parameters `me0`, `my_cpr0`, …

    The people are a table that each way in is joined to: one statement for all, not one for each, to be planned.
    """
    rows = ", ".join(f"({n}, %(me{n})s, %(my_cpr{n})s, %(my_home{n})s)" for n in range(count))
    here = " AND r.citizen_id = %(citizen)s"
    ways = (
        re.sub(r"%\((me|my_cpr|my_home)\)s", r"who.\1", f"SELECT who.n, '{level}'" + held + more + here)
        for held in [_HELD.replace(" WHERE ", " CROSS JOIN who\n WHERE ", 1)]
        for level, more in WAYS
    )
    return _positional(f"WITH who (n, me, my_cpr, my_home) AS (VALUES {rows}) " + " UNION ALL ".join(ways))


def _positional(named: str) -> tuple[str, tuple[str, ...]]:
    names: Iterable[str] = re.findall(r"%\((\w+)\)s", named)
    return re.sub(r"%\(\w+\)s", "%s", named), tuple(names)
