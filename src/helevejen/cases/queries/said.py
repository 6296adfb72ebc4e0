"""What citizens have said and wait for an answer to: the words themselves, for the turns that ask for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from helevejen.cases.models import Message
from helevejen.cases.queries.turns import TurnRow
from helevejen.cases.rules import chains
from helevejen.citizens.models import Wish

_ANSWERS_A_MESSAGE = frozenset({chains.ANSWER, chains.CALL_BACK})


@dataclass(frozen=True, slots=True)
class Said:
    """
    The citizen's own words behind a turn that answers them.

    Attributes:
        wish_id: The current version of the wish; None for a message.
        text: Empty when the citizen only asked to be called.
        call_at: When the citizen would like to be called, if they said.
    """

    wish_id: int | None
    text: str
    said_at: datetime
    wants_call: bool = False
    call_at: datetime | None = None


def asks_for_answer(turn: TurnRow) -> bool:
    """Return whether a turn is to answer something the citizen wrote."""
    return turn.step == chains.ANSWER_WISH or turn.step in _ANSWERS_A_MESSAGE


def said_before(turns: Iterable[TurnRow]) -> dict[int, Said]:
    """Return, by track, what the citizen said that some turns answer. Two queries, none when no turn answers."""
    asked = [turn for turn in turns if asks_for_answer(turn)]
    wishes = {turn.wish_id: turn.track_id for turn in asked if turn.wish_id is not None}
    messages = {turn.track_id for turn in asked if turn.wish_id is None}
    return _wishes(wishes) | _messages(messages)


def _wishes(track_of: dict[int, int]) -> dict[int, Said]:
    if not track_of:
        return {}
    current = Wish.objects.filter(first__in=track_of, replaced_at__isnull=True).order_by("pk")
    return {
        track_of[wish.first_id]: Said(wish_id=wish.pk, text=wish.text, said_at=wish.said_at)
        for wish in current
        if wish.first_id is not None
    }


def _messages(track_ids: set[int]) -> dict[int, Said]:
    if not track_ids:
        return {}
    # The oldest first, so that the newest of a track stands.
    written = Message.objects.filter(track__in=track_ids, from_citizen=True).order_by("sent_at", "pk")
    return {
        message.track_id: Said(
            wish_id=None,
            text=message.text,
            said_at=message.sent_at,
            wants_call=message.wants_call,
            call_at=message.call_at,
        )
        for message in written
    }
