"""Reading decisions, and being heard before one."""

import re
from datetime import timedelta

import pytest

from tests.cast import TODAY
from tests.factories.cases import DecisionFactory, TrackFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

LIST = "/min-vej/afgoerelser/"
TEXT = "# Afgørelse\n\nVirksomhedspraktik: Nej.\n\n# Sådan kan du klage\n\nDu kan klage inden fire uger."


@pytest.fixture
def released(cast):
    return DecisionFactory(case=cast.aminas_case, released=True, outcome="no", text=TEXT)


@pytest.fixture
def hearing(cast):
    return DecisionFactory(
        case=cast.aminas_case,
        facts="Du kom ikke den 2. marts.",
        considerations="Vi hælder til et nej.",
        outcome="no",
        hearing_sent_on=TODAY,
        hearing_due_on=TODAY + timedelta(days=14),
        track=TrackFactory(case=cast.aminas_case, turn__holder="citizen", turn__step="you_are_heard"),
    )


def at(decision, deed=""):
    return f"{LIST}{decision.pk}/{deed}"


def test_a_decision_is_read_as_it_was_released_with_how_to_complain(cast, sign_in, released):
    text = sign_in(cast.amina.user).get(at(released)).text
    assert "<h1>Virksomhedspraktik: Nej</h1>" in text
    assert "Truffet 11. marts af Jens Bro." in text
    assert "<h2>Sådan kan du klage</h2>" in text
    assert "Du kan klage senest onsdag den 8. april." in text
    assert f"/min-vej/beskeder/?afgoerelse={released.pk}" in text


def test_when_the_time_to_complain_is_over_it_is_not_offered(cast, sign_in):
    old = DecisionFactory(case=cast.aminas_case, released=True, complaint_due_on=TODAY - timedelta(days=1))
    assert "Skriv en klage" not in sign_in(cast.amina.user).get(at(old)).text


def test_a_decision_as_plain_text_is_word_for_word(cast, sign_in, released):
    response = sign_in(cast.amina.user).get(at(released, "tekst/"))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == TEXT


def test_a_draft_is_not_there_until_one_is_heard_about_it(cast, sign_in):
    draft = DecisionFactory(case=cast.aminas_case, facts="Under arbejde")
    client = sign_in(cast.amina.user)
    assert client.get(at(draft)).status_code == 404
    assert client.get(at(draft, "tekst/")).status_code == 404
    assert client.get(at(draft, "svar/")).status_code == 404
    assert "Der er ingen afgørelser endnu" in client.get(LIST).text


def test_one_is_heard_about_the_facts_and_nothing_is_said_of_the_answer(cast, sign_in, hearing):
    client = sign_in(cast.amina.user)
    assert client.get(at(hearing)).status_code == 302
    assert client.get(at(hearing, "tekst/")).status_code == 404
    text = client.get(at(hearing, "svar/")).text
    assert "Du kom ikke den 2. marts." in text
    assert "senest onsdag den 25. marts" in text
    assert "Vi hælder til et nej." not in text
    assert not re.search(r"\bNej\b", text.split("<main")[1])


def test_the_answer_is_kept_and_the_ball_is_ours(cast, sign_in, hearing):
    client = sign_in(cast.amina.user)
    assert "Læs, og svar" in client.get(LIST).text
    response = client.post(at(hearing, "svar/"), {"text": "Jeg var syg, og jeg ringede."}, follow=True)
    assert "Tak for dit svar. Vi læser det, før vi afgør noget." in response.text
    assert "Se dit svar" in response.text
    assert "Jeg var syg, og jeg ringede." in client.get(at(hearing, "svar/")).text
    assert hearing.track.turns.get(ended_at=None).step == "we_decide"


def test_a_second_answer_is_refused_in_words(cast, sign_in, hearing):
    client = sign_in(cast.amina.user)
    client.post(at(hearing, "svar/"), {"text": "Jeg var syg."})
    assert client.post(at(hearing, "svar/"), {"text": "Og en ting til."}).status_code == 422
    hearing.refresh_from_db()
    assert hearing.hearing_answer == "Jeg var syg."


def test_a_released_decision_has_no_hearing_to_answer(cast, sign_in, released):
    assert sign_in(cast.amina.user).get(at(released, "svar/")).url == at(released)


def test_queries_are_flat(cast, sign_in):
    client = sign_in(cast.amina.user)
    DecisionFactory(case=cast.aminas_case, released=True)
    client.get(LIST)
    assert_flat(lambda: client.get(LIST), lambda: DecisionFactory(case=cast.aminas_case, released=True))
