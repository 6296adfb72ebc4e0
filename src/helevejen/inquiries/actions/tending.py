"""What the clock does to inquiries: remind, give to somebody who is there, and keep up with the dialogues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from helevejen.accounts import queries as account_queries
from helevejen.accounts.actions.notices import tell_staff
from helevejen.cases.enums import Holder, TurnEvent
from helevejen.cases.models import Turn
from helevejen.cases.rules.turns import EVENTS_THAT_KEEP_THE_HOLDER
from helevejen.core.deeds import action
from helevejen.inquiries.actions import keeping, words
from helevejen.inquiries.actions.receiving import acknowledge
from helevejen.inquiries.enums import EventKind, Level
from helevejen.inquiries.models import Inquiry
from helevejen.inquiries.queries import owners as owner_queries
from helevejen.inquiries.rules import clocks, owners

#: Events that end a turn of ours without the citizen having been answered.
_UNANSWERED = frozenset({*EVENTS_THAT_KEEP_THE_HOLDER, TurnEvent.CORRECTED})


@action
def remind(*, inquiry_id: int, at: datetime) -> bool:
    """
    Remind the owner when three quarters of the time are gone, and the leader too when it is past; each level once.

    Returns:
        Whether anybody was reminded.
    """
    inquiry = keeping.hold(inquiry_id)
    if inquiry.due_at is None or not inquiry.is_open:
        return False
    level = clocks.level_reached(inquiry.received_at, inquiry.due_at, at)
    # Claimed by a conditional update: two tendings at once remind once.
    if not Inquiry.objects.filter(pk=inquiry.pk, level__lt=level, solved_at__isnull=True).update(level=level):
        return False
    keeping.record(inquiry, EventKind.ESCALATED, by=None, at=at, level=int(level))
    on = clocks.day_of(at)
    told = [inquiry.owner]
    text = gettext("En henvendelse skal snart besvares.")
    if level == Level.PASSED:
        text = gettext("En henvendelse er over den dag, vi lovede at svare.")
        told += account_queries.leaders_of_team(inquiry.team, on)
    tell_staff(told, kind="inquiry", text=text, at=at, path=words.path_of(inquiry))
    return True


@action
def rehome(*, inquiry_id: int, at: datetime) -> bool:
    """
    Give an inquiry to somebody who is there, when its owner is not and nobody covers. No clock starts anew.

    Returns:
        Whether somebody else has it now.
    """
    inquiry = keeping.lock_inquiry(Inquiry.objects.get(pk=inquiry_id), None, at=at)
    if not inquiry.is_open:
        return False
    candidates = owner_queries.candidates_for(
        citizen=inquiry.citizen, company=inquiry.company, team=inquiry.team, registrar=None, at=at
    )
    chosen = owners.choose_owner([one for one in candidates if one.is_there])
    if chosen is None or chosen.user_id == inquiry.owner_id:
        return False
    former = inquiry.owner
    inquiry.owner_id = chosen.user_id
    inquiry.handover_count += 1
    inquiry.save(update_fields=["owner", "handover_count"])
    inquiry = keeping.lock_inquiry(inquiry, None, at=at)
    inquiry.team = owner_queries.team_of(inquiry.owner, clocks.day_of(at)) or inquiry.team
    inquiry.save(update_fields=["team"])
    reason = gettext("%(name)s er ikke på arbejde.") % {"name": former.name}
    keeping.record(
        inquiry, EventKind.HANDED_OVER, by=None, at=at, reason=reason, former=former.pk, owner=inquiry.owner_id
    )
    text = gettext("Du har fået en henvendelse, som skal besvares.")
    tell_staff([inquiry.owner], kind="inquiry", text=text, at=at, path=words.path_of(inquiry))
    return True


@action
def settle_dialogue(*, inquiry_id: int, at: datetime) -> bool:
    """
    Copy what has happened to a dialogue's track into its inquiry, which keeps the clocks. It may run twice.

    Returns:
        Whether anything was new.
    """
    Inquiry.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=inquiry_id)
    inquiry = Inquiry.objects.select_related("track").get(pk=inquiry_id)
    if inquiry.track is None or not inquiry.is_open:
        return False
    turns = list(inquiry.track.turns.order_by("number"))
    stands = _standing(inquiry, turns)
    if inquiry.track.closed_at is None and stands == _kept(inquiry):
        return False
    acknowledge(inquiry, by=None, at=at)
    pauses = [clocks.Stretch(turn.since, turn.ended_at) for turn in turns if turn.holder == Holder.CITIZEN]
    if stands.answered_at is not None and inquiry.answered_at is None:
        inquiry.answered_at = stands.answered_at
        inquiry.answer_minutes = clocks.minutes_spent(inquiry.received_at, stands.answered_at, pauses)
        inquiry.is_in_time = stands.answered_at <= inquiry.promised_at
        keeping.record(inquiry, EventKind.ANSWERED, by=None, at=stands.answered_at)
    inquiry.handover_count, inquiry.due_at = stands.handovers, stands.due_at
    if stands.owner_id is not None:
        inquiry.owner_id = stands.owner_id
    if inquiry.track.closed_at is not None:
        inquiry.solved_at, inquiry.due_at = inquiry.track.closed_at, None
        inquiry.solve_minutes = clocks.minutes_spent(inquiry.received_at, inquiry.track.closed_at, pauses)
        keeping.record(inquiry, EventKind.SOLVED, by=None, at=inquiry.track.closed_at)
    inquiry.save()
    return True


@dataclass(frozen=True, slots=True)
class _Stands:
    answered_at: datetime | None
    due_at: datetime | None
    owner_id: int | None
    handovers: int


def _standing(inquiry: Inquiry, turns: Sequence[Turn]) -> _Stands:
    since = inquiry.received_at
    answered = [
        turn.ended_at
        for turn in turns
        if turn.holder == Holder.JOBFORMIDLER
        and turn.ended_at is not None
        and turn.ended_at >= since
        and turn.event not in _UNANSWERED
    ]
    present = next((turn for turn in turns if turn.is_open), None)
    is_ours = present is not None and present.holder == Holder.JOBFORMIDLER and present.due_on is not None
    closed_at: Any = inquiry.track.closed_at if inquiry.track is not None else None
    return _Stands(
        answered_at=min(answered, default=closed_at),
        due_at=clocks.due_on_day(present.due_on) if is_ours and present and present.due_on else None,
        owner_id=present.holder_user_id if present is not None else None,
        handovers=sum(turn.event == TurnEvent.TAKEN_OVER for turn in turns),
    )


def _kept(inquiry: Inquiry) -> _Stands:
    is_ours = inquiry.due_at is not None
    return _Stands(inquiry.answered_at, inquiry.due_at, inquiry.owner_id if is_ours else None, inquiry.handover_count)
