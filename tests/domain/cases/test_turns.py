"""Passing, postponing, correcting and nudging: what each deed does and when it refuses."""

from datetime import date, timedelta

import pytest

from helevejen.accounts.models import User
from helevejen.audit.models import Event
from helevejen.cases import actions
from helevejen.cases.enums import Cap, DueKind, Holder, TurnEvent
from helevejen.cases.models import Case, Note, Notice, Nudge, Track, Turn
from tests.factories.cases import TrackFactory
from tests.factories.times import NOW, TODAY


@pytest.fixture
def track(aminas_case: Case) -> Track:
    return TrackFactory(case=aminas_case, turn__step="we_agree_questions")


def passed(track: Track, by: User, **then: object) -> Turn:
    words = {"event": TurnEvent.DONE, "step": "we_order_statement", "cap": Cap.AUTHORITY}
    return actions.pass_turn(track=track, by=by, at=NOW, **(words | then))


def open_turn(track: Track) -> Turn:
    return Turn.objects.get(track=track, ended_at=None)


# --- Passing ---


def test_passing_ends_one_turn_and_begins_the_next(track: Track, jens: User) -> None:
    turn = passed(track, jens)

    first, second = Turn.objects.filter(track=track).order_by("number")
    assert (first.ended_at, first.ended_by, first.event) == (NOW, jens, TurnEvent.DONE)
    assert second == turn
    assert (second.number, second.since, second.is_open) == (2, NOW, True)


def test_what_is_left_out_comes_from_the_chain(track: Track, jens: User) -> None:
    turn = passed(track, jens, step="doctor_answers")

    assert (turn.holder, turn.due_on, turn.due_kind) == (Holder.DOCTOR, date(2026, 3, 25), DueKind.AGREEMENT)
    assert (turn.due_reason, turn.expects, turn.holder_user) == ("", "", None)


def test_the_jobformidlers_turn_is_that_of_the_cases_jobformidler(track: Track, mette: User, jens: User) -> None:
    assert passed(track, mette).holder_user == jens


def test_the_holder_the_day_and_the_words_may_be_chosen(track: Track, jens: User) -> None:
    turn = passed(
        track,
        jens,
        step="authority_answers",
        holder_name="Socialafdelingen",
        due_on=TODAY + timedelta(days=3),
        due_reason="De har lovet at ringe.",
        expects="Svar om støtte",
    )

    assert (turn.holder_name, turn.due_on) == ("Socialafdelingen", TODAY + timedelta(days=3))
    assert (turn.due_kind, turn.due_reason, turn.expects) == (
        DueKind.AGREEMENT,
        "De har lovet at ringe.",
        "Svar om støtte",
    )


def test_the_note_is_written_under_the_same_cap(track: Track, jens: User) -> None:
    passed(track, jens, note="Vi blev enige om at spørge lægen.", cap=Cap.MENTOR)

    note = Note.objects.get()
    assert (note.cap, note.track, note.written_at) == (Cap.MENTOR, track, NOW)
    assert note.headline == "Aftal, hvad der skal afklares"
    assert open_turn(track).event_note == ""


def test_the_deed_is_written_down_without_words_about_the_citizen(track: Track, jens: User) -> None:
    passed(track, jens, note="Hun er bange for hunde.")

    event = Event.objects.get(verb="turn_passed")
    assert (event.actor_id, event.subject_id, event.cap) == (jens.pk, track.case.citizen_id, Cap.AUTHORITY)
    assert event.detail["step"] == "we_order_statement"
    assert "hunde" not in str(event.detail)


def test_history_never_runs_backwards_though_clocks_differ(track: Track, jens: User) -> None:
    actions.pass_turn(track=track, by=jens, at=NOW, event="done", step="we_order_statement", cap="authority")

    late = actions.pass_turn(
        track=track, by=jens, at=NOW - timedelta(seconds=2), event="done", step="doctor_answers", cap="authority"
    )

    assert late.since == NOW


@pytest.mark.parametrize(
    ("then", "says"),
    [
        ({"step": "we_fly"}, "Det skridt findes ikke"),
        ({"step": "we_invite"}, "Det skridt findes ikke"),  # of another chain
        ({"event": TurnEvent.CLOSED}, "Vælg, om det er gjort"),
        ({"event": TurnEvent.POSTPONED}, "Vælg, om det er gjort"),
        ({"holder": Holder.SUBTRACKS}, "Åbn et delspor"),
        ({"step": "await_subtracks"}, "Åbn et delspor"),
        ({"due_on": TODAY - timedelta(days=1)}, "Fristen er allerede gået"),
        ({"step": "we_meet"}, "Vælg en dag"),  # only the people can set it
        ({"expects": "x" * 201}, "for lang"),
        ({"due_reason": "x" * 201}, "for lang"),
    ],
)
def test_a_pass_that_a_rule_forbids(track: Track, jens: User, then: dict[str, object], says: str) -> None:
    with pytest.raises(actions.UnableToPassTurn, match=says):
        passed(track, jens, **then)

    assert Turn.objects.filter(track=track).count() == 1


