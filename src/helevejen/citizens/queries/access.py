"""Who may see a citizen, why and until when; and what of a citizen is shown to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import override

from helevejen.accounts import queries as account_queries
from helevejen.accounts.models import User
from helevejen.audit.enums import Purpose
from helevejen.citizens import perms
from helevejen.citizens.enums import Level, Protection, RelationKind
from helevejen.citizens.models import Citizen, Relation
from helevejen.citizens.rules import access as rules
from helevejen.core import cpr as cpr_numbers

_PURPOSE_OF_LEVEL = {
    Level.SELF: Purpose.OWN_RECORD,
    Level.OWN: Purpose.OWN_CASELOAD,
    Level.NAMED: Purpose.NAMED,
    Level.HANDOVER: Purpose.HANDOVER,
    Level.SUBSTITUTE: Purpose.SUBSTITUTE,
    Level.MEETING: Purpose.MEETING,
    Level.LEADER: Purpose.LEADERSHIP,
    Level.COORDINATOR: Purpose.COORDINATOR,
    Level.FORMER: Purpose.HANDOVER,
    Level.BREAK_GLASS: Purpose.BREAK_GLASS,
    Level.CARD: Purpose.COLLEAGUE,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What one viewer may see of one citizen's data. What is not allowed is None, and was never read.

    Attributes:
        cpr_masked: The number with its last four digits hidden.
        may_reveal_cpr: The whole number may be asked for, and the asking is logged.
        street: None when hidden or unknown.
        may_reveal_address: It is hidden because it is protected, and may be asked for with a reason.
        town: Postcode and town; None when protected and not revealed.
    """

    citizen_id: int
    level: Level
    name: str
    birth_date: date | None
    phone: str
    email: str
    language: str
    needs_interpreter: bool
    is_protected: bool
    protection: str
    cpr_masked: str | None
    may_reveal_cpr: bool
    street: str | None
    town: str | None
    may_reveal_address: bool


@dataclass(frozen=True, slots=True)
class Viewer:
    """
    Somebody who can open a citizen, and why.

    Attributes:
        until: When it ends by itself; None for the own caseload and the lead of a team.
    """

    user: User
    unit: str
    level: Level
    reason: str
    since: datetime | date
    until: datetime | date | None


def citizens_visible_to(user: User, at: datetime) -> QuerySet[Citizen]:
    """Return the citizens whose file is open to the user, by name."""
    return perms.visible_to(user, at).order_by("given_name", "family_name", "pk")


def cards_visible_to(user: User, at: datetime) -> QuerySet[Citizen]:
    """Return the citizens of whom the user may know the name and the jobformidler, by name."""
    return perms.cards_visible_to(user, at).order_by("given_name", "family_name", "pk")


def specially_protected_led_by(user: User, at: datetime) -> QuerySet[Citizen]:
    """
    Return the specially protected citizens of the team a leader leads, by name.

    The leader has no more than their cards, and names who may see them.
    """
    cards = perms.visible_to(user, at, levels=[Level.CARD])
    return cards.filter(protection=Protection.SPECIAL).order_by("given_name", "family_name", "pk")


def levels_of(user: User, citizen_ids: Iterable[int], at: datetime) -> dict[int, Level]:
    """Return how far the user reaches into each of some citizens; one query."""
    return perms.levels_of(user, citizen_ids, at)


def levels_open_to(user: User, at: datetime) -> dict[int, Level]:
    """Return the citizens whose file is open to a member of staff, and how far they reach into each; one query."""
    return perms.levels_open_to(user, at)


def purpose_of(level: Level) -> str:
    """Return why somebody at a level looks, as the log and the citizen are told."""
    return str(_PURPOSE_OF_LEVEL[level])


def purposes_for(user: User, citizen_ids: Iterable[int], at: datetime) -> dict[int, str]:
    """Return why the user sees each of some citizens, for the log; one query. Out of reach: no purpose."""
    asked = list(citizen_ids)
    levels = perms.levels_of(user, asked, at) if asked else {}
    return {
        citizen_id: purpose_of(levels[citizen_id]) if citizen_id in levels else str(Purpose.NONE)
        for citizen_id in asked
    }


