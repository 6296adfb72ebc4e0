"""What every deed with the draft of a decision begins and ends with: the lock, the turn of its track, the log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import turns
from helevejen.cases.actions.turns import NextTurn
from helevejen.cases.enums import Cap, DecisionObjection, DecisionState, TurnEvent
from helevejen.cases.models import Decision
from helevejen.cases.rules import decisions as rules
from helevejen.core.deeds import Refusal
from helevejen.core.parse import COPENHAGEN


def lock_draft(decision: Decision, *, refusal: type[Refusal]) -> Decision:
    """
    Return the draft, locked, with what its deeds need.

    Raises:
        refusal: it is no draft any more.
    """
    locked = Decision.objects.select_for_update(of=("self",))
    decision = locked.select_related("case__citizen", "case__jobformidler", "track", "drafted_by").get(pk=decision.pk)
    if decision.state != DecisionState.DRAFT:
        raise refusal(DecisionObjection.NOT_DRAFT)
    return decision


def has_open_track(decision: Decision) -> bool:
    """Return whether the decision is about a track that is still open."""
    return decision.track is not None and decision.track.is_open


def is_at_hearing(decision: Decision) -> bool:
    """Return whether the turn of the decision's track is the citizen's answer. One query."""
    return (
        decision.track is not None
        and decision.track.is_open
        and decision.track.turns.open().filter(step=rules.HEARING).exists()
    )


def hand(
    decision: Decision,
    to_step: str,
    *,
    by: User,
    at: datetime,
    event: TurnEvent = TurnEvent.DONE,
    expected_turn: int | None = None,
    **then: Unpack[NextTurn],
) -> None:
    """Pass the turn of the decision's track; what is left out, the chain fills in."""
    assert decision.track is not None
    turns.hand_turn(
        track=decision.track,
        by=by,
        at=at,
        event=event,
        step=to_step,
        cap=Cap.AUTHORITY,
        expected_turn=expected_turn,
        **then,
    )


def record(verb: Verb, decision: Decision, *, by: User, at: datetime, **detail: object) -> None:
    """Write what was done with the decision into the log, under the cap of authority."""
    audit_actions.record_event(
        verb, subject=decision, by=by, at=at, citizen_id=decision.case.citizen_id, cap=Cap.AUTHORITY, detail=detail
    )


def day(at: datetime) -> date:
    """Return the Danish day of a moment."""
    return at.astimezone(COPENHAGEN).date()
