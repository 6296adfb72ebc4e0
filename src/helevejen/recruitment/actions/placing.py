"""An order is placed, by the company on its page or by whoever talks with it; corrected; and what it requires kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import User
from helevejen.companies.models import Company, Contact, Workplace
from helevejen.core.deeds import action, step
from helevejen.engines.calendar import day_of
from helevejen.recruitment.actions import keeping
from helevejen.recruitment.actions.keeping import UnableToHandleOrder
from helevejen.recruitment.enums import OrderEventKind, OrderObjection, OrderState
from helevejen.recruitment.models import JobOrder, Requirement
from helevejen.recruitment.queries import owners as owner_queries
from helevejen.recruitment.rules import clocks, orders
from helevejen.recruitment.rules.orders import Demanded, Wanted
from helevejen.taxonomy.actions import Typed, keep_choice


class UnableToPlaceOrder(UnableToHandleOrder):
    """The order cannot be written so."""


class UnableToChangeOrder(UnableToHandleOrder):
    """The order cannot be changed so."""


@dataclass(frozen=True, slots=True)
class Where:
    """At which workplace an order is, and with whom it was talked about; either may be open."""

    workplace: Workplace | None = None
    contact: Contact | None = None


@action
def place_order(
    *,
    company: Company,
    wanted: Wanted,
    by: User,
    at: datetime,
    where: Where = Where(),
    demands: Sequence[Demanded] = (),
    typed: Typed | None = None,
) -> JobOrder:
    """
    Write down what a company needs. Staff own what they write, and have answered; else an owner is found, and told.

    Raises:
        UnableToPlaceOrder: something is missing, or nobody is at work to own it. Nothing has been written.
    """
    _check(company, wanted, where, at=at, refusal=UnableToPlaceOrder)
    owner = by if by.is_staff_member else owner_queries.find_owner_for(company, at)
    if owner is None:
        raise UnableToPlaceOrder(OrderObjection.NOBODY)
    promise = clocks.promise_for(at)
    order = JobOrder.objects.create(
        company=company, workplace=where.workplace, contact=where.contact, owner=owner, ordered_by=by, ordered_at=at,
        reply_due_at=promise.reply_by, shortlist_due_at=promise.shortlist_by,
        answered_at=at if by.is_staff_member else None, **_columns(wanted),
    )  # fmt: skip
    for demanded in demands:
        _require(order, demanded, refusal=UnableToPlaceOrder)
    _keep_choice(typed, order.occupation_uri, at=at)
    keeping.record(order, OrderEventKind.ORDERED, by=by, at=at)
    if not by.is_staff_member:
        _tell_owner(order, at=at)
    return order


@action
def require(
    *,
    order: JobOrder,
    demanded: Demanded,
    by: User,
    at: datetime,
    expected: int | None = None,
    typed: Typed | None = None,
) -> Requirement:
    """
    Add one thing an order requires.

    Raises:
        UnableToChangeOrder, UnableToHandleOrder: nothing has been changed.
    """
    order = _hold_unended(order, expected, at=at)
    made = _require(order, demanded, refusal=UnableToChangeOrder)
    _keep_choice(typed, made.uri, at=at)
    keeping.record(order, OrderEventKind.CHANGED, by=by, at=at, words=f"+ {made.label}")
    return made


@action
def drop_requirement(
    *, order: JobOrder, requirement_id: int, by: User, at: datetime, expected: int | None = None
) -> None:
    """
    Take away one thing an order required; one that is gone already is no harm.

    Raises:
        UnableToChangeOrder, UnableToHandleOrder: nothing has been changed.
    """
    order = _hold_unended(order, expected, at=at)
    gone = order.requirements.filter(pk=requirement_id).first()
    if gone is None:
        return
    gone.delete()
    keeping.record(order, OrderEventKind.CHANGED, by=by, at=at, words=f"− {gone.label}")


# --- Steps ---


@step
def correct_order(
    *,
    order: JobOrder,
    wanted: Wanted,
    where: Where,
    by: User,
    at: datetime,
    expected: int | None = None,
    typed: Typed | None = None,
    taken: int,
) -> JobOrder:
    """
    Correct what an order says; the clocks go on. What is sent as it was is no change: nobody is told.

    Args:
        taken: How many positions are taken already; fewer cannot be asked for.

    Raises:
        UnableToChangeOrder, UnableToHandleOrder: nothing has been changed.
    """
    order = _hold_unended(order, expected, at=at)
    _check(order.company, wanted, where, at=at, refusal=UnableToChangeOrder, order=order)
    if wanted.positions < taken:
        raise UnableToChangeOrder(OrderObjection.HIRED_ALREADY, n=taken)
    if wanted.occupation_uri != order.occupation_uri:
        _keep_choice(typed, wanted.occupation_uri, at=at)
    columns = _columns(wanted) | {"workplace": where.workplace, "contact": where.contact}
    if all(getattr(order, name) == value for name, value in columns.items()):
        return order
    for name, value in columns.items():
        setattr(order, name, value)
    order.save(update_fields=list(columns))
    keeping.record(order, OrderEventKind.CHANGED, by=by, at=at)
    return order


@step
def _keep_choice(typed: Typed | None, uri: str, *, at: datetime) -> None:
    """Keep which concept was chosen for what was typed, so that it comes first the next time."""
    if typed is not None and uri:
        keep_choice(typed, uri, on=day_of(at))


@step
def _require(order: JobOrder, demanded: Demanded, *, refusal: type[UnableToHandleOrder]) -> Requirement:
    known = order.requirements.order_by("pk").values_list("kind", "label")
    if objection := orders.objection_to_requirement(demanded, list(known)):
        raise refusal(objection)
    return Requirement.objects.create(order=order, **asdict(demanded) | {"label": demanded.label.strip()})


@step
def _hold_unended(order: JobOrder, expected: int | None, *, at: datetime) -> JobOrder:
    held = keeping.hold(order, expected, at=at)
    if held.state not in {OrderState.OPEN, OrderState.PAUSED}:
        raise UnableToChangeOrder(OrderObjection.NOT_OPEN)
    return held


def _check(
    company: Company,
    wanted: Wanted,
    where: Where,
    *,
    at: datetime,
    refusal: type[UnableToHandleOrder],
    order: JobOrder | None = None,
) -> None:
    known_start = order.starts_on if order is not None else None
    if objection := orders.objection_to_wanted(wanted, on=day_of(at), known_start=known_start):
        raise refusal(objection)
    if where.workplace is not None and where.workplace.company_id != company.pk:
        raise refusal(OrderObjection.WORKPLACE_OF_OTHER)
    if where.contact is not None and where.contact.company_id != company.pk:
        raise refusal(OrderObjection.CONTACT_OF_OTHER)


def _columns(wanted: Wanted) -> dict[str, Any]:
    """Return what is wanted as the columns of an order."""
    columns = asdict(wanted)
    texts = {name: columns[name].strip() for name in ("title", "tasks", "occupation_uri", "occupation_label")}
    lists = {name: list(columns[name]) for name in ("days", "shifts", "forms", "considerations")}
    return columns | texts | lists


@step
def _tell_owner(order: JobOrder, *, at: datetime) -> None:
    text = gettext_lazy("%(company)s har bestilt medarbejdere. Ring senest %(when)s.")
    tell_staff(
        [order.owner], kind="order", text=text, at=at, path=f"/arbejde/ordrer/{order.pk}/",
        company=order.company.name, when=order.reply_due_at,
    )  # fmt: skip
