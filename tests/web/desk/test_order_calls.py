"""A company asks for a call about its order: the talk is written down once, and both places know it."""

import pytest
from django.urls import reverse

from helevejen.inquiries.models import Inquiry
from helevejen.inquiries.queries import call_awaited
from helevejen.recruitment.models import JobOrder
from tests.cast import NOW
from tests.factories.inquiries import DutyFactory, InquiryFactory
from tests.factories.recruitment import JobOrderFactory
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

TALKED = "Vi talte om vagterne."


@pytest.fixture
def order(cast):
    DutyFactory(team=cast.voksne, user=cast.rikke)
    return JobOrderFactory(company=cast.poul.company, owner=cast.rikke, answered=True)


@pytest.fixture
def call(cast, sign_in, order):
    sign_in(cast.poul.user).post(reverse("company:our_order_call", args=[order.pk]))
    return Inquiry.objects.get()


def order_page(order, deed="detail"):
    return reverse(f"desk:order_{deed}", args=[order.pk])


def write_down(client, order, **form):
    return client.post(order_page(order, "answer"), {"number": order.number, "words": TALKED} | form, follow=True)


def test_the_call_knows_its_order(order, call):
    assert call.order == order


def test_an_order_with_a_call_and_one_without_cost_one_question(cast, order, call, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert call_awaited(order.pk, cast.rikke, NOW).pk == call.pk
    with django_assert_num_queries(1):
        assert call_awaited(order.pk + 1, cast.rikke, NOW) is None


def test_what_is_written_on_the_order_answers_the_message_too(cast, sign_in, order, call):
    client = sign_in(cast.rikke)
    text = words_of(client.get(order_page(order)).text)
    assert "Det er det opkald, virksomheden har bedt om" in text
    text = words_of(write_down(client, order, is_the_call="on").text)
    assert "Det er skrevet ned, og virksomhedens besked er besvaret." in text
    call.refresh_from_db()
    assert call.answered_at is not None
    assert call.solved_at is not None
    assert call.posts.get(is_from_sender=False).text == TALKED
    assert call.posts.get(is_from_sender=False).channel == "phone"
    assert order.events.filter(kind="answered").count() == 1


def test_what_waits_with_another_team_is_not_answered_along(cast, sign_in, order, call):
    theirs = InquiryFactory(company=order.company, order=order, wants_call=True, owner=cast.jens, team=cast.ungdom)
    assert theirs.pk > call.pk
    assert "virksomhedens besked er besvaret" in words_of(write_down(sign_in(cast.rikke), order, is_the_call="on").text)
    for one in (call, theirs):
        one.refresh_from_db()
    assert call.solved_at is not None
    assert (theirs.answered_at, theirs.solved_at) == (None, None)
    assert not theirs.posts.exists()


def test_another_talk_leaves_the_message_waiting(cast, sign_in, order, call):
    assert "Det er skrevet ned." in words_of(write_down(sign_in(cast.rikke), order).text)
    call.refresh_from_db()
    assert call.answered_at is None


def test_without_a_call_there_is_nothing_to_tick(cast, sign_in, order):
    client = sign_in(cast.rikke)
    assert "is_the_call" not in client.get(order_page(order)).text
    assert "Det er skrevet ned." in words_of(write_down(client, order, is_the_call="on").text)


def test_a_refusal_writes_neither(cast, sign_in, order, call):
    reply = write_down(sign_in(cast.rikke), order, is_the_call="on", number=order.number + 1)
    assert reply.status_code == 422
    call.refresh_from_db()
    assert call.answered_at is None
    assert not order.events.filter(kind="answered").exists()


def test_the_message_leads_to_the_order(cast, sign_in, order, call):
    page = sign_in(cast.rikke).get(reverse("desk:inquiry_detail", args=[call.pk]))
    assert f'href="{order_page(order)}#svar"' in page.text
    assert "Skriv samtalen ned på ordren, så er beskeden også besvaret." in words_of(page.text)


def test_on_an_order_set_on_pause_it_is_still_written_down(cast, sign_in, order, call):
    JobOrder.objects.update(state="paused", paused_at=NOW)
    client = sign_in(cast.rikke)
    page = client.get(reverse("desk:inquiry_detail", args=[call.pk]))
    assert f'href="{order_page(order)}#svar"' in page.text
    assert "virksomhedens besked er besvaret" in words_of(write_down(client, order, is_the_call="on").text)


@pytest.mark.parametrize("state", ["filled", "closed"])
def test_a_call_about_an_ended_order_is_answered_as_a_message(cast, sign_in, order, state):
    JobOrder.objects.update(state=state, ended_at=NOW, closing_reason="not_needed" if state == "closed" else "")
    sign_in(cast.poul.user).post(reverse("company:our_order_call", args=[order.pk]))
    call, client = Inquiry.objects.get(), sign_in(cast.rikke)
    page = client.get(reverse("desk:inquiry_detail", args=[call.pk]))
    assert f'href="{order_page(order)}"' in page.text
    assert "#svar" not in page.text.replace(reverse("desk:inquiry_answer", args=[call.pk]) + "#svar", "")
    assert "Skriv samtalen ned på ordren" not in page.text
    form = {"number": call.number, "text": TALKED, "is_by_phone": "on", "then": "solved", "avoidable": "no"}
    client.post(reverse("desk:inquiry_answer", args=[call.pk]), form)
    call.refresh_from_db()
    assert call.solved_at is not None
    assert call.posts.get(is_from_sender=False).channel == "phone"


def test_who_does_not_work_with_orders_answers_the_message_itself(cast, sign_in, order, call):
    Inquiry.objects.update(owner=cast.vibeke)
    page = sign_in(cast.vibeke).get(reverse("desk:inquiry_detail", args=[call.pk]))
    assert order_page(order) not in page.text
