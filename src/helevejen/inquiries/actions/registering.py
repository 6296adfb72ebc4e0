"""Writing down what somebody asked by telephone or at the counter."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import Team, User
from helevejen.core.deeds import action, refused_as
from helevejen.inquiries.actions import handling, receiving
from helevejen.inquiries.actions.receiving import Asked, From, UnableToTakeInInquiry
from helevejen.inquiries.models import Inquiry


@action
def register_inquiry(*, sender: From, asked: Asked, by: User, at: datetime, team: Team, answer: str = "") -> Inquiry:
    """
    Write down what somebody asked by telephone or at the counter; with an answer it is solved at once.

    Raises:
        UnableToTakeInInquiry: nothing has been written.
    """
    inquiry = receiving.take_in(sender=sender, asked=asked, by=by, at=at, is_told=True, registrar=by, team=team)
    if answer.strip():
        with refused_as(UnableToTakeInInquiry):
            handling.give_answer(inquiry, by=by, at=at, text=answer, channel=asked.channel)
            handling.end_inquiry(inquiry, by=by, at=at)
    return inquiry
