"""What the citizen has asked: who has it, until when, and the answer."""

import pytest
from django.urls import reverse

from helevejen.inquiries import actions
from helevejen.inquiries.models import Inquiry, Post
from tests.cast import NOW
from tests.factories.citizens import CitizenFactory
from tests.factories.inquiries import DutyFactory, InquiryFactory, PostFactory, WaitFactory
from tests.support.flat import assert_flat
from tests.web.shared.drawing import words_of

PAGE = "/min-vej/henvendelser/"


def read(inquiry):
    return reverse("citizen:inquiry_read", args=[inquiry.pk])


@pytest.fixture
def emil(cast):
    DutyFactory(team=cast.ungdom, user=cast.mette)
    return CitizenFactory(given_name="Emil", family_name="Før", with_account=True)


def test_without_a_case_one_can_write_and_sees_who_has_it_and_until_when(emil, sign_in):
    client = sign_in(emil.user)
    text = words_of(client.post(PAGE, {"topic": "job", "text": "Kan I hjælpe mig?"}, follow=True).text)
    assert "Tak. Mette Dahl har din besked. Du får svar senest fredag den 13. marts." in text
    assert "Mette Dahl har din besked. Du hører fra os senest fredag den 13. marts." in text
    assert Inquiry.objects.get().citizen == emil


def test_an_empty_question_is_asked_for_again(emil, sign_in):
    response = sign_in(emil.user).post(PAGE, {"topic": "job", "text": ""})
    assert (response.status_code, Inquiry.objects.count()) == (422, 0)


def test_with_an_open_case_one_is_led_to_the_messages_and_nothing_is_registered_twice(cast, sign_in):
    client = sign_in(cast.amina.user)
    client.post("/min-vej/beskeder/", {"text": "Hvornår hører jeg fra jer?"})
    client.post(PAGE, {"topic": "job", "text": "Og igen"})
    assert (Inquiry.objects.count(), Post.objects.count()) == (1, 0)
    text = words_of(client.get(PAGE).text)
    assert "Jens Bro har din besked. Du hører fra os senest fredag den 13. marts." in text


def test_the_answer_is_read_and_can_be_answered(cast, emil, sign_in):
    inquiry = InquiryFactory(citizen=emil, owner=cast.mette, team=cast.ungdom)
    PostFactory(inquiry=inquiry, text="Kan I hjælpe?")
    actions.answer_inquiry(inquiry=inquiry, by=cast.mette, at=NOW, answer=actions.Answer("Ja, kom på tirsdag."))
    client = sign_in(emil.user)
    text = words_of(client.get(read(inquiry)).text)
    assert "Du har fået svar." in text
    assert "Ja, kom på tirsdag." in text
    client.post(read(inquiry), {"text": "Klokken?"})
    inquiry.refresh_from_db()
    assert (inquiry.is_open, inquiry.reopened_count) == (True, 1)


def test_one_reads_what_it_waits_for(cast, emil, sign_in):
    inquiry = InquiryFactory(citizen=emil, owner=cast.mette, team=cast.ungdom)
    WaitFactory(inquiry=inquiry)
    actions.wait_for(inquiry=inquiry, on="sender", ground="Send din kontrakt", by=cast.mette, at=NOW)
    text = words_of(sign_in(emil.user).get(PAGE).text)
    assert "Vi venter på dig: Send din kontrakt" in text
    assert "Imens venter vi på en læge." in text


def test_a_promise_not_kept_is_said_plainly(cast, emil, sign_in):
    InquiryFactory(
        citizen=emil, owner=cast.mette, team=cast.ungdom, received_at=NOW.replace(day=2),
        promised_at=NOW.replace(day=4), answer_due_at=NOW.replace(day=4), due_at=NOW.replace(day=4),
    )  # fmt: skip
    assert "Vi lovede at svare onsdag den 4. marts. Det nåede vi ikke. Undskyld." in words_of(
        sign_in(emil.user).get(PAGE).text
    )


def test_another_citizens_is_not_there(cast, emil, sign_in):
    inquiry = InquiryFactory(citizen=emil, owner=cast.mette, team=cast.ungdom)
    client = sign_in(cast.bo.user)
    assert client.get(read(inquiry)).status_code == 404
    assert client.post(read(inquiry), {"text": "Hej"}).status_code == 404
    assert not Post.objects.exists()


def test_a_dialogue_is_read_among_the_messages(cast, sign_in):
    client = sign_in(cast.amina.user)
    client.post("/min-vej/beskeder/", {"text": "Hej"})
    assert client.get(read(Inquiry.objects.get())).status_code == 404


def test_the_list_is_as_cheap_for_many_as_for_few(cast, emil, sign_in):
    client = sign_in(emil.user)

    def more():
        WaitFactory(inquiry=InquiryFactory(citizen=emil, owner=cast.mette, team=cast.ungdom))

    more()
    client.get(PAGE)
    assert_flat(lambda: client.get(PAGE), lambda: [more() for _ in range(4)])
