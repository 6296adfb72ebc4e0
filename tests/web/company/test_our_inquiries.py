"""What the company asks us, on its own page."""

import pytest
from django.urls import reverse

from helevejen.inquiries import actions
from helevejen.inquiries.models import Inquiry
from tests.cast import NOW
from tests.factories.companies import ContactFactory
from tests.factories.inquiries import DutyFactory
from tests.web.shared.drawing import words_of

PAGE = "/virksomhed/henvendelser/"


@pytest.fixture
def asked(cast, sign_in):
    DutyFactory(team=cast.voksne, user=cast.rikke)
    form = {"topic": "recruitment", "text": "Vi mangler to lagermedarbejdere."}
    text = sign_in(cast.poul.user).post(PAGE, form, follow=True).text
    return Inquiry.objects.get(), words_of(text)


def test_somebody_has_it_at_once_and_answers_within_four_office_hours(cast, asked):
    inquiry, text = asked
    assert (inquiry.company, inquiry.owner) == (cast.poul.company, cast.rikke)
    assert "Tak. Rikke Buhl har jeres besked og svarer senest i dag kl. 13.00." in text


def test_the_answer_is_read_on_the_page(cast, asked, sign_in):
    inquiry, _text = asked
    answer = actions.Answer("Her er tre, vi tror på.")
    actions.answer_inquiry(inquiry=inquiry, by=cast.rikke, at=NOW, answer=answer)
    assert inquiry.posts.get(is_from_sender=False).channel == "portal"
    text = words_of(sign_in(cast.poul.user).get(reverse("company:inquiry_read", args=[inquiry.pk])).text)
    assert "Her er tre, vi tror på." in text
    assert "I har fået svar." in text


def test_they_write_again(cast, asked, sign_in):
    inquiry, _text = asked
    sign_in(cast.poul.user).post(reverse("company:inquiry_read", args=[inquiry.pk]), {"text": "Gerne med truck."})
    assert inquiry.posts.count() == 2


def test_another_company_finds_nothing(cast, asked, sign_in):
    inquiry, _text = asked
    other = ContactFactory(name="Ulla", company__name="En anden", with_account=True)
    client = sign_in(other.user)
    assert client.get(reverse("company:inquiry_read", args=[inquiry.pk])).status_code == 404
    assert "lagermedarbejdere" not in client.get(PAGE).text


def test_an_empty_question_is_asked_for_again(cast, sign_in):
    response = sign_in(cast.poul.user).post(PAGE, {"topic": "recruitment", "text": " "})
    assert response.status_code == 422
    assert "Skriv jeres besked." in response.text


def test_citizens_and_staff_have_no_business_there(cast, sign_in):
    for who in (cast.amina.user, cast.jens):
        assert sign_in(who).get(PAGE).status_code == 403


def test_a_cpr_number_is_refused_beside_the_message_and_the_words_are_kept(cast, asked, sign_in):
    inquiry, _text = asked
    client, words = sign_in(cast.poul.user), "Om 140590-0003, som begynder mandag."
    for page in (PAGE, reverse("company:inquiry_read", args=[inquiry.pk])):
        response = client.post(page, {"topic": "recruitment", "text": words})
        assert response.status_code == 422
        assert response.context["form"].errors == {"text": ["Der står et CPR-nummer i teksten. Fjern det."]}
        assert words in response.text
    assert inquiry.posts.count() == Inquiry.objects.count() == 1


def test_a_cpr_number_is_refused_whatever_the_page_lets_through(cast, asked):
    inquiry, _text = asked
    words = actions.Asked("portal", "Om 140590-0003")
    with pytest.raises(actions.UnableToTakeInInquiry, match="CPR"):
        actions.write_as_company(company=cast.poul.company, by=cast.poul.user, at=NOW, asked=words)
    with pytest.raises(actions.UnableToHandleInquiry, match="CPR"):
        actions.write_again(inquiry=inquiry, by=cast.poul.user, at=NOW, text="Om 140590-0003")
