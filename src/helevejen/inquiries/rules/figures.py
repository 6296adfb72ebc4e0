"""
The figures of the inbox, from counts of minutes.

Source: docs/rules/inquiries.md (figures).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Fewer than so many give no figure: the register statistics' rule of small cells.
FEWEST: Final = 5


def percentile(counts: Mapping[int, int], share: float) -> int | None:
    """
    Return the least value that at least a share of all lie at or below; None when they are too few to say.

    Args:
        counts: Value to how many have it.

    Source:
        docs/rules/inquiries.md (figures): the nearest rank.

    Examples:
        >>> percentile({10: 5, 60: 4, 600: 1}, 0.9)
        60
    """
    whole = sum(counts.values())
    if whole < FEWEST:
        return None
    wanted, seen = share * whole, 0
    for value in sorted(counts):
        seen += counts[value]
        if seen >= wanted - 1e-9:
            return value
    return max(counts)


def share_of(part: int, whole: int) -> float | None:
    """
    Return a share; None when the whole is too small to say.

    Source:
        docs/rules/inquiries.md (figures).
    """
    return part / whole if whole >= FEWEST else None
