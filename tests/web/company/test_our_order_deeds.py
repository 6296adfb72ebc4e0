"""A company corrects its own order, says it has found one, pauses it, goes on and ends it; its owner is told."""

import pytest
from django.urls import reverse

from helevejen.accounts.models import Notice
from helevejen.recruitment import actions
from helevejen.recruitment.enums import OrderState
from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.models import Concept
from tests.cast import NOW
from tests.factories.companies import ContactFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.taxonomy import ConceptFactory, ConceptLabelFactory
from tests.web.desk.test_orders import FORM
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

DEEDS = ("change", "require", "found", "pause", "resume", "end")


@pytest.fixture
def order(cast):
    return JobOrderFactory(company=cast.poul.company, owner=cast.rikke, answered_at=NOW)


@pytest.fixture
def poul(cast, sign_in):
    return sign_in(cast.poul.user)


def address(order, deed, *more):
    return reverse(f"company:our_order_{deed}", args=[order.pk, *more])


def send(client, order, deed, **form):
    order.refresh_from_db()
    return client.post(address(order, deed), {"number": order.number, **form}, follow=True)


def told(cast):
    return list(Notice.objects.filter(user=cast.rikke).order_by("pk").values_list("text", flat=True))


def concept(kind, name):
    return ConceptLabelFactory(concept=ConceptFactory(kind=kind), text=name, is_preferred=True).concept.uri


def test_the_company_corrects_its_order_and_the_owner_is_told_once_for_several_in_a_row(cast, poul, order):
    for hours in ("12,5", "20"):
        text = send(poul, order, "change", **FORM | {"hours_most": hours, "positions": "3"}).text
    order.refresh_from_db()
    assert (order.hours_most, order.positions, order.number) == (20, 3, 2)
    assert "Ordren er rettet, og Rikke Buhl har fået besked." in text
    assert told(cast) == ["Havnens Transport A/S har rettet sin jobordre: Lagermedarbejdere med truck."]


def test_somebody_was_there_first_and_nothing_is_changed(cast, poul, order):
    actions.answer_order(order=order, by=cast.rikke, at=NOW, words="Vi talte om timerne.")
    response = poul.post(address(order, "change"), FORM | {"number": "0", "hours_most": "20"})
    assert response.status_code == 422
    assert "Rikke var her for et øjeblik siden" in response.text
    assert "20" in response.text
    order.refresh_from_db()
    assert order.hours_most == 37


def test_occupations_are_suggested_for_what_is_typed_and_the_one_chosen_is_kept(poul, order):
    uri = concept(ConceptKind.OCCUPATION, "lagerarbejder")
    found = poul.post(address(order, "change"), FORM | {"title": "lagerarb", "soeg": "1", "number": "0"})
    assert found.status_code == 200
    assert uri in found.text
    assert 'value="lagerarb"' in found.text
    send(poul, order, "change", **FORM | {"title": "Lagerarbejder", "occupation": uri})
    order.refresh_from_db()
    assert (order.occupation_uri, order.occupation_label) == (uri, "lagerarbejder")
    skill = concept(ConceptKind.SKILL, "pakke varer")
    refused = poul.post(address(order, "change"), FORM | {"occupation": skill, "number": str(order.number)})
    assert refused.status_code == 422


def test_an_order_sent_as_it_was_keeps_the_name_of_its_occupation_and_tells_nobody(cast, poul, order):
    order.occupation_uri = concept(ConceptKind.OCCUPATION, "bagagevognschauffør")
    order.occupation_label = "lastbilchauffør"
    order.save()
    sent = FORM | {"occupation": order.occupation_uri, "positions": "3"}
    assert "lastbilchauffør" in words_of(poul.get(address(order, "change")).text)
    send(poul, order, "change", **sent)
    order.refresh_from_db()
    corrected = order.number
    text = send(poul, order, "change", **sent).text
    order.refresh_from_db()
    assert (order.occupation_label, order.number) == ("lastbilchauffør", corrected)
    assert "Ordren står, som den gjorde." in text
    assert len(told(cast)) == 1


