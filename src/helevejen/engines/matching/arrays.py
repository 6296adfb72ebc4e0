"""
A market in arrays: one row of whole numbers a citizen and an order, and flat lists for what they have many of.

Orders stand cell by cell of a square grid, row by row, those without a place last; so what lies within reach is a few
stretches of rows. Citizens stand in the same way, so that neighbours are worked on together. Index i is a citizen, j an
order, t a thing that is asked, s a cell.

What is not known has the value that never fails: an endless reach, all days, every licence. Beside it stands that it is
not known, for those who want the questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Int32s = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Tags = NDArray[np.uint64]

#: More than any number of minutes, metres and days; its hundredfold still fits.
ENDLESS: Final = 1 << 40

# Columns that have the same number on either side; what is asked first stands together, so that one look fetches it.
BARS, FORMS, LANGS, LICENCES = 1, 2, 3, 6
X, Y, PLACED, DAYS, SHIFTS = 8, 9, 10, 12, 14

# Other columns of a citizen's facts. REACH is -1 where unknown; WISHED -1 where nothing about hours is told.
REACH, MOST, LEAST, WISHED, PCT = 0, 4, 5, 7, 11
EXPIRING, ALL_SKILLS, LICENCES_UNTOLD, LANGS_UNTOLD, UNTOLD, WISHES = 13, 15, 16, 17, 18, 19
CITIZEN_COLUMNS: Final = 20

# Other columns of an order's facts. FROM is -1 where unknown, TO endless.
MUSTS, FROM, TO, TOTAL = 0, 4, 5, 7
EFFECTIVE, DAYS_NEEDED, SHIFTS_NEEDED = 11, 13, 15
OCCUPATION, START, LEARNABLE, COMPANY, SETTLED = 16, 17, 18, 19, 20
ORDER_UNTOLD: Final = 21
ORDER_COLUMNS: Final = 22

# Bits of UNTOLD and ORDER_UNTOLD.
HOURS_UNTOLD, PCT_UNTOLD, DAYS_UNTOLD, SHIFTS_UNTOLD, FORMS_UNTOLD, RECORD_UNTOLD = 1, 2, 4, 8, 16, 32
#: A bit of BARS: a clean record is asked, and there is none.
RECORD_BAR: Final = 1 << 62
#: Bits of an ask.
MUST, LEARN = 1, 2
#: What stands in a citizen's list of extras.
WANT, LACK = 0, 1
#: A language takes four bits: its level in three of them, above which comparing needs one to borrow from.
LANG_BITS: Final = 4
LANG_GUARDS: Final = 0x888888888888888
MOST_LANGUAGES, MOST_LICENCES, MOST_BARS, MOST_ASKS = 15, 62, 62, 120


class CitizenArrays(NamedTuple):
    """
    Citizens in rows.

    Attributes:
        facts: (n, CITIZEN_COLUMNS) int64.
        tag: (n,) uint64, the id in every lot.
        held_from, held, held_pct: What citizen i brings is held[held_from[i]:held_from[i + 1]], in per cent.
        extra_from, extra, extra_kind: Things wanted and not held (WANT), and musts that are lacked (LACK).
        until_from, until_bit, until: Licences that run out, as bits, with the last valid day (ordinal).
        wish_from, wish, wish_pct: Codes of occupations wished, or like one that is.
        refused_from, refused: Codes: an order's number, or that of its company or occupation.
    """

    facts: Ints
    tag: Tags
    held_from: Ints
    held: Int32s
    held_pct: Bytes
    extra_from: Ints
    extra: Int32s
    extra_kind: Bytes
    until_from: Ints
    until_bit: Ints
    until: Int32s
    wish_from: Ints
    wish: Int32s
    wish_pct: Bytes
    refused_from: Ints
    refused: Int32s


class OrderArrays(NamedTuple):
    """
    Orders in rows, and for each thing and cell the orders there that ask it.

    Attributes:
        facts: (m, ORDER_COLUMNS) int64.
        tag: (m,) uint64.
        number: (m,) int32, the row in the whole market; a part of a market has rows of its own.
        ask_from, ask, ask_weight, ask_kind: What order j asks is ask[ask_from[j]:ask_from[j + 1]].
        asked_from: (things * cells + 1,): those who ask thing t in cell s are asked_by[asked_from[t * cells + s]:…].
        asked_by, asked_weight, asked_kind: Order, weight and kind of an ask.
    """

    facts: Ints
    tag: Tags
    number: Int32s
    ask_from: Ints
    ask: Int32s
    ask_weight: Int32s
    ask_kind: Bytes
    asked_from: Int32s
    asked_by: Int32s
    asked_weight: Int32s
    asked_kind: Bytes


class CourseArrays(NamedTuple):
    """
    Courses in rows.

    Attributes:
        licences, requires: (q,) int64, bits of licences given and asked.
        given_from, given, given_pct: Things a course gives, or comes near to, in per cent.
    """

    licences: Ints
    requires: Ints
    given_from: Ints
    given: Int32s
    given_pct: Bytes


class Grid(NamedTuple):
    """Square cells of `side` metres from (`left`, `bottom`); the last cell, rows * columns, holds what has no place."""

    left: int
    bottom: int
    side: int
    columns: int
    rows: int

    @property
    def cells(self) -> int:
        """How many cells there are, the one without a place among them."""
        return self.rows * self.columns + 1


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """
    A market in arrays.

    Attributes:
        things: How many things are asked; thing 0 is what everybody has.
        citizen_keys, order_keys: The ids of the rows.
        licences: The code of each bit.
    """

    citizens: CitizenArrays
    orders: OrderArrays
    grid: Grid
    things: int
    citizen_keys: tuple[str, ...] = ()
    order_keys: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()


def cells_of(facts: Ints, grid: Grid) -> Ints:
    """Return the cell of each row; the last for those without a place."""
    column, row = (facts[:, X] - grid.left) // grid.side, (facts[:, Y] - grid.bottom) // grid.side
    inside = np.clip(row, 0, grid.rows - 1) * grid.columns + np.clip(column, 0, grid.columns - 1)
    return np.where(facts[:, PLACED] == 1, inside, grid.cells - 1)


def grid_over(facts: Ints, things: int, *, side: int = 12_000, most: int = 1 << 23) -> Grid:
    """Return a grid over the places of orders; its cells grow until things times cells is no more than `most`."""
    placed = facts[facts[:, PLACED] == 1]
    if not len(placed):
        return Grid(0, 0, side, 1, 1)
    (left, bottom), (right, top) = placed[:, X : Y + 1].min(axis=0).tolist(), placed[:, X : Y + 1].max(axis=0).tolist()
    while True:
        columns, rows = (right - left) // side + 1, (top - bottom) // side + 1
        if side > ENDLESS or (columns * rows + 1) * things <= most:
            return Grid(left, bottom, side, columns, rows)
        side *= 2


def cropped(grid: Grid, facts: Ints) -> Grid:
    """Return the rows of a grid that some orders stand in; their cells keep their order."""
    placed = facts[facts[:, PLACED] == 1, Y]
    if not len(placed):
        return grid._replace(columns=1, rows=1)
    first, last = (int(y - grid.bottom) // grid.side for y in (placed.min(), placed.max()))
    return grid._replace(bottom=grid.bottom + first * grid.side, rows=last - first + 1)


def taken(begins: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Return where the lists of some rows begin when they stand alone, and the places of their elements before."""
    sizes = (begins[1:] - begins[:-1])[rows]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    places = np.repeat(begins[:-1][rows] - starts[:-1], sizes) + np.arange(starts[-1])
    return starts, places


