"""A later day, a reminder, a correction, a slip taken back: the smaller deeds on the ball."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.cases import actions
from helevejen.cases.enums import Holder, NoticeKind, TurnEvent
from helevejen.cases.models import Notice, Nudge, Turn
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import TrackFactory
from tests.factories.times import NOW, TODAY
from tests.web.desk.htmx import from_my_day
from tests.web.shared.drawing import words_of

LATE = TODAY - timedelta(days=3)
LATER = (TODAY + timedelta(days=14)).strftime("%d-%m-%Y")


@pytest.fixture
def track(aminas_case):
    return TrackFactory(case=aminas_case, turn__step="we_order_statement", turn__due_on=LATE)


@pytest.fixture
def at_the_doctors(aminas_case):
    return TrackFactory(
        case=aminas_case,
        turn__step="doctor_answers",
        turn__holder=Holder.DOCTOR,
        turn__holder_name="Dr. Winther",
        turn__due_on=LATE,
    )


def page(name, track):
    return reverse(f"desk:{name}", args=[track.pk])


def open_turn(track):
    return Turn.objects.get(track=track, ended_at=None)


def given(name, track):
    return {
        "turn_postpone": {"due_on": LATER, "reason": "Lægen har ferie."},
        "turn_nudge": {"note": "Ringede."},
        "turn_correct": {"step": "specialist_answers", "reason": "Det var speciallægen."},
    }[name] | {"turn": open_turn(track).pk}


# --- A later day ---


def test_a_later_day_is_proposed_and_given_with_a_reason(cast, sign_in, track):
    client = sign_in(cast.jens)
    assert "18/03/2026" in client.get(page("turn_postpone", track)).text
    response = client.post(page("turn_postpone", track), given("turn_postpone", track), headers=from_my_day())
    assert "Bolden ligger hos dig: Bestil lægeattesten, senest onsdag den 25. marts." in words_of(response.text)
    turn = open_turn(track)
    assert (turn.due_on, turn.due_reason) == (TODAY + timedelta(days=14), "Lægen har ferie.")


def test_a_later_day_needs_a_reason(cast, sign_in, track):
    values = given("turn_postpone", track) | {"reason": ""}
    response = sign_in(cast.jens).post(page("turn_postpone", track), values)
    assert response.status_code == 422
    assert "Skriv kort hvorfor" in response.text


# --- A reminder ---


def test_a_reminder_is_written_down_and_the_row_stays(cast, sign_in, at_the_doctors):
    url = page("turn_nudge", at_the_doctors)
    response = sign_in(cast.jens).post(url, given("turn_nudge", at_the_doctors), headers=from_my_day())
    assert "done--beside" in response.text
    assert Nudge.objects.get().note == "Ringede."
    assert open_turn(at_the_doctors).number == 1


def test_a_reminder_to_the_citizen_is_told_on_min_vej(cast, sign_in, aminas_case):
    track = TrackFactory(case=aminas_case, turn__step="you_act", turn__holder=Holder.CITIZEN, turn__due_on=LATE)
    client = sign_in(cast.jens)
    assert "Borgeren får en venlig påmindelse" in client.get(page("turn_nudge", track)).text
    client.post(page("turn_nudge", track), given("turn_nudge", track))
    assert Notice.objects.get().kind == NoticeKind.NUDGE


def test_one_reminder_a_day_is_enough(cast, sign_in, at_the_doctors):
    client, url = sign_in(cast.jens), page("turn_nudge", at_the_doctors)
    client.post(url, given("turn_nudge", at_the_doctors))
    response = client.post(url, given("turn_nudge", at_the_doctors))
    assert response.status_code == 422
    assert "Der er allerede rykket i dag." in response.text


# --- A correction ---


def test_a_correction_leaves_history_standing(cast, sign_in, track):
    client = sign_in(cast.jens)
    assert "Historien bliver stående." in client.get(page("turn_correct", track)).text
    client.post(page("turn_correct", track), given("turn_correct", track))
    turn = open_turn(track)
    assert (turn.step, turn.holder, turn.corrects.number) == ("specialist_answers", Holder.DOCTOR, 1)


def test_only_what_is_changed_is_corrected(cast, sign_in, at_the_doctors):
    same = {"step": "doctor_answers", "holder": "doctor", "due_on": LATE.strftime("%d/%m/%Y"), "due_reason": ""}
    values = given("turn_correct", at_the_doctors) | same | {"holder_name": "Dr. Skov", "reason": "Hun er flyttet."}
    sign_in(cast.jens).post(page("turn_correct", at_the_doctors), values)
    turn = open_turn(at_the_doctors)
    assert (turn.holder_name, turn.due_on, turn.step) == ("Dr. Skov", LATE, "doctor_answers")


def test_a_correction_that_corrects_nothing_is_refused(cast, sign_in, track):
    same = {"step": "we_order_statement", "holder": "jobformidler", "due_on": LATE.strftime("%d/%m/%Y")}
    response = sign_in(cast.jens).post(page("turn_correct", track), given("turn_correct", track) | same)
    assert response.status_code == 422
    assert "Vælg det rigtige skridt, eller hvem der har bolden." in response.text


# --- A slip taken back ---


@pytest.fixture
def slip(cast, track):
    actions.pass_turn(track=track, by=cast.jens, at=NOW, event="done", step="doctor_answers", cap="authority")
    return reverse("desk:turn_undo", args=[track.pk, open_turn(track).pk])


def test_a_slip_is_taken_back_and_a_late_turn_is_late_again(cast, sign_in, track, slip):
    response = sign_in(cast.jens).post(slip, headers=from_my_day())
    text = words_of(response.text)
    assert "Fortrudt. Det, du skrev, står stadig i sagen." in text
    assert "Bestil lægeattesten · Over tiden: for 3 dage siden" in text
    turn = open_turn(track)
    assert (turn.step, turn.holder_user, turn.due_on, turn.number) == ("we_order_statement", cast.jens, LATE, 3)
    assert Turn.objects.get(track=track, number=2).event == TurnEvent.CORRECTED


def test_without_javascript_it_leads_back_to_the_file(cast, sign_in, track, slip):
    assert sign_in(cast.jens).post(slip).url.startswith(reverse("desk:case_detail", args=[track.case_id]))


def test_it_is_taken_back_once_and_by_nobody_else(cast, sign_in, track, slip):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert sign_in(cast.mette).post(slip).status_code == 409
    assert sign_in(cast.jens).post(slip).status_code == 302
    assert sign_in(cast.jens).post(slip).status_code == 409


def test_it_is_not_taken_back_by_looking(cast, sign_in, track, slip):
    assert sign_in(cast.jens).get(slip).status_code == 405
    assert open_turn(track).number == 2


# --- What they have in common ---

DEEDS = ["turn_postpone", "turn_nudge", "turn_correct"]


@pytest.mark.parametrize("name", DEEDS)
def test_the_substitute_may(cast, sign_in, at_the_doctors, name):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    url = page(name, at_the_doctors)
    assert sign_in(cast.mette).post(url, given(name, at_the_doctors)).status_code == 302


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize(("who", "status"), [("mette", 404), ("omar", 404), ("lene", 403), ("karen", 403)])
def test_a_stranger_and_those_who_only_read_cannot(cast, sign_in, track, name, who, status):
    client = sign_in(getattr(cast, who))
    assert client.get(page(name, track)).status_code == status
    assert client.post(page(name, track), given(name, track)).status_code == status
    assert Turn.objects.filter(track=track).count() == 1


@pytest.mark.parametrize("name", DEEDS)
def test_whoever_comes_second_is_told(cast, sign_in, track, name):
    shown = given(name, track)
    actions.pass_turn(track=track, by=cast.mette, at=NOW, event="done", step="doctor_answers", cap="authority")
    response = sign_in(cast.jens).post(page(name, track), shown, headers=from_my_day())
    assert response.status_code == 409
    assert "Mette Dahl sendte bolden videre" in words_of(response.text)


@pytest.mark.parametrize("name", DEEDS)
def test_the_form_is_a_part_for_htmx_and_a_page_without(cast, sign_in, track, name):
    client = sign_in(cast.jens)
    assert "<html" in client.get(page(name, track)).text
    assert "<html" not in client.get(page(name, track), headers=from_my_day()).text
