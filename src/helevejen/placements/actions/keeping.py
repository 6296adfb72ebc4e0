"""What every deed on a placement does: take hold of it, write it down in the log, and lay the turn where it belongs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import tracks, turns
from helevejen.cases.actions.turns import NextTurn
from helevejen.cases.enums import Cap, DueKind, Holder, TrackKind, TrackOutcome, TurnEvent
from helevejen.cases.models import Track
from helevejen.core.deeds import Refusal, step
from helevejen.engines.calendar import day_of
from helevejen.placements.enums import Outcome, Party, PlacementObjection, PlacementState
from helevejen.placements.models import Evaluation, Placement, Terms
from helevejen.placements.queries import standing
from helevejen.placements.rules import moves
from helevejen.placements.rules.moves import Next
from helevejen.recruitment.enums import EmploymentForm


class UnableToKeepPlacement(Refusal):
    """A rule forbids it; base of what refuses a deed on a placement."""


_TRACK_OUTCOMES = {
    Outcome.JOB_HERE: TrackOutcome.REACHED,
    Outcome.JOB_ELSEWHERE: TrackOutcome.REACHED,
    Outcome.AS_AGREED: TrackOutcome.REACHED,
    Outcome.STOPPED: TrackOutcome.GIVEN_UP,
}


@step
def hold(placement: Placement) -> Placement:
    """
    Return a placement with its case and company, locked against other deeds on it.

    Raises:
        UnableToKeepPlacement: the case is closed.
    """
    Placement.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=placement.pk)
    held = Placement.objects.select_related("case__citizen", "case__jobformidler", "company", "track", "job").get(
        pk=placement.pk
    )
    if not held.case.is_open:
        raise UnableToKeepPlacement(PlacementObjection.CASE_CLOSED)
    return held


@step
def terms_of(placement: Placement) -> Terms:
    """Return the version that holds."""
    return placement.terms.get(version=placement.version)


@step
def record(verb: Verb, placement: Placement, *, by: User, at: datetime, **detail: object) -> None:
    """Write a deed down in the log."""
    audit_actions.record_event(
        verb, subject=placement, by=by, at=at, citizen_id=placement.case.citizen_id, cap=_cap_of(by), detail=detail
    )


@step
def follow(placement: Placement, *, by: User, at: datetime) -> None:
    """
    Lay the turn of the placement's track where it belongs now: the track opens and ends with what comes next.

    A track that waits for its sub-tracks is left alone, and so is a turn that stands as it should.
    """
    on = day_of(at)
    coming = moves.next_of(standing.of(placement), on)
    track = _open_track_of(placement)
    if coming is None:
        if track is not None and not track.subtracks.filter(closed_at__isnull=True).exists():
            outcome = _TRACK_OUTCOMES[Outcome(placement.outcome)] if placement.outcome else TrackOutcome.REACHED
            tracks.end_track(track=track, by=by, at=at, outcome=outcome, cap=_cap_of(by))
        return
    then = _then(placement, coming, on)
    if track is None:
        _open_track(placement, coming, then, by=by, at=at)
    elif _must_move(track, coming, then):
        event = TurnEvent.DONE if by.is_staff_member else TurnEvent.ANSWERED
        turns.hand_turn(track=track, by=by, at=at, event=event, step=coming.move.value, cap=_cap_of(by), **then)


@step
def party_of(by: User, *, noted_for: str = "") -> tuple[Party, bool]:
    """Return on whose behalf somebody speaks, and whether a member of staff only writes it down."""
    if by.is_staff_member:
        return Party(noted_for), True
    return (Party.COMPANY if by.kind == "company" else Party.CITIZEN), False


def _open_track_of(placement: Placement) -> Track | None:
    """Return the placement's track while it is open, as it is now."""
    open_tracks = Track.objects.filter(pk=placement.track_id or 0, closed_at__isnull=True)
    return open_tracks.select_related("open_turn", "case").first()


def _open_track(placement: Placement, coming: Next, then: NextTurn, *, by: User, at: datetime) -> None:
    label = f"{EmploymentForm(placement.form).label}: {placement.title}"[:_MOST_TITLE]
    placement.track = tracks.open_track(
        case=placement.case, kind=TrackKind.JOB_AND_COMPANY, by=by, at=at, title=label, step=coming.move.value,
        cap=_cap_of(by), **then,
    )  # fmt: skip
    placement.save(update_fields=["track"])


_MOST_TITLE = 80


def _then(placement: Placement, coming: Next, on: date) -> NextTurn:
    then: NextTurn = {}
    if coming.due_on is not None:
        then["due_on"] = max(coming.due_on, on)
        then["due_kind"] = DueKind.AGREEMENT
    if moves.asked_party(coming.move) == Party.COMPANY:
        then["holder_name"] = placement.company.name
    return then


def _must_move(track: Track, coming: Next, then: NextTurn) -> bool:
    turn = track.open_turn
    if turn is None or turn.holder == Holder.SUBTRACKS:
        return False
    if turn.step != coming.move.value:
        return True
    # Late is late: a day that has passed is not made new by another deed.
    day = coming.due_on
    return day is not None and day != turn.due_on and (turn.due_on is None or then["due_on"] != turn.due_on)


def _cap_of(by: User) -> str:
    """Return the cap the deed is done under; only staff wear one."""
    return Cap.COMPANY if by.is_staff_member else ""


def has_said(placement: Placement, party: Party) -> bool:
    """Return whether somebody has told how it went."""
    return Evaluation.objects.filter(placement=placement, party=party).exists()


def last_day(terms: Terms) -> date | None:
    """Return the last day agreed."""
    return terms.ends_until - timedelta(days=1) if terms.ends_until else None


def is_running(placement: Placement) -> bool:
    """Return whether it has begun and not ended."""
    return bool(placement.state == PlacementState.RUNNING)
