"""Citizens with their dated facts: name, CPR number from outside the issued series, groups and benefits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from helevejen.citizens import queries as citizen_queries
from helevejen.core import cpr
from helevejen.core.text import search_key
from helevejen.tasks.demo import names, rows
from helevejen.tasks.demo.chance import Dice
from helevejen.tasks.demo.days import Days
from helevejen.tasks.demo.rows import Book
from helevejen.tasks.demo.sizes import GROUPS
from helevejen.tasks.demo.staff import NO_PASSWORD, phone

_ACCOUNT_SHARE = 0.62
_LANGUAGE_WITH_INTERPRETER = 0.35
_WITHOUT_CPR = 0.004
_PROTECTED, _SPECIAL = 0.012, 0.001


@dataclass(frozen=True, slots=True)
class Known:
    """What is fixed about a person of the cast; the rest is chance."""

    given: str
    family: str
    born: date
    username: str
    protection: str = "none"
    language: str = "da"


@dataclass(slots=True)
class Person:
    """A citizen as the rest of the generator needs to know them."""

    id: int
    given: str
    user: int | None
    is_protected: bool
    is_special: bool
    needs_interpreter: bool
    channel: str


class Population:
    """Makes citizens; no two get the same CPR number or account."""

    def __init__(self, book: Book, days: Days, number: int) -> None:
        self.book, self.days, self.number = book, days, number
        self._births: Counter[date] = Counter()
        self._made = 0

    def make(self, dice: Dice, group: str, registered_at: datetime, known: Known | None = None) -> Person:
        """Register a citizen of a target group."""
        given, family, language = _name(dice)
        born = self._birthday(dice, GROUPS[group].ages, registered_at.date())
        protection = dice.weighted({"none": 1 - _PROTECTED - _SPECIAL, "protected": _PROTECTED, "special": _SPECIAL})
        if known:
            given, family, born = known.given, known.family, known.born
            protection, language = known.protection, known.language
        digits = None if not known and dice.happens(_WITHOUT_CPR) else self._cpr(born)
        self._made += 1
        postcode, town, street = *_town(dice), f"{dice.one_of(names.STREETS)} {dice.whole(1, 180)}"
        username = known.username if known else f"borger{self.number:02}{self._made:06}"
        user = None
        if known or dice.happens(_ACCOUNT_SHARE):
            user = self._account(username, f"{given} {family}", registered_at)
        needs_interpreter = language != "da" and dice.happens(_LANGUAGE_WITH_INTERPRETER)
        channel = dice.weighted({"in_person": 0.5, "phone": 0.3, "video": 0.12, "walk": 0.08})
        number = self.book.add(
            rows.Citizen, given_name=given, family_name=family, search_key=search_key(f"{given} {family}"),
            cpr=digits, cpr_index=digits and citizen_queries.cpr_index_of(digits), birth_date=born,
            protection=protection, address=street, postcode=postcode, city=town,
            home_key=citizen_queries.home_key_of(street, postcode), phone=phone(dice),
            email=f"{username}@borger.example" if user else "", preferred_channel=channel, language=language,
            needs_interpreter=needs_interpreter, user=user, registered_at=registered_at,
        )  # fmt: skip
        is_special = protection == "special"
        return Person(number, given, user, protection != "none", is_special, needs_interpreter, channel)

    def belongs(self, dice: Dice, person: Person, group: str, from_: date, until: date | None) -> None:
        """Write the three dated facts; one in eight had another group and benefit before."""
        facts = GROUPS[group]
        changed = None
        if dice.happens(0.12) and (until or self.days.on) - from_ > timedelta(days=120):
            changed = from_ + ((until or self.days.on) - from_) / 2
        earlier = {"1": "6", "6": "7", "7": "8", "4": "5", "3": "8"}.get(group, "2")
        if changed:
            before = GROUPS[earlier]
            self._facts(person, (earlier, before.contact_group, before.benefit), from_, changed)
        self._facts(person, (group, facts.contact_group, facts.benefit), changed or from_, until)

    def _facts(self, person: Person, facts: tuple[str, str, str], from_: date, until: date | None) -> None:
        group, contact_group, benefit = facts
        dated = {"citizen": person.id, "valid_from": from_, "valid_until": until}
        self.book.add(rows.TargetGroupPeriod, group=group, **dated)
        self.book.add(rows.ContactGroupPeriod, group=contact_group, **dated)
        self.book.add(rows.BenefitPeriod, benefit=benefit, **dated)

    def _account(self, username: str, name: str, joined: datetime) -> int:
        return self.book.add(
            rows.User, username=username, kind="citizen", name=name, email=f"{username}@borger.example", phone="",
            password=NO_PASSWORD, is_active=True, date_joined=joined,
        )  # fmt: skip

    def _birthday(self, dice: Dice, ages: tuple[int, int], on: date) -> date:
        youngest, oldest = ages
        born = on - timedelta(days=int(365.25 * (youngest + dice.unit() * (oldest - youngest + 0.9))) + 1)
        return born + timedelta(days=1) if (born.month, born.day) == (1, 1) else born

    def _cpr(self, born: date) -> str:
        self._births[born] += 1
        # Each municipality takes numbers of its own, so that ninety-eight of them never meet.
        return cpr.made_up(born, self.number * 25 + self._births[born] - 1)


def _name(dice: Dice) -> tuple[str, str, str]:
    hit = dice.unit()
    for share, language, women, men, surnames in names.ELSEWHERE:
        if hit < share:
            given = dice.one_of((women if dice.happens(0.5) else men).split())
            return given, dice.one_of(surnames.split()), language
        hit -= share
    given = dice.one_of(names.WOMEN if dice.happens(0.5) else names.MEN)
    middle = f"{dice.one_of(names.SURNAMES)} " if dice.happens(0.25) else ""
    return given, f"{middle}{dice.one_of(names.SURNAMES)}", "da"


def _town(dice: Dice) -> tuple[str, str]:
    name = dice.weighted({town: share for _code, town, share in names.TOWNS})
    return names.TOWNS[0][0], name
