"""
The two scores of a pair and their terms, in whole numbers: the same numbers rank, explain and are kept.

These functions are the definition; the fast ways must come to the same. docs/engines/matching.md has the formulas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from math import log2
from typing import Final, Generic, TypeVar

from helevejen.engines.matching.judge import Likeness, distance, longest, spoken
from helevejen.engines.matching.market import LEVELS, Citizen, Market, Order, Weight

#: Said with every list that is kept: a change of rule, term or weight is another version.
VERSION: Final = "1"

IMPORTANCE: Final = {Weight.MUST: 4, Weight.NICE: 2, Weight.LEARNABLE: 1}
OCCUPATION_IMPORTANCE: Final = 2
#: The one thing an order asks that asks nothing: everybody has it.
NOTHING: Final = ("nothing", "")
NOTHING_WEIGHT: Final = 4 * 16
_RARITY = 8

#: What a citizen's score is made of; together 100.
WISH, TRAVEL, HOURS, LEARNING = 40, 25, 20, 15
#: A term nobody has told enough about says neither yes nor no.
UNTOLD: Final = 50
FULL: Final = 10_000

#: Bits of a lot; the product of the scores stands above them in one number.
LOT_BITS: Final = 36
_MASK = (1 << 64) - 1
_ONE, _TWO, _THREE = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB  # the constants of SplitMix64

#: A thing an order can ask: a kind ("skill", "licence", "language", "occupation", "nothing") and what it is.
Thing = tuple[str, str]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Ask:
    """A thing an order asks, how much, and whether it is a must or can be learned."""

    thing: Thing
    importance: int
    is_must: bool = False
    is_learnable: bool = False


def asks_of(order: Order) -> tuple[Ask, ...]:
    """
    Return what the order's coverage is counted on, each thing once, in the order's own order.

    Licences and languages that are a must are no part of it: they filter.
    """
    asks = {("skill", a.skill): _ask(("skill", a.skill), a.weight) for a in sorted(order.skills, key=_gravest_last)}
    for thing, weight in _soft(order):
        asks[thing] = _ask(thing, weight)
    if all(ask.is_learnable for ask in asks.values()):
        asks[NOTHING] = Ask(NOTHING, 4)
    if order.occupation:
        thing = ("occupation", order.occupation)
        asks[thing] = Ask(thing, OCCUPATION_IMPORTANCE)
    return tuple(asks.values())


def _soft(order: Order) -> Iterable[tuple[Thing, Weight]]:
    for licence in sorted(order.licences, key=_gravest_last):
        if licence.weight is not Weight.MUST:
            yield ("licence", licence.code), licence.weight
    for language in sorted(order.languages, key=_gravest_last):
        if language.weight is not Weight.MUST:
            yield ("language", f"{language.language} {language.level}"), language.weight


def _gravest_last(asked: object) -> int:
    return IMPORTANCE[asked.weight]  # type: ignore[attr-defined]


@lru_cache(maxsize=65_536)
def _ask(thing: Thing, weight: Weight) -> Ask:
    return Ask(thing, IMPORTANCE[weight], weight is Weight.MUST, weight is Weight.LEARNABLE)


#: What an order asks, each with what it weighs.
Weighed = tuple[tuple[Ask, int], ...]


class Rarity:
    """What a thing weighs: the fewer orders ask it, the more; made of what each order asks."""

    def __init__(self, asks: Iterable[tuple[Ask, ...]]) -> None:
        each = list(asks)
        self._orders = len(each)
        self._asked = Counter([ask.thing for asked in each for ask in asked])

    def weight(self, ask: Ask) -> int:
        """Return importance times rarity."""
        if ask.thing == NOTHING:
            return NOTHING_WEIGHT
        return ask.importance * rarity(self._orders, self._asked[ask.thing])


def rarity(orders: int, asking: int) -> int:
    """
    Return round(8 · log₂(1 + orders / asking)), at least 1.

    Args:
        orders: How many there are.
        asking: How many of them ask the thing; 0 counts as 1.
    """
    return max(round(_RARITY * log2(1 + orders / max(asking, 1))), 1)


def holdings(citizen: Citizen, on: date, likeness: Likeness) -> dict[Thing, int]:
    """
    Return what the citizen brings, each thing with how much of it, in per cent.

    Args:
        citizen: Whose.
        on: The day on which licences must be valid.
        likeness: What near things bring.
    """
    held: dict[Thing, int] = {NOTHING: 100}
    for kind, things in (("skill", citizen.skills), ("occupation", citizen.occupations)):
        for thing in things:
            for near, pct in likeness.around(thing).items():
                held[kind, near] = max(held.get((kind, near), 0), pct)
        held |= {(kind, thing): 100 for thing in things}
    for licence in longest(citizen.licences):
        if licence.until is None or licence.until >= on:
            held["licence", licence.code] = 100
    for language, level in spoken(citizen).items():
        held |= {("language", f"{language} {LEVELS[below]}"): 100 for below in range(level)}
    return held


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked: what it weighs and how much of it is there."""

    ask: Ask
    weight: int
    pct: int


