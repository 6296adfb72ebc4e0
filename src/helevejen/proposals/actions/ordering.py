"""An order is changed, moved on or called about, with a look at who is proposed for it and at who asked for a call."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.core.deeds import action, step
from helevejen.inquiries.actions.calls import answer_call
from helevejen.proposals.actions.ending import end_others
from helevejen.proposals.queries.positions import hired_count
from helevejen.recruitment.actions import keeping
from helevejen.recruitment.actions.handling import Promised, shift_order, write_down
from helevejen.recruitment.actions.own import want_fewer
from helevejen.recruitment.actions.placing import Where, correct_order
from helevejen.recruitment.enums import OrderState
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.rules.orders import Wanted
from helevejen.taxonomy.actions import Typed


@action
def move_order(
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
    Pause an order, take it up again or end it, and then its proposals, for nobody is looked for any more.

    Raises:
        UnableToMoveOrder, UnableToHandleOrder: nothing has been changed.
    """
    order = shift_order(order=order, to=to, by=by, at=at, reason=reason, closing=closing, expected=expected)
    if to in {OrderState.FILLED, OrderState.CLOSED}:
        end_others(order, by=by, at=at)
    return order


@action
def call_about_order(
    *, order: JobOrder, by: User, at: datetime, words: str, promised: Promised, expected: int | None = None
) -> JobOrder:
    """
    Write down the call the company asked for about its order: what was said, once, on the order and as our answer.

    Raises:
        UnableToAnswerOrder, UnableToHandleOrder, UnableToAnswerInquiry: nothing has been written.
    """
    order = write_down(order, by=by, at=at, words=words, promised=promised, expected=expected)
    answer_call(order.pk, by=by, at=at, text=words)
    return order


@action
def change_order(
    *,
    order: JobOrder,
    wanted: Wanted,
    where: Where,
    by: User,
    at: datetime,
    expected: int | None = None,
    typed: Typed | None = None,
) -> JobOrder:
    """
    Correct what an order says, but never to fewer positions than are taken; with none left it is filled.

    Only another number of positions fills it: one opened again with all of them taken is still to be put right.

    Raises:
        UnableToChangeOrder, UnableToHandleOrder: nothing has been changed.
    """
    held = keeping.hold(order, None, at=at)
    before, taken = held.positions, hired_count(held)
    changed = correct_order(
        order=held, wanted=wanted, where=where, by=by, at=at, expected=expected, typed=typed, taken=taken
    )
    if changed.positions != before:
        _fill_when_none_is_left(changed, taken, by=by, at=at)
    return changed


@action
def look_for_fewer(*, order: JobOrder, left: int, by: User, at: datetime, expected: int | None = None) -> JobOrder:
    """
    Keep that the company has found somebody itself: so many, fewer than before, are still wanted beside those hired.

    It is no change of the task: those who said yes are not asked again.

    Raises:
        UnableToChangeOrder, UnableToHandleOrder: nothing has been changed.
    """
    order = keeping.hold(order, expected, at=at)
    want_fewer(order, left=left, taken=hired_count(order), by=by, at=at)
    return order


# --- Steps ---


@step
def _fill_when_none_is_left(order: JobOrder, taken: int, *, by: User, at: datetime) -> None:
    if taken and order.positions == taken:
        shift_order(order=order, to=OrderState.FILLED, by=by, at=at)
        end_others(order, by=by, at=at)
