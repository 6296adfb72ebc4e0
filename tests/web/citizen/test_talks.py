"""Writing to the jobformidler, and asking to be called."""

import pytest

from helevejen.cases.models import Message, Track
from tests.factories.cases import CaseFactory, DecisionFactory, MessageFactory
from tests.factories.citizens import CitizenFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

WRITE = "/min-vej/beskeder/"
CALL = "/min-vej/bliv-ringet-op/"


def test_the_day_of_the_answer_is_promised_before_and_after(cast, sign_in):
    client = sign_in(cast.amina.user)
    assert "Sender du i dag, får du svar senest fredag den 13. marts." in client.get(WRITE).text
    response = client.post(WRITE, {"text": "Hvornår hører jeg fra jer?"}, follow=True)
    assert "Din besked er sendt. Du får svar senest fredag den 13. marts." in response.text
    assert "Hvornår hører jeg fra jer?" in response.text
    turn = Track.objects.get(kind="dialogue").open_turn
    assert (turn.holder_user, turn.step) == (cast.jens, "we_answer")


def test_an_empty_message_is_asked_for_again(cast, sign_in):
    response = sign_in(cast.amina.user).post(WRITE, {"text": ""})
    assert response.status_code == 422
    assert "Skriv din besked." in response.text


def test_what_both_have_written_is_there_with_the_cap(cast, sign_in):
    MessageFactory(case=cast.aminas_case, text="Fra mig")
    MessageFactory(case=cast.aminas_case, text="Fra Jens", from_staff=True, sent_by=cast.jens)
    MessageFactory(case=cast.bos_case, text="Fra en anden")
    text = sign_in(cast.amina.user).get(WRITE).text
    for word in ("Fra mig", "Fra Jens", "Jens Bro", "Mentor"):
        assert word in text
    assert "Fra en anden" not in text


def test_a_complaint_is_begun_from_its_decision(cast, sign_in):
    own = DecisionFactory(case=cast.aminas_case, released=True)
    other = DecisionFactory(case=cast.bos_case, released=True)
    client = sign_in(cast.amina.user)
    assert "Jeg vil klage over afgørelsen om virksomhedspraktik." in client.get(WRITE, {"afgoerelse": own.pk}).text
    assert client.get(WRITE, {"afgoerelse": other.pk}).status_code == 404


@pytest.fixture
def phone(cast):
    cast.amina.phone = "20304050"
    cast.amina.save(update_fields=["phone"])


def test_being_called_as_soon_as_possible(cast, sign_in, phone):
    client = sign_in(cast.amina.user)
    assert "Vælger du ikke en tid, ringer vi senest fredag den 13. marts." in client.get(CALL).text
    response = client.post(CALL, {"day": "soon"}, follow=True)
    assert "Tak. Vi ringer til dig på 20 30 40 50 senest fredag den 13. marts." in response.text
    message = Message.objects.get()
    assert (message.wants_call, message.call_at) == (True, None)


def test_it_says_which_number_is_called_and_another_may_be_written(cast, sign_in, phone):
    client = sign_in(cast.amina.user)
    assert "Vi ringer på 20 30 40 50." in client.get(CALL).text
    assert "Skriv et dansk nummer med otte cifre" in client.post(CALL, {"day": "soon", "phone": "72 11"}).text
    response = client.post(CALL, {"day": "soon", "phone": "+45 72 11 00 00", "text": "Om praktikken"}, follow=True)
    assert "Tak. Vi ringer til dig på 72 11 00 00 senest fredag" in response.text
    assert Message.objects.get().text == "Om praktikken\n\nRing på 72 11 00 00."


def test_without_a_number_one_is_asked_for(cast, sign_in):
    client = sign_in(cast.amina.user)
    assert "Vi kender ikke dit nummer." in client.get(CALL).text
    response = client.post(CALL, {"day": "soon"})
    assert response.status_code == 422
    assert "Skriv det nummer, vi skal ringe på." in response.text
    assert not Message.objects.exists()


def test_being_called_at_a_chosen_time(cast, sign_in, phone):
    client = sign_in(cast.amina.user)
    response = client.post(CALL, {"day": "2026-03-12", "hour": "13", "text": "Om praktikken"}, follow=True)
    assert "Tak. Vi ringer til dig på 20 30 40 50 torsdag den 12. marts kl. 13.00." in response.text
    assert Message.objects.get().call_at.isoformat() == "2026-03-12T12:00:00+00:00"
    assert "Ring til mig torsdag den 12. marts kl. 13.00." in client.get(WRITE).text


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({}, "Vælg en dag."),
        ({"day": "2026-03-12"}, "Vælg et tidspunkt."),
        ({"day": "2026-03-14", "hour": "9"}, "Vælg en af dagene."),
        ({"day": "2026-03-12", "hour": "22"}, "Vælg et af tidspunkterne."),
    ],
)
def test_a_time_that_will_not_do_is_asked_for_again(cast, sign_in, asked, fault):
    response = sign_in(cast.amina.user).post(CALL, asked)
    assert response.status_code == 422
    assert fault in response.text
    assert not Message.objects.exists()


@pytest.mark.parametrize("address", [WRITE, CALL])
def test_without_a_case_or_after_it_one_is_told_whom_to_call(cast, sign_in, address):
    newcomer = CitizenFactory(with_account=True)
    assert "Du har ikke en jobformidler endnu, men du kan skrive til os." in sign_in(newcomer.user).get(address).text
    CaseFactory(citizen=newcomer, jobformidler=cast.jens, backup=cast.mette, closed=True)
    client = sign_in(newcomer.user)
    assert "Din sag er lukket" in client.get(address).text
    client.post(address, {"text": "Hej", "day": "soon"})
    assert not Message.objects.exists()


def test_queries_are_flat(cast, sign_in):
    client = sign_in(cast.amina.user)
    MessageFactory(case=cast.aminas_case, from_staff=True)
    client.get(WRITE)
    assert_flat(lambda: client.get(WRITE), lambda: MessageFactory(case=cast.aminas_case, from_staff=True))