def test_in_english_an_occupation_is_shown_in_english_and_kept_as_it_was_confirmed(poul, order):
    order.occupation_uri = concept(ConceptKind.OCCUPATION, "bagagevognschauffør")
    order.occupation_label = "lastbilchauffør"
    order.save(update_fields=["occupation_uri", "occupation_label"])
    known = Concept.objects.get(uri=order.occupation_uri)
    ConceptLabelFactory(concept=known, text="cargo vehicle driver", language="en", is_preferred=True)
    poul.post("/sprog/", {"language": "en", "next": "/"})
    text = poul.get(address(order, "change")).text
    assert "cargo vehicle driver" in text
    assert "lastbilchauffør" not in text
    send(poul, order, "change", **FORM | {"occupation": order.occupation_uri, "positions": "5"})
    order.refresh_from_db()
    assert (order.positions, order.occupation_label) == (5, "lastbilchauffør")


def test_an_occupation_stored_by_its_english_name_is_read_in_danish(cast, poul, order, sign_in):
    order.occupation_uri = concept(ConceptKind.OCCUPATION, "bagagevognschauffør")
    order.occupation_label = "cargo vehicle driver"
    order.save(update_fields=["occupation_uri", "occupation_label"])
    known = Concept.objects.get(uri=order.occupation_uri)
    ConceptLabelFactory(concept=known, text="cargo vehicle driver", language="en", is_preferred=True)
    desk = reverse("desk:order_detail", args=[order.pk])
    own = reverse("company:our_order", args=[order.pk])
    for client, page in ((poul, own), (poul, address(order, "change")), (sign_in(cast.rikke), desk)):
        text = client.get(page).text
        assert "bagagevognschauffør" in text, page
        assert "cargo vehicle driver" not in text, page


def test_what_is_picked_by_its_english_name_is_kept_by_its_danish_one(poul, order):
    work = concept(ConceptKind.OCCUPATION, "bagagevognschauffør")
    skill = concept(ConceptKind.SKILL, "pakke varer")
    for uri, name in ((work, "cargo vehicle driver"), (skill, "pack goods")):
        ConceptLabelFactory(concept=Concept.objects.get(uri=uri), text=name, language="en", is_preferred=True)
    poul.post("/sprog/", {"language": "en", "next": "/"})
    send(poul, order, "change", **FORM | {"title": "cargo vehicle driver", "occupation": work})
    order.refresh_from_db()
    assert (order.occupation_uri, order.occupation_label) == (work, "bagagevognschauffør")
    text = send(poul, order, "require", kind="skill", label="pack goods", uri=skill, weight="must").text
    assert order.requirements.get(kind="skill").label == "pakke varer"
    assert "cargo vehicle driver" in text
    assert "pack goods" in text


def test_a_skill_is_found_while_it_is_required_and_own_words_are_as_good(poul, order):
    uri = concept(ConceptKind.SKILL, "pakke varer")
    need = {"kind": "skill", "label": "pakke", "weight": "nice"}
    assert uri in poul.post(address(order, "require"), need | {"soeg": "1"}).text
    assert not order.requirements.exists()
    send(poul, order, "require", **need, uri=uri)
    send(poul, order, "require", **need | {"label": "Godt humør"})
    assert list(order.requirements.order_by("pk").values_list("label", "uri")) == [
        ("pakke varer", uri),
        ("Godt humør", ""),
    ]
    gone = order.requirements.first()
    order.refresh_from_db()
    text = poul.post(address(order, "requirement_drop", gone.pk), {"number": order.number}, follow=True).text
    assert "Kravet er taget af." in text
    assert order.requirements.count() == 1


