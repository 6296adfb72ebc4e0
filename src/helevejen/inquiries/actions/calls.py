"""A call that a company asked for about one of its job orders: made, and with it answered."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.core.deeds import step
from helevejen.inquiries.actions import keeping
from helevejen.inquiries.actions.handling import end_inquiry, give_answer
from helevejen.inquiries.enums import Channel
from helevejen.inquiries.models import Inquiry


@step
def answer_calls(order_id: int, *, by: User, at: datetime, text: str) -> None:
    """
    Answer and solve what waits for a call about an order, with what was said on the telephone; nothing if none does.

    Raises:
        UnableToAnswerInquiry: nothing has been written.
    """
    waiting = Inquiry.objects.open().filter(order=order_id, wants_call=True, answered_at__isnull=True)
    for call in waiting.order_by("pk"):
        inquiry = keeping.lock_inquiry(call, None, at=at)
        if inquiry.answered_at is not None:
            continue  # somebody answered it while we waited for the lock
        give_answer(inquiry, by=by, at=at, text=text, channel=Channel.PHONE)
        end_inquiry(inquiry, by=by, at=at)
        keeping.keep_due(inquiry)
