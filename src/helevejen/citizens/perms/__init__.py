"""
Which citizens are open to whom, and how far.

A file opens by relation alone: a row of `Relation` for the user, for a colleague the user covers today, or for a
jobformidler on the team the user leads. All that is one plain select on relations (`ways_in`), which could be written
as a policy of the database. What closes a file is asked whatever the way in: no employment today, a conflict of
interest, special protection.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.citizens.enums import Level, RelationKind
from helevejen.citizens.models import Citizen, ConflictOfInterest, Relation
from helevejen.citizens.perms import ways_in
from helevejen.citizens.rules import access as rules
from helevejen.core.formats import COPENHAGEN

_STAFF_LEVELS = frozenset(Level) - {Level.SELF}
_FILE_LEVELS = frozenset(Level) - {Level.CARD}
_CITIZENS_AT_ONCE = 500
_PEOPLE_AT_ONCE = 20


def visible_to(user: User, at: datetime, *, levels: Collection[Level] = _FILE_LEVELS) -> QuerySet[Citizen]:
    """
    Return the citizens whose file is open to the user, at one of the levels.

    Staff by relation, a citizen for themselves, nobody else. The rows come without what few may see; it is asked for
    by `queries.get_facts` and `get_cpr`.
    """
    return Citizen.objects.defer("cpr", "address").filter(pk__in=ids_visible_to(user, at, levels=levels))


def cards_visible_to(user: User, at: datetime) -> QuerySet[Citizen]:
    """
    Return the citizens of whom the user may at least know the name, the jobformidler and whose turn it is.

    Those whose file is open, and those of the jobformidlere on the user's team who are not protected.
    """
    return visible_to(user, at, levels=list(Level))


def ids_visible_to(
    user: User, at: datetime, *, levels: Collection[Level] = _FILE_LEVELS
) -> RawSQL | QuerySet[Citizen, int]:
    """
    Return the numbers of the citizens of `visible_to`, as a subquery: for conditions on what hangs on a citizen.

    Nearer than the citizens themselves: a list within a list within a list is planned anew by every question.
    """
    if user.kind == UserKind.CITIZEN and user.is_active and Level.SELF in levels:
        return Citizen.objects.filter(user_id=user.pk).values_list("pk", flat=True)
    return ids_open_to(user, at, levels=levels)


def ids_open_to(user: User, at: datetime, *, levels: Collection[Level] = _FILE_LEVELS) -> RawSQL:
    """Return the numbers of the citizens open to a member of staff at one of the levels, as a subquery."""
    sql, names = ways_in.citizens_at(frozenset(levels) & _STAFF_LEVELS)
    values = _parameters(user, at)
    return RawSQL(sql, [values[name] for name in names])  # noqa: S611 - constants of ways_in, all values as parameters


def levels_of(user: User, citizen_ids: Iterable[int], at: datetime) -> dict[int, Level]:
    """
    Return how far the user reaches into each of some citizens; those out of reach are left out.

    One query for every 500 citizens; none for a company, to which no citizen is open.
    """
    if user.kind == UserKind.COMPANY:
        return {}
    asked = sorted(set(citizen_ids))
    if user.kind == UserKind.CITIZEN:
        own = Citizen.objects.filter(pk__in=asked, user_id=user.pk).order_by("pk").values_list("pk", flat=True)
        return dict.fromkeys(own, Level.SELF) if user.is_active else {}
    parts = (asked[first : first + _CITIZENS_AT_ONCE] for first in range(0, len(asked), _CITIZENS_AT_ONCE))
    return _strongest(row for part in parts for row in _levels_in(user, part, at))


def levels_open_to(user: User, at: datetime) -> dict[int, Level]:
    """
    Return the citizens of `visible_to` a member of staff, and how far the user reaches into each. One query.

    For a page that shows much of what hangs on them: a list within a question is planned anew by every question.
    """
    sql, names = ways_in.levels_open(_FILE_LEVELS & _STAFF_LEVELS)
    values = _parameters(user, at)
    return _strongest(_rows(sql, [values[name] for name in names]))


def levels_of_people(users: Sequence[User], citizen: Citizen, at: datetime) -> dict[int, Level]:
    """Return how far each of some people reaches into one citizen, by their numbers. One query for every 20 people."""
    found: dict[int, list[Level]] = {}
    for first in range(0, len(users), _PEOPLE_AT_ONCE):
        asked = users[first : first + _PEOPLE_AT_ONCE]
        size = 5 if len(asked) <= 5 else _PEOPLE_AT_ONCE  # two statements, not twenty
        sql, names = ways_in.levels_of_people(size)
        values: dict[str, Any] = {"citizen": citizen.pk}
        for n in range(size):
            each = _parameters(asked[n] if n < len(asked) else None, at)
            values |= {"at": each["at"], "on": each["on"]}
            values |= {f"{name}{n}": each[name] for name in ("me", "my_cpr", "my_home")}
        for n, level in _rows(sql, [values[name] for name in names]):
            found.setdefault(asked[n].pk, []).append(level)
    return {user_id: strongest for user_id, at_once in found.items() if (strongest := rules.strongest(at_once))}


def level_of(user: User, citizen: Citizen, at: datetime) -> Level | None:
    """Return how far the user reaches into the citizen's file, None when not at all. One query."""
    return levels_of(user, [citizen.pk], at).get(citizen.pk)


