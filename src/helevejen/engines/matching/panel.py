"""
Every rule and score of one citizen with all orders, or of one order with all citizens, in plain numpy.

This is what answers a single person at once, with every verdict, and the way without a compiler for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching import arrays as a
from helevejen.engines.matching.judge import RULES, Rule, Verdict
from helevejen.engines.matching.scores import HOURS, LEARNING, LOT_BITS, TRAVEL, UNTOLD, WISH

Bools = NDArray[np.bool_]
Verdicts = NDArray[np.int8]

_UNKNOWN, _FAIL = int(Verdict.UNKNOWN), int(Verdict.FAIL)
ROW: Final = {rule: n for n, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """
    One side of a market as one row of the other sees it; p is a row of the many.

    Attributes:
        verdicts: (rules, p) int8, in the order of `RULES`, of `Verdict`.
        company, citizen: (p,) int64, the two scores.
        rank: (p,) int64, product and lot; 0 where the product is 0.
    """

    verdicts: Verdicts
    company: a.Ints
    citizen: a.Ints
    rank: a.Ints

    @property
    def is_open(self) -> Bools:
        """Where no rule fails."""
        return np.asarray((self.verdicts < _FAIL).all(axis=0))


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """What the lists of a pair come to: weight brought, musts brought, held and failing, and what can be learned."""

    weight: a.Ints
    held: a.Ints
    failing: a.Ints
    learnt: a.Ints
    wanted: Bools
    wish: a.Ints
    refused: Bools
    late: Bools


class Panels:
    """
    Panels of one citizen after another: what a market's orders say is laid out once, column by column.

    Attributes:
        columns: The market.
    """

    def __init__(self, columns: a.Columns) -> None:
        orders = columns.orders
        self.columns = columns
        self._facts = np.asfortranarray(orders.facts)
        self._ask, self._weight = orders.ask.astype(np.intp), orders.ask_weight.astype(np.int64)
        self._kind_and_ask = orders.ask_kind.astype(np.intp) * columns.things + self._ask

    def of_citizen(self, i: int) -> Panel:
        """Return what every rule says of one citizen and each order."""
        c, o = self.columns.citizens, self.columns.orders
        return _panel(c.facts[i], self._facts, self._sums(i), (c.tag[i : i + 1], o.tag))

    def _sums(self, i: int) -> _Sums:
        c, o, facts = self.columns.citizens, self.columns.orders, self._facts
        here = slice(c.held_from[i], c.held_from[i + 1])
        pct = np.zeros(self.columns.things, np.int64)
        pct[c.held[here]] = c.held_pct[here]
        extra, kind = (x[c.extra_from[i] : c.extra_from[i + 1]] for x in (c.extra, c.extra_kind))
        marks = np.zeros((2, self.columns.things), bool)
        marks[kind, extra] = True
        if c.facts[i, a.ALL_SKILLS]:
            marks[a.LACK] = pct == 0
        counts = _counts(pct == 100, marks)[self._kind_and_ask]
        weight, held, failing, learnt, wanted = _apart(_added(counts + self._weight * pct[self._ask], o.ask_from[:-1]))
        wishes = slice(c.wish_from[i], c.wish_from[i + 1])
        wish = np.zeros(len(facts), np.int64)
        for wished, liked in zip(c.wish[wishes].tolist(), c.wish_pct[wishes].tolist(), strict=True):
            wish[facts[:, a.OCCUPATION] == wished] = liked
        refused = c.refused[c.refused_from[i] : c.refused_from[i + 1]]
        bit, until = (x[c.until_from[i] : c.until_from[i + 1], None] for x in (c.until_bit, c.until))
        return _Sums(
            weight=weight,
            held=held,
            failing=failing,
            learnt=learnt,
            wanted=wanted > 0,
            wish=wish,
            refused=_among(refused, o.number, facts[:, a.COMPANY], facts[:, a.OCCUPATION]),
            late=(((bit & facts[:, a.LICENCES]) != 0) & (until < facts[:, a.START])).any(axis=0),
        )


def panel_of_citizen(columns: a.Columns, i: int) -> Panel:
    """
    Return what every rule says of one citizen and each order; who asks for many keeps `Panels`.

    Args:
        columns: The market.
        i: The citizen's row.
    """
    return Panels(columns).of_citizen(i)


def panel_of_order(columns: a.Columns, j: int) -> Panel:
    """
    Return what every rule says of one order and each citizen.

    Args:
        columns: The market.
        j: The order's row.
    """
    return _panel(columns.citizens.facts, columns.orders.facts[j], _sums_of_order(columns, j), (
        columns.citizens.tag, columns.orders.tag[j : j + 1]
    ))  # fmt: skip


def best_of(panel: Panel, tags: a.Tags, k: int) -> a.Ints:
    """
    Return the k best open rows, the best first.

    Args:
        panel: Of one row.
        tags: Of the many.
        k: How many.
    """
    found = np.flatnonzero(panel.is_open & (panel.rank > 0))
    order = np.lexsort((tags[found], -panel.rank[found]))
    return found[order[:k]]


#: Bits of a sum over what an order asks: weight × per cent below, and above it four counts, of `MOST_ASKS` at most.
_HELD, _FAILING, _LEARNT, _WANTED = 32, 40, 48, 56


def _counts(is_held: Bools, marks: Bools) -> a.Ints:
    """
    Return, for each kind of ask and each thing, what it adds to the four counts of an order that asks it.

    They are the musts that are held and those lacked, and of what can be learned what is held and what is wanted.
    """
    of_kind = np.zeros((4, len(is_held)), np.int64)
    held = is_held.astype(np.int64)
    must = (held << _HELD) + (marks[a.LACK].astype(np.int64) << _FAILING)
    learning = (held << _LEARNT) + (marks[a.WANT].astype(np.int64) << _WANTED)
    of_kind[a.MUST], of_kind[a.LEARN], of_kind[a.MUST | a.LEARN] = must, learning, must + learning
    return of_kind.ravel()


def _apart(sums: a.Ints) -> tuple[a.Ints, ...]:
    """Return the weight and the four counts of each sum."""
    return sums & 0xFFFFFFFF, *(sums >> shift & 0xFF for shift in (_HELD, _FAILING, _LEARNT, _WANTED))


def _sums_of_order(columns: a.Columns, j: int) -> _Sums:
    c, o = columns.citizens, columns.orders
    here = slice(o.ask_from[j], o.ask_from[j + 1])
    weight, kind = np.zeros(columns.things, np.int64), np.zeros(columns.things, np.uint8)
    weight[o.ask[here]], kind[o.ask[here]] = o.ask_weight[here], o.ask_kind[here]
    pct, asked = c.held_pct.astype(np.int64), kind[c.held]
    is_must, is_learnable = (asked & a.MUST) > 0, (asked & a.LEARN) > 0
    begins, facts = c.held_from[:-1], o.facts[j]
    near = _added(is_must, begins)
    lacked = (c.extra_kind == a.LACK) & ((kind[c.extra] & a.MUST) > 0)
    wanted = (c.extra_kind == a.WANT) & ((kind[c.extra] & a.LEARN) > 0)
    failing = np.where(c.facts[:, a.ALL_SKILLS] == 1, facts[a.MUSTS] - near, _counted(lacked, c.extra_from))
    wish = np.zeros(len(c.facts), np.int64)
    rows = np.repeat(np.arange(len(wish)), np.diff(c.wish_from))
    is_this = c.wish == facts[a.OCCUPATION]
    wish[rows[is_this]] = c.wish_pct[is_this]
    refused = np.isin(c.refused, [code for code in (o.number[j], facts[a.COMPANY], facts[a.OCCUPATION]) if code >= 0])
    late = ((c.until_bit & facts[a.LICENCES]) != 0) & (c.until < facts[a.START])
    return _Sums(
        weight=_added(weight[c.held] * pct, begins),
        held=_added(is_must & (pct == 100), begins),
        failing=failing,
        learnt=_added(is_learnable & (pct == 100), begins),
        wanted=_counted(wanted, c.extra_from) > 0,
        wish=wish,
        refused=_counted(refused, c.refused_from) > 0,
        late=_counted(late, c.until_from) > 0,
    )


def _added(values: Any, begins: a.Ints) -> a.Ints:
    """Return the sum of each list; none is empty, since everybody has thing 0 and every order asks something."""
    if not len(begins):
        return np.zeros(0, np.int64)
    sums: a.Ints = np.add.reduceat(values.astype(np.int64), begins)
    return sums


def _counted(marks: Bools, begins: a.Ints) -> a.Ints:
    """Return how many are marked in each list, which may be empty."""
    total: a.Ints = np.concatenate([[0], np.cumsum(marks)])
    return total[begins[1:]] - total[begins[:-1]]


def _among(refused: a.Int32s, number: a.Int32s, company: a.Ints, occupation: a.Ints) -> Bools:
    if not len(refused):
        return np.zeros(len(number), bool)
    return np.isin(number, refused) | np.isin(company, refused) | np.isin(occupation, refused)


def _panel(c: a.Ints, o: a.Ints, sums: _Sums, tags: tuple[a.Tags, a.Tags]) -> Panel:
    """Say every verdict and score; `c` and `o` are facts, the last axis their columns, one of them a single row."""
    square = (c[..., a.X] - o[..., a.X]) ** 2 + (c[..., a.Y] - o[..., a.Y]) ** 2
    is_placed = (c[..., a.PLACED] & o[..., a.PLACED]) == 1
    metres = roots(square)
    company = 100 * sums.weight // o[..., a.TOTAL]
    terms = WISH * _wish(c, o, sums) + TRAVEL * _travel(c, metres, is_placed) + HOURS * _hours(c, o)
    citizen = terms + LEARNING * _learning(o, sums)
    product = company * citizen
    rank = np.where(product > 0, product << LOT_BITS | lots(*tags), 0)
    return Panel(_verdicts(c, o, sums, metres, is_placed), company, citizen, rank)


def roots(square: a.Ints) -> a.Ints:
    """
    Return the whole root of each square, rounded down.

    Args:
        square: Below 2**52, so that the root of its floating number is off by less than one.
    """
    root = np.sqrt(square).astype(np.int64)
    root -= root * root > square
    root += (root + 1) * (root + 1) <= square
    return root


def lots(citizen: a.Tags, order: a.Tags) -> a.Ints:
    """
    Return the lots of pairs, as `scores.lot` draws them.

    Args:
        citizen: Tags, an array.
        order: Tags, an array that fits beside it.
    """
    mixed = citizen + order * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    drawn: a.Ints = ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(64 - LOT_BITS)).astype(np.int64)
    return drawn


def _wish(c: a.Ints, o: a.Ints, sums: _Sums) -> a.Ints:
    return np.where((c[..., a.WISHES] == 0) | (o[..., a.OCCUPATION] < 0), UNTOLD, sums.wish)


def _travel(c: a.Ints, metres: a.Ints, is_placed: Bools) -> a.Ints:
    reach = c[..., a.REACH]
    left = np.maximum(100 * (reach - metres) // np.maximum(reach, 1), 0)
    return np.where(is_placed & (reach >= 0), left, UNTOLD)


def _hours(c: a.Ints, o: a.Ints) -> a.Ints:
    wished, least, most = c[..., a.WISHED], o[..., a.FROM], o[..., a.TO]
    offered = np.minimum(np.maximum(wished, least), most)
    fit = 100 * np.minimum(offered, wished) // np.maximum(np.maximum(offered, wished), 1)
    return np.where((wished < 0) | ((least < 0) & (most == a.ENDLESS)), UNTOLD, fit)


def _learning(o: a.Ints, sums: _Sums) -> a.Ints:
    new = o[..., a.LEARNABLE] > sums.learnt
    return np.where(new, np.where(sums.wanted, 100, UNTOLD), 0)


def _verdicts(c: a.Ints, o: a.Ints, sums: _Sums, metres: a.Ints, is_placed: Bools) -> Verdicts:
    verdicts = np.zeros((len(RULES), *np.broadcast_shapes(c.shape[:-1], o.shape[:-1])), np.int8)

    def says(rule: Rule, fails: Any, unknown: Any) -> None:
        row = verdicts[ROW[rule]]
        np.copyto(row, _UNKNOWN, where=unknown)
        np.copyto(row, _FAIL, where=fails)

    untold, order_untold = c[..., a.UNTOLD], o[..., a.ORDER_UNTOLD]
    either, reach = untold | order_untold, c[..., a.REACH]
    says(Rule.TRAVEL, is_placed & (reach >= 0) & (metres > reach), ~is_placed | (reach < 0))
    most, to, needed = c[..., a.MOST], o[..., a.TO], o[..., a.EFFECTIVE]
    says(
        Rule.HOURS,
        (most < o[..., a.FROM]) | (to < c[..., a.LEAST]),
        ((untold & a.HOURS_UNTOLD) > 0) | (o[..., a.FROM] < 0),
    )
    says(
        Rule.INTENSITY,
        np.minimum(most, to) * c[..., a.PCT] < needed * 100,
        (needed > 0) & ((untold & (a.HOURS_UNTOLD | a.PCT_UNTOLD)) > 0),
    )
    for rule, column, least, bit in (
        (Rule.DAYS, a.DAYS, a.DAYS_NEEDED, a.DAYS_UNTOLD),
        (Rule.SHIFTS, a.SHIFTS, a.SHIFTS_NEEDED, a.SHIFTS_UNTOLD),
    ):
        shared = np.bitwise_count(c[..., column] & o[..., column])
        says(rule, shared < o[..., least], (either & bit) > 0)
    asked = o[..., a.LICENCES]
    says(
        Rule.LICENCES,
        ((asked & ~c[..., a.LICENCES]) != 0) | sums.late,
        (asked & c[..., a.LICENCES_UNTOLD]) != 0,
    )
    asked = o[..., a.LANGS]
    is_spoken = ((c[..., a.LANGS] | a.LANG_GUARDS) - asked & a.LANG_GUARDS) == a.LANG_GUARDS
    says(Rule.LANGUAGES, ~is_spoken, (asked & c[..., a.LANGS_UNTOLD]) != 0)
    says(Rule.SKILLS, sums.failing > 0, sums.held < o[..., a.MUSTS])
    says(Rule.FORMS, (c[..., a.FORMS] & o[..., a.FORMS]) == 0, (either & a.FORMS_UNTOLD) > 0)
    says(Rule.REFUSALS, sums.refused, np.False_)
    bars, against = c[..., a.BARS] & ~np.int64(a.RECORD_BAR), o[..., a.BARS] & ~np.int64(a.RECORD_BAR)
    says(Rule.CONSIDERATIONS, (bars & against) != 0, (bars & ~against & ~o[..., a.SETTLED]) != 0)
    is_barred, asks = (c[..., a.BARS] & a.RECORD_BAR) != 0, (o[..., a.BARS] & a.RECORD_BAR) != 0
    may_ask = asks | ((order_untold & a.RECORD_UNTOLD) > 0)
    says(Rule.RECORD, is_barred & asks, may_ask & (is_barred | ((untold & a.RECORD_UNTOLD) > 0)))
    return verdicts
