"""What a company itself says of its orders: it has found somebody, and looks for fewer."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, override

from helevejen.accounts.models import User
from helevejen.core.deeds import action
from helevejen.recruitment.actions import keeping
from helevejen.recruitment.actions.placing import UnableToChangeOrder
from helevejen.recruitment.enums import OrderEventKind, OrderObjection, OrderState
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.rules import orders


@action
def look_for_fewer(
    *, order: JobOrder, left: int, by: User, at: datetime, taken: int = 0, expected: int | None = None
) -> JobOrder:
    """
    Keep that the company has found somebody itself: so many, fewer than before, are still wanted.

    Args:
        taken: How many of the positions are taken by somebody we found: they stay positions of the order.

    Raises:
        UnableToChangeOrder, UnableToHandleOrder: nothing has been changed.
    """
    order = keeping.hold(order, expected, at=at)
    if order.state not in {OrderState.OPEN, OrderState.PAUSED}:
        raise UnableToChangeOrder(OrderObjection.NOT_OPEN)
    if objection := orders.objection_to_left(left=left, positions=order.positions - taken):
        raise UnableToChangeOrder(objection)
    order.positions = left + taken
    order.save(update_fields=["positions"])
    with override("da"):
        words = gettext("Virksomheden har selv fundet nogen. Der mangler stadig %(n)s.") % {"n": left}
    keeping.record(order, OrderEventKind.CHANGED, by=by, at=at, words=words)
    return order
