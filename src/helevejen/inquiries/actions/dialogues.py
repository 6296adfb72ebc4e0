"""Dialogues: answered where they lie, in the case, and counted by the same rules as every inquiry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from helevejen.accounts.models import User
from helevejen.cases.actions import messages
from helevejen.cases.actions.locks import lock_case
from helevejen.cases.enums import Holder, TurnEvent
from helevejen.cases.models import Message, Track, Turn
from helevejen.cases.rules.turns import EVENTS_THAT_END_NO_STEP
from helevejen.core.deeds import action, step
from helevejen.engines.calendar import day_of, last_minute_of
from helevejen.inquiries.actions import keeping
from helevejen.inquiries.actions.receiving import acknowledge
from helevejen.inquiries.enums import Avoidable, EventKind
from helevejen.inquiries.models import Inquiry
from helevejen.inquiries.queries import owners as owner_queries
from helevejen.inquiries.rules import clocks


@action
def answer_dialogue(
    *,
    track: Track,
    by: User,
    at: datetime,
    cap: str,
    text: str,
    wants_answer: bool = False,
    avoidable: str = Avoidable.NO,
    expected_turn: int | None = None,
) -> Message:
    """
    Answer the citizen in the case, and note in the inbox what it took and whether it could have been avoided.

    Raises:
        UnableToSendMessage, UnableToPassTurn, UnableToCloseTrack: nothing has been sent.
    """
    lock_case(track.case)  # before the track and the inquiry, as those who tend it do
    message = messages.give_answer(
        track=track, by=by, at=at, cap=cap, text=text, wants_answer=wants_answer, expected_turn=expected_turn
    )
    inquiry_id = Inquiry.objects.open().filter(track=track).values_list("pk", flat=True).first()
    if inquiry_id is not None:
        settle(inquiry_id, at=at, avoidable=avoidable)
    return message


@action
def settle_dialogue(*, inquiry_id: int, at: datetime) -> bool:
    """
    Copy what has happened to a dialogue's track into its inquiry, which keeps the clocks. It may run twice.

    Returns:
        Whether anything was new.
    """
    return settle(inquiry_id, at=at)


@step
def settle(inquiry_id: int, *, at: datetime, avoidable: str = Avoidable.NO) -> bool:
    """Do what `settle_dialogue` does as part of another deed."""
    inquiry = keeping.hold_with_case(inquiry_id)
    if inquiry.track_id is None or not inquiry.is_open:
        return False
    track = Track.objects.get(pk=inquiry.track_id)
    turns = list(track.turns.order_by("number"))
    stands = _standing(inquiry, track, turns)
    if track.closed_at is None and stands == _kept(inquiry):
        return False
    acknowledge(inquiry, by=None, at=at)
    pauses = [clocks.Stretch(turn.since, turn.ended_at) for turn in turns if turn.holder == Holder.CITIZEN]
    if stands.answered_at is not None and inquiry.answered_at is None:
        keeping.stop_answer_clock(inquiry, at=stands.answered_at, pauses=pauses)
        keeping.record(inquiry, EventKind.ANSWERED, by=None, at=stands.answered_at)
    inquiry.handover_count = stands.handovers
    if stands.owner_id not in {None, inquiry.owner_id}:
        inquiry.owner = User.objects.get(pk=stands.owner_id)
        inquiry.team = owner_queries.team_of(inquiry.owner, day_of(at)) or inquiry.team
    inquiry.save(update_fields=["handover_count", "owner", "team"])
    keeping.set_due(inquiry, stands.due_at)
    if track.closed_at is not None:
        keeping.stop_solution_clock(inquiry, by=None, at=track.closed_at, pauses=pauses, avoidable=avoidable)
        keeping.record(inquiry, EventKind.SOLVED, by=None, at=track.closed_at)
    return True


@dataclass(frozen=True, slots=True)
class _Stands:
    answered_at: datetime | None
    due_at: datetime | None
    owner_id: int | None
    handovers: int


def _standing(inquiry: Inquiry, track: Track, turns: Sequence[Turn]) -> _Stands:
    since = inquiry.received_at
    answered = [
        turn.ended_at
        for turn in turns
        if turn.holder == Holder.JOBFORMIDLER
        and turn.ended_at is not None
        and turn.ended_at >= since
        and turn.event not in EVENTS_THAT_END_NO_STEP
    ]
    present = next((turn for turn in turns if turn.is_open), None)
    is_ours = present is not None and present.holder == Holder.JOBFORMIDLER and present.due_on is not None
    closed_at: Any = track.closed_at
    return _Stands(
        answered_at=min(answered, default=closed_at),
        due_at=last_minute_of(present.due_on) if is_ours and present and present.due_on else None,
        owner_id=present.holder_user_id if present is not None else None,
        handovers=sum(turn.event == TurnEvent.TAKEN_OVER for turn in turns),
    )


def _kept(inquiry: Inquiry) -> _Stands:
    is_ours = inquiry.due_at is not None
    return _Stands(inquiry.answered_at, inquiry.due_at, inquiry.owner_id if is_ours else None, inquiry.handover_count)
