"""The meetings that belong on somebody's Min dag."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Final

from django.db.models import Q

from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.enums import MeetingState
from helevejen.cases.models import Meeting
from helevejen.cases.queries.turns import worked_for_by
from helevejen.cases.rules import meetings as rules
from helevejen.cases.rules.turns import day_of

#: What a list tells of a meeting: a citizen's number and home have no place in it.
_TOLD: Final = (
    *("case_id", "track_id", "starts_at", "state", "purpose", "channel", "place", "host__name"),
    *(f"citizen__{name}" for name in ("given_name", "family_name", "protection", "needs_interpreter")),
)


def my_meetings(user: User, at: datetime, *, opened: Collection[int] | None = None) -> list[Meeting]:
    """
    Return the meetings that are coming, those of the day, and those of earlier days that nobody has written down.

    The user's own and those of whoever the user covers, where the file is open to the user, by time; with what a list
    tells of citizen and host. One query.

    Args:
        opened: The citizens whose file is open to the user, where that has been asked for already.
    """
    on = day_of(at)
    start = datetime.combine(on, time(), rules.COPENHAGEN)
    hosted = Meeting.objects.filter(host__in=worked_for_by(user, on))
    hosted = hosted.filter(perms.of_visible(user, at) if opened is None else Q(citizen__in=opened))
    of_the_day = Q(
        starts_at__gte=start,
        starts_at__lt=start + timedelta(days=1),
        state__in=[MeetingState.HELD, MeetingState.MISSED],
    )
    shown = hosted.filter(Q(state=MeetingState.BOOKED) | of_the_day)
    told = shown.select_related("citizen", "host").only(*_TOLD)
    return list(told.order_by("starts_at", "pk"))
