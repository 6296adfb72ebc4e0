"""
What a company is shown: an allow-list, made from what the order asks for and never by leaving something out.

Source: docs/rules/proposals.md (the anonymous card).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from helevejen.proposals.enums import Share, Standing
from helevejen.taxonomy.licences import codes_covered_by

_LEVELS: Final = ("A1", "A2", "B1", "B2", "C1", "C2", "NATIVE")
_A_LITTLE: Final = "some"


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing the order asks for, in the order's own words."""

    kind: str
    text: str
    weight: str
    code: str = ""
    uri: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """One thing the profile says, in codes; its free words stand only for a skill, to be compared and never shown."""

    kind: str
    subject: str = ""
    label: str = ""
    level: str = ""
    expires_on: date | None = None
    hours: Decimal | None = None
    codes: tuple[str, ...] = ()
    kg: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the order asks for, and how far it is met."""

    text: str
    weight: str
    standing: str


@dataclass(frozen=True, slots=True)
class Need:
    """What is needed at the workplace: a code of the closed list, with its measure."""

    subject: str
    kg: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """
    What the company sees before it has asked to meet.

    Attributes:
        hours: A week, as a number in text; empty when not told.
        days: Those of the order's days that are possible; None when the order has none or it is not told. So `shifts`.
        needs: None when the citizen did not agree to show them.
    """

    lines: tuple[Line, ...] = ()
    hours: str = ""
    days: tuple[str, ...] | None = None
    shifts: tuple[str, ...] | None = None
    needs: tuple[Need, ...] | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is: shown after the company has asked to meet. Telephone and mail only where they were agreed to."""

    name: str
    phone: str = ""
    email: str = ""


def card_for(
    demands: Iterable[Demand],
    facts: Sequence[Known],
    *,
    days: Sequence[str] = (),
    shifts: Sequence[str] = (),
    agreed: Iterable[str] = (),
    on: date,
) -> Card:
    """
    Return the anonymous card of somebody for an order.

    Args:
        days: Those of the order; so `shifts`.
        agreed: Codes of `Share` the citizen said yes to.

    Source:
        docs/rules/proposals.md (the anonymous card).
    """
    hours = next((one.hours for one in facts if one.kind == "hours" and one.hours is not None), None)
    return Card(
        lines=tuple(Line(one.text, one.weight, standing_of(one, facts, on=on).value) for one in demands),
        hours="" if hours is None else f"{hours.normalize():f}",
        days=_possible("days", days, facts),
        shifts=_possible("shifts", shifts, facts),
        needs=_needs(facts) if Share.CONSIDERATIONS in set(agreed) else None,
    )


def standing_of(demand: Demand, facts: Sequence[Known], *, on: date) -> Standing:
    """
    Return how far one thing an order asks for is met. What the profile does not say is not told, never no.

    Source:
        docs/rules/proposals.md (the table of the card).
    """
    found = [one for one in facts if one.kind == demand.kind and _is_same(demand, one)]
    if not found:
        return Standing.UNTOLD
    return max((_met(demand, one, on=on) for one in found), key=_RANK.index)


def person_for(*, name: str, phone: str, email: str, agreed: Iterable[str]) -> Person:
    """
    Return who it is, as far as the citizen agreed.

    Source:
        docs/rules/proposals.md (the name).
    """
    shared = set(agreed)
    return Person(name, phone if Share.PHONE in shared else "", email if Share.EMAIL in shared else "")


def written(shown: Card | Person) -> str:
    """
    Return what is shown as the text that is stored.

    Source:
        docs/rules/proposals.md (what was shared).
    """
    return json.dumps(asdict(shown), ensure_ascii=False, sort_keys=True)


def read_card(text: str) -> Card:
    """
    Return a stored card as it was shown.

    Source:
        docs/rules/proposals.md (what was shared).
    """
    raw = json.loads(text)
    needs = raw["needs"]
    return Card(
        lines=tuple(Line(**one) for one in raw["lines"]),
        hours=raw["hours"],
        days=None if raw["days"] is None else tuple(raw["days"]),
        shifts=None if raw["shifts"] is None else tuple(raw["shifts"]),
        needs=None if needs is None else tuple(Need(**one) for one in needs),
    )


def read_person(text: str) -> Person:
    """
    Return who a stored name is.

    Source:
        docs/rules/proposals.md (what was shared).
    """
    return Person(**json.loads(text))


_RANK: Final = (Standing.UNTOLD, Standing.NEAR, Standing.COVERED)


def _is_same(demand: Demand, fact: Known) -> bool:
    if demand.kind == "skill":
        is_uri = bool(demand.uri) and demand.uri == fact.subject
        return is_uri or demand.text.casefold() == fact.label.casefold()
    if demand.kind == "licence":
        return bool(demand.code) and demand.code in codes_covered_by(fact.subject)
    return bool(demand.code) and demand.code == fact.subject


def _met(demand: Demand, fact: Known, *, on: date) -> Standing:
    if demand.kind == "licence":
        return Standing.NEAR if fact.expires_on is not None and fact.expires_on < on else Standing.COVERED
    if demand.kind == "language":
        short = _rank(demand.level) - _rank(fact.level)
        return Standing.COVERED if short <= 0 else Standing.NEAR if short == 1 else Standing.UNTOLD
    return Standing.NEAR if fact.level == _A_LITTLE else Standing.COVERED


def _rank(level: str) -> int:
    return _LEVELS.index(level.upper()) if level.upper() in _LEVELS else 0


def _possible(kind: str, wanted: Sequence[str], facts: Sequence[Known]) -> tuple[str, ...] | None:
    told = next((one.codes for one in facts if one.kind == kind), None)
    return None if told is None or not wanted else tuple(code for code in wanted if code in told)


def _needs(facts: Sequence[Known]) -> tuple[Need, ...]:
    return tuple(Need(one.subject, one.kg, one.minutes) for one in facts if one.kind == "consideration")
