"""Opening and closing tracks. A track is open exactly as long as it has an open turn, and the database keeps it so."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import notes, turns
from helevejen.cases.actions.locks import lock_case, lock_track, lock_turn
from helevejen.cases.actions.turns import NextTurn
from helevejen.cases.enums import Cap, Holder, NoteKind, TrackKind, TrackOutcome, TurnEvent, TurnObjection
from helevejen.cases.models import Case, Track, Turn
from helevejen.cases.rules import chains, clarification
from helevejen.cases.rules import turns as rules
from helevejen.citizens import queries as citizen_queries
from helevejen.core.deeds import Refusal, action, step


class UnableToOpenTrack(Refusal):
    """The track cannot be opened."""


class UnableToCloseTrack(Refusal):
    """The track cannot be closed."""


@action
def start_track(
    *,
    case: Case,
    kind: str,
    by: User,
    at: datetime,
    parent: Track | None = None,
    title: str = "",
    step: str | None = None,
    cap: str = "",
    **then: Unpack[NextTurn],
) -> Track:
    """
    Open a track with its first turn. With a parent it is a sub-track, and the parent waits for it.

    Raises:
        UnableToOpenTrack: nothing has been changed.
    """
    return open_track(case=case, kind=kind, by=by, at=at, parent=parent, title=title, step=step, cap=cap, **then)


@action
def close_track(
    *,
    track: Track,
    by: User,
    at: datetime,
    outcome: str,
    note: str = "",
    cap: str = Cap.MENTOR,
    expected_turn: int | None = None,
) -> Track:
    """
    Close a track with its outcome. When it is the last open sub-track, the ball goes back to the jobformidler.

    Raises:
        UnableToCloseTrack: it has open sub-tracks, or the ball has moved. Nothing has been changed.
    """
    return end_track(track=track, by=by, at=at, outcome=outcome, note=note, cap=cap, expected_turn=expected_turn)


# --- Steps ---


@step
def open_track(  # noqa: PLR0913 - the fields of its form
    *,
    case: Case,
    kind: str,
    by: User,
    at: datetime,
    parent: Track | None = None,
    title: str = "",
    step: str | None = None,
    cap: str = "",
    wish_id: int | None = None,
    **then: Unpack[NextTurn],
) -> Track:
    """
    Do what `start_track` does as part of another deed.

    Raises:
        UnableToOpenTrack: nothing has been changed.
    """
    case = lock_case(case)
    if not case.is_open:
        raise UnableToOpenTrack(TurnObjection.CASE_CLOSED)
    if parent is not None:
        parent = _lock_parent(case, parent)
    chain = chains.chain_of(kind)
    values = turns.fill(case, kind, step or chain.first, then, at=at, refusal=UnableToOpenTrack)
    # Closed first: an open track needs its own number and an open turn, and it has neither before it is there.
    track = Track.objects.create(
        case=case,
        parent=parent,
        kind=TrackKind(kind),
        title=title.strip(),
        template=_template_of(case, kind, at=at) if parent is None else None,
        wish_id=wish_id,
        opened_at=at,
        closed_at=at,
    )
    turns.begin_turn(track, number=1, by=by, at=at, values=values | {"cap": cap})
    track.closed_at, track.open_key, track.open_turn_id = None, track.pk, track.pk
    track.save(update_fields=["closed_at", "open_key", "open_turn"])
    if parent is not None:
        _wait_for_subtracks(parent, by=by, at=at)
    _record(Verb.TRACK_OPENED, track, by=by, at=at, cap=cap, kind=str(kind), parent=parent.pk if parent else None)
    return track


@step
def end_track(
    *,
    track: Track,
    by: User,
    at: datetime,
    outcome: str,
    note: str = "",
    cap: str = Cap.MENTOR,
    expected_turn: int | None = None,
) -> Track:
    """
    Do what `close_track` does as part of another deed.

    Raises:
        UnableToCloseTrack: nothing has been changed.
    """
    # The case first, then its tracks: whoever opens or closes tracks of one case waits here, in one order.
    lock_case(track.case)
    track, turn = lock_turn(track, expected_turn, at=at, refusal=UnableToCloseTrack)
    if track.subtracks.open().exists():
        raise UnableToCloseTrack(TurnObjection.OPEN_SUBTRACKS)
    shut(track, turn, by=by, at=at, outcome=outcome, cap=cap)
    if note.strip():
        headline = track.label
        notes.add_note(
            case=track.case,
            by=by,
            at=at,
            cap=cap,
            kind=NoteKind.UNCLASSIFIED,
            headline=headline,
            text=note,
            track=track,
        )
    if track.parent_id is not None:
        _return_to_parent(track.parent_id, by=by, at=at)
    return track


@step
def shut(track: Track, turn: Turn, *, by: User, at: datetime, outcome: str, cap: str = "") -> None:
    """End the open turn of a locked track and the track with it."""
    track.closed_at = turns.end_turn(turn, by=by, at=at, event=TurnEvent.CLOSED)
    track.outcome, track.open_key, track.open_turn_id = TrackOutcome(outcome), None, None
    track.save(update_fields=["closed_at", "outcome", "open_key", "open_turn"])
    _record(Verb.TRACK_CLOSED, track, by=by, at=at, cap=cap, kind=track.kind, outcome=str(outcome))


def _template_of(case: Case, kind: str, *, at: datetime) -> str | None:
    """Return how such a track usually goes for the citizen's group, None for tracks without templates."""
    if kind != TrackKind.CLARIFICATION:
        return None
    return clarification.template_for(citizen_queries.find_target_group(case.citizen_id, rules.day_of(at))).id


def _lock_parent(case: Case, parent: Track) -> Track:
    parent = lock_track(parent.pk)
    if parent.case_id != case.pk or not parent.is_open:
        raise UnableToOpenTrack(TurnObjection.PARENT_OF_OTHER_CASE)
    return parent


def _wait_for_subtracks(parent: Track, *, by: User, at: datetime) -> None:
    turn = Turn.objects.get(open_key=parent.pk)
    if turn.holder == Holder.SUBTRACKS:
        return
    values = {"step": chains.AWAIT_SUBTRACKS, "holder": Holder.SUBTRACKS}
    turns.replace_turn(parent, turn, by=by, at=at, event=TurnEvent.DONE, values=values)


def _return_to_parent(parent_id: int, *, by: User, at: datetime) -> None:
    parent = lock_track(parent_id)
    if parent.subtracks.open().exists():
        return
    turn = Turn.objects.get(open_key=parent.pk)
    link = chains.chain_of(parent.kind).steps[chains.SUBTRACKS_ENDED]
    values = {
        "step": link.code,
        "holder": Holder.JOBFORMIDLER,
        "holder_user": parent.case.jobformidler,
        "due_on": chains.due_day(link, on=rules.day_of(at)),
        "due_kind": link.due_kind,
    }
    turns.replace_turn(parent, turn, by=by, at=at, event=TurnEvent.ANSWERED, values=values)


def _record(verb: Verb, track: Track, *, by: User, at: datetime, cap: str, **detail: object) -> None:
    audit_actions.record_event(
        verb, subject=track, by=by, at=at, citizen_id=track.case.citizen_id, cap=cap, detail=detail
    )
