"""What a company itself says of its orders: it has found somebody, and looks for fewer."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.core.deeds import step
from helevejen.recruitment.actions import keeping
from helevejen.recruitment.actions.placing import UnableToChangeOrder
from helevejen.recruitment.enums import OrderEventKind, OrderObjection, OrderState
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.rules import orders

# --- Steps ---


@step
def want_fewer(order: JobOrder, *, left: int, taken: int, by: User, at: datetime) -> None:
    """
    Keep of a held order that the company has found somebody itself: so many, fewer than before, are still wanted.

    Args:
        taken: How many of the positions are taken by somebody we found: they stay positions of the order.

    Raises:
        UnableToChangeOrder: nothing has been changed.
    """
    if order.state not in {OrderState.OPEN, OrderState.PAUSED}:
        raise UnableToChangeOrder(OrderObjection.NOT_OPEN)
    if objection := orders.objection_to_left(left=left, positions=order.positions - taken):
        raise UnableToChangeOrder(objection)
    order.positions = left + taken
    order.save(update_fields=["positions"])
    keeping.record(order, OrderEventKind.FEWER, by=by, at=at, words=str(left))
