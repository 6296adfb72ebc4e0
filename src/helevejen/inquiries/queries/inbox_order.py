"""In which order a list of the inbox stands, when a reader asks for another than what is due first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.db.models import QuerySet

from helevejen.core.danish_order import danish_key
from helevejen.inquiries.models import Inquiry
from helevejen.inquiries.queries.inbox import loaded, sender_of, standing_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Tell = Callable[[Inquiry], Any]

#: What each column tells of an inquiry that is loaded, by the column's name in the address.
COLUMNS: Final[Mapping[str, Tell]] = {
    "fra": lambda inquiry: danish_key(sender_of(inquiry)),
    "frist": lambda inquiry: standing_of(inquiry).due_at,
    "loest": lambda inquiry: inquiry.solved_at,
    "hos": lambda inquiry: danish_key(standing_of(inquiry).owner.name),
    "modtaget": lambda inquiry: inquiry.received_at,
}


def in_order(found: QuerySet[Inquiry], column: str, *, is_falling: bool) -> list[int]:
    """
    Return the numbers of a box's inquiries by a column. One query.

    What is equal keeps the order of the box, and what a row lacks stands last in either direction.
    """
    tell = COLUMNS[column]
    told = [(tell(inquiry), inquiry.pk) for inquiry in found.defer("subject").prefetch_related(None)]
    known = sorted((one for one in told if one[0] is not None), key=lambda one: one[0], reverse=is_falling)
    return [pk for _key, pk in known] + [pk for key, pk in told if key is None]


def in_this_order(numbers: Sequence[int]) -> list[Inquiry]:
    """Return inquiries loaded for `rows_of` in the order of their numbers. Two queries."""
    found = {inquiry.pk: inquiry for inquiry in loaded(Inquiry.objects.filter(pk__in=numbers))}
    return [found[number] for number in numbers if number in found]
