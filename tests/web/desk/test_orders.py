"""The unit's board, one order, a new one from a company's page, and what is done with it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.inquiries.models import Inquiry
from helevejen.recruitment.models import JobOrder
from helevejen.taxonomy.enums import ConceptKind
from tests.cast import NOW
from tests.factories.companies import WorkplaceFactory
from tests.factories.inquiries import DutyFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.taxonomy import ConceptFactory, ConceptLabelFactory
from tests.support.flat import assert_flat
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

BOARD = "/arbejde/ordrer/"
FORM = {
    "title": "Lagermedarbejdere med truck",
    "tasks": "Læsse af og stille på hylder.",
    "positions": "2",
    "hours_least": "4",
    "hours_most": "37",
    "kinds": ["ordinary", "flex"],
    "licences": ["forklift_b"],
    "danish": "B1",
}


@pytest.fixture
def order(cast):
    return JobOrderFactory(company=cast.poul.company, owner=cast.rikke)


def address(order, deed, *more):
    return reverse(f"desk:order_{deed}", args=[order.pk, *more])


def send(client, order, deed, **form):
    return client.post(address(order, deed), {"number": order.number, **form})


def test_the_board_says_what_is_open_who_waits_and_what_is_late(cast, sign_in, order):
    past = {
        "ordered_at": NOW.replace(day=9),
        "reply_due_at": NOW.replace(day=9),
        "shortlist_due_at": NOW.replace(day=10),
    }
    JobOrderFactory(owner=cast.jens, answered=True, **past)
    text = words_of(sign_in(cast.jens).get(BOARD).text)
    assert "2 ordrer er åbne. På 1 ordre venter virksomheden på, at vi ringer. 1 på listen er over tiden." in text
    assert "Lagermedarbejdere med truck 2 personer Havnens Transport A/S" in text
    mine = words_of(sign_in(cast.rikke).get(BOARD, {"vis": "mine"}).text)
    assert mine.count("Lagermedarbejdere med truck") == 1


def test_the_order_tells_that_the_company_has_asked_for_a_call_and_who_is_to_make_it(cast, sign_in, order):
    DutyFactory(team=cast.voksne, user=cast.rikke)
    assert "har bedt os ringe" not in sign_in(cast.rikke).get(address(order, "detail")).text
    sign_in(cast.poul.user).post(reverse("company:our_order_call", args=[order.pk]))
    page = sign_in(cast.rikke).get(address(order, "detail"))
    asked = Inquiry.objects.get()
    assert f"Virksomheden har bedt os ringe. {asked.owner.name} har beskeden og skal ringe senest" in words_of(
        page.text
    )
    assert reverse("desk:inquiry_detail", args=[asked.pk]) in page.text
    Inquiry.objects.update(
        received_at=NOW - timedelta(days=2), promised_at=NOW - timedelta(days=1), due_at=NOW - timedelta(days=1)
    )
    page = words_of(sign_in(cast.rikke).get(address(order, "detail")).text)
    assert f"{asked.owner.name} har beskeden og skulle have ringet" in page, page[page.find("har bedt os") :][:200]


def test_the_board_says_what_nears_its_promise(cast, sign_in, order):
    soon = {"ordered_at": NOW - timedelta(days=1), "reply_due_at": NOW + timedelta(minutes=5)}
    JobOrderFactory(owner=cast.jens, **soon, shortlist_due_at=NOW + timedelta(days=3))
    text = words_of(sign_in(cast.jens).get(BOARD).text)
    assert "1 nærmer sig sin frist." in text


def test_an_empty_board_says_what_will_come(cast, sign_in):
    text = sign_in(cast.jens).get(BOARD).text
    assert "Ingen ordrer er åbne lige nu." in text
    assert "Ingen ordrer her" in text


def test_the_board_is_sorted_by_its_heads(cast, sign_in):
    for title in ("Ågård", "Bager", "Ærlig"):
        JobOrderFactory(title=title, owner=cast.jens)
    text = sign_in(cast.jens).get(BOARD, {"sort": "-soeger"}).text
    assert text.index("Ågård") < text.index("Ærlig") < text.index("Bager")


def test_the_board_is_flat(cast, sign_in, order):
    client = sign_in(cast.jens)
    client.get(BOARD)
    assert_flat(lambda: client.get(BOARD), JobOrderFactory)


def test_an_order_is_written_down_from_the_companys_page(cast, sign_in):
    place = WorkplaceFactory(company=cast.poul.company, name="Kajen")
    client = sign_in(cast.jens)
    page = reverse("desk:order_place", args=[cast.poul.company.pk])
    assert page in client.get(reverse("desk:company_detail", args=[cast.poul.company.pk])).text
    response = client.post(page, FORM | {"workplace": place.pk, "contact": cast.poul.pk}, follow=True)
    order = JobOrder.objects.get()
    assert (order.owner, order.workplace, order.contact, order.answered_at) == (cast.jens, place, cast.poul, NOW)
    assert sorted(order.requirements.values_list("code", "level")) == [("da", "B1"), ("forklift_b", "")]
    text = words_of(response.text)
    assert "Ordren er skrevet ned, og den er din." in text
    assert "4 til 37" in text
    assert "Gaffeltruckcertifikat (B) Skal have" in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "Skriv, hvem der søges."),
        ({"positions": "mange"}, "Skriv et tal fra 1 til 200."),
        ({"hours_least": "40"}, "mindst lige så stort"),
        ({"kinds": []}, "Vælg mindst en form"),
        ({"starts_on": "1-1-2026"}, "Den dag er gået."),
        ({"tasks": "Ring om 120290-0000"}, "CPR-nummer"),
    ],
)
def test_an_order_that_cannot_be_says_why(cast, sign_in, change, words):
    response = sign_in(cast.jens).post(reverse("desk:order_place", args=[cast.poul.company.pk]), FORM | change)
    assert response.status_code == 422
    assert words in response.text
    assert not JobOrder.objects.exists()


def test_a_first_day_that_is_gone_is_told_at_its_field_with_the_other_faults(cast, sign_in, order):
    form = FORM | {"title": "", "starts_on": "1-1-2026", "number": order.number}
    client = sign_in(cast.jens)
    for page in (reverse("desk:order_place", args=[cast.poul.company.pk]), address(order, "change")):
        text = client.post(page, form).text
        assert "Skriv, hvem der søges." in text
        assert 'href="#id_starts_on"' in text
        assert "Den dag er gået." in text


def test_a_first_day_that_has_come_since_stays(cast, sign_in):
    order = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, starts_on=NOW.date() - timedelta(days=3))
    form = FORM | {"starts_on": order.starts_on.isoformat(), "number": order.number}
    assert sign_in(cast.jens).post(address(order, "change"), form).status_code == 302


def test_hours_are_shown_as_they_are_written(cast, sign_in, order):
    JobOrder.objects.update(hours_least="12.5")
    text = sign_in(cast.jens).get(address(order, "change")).text
    assert 'value="12,5"' in text
    assert 'value="37"' in text


def test_an_order_is_corrected(cast, sign_in, order):
    client = sign_in(cast.jens)
    assert 'value="Lagermedarbejdere med truck"' in client.get(address(order, "change")).text
    client.post(address(order, "change"), FORM | {"title": "Chauffør", "number": order.number})
    order.refresh_from_db()
    assert (order.title, order.owner) == ("Chauffør", cast.rikke)


def test_whoever_answers_first_owns_it(cast, sign_in, order):
    client = sign_in(cast.jens)
    assert "Jeg tager den" in client.get(address(order, "detail")).text
    send(client, order, "answer", words="Ringede med Poul.", step="Vi kommer forbi", due_on="12-03-2026")
    order.refresh_from_db()
    assert (order.owner, order.transfer_count, order.next_step) == (cast.jens, 0, "Vi kommer forbi")
    text = words_of(client.get(address(order, "detail")).text)
    assert "Vi har lovet, senest torsdag den 12. marts: Vi kommer forbi" in text
    assert "Ringede med Poul." in text


def test_the_second_of_two_is_told_who_was_there_and_changes_nothing(cast, sign_in, order):
    client = sign_in(cast.jens)
    seen = client.get(address(order, "detail"))
    assert f'name="number" value="{order.number}"' in seen.text
    send(sign_in(cast.omar), order, "take")
    response = send(client, order, "take")
    assert response.status_code == 422
    assert "Omar var her for et øjeblik siden: overtaget." in response.text
    order.refresh_from_db()
    assert order.owner == cast.omar


def test_an_answered_order_is_handed_over_with_its_reason_which_the_board_counts(cast, sign_in, order):
    JobOrder.objects.filter(pk=order.pk).update(answered_at=NOW)
    client = sign_in(cast.rikke)
    assert send(client, order, "give", to=cast.jens.pk).status_code == 422
    send(client, order, "give", to=cast.jens.pk, reason="Kender stedet")
    assert "skiftet hænder 1 gang" in words_of(client.get(BOARD).text)


def test_none_found_needs_its_why(cast, sign_in, order):
    JobOrder.objects.filter(pk=order.pk).update(answered_at=NOW)
    client = sign_in(cast.rikke)
    assert "hvorfor der ingen er" in send(client, order, "shortlist", found="none").text
    assert "Skriv, hvor mange" in send(client, order, "shortlist", found="some").text
    assert send(client, order, "shortlist", found="none", words="Ingen med truck.").status_code == 302
    order.refresh_from_db()
    assert order.shortlist_count == 0


def test_the_next_step_is_promised_and_taken_away(cast, sign_in, order):
    JobOrder.objects.filter(pk=order.pk).update(answered_at=NOW)
    client = sign_in(cast.rikke)
    assert "både, hvad der sker" in send(client, order, "promise", step="Ringer").text
    send(client, order, "promise", step="Ringer", due_on="20-03-2026")
    order.refresh_from_db()
    assert order.next_step == "Ringer"
    send(client, order, "promise")
    order.refresh_from_db()
    assert (order.next_step, order.next_due_on) == ("", None)


def test_it_is_paused_taken_up_filled_and_opened_again(cast, sign_in, order):
    client = sign_in(cast.rikke)
    assert "Skriv kort hvorfor." in send(client, order, "move", to="paused").text
    for to, more in [("paused", {"reason": "Ferie"}), ("open", {}), ("filled", {}), ("open", {"reason": "Sagde op"})]:
        order.refresh_from_db()
        assert send(client, order, "move", to=to, **more).status_code == 302
        order.refresh_from_db()
        assert order.state == to


def test_it_is_closed_with_a_reason_and_an_ended_one_is_only_opened(cast, sign_in, order):
    client = sign_in(cast.rikke)
    assert send(client, order, "move", to="closed").status_code == 422
    send(client, order, "move", to="closed", closing="found_others")
    order.refresh_from_db()
    text = words_of(client.get(address(order, "detail")).text)
    assert "Ordren fra Havnens Transport A/S er lukket." in text
    assert "Åbn ordren igen" in text
    assert "Ret ordren" not in text
    assert send(client, order, "move", to="nowhere").status_code == 422


def test_requirements_are_added_and_taken_off(cast, sign_in, order):
    client = sign_in(cast.rikke)
    assert "Vælg et kørekort" in send(client, order, "require", kind="licence", weight="must").text
    send(client, order, "require", kind="licence", licence="C", weight="nice")
    need = order.requirements.get()
    assert (need.code, need.weight) == ("C", "nice")
    order.refresh_from_db()
    client.post(address(order, "requirement_drop", need.pk), {"number": order.number})
    assert not order.requirements.exists()


def test_a_requirement_of_another_order_stays(cast, sign_in, order):
    need = RequirementFactory()
    sign_in(cast.rikke).post(address(order, "requirement_drop", need.pk), {"number": order.number})
    assert need.order.requirements.exists()


@pytest.fixture
def hand(db):
    """An occupation the suggestions know."""
    concept = ConceptFactory(kind=ConceptKind.OCCUPATION)
    ConceptLabelFactory(concept=concept, text="lagermedarbejder", language="da")
    return concept


def test_the_occupation_is_suggested_while_somebody_types_and_confirmed(cast, sign_in, order, hand):
    client = sign_in(cast.rikke)
    part = client.get(address(order, "occupations"), {"stilling": "lagermedar"}).text
    assert hand.uri in part
    send(client, order, "occupation", stilling="lagermedar", uri=hand.uri)
    order.refresh_from_db()
    assert (order.occupation_uri, order.occupation_label) == (hand.uri, "lagermedarbejder")
    assert "Vælg en anden" in client.get(address(order, "detail")).text
    send(client, order, "occupation", uri="")
    order.refresh_from_db()
    assert order.occupation_uri == ""


def test_an_occupation_that_was_not_suggested_is_not_taken(cast, sign_in, order):
    response = sign_in(cast.rikke).post(
        address(order, "occupation"), {"number": order.number, "uri": "http://example.org/1"}, follow=True
    )
    assert "Vælg en af de foreslåede stillinger." in response.text


@pytest.mark.parametrize("name", ["anders", "karen", "bent", "vibeke"])
def test_it_needs_the_permission(cast, sign_in, order, name):
    client = sign_in(getattr(cast, name))
    assert client.get(BOARD).status_code == 403
    assert client.get(address(order, "detail")).status_code == 403


def test_a_deed_is_never_done_by_asking_for_its_address(cast, sign_in, order):
    client = sign_in(cast.jens)
    for deed in ("take", "give", "answer", "shortlist", "promise", "move", "require", "occupation"):
        assert client.get(address(order, deed)).status_code == 405
    assert not order.events.exists()