def get_facts(user: User, citizen: Citizen, at: datetime, *, is_address_revealed: bool = False) -> Facts:
    """
    Return what the user may see of the citizen, and nothing else.

    With `is_address_revealed` a protected address is there too: the user has just asked for it with a reason.

    Raises:
        Citizen.DoesNotExist: the citizen is not open to the user.
    """
    level = perms.level_of(user, citizen, at)
    if level is None or level == Level.CARD:
        raise Citizen.DoesNotExist
    return _facts_at(level, citizen.pk, is_address_revealed=is_address_revealed)


def get_cpr(user: User, citizen: Citizen, at: datetime) -> str | None:
    """Return the CPR number as it is written, None when there is none or it is not for the user."""
    level = perms.level_of(user, citizen, at)
    if level is None or not rules.shows_cpr(level):
        return None
    number = Citizen.objects.values_list("cpr", flat=True).get(pk=citizen.pk)
    return cpr_numbers.written(number) if number else None


def who_can_see(citizen: Citizen, at: datetime) -> list[Viewer]:
    """
    Return everybody who can open the citizen's file, with the reason and the end, strongest first.

    The candidates are found from the citizen's side and put to the very test of `perms.visible_to`. Five queries.
    """
    relations = _relations_of(citizen, at)
    candidates = account_queries.staff_near({relation.user_id for relation in relations}, perms.day_of(at))
    levels = perms.levels_of_people([near.user for near in candidates], citizen, at)
    viewers = [
        _viewer(near, level, relations)
        for near in candidates
        if (level := levels.get(near.user.pk)) is not None and level != Level.CARD
    ]
    return sorted(viewers, key=lambda viewer: (list(Level).index(viewer.level), viewer.user.name, viewer.user.pk))


def _relations_of(citizen: Citizen, at: datetime) -> list[Relation]:
    return list(Relation.objects.filter(perms.holding_at(at), citizen=citizen).order_by("pk"))


def _viewer(near: account_queries.Near, level: Level, relations: list[Relation]) -> Viewer:
    own = [
        relation
        for relation in relations
        if relation.user_id == near.user.pk and perms.level_of_kind(relation) == level
    ]
    if own:
        relation = own[0]
        return Viewer(near.user, near.unit, level, _reason_of(relation), relation.valid_from, relation.valid_until)
    return Viewer(
        near.user, near.unit, level, str(level.label), near.since, near.until if level == Level.SUBSTITUTE else None
    )


def _reason_of(relation: Relation) -> str:
    """Return why, in the reader's language where nothing but the word of its kind was written down."""
    word = RelationKind(relation.kind).label
    return str(word) if relation.reason in _in_every_language(word) else relation.reason


def _in_every_language(word: object) -> list[str]:
    said = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            said.append(str(word))
    return said


_ALWAYS = ("given_name", "family_name", "birth_date", "phone", "email", "language", "needs_interpreter", "protection")


def _facts_at(level: Level, citizen_id: int, *, is_address_revealed: bool) -> Facts:
    # What the level does not show is not asked for, so it is in no row, no template and no fault report.
    protection = Protection(Citizen.objects.values_list("protection", flat=True).get(pk=citizen_id))
    shows_street = rules.shows_address(level, protection, is_revealed=is_address_revealed)
    shows_town = shows_street or (rules.shows_places(level, protection) and protection == Protection.NONE)
    shows_cpr = "B" in rules.reach_of(level).shows
    asked = [*_ALWAYS, *(["cpr"] if shows_cpr else []), *(["address"] if shows_street else [])]
    asked += ["postcode", "city"] if shows_town else []
    row = Citizen.objects.values(*asked).get(pk=citizen_id)
    cpr = row.get("cpr")
    return Facts(
        citizen_id=citizen_id,
        level=level,
        name=f"{row['given_name']} {row['family_name']}".strip(),
        cpr_masked=cpr_numbers.mask(cpr) if cpr else None,
        may_reveal_cpr=bool(cpr) and rules.shows_cpr(level),
        is_protected=protection != Protection.NONE,
        street=row.get("address") or None,
        town=f"{row['postcode']} {row['city']}".strip() if shows_town else None,
        may_reveal_address=not shows_street and rules.shows_address(level, protection, is_revealed=True),
        **{name: row[name] for name in _ALWAYS[2:]},
    )
