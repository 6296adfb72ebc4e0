"""The company's own orders: placed, followed and asked about, and nothing of anybody else's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.inquiries.models import Inquiry
from helevejen.recruitment import actions
from helevejen.recruitment.models import JobOrder
from tests.cast import NOW, TODAY
from tests.factories.companies import ContactFactory, WorkplaceFactory
from tests.factories.inquiries import DutyFactory
from tests.factories.recruitment import JobOrderFactory
from tests.support.flat import assert_flat
from tests.web.desk.test_orders import FORM
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

PAGE, PLACE = "/virksomhed/", "/virksomhed/ordre/ny/"


@pytest.fixture
def placed(cast, sign_in):
    WorkplaceFactory(company=cast.poul.company)
    text = sign_in(cast.poul.user).post(PLACE, FORM, follow=True).text
    return JobOrder.objects.get(), words_of(text)


def order_page(order, name="our_order"):
    return reverse(f"company:{name}", args=[order.pk])


def test_somebody_has_it_at_once_and_calls_within_four_office_hours(cast, placed):
    order, text = placed
    assert (order.company, order.owner, order.ordered_by) == (cast.poul.company, cast.rikke, cast.poul.user)
    assert "Tak. Rikke Buhl har jeres ordre og ringer senest onsdag den 11. marts kl. 13.00." in text
    assert "Gaffeltruckcertifikat (B)" in text


def test_the_first_page_shows_owner_last_step_and_promise(cast, sign_in, placed):
    order, _text = placed
    text = words_of(sign_in(cast.poul.user).get(PAGE).text)
    assert "Rikke Buhl ringer til jer senest onsdag den 11. marts kl. 13.00." in text
    assert f"Ordre nr. {order.pk} · sidst: bestilt, i dag" in text
    actions.answer_order(order=order, by=cast.jens, at=NOW, words="Vi sås på kajen.")
    text = words_of(sign_in(cast.poul.user).get(PAGE).text)
    assert "Jens Bro finder kandidater. I hører senest mandag den 16. marts, også hvis der ingen er." in text


def test_the_company_reads_what_was_said_and_not_why_it_changed_hands(cast, sign_in, placed):
    order, _text = placed
    actions.answer_order(order=order, by=cast.rikke, at=NOW, words="Vi sås på kajen.")
    actions.hand_over_order(order=order, to=cast.jens, by=cast.rikke, at=NOW, reason="Kan ikke med Poul")
    none = actions.Shortlist(0, "Ingen har truckcertifikat lige nu.")
    actions.give_shortlist(order=order, by=cast.jens, at=NOW, shortlist=none)
    text = words_of(sign_in(cast.poul.user).get(order_page(order)).text)
    assert "Vi sås på kajen." in text
    assert "Skiftede ejer: Jens Bro" in text
    assert "Ingen har truckcertifikat lige nu." in text
    assert "Kan ikke med Poul" not in text


def test_a_promise_written_as_a_sentence_reads_as_one(cast, sign_in):
    sentence = "Vi kommer forbi og ser stedet."
    order = JobOrderFactory(company=cast.poul.company, answered_at=NOW, next_step=sentence, next_due_on=TODAY)
    text = words_of(sign_in(cast.poul.user).get(order_page(order)).text)
    assert f"Næste skridt, senest i dag: {sentence}" in text


def test_a_promise_that_was_not_kept_is_said_to_be_so(cast, sign_in):
    sentence = "Vi kommer forbi og ser stedet."
    due_on = TODAY - timedelta(days=1)
    order = JobOrderFactory(company=cast.poul.company, answered_at=NOW, next_step=sentence, next_due_on=due_on)
    text = words_of(sign_in(cast.poul.user).get(order_page(order)).text)
    assert f"{sentence} Det nåede vi ikke. Undskyld." in text
    assert "Næste skridt" not in text


def test_one_tap_asks_us_to_call_about_it(cast, sign_in, placed):
    order, _text = placed
    DutyFactory(team=cast.voksne, user=cast.rikke)
    text = words_of(sign_in(cast.poul.user).post(order_page(order, "our_order_call"), follow=True).text)
    inquiry = Inquiry.objects.get()
    assert (inquiry.company, inquiry.topic, inquiry.wants_call) == (cast.poul.company, "recruitment", True)
    assert f"Tak. {order.owner.name} har jeres besked." in text
    assert f"ordre nr. {order.pk}" in inquiry.posts.get().text


def test_a_second_tap_asks_no_second_time(cast, sign_in, placed):
    order, _text = placed
    DutyFactory(team=cast.voksne, user=cast.rikke)
    client = sign_in(cast.poul.user)
    for _tap in range(2):
        text = words_of(client.post(order_page(order, "our_order_call"), follow=True).text)
        assert f"Tak. {order.owner.name} har jeres besked." in text
    assert Inquiry.objects.count() == 1


def test_the_order_says_that_the_company_asked_for_a_call_and_when_it_comes(cast, sign_in, placed):
    order, text = placed
    DutyFactory(team=cast.voksne, user=cast.rikke)
    assert "Bed os ringe" in text
    client = sign_in(cast.poul.user)
    client.post(order_page(order, "our_order_call"))
    client.get("/")  # what was told once is gone
    text = words_of(client.get(order_page(order)).text)
    assert f"I har bedt os ringe. {order.owner.name} ringer senest" in text
    assert "Bed os ringe" not in text
    other = JobOrderFactory(company=cast.poul.company)
    assert "Bed os ringe" in words_of(client.get(order_page(other)).text)
    client.post("/sprog/", {"language": "en", "next": "/"})
    assert f"You have asked us to call. {order.owner.name} will call" in words_of(client.get(order_page(order)).text)


def test_once_the_call_has_come_another_may_be_asked_for(cast, sign_in, placed):
    order, _text = placed
    DutyFactory(team=cast.voksne, user=cast.rikke)
    client = sign_in(cast.poul.user)
    client.post(order_page(order, "our_order_call"))
    Inquiry.objects.update(answered_at=NOW, answer_minutes=1, is_in_time=True)
    assert "Bed os ringe" in words_of(client.get(order_page(order)).text)


def test_another_company_finds_nothing(cast, sign_in, placed):
    order, _text = placed
    client = sign_in(ContactFactory(name="Ulla", company__name="En anden", with_account=True).user)
    assert client.get(order_page(order)).status_code == 404
    assert client.post(order_page(order, "our_order_call")).status_code == 404
    assert "Lagermedarbejdere" not in client.get(PAGE).text


def test_whoever_orders_is_likely_to_be_the_one_to_talk_with(cast, sign_in):
    ContactFactory(company=cast.poul.company, name="Anne And", user=None)
    form = sign_in(cast.poul.user).get(PLACE).context["form"]
    assert form["contact"].value() == str(cast.poul.pk)


def test_an_empty_order_is_asked_for_again(cast, sign_in):
    response = sign_in(cast.poul.user).post(PLACE, {})
    assert response.status_code == 422
    assert "Skriv, hvem der søges." in response.text
    assert not JobOrder.objects.exists()


def test_when_nobody_is_at_work_the_company_is_told(cast, sign_in, monkeypatch):
    monkeypatch.setattr("helevejen.recruitment.queries.owners.find_owner_for", lambda _company, _at: None)
    assert "Ingen er på arbejde" in sign_in(cast.poul.user).post(PLACE, FORM).text


def test_citizens_and_staff_have_no_business_there(cast, sign_in):
    order = JobOrderFactory(company=cast.poul.company)
    for who in (cast.amina.user, cast.jens):
        for page in (PLACE, order_page(order)):
            assert sign_in(who).get(page).status_code == 403


def test_the_list_is_flat(cast, sign_in):
    client = sign_in(cast.poul.user)
    JobOrderFactory(company=cast.poul.company)
    client.get(PAGE)
    assert_flat(lambda: client.get(PAGE), lambda: JobOrderFactory(company=cast.poul.company))


@pytest.mark.parametrize("name", ["title", "tasks"])
def test_a_cpr_number_is_refused_beside_its_field(cast, sign_in, name):
    words = "Som 140590-0003 gjorde"
    response = sign_in(cast.poul.user).post(PLACE, FORM | {name: words})
    assert response.status_code == 422
    assert response.context["form"].errors == {name: ["Der står et CPR-nummer i teksten. Fjern det."]}
    assert f'href="#id_{name}"' in response.text
    assert words in response.text