@dataclass(frozen=True, slots=True)
class Scores:
    """
    Both scores of a pair, 0 to 10,000, with what they are made of.

    Attributes:
        company: The weighted coverage of what is asked.
        parts: Each thing asked.
        citizen: 40 · wish + 25 · travel + 20 · hours + 15 · learning, the four from 0 to 100.
    """

    company: int
    parts: tuple[Part, ...]
    citizen: int
    wish: int
    travel: int
    hours: int
    learning: int

    @property
    def product(self) -> int:
        """What ranks."""
        return self.company * self.citizen


class _Kept(Generic[T, R]):
    """
    What was made of an object the last times, known again by the object itself.

    A citizen or an order is some dozens of facts: to ask whether two are equal takes longer than what is kept here.
    """

    def __init__(self, most: int, make: Callable[[T], R]) -> None:
        self._most, self._make = most, make
        self._made: dict[int, tuple[T, R]] = {}  # the object is held too, so that its number is not given anew

    def keep(self, of: T, made: R) -> None:
        """Remember what was made elsewhere."""
        self._made[id(of)] = of, made

    def __call__(self, of: T) -> R:
        if (known := self._made.get(id(of))) is not None:
            return known[1]
        if len(self._made) >= self._most:
            self._made.clear()
        made = self._make(of)
        self.keep(of, made)
        return made


class Scorer:
    """Scores pairs of one market."""

    def __init__(self, market: Market, likeness: Likeness) -> None:
        self._likeness = likeness
        # One citizen is scored with many orders, and an order with many citizens.
        self._held = _Kept[Citizen, dict[Thing, int]](64, lambda citizen: holdings(citizen, market.on, likeness))
        asks = [asks_of(order) for order in market.orders]
        self._rarity = Rarity(asks)
        self._asks = _Kept[Order, Weighed](len(asks) + 4_096, lambda order: self._weighed(asks_of(order)))
        for order, each in zip(market.orders, asks, strict=True):
            self._asks.keep(order, self._weighed(each))

    def _weighed(self, asks: tuple[Ask, ...]) -> Weighed:
        return tuple([(ask, self._rarity.weight(ask)) for ask in asks])

    def scores(self, citizen: Citizen, order: Order) -> Scores:
        """Return the scores of a pair, whether or not a rule forbids it."""
        held = self._held(citizen)
        parts = tuple([Part(ask, weight, held.get(ask.thing, 0)) for ask, weight in self._asks(order)])
        total = sum([part.weight for part in parts])
        company = 100 * sum([part.weight * part.pct for part in parts]) // total
        terms = {
            "wish": self._wish(citizen, order),
            "travel": _travel(citizen, order),
            "hours": _hours(citizen, order),
            "learning": _learning(citizen, parts),
        }
        whole = WISH * terms["wish"] + TRAVEL * terms["travel"] + HOURS * terms["hours"] + LEARNING * terms["learning"]
        return Scores(company, parts, whole, **terms)

    def _wish(self, citizen: Citizen, order: Order) -> int:
        if not order.occupation or not citizen.wishes:
            return UNTOLD
        return self._likeness.nearest(order.occupation, citizen.wishes)[0]


def _travel(citizen: Citizen, order: Order) -> int:
    metres, farthest = distance(citizen, order), citizen.farthest
    if metres is None or farthest is None:
        return UNTOLD
    return max(100 * (farthest[1] - metres) // max(farthest[1], 1), 0)


def _hours(citizen: Citizen, order: Order) -> int:
    wished = citizen.minutes_most if citizen.minutes_wished is None else citizen.minutes_wished
    least, most = order.least_minutes, order.minutes_to
    if wished is None or (least is None and most is None):
        return UNTOLD
    offered = max(wished, least or 0)
    if most is not None:
        offered = min(offered, most)
    return 100 * min(offered, wished) // max(offered, wished, 1)


def _learning(citizen: Citizen, parts: tuple[Part, ...]) -> int:
    new = {part.ask.thing for part in parts if part.ask.is_learnable and part.pct < 100}
    if not new:
        return 0
    return 100 if any(("skill", skill) in new for skill in citizen.wants_to_learn) else UNTOLD


def tag(key: str, seed: int) -> int:
    """
    Return 64 bits that stand for an id in every lot.

    Args:
        key: The id.
        seed: The market's.
    """
    return int.from_bytes(blake2b(key.encode(), digest_size=8, key=seed.to_bytes(8, "big")).digest(), "big")


def lot(citizen_tag: int, order_tag: int) -> int:
    """
    Return the lot of a pair: 36 bits, mixed by the last steps of SplitMix64.

    Args:
        citizen_tag: The citizen's 64 bits.
        order_tag: The order's.
    """
    mixed = (citizen_tag + order_tag * _ONE) & _MASK
    mixed = ((mixed ^ (mixed >> 30)) * _TWO) & _MASK
    mixed = ((mixed ^ (mixed >> 27)) * _THREE) & _MASK
    return (mixed ^ (mixed >> 31)) >> (64 - LOT_BITS)


def rank(product: int, drawn: int) -> int:
    """
    Return what pairs are ordered by, the highest first: the product, and then the lot.

    Args:
        product: Of the two scores.
        drawn: The lot of the pair.
    """
    return product << LOT_BITS | drawn
