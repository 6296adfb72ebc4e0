"""Sending the ball on, from Min dag and from the citizen's file."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.cases import actions
from helevejen.cases.enums import Cap, Holder, NoteKind, TurnEvent
from helevejen.cases.models import Note, Turn
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import TrackFactory
from tests.factories.citizens import ConflictOfInterestFactory
from tests.factories.times import NOW, TODAY
from tests.support.flat import assert_flat
from tests.web.desk.htmx import from_file, from_my_day
from tests.web.shared.drawing import words_of


@pytest.fixture
def track(aminas_case):
    return TrackFactory(case=aminas_case, turn__step="we_order_statement", turn__due_on=TODAY - timedelta(days=1))


def page(track):
    return reverse("desk:turn_pass", args=[track.pk])


def sent(track, **changes):
    given = {"turn": track.open_turn.pk, "event": "done", "step": "doctor_answers", "cap": "authority", "note": ""}
    return given | changes


def open_turn(track):
    return Turn.objects.get(track=track, ended_at=None)


def test_the_form_is_filled_in_from_the_chain(cast, sign_in, track):
    html = sign_in(cast.jens).get(page(track)).text
    text = words_of(html)
    assert "Lægen skriver attesten Lægen senest onsdag den 25. marts" in text
    assert "Amina Holm · Afklaring · Bestil lægeattesten" in text
    assert 'value="doctor_answers" checked' in html
    assert 'value="authority" checked' in html


def test_steps_that_a_meeting_takes_are_not_offered(cast, sign_in, track):
    html = sign_in(cast.jens).get(page(track)).text
    assert 'value="we_meet"' not in html
    assert 'value="you_choose_time"' not in html


def test_it_sends_the_ball_on_and_writes_the_note(cast, sign_in, track):
    response = sign_in(cast.jens).post(page(track), sent(track, note="Bestilt hos Dr. Winther."))
    assert response.url.startswith(reverse("desk:case_detail", args=[track.case_id]))
    turn = open_turn(track)
    assert (turn.step, turn.holder, turn.passed_by) == ("doctor_answers", Holder.DOCTOR, cast.jens)
    note = Note.objects.get()
    assert (note.text, note.cap, note.kind) == ("Bestilt hos Dr. Winther.", Cap.AUTHORITY, NoteKind.UNCLASSIFIED)


def test_whom_and_until_when_can_be_chosen_otherwise(cast, sign_in, track):
    day = TODAY + timedelta(days=30)
    chosen = {"holder": "authority", "holder_name": "Socialafdelingen", "due_on": day.strftime("%d-%m-%Y")}
    sign_in(cast.jens).post(page(track), sent(track, **chosen, due_reason="De har ferie."))
    turn = open_turn(track)
    assert (turn.holder, turn.holder_name, turn.due_on) == (Holder.AUTHORITY, "Socialafdelingen", day)
    assert turn.due_reason == "De har ferie."


def test_from_min_dag_the_row_is_replaced_and_can_be_undone(cast, sign_in, track):
    response = sign_in(cast.jens).post(page(track), sent(track), headers=from_my_day())
    assert response.status_code == 200
    assert "<html" not in response.text
    assert "Gjort. Bolden ligger hos lægen: Lægen skriver attesten, senest onsdag den 25. marts." in words_of(
        response.text
    )
    assert reverse("desk:turn_undo", args=[track.pk, open_turn(track).pk]) in response.text
    assert response["HX-Trigger-After-Settle"] == "deed-done"


def test_from_the_file_its_page_is_fetched_anew(cast, sign_in, track):
    response = sign_in(cast.jens).post(page(track), sent(track), headers=from_file(track.case_id))
    assert response.status_code == 204
    assert reverse("desk:case_detail", args=[track.case_id]) in response["HX-Location"]


def test_in_the_file_the_receipt_says_who_has_the_ball_now_and_can_be_undone(cast, sign_in, track):
    client = sign_in(cast.jens)
    html = client.post(page(track), sent(track), follow=True).text
    assert "Gjort. Bolden ligger hos lægen: Lægen skriver attesten, senest onsdag den 25. marts." in words_of(html)
    undo = reverse("desk:turn_undo", args=[track.pk, open_turn(track).pk])
    assert f'action="{undo}"' in html
    back = client.post(undo, follow=True)
    assert "Fortrudt. Bolden ligger, hvor den lå. Bolden ligger hos dig: Bestil lægeattesten" in words_of(back.text)


def test_an_answer_from_another_comes_first_when_another_has_the_ball(cast, sign_in, aminas_case):
    track = TrackFactory(case=aminas_case, turn__step="doctor_answers", turn__holder=Holder.DOCTOR)
    html = sign_in(cast.jens).get(page(track)).text
    assert html.index('value="answered"') < html.index('value="done"')
    sign_in(cast.jens).post(page(track), sent(track, event="answered", step="we_read_statement"))
    assert Turn.objects.get(track=track, number=1).event == TurnEvent.ANSWERED


def test_the_substitute_may(cast, sign_in, track):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    sign_in(cast.mette).post(page(track), sent(track))
    assert open_turn(track).passed_by == cast.mette


@pytest.mark.parametrize(("name", "status"), [("mette", 404), ("omar", 404), ("lene", 403), ("karen", 403)])
def test_a_stranger_and_those_who_only_read_cannot(cast, sign_in, track, name, status):
    client = sign_in(getattr(cast, name))
    assert client.get(page(track)).status_code == status
    assert client.post(page(track), sent(track)).status_code == status
    assert open_turn(track).number == 1


def test_a_conflict_of_interest_closes_it(cast, sign_in, track):
    ConflictOfInterestFactory(user=cast.jens, citizen=cast.amina)
    assert sign_in(cast.jens).post(page(track), sent(track)).status_code == 404


def test_a_rules_objection_is_shown(cast, sign_in, track):
    response = sign_in(cast.jens).post(page(track), sent(track, due_on="1-3-2026"), headers=from_my_day())
    assert response.status_code == 422
    assert "Fristen er allerede gået." in response.text


def test_what_is_missing_is_said(cast, sign_in, track):
    response = sign_in(cast.jens).post(page(track), sent(track, step="", cap=""))
    assert response.status_code == 422
    assert "Vælg, hvad der sker nu." in response.text
    assert "Vælg, hvilken kasket du har på." in response.text


def test_somebody_was_first(cast, sign_in, track):
    shown = sent(track, note="Talte med lægen.")
    actions.pass_turn(
        track=track,
        by=cast.mette,
        at=NOW - timedelta(minutes=2),
        event="done",
        step="specialist_answers",
        cap="authority",
    )
    for headers in ({}, from_my_day()):
        response = sign_in(cast.jens).post(page(track), shown, headers=headers)
        assert response.status_code == 409
        text = words_of(response.text)
        assert "Mette Dahl sendte bolden videre for 2 minutter siden" in text
        assert "Talte med lægen." in text
    assert open_turn(track).number == 2


def test_a_track_that_is_over_says_who_closed_it(cast, sign_in, track):
    actions.close_track(track=track, by=cast.mette, at=NOW, outcome="reached")
    response = sign_in(cast.jens).get(page(track))
    assert response.status_code == 409
    assert "Mette Dahl lukkede sporet lige nu" in words_of(response.text)


def test_asking_changes_nothing(cast, sign_in, track):
    sign_in(cast.jens).get(page(track))
    assert Turn.objects.filter(track=track).count() == 1


def test_its_queries_are_flat(cast, sign_in, track):
    client = sign_in(cast.jens)
    client.get(page(track))
    assert_flat(lambda: client.get(page(track)), lambda: TrackFactory(case=track.case))


def test_where_a_statement_is_to_be_ordered_the_order_is_offered_everywhere(cast, sign_in, track):
    order = f"{reverse('desk:statement_order', args=[track.case_id])}?spor={track.pk}"
    client = sign_in(cast.jens)
    for address in (page(track), reverse("desk:my_day"), reverse("desk:case_detail", args=[track.case_id])):
        assert f'href="{order}"' in client.get(address).text, address


def test_no_order_is_offered_where_none_is_to_be_made(cast, sign_in, aminas_case):
    other = TrackFactory(case=aminas_case, turn__step="we_agree_questions")
    below = TrackFactory(case=aminas_case, parent=other, turn__step="we_order_statement")
    for track in (other, below):
        assert "?spor=" not in sign_in(cast.jens).get(page(track)).text
