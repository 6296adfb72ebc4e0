"""What the page of an order says of a call the company has asked for: that it comes, by whom and when, and once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.inquiries.models import Inquiry
from tests.cast import NOW
from tests.factories.inquiries import InquiryFactory
from tests.factories.proposals import DisclosureFactory, ProposalFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.taxonomy import ConceptFactory, ConceptLabelFactory
from tests.support.flat import count_reads
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


@pytest.mark.parametrize("language", ["da", "en"])
def test_with_everything_on_it_the_page_asks_fourteen_times(cast, order, sign_in, language):
    occupation, skill = ConceptFactory(), ConceptFactory(skill=True)
    ConceptLabelFactory(concept=occupation, text="lagermedarbejder")
    ConceptLabelFactory(concept=skill, text="pakke varer")
    RequirementFactory(order=order, kind="skill", label="pakke varer", uri=skill.uri)
    order.occupation_uri, order.occupation_label = occupation.uri, "lagermedarbejder"
    order.save()
    meeting = {"interview_at": NOW + timedelta(days=3), "interview_place": "Havnen 3"}
    ended = {"state": "withdrawn", "ended_at": NOW}
    DisclosureFactory(proposal=ProposalFactory(case=cast.aminas_case, order=order, **meeting, **ended))
    awaited(order)
    client, page = sign_in(cast.poul.user), reverse("company:our_order", args=[order.pk])
    client.post("/sprog/", {"language": language, "next": "/"})
    text = words_of(client.get(page).text)
    called_off = {"da": "bliver ikke til noget", "en": "will not take place"}[language]
    call = {"da": "I har bedt os ringe.", "en": "You have asked us to call."}[language]
    assert all(said in text for said in ("lagermedarbejder", "pakke varer", call, called_off))
    assert count_reads(lambda: client.get(page)) <= 14
