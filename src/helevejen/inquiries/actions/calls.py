"""A call that a company asked for about one of its job orders: made, and with it answered."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.core.deeds import step
from helevejen.inquiries.actions import keeping
from helevejen.inquiries.actions.handling import end_inquiry, give_answer
from helevejen.inquiries.enums import Channel
from helevejen.inquiries.models import Inquiry
from helevejen.inquiries.queries.own import find_call_awaited


@step
def answer_call(order_id: int, *, by: User, at: datetime, text: str) -> None:
    """
    Answer and solve the call about an order that its page tells `by` of, with what was said on the telephone.

    Nothing if none waits. What waits with another team stays there: who wrote this down does not know of it.

    Raises:
        UnableToAnswerInquiry: nothing has been written.
    """
    awaited = find_call_awaited(order_id, by, at)
    if awaited is None:
        return
    inquiry = keeping.lock_inquiry(Inquiry(pk=awaited), None, at=at)
    if inquiry.answered_at is not None or not inquiry.is_open:
        return  # somebody answered or solved it while we waited for the lock
    give_answer(inquiry, by=by, at=at, text=text, channel=Channel.PHONE)
    end_inquiry(inquiry, by=by, at=at)
    keeping.keep_due(inquiry)