def test_we_have_found_one_leaves_fewer_and_the_last_ends_the_order(cast, poul, order):
    text = words_of(send(poul, order, "found", left="1").text)
    order.refresh_from_db()
    assert (order.positions, order.state) == (1, OrderState.OPEN)
    assert "Virksomheden har selv fundet nogen. Der mangler stadig 1." in text
    text = words_of(send(poul, order, "found").text)
    order.refresh_from_db()
    assert (order.state, order.closing_reason) == (OrderState.CLOSED, "found_others")
    assert "Ordren er lukket." in text
    assert "Er noget blevet anderledes?" not in text
    assert told(cast)[-1] == "Havnens Transport A/S har lukket sin jobordre: Lagermedarbejdere med truck."


def test_those_we_found_keep_their_positions_when_the_company_finds_one_itself(cast, poul, order):
    type(order).objects.filter(pk=order.pk).update(positions=3)
    ProposalFactory(case=cast.bos_case, order=order, state="hired", answered_at=NOW, ended_at=NOW)
    send(poul, order, "found", left="2")
    order.refresh_from_db()
    assert order.positions == 3
    text = words_of(send(poul, order, "found", left="1").text)
    order.refresh_from_db()
    assert (order.positions, order.state) == (2, OrderState.OPEN)
    assert "Virksomheden har selv fundet nogen. Der mangler stadig 1." in text
    send(poul, order, "found")
    order.refresh_from_db()
    assert (order.state, order.closing_reason) == (OrderState.CLOSED, "found_others")


def test_more_than_were_wanted_cannot_be_left(poul, order):
    response = poul.post(address(order, "found"), {"number": "0", "left": "2"})
    assert response.status_code == 422
    assert "færre end før" in response.text


def test_on_pause_the_owner_stands_and_no_promise_runs(cast, sign_in, poul, order):
    text = words_of(send(poul, order, "pause", reason="Ferielukket").text)
    assert "Ordren er på pause, og vores frister står stille. Rikke Buhl har den stadig." in text
    desk = words_of(sign_in(cast.rikke).get(f"/arbejde/ordrer/{order.pk}/").text)
    assert "er på pause. Rikke Buhl har den." in desk
    assert "uret står stille" in desk
    assert "lovet senest" not in desk
    send(poul, order, "resume")
    order.refresh_from_db()
    assert order.state == OrderState.OPEN
    assert [text.split(" ", 3)[3] for text in told(cast)] == [
        "har sat sin jobordre på pause: Lagermedarbejdere med truck.",
        "vil i gang igen med sin jobordre: Lagermedarbejdere med truck.",
    ]


def test_a_paused_order_nobody_has_answered_asks_nobody_to_call(cast, sign_in):
    order = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, paused=True)
    text = words_of(sign_in(cast.rikke).get(f"/arbejde/ordrer/{order.pk}/").text)
    assert "Ring til virksomheden" not in text


def test_the_company_ends_its_order_and_says_how(poul, order):
    assert poul.post(address(order, "end"), {"number": "0"}).status_code == 422
    send(poul, order, "end", closing="not_needed", reason="Vi flytter.")
    order.refresh_from_db()
    assert (order.state, order.closing_reason) == (OrderState.CLOSED, "not_needed")


def test_the_company_reads_of_itself_as_you(cast, poul, order):
    actions.answer_order(order=order, by=cast.rikke, at=NOW, words="Vi sås på kajen.")
    page = words_of(poul.get(reverse("company:our_order", args=[order.pk])).text)
    assert "Vi talte med jer · Rikke Buhl" in page
    assert "sidst: vi talte med jer, i dag" in words_of(poul.get("/virksomhed/").text)
    actions.give_shortlist(order=order, by=cast.rikke, at=NOW, shortlist=actions.Shortlist(2, "To vil gerne."))
    assert "sidst: vi foreslog kandidater, i dag" in words_of(poul.get("/virksomhed/").text)


def test_strangers_do_nothing(cast, sign_in, order):
    RequirementFactory(order=order)
    stranger = sign_in(ContactFactory(name="Ulla", company__name="En anden", with_account=True).user)
    for deed in DEEDS:
        assert stranger.post(address(order, deed), {}).status_code == 404
        assert sign_in(cast.jens).post(address(order, deed), {}).status_code == 403
    order.refresh_from_db()
    assert order.number == 0
