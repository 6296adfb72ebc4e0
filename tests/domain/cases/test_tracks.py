"""Opening and closing tracks, and the waiting of a parent for its sub-tracks."""

from datetime import date

import pytest

from helevejen.accounts.models import User
from helevejen.audit.models import Event
from helevejen.cases import actions
from helevejen.cases.enums import Holder, TrackKind, TrackOutcome, TurnEvent
from helevejen.cases.models import Case, Note, Track, Turn
from tests.factories.cases import TrackFactory
from tests.factories.citizens import WishFactory
from tests.factories.times import NOW


def opened(case: Case, by: User, **more: object) -> Track:
    return actions.start_track(**({"case": case, "kind": TrackKind.CLARIFICATION, "by": by, "at": NOW} | more))


def closed(track: Track, by: User, **more: object) -> Track:
    return actions.close_track(**({"track": track, "by": by, "at": NOW, "outcome": TrackOutcome.REACHED} | more))


def turn_of(track: Track) -> Turn:
    return Turn.objects.get(open_key=track.pk)


def test_a_track_opens_with_the_first_turn_of_its_chain(aminas_case: Case, jens: User) -> None:
    track = opened(aminas_case, jens, title=" Ryggen ")

    track.refresh_from_db()
    assert (track.is_open, track.title, track.opened_at) == (True, "Ryggen", NOW)
    turn = track.open_turn
    assert (turn.number, turn.step, turn.holder_user) == (1, "we_agree_questions", jens)
    assert turn.due_on == date(2026, 3, 18)


def test_a_track_has_one_name_on_every_page(aminas_case: Case, jens: User) -> None:
    wish = WishFactory(citizen=aminas_case.citizen)
    assert opened(aminas_case, jens).label == "Afklaring"
    assert opened(aminas_case, jens, title="Ryggen").label == "Ryggen"
    assert TrackFactory(case=aminas_case, kind=TrackKind.DIALOGUE).label == "Besked"
    assert TrackFactory(case=aminas_case, kind=TrackKind.DIALOGUE, wish=wish).label == "Ønske"


def test_a_track_may_open_at_another_step_with_another_holder(aminas_case: Case, jens: User) -> None:
    track = opened(aminas_case, jens, step="doctor_answers", holder_name="Dr. Bang", due_on=date(2026, 3, 20))

    turn = turn_of(track)
    assert (turn.holder, turn.holder_name, turn.due_on) == (Holder.DOCTOR, "Dr. Bang", date(2026, 3, 20))


def test_opening_and_closing_are_written_down(aminas_case: Case, jens: User) -> None:
    closed(opened(aminas_case, jens), jens)

    events = Event.objects.order_by("pk")
    assert [event.verb for event in events] == ["track_opened", "track_closed"]
    assert {event.subject_id for event in events} == {aminas_case.citizen_id}


def test_a_closed_case_opens_no_track(aminas_case: Case, jens: User) -> None:
    actions.close_case(case=aminas_case, by=jens, at=NOW, reason="moved")

    with pytest.raises(actions.UnableToOpenTrack, match="Sagen er lukket"):
        opened(aminas_case, jens)


@pytest.mark.parametrize(("step", "says"), [("we_fly", "findes ikke"), ("we_meet", "Vælg en dag")])
def test_a_first_step_that_a_rule_forbids(aminas_case: Case, jens: User, step: str, says: str) -> None:
    with pytest.raises(actions.UnableToOpenTrack, match=says):
        opened(aminas_case, jens, step=step)

    assert aminas_case.tracks.count() == 1


def test_closing_ends_the_turn_with_the_track(aminas_case: Case, jens: User) -> None:
    track = closed(opened(aminas_case, jens), jens, note="Alt er afklaret.")

    track.refresh_from_db()
    assert (track.closed_at, track.outcome) == (NOW, TrackOutcome.REACHED)
    assert track.turns.get().event == TurnEvent.CLOSED
    assert Note.objects.get().text == "Alt er afklaret."


