"""What an import of job orders knows already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from helevejen.core import bulk
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.rules.orders import Demanded, Wanted


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """
    An order that came from a file before.

    Attributes:
        is_touched: Somebody has worked on it here since, and the file changes it no more.
    """

    pk: int
    cvr: str
    company: int
    workplace: int | None
    owner: int
    ordered_at: Any
    answered_at: Any
    wanted: Wanted
    demands: tuple[Demanded, ...]
    is_touched: bool


def known_orders(external_ids: Iterable[str]) -> dict[str, KnownOrder]:
    """Return the orders with some external ids, with what they require; two queries for each 500."""
    found: dict[str, KnownOrder] = {}
    for some in bulk.in_chunks(external_ids):
        orders = JobOrder.objects.filter(external_id__in=some).order_by("pk")
        orders = orders.select_related("company").prefetch_related("requirements")
        found.update({order.external_id or "": _known(order) for order in orders})
    return found


def _known(order: JobOrder) -> KnownOrder:
    values: dict[str, Any] = {name: getattr(order, name) for name in Wanted.__dataclass_fields__}
    lists = {name: tuple(one) for name, one in values.items() if isinstance(one, list)}
    wanted = Wanted(**values | lists)
    asked = sorted(order.requirements.all(), key=lambda one: one.pk)
    return KnownOrder(
        pk=order.pk,
        cvr=order.company.cvr,
        company=order.company_id,
        workplace=order.workplace_id,
        owner=order.owner_id,
        ordered_at=order.ordered_at,
        answered_at=order.answered_at,
        wanted=wanted,
        demands=tuple(
            Demanded(**{name: getattr(one, name) for name in Demanded.__dataclass_fields__}) for one in asked
        ),
        is_touched=order.number > 1,
    )