def may_open(user: User, citizen: Citizen, at: datetime) -> bool:
    """Return whether the file is open to the user. One query."""
    return level_of(user, citizen, at) in _FILE_LEVELS


def has_conflict(user: User, citizen: Citizen) -> bool:
    """
    Return whether the user may not touch the citizen (forvaltningsloven § 3). One query.

    Declared; or found: the user is the citizen, or lives at the citizen's address.
    """
    is_near = (
        citizen.user_id == user.pk
        or bool(user.cpr_index and user.cpr_index == citizen.cpr_index)
        or bool(user.home_key and user.home_key == citizen.home_key)
    )
    declared = ConflictOfInterest.objects.filter(user_id=user.pk, citizen_id=citizen.pk, ended_at__isnull=True)
    return is_near or declared.exists()


def start_of(day: date) -> datetime:
    """Return the moment a day begins in Denmark."""
    return datetime.combine(day, time(0), tzinfo=COPENHAGEN).astimezone(UTC)


def day_of(at: datetime) -> date:
    """Return the day it is in Denmark at a moment."""
    return at.astimezone(COPENHAGEN).date()


def level_of_kind(relation: Relation) -> Level:
    """Return the level that a relation of one's own gives."""
    return ways_in.LEVEL_OF_KIND[RelationKind(relation.kind)]


def holding_at(at: datetime) -> Q:
    """Return the condition that a relation holds at a moment."""
    return Q(valid_from__lte=at) & (Q(valid_until__isnull=True) | Q(valid_until__gt=at))


def _strongest(rows: Iterable[tuple[int, Level]]) -> dict[int, Level]:
    found: dict[int, list[Level]] = {}
    for citizen_id, level in rows:
        found.setdefault(citizen_id, []).append(level)
    return {citizen_id: strongest for citizen_id, at_once in found.items() if (strongest := rules.strongest(at_once))}


def _levels_in(user: User, citizen_ids: list[int], at: datetime) -> list[tuple[int, Level]]:
    size = next(size for size in (1, 50, _CITIZENS_AT_ONCE) if size >= len(citizen_ids))  # three statements, not 500
    sql, names = ways_in.levels_of(size)
    padded = citizen_ids + [citizen_ids[0]] * (size - len(citizen_ids))
    values = _parameters(user, at) | {f"citizen{n}": citizen_id for n, citizen_id in enumerate(padded)}
    return _rows(sql, [values[name] for name in names])


def _rows(sql: str, values: list[Any]) -> list[tuple[int, Level]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(number, Level(level)) for number, level in cursor.fetchall() if level]  # a relation may open nothing


def _parameters(user: User | None, at: datetime) -> dict[str, Any]:
    # Nobody has the number 0: an account that is closed, or is not staff's, finds nothing by the same statement.
    is_staff = user is not None and user.kind == UserKind.STAFF and user.is_active
    return {
        "me": user.pk if user and is_staff else 0,
        "my_cpr": user.cpr_index if user else "",
        "my_home": user.home_key if user else "",
        "at": connection.ops.adapt_datetimefield_value(at),
        "on": connection.ops.adapt_datefield_value(day_of(at)),
    }
