"""The company's own orders: who owns each, what happened last, and what was promised next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Case, Count, OuterRef, Subquery, When, Window

from helevejen.accounts.models import User
from helevejen.recruitment.enums import SAID_TO_COMPANY, OrderEventKind, OrderState
from helevejen.recruitment.models import JobOrder, OrderEvent
from helevejen.recruitment.queries.board import due_of
from helevejen.recruitment.queries.detail import OrderEventSeen, events_of, orders_visible_to


@dataclass(frozen=True, slots=True)
class OwnOrder:
    """
    An order as the company sees it. Only these fields reach its page.

    Attributes:
        clock: What we owe next: reply, shortlist or promise; empty when nothing.
        next_step: What we promised, in our words.
    """

    pk: int
    title: str
    positions: int
    state: str
    state_label: str
    owner: str
    phone: str
    email: str
    ordered_at: datetime
    last_step: str
    last_at: datetime | None
    clock: str
    due_at: datetime | None
    next_step: str
    next_due_on: date | None
    is_late: bool
    shortlist_count: int | None


def own_orders(user: User, at: datetime, most: int | None = None) -> tuple[list[OwnOrder], int]:
    """
    Return the orders of the user's company, those not ended first, then the newest, and how many there are. One query.

    Args:
        most: How many are read; None for all. The number is of all.
    """
    ended = Case(When(state__in=(OrderState.FILLED, OrderState.CLOSED), then=1), default=0)
    last = OrderEvent.objects.filter(order=OuterRef("pk")).order_by("-number")
    # Of all around an order its owner is what is told, and five joins take longer to plan than to read.
    visible = orders_visible_to(user, at).select_related(None).select_related("owner")
    found = visible.annotate(
        count=Window(Count("*")), last_kind=Subquery(last.values("kind")[:1]), last_at=Subquery(last.values("at")[:1])
    )
    orders = list(found.order_by(ended, *visible.query.order_by)[:most])
    return [_own(one, one.last_kind or "", one.last_at, at) for one in orders], orders[0].count if orders else 0


def own_order(order: JobOrder, at: datetime) -> OwnOrder:
    """Return an order of `orders_visible_to` as the company sees it; no query when its events are loaded, else one."""
    last = max(order.events.all(), key=lambda event: event.number, default=None)
    return _own(order, last.kind if last else "", last.at if last else None, at)


def _own(order: JobOrder, last_kind: str, last_at: datetime | None, at: datetime) -> OwnOrder:
    due = due_of(order)
    return OwnOrder(
        pk=order.pk,
        title=order.title,
        positions=order.positions,
        state=order.state,
        state_label=str(OrderState(order.state).label),
        owner=order.owner.name,
        phone=order.owner.phone,
        email=order.owner.email,
        ordered_at=order.ordered_at,
        last_step=_said_to_company(last_kind) if last_kind else "",
        last_at=last_at,
        clock=due.clock.value if due else "",
        due_at=due.at if due else None,
        next_step=order.next_step,
        next_due_on=order.next_due_on,
        is_late=due is not None and at > due.at,
        shortlist_count=order.shortlist_count,
    )


def own_events_of(order: JobOrder) -> list[OrderEventSeen]:
    """Return what has happened to an order as its company reads it, the newest first; why it is ours. One query."""
    return [replace(event, label=_said_to_company(event.kind), reason="") for event in events_of(order)]


def _said_to_company(kind: str) -> str:
    return str(SAID_TO_COMPANY.get(kind, OrderEventKind(kind).label))
