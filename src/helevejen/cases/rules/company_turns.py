"""
What a company can do by itself with the turns it has, and where the ball goes.

Source: docs/rules/companies.md (answering on the company's page).
"""

from __future__ import annotations

from typing import Final

from helevejen.cases.enums import Holder, TurnObjection, WritingObjection
from helevejen.cases.rules import chains

#: The link on which the jobformidler reads what a company has answered.
READ_ANSWER: Final = "we_read_company_answer"

#: Where a kind of track has no such link, the jobformidler follows up.
_FOLLOW_UP: Final = "we_follow_up"

MOST_ANSWER_LETTERS = 2_000


def step_after(kind: str) -> str:
    """
    Return the link of a kind of track that the ball goes to when a company has answered; always the jobformidler's.

    Source:
        docs/rules/companies.md (answering on the company's page).
    """
    return READ_ANSWER if chains.step_of(kind, READ_ANSWER) else _FOLLOW_UP


def objection_to_answering(
    *, is_theirs: bool, holder: str, text: str, wants_call: bool, is_by_deed: bool = False
) -> TurnObjection | WritingObjection | None:
    """
    Return why a company cannot answer a turn like that, or None. Whoever only asks to be called need not write.

    Args:
        is_by_deed: The step ends by a deed of its own, as the answer to a card does.

    Source:
        docs/rules/companies.md (answering on the company's page).
    """
    if not is_theirs or holder != Holder.COMPANY or is_by_deed:
        return TurnObjection.TURN_ENDED
    if not text.strip():
        return None if wants_call else WritingObjection.NO_TEXT
    return WritingObjection.TOO_LONG if len(text) > MOST_ANSWER_LETTERS else None
