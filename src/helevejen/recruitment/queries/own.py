"""The company's own orders: who owns each, what happened last, and what was promised next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Prefetch

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


def own_orders(user: User, at: datetime) -> list[OwnOrder]:
    """Return the orders of the user's company, those not ended first, then the newest. Two queries."""
    events = OrderEvent.objects.order_by("-number")
    found = list(orders_visible_to(user, at).prefetch_related(Prefetch("events", events)))
    seen = [own_order(order, at) for order in found]
    return sorted(seen, key=lambda one: one.state in {OrderState.FILLED, OrderState.CLOSED})


def own_order(order: JobOrder, at: datetime) -> OwnOrder:
    """Return an order of `orders_visible_to` as the company sees it; no query when its events are loaded, else one."""
    due = due_of(order)
    last = max(order.events.all(), key=lambda event: event.number, default=None)
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
        last_step=_said_to_company(last.kind) if last else "",
        last_at=last.at if last else None,
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
