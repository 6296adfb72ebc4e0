"""Finding citizens by name or CPR number, among those the searcher may know of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from helevejen.accounts.models import User
from helevejen.citizens import perms
from helevejen.citizens.enums import Level, Protection, RelationKind
from helevejen.citizens.models import Citizen, Relation
from helevejen.core import cpr as cpr_numbers
from helevejen.core.crypto import blind_index
from helevejen.core.parse import Unreadable
from helevejen.core.text import search_key

MOST_FOUND = 50
#: Between a number and a word of more letters: `1th`. The letter of a house, `12 a`, belongs to its number instead.
_GLUED = re.compile(r"(?<=\d)(?=[a-z]{2})")
_LETTER_OF_HOUSE = re.compile(r"(\d) ([a-z])\b")


@dataclass(frozen=True, slots=True)
class Found:
    """
    One citizen on a list: what a colleague on the team may know.

    Attributes:
        born: None on a card; the file's level shows it.
        may_open: The file is open to the searcher, not the card alone.
    """

    citizen_id: int
    name: str
    born: date | None
    jobformidler: str
    level: Level
    is_protected: bool

    @property
    def may_open(self) -> bool:
        return self.level != Level.CARD


def citizens_found(user: User, text: str, at: datetime, *, most: int = MOST_FOUND) -> list[Found]:
    """
    Return the citizens a text finds among those the user may know of, by name, at most `most` of them.

    Ten digits are a CPR number and must match exactly; anything else must be part of the name, word by word. What is
    out of reach is neither shown nor counted. Two queries.
    """
    condition = _matching(text)
    if condition is None:
        return []
    citizens = with_jobformidler(perms.cards_visible_to(user, at), at).filter(condition)
    return cards_of(user, citizens.order_by("given_name", "family_name", "pk")[:most], at)


def with_jobformidler(citizens: QuerySet[Citizen], at: datetime) -> QuerySet[Citizen]:
    """Add the name of whoever follows each citizen, as `jobformidler_name`."""
    return citizens.annotate(jobformidler_name=_jobformidler_at(at))


def cards_of(user: User, citizens: Iterable[Citizen], at: datetime) -> list[Found]:
    """Return cards of some citizens in their order; those out of reach are left out. Two queries."""
    rows = list(citizens)
    levels = perms.levels_of(user, [row.pk for row in rows], at) if rows else {}
    return [_found(row, levels[row.pk]) for row in rows if row.pk in levels]


def find_by_identity(*, cpr: str = "", name: str = "", born: date | None = None) -> Citizen | None:
    """
    Return the one citizen with a CPR number, or a whole name and a day of birth; None when there is none or several.

    Looks among everybody, so it is only for the deed that opens a file by emergency access, which tells nothing of it.
    """
    condition = Q(cpr_index=cpr_index_of(cpr)) if cpr else Q(search_key=search_key(name), birth_date=born)
    found = list(Citizen.objects.defer("cpr", "address").filter(condition).order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def find_by_number(user: User, number: str, at: datetime, *, by_card: bool = False) -> Citizen | None:
    """
    Return the citizen with a CPR number whose file is open to the user; None for any other number, known or not.

    Args:
        by_card: A citizen of whom the user may know the name and the jobformidler is enough.
    """
    visible = perms.cards_visible_to(user, at) if by_card else perms.visible_to(user, at)
    return visible.filter(cpr_index=cpr_index_of(number)).first()


def cpr_index_of(digits: str) -> str:
    """Return the blind index under which a CPR number of ten digits is stored."""
    return blind_index(digits, purpose="citizens_citizen.cpr")


def home_key_of(address: str, postcode: str) -> str:
    """
    Return the blind index of an address; empty when there is none.

    The same for `Lærkeengen 12 A, 1. th.`, `LÆRKEENGEN 012A 01 TH` and `lærkeengen 12a, 1. sal th`.
    """
    folded = _folded_home(search_key(f"{address} {postcode}")) if address.strip() else ""
    return blind_index(folded, purpose="citizens_citizen.home") if folded else ""


def _folded_home(words: str) -> str:
    parted = _GLUED.sub(" ", words)
    joined = _LETTER_OF_HOUSE.sub(r"\1\2", parted)
    return " ".join(word.lstrip("0") or "0" for word in joined.split() if word != "sal")


def _matching(text: str) -> Q | None:
    try:
        return Q(cpr_index=cpr_index_of(cpr_numbers.parse(text.strip())))
    except Unreadable:
        words = search_key(text).split()
    condition = Q()
    for word in words:
        condition &= Q(search_key__contains=word)
    return condition if words else None


def _jobformidler_at(at: datetime) -> Subquery:
    follows = Relation.objects.filter(perms.holding_at(at), citizen_id=OuterRef("pk"), kind=RelationKind.CASELOAD)
    return Subquery(follows.order_by("-valid_from", "-pk").values(name=F("user__name"))[:1])


def _found(row: Citizen, level: Level) -> Found:
    return Found(
        citizen_id=row.pk,
        name=row.name,
        born=None if level == Level.CARD else row.birth_date,
        jobformidler=getattr(row, "jobformidler_name", None) or "",
        level=level,
        is_protected=row.protection != Protection.NONE,
    )
