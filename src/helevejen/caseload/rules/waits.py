"""Who waits, and for whom nothing happens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

#: So long without anything is long. The law's own contact is more seldom; this is the house's eye on silence.
STILL_FOR: Final = timedelta(days=42)
#: Of fewer the 90th percentile is the longest of all, which says nothing of nine in ten.
LEAST_FOR_P90: Final = 10


def is_still(*, held_since: Iterable[datetime], last_heard_at: datetime | None, is_booked: bool, at: datetime) -> bool:
    """
    Return whether nothing happens for a citizen: no ball has moved, nobody has been heard, and nothing is booked.

    Args:
        held_since: Since when each open turn of the case has lain where it lies.
        last_heard_at: The last contact or reminder; None when there never was one.
        is_booked: A meeting is booked or times are proposed.

    Source:
        docs/rules/who-waits.md (nothing happens).
    """
    before = at - STILL_FOR
    moved = [*held_since, *([last_heard_at] if last_heard_at else [])]
    return not is_booked and all(moment <= before for moment in moved)