def test_the_jobformidlers_ball_lies_with_staff(track: Track, jens: User, aminas_case: Case) -> None:
    with pytest.raises(actions.UnableToPassTurn, match="medarbejder"):
        passed(track, jens, holder_user=aminas_case.citizen.user)


def test_a_closed_track_has_no_ball_to_pass(track: Track, jens: User) -> None:
    actions.close_track(track=track, by=jens, at=NOW, outcome="reached")

    with pytest.raises(actions.UnableToPassTurn, match="allerede slut"):
        passed(track, jens)


# --- Somebody was first ---


def test_a_page_that_is_out_of_date_is_told_who_moved_the_ball_and_when(track: Track, jens: User, mette: User) -> None:
    shown = open_turn(track).pk
    passed(track, mette)

    with pytest.raises(actions.UnableToPassTurn) as refused:
        actions.pass_turn(
            track=track,
            by=jens,
            at=NOW + timedelta(minutes=2),
            event="done",
            step="doctor_answers",
            cap="authority",
            expected_turn=shown,
        )

    assert str(refused.value).startswith("Mette sendte bolden videre for 2 minutter siden.")


def test_a_page_that_is_out_of_date_is_told_who_closed_the_track(track: Track, jens: User, mette: User) -> None:
    shown = open_turn(track).pk
    actions.close_track(track=track, by=mette, at=NOW, outcome="reached")

    with pytest.raises(actions.UnableToPassTurn, match="Mette lukkede sporet for et øjeblik siden"):
        passed(track, jens, expected_turn=shown)


@pytest.mark.parametrize(
    ("later", "says"),
    [
        (timedelta(seconds=-5), "for et øjeblik siden"),
        (timedelta(minutes=1), "for 1 minut siden"),
        (timedelta(hours=3), "den 11. marts"),
    ],
)
def test_how_long_ago_it_was(track: Track, jens: User, mette: User, later: timedelta, says: str) -> None:
    shown = open_turn(track).pk
    passed(track, mette)

    with pytest.raises(actions.UnableToPostponeTurn, match=says):
        actions.postpone_turn(
            track=track, by=jens, at=NOW + later, due_on=date(2026, 5, 1), reason="Ferie", expected_turn=shown
        )


# --- Postponing ---


def test_postponing_gives_the_same_holder_a_later_day_and_says_why(track: Track, jens: User) -> None:
    before = open_turn(track)

    after = actions.postpone_turn(
        track=track, by=jens, at=NOW, due_on=date(2026, 4, 1), reason="Lægen holder ferie", expected_turn=before.pk
    )

    before.refresh_from_db()
    assert (before.event, before.event_note) == (TurnEvent.POSTPONED, "Lægen holder ferie")
    assert (after.holder_user, after.step, after.due_kind) == (before.holder_user, before.step, before.due_kind)
    assert (after.due_on, after.due_reason) == (date(2026, 4, 1), "Lægen holder ferie")


@pytest.mark.parametrize(
    ("due_on", "reason", "says"),
    [
        (date(2026, 4, 1), " ", "Skriv kort hvorfor"),
        (date(2026, 4, 1), "x" * 201, "for lang"),
        (TODAY - timedelta(days=1), "Ferie", "Fristen er allerede gået"),
        (TODAY + timedelta(days=7), "Ferie", "efter den gamle"),
    ],
)
def test_a_postponement_that_a_rule_forbids(track: Track, jens: User, due_on: date, reason: str, says: str) -> None:
    with pytest.raises(actions.UnableToPostponeTurn, match=says):
        actions.postpone_turn(track=track, by=jens, at=NOW, due_on=due_on, reason=reason)


# --- Correcting ---


def test_correcting_adds_a_turn_and_leaves_the_wrong_one_standing(track: Track, jens: User) -> None:
    wrong = passed(track, jens, step="doctor_answers")

    right = actions.correct_turn(track=track, by=jens, at=NOW, reason="Det var speciallægen", step="specialist_answers")

    wrong.refresh_from_db()
    assert (wrong.event, wrong.event_note, wrong.step) == (
        TurnEvent.CORRECTED,
        "Det var speciallægen",
        "doctor_answers",
    )
    assert (right.corrects, right.step, right.due_on) == (wrong, "specialist_answers", date(2026, 4, 20))


