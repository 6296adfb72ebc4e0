"""How sure a share is that was seen of few."""

from __future__ import annotations

from math import sqrt
from typing import Final

#: Of a normal distribution 95 % lie within so many standard deviations of its middle.
_DEVIATIONS_95: Final = 1.959963984540054


def share_interval(share: float, of: int) -> tuple[float, float]:
    """
    Return between which shares the true one lies, with 95 % confidence: Wilson's score interval.

    With z = 1.96, the bounds are the two p for which the share seen lies z standard errors from p:
    |share − p| = z √(p (1 − p) / of). Unlike share ± z standard errors it stays within 0 and 1, and holds of few and of
    shares near 1.

    Args:
        share: What was seen, 0–1.
        of: Of so many that do not depend on each other, > 0.

    Returns:
        The lower and the upper bound, 0 <= lower <= share <= upper <= 1.

    Raises:
        ValueError: the share is outside 0–1, or it is of none.

    Time:
        O(1).

    Source:
        Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22, 1927;
        docs/engines/shares.md.

    Examples:
        >>> [round(bound, 3) for bound in share_interval(0.9, 10)]
        [0.596, 0.982]
        >>> [round(bound, 3) for bound in share_interval(1.0, 5)]
        [0.566, 1.0]
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share is {share}; it lies between 0 and 1")
    if of <= 0:
        raise ValueError(f"of is {of}; a share is of one or more")
    square = _DEVIATIONS_95**2 / of
    middle = (share + square / 2) / (1 + square)
    reach = _DEVIATIONS_95 * sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square)
    # The bounds are 0 and 1 exactly where nothing or all was seen; rounding must not carry them past the share.
    return max(min(middle - reach, share), 0.0), min(max(middle + reach, share), 1.0)
