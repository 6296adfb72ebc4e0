"""
The figures of the inbox, from counts of minutes.

Source: docs/rules/inquiries.md (figures).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def told(count: int) -> int | None:
    """
    Return a count that may be told: none at all, or enough; None for the few in between.

    Source:
        docs/rules/inquiries.md (figures).
    """
    return None if 0 < count < FEWEST else count


def told_of_parts(counts: Sequence[int]) -> list[int | None]:
    """
    Return the parts of a whole, each as it may be told, when the whole is told too.

    The few are not told. Where they add up to fewer than may be told, the next larger part is not told either, so that
    nothing is found by taking the told from the whole.

    Source:
        docs/rules/inquiries.md (figures).

    Examples:
        >>> told_of_parts([3, 9, 0, 20])
        [None, None, 0, 20]
        >>> told_of_parts([3, 4, 0, 20])
        [None, None, 0, 20]
    """
    shown: list[int | None] = [told(count) for count in counts]
    hidden = sum(count for count, one in zip(counts, shown, strict=True) if one is None)
    if 0 < hidden < FEWEST and any(shown):
        least = min(place for place, one in enumerate(shown) if one and one == min(filter(None, shown)))
        shown[least] = None
    return shown


def brought_together(counts: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """
    Return the names that stand for themselves, and those that are too few and are told as one: all of them or enough.

    Source:
        docs/rules/inquiries.md (figures).

    Examples:
        >>> brought_together({"plan": 9, "offer": 2, "letter": 6})
        (['plan'], ['offer', 'letter'])
    """
    rising = sorted(counts, key=lambda name: (counts[name], name))
    few = [name for name in rising if counts[name] < FEWEST]
    rest = rising[len(few) :]
    while few and rest and sum(counts[name] for name in few) < FEWEST:
        few.append(rest.pop(0))
    return rest, few
