"""From a market as it is told to the arrays the fast ways work on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

import numpy as np

from helevejen.engines.matching import arrays as a
from helevejen.engines.matching.judge import Likeness, longest, spoken
from helevejen.engines.matching.market import (
    DAYS,
    LEVELS,
    SHIFTS,
    Citizen,
    Course,
    Form,
    Held,
    Market,
    Order,
    UnusableMarket,
    Weight,
)
from helevejen.engines.matching.scores import NOTHING, Ask, Rarity, Thing, asks_of, holdings, tag

_FORMS = tuple(Form)


def columns_of(market: Market) -> a.Columns:
    """
    Return the market in arrays.

    Args:
        market: What is matched.

    Raises:
        UnusableMarket: it has two of one id, or more kinds of something than there are bits.
    """
    _refuse_doubles("citizens", [citizen.key for citizen in market.citizens])
    _refuse_doubles("orders", [order.key for order in market.orders])
    words = Words(market)
    facts = np.array([words.order_facts(order) for order in market.orders], np.int64).reshape(-1, a.ORDER_COLUMNS)
    grid = a.grid_over(facts, len(words.things))
    by_cell = np.argsort(a.cells_of(facts, grid), kind="stable")
    orders = [market.orders[j] for j in by_cell]
    arrays = _orders(market, orders, facts[by_cell], [words.asks[j] for j in by_cell], words, grid)
    citizen_facts = np.array([words.citizen_facts(citizen) for citizen in market.citizens], np.int64)
    citizen_facts = citizen_facts.reshape(-1, a.CITIZEN_COLUMNS)
    by_cell = np.argsort(a.cells_of(citizen_facts, grid), kind="stable")
    citizens = [market.citizens[i] for i in by_cell]
    return a.Columns(
        citizens=_citizens(market, citizens, citizen_facts[by_cell], words, {o.key: j for j, o in enumerate(orders)}),
        orders=arrays,
        grid=grid,
        things=len(words.things),
        citizen_keys=tuple(citizen.key for citizen in citizens),
        order_keys=tuple(order.key for order in orders),
        licences=tuple(words.licences),
    )


def _refuse_doubles(what: str, keys: list[str]) -> None:
    if len(set(keys)) < len(keys):
        double = next(key for n, key in enumerate(keys) if key in keys[:n])
        raise UnusableMarket(f"{what}: {double!r} is there twice. Give each an id of its own.")


def _numbered(words: Iterable[str], most: int, what: str) -> dict[str, int]:
    numbered = {word: n for n, word in enumerate(sorted(set(words)))}
    if len(numbered) > most:
        raise UnusableMarket(f"{what}: {len(numbered)} different ones, and there is room for {most}. Use fewer words.")
    return numbered


class Words:
    """The numbers that stand for the words of a market, the same for all its citizens and orders."""

    def __init__(self, market: Market) -> None:
        orders, citizens = market.orders, market.citizens
        self.on = market.on
        self.likeness = Likeness(market)
        self.asks = [asks_of(order) for order in orders]
        self.rarity = Rarity(self.asks)
        self.things: dict[Thing, int] = {NOTHING: 0}
        for thing in sorted({ask.thing for each in self.asks for ask in each} - {NOTHING}):
            self.things[thing] = len(self.things)
        musts = (x.code for order in orders for x in order.licences if x.weight is Weight.MUST)
        required = chain.from_iterable(course.requires for course in market.courses)
        self.licences = _numbered(chain(musts, required), a.MOST_LICENCES, "licences that are a must")
        self.languages = _numbered(
            (x.language for order in orders for x in order.languages if x.weight is Weight.MUST),
            a.MOST_LANGUAGES,
            "languages that are a must",
        )
        self.bars = _numbered(
            chain.from_iterable(_limits(citizen) for citizen in citizens), a.MOST_BARS, "limits and needs of citizens"
        )
        # One row of numbers for what can be refused: orders by their rows, then companies, then occupations.
        companies = sorted({order.company for order in orders if order.company})
        occupations = sorted({order.occupation for order in orders if order.occupation})
        self.companies = {word: n for n, word in enumerate(companies, len(orders))}
        self.occupations = {word: n for n, word in enumerate(occupations, len(orders) + len(companies))}

    def order_facts(self, order: Order) -> list[int]:
        """Return the row of an order, without what its asks make of it."""
        row = [0] * a.ORDER_COLUMNS
        if order.place is not None:
            row[a.X], row[a.Y], row[a.PLACED] = order.place.x, order.place.y, 1
        row[a.FROM] = -1 if order.least_minutes is None else order.least_minutes
        row[a.TO] = a.ENDLESS if order.minutes_to is None else order.minutes_to
        row[a.EFFECTIVE] = 0 if order.is_splittable else order.effective_minutes or 0
        row[a.DAYS], row[a.DAYS_NEEDED] = _mask(order.days or DAYS, DAYS), order.days_to_take
        row[a.SHIFTS], row[a.SHIFTS_NEEDED] = _mask(order.shifts or SHIFTS, SHIFTS), order.shifts_to_take
        row[a.LICENCES] = _bits(self.licences, (x.code for x in order.licences if x.weight is Weight.MUST))
        row[a.LANGS] = self._levels(
            (x.language, LEVELS.index(x.level) + 1) for x in order.languages if x.weight is Weight.MUST
        )
        row[a.FORMS] = _mask(order.forms or _FORMS, _FORMS)
        row[a.BARS] = _bits(self.bars, chain((f"- {x}" for x in order.demands), (f"+ {x}" for x in order.cannot_offer)))
        row[a.SETTLED] = _bits(self.bars, chain((f"- {x}" for x in order.free_of), (f"+ {x}" for x in order.offers)))
        row[a.BARS] |= a.RECORD_BAR if order.asks_clean_record else 0
        row[a.START] = max(order.starts_on or self.on, self.on).toordinal()
        row[a.OCCUPATION] = self.occupations.get(order.occupation, -1)
        row[a.COMPANY] = self.companies.get(order.company, -1)
        row[a.ORDER_UNTOLD] = (
            a.DAYS_UNTOLD * (not order.days)
            | a.SHIFTS_UNTOLD * (not order.shifts)
            | a.FORMS_UNTOLD * (not order.forms)
            | a.RECORD_UNTOLD * (order.asks_clean_record is None)
        )
        return row

    def citizen_facts(self, citizen: Citizen) -> list[int]:
        """Return the row of a citizen."""
        row = [0] * a.CITIZEN_COLUMNS
        if citizen.place is not None:
            row[a.X], row[a.Y], row[a.PLACED] = citizen.place.x, citizen.place.y, 1
        row[a.REACH] = citizen.farthest[1] if citizen.farthest else -1
        row[a.MOST] = a.ENDLESS if citizen.minutes_most is None else citizen.minutes_most
        row[a.LEAST] = citizen.minutes_least or 0
        wished = citizen.minutes_most if citizen.minutes_wished is None else citizen.minutes_wished
        row[a.WISHED] = -1 if wished is None else wished
        row[a.PCT] = 100 if citizen.intensity_pct is None else citizen.intensity_pct
        row[a.DAYS] = _mask(DAYS if citizen.days is None else citizen.days, DAYS)
        row[a.SHIFTS] = _mask(SHIFTS if citizen.shifts is None else citizen.shifts, SHIFTS)
        row[a.FORMS] = _mask(citizen.forms or _FORMS, _FORMS)
        row[a.BARS] = _bits(self.bars, _limits(citizen)) | a.RECORD_BAR * (citizen.has_clean_record is False)
        row[a.ALL_SKILLS] = citizen.has_all_skills
        row[a.WISHES] = bool(citizen.wishes)
        row[a.UNTOLD] = (
            a.HOURS_UNTOLD * (citizen.minutes_most is None)
            | a.PCT_UNTOLD * (citizen.intensity_pct is None)
            | a.DAYS_UNTOLD * (citizen.days is None)
            | a.SHIFTS_UNTOLD * (citizen.shifts is None)
            | a.FORMS_UNTOLD * (not citizen.forms)
            | a.RECORD_UNTOLD * (citizen.has_clean_record is None)
        )
        self._licences(citizen, row)
        self._languages(citizen, row)
        return row

    def _licences(self, citizen: Citizen, row: list[int]) -> None:
        held = longest(citizen.licences)
        told = _bits(self.licences, (licence.code for licence in held))
        doubted = (1 << len(self.licences)) - 1
        if citizen.has_all_licences:
            doubted = _bits(self.licences, citizen.licences_in_doubt)
        untold = doubted & ~told
        row[a.LICENCES], row[a.LICENCES_UNTOLD] = told | untold, untold
        row[a.EXPIRING] = _bits(self.licences, (licence.code for licence in held if licence.until is not None))

    def _languages(self, citizen: Citizen, row: list[int]) -> None:
        has = spoken(citizen)
        untold = [] if citizen.has_all_languages else [word for word in self.languages if word not in has]
        row[a.LANGS_UNTOLD] = self._levels((word, len(LEVELS)) for word in untold)
        row[a.LANGS] = self._levels(has.items()) | row[a.LANGS_UNTOLD]

    def _levels(self, levels: Iterable[tuple[str, int]]) -> int:
        highest: dict[int, int] = {}
        for word, level in levels:
            if word in self.languages:
                number = self.languages[word]
                highest[number] = max(highest.get(number, 0), level)
        return sum(level << a.LANG_BITS * number for number, level in highest.items())


def _limits(citizen: Citizen) -> list[str]:
    return [*(f"- {limit}" for limit in citizen.cannot), *(f"+ {need}" for need in citizen.needs)]


def _mask(words: Iterable[str], known: Sequence[str]) -> int:
    return sum(1 << known.index(word) for word in set(words))


def _bits(numbers: dict[str, int], words: Iterable[str]) -> int:
    return sum(1 << numbers[word] for word in set(words) if word in numbers)


def _tags(keys: Iterable[str], seed: int) -> a.Tags:
    return np.array([tag(key, seed) for key in keys], np.uint64)


def flat(rows: Sequence[Sequence[tuple[int, ...]]], *types: Any) -> tuple[Any, ...]:
    """Return where each row's list begins, and the values of all, one array for each part of an element."""
    begins = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    parts = list(zip(*chain.from_iterable(rows), strict=True)) or [()] * len(types)
    return begins, *(np.array(part, kind) for part, kind in zip(parts, types, strict=True))