def test_a_track_closes_once(aminas_case: Case, jens: User) -> None:
    track = closed(opened(aminas_case, jens), jens)

    with pytest.raises(actions.UnableToCloseTrack, match="allerede slut"):
        closed(track, jens)


def test_a_page_that_is_out_of_date_does_not_close(aminas_case: Case, jens: User, mette: User) -> None:
    track = opened(aminas_case, jens)
    shown = turn_of(track).pk
    actions.pass_turn(track=track, by=mette, at=NOW, event="done", step="doctor_answers", cap="authority")

    with pytest.raises(actions.UnableToCloseTrack, match="Mette sendte bolden videre"):
        closed(track, jens, expected_turn=shown)


# --- Sub-tracks ---


@pytest.fixture
def parent(aminas_case: Case, jens: User) -> Track:
    return opened(aminas_case, jens)


def test_a_parent_waits_as_soon_as_a_subtrack_opens(parent: Track, jens: User) -> None:
    before = turn_of(parent)

    opened(parent.case, jens, parent=parent)

    before.refresh_from_db()
    waiting = turn_of(parent)
    assert (before.event, waiting.holder, waiting.step) == (TurnEvent.DONE, Holder.SUBTRACKS, "await_subtracks")
    assert (waiting.due_on, waiting.holder_user) == (None, None)


def test_a_second_subtrack_leaves_the_parent_waiting(parent: Track, jens: User) -> None:
    opened(parent.case, jens, parent=parent)
    waiting = turn_of(parent)

    opened(parent.case, jens, parent=parent)

    assert turn_of(parent) == waiting


def test_the_ball_comes_back_when_the_last_subtrack_closes(parent: Track, jens: User) -> None:
    first, second = (opened(parent.case, jens, parent=parent) for _ in range(2))

    closed(first, jens)
    assert turn_of(parent).holder == Holder.SUBTRACKS
    closed(second, jens)

    back = turn_of(parent)
    assert (back.holder, back.holder_user, back.step) == (Holder.JOBFORMIDLER, jens, "we_gather_answers")
    assert back.due_on == date(2026, 3, 16)
    assert parent.turns.get(holder=Holder.SUBTRACKS).event == TurnEvent.ANSWERED


def test_subtracks_may_open_again_later(parent: Track, jens: User) -> None:
    closed(opened(parent.case, jens, parent=parent), jens)
    opened(parent.case, jens, parent=parent)

    assert turn_of(parent).holder == Holder.SUBTRACKS


def test_a_subtrack_may_have_subtracks_of_its_own(parent: Track, jens: User) -> None:
    child = opened(parent.case, jens, parent=parent)
    grandchild = opened(parent.case, jens, parent=child)

    closed(grandchild, jens)

    assert (turn_of(child).holder, turn_of(parent).holder) == (Holder.JOBFORMIDLER, Holder.SUBTRACKS)


def test_a_waiting_parent_is_neither_passed_nor_postponed_nor_corrected_nor_closed(parent: Track, jens: User) -> None:
    opened(parent.case, jens, parent=parent)

    with pytest.raises(actions.UnableToPassTurn, match="venter på sine delspor"):
        actions.pass_turn(track=parent, by=jens, at=NOW, event="done", step="we_decide", cap="authority")
    with pytest.raises(actions.UnableToPostponeTurn, match="venter på sine delspor"):
        actions.postpone_turn(track=parent, by=jens, at=NOW, due_on=date(2026, 5, 4), reason="Ferie")
    with pytest.raises(actions.UnableToCorrectTurn, match="venter på sine delspor"):
        actions.correct_turn(track=parent, by=jens, at=NOW, reason="Fejl", holder="citizen")
    with pytest.raises(actions.UnableToCloseTrack, match="Luk dem først"):
        closed(parent, jens)


def test_a_parent_is_open_and_of_the_same_case(parent: Track, jens: User, bos_case: Case) -> None:
    with pytest.raises(actions.UnableToOpenTrack, match="samme sag"):
        opened(bos_case, jens, parent=parent)
    with pytest.raises(actions.UnableToOpenTrack, match="samme sag"):
        opened(parent.case, jens, parent=TrackFactory(case=parent.case, closed=True))
