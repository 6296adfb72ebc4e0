"""Handling an order: take it, answer, hand it over, give a shortlist, promise what comes next, move it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import User
from helevejen.core.deeds import action, step
from helevejen.engines.calendar import day_of
from helevejen.recruitment.actions import keeping
from helevejen.recruitment.actions.keeping import UnableToHandleOrder
from helevejen.recruitment.enums import OrderEventKind, OrderObjection, OrderState
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.queries import owners as owner_queries
from helevejen.recruitment.rules import clocks, orders


class UnableToAnswerOrder(UnableToHandleOrder):
    """What was said cannot be written down so."""


class UnableToTakeOrder(UnableToHandleOrder):
    """The order cannot change hands so."""


class UnableToGiveShortlist(UnableToHandleOrder):
    """The shortlist cannot be given so."""


class UnableToMoveOrder(UnableToHandleOrder):
    """The order cannot go there from where it stands."""


@dataclass(frozen=True, slots=True)
class Promised:
    """What the owner promises the company next, and until when; both or neither."""

    step: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Shortlist:
    """How many candidates were suggested, none with why; in words the company reads."""

    count: int | None
    words: str = ""


_MOVED = {
    OrderState.PAUSED: OrderEventKind.PAUSED,
    OrderState.OPEN: OrderEventKind.OPENED,
    OrderState.FILLED: OrderEventKind.FILLED,
    OrderState.CLOSED: OrderEventKind.CLOSED,
}


@action
def take_over_order(
    *, order: JobOrder, by: User, at: datetime, reason: str = "", expected: int | None = None
) -> JobOrder:
    """
    Become the owner of an order. Before the first answer nothing is asked; after it, it is a transfer with its reason.

    Raises:
        UnableToTakeOrder, UnableToHandleOrder: nothing has been changed.
    """
    order = _hold_unended(order, expected, at=at, refusal=UnableToTakeOrder)
    _change_owner(order, to=by, by=by, at=at, reason=reason, kind=OrderEventKind.TAKEN)
    return order


@action
def hand_over_order(
    *, order: JobOrder, to: User, by: User, at: datetime, reason: str, expected: int | None = None
) -> JobOrder:
    """
    Give an order to somebody else, with the reason. No clock starts anew; the new owner is told.

    Raises:
        UnableToTakeOrder, UnableToHandleOrder: nothing has been changed.
    """
    order = _hold_unended(order, expected, at=at, refusal=UnableToTakeOrder)
    if objection := orders.objection_to_reason(reason):
        raise UnableToTakeOrder(objection)
    _change_owner(order, to=to, by=by, at=at, reason=reason, kind=OrderEventKind.HANDED_OVER)
    text = gettext_lazy("Du har fået en jobordre fra en kollega.")
    tell_staff([to], kind="order", text=text, at=at, path=f"/arbejde/ordrer/{order.pk}/")
    return order


@action
def answer_order(
    *,
    order: JobOrder,
    by: User,
    at: datetime,
    words: str,
    promised: Promised = Promised(),
    expected: int | None = None,
) -> JobOrder:
    """
    Write down what was said to the company. Whoever answers first owns the order; the clock of the answer stops.

    Raises:
        UnableToAnswerOrder, UnableToHandleOrder: nothing has been written.
    """
    return write_down(order, by=by, at=at, words=words, promised=promised, expected=expected)


@action
def give_shortlist(
    *,
    order: JobOrder,
    by: User,
    at: datetime,
    shortlist: Shortlist,
    promised: Promised = Promised(),
    expected: int | None = None,
) -> JobOrder:
    """
    Write down that candidates were suggested, or that there are none and why. The first stops the clock.

    Raises:
        UnableToGiveShortlist, UnableToHandleOrder: nothing has been written.
    """
    order = _hold_unended(order, expected, at=at, refusal=UnableToGiveShortlist)
    if objection := orders.objection_to_shortlist(
        is_answered=order.answered_at is not None, count=shortlist.count, words=shortlist.words
    ):
        raise UnableToGiveShortlist(objection)
    _promise(order, promised, at=at, refusal=UnableToGiveShortlist)
    order.shortlisted_at = order.shortlisted_at or at
    order.shortlist_count = shortlist.count
    order.save(update_fields=["shortlisted_at", "shortlist_count"])
    kind = OrderEventKind.SHORTLISTED if shortlist.count else OrderEventKind.NONE_FOUND
    keeping.record(order, kind, by=by, at=at, words=shortlist.words)
    return order


@action
def promise_next(
    *, order: JobOrder, promised: Promised, by: User, at: datetime, expected: int | None = None
) -> JobOrder:
    """
    Promise the company what happens next and when; empty takes the last promise away, because it is kept.

    Raises:
        UnableToAnswerOrder, UnableToHandleOrder: nothing has been changed.
    """
    order = _hold_unended(order, expected, at=at, refusal=UnableToAnswerOrder)
    _promise(order, promised, at=at, refusal=UnableToAnswerOrder)
    keeping.record(order, OrderEventKind.PROMISED, by=by, at=at, words=promised.step)
    return order


# --- Steps ---


@step
def write_down(
    order: JobOrder, *, by: User, at: datetime, words: str, promised: Promised, expected: int | None
) -> JobOrder:
    """
    Write down what was said to the company, and stop the clock of the answer if it is the first.

    Raises:
        UnableToAnswerOrder, UnableToHandleOrder: nothing has been written.
    """
    order = _hold_unended(order, expected, at=at, refusal=UnableToAnswerOrder)
    if objection := orders.objection_to_words(words):
        raise UnableToAnswerOrder(objection)
    _promise(order, promised, at=at, refusal=UnableToAnswerOrder)
    if order.answered_at is None:
        order.answered_at, order.owner = at, by
        order.save(update_fields=["answered_at", "owner"])
    keeping.record(order, OrderEventKind.ANSWERED, by=by, at=at, words=words)
    return order


@step
def shift_order(
    *,
    order: JobOrder,
    to: OrderState,
    by: User,
    at: datetime,
    reason: str = "",
    closing: str = "",
    expected: int | None = None,
) -> JobOrder:
    """
    Pause an order, take it up again, or end it as filled or closed; `proposals` ends what hangs on it.

    Raises:
        UnableToMoveOrder, UnableToHandleOrder: nothing has been changed.
    """
    order = keeping.hold(order, expected, at=at)
    state = OrderState(order.state)
    if objection := orders.objection_to_move(state=state, to=to, reason=reason, closing=closing):
        raise UnableToMoveOrder(objection, state=str(state.label).lower())
    if order.paused_at is not None and to == OrderState.OPEN:
        order.reply_due_at = clocks.after_pause(order.reply_due_at, order.paused_at, at)
        later = clocks.after_pause(order.shortlist_due_at, order.paused_at, at)
        order.shortlist_due_at = max(later, order.reply_due_at)
    is_ended = to in {OrderState.FILLED, OrderState.CLOSED}
    order.state, order.closing_reason = to, closing if to == OrderState.CLOSED else ""
    order.paused_at = at if to == OrderState.PAUSED else None
    order.ended_at = at if is_ended else None
    if is_ended:
        order.next_step, order.next_due_on = "", None
    order.save()
    keeping.record(order, _MOVED[to], by=by, at=at, words=reason)
    return order


@step
def _hold_unended(
    order: JobOrder, expected: int | None, *, at: datetime, refusal: type[UnableToHandleOrder]
) -> JobOrder:
    held = keeping.hold(order, expected, at=at)
    if held.state not in {OrderState.OPEN, OrderState.PAUSED}:
        raise refusal(OrderObjection.NOT_OPEN)
    return held


@step
def _change_owner(order: JobOrder, *, to: User, by: User, at: datetime, reason: str, kind: OrderEventKind) -> None:
    if objection := orders.objection_to_owner(
        user_id=to.pk, owner_id=order.owner_id, is_there=owner_queries.is_there(to, day_of(at))
    ):
        raise UnableToTakeOrder(objection)
    is_transfer = orders.is_transfer(is_answered=order.answered_at is not None)
    if is_transfer and orders.objection_to_reason(reason):
        raise UnableToTakeOrder(OrderObjection.ANSWERED)
    order.owner = to
    order.transfer_count += is_transfer
    order.save(update_fields=["owner", "transfer_count"])
    keeping.record(order, kind, by=by, at=at, reason=reason, is_transfer=is_transfer)


@step
def _promise(order: JobOrder, promised: Promised, *, at: datetime, refusal: type[UnableToHandleOrder]) -> None:
    if objection := orders.objection_to_promise(step=promised.step, due_on=promised.due_on, on=day_of(at)):
        raise refusal(objection)
    order.next_step, order.next_due_on = promised.step.strip(), promised.due_on
    order.save(update_fields=["next_step", "next_due_on"])
