"""What citizens do with the turns they have themselves."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.cases.actions import locks, turns
from helevejen.cases.actions.turns import UnableToPassTurn
from helevejen.cases.enums import TurnEvent
from helevejen.cases.models import Track, Turn
from helevejen.cases.rules import own_turns as rules
from helevejen.core.deeds import action

__all__ = ["UnableToPassTurn", "finish_own_turn"]


@action
def finish_own_turn(*, track: Track, by: User, at: datetime, expected_turn: int | None = None) -> Turn:
    """
    Say, as the citizen, that what was agreed is done: the ball goes to the jobformidler.

    Raises:
        UnableToPassTurn: the turn is not the citizen's, ends by another deed, or has moved. Nothing has been changed.
    """
    track, turn = locks.lock_turn(track, expected_turn, at=at, refusal=UnableToPassTurn)
    is_own = track.case.citizen.user_id == by.pk
    if objection := rules.objection_to_ticking(is_own=is_own, holder=turn.holder, kind=track.kind, step=turn.step):
        raise UnableToPassTurn(objection)
    after = rules.step_after(track.kind, turn.step)
    assert after is not None, "objection_to_ticking has asked"
    # No cap: the citizen wears none.
    return turns.hand_turn(
        track=track, by=by, at=at, event=TurnEvent.DONE, step=after.code, cap="", expected_turn=turn.pk
    )
