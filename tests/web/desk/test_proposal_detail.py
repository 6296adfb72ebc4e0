"""A proposal at the desk: asked from the order, each step in place, and names only for those who may open the file."""

import re

import pytest
from django.urls import reverse

from helevejen.citizens.models import Citizen
from helevejen.proposals import actions
from helevejen.proposals.models import Disclosure, Proposal
from helevejen.recruitment.actions import require
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.rules.orders import Demanded
from tests.cast import NOW
from tests.factories.citizens import CitizenFactory
from tests.factories.profiles import ProfileFactFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(cast):
    made = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, answered=True, positions=1)
    RequirementFactory(order=made, label="Truckcertifikat B")
    return made


@pytest.fixture
def asked(cast, order, sign_in):
    form = {"case": cast.aminas_case.pk, "shares": ["phone"], "words": "Det ligner din drøm."}
    response = sign_in(cast.jens).post(address("order_ask", order), form, follow=True)
    assert "Amina Holm er spurgt på Min vej." in words_of(response.text)
    return Proposal.objects.get()


def address(name, row):
    return reverse(f"desk:{name}", args=[row.pk])


def post(client, name, proposal, **form):
    return words_of(client.post(address(f"proposal_{name}", proposal), form, follow=True).text)


def test_a_yes_to_a_task_that_changed_meanwhile_is_refused_once_and_then_written_down(cast, order, asked, sign_in):
    client = sign_in(cast.jens)
    seen = JobOrder.objects.get(pk=order.pk).number
    require(order=order, demanded=Demanded("skill", "køre truck"), by=cast.rikke, at=NOW)
    page = client.post(address("proposal_accept", asked), {"number": asked.number, "order_number": seen})
    assert "Opgaven er ændret siden kl." in words_of(page.text)
    number = re.search(r'name="order_number" value="(\d+)"', page.text)
    assert number is not None
    assert "Vis nu kortet" in post(client, "accept", asked, number=asked.number, order_number=number[1])


def test_the_page_of_an_order_asks_one_of_ones_own(cast, order, sign_in):
    client = sign_in(cast.jens)
    assert address("order_ask", order) in client.get(address("order_detail", order)).text
    text = words_of(client.get(address("order_ask", order)).text)
    assert "Amina Holm" in text
    assert "Bo Lund" not in text
    response = client.post(address("order_ask", order), {"case": cast.bos_case.pk})
    assert response.status_code == 422
    assert not Proposal.objects.exists()


def test_every_step_is_done_in_place(cast, order, asked, sign_in):
    ProfileFactFactory(citizen=cast.amina, licence=True)
    client = sign_in(cast.jens)
    text = words_of(client.get(address("proposal_detail", asked)).text)
    assert "Truckcertifikat B (skal have)" in text
    assert "Må virksomheden også få det her at vide?" in text
    assert "Vis nu kortet" in post(client, "accept", asked, agreed=["phone"])
    assert "Virksomheden kan se kortet på sin side nu" in post(client, "present", asked)
    assert "Giv nu navnet" in post(client, "want", asked)
    assert "Virksomheden har fået navnet" in post(client, "name", asked)
    when = {"day": "20-3-2026", "clock": "10", "place": "Havnen 3"}
    assert "Samtalen står nu hos borgeren" in post(client, "interview", asked, **when)
    assert "Tillykke" in post(client, "hire", asked)
    text = words_of(client.get(address("proposal_detail", asked)).text)
    assert "Ansat." in text
    assert "Lav aftalen" in text
    assert "Et kort uden navn" in text
    assert "20. marts" in text
    assert Disclosure.objects.count() == 2


def test_a_no_of_the_company_needs_a_reason_and_is_told(cast, order, asked, sign_in):
    client = sign_in(cast.jens)
    post(client, "accept", asked)
    post(client, "present", asked)
    assert client.post(address("proposal_refuse", asked), {}).status_code == 422
    text = post(client, "refuse", asked, reason="missing", missing="Truckcertifikat B")
    assert "Der mangler noget, opgaven kræver: Truckcertifikat B" in text


