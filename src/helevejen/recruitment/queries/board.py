"""The unit's board: every order with its clock, its owner and how often it changed hands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, NamedTuple

from django.db.models import Count, Q

from helevejen.accounts.models import User
from helevejen.companies.models import Company
from helevejen.recruitment import perms
from helevejen.recruitment.enums import Box, Near, OrderState
from helevejen.recruitment.models import JobOrder, JobOrderQuerySet
from helevejen.recruitment.rules import clocks

_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """
    One order on the board.

    Attributes:
        clock: The word for what is due next; empty when nothing is.
        due_at: Until when it is due.
    """

    pk: int
    title: str
    company: str
    company_id: int
    place: str
    positions: int
    hours_least: Decimal
    hours_most: Decimal
    owner: str
    owner_id: int
    ordered_at: datetime
    state: str
    state_label: str
    is_answered: bool
    is_shortlisted: bool
    transfer_count: int
    clock: str
    due_at: datetime | None
    is_late: bool
    is_near: bool
    number: int


class OrderLine(NamedTuple):
    """As much of one order as the board is sorted and counted by."""

    pk: int
    title: str
    company: str
    owner: str
    ordered_at: datetime
    due_at: datetime | None
    is_late: bool
    is_near: bool


def in_box(user: User, box: str, at: datetime) -> JobOrderQuerySet:
    """Return the orders of one of the board's boxes, loaded for `rows_of`, the newest first. One query."""
    found = perms.visible_to(user, at).filter(_of_box(user, box))
    return found.select_related("company", "workplace", "owner").order_by("-ordered_at", "-pk")


def lines_of(orders: JobOrderQuerySet, at: datetime) -> list[OrderLine]:
    """Return orders that come from `in_box` as lines, what is due first on top and what waits last. One query."""
    read = orders.values_list(
        "pk", "title", "company__name", "owner__name", "ordered_at", "answered_at", "state", "reply_due_at",
        "shortlist_due_at", "shortlisted_at", "next_due_on",
    )  # fmt: skip
    lines = []
    for pk, title, company, owner, ordered_at, answered_at, state, reply, shortlist, shortlisted, promised in read:
        due = _due(answered_at, state, reply, shortlist, shortlisted, promised)
        near = clocks.near(answered_at or ordered_at, due.at, at) if due else Near.NONE
        due_at = due.at if due else None
        lines.append(OrderLine(pk, title, company, owner, ordered_at, due_at, near == Near.PASSED, near == Near.SOON))
    return sorted(lines, key=lambda line: line.due_at or _NEVER)


def rows_of_lines(lines: Iterable[OrderLine], user: User, at: datetime) -> list[OrderRow]:
    """Return the rows of some lines, a page of them, in their order. One query."""
    numbers = [line.pk for line in lines]
    found = perms.visible_to(user, at).select_related("company", "workplace", "owner").in_bulk(numbers)
    return [row_of(found[number], at) for number in numbers if number in found]


def orders_at(company: Company, user: User, at: datetime) -> list[OrderRow]:
    """Return the orders of one company that have not ended, what is due first on top. One query."""
    found = perms.visible_to(user, at).filter(company=company).unended()
    return rows_of(found.select_related("company", "workplace", "owner").order_by("-ordered_at", "-pk"), at)


def counts_of(user: User, at: datetime) -> dict[str, int]:
    """Return how many orders each box has. One query."""
    each = {box.value: Count("pk", filter=_of_box(user, box)) for box in Box}
    return {box: count or 0 for box, count in perms.visible_to(user, at).aggregate(**each).items()}


def rows_of(orders: Iterable[JobOrder], at: datetime) -> list[OrderRow]:
    """Return orders that come from `in_box` as rows, what is due first on top and what waits last. No query."""
    return sorted((row_of(order, at) for order in orders), key=lambda row: row.due_at or _NEVER)


def row_of(order: JobOrder, at: datetime) -> OrderRow:
    """Return one order, loaded with company, workplace and owner, as a row. No query."""
    due = due_of(order)
    near = clocks.near(since_of(order), due.at, at) if due else Near.NONE
    workplace = order.workplace
    return OrderRow(
        pk=order.pk,
        title=order.title,
        company=order.company.name,
        company_id=order.company_id,
        place=(workplace.city or workplace.name) if workplace is not None else "",
        positions=order.positions,
        hours_least=order.hours_least,
        hours_most=order.hours_most,
        owner=order.owner.name,
        owner_id=order.owner_id,
        ordered_at=order.ordered_at,
        state=order.state,
        state_label=str(OrderState(order.state).label),
        is_answered=order.answered_at is not None,
        is_shortlisted=order.shortlisted_at is not None,
        transfer_count=order.transfer_count,
        clock=str(due.clock.label) if due else "",
        due_at=due.at if due else None,
        is_late=near == Near.PASSED,
        is_near=near == Near.SOON,
        number=order.number,
    )


def since_of(order: JobOrder) -> datetime:
    """Return from when what is due next is counted: the order, and once it is answered the answer. No query."""
    return order.ordered_at if order.answered_at is None else order.answered_at


def due_of(order: JobOrder) -> clocks.Due | None:
    """Return what is due next on an order. No query."""
    return _due(
        order.answered_at, order.state, order.reply_due_at, order.shortlist_due_at, order.shortlisted_at,
        order.next_due_on,
    )  # fmt: skip


def _due(
    answered_at: datetime | None,
    state: str,
    reply_due_at: datetime,
    shortlist_due_at: datetime,
    shortlisted_at: datetime | None,
    promised_on: date | None,
) -> clocks.Due | None:
    return clocks.next_due(
        state=state,
        reply_due_at=reply_due_at,
        answered_at=answered_at,
        shortlist_due_at=shortlist_due_at,
        shortlisted_at=shortlisted_at,
        promised_on=promised_on,
    )


def _of_box(user: User, box: str) -> Q:
    unended = Q(state__in=(OrderState.OPEN, OrderState.PAUSED))
    if box == Box.MINE:
        return unended & Q(owner_id=user.pk)
    if box == Box.UNANSWERED:
        return Q(state=OrderState.OPEN, answered_at__isnull=True)
    if box == Box.PAUSED:
        return Q(state=OrderState.PAUSED)
    if box == Box.ENDED:
        return Q(state__in=(OrderState.FILLED, OrderState.CLOSED))
    return Q(state=OrderState.OPEN)