def test_correcting_only_the_holder_keeps_the_day(track: Track, jens: User) -> None:
    before = open_turn(track)

    right = actions.correct_turn(track=track, by=jens, at=NOW, reason="Hun gør det selv", holder=Holder.CITIZEN)

    assert (right.holder, right.holder_user, right.due_on) == (Holder.CITIZEN, None, before.due_on)


def test_correcting_a_late_turn_does_not_make_it_less_late(aminas_case: Case, jens: User) -> None:
    late = TrackFactory(case=aminas_case, turn__due_on=TODAY - timedelta(days=5))

    right = actions.correct_turn(track=late, by=jens, at=NOW, reason="Hun gør det selv", holder=Holder.CITIZEN)

    assert right.due_on == TODAY - timedelta(days=5)
    with pytest.raises(actions.UnableToCorrectTurn, match="allerede gået"):
        actions.correct_turn(track=late, by=jens, at=NOW, reason="Fejl", due_on=TODAY - timedelta(days=4))


@pytest.mark.parametrize(
    ("then", "says"),
    [
        ({"reason": "", "holder": "citizen"}, "Skriv kort hvorfor"),
        ({"reason": "x" * 301, "holder": "citizen"}, "for lang"),
        ({"reason": "Fejl"}, "rigtige skridt"),
        ({"reason": "Fejl", "step": "we_fly"}, "Det skridt findes ikke"),
    ],
)
def test_a_correction_that_a_rule_forbids(track: Track, jens: User, then: dict[str, str], says: str) -> None:
    with pytest.raises(actions.UnableToCorrectTurn, match=says):
        actions.correct_turn(track=track, by=jens, at=NOW, **then)


# --- Nudging ---


def test_nudging_the_citizen_is_told_on_min_vej(track: Track, jens: User) -> None:
    turn = passed(track, jens, step="you_act")

    actions.nudge_holder(turn=turn, by=jens, at=NOW, note="Vi venter på dig")

    assert Nudge.objects.get().turn == turn
    assert Notice.objects.get().kind == "nudge"
    assert open_turn(track) == turn


def test_nudging_a_colleague_is_told_on_min_dag(track: Track, mette: User, jens: User) -> None:
    actions.nudge_holder(turn=open_turn(track), by=mette, at=NOW)

    assert "Mette Dahl" in jens.notices.get().text


def test_one_nudge_a_day_is_enough(track: Track, jens: User, mette: User) -> None:
    turn = passed(track, jens, step="doctor_answers")
    actions.nudge_holder(turn=turn, by=jens, at=NOW)

    with pytest.raises(actions.UnableToNudge, match="allerede rykket"):
        actions.nudge_holder(turn=turn, by=mette, at=NOW + timedelta(hours=4))
    actions.nudge_holder(turn=turn, by=mette, at=NOW + timedelta(days=1))


def test_nobody_nudges_themselves_or_a_turn_that_is_over(track: Track, jens: User, mette: User) -> None:
    turn = open_turn(track)
    with pytest.raises(actions.UnableToNudge, match="dig selv"):
        actions.nudge_holder(turn=turn, by=jens, at=NOW)
    passed(track, jens)
    with pytest.raises(actions.UnableToNudge, match="allerede sendt videre"):
        actions.nudge_holder(turn=turn, by=mette, at=NOW)
    with pytest.raises(actions.UnableToNudge, match="for lang"):
        actions.nudge_holder(turn=open_turn(track), by=mette, at=NOW, note="x" * 301)


# --- Taking over ---


def test_taking_over_moves_what_one_holds_and_nothing_else(track: Track, jens: User, mette: User) -> None:
    waiting = TrackFactory(case=track.case, turn__holder=Holder.DOCTOR)

    taken = _take_over(track.case, jens, mette)

    assert {turn.track_id for turn in taken} == set(
        Track.objects.filter(case=track.case).exclude(pk=waiting.pk).values_list("pk", flat=True)
    )
    assert open_turn(track).holder_user == mette
    assert open_turn(track).due_on == TODAY + timedelta(days=7)
    assert open_turn(waiting).holder == Holder.DOCTOR


def test_a_step_outside_a_deed_is_a_fault(track: Track, jens: User) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        actions.hand_turn(track=track, by=jens, at=NOW, event="done", step="we_order_statement", cap="authority")


def _take_over(case: Case, from_user: User, to_user: User) -> list[Turn]:
    from django.db import transaction

    with transaction.atomic():
        return actions.take_over_turns(case=case, from_user=from_user, to_user=to_user, by=to_user, at=NOW)
