"""
The citizen's wishes: whose words they are and how they are answered.

Source: docs/rules/wishes.md. The house's own rules; no law gives the citizen an answer within ten working days.
"""

from __future__ import annotations

from helevejen.citizens.enums import WishObjection

MOST_LETTERS = 3_000
MOST_REASON_LETTERS = 3_000


def objection_to_saying(*, is_own: bool, text: str, replaced_text: str | None) -> WishObjection | None:
    """
    Return why a wish cannot be said, or None.

    Args:
        is_own: The citizen says it. Staff never write or edit a wish.
        replaced_text: The words of the version it replaces; None for a new wish.

    Source:
        docs/rules/wishes.md (the citizen's own words).
    """
    if not is_own:
        return WishObjection.NOT_THE_CITIZEN
    if not text.strip():
        return WishObjection.NO_TEXT
    if len(text.strip()) > MOST_LETTERS:
        return WishObjection.TOO_LONG
    return WishObjection.SAME_WORDS if replaced_text == text.strip() else None


def objection_to_state(*, is_replaced: bool, is_withdrawn: bool) -> WishObjection | None:
    """
    Return why nothing more can be done with a version of a wish, or None.

    Source:
        docs/rules/wishes.md (versions).
    """
    if is_withdrawn:
        return WishObjection.WITHDRAWN
    return WishObjection.NOT_CURRENT if is_replaced else None


def objection_to_answering(*, is_answered: bool, is_by_staff: bool, reason: str) -> WishObjection | None:
    """
    Return why a current wish cannot be answered like that, or None. Every answer says why, a yes too.

    Source:
        docs/rules/wishes.md (the answer).
    """
    if not is_by_staff:
        return WishObjection.NOT_STAFF
    if is_answered:
        return WishObjection.ANSWERED
    if not reason.strip():
        return WishObjection.NO_REASON
    return WishObjection.TOO_LONG if len(reason.strip()) > MOST_REASON_LETTERS else None
