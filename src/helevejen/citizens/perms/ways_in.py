"""
The ways into a citizen's file, as SQL.

One select: the people whose relations count for the one who asks (the own, those of whoever is covered, those of the
team), their relations, and what must hold before one of them opens the citizen. Written out, because this is asked
several times on every page, and because it is a policy of row-level security word for word. One select and not one for
each way: PostgreSQL plans it anew each time. The texts are constants; what varies is always a parameter: who asks
(`me`, `my_cpr`, `my_home`) and when (`at`, `on`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from helevejen.citizens.enums import Level, RelationKind

#: Who asks, one or some, each with a number; nobody who is not at work today.
_WHO = """
WITH asked (n, me, my_cpr, my_home) AS (VALUES {rows}),
     who AS (SELECT asked.* FROM asked
              WHERE EXISTS (SELECT 1 FROM accounts_employment e
                             WHERE e.user_id = asked.me AND e.valid_from <= %(on)s
                               AND (e.valid_until IS NULL OR e.valid_until > %(on)s)))"""
_ONE = _WHO.format(rows="(0, %(me)s, %(my_cpr)s, %(my_home)s)")

#: The jobformidlere whose newest employment is on a team of mine, so that the caseload of who has left stays in sight.
_ON_MY_TEAM = """
       SELECT who.*, e.user_id, '{role}' AS via
         FROM who
         JOIN accounts_employment mine ON mine.user_id = who.me
         JOIN accounts_employment e ON e.team_id = mine.team_id AND e.user_id <> who.me
        WHERE mine.role = '{role}' AND mine.valid_from <= %(on)s
          AND (mine.valid_until IS NULL OR mine.valid_until > %(on)s) AND e.valid_from <= %(on)s
          AND NOT EXISTS (SELECT 1 FROM accounts_employment later
                           WHERE later.user_id = e.user_id AND later.valid_from > e.valid_from
                             AND later.valid_from <= %(on)s)"""

#: Whose relations count: one's own of all kinds, of others the caseload alone.
_PEOPLE = {
    "me": "\n       SELECT who.*, who.me AS user_id, 'me' AS via FROM who",
    "cover": """
       SELECT who.*, a.user_id, 'cover' AS via
         FROM who JOIN accounts_absence a ON a.substitute_id = who.me
        WHERE a.cancelled_at IS NULL AND a.valid_from <= %(on)s AND a.valid_until > %(on)s""",
    "team_leader": _ON_MY_TEAM.format(role="team_leader"),
    "jobformidler": _ON_MY_TEAM.format(role="jobformidler"),
}

#: A relation that holds now, of a citizen whom the one who asks may touch (forvaltningsloven § 3).
_HELD = """
  FROM ({people}) p
  JOIN citizens_relation r ON r.user_id = p.user_id AND (p.via = 'me' OR r.kind = 'caseload')
  JOIN citizens_citizen c ON c.id = r.citizen_id
 WHERE r.valid_from <= %(at)s AND (r.valid_until IS NULL OR r.valid_until > %(at)s)
   AND NOT EXISTS (SELECT 1 FROM citizens_conflictofinterest i
                    WHERE i.user_id = p.me AND i.citizen_id = r.citizen_id AND i.ended_at IS NULL)
   AND (c.user_id IS NULL OR c.user_id <> p.me)
   AND (c.cpr_index IS NULL OR c.cpr_index <> p.my_cpr)
   AND (c.home_key = '' OR c.home_key <> p.my_home)"""

_NOT_SPECIAL = " AND c.protection <> 'special'"

_CONSENTED = """ AND EXISTS (SELECT 1 FROM citizens_consent s
                              WHERE s.citizen_id = r.citizen_id AND s.partner_user_id = p.me
                                AND s.purpose = 'veteran_coordination'
                                AND s.withdrawn_at IS NULL AND s.valid_until > %(on)s)"""

#: Cards are never of the protected, nor of colleagues who are citizens of the municipality themselves. `>`, not `<>`:
#: so the condition of the index user_by_cpr says it, and SQLite uses no index whose condition it cannot read off.
_UNPROTECTED = """ AND c.protection = 'none' AND NOT EXISTS (
       SELECT 1 FROM accounts_user u WHERE u.cpr_index = c.cpr_index AND u.cpr_index > '' AND u.kind = 'staff')"""

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

#: Each way in: the level it leads to, through whose relations, and what must hold.
WAYS: tuple[tuple[Level, str, str], ...] = (
    *((level, "me", f" AND r.kind = '{kind}'" + _MORE_FOR_KIND[kind]) for kind, level in LEVEL_OF_KIND.items()),
    (Level.SUBSTITUTE, "cover", _NOT_SPECIAL),
    (Level.LEADER, "team_leader", _NOT_SPECIAL),
    (Level.CARD, "team_leader", ""),
    (Level.CARD, "jobformidler", _UNPROTECTED),
)


def _level_of(ways: Iterable[tuple[Level, str, str]]) -> str:
    """Return the expression of the first way in that holds; NULL when the relation opens nothing."""
    return "CASE " + " ".join(f"WHEN p.via = '{via}'{more} THEN '{level}'" for level, via, more in ways) + " END"


_LEVEL = _level_of(WAYS)


@lru_cache(maxsize=64)
def citizens_at(levels: frozenset[Level]) -> tuple[str, tuple[str, ...]]:
    """Return the statement that selects the citizens open at some levels, and the parameters in their order."""
    ways = [(via, f"(p.via = '{via}'{more})") for level, via, more in WAYS if level in levels]
    opened = " OR ".join(way for _via, way in ways) or "1 = 0"
    return _positional(f"{_ONE} SELECT r.citizen_id{_held_through(via for via, _way in ways)} AND ({opened})")


@lru_cache(maxsize=8)
def levels_open(levels: frozenset[Level]) -> tuple[str, tuple[str, ...]]:
    """Return the statement that tells all citizens open at some levels: a row for each relation, as `levels_of`."""
    ways = [way for way in WAYS if way[0] in levels]
    held = _held_through(via for _level, via, _more in ways)
    return _positional(f"{_ONE} SELECT r.citizen_id, {_level_of(ways)}{held}")


@lru_cache(maxsize=8)
def levels_of(count: int) -> tuple[str, tuple[str, ...]]:
    """
    Return the statement that tells the levels at which `count` citizens are open: parameters `citizen0`, …

    A row for each relation, with the strongest level it gives, or NULL.
    """
    these = ", ".join(f"%(citizen{n})s" for n in range(count))
    return _positional(f"{_ONE} SELECT r.citizen_id, {_LEVEL}{_held_through(_PEOPLE)} AND r.citizen_id IN ({these})")


@lru_cache(maxsize=8)
def levels_of_people(count: int) -> tuple[str, tuple[str, ...]]:
    """Return the statement that tells the levels of `count` people to one `citizen`: parameters `me0`, `my_cpr0`, …"""
    rows = ", ".join(f"({n}, %(me{n})s, %(my_cpr{n})s, %(my_home{n})s)" for n in range(count))
    who = _WHO.replace("{rows}", rows)
    return _positional(f"{who} SELECT p.n, {_LEVEL}{_held_through(_PEOPLE)} AND r.citizen_id = %(citizen)s")


def _held_through(vias: Iterable[str]) -> str:
    """Return the relations that count, reached through some of the people; none are read that no way asks for."""
    some = dict.fromkeys(vias) or {"me": None}
    return _HELD.replace("{people}", "\n       UNION ALL".join(_PEOPLE[via] for via in some))


def _positional(named: str) -> tuple[str, tuple[str, ...]]:
    names: Iterable[str] = re.findall(r"%\((\w+)\)s", named)
    return re.sub(r"%\(\w+\)s", "%s", named), tuple(names)
