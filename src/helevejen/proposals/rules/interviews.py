"""
How long an interview takes, and which appointments fall on top of each other.

Source: docs/rules/proposals.md (the interview).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Final

#: Nobody says how long an interview takes; the calendar keeps an hour.
MINUTES: Final = 60

Span = tuple[datetime, datetime]


def span_of(starts_at: datetime) -> Span:
    """
    Return start and end of an interview in UTC.

    Source:
        docs/rules/proposals.md (the interview).
    """
    starts = starts_at.astimezone(UTC)
    return starts, starts + timedelta(minutes=MINUTES)


def clashes(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """
    Return the pairs of appointments that overlap, by their places in the row; end to end is no overlap.

    Source:
        docs/rules/proposals.md (the interview).

    Examples:
        >>> from datetime import datetime, timedelta
        >>> noon = datetime(2026, 3, 11, 12, tzinfo=UTC)
        >>> hour = timedelta(hours=1)
        >>> clashes([(noon, noon + hour), (noon + hour, noon + 2 * hour), (noon + hour / 2, noon + 2 * hour)])
        [(0, 2), (1, 2)]
    """
    pairs = combinations(enumerate(spans), 2)
    return [(i, j) for (i, one), (j, other) in pairs if one[0] < other[1] and other[0] < one[1]]
