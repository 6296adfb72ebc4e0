"""
Which citizens are open to whom, and how far.

A file opens by relation alone: a row of `Relation` for the user, for a colleague the user covers today, or for a
jobformidler on the team the user leads. Each way in is one plain query on relations; they are joined by UNION, so that
the database walks an index for each, and each can be written as a policy of the database. What closes a file is asked
in every way in: no employment today, a conflict of interest, special protection.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from helevejen.accounts import perms as staff
from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.citizens.enums import ConsentPurpose, Level, Protection, RelationKind
from helevejen.citizens.models import Citizen, ConflictOfInterest, Consent, Relation
from helevejen.citizens.rules import access as rules
from helevejen.core.formats import COPENHAGEN

_LEVEL_OF_KIND = {
    RelationKind.CASELOAD: Level.OWN,
    RelationKind.NAMED: Level.NAMED,
    RelationKind.HANDOVER: Level.HANDOVER,
    RelationKind.MEETING: Level.MEETING,
    RelationKind.COORDINATOR: Level.COORDINATOR,
    RelationKind.FORMER: Level.FORMER,
    RelationKind.BREAK_GLASS: Level.BREAK_GLASS,
}
_FILE_LEVELS = frozenset(Level) - {Level.CARD}
_NOT_SPECIAL = ~Q(citizen__protection=Protection.SPECIAL)


def visible_to(user: User, at: datetime, *, levels: Collection[Level] = _FILE_LEVELS) -> QuerySet[Citizen]:
    """
    Return the citizens whose file is open to the user, at one of the levels.

    Staff by relation, a citizen for themselves, nobody else. The rows come without what few may see; it is asked for
    by `queries.get_facts` and `get_cpr`.
    """
    citizens = Citizen.objects.defer("cpr", "address")
    if user.kind == UserKind.CITIZEN and user.is_active and Level.SELF in levels:
        return citizens.filter(user_id=user.pk)
    return citizens.filter(pk__in=ids_open_to(user, at, levels=levels))


def cards_visible_to(user: User, at: datetime) -> QuerySet[Citizen]:
    """
    Return the citizens of whom the user may at least know the name, the jobformidler and whose turn it is.

    Those whose file is open, and those of the jobformidlere on the user's team who are not protected.
    """
    return visible_to(user, at, levels=list(Level))


def ids_open_to(user: User, at: datetime, *, levels: Collection[Level] = _FILE_LEVELS) -> QuerySet[Any, Any]:
    """Return the numbers of the citizens open to a member of staff at one of the levels, as a subquery."""
    ways = [way.values("citizen_id") for way in _ways_in(user, at, levels)]
    return ways[0].union(*ways[1:]) if ways else Relation.objects.none().values("citizen_id")


def levels_of(user: User, citizen_ids: Iterable[int], at: datetime) -> dict[int, Level]:
    """Return how far the user reaches into each of some citizens; those out of reach are left out. One query."""
    asked = list(citizen_ids)
    if user.kind == UserKind.CITIZEN:
        own = Citizen.objects.filter(pk__in=asked, user_id=user.pk).order_by("pk").values_list("pk", flat=True)
        return dict.fromkeys(own, Level.SELF) if user.is_active else {}
    ways = [way.filter(citizen_id__in=asked).values_list("citizen_id", "level") for way in _ways_in(user, at, Level)]
    found: dict[int, list[Level]] = {}
    for citizen_id, level in ways[0].union(*ways[1:]) if ways else ():
        found.setdefault(citizen_id, []).append(Level(level))
    return {citizen_id: strongest for citizen_id, at_once in found.items() if (strongest := rules.strongest(at_once))}


def level_of(user: User, citizen: Citizen, at: datetime) -> Level | None:
    """Return how far the user reaches into the citizen's file, None when not at all. One query."""
    return levels_of(user, [citizen.pk], at).get(citizen.pk)