def citizens_between(citizens: CitizenArrays, first: int, last: int) -> CitizenArrays:
    """Return the citizens from one row until before another: views, nothing is copied but where lists begin."""
    c = citizens

    def cut(begins: Ints) -> tuple[Ints, slice]:
        start, stop = int(begins[first]), int(begins[last])
        return begins[first : last + 1] - start, slice(start, stop)

    held_from, held = cut(c.held_from)
    extra_from, extra = cut(c.extra_from)
    until_from, until = cut(c.until_from)
    wish_from, wish = cut(c.wish_from)
    refused_from, refused = cut(c.refused_from)
    return CitizenArrays(
        c.facts[first:last], c.tag[first:last],
        held_from, c.held[held], c.held_pct[held],
        extra_from, c.extra[extra], c.extra_kind[extra],
        until_from, c.until_bit[until], c.until[until],
        wish_from, c.wish[wish], c.wish_pct[wish],
        refused_from, c.refused[refused],
    )  # fmt: skip


def orders_at(orders: OrderArrays, rows: Ints, grid: Grid, things: int) -> OrderArrays:
    """Return some orders, in the order of the rows, which must be that of their cells."""
    ask_from, asks = taken(orders.ask_from, rows)
    return with_postings(
        orders.facts[rows], orders.tag[rows], orders.number[rows],
        (ask_from, orders.ask[asks], orders.ask_weight[asks], orders.ask_kind[asks]),
        grid, things,
    )  # fmt: skip


def with_postings(
    facts: Ints, tag: Tags, number: Int32s, asks: tuple[Ints, Int32s, Int32s, Bytes], grid: Grid, things: int
) -> OrderArrays:
    """Return orders with their asks turned round: for each thing and cell who asks it, in the order of the rows."""
    ask_from, ask, weight, kind = asks
    row = np.repeat(np.arange(len(facts), dtype=np.int32), np.diff(ask_from))
    group = ask.astype(np.int64) * grid.cells + cells_of(facts, grid)[row]
    order = np.argsort(group, kind="stable")
    begins = _begins(group[order], things * grid.cells)
    return OrderArrays(facts, tag, number, ask_from, ask, weight, kind, begins, row[order], weight[order], kind[order])


def _begins(groups: Ints, many: int, *, step: int = 1 << 18) -> Int32s:
    """Return where each of `many` groups begins in a sorted list of them, and where the last ends, a step at a time."""
    begins = np.empty(many + 1, np.int32)
    for first in range(0, many + 1, step):
        last = min(first + step, many + 1)
        begins[first:last] = np.searchsorted(groups, np.arange(first, last))
    return begins
