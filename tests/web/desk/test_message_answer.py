"""Answering what the citizen wrote."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.cases import actions
from helevejen.cases.enums import Holder, TrackKind
from helevejen.cases.models import Message, Track, Turn
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import MessageFactory, TrackFactory
from tests.factories.times import NOW
from tests.web.desk.htmx import from_my_day
from tests.web.shared.drawing import words_of


@pytest.fixture
def track(aminas_case):
    made = TrackFactory(case=aminas_case, kind=TrackKind.DIALOGUE, turn__step="we_answer")
    MessageFactory(case=aminas_case, track=made, text="Hvornår hører jeg fra jer?", sent_at=NOW - timedelta(days=1))
    return made


def page(track):
    return reverse("desk:message_answer", args=[track.pk])


def answer(track, **changes):
    return {"turn": track.open_turn.pk, "cap": "mentor", "text": "Jeg ringer i morgen."} | changes


def test_the_citizens_own_words_stand_above_the_answer(cast, sign_in, track):
    text = words_of(sign_in(cast.jens).get(page(track)).text)
    assert "Borgeren skrev i går: Hvornår hører jeg fra jer?" in text


def test_an_answer_ends_the_dialogue(cast, sign_in, track):
    response = sign_in(cast.jens).post(page(track), answer(track), headers=from_my_day())
    assert "Svaret er sendt til borgeren på Min vej." in words_of(response.text)
    assert not Track.objects.get(pk=track.pk).is_open
    assert Message.objects.get(from_citizen=False).text == "Jeg ringer i morgen."


def test_with_an_answer_wanted_the_citizen_has_the_ball(cast, sign_in, track):
    sign_in(cast.jens).post(page(track), answer(track, wants_answer="on"))
    assert Turn.objects.get(track=track, ended_at=None).holder == Holder.CITIZEN


def test_whoever_only_asked_to_be_called_is_quoted_as_such(cast, sign_in, aminas_case):
    call = TrackFactory(case=aminas_case, kind=TrackKind.DIALOGUE, turn__step="we_call_back")
    MessageFactory(case=aminas_case, track=call, text="", wants_call=True, call_at=NOW + timedelta(hours=5))
    text = words_of(sign_in(cast.jens).get(page(call)).text)
    assert "Vil gerne ringes op onsdag den 11. marts kl. 14.00." in text


def test_the_substitute_may(cast, sign_in, track):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert sign_in(cast.mette).post(page(track), answer(track)).status_code == 302


@pytest.mark.parametrize(("name", "status"), [("mette", 404), ("omar", 404), ("lene", 403), ("karen", 403)])
def test_a_stranger_and_those_who_only_read_cannot(cast, sign_in, track, name, status):
    client = sign_in(getattr(cast, name))
    assert client.get(page(track)).status_code == status
    assert client.post(page(track), answer(track)).status_code == status


def test_a_track_that_is_no_message_has_no_such_page(cast, sign_in, aminas_case):
    assert sign_in(cast.jens).get(page(TrackFactory(case=aminas_case))).status_code == 404


def test_an_empty_answer_is_refused(cast, sign_in, track):
    response = sign_in(cast.jens).post(page(track), answer(track, text=" "))
    assert response.status_code == 422
    assert "Skriv dit svar." in response.text


def test_whoever_comes_second_is_told(cast, sign_in, track):
    shown = answer(track)
    actions.answer_message(track=track, by=cast.mette, at=NOW, cap="mentor", text="Ja, vi ringer.")
    assert sign_in(cast.jens).post(page(track), shown).status_code == 409
    assert Message.objects.filter(from_citizen=False).count() == 1
