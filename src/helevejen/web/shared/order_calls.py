"""The call a company asks for about one of its orders, the same for its own page and for the desk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from helevejen.inquiries import queries

if TYPE_CHECKING:
    from helevejen.recruitment.models import JobOrder


def words_of_call(order_id: int, title: str) -> str:
    """Return what is written to us when a company asks to be called about an order."""
    return _("Ring til os om ordre nr. %(n)s: %(title)s.") % {"n": order_id, "title": title}


def call_awaited(request: HttpRequest, order: JobOrder, at: datetime) -> queries.OwnInquiry | None:
    """Return the call about an order that the company waits for, whatever language it was asked for in."""
    beginnings = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            beginnings.append(words_of_call(order.pk, "\0").partition("\0")[0])
    return queries.call_awaited(order.company_id, request.user, at, beginnings)
