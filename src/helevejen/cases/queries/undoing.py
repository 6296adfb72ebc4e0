"""The turn somebody has just ended and may take back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from helevejen.accounts.models import User
from helevejen.cases.enums import TurnEvent
from helevejen.cases.models import Track, Turn

#: So long a slip can be taken back in one click; after that it is corrected with a reason.
UNDOING_LASTS: Final = timedelta(minutes=10)

_BY_HAND = [TurnEvent.DONE, TurnEvent.ANSWERED, TurnEvent.NOT_DONE, TurnEvent.POSTPONED]


def find_turn_to_take_back(track: Track, by: User, at: datetime) -> Turn | None:
    """
    Return the turn before the open one, when the same person passed it a moment ago and nothing came after. One query.

    Loaded with its holder. A turn that corrects another is not taken back.
    """
    if track.open_turn is None or track.open_turn.corrects_id is not None:
        return None
    ended = track.turns.filter(
        number=track.open_turn.number - 1, ended_by=by, ended_at__gt=at - UNDOING_LASTS, event__in=_BY_HAND
    )
    return ended.select_related("holder_user").order_by("pk").first()