def _orders(
    market: Market, orders: list[Order], facts: a.Ints, asks: list[tuple[Ask, ...]], words: Words, grid: a.Grid
) -> a.OrderArrays:
    rows = [
        [(words.things[x.thing], words.rarity.weight(x), a.MUST * x.is_must | a.LEARN * x.is_learnable) for x in each]
        for each in asks
    ]
    too_many = [order.key for order, each in zip(orders, asks, strict=True) if len(each) > a.MOST_ASKS]
    if too_many:
        raise UnusableMarket(
            f"orders: {too_many[0]!r} asks more than {a.MOST_ASKS} things. Leave the least of them out."
        )
    begins, ask, weight, kind = flat(rows, np.int32, np.int32, np.uint8)
    summed_up(facts, begins, weight, kind)
    number = np.arange(len(orders), dtype=np.int32)
    tags = _tags((order.key for order in orders), market.seed)
    return a.with_postings(facts, tags, number, (begins, ask, weight, kind), grid, len(words.things))


def summed_up(facts: a.Ints, begins: a.Ints, weight: a.Int32s, kind: a.Bytes) -> None:
    """Write into the facts of orders what their asks come to."""
    if not len(facts):
        return
    for column, values in ((a.TOTAL, weight), (a.MUSTS, kind & a.MUST), (a.LEARNABLE, (kind & a.LEARN) // a.LEARN)):
        facts[:, column] = np.add.reduceat(values.astype(np.int64), begins[:-1])


def orders_like(market: Market, columns: a.Columns, row: int, variants: Sequence[Order]) -> a.Columns:
    """
    Return the same citizens with other orders in the place of one: what it would ask, were it changed.

    Args:
        market: The whole.
        columns: Its arrays.
        row: Of the order that is changed.
        variants: What it might be; things it has not asked before weigh as before.
    """
    words = Words(market)
    facts = np.array([words.order_facts(order) for order in variants], np.int64).reshape(-1, a.ORDER_COLUMNS)
    arrays = _orders(market, list(variants), facts, [asks_of(order) for order in variants], words, columns.grid)
    number = np.full(len(variants), columns.orders.number[row], np.int32)
    return replace(columns, orders=arrays._replace(number=number), order_keys=tuple(x.key for x in variants))


def courses_of(market: Market) -> a.CourseArrays:
    """
    Return the market's courses in arrays, in its own order.

    Args:
        market: The whole.
    """
    words = Words(market)
    gives = [_given(course, words) for course in market.courses]
    return a.CourseArrays(
        np.array([_bits(words.licences, course.licences) for course in market.courses], np.int64),
        np.array([_bits(words.licences, course.requires) for course in market.courses], np.int64),
        *flat(gives, np.int32, np.uint8),
    )


def _given(course: Course, words: Words) -> list[tuple[int, ...]]:
    """Return the things a course gives, by number, with how much: what it gives, and what that is near to."""
    person = Citizen("", skills=course.skills, licences=tuple(Held(code) for code in sorted(course.licences)))
    return [(thing, pct) for thing, pct in brought(person, words, words.on) if thing]


def _citizens(
    market: Market, citizens: list[Citizen], facts: a.Ints, words: Words, row_of: dict[str, int]
) -> a.CitizenArrays:
    def each(make: Callable[[Citizen], list[tuple[int, ...]]], *types: Any) -> tuple[Any, ...]:
        return flat([make(citizen) for citizen in citizens], *types)

    return a.CitizenArrays(
        facts,
        _tags((citizen.key for citizen in citizens), market.seed),
        *each(lambda c: brought(c, words, market.on), np.int32, np.uint8),
        *each(lambda c: _extras(c, words, market.on), np.int32, np.uint8),
        *each(lambda c: _expiries(c, words), np.int64, np.int32),
        *each(lambda c: _wishes(c, words), np.int32, np.uint8),
        *each(lambda c: _refused(c, words, row_of), np.int32),
    )


def brought(citizen: Citizen, words: Words, on: date) -> list[tuple[int, ...]]:
    """Return the things asked that the citizen brings, by number, with how much."""
    held = holdings(citizen, on, words.likeness)
    return sorted((words.things[thing], pct) for thing, pct in held.items() if thing in words.things)


def _extras(citizen: Citizen, words: Words, on: date) -> list[tuple[int, ...]]:
    held = holdings(citizen, on, words.likeness)
    wanted = {("skill", skill) for skill in citizen.wants_to_learn}
    lacked = {("skill", skill) for skill in citizen.skills_lacking} if not citizen.has_all_skills else set()
    wants = [(words.things[t], a.WANT) for t in wanted if t in words.things and held.get(t, 0) < 100]
    return sorted([*wants, *((words.things[t], a.LACK) for t in lacked if t in words.things and not held.get(t))])


def _expiries(citizen: Citizen, words: Words) -> list[tuple[int, ...]]:
    return [
        (1 << words.licences[licence.code], licence.until.toordinal())
        for licence in longest(citizen.licences)
        if licence.until is not None and licence.code in words.licences
    ]


def _wishes(citizen: Citizen, words: Words) -> list[tuple[int, ...]]:
    liked: dict[str, int] = {}
    for wish in citizen.wishes:
        for near, pct in words.likeness.around(wish).items():
            liked[near] = max(liked.get(near, 0), pct)
    liked |= dict.fromkeys(citizen.wishes, 100)
    return sorted((words.occupations[word], pct) for word, pct in liked.items() if word in words.occupations)


def _refused(citizen: Citizen, words: Words, row_of: dict[str, int]) -> list[tuple[int, ...]]:
    codes = [row_of[key] for key in citizen.refused_orders if key in row_of]
    codes += [words.companies[key] for key in citizen.refused_companies if key in words.companies]
    codes += [words.occupations[key] for key in citizen.refused_occupations if key in words.occupations]
    return [(code,) for code in sorted(codes)]
