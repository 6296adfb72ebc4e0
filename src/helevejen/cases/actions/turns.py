"""Passing the turn of a track: the one way a case moves. History is added to, never edited."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.utils.translation import gettext_lazy

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import notes, notices
from helevejen.cases.actions.locks import lock_case, lock_open_turns, lock_turn
from helevejen.cases.actions.obligations import keep_clocks
from helevejen.cases.enums import DueKind, Holder, NoteKind, NoticeKind, TurnEvent, TurnObjection
from helevejen.cases.models import Case, Nudge, Track, Turn
from helevejen.cases.queries.obligation_facts import OFFER_STEPS
from helevejen.cases.rules import chains
from helevejen.cases.rules import turns as rules
from helevejen.core.deeds import Refusal, action, step


class NextTurn(TypedDict, total=False):
    """Who gets the ball and until when. What is left out, the chain fills in."""

    holder: str | None
    holder_user: User | None
    holder_name: str
    due_on: date | None
    due_kind: str
    due_reason: str
    expects: str


class UnableToPassTurn(Refusal):
    """A rule forbids it, or the ball has moved since the page was made."""


class UnableToPostponeTurn(UnableToPassTurn):
    """The turn cannot be postponed like that."""


class UnableToCorrectTurn(UnableToPassTurn):
    """The turn cannot be corrected like that."""


class UnableToNudge(Refusal):
    """The holder cannot be nudged now."""


@action
def pass_turn(  # noqa: PLR0913 - the fields of its form
    *,
    track: Track,
    by: User,
    at: datetime,
    event: str,
    step: str,
    cap: str,
    note: str = "",
    note_kind: str = NoteKind.UNCLASSIFIED,
    expected_turn: int | None = None,
    **then: Unpack[NextTurn],
) -> Turn:
    """
    End the open turn of a track with an event and open the next one.

    Args:
        event: What happened: done, answered or not done.
        step: The link of the track's chain that comes now.
        note: What was said or done; written as a note under the same cap.
        expected_turn: The turn the page showed.

    Raises:
        UnableToPassTurn: a rule forbids it, or somebody else has moved the ball. Nothing has been changed.
    """
    refuse_by_hand(track, step, refusal=UnableToPassTurn)
    return hand_turn(
        track=track,
        by=by,
        at=at,
        event=event,
        step=step,
        cap=cap,
        note=note,
        note_kind=note_kind,
        expected_turn=expected_turn,
        **then,
    )


@action
def postpone_turn(
    *, track: Track, by: User, at: datetime, due_on: date, reason: str, expected_turn: int | None = None
) -> Turn:
    """
    Give the holder of the open turn a later day, with a reason that the citizen can read.

    Raises:
        UnableToPostponeTurn: nothing has been changed.
    """
    track, turn = lock_turn(track, expected_turn, at=at, refusal=UnableToPostponeTurn)
    if turn.due_on is None:
        raise UnableToPostponeTurn(TurnObjection.WAITS_FOR_SUBTRACKS)
    on = rules.day_of(at)
    if objection := rules.objection_to_postponing(due_on=turn.due_on, until=due_on, reason=reason, on=on):
        raise UnableToPostponeTurn(objection)
    return give_day(track, turn, by=by, at=at, due_on=due_on, reason=reason)


@action
def correct_turn(
    *,
    track: Track,
    by: User,
    at: datetime,
    reason: str,
    step: str | None = None,
    expected_turn: int | None = None,
    **then: Unpack[NextTurn],
) -> Turn:
    """
    Put an error right: the open turn ends as corrected, and a turn that says what it should have been takes over.

    Raises:
        UnableToCorrectTurn: nothing has been changed.
    """
    track, turn = lock_turn(track, expected_turn, at=at, refusal=UnableToCorrectTurn)
    if turn.holder == Holder.SUBTRACKS:
        raise UnableToCorrectTurn(TurnObjection.WAITS_FOR_SUBTRACKS)
    refuse_by_hand(track, step or "", refusal=UnableToCorrectTurn)
    if not reason.strip():
        raise UnableToCorrectTurn(TurnObjection.NO_REASON)
    if len(reason) > rules.MOST_REASON_LETTERS:
        raise UnableToCorrectTurn(TurnObjection.TOO_LONG)
    kept = _kept_when_correcting(turn, step, then)
    # A day that somebody was promised stands, also when it has passed: a correction does not make it less late.
    promised = set(track.turns.order_by("pk").values_list("due_on", flat=True))
    link = step or turn.step
    values = fill(track.case, track.kind, link, kept, at=at, refusal=UnableToCorrectTurn, promised=promised)
    if values == {name: value for name, value in _same(turn).items() if name in values}:
        raise UnableToCorrectTurn(TurnObjection.NOTHING_CORRECTED)
    values |= {"cap": turn.cap, "corrects": turn}
    corrected = replace_turn(track, turn, by=by, at=at, event=TurnEvent.CORRECTED, note=reason, values=values)
    _record(Verb.TURN_CORRECTED, track, by=by, at=at, cap=turn.cap, turn=turn.number, step=corrected.step)
    return corrected


@action
def nudge_holder(*, turn: Turn, by: User, at: datetime, note: str = "") -> Nudge:
    """
    Remind whoever has the ball, at most once a day. The turn goes on.

    A member of staff is told inside the system and the citizen on Min vej; others are reminded by whoever nudges.

    Raises:
        UnableToNudge: nothing has been changed.
    """
    return nudge(turn=turn, by=by, at=at, note=note)


# --- Steps ---


@step
def nudge(*, turn: Turn, by: User, at: datetime, note: str = "") -> Nudge:
    """
    Do what `nudge_holder` does as part of another deed.

    Raises:
        UnableToNudge: nothing has been changed.
    """
    turn = Turn.objects.select_for_update(of=("self",), no_key=True).select_related("track__case").get(pk=turn.pk)
    nudged_on = [rules.day_of(moment) for moment in turn.nudges.order_by("at").values_list("at", flat=True)]
    is_own = turn.holder_user_id == by.pk
    if objection := rules.objection_to_nudging(
        is_turn_open=turn.is_open, is_own=is_own, nudged_on=nudged_on, on=rules.day_of(at)
    ):
        raise UnableToNudge(objection)
    if len(note) > rules.MOST_REASON_LETTERS:
        raise UnableToNudge(TurnObjection.TOO_LONG)
    made = Nudge.objects.create(turn=turn, by=by, at=at, note=note)
    if turn.holder == Holder.CITIZEN:
        notices.tell_citizen(case=turn.track.case, kind=NoticeKind.NUDGE, at=at, track_id=turn.track_id)
    elif turn.holder_user is not None:
        text = gettext_lazy("%(name)s rykker for en bold, du har.")
        tell_staff([turn.holder_user], kind="nudge", text=text, at=at, name=by.name)
    _record(Verb.HOLDER_NUDGED, turn.track, by=by, at=at, cap=turn.cap, turn=turn.number, holder=turn.holder)
    return made


@step
def hand_turn(  # noqa: PLR0913 - the fields of its form
    *,
    track: Track,
    by: User,
    at: datetime,
    event: str,
    step: str,
    cap: str,
    note: str = "",
    note_kind: str = NoteKind.UNCLASSIFIED,
    expected_turn: int | None = None,
    **then: Unpack[NextTurn],
) -> Turn:
    """
    Do what `pass_turn` does as part of another deed.

    Raises:
        UnableToPassTurn: nothing has been changed.
    """
    track, turn = lock_turn(track, expected_turn, at=at, refusal=UnableToPassTurn)
    if objection := rules.objection_to_passing(is_track_open=True, holder=turn.holder, event=event):
        raise UnableToPassTurn(objection)
    values = fill(track.case, track.kind, step, then, at=at, refusal=UnableToPassTurn) | {"cap": cap}
    passed = replace_turn(track, turn, by=by, at=at, event=event, values=values)
    if note.strip():
        headline = chains.wording(track.kind, turn.step, "staff") or track.get_kind_display()
        notes.add_note(
            case=track.case, by=by, at=at, cap=cap, kind=note_kind, headline=headline, text=note, track=track
        )
    _record(
        Verb.TURN_PASSED,
        track,
        by=by,
        at=at,
        cap=cap,
        turn=turn.number,
        event=str(event),
        from_holder=turn.holder,
        holder=passed.holder,
        step=passed.step,
    )
    if not OFFER_STEPS.isdisjoint((turn.step, passed.step)):
        keep_clocks([track.case_id], at=at)
    return passed


@step
def give_day(track: Track, turn: Turn, *, by: User, at: datetime, due_on: date, reason: str = "") -> Turn:
    """Let the holder of an open turn go on with another day, for a reason the citizen can read."""
    values = _same(turn) | {"due_on": due_on} | ({"due_reason": reason} if reason else {})
    postponed = replace_turn(track, turn, by=by, at=at, event=TurnEvent.POSTPONED, note=reason, values=values)
    days = (due_on - turn.due_on).days if turn.due_on else 0
    _record(Verb.TURN_POSTPONED, track, by=by, at=at, cap=turn.cap, turn=turn.number, days=days)
    return postponed


@step
def take_over_turns(*, case: Case, from_user: User, to_user: User, by: User, at: datetime) -> list[Turn]:
    """Move every open turn of a case from one member of staff to another; due dates stand."""
    held = [(track, turn) for track, turn in lock_open_turns(lock_case(case)) if turn.holder_user_id == from_user.pk]
    taken = [_take_over(track, turn, to_user, by=by, at=at) for track, turn in held]
    for turn in taken:
        _record(Verb.TURN_PASSED, turn.track, by=by, at=at, turn=turn.number - 1, event=str(TurnEvent.TAKEN_OVER))
    return taken


@step
def take_over_turn(*, track: Track, to_user: User, by: User | None, at: datetime) -> Turn | None:
    """
    Move the open turn of a track to another member of staff; its day stands. None when it is nobody's on the staff.

    Args:
        by: None when the clock does it, because whoever had it is not there.
    """
    held = [
        pair for pair in lock_open_turns(lock_case(track.case)) if pair[0].pk == track.pk and pair[1].holder_user_id
    ]
    if not held:
        return None
    taken = _take_over(*held[0], to_user, by=by, at=at)
    _record(Verb.TURN_PASSED, taken.track, by=by, at=at, turn=taken.number - 1, event=str(TurnEvent.TAKEN_OVER))
    return taken


@step
def fill(
    case: Case,
    kind: str,
    link: str,
    then: NextTurn,
    *,
    at: datetime,
    refusal: type[Refusal],
    promised: Collection[date | None] = (),
) -> dict[str, Any]:
    """
    Return the fields of the next turn, what is left out filled in from the chain.

    Args:
        promised: Days that may be past, because they stand.

    Raises:
        Refusal: of the type given, when a rule forbids such a turn.
    """
    known = chains.step_of(kind, link)
    on = rules.day_of(at)
    holder = then.get("holder") or (known.holder if known else "")
    holder_user = then.get("holder_user") or (case.jobformidler if holder == Holder.JOBFORMIDLER else None)
    texts = {name: str(then.get(name) or "").strip() for name in ("holder_name", "due_reason", "expects")}
    due_on, due_kind = _due(known, then, on=on)
    if objection := rules.objection_to_next(
        is_step_known=known is not None,
        holder=holder,
        is_holder_staff=holder_user is not None and holder_user.is_staff_member,
        due_on=None if due_on in promised else due_on,
        texts=texts.values(),
        on=on,
    ):
        raise refusal(objection)
    if due_on is None:
        raise refusal(TurnObjection.NO_DUE)
    user_id = holder_user.pk if holder_user else None
    return {"step": link, "holder": holder, "holder_user_id": user_id, "due_on": due_on, "due_kind": due_kind} | texts


@step
def replace_turn(
    track: Track, turn: Turn, *, by: User | None, at: datetime, event: str, values: dict[str, Any], note: str = ""
) -> Turn:
    """End a turn and begin the next one, numbered after it and starting the moment it ended."""
    ended_at = end_turn(turn, by=by, at=at, event=event, note=note)
    return begin_turn(track, number=turn.number + 1, by=by, at=ended_at, values=values)


@step
def end_turn(turn: Turn, *, by: User | None, at: datetime, event: str, note: str = "") -> datetime:
    """Fill in the end of an open turn, once, and return when it was."""
    # Two web servers' clocks may differ a little; history must not run backwards because of it.
    ended_at = max(at, turn.since)
    ended = Turn.objects.filter(pk=turn.pk, ended_at__isnull=True).update(
        ended_at=ended_at, ended_by=by, event=event, event_note=note, open_key=None, open_track=None
    )
    if not ended:
        raise RuntimeError(f"turn {turn.pk} ended while its track was locked")
    return ended_at


@step
def begin_turn(track: Track, *, number: int, by: User | None, at: datetime, values: dict[str, Any]) -> Turn:
    """Open a turn on a track that has none. The track must be open when the transaction commits."""
    return Turn.objects.create(
        track=track, number=number, since=at, passed_by=by, open_key=track.pk, open_track_id=track.pk, **values
    )


def refuse_by_hand(track: Track, link: str, *, refusal: type[Refusal]) -> None:
    """Refuse to end, or begin, by hand what a deed of its own ends and begins."""
    turn = Turn.objects.filter(open_key=track.pk).only("step").first()
    is_by_deed = any(chains.is_by_deed(track.kind, one) for one in (turn.step if turn else "", link))
    if objection := rules.objection_by_hand(is_by_deed=is_by_deed):
        raise refusal(objection)


def _take_over(track: Track, turn: Turn, to_user: User, *, by: User | None, at: datetime) -> Turn:
    values = _same(turn) | {"holder_user_id": to_user.pk}
    return replace_turn(track, turn, by=by, at=at, event=TurnEvent.TAKEN_OVER, values=values)


def _due(known: chains.Step | None, then: NextTurn, *, on: date) -> tuple[date | None, str]:
    usual = chains.due_day(known, on=on) if known else None
    usual_kind = known.due_kind or DueKind.AGREEMENT if known else DueKind.AGREEMENT
    chosen = then.get("due_on")
    if chosen is None or chosen == usual:
        return usual, then.get("due_kind") or usual_kind
    return chosen, then.get("due_kind") or DueKind.AGREEMENT


def _same(turn: Turn) -> dict[str, Any]:
    """Return what a turn says of itself, for one that goes on in its place."""
    names = ("step", "holder", "holder_user_id", "holder_name", "due_on", "due_kind", "due_reason", "expects", "cap")
    return {name: getattr(turn, name) for name in names}


def _kept_when_correcting(turn: Turn, link: str | None, then: NextTurn) -> NextTurn:
    """Return the correction with what it says nothing of taken from the turn, unless the step itself was wrong."""
    if link is not None and link != turn.step:
        return then
    kept: NextTurn = {
        "holder": turn.holder,
        "holder_name": turn.holder_name,
        "due_on": turn.due_on,
        "due_kind": turn.due_kind,
        "due_reason": turn.due_reason,
        "expects": turn.expects,
    }
    if then.get("holder", turn.holder) == turn.holder:
        kept["holder_user"] = turn.holder_user
    return {**kept, **then}


def _record(verb: Verb, track: Track, *, by: User | None, at: datetime, cap: str = "", **detail: object) -> None:
    audit_actions.record_event(
        verb, subject=track, by=by, at=at, citizen_id=track.case.citizen_id, cap=cap, detail=detail
    )
