"""Inquiries a citizen may have applied for a decision with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from helevejen.accounts.models import User
from helevejen.cases.enums import AppliedBy
from helevejen.engines.calendar import day_of
from helevejen.inquiries import perms
from helevejen.inquiries.enums import Channel
from helevejen.inquiries.models import Inquiry

_CAME_BY: Final = {
    Channel.PORTAL: AppliedBy.PORTAL,
    Channel.MAIL: AppliedBy.MAIL,
    Channel.PHONE: AppliedBy.PHONE,
    Channel.COUNTER: AppliedBy.TALK,
}
#: An application older than this was hardly the one for a decision begun today.
_LATELY: Final = timedelta(days=183)
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class MaybeApplication:
    """An inquiry of a citizen's that may be the application for a decision: when it came and how."""

    inquiry_id: int
    received_on: date
    by: AppliedBy
    topic: str


def applications_of(citizen_id: int, viewer: User, at: datetime) -> list[MaybeApplication]:
    """Return the citizen's last inquiries of half a year, newest first, as far as the viewer may know. One query."""
    found = perms.visible_to(viewer, at).filter(citizen=citizen_id, received_at__gt=at - _LATELY, received_at__lte=at)
    return [_maybe(one) for one in found.order_by("-received_at", "-pk")[:_MOST]]


def _maybe(inquiry: Inquiry) -> MaybeApplication:
    return MaybeApplication(
        inquiry.pk, day_of(inquiry.received_at), _CAME_BY[Channel(inquiry.channel)], str(inquiry.get_topic_display())
    )
