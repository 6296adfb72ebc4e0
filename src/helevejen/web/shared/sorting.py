"""
In which order a list stands: a column's head asks by `?sort=navn`, falling by `?sort=-navn`; see `sort_link`.

One manner for every list: an order nobody knows is the standard one, what a row lacks stands last in either direction,
and rows that are equal keep the order they came in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from helevejen.core.danish_order import danish_key

if TYPE_CHECKING:
    from django.http import HttpRequest

Row = TypeVar("Row")

PARAMETER: Final = "sort"


class Order(NamedTuple):
    """The column a list is sorted by, and whether from the highest down."""

    column: str
    is_falling: bool


def order_asked_for(request: HttpRequest, columns: Collection[str], *, standard: str) -> Order:
    """Return the order the address asks for; the standard column, rising, when it asks for none that there is."""
    asked = request.GET.get(PARAMETER, standard)
    column = asked.removeprefix("-")
    return Order(column, asked.startswith("-")) if column in columns else Order(standard, is_falling=False)


def in_order(rows: Iterable[Row], order: Order, columns: Mapping[str, Callable[[Row], Any]]) -> list[Row]:
    """Return rows in an order, by what its column tells of each: text the Danish way, None last in either direction."""
    tell = columns[order.column]
    told = [(_key(tell(row)), row) for row in rows]
    known = sorted((pair for pair in told if pair[0] is not None), key=lambda pair: pair[0], reverse=order.is_falling)
    return [row for _, row in known] + [row for key, row in told if key is None]


def _key(value: Any) -> Any:
    return danish_key(value) if isinstance(value, str) else value