def may_open(user: User, citizen: Citizen, at: datetime) -> bool:
    """Return whether the file is open to the user. One query."""
    return level_of(user, citizen, at) in _FILE_LEVELS


def conflicts_of(user: User) -> Q:
    """
    Return the condition, on a relation, that the user may not touch its citizen (forvaltningsloven § 3).

    Declared; or found: the user is the citizen, or lives at the citizen's address.
    """
    declared = ConflictOfInterest.objects.filter(
        user_id=user.pk, citizen_id=OuterRef("citizen_id"), ended_at__isnull=True
    )
    barred = Q(Exists(declared)) | Q(citizen__user_id=user.pk)
    if user.cpr_index:
        barred |= Q(citizen__cpr_index=user.cpr_index)
    if user.home_key:
        barred |= Q(citizen__home_key=user.home_key)
    return barred


def day_of(at: datetime) -> date:
    """Return the day it is in Denmark at a moment."""
    return at.astimezone(COPENHAGEN).date()


def level_of_kind(relation: Relation) -> Level:
    """Return the level that a relation of one's own gives."""
    return _LEVEL_OF_KIND[RelationKind(relation.kind)]


def holding_at(at: datetime) -> Q:
    """Return the condition that a relation holds at a moment."""
    return Q(valid_from__lte=at) & (Q(valid_until__isnull=True) | Q(valid_until__gt=at))


def _ways_in(user: User, at: datetime, levels: Collection[Level]) -> list[QuerySet[Relation]]:
    """Return one query on relations for each way in that leads to one of the levels, with its `level`."""
    if user.kind != UserKind.STAFF or not user.is_active:
        return []
    on = day_of(at)
    held = Relation.objects.filter(holding_at(at), staff.is_at_work(user, on)).exclude(conflicts_of(user))
    caseload = held.filter(kind=RelationKind.CASELOAD)
    kinds = [kind for kind, level in _LEVEL_OF_KIND.items() if level in levels]
    ways = [(None, _own_relations(held.filter(kind__in=kinds), user, on))] if kinds else []
    ways += [
        (Level.SUBSTITUTE, caseload.filter(_NOT_SPECIAL, user_id__in=staff.covered_by(user, on))),
        (Level.LEADER, caseload.filter(_NOT_SPECIAL, user_id__in=staff.led_by(user, on))),
        (Level.CARD, caseload.filter(user_id__in=staff.led_by(user, on))),
        (Level.CARD, _unprotected(caseload).filter(user_id__in=staff.teammates_of(user, on))),
    ]
    return [_named(way, level) for level, way in ways if level is None or level in levels]


def _named(way: QuerySet[Relation], level: Level | None) -> QuerySet[Relation]:
    if level is not None:
        return way.annotate(level=Value(str(level), output_field=CharField()))
    own = When(kind=RelationKind.CASELOAD, then=Value(str(Level.OWN)))  # the other kinds bear their level's name
    return way.annotate(level=Case(own, default=F("kind"), output_field=CharField()))


def _own_relations(held: QuerySet[Relation], user: User, on: date) -> QuerySet[Relation]:
    consent = Consent.objects.filter(
        citizen_id=OuterRef("citizen_id"),
        partner_user_id=user.pk,
        purpose=ConsentPurpose.VETERAN_COORDINATION,
        withdrawn_at__isnull=True,
        valid_until__gt=on,
    )
    return held.filter(
        Q(kind__in=[RelationKind.CASELOAD, RelationKind.NAMED]) | _NOT_SPECIAL,
        ~Q(kind=RelationKind.COORDINATOR) | Exists(consent),
        user_id=user.pk,
    )


def _unprotected(relations: QuerySet[Relation]) -> QuerySet[Relation]:
    """Leave out the protected, and colleagues who are citizens of the municipality themselves."""
    colleague = User.objects.filter(kind=UserKind.STAFF, cpr_index=OuterRef("citizen__cpr_index"))
    return relations.filter(~Exists(colleague), citizen__protection=Protection.NONE)
