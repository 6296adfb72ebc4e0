"""The orders whose owner must be reminded of a promise."""

from __future__ import annotations

from datetime import datetime

from helevejen.recruitment.enums import Near, OrderClock
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.queries.board import since_of
from helevejen.recruitment.rules import clocks


def orders_to_remind(at: datetime) -> list[int]:
    """Return the numbers of the open orders with a promise that nears or is past, not reminded of yet. One query."""
    waiting = JobOrder.objects.open().filter(shortlisted_at__isnull=True)
    return [order.pk for order in waiting.order_by("pk") if reminder_of(order, at)]


def reminder_of(order: JobOrder, at: datetime) -> tuple[OrderClock, Near] | None:
    """Return which promise of an order its owner is to be reminded of and how far it is, None for none. No query."""
    if not order.is_open or order.shortlisted_at is not None:
        return None
    if order.answered_at is None:
        clock, due_at, reminded = OrderClock.REPLY, order.reply_due_at, order.reply_reminded
    else:
        clock, due_at, reminded = OrderClock.SHORTLIST, order.shortlist_due_at, order.shortlist_reminded
    level = clocks.near(since_of(order), due_at, at)
    return (clock, level) if level > reminded else None
