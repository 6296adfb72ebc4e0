"""
When a list can be made, an order declined, and lists be stopped.

Source: docs/rules/suggestions.md.
"""

from __future__ import annotations

from typing import Final

from helevejen.companies.rules import has_cpr
from helevejen.suggestions.enums import ListObjection

MOST_REASON_LETTERS: Final = 500
#: Numbers of citizens are told by steps of this, and none that is smaller.
STEP: Final = 5


def objection_to_list(
    *, is_stopped: bool, is_case_open: bool = True, is_order_open: bool = True
) -> ListObjection | None:
    """
    Return why a list cannot be made, or None.

    Source:
        docs/rules/suggestions.md (the switch).
    """
    if is_stopped:
        return ListObjection.STOPPED
    if not is_case_open:
        return ListObjection.CASE_CLOSED
    return None if is_order_open else ListObjection.ORDER_NOT_OPEN


def objection_to_stop(reason: str, *, is_stopped: bool) -> ListObjection | None:
    """
    Return why lists cannot be stopped so, or None.

    Source:
        docs/rules/suggestions.md (the switch): everybody reads the reason.
    """
    if is_stopped:
        return ListObjection.STOPPED_ALREADY
    if not reason.strip():
        return ListObjection.NO_REASON
    if len(reason) > MOST_REASON_LETTERS:
        return ListObjection.TOO_LONG
    return ListObjection.HAS_CPR if has_cpr(reason) else None


def told_of(count: int) -> int | None:
    """
    Return what is told of a number of citizens: at least so many, by fives; None for fewer, none at all too.

    Source:
        docs/rules/suggestions.md (what fewer requirements would open).

    Examples:
        >>> told_of(0), told_of(4), told_of(5), told_of(9), told_of(12)
        (None, None, 5, 5, 10)
    """
    return count // STEP * STEP or None