def test_nothing_is_reminded_or_released_too_early(cast, asked, sign_in):
    client = sign_in(cast.jens)
    assert "Der er stadig tid til at svare" in post(client, "remind", asked)
    assert "Mind først om det" in post(client, "release", asked)


def test_a_page_that_is_old_says_so(cast, asked, sign_in):
    client = sign_in(cast.jens)
    post(client, "accept", asked, number=1)
    assert "Der er sket noget siden: borgeren sagde ja" in post(client, "decline", asked, number=1)


def test_a_no_and_a_stop_end_it(cast, order, asked, sign_in):
    client = sign_in(cast.jens)
    assert "Det er i orden" in post(client, "decline", asked)
    again = ProposalFactory(case=cast.aminas_case, order=order, accepted=True)
    assert "Virksomheden ser ikke mere" in post(client, "withdraw", again)
    third = ProposalFactory(case=cast.aminas_case, order=order)
    assert "Forslaget er stoppet" in post(client, "stop", third)


def test_others_see_that_there_is_one_and_not_whose(cast, order, asked, sign_in):
    for user in (cast.rikke, cast.omar):
        client = sign_in(user)
        text = words_of(client.get(address("order_detail", order)).text)
        assert "En borger · Borgeren er spurgt" in text
        assert "Følges af Jens Bro" in text
        assert "Amina" not in text
        assert client.get(address("proposal_detail", asked)).status_code in {403, 404}


def test_without_a_relation_nobody_reads_of_a_no_or_of_one_who_is_protected_or_near(cast, order, asked, sign_in):
    client = sign_in(cast.rikke)

    def reads():
        return words_of(client.get(address("order_detail", order)).text)

    assert "Følges af Jens Bro" in reads()
    for known in ({"protection": "special"}, {"protection": "none", "user": cast.rikke}):
        Citizen.objects.filter(pk=cast.amina.pk).update(**known)
        assert "Følges af Jens Bro" not in reads()
    Citizen.objects.filter(pk=cast.amina.pk).update(user=cast.amina.user)
    assert "Følges af Jens Bro" in reads()
    actions.decline(proposal=asked, by=cast.jens, at=NOW)
    text = reads()
    assert "Borgeren sagde nej" not in text
    assert "Følges af Jens Bro" not in text
    assert "Borgeren sagde nej" in words_of(sign_in(cast.jens).get(address("order_detail", order)).text)


def test_where_places_are_hidden_the_company_is_not_named(cast, order, asked, sign_in):
    client = sign_in(cast.jens)
    for name in ("accept", "present"):
        post(client, name, asked)
    client = sign_in(cast.lene)
    assert cast.poul.company.name in client.get(address("case_jobs", cast.aminas_case)).text
    Citizen.objects.filter(pk=cast.amina.pk).update(protection="protected")
    for page in ("case_detail", "case_jobs"):
        text = client.get(address(page, cast.aminas_case)).text
        assert order.title in text
        assert cast.poul.company.name not in text


def test_the_file_and_min_dag_lead_to_it(cast, order, asked, sign_in):
    client = sign_in(cast.jens)
    assert address("proposal_detail", asked) in client.get(address("case_jobs", cast.aminas_case)).text
    post(client, "accept", asked)
    assert address("proposal_detail", asked) in client.get(reverse("desk:my_day")).text
    assert address("proposal_detail", asked) in client.get(address("case_detail", cast.aminas_case)).text


def test_an_order_that_is_filled_by_hand_ends_its_proposals(cast, order, asked, sign_in):
    sign_in(cast.rikke).post(address("order_move", order), {"to": "filled", "number": 0})
    assert Proposal.objects.get().state == "filled"


def test_the_page_of_an_order_costs_the_same_with_many(cast, order, sign_in):
    client = sign_in(cast.jens)
    ProposalFactory(case=cast.aminas_case, order=order)
    client.get(address("order_detail", order))
    assert_flat(
        lambda: client.get(address("order_detail", order)),
        lambda: ProposalFactory(case=whole_case(CitizenFactory(), cast.jens, cast.mette), order=order),
    )
