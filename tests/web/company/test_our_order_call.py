"""What the page of an order says of a call the company has asked for: that it comes, by whom and when, and once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.inquiries.models import Inquiry
from tests.cast import NOW
from tests.factories.inquiries import InquiryFactory
from tests.factories.recruitment import JobOrderFactory
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db
INVITED = "Vil I vide mere nu, så bed os ringe."


@pytest.fixture
def order(cast):
    """An order of which nothing is due, so that asking for a call is all there is to do."""
    return JobOrderFactory(
        company=cast.poul.company, owner=cast.rikke, answered_at=NOW, shortlisted_at=NOW, shortlist_count=2
    )


@pytest.fixture
def read(cast, sign_in):
    client = sign_in(cast.poul.user)

    def page(order, *, after_asking=False, language="da"):
        client.post("/sprog/", {"language": language, "next": "/"})
        if after_asking:
            return words_of(client.post(reverse("company:our_order_call", args=[order.pk]), follow=True).text)
        return words_of(client.get(reverse("company:our_order", args=[order.pk])).text)

    return page


def awaited(order, *, due_in=timedelta(hours=20), **values):
    due = {"promised_at": NOW + due_in, "answer_due_at": NOW + due_in, "due_at": NOW + due_in}
    return InquiryFactory(company=order.company, order=order, wants_call=True, **due | values)


def test_the_company_is_invited_to_ask_until_it_has_asked(order, read):
    assert INVITED in read(order)
    text = read(order, after_asking=True)
    assert INVITED not in text
    assert "Tak. Rikke Buhl har jeres besked." in text
    assert text.count("ringer senest") == 1
    assert "I har bedt os ringe. Rikke Buhl ringer senest i dag kl." in text
    assert text.index("I har bedt os ringe.") < text.index("Hvem har ordren"), "it stands where the page begins"


def test_it_is_invited_again_when_the_call_has_come(order, read):
    read(order, after_asking=True)
    Inquiry.objects.update(answered_at=NOW, answer_minutes=1, is_in_time=True)
    text = read(order)
    assert INVITED in text
    assert "I har bedt os ringe." not in text


def test_in_english_too(order, read):
    assert "If you want to know more now, ask us to call." in read(order, language="en")
    text = read(order, after_asking=True, language="en")
    assert "Thank you. Rikke Buhl has your message." in text
    assert text.count("will call by") == 1
    assert "If you want to know more now" not in text


def test_a_call_that_did_not_come_is_said_once(cast, order, read):
    awaited(order, due_in=-timedelta(hours=1), owner=cast.rikke)
    text = read(order)
    assert text.count("Det nåede vi ikke. Undskyld.") == 1
    assert INVITED not in text


def test_the_first_talk_and_the_call_are_told_as_one_by_the_nearer_promise(cast, read):
    order = JobOrderFactory(company=cast.poul.company, owner=cast.rikke)
    call = awaited(order, owner=cast.mette)
    text = read(order)
    assert text.count("senest") == 1
    assert "I har bedt os ringe. Rikke Buhl ringer senest i dag kl. " in text
    sooner = NOW + timedelta(hours=1)
    Inquiry.objects.filter(pk=call.pk).update(due_at=sooner)
    text = read(order)
    assert text.count("senest") == 1
    assert "I har bedt os ringe. Mette Dahl ringer senest" in text


def test_a_first_talk_that_was_not_kept_is_not_hidden_by_a_call_to_come(cast, read):
    begun = {"ordered_at": NOW - timedelta(hours=6), "reply_due_at": NOW - timedelta(hours=1)}
    order = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, **begun)
    call = awaited(order, owner=cast.mette)
    text = read(order)
    assert "Rikke Buhl skulle have ringet" in text
    assert "I har bedt os ringe. Mette Dahl ringer senest" in text
    Inquiry.objects.filter(pk=call.pk).update(due_at=NOW - timedelta(minutes=1))
    assert read(order).count("Undskyld.") == 1


def test_an_ended_order_says_that_the_call_comes(cast, read):
    order = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, filled=True)
    assert INVITED not in read(order)
    awaited(order, owner=cast.mette)
    assert "I har bedt os ringe. Mette Dahl ringer senest" in read(order)
