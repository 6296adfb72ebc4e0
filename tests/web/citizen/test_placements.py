"""The citizen's places at work on Min vej."""

import pytest
from django.urls import reverse

from helevejen.cases.models import Turn
from helevejen.placements import actions
from helevejen.placements.models import Doubt, Evaluation, TermsAnswer
from tests.cast import NOW
from tests.domain.placements.test_placements import TRIAL
from tests.factories.placements import EvaluationFactory, PlacementFactory, RungFactory, WorkedWeekFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

SAID = {"tasks_fit": "yes", "was_helped": "partly", "would_again": "yes", "words": "Gode kolleger."}


def url(name, *args):
    return reverse(f"citizen:{name}", args=args)


@pytest.fixture
def planned(cast):
    where = actions.At(cast.poul.company, "internship", "Lagermedarbejder", contact=cast.poul)
    return actions.plan_placement(case=cast.aminas_case, where=where, agreed=TRIAL, by=cast.jens, at=NOW)


@pytest.fixture
def running(cast):
    return PlacementFactory(case=cast.aminas_case, company=cast.poul.company, running=True)


def test_the_turn_on_min_vej_leads_to_the_agreement(cast, sign_in, planned):
    client = sign_in(cast.amina.user)
    page = client.get(url("my_path")).text
    assert "Læs aftalen om dit forløb." in page
    assert url("my_placements") in page
    assert "Jeg har gjort det" not in page
    page = client.get(url("my_placements")).text
    assert "Praktik hos Havnens Transport A/S" in page
    page = client.get(url("placement_answer", planned.pk)).text
    assert "At prøve arbejdet på et lager." in page
    assert "kan Havnens Transport A/S læse aftalen" in page


def test_yes_opens_it_to_the_company_and_no_asks_for_words(cast, sign_in, planned):
    client = sign_in(cast.amina.user)
    address = url("placement_answer", planned.pk)
    assert client.post(address, {"version": "1"}).status_code == 422
    refused = client.post(address, {"answer": "no", "version": "1"})
    assert "Skriv kort, hvad der ikke passer." in refused.text
    assert client.post(address, {"answer": "yes", "version": "1"}).url == url("my_placement", planned.pk)

    planned.refresh_from_db()
    assert planned.is_open_to_company
    assert TermsAnswer.objects.get().by == cast.amina.user
    assert "Du har sagt ja til aftalen." in client.get(url("my_placement", planned.pk)).text


def test_a_week_that_does_not_fit_gives_the_jobformidler_the_turn(cast, sign_in, running):
    week = WorkedWeekFactory(placement=running)
    client = sign_in(cast.amina.user)
    page = client.get(url("my_placement", running.pk)).text
    address = f"{url('placement_doubt', running.pk)}?uge={week.pk}"
    assert address in page
    client.post(address, {"words": "Det var 20."})

    assert Doubt.objects.get().week == week
    assert Turn.objects.get(step="we_mend_trial").holder_user == cast.jens
    assert "Jens Bro har bolden" in client.get(url("my_placement", running.pk)).text


def test_it_is_told_once_how_it_goes_and_the_companys_answers_are_not_shown(cast, sign_in, running):
    EvaluationFactory(placement=running, party="company", words="Mødte til tiden.", by=cast.poul.user)
    client = sign_in(cast.amina.user)
    client.post(url("placement_evaluate", running.pk), SAID)
    again = client.post(url("placement_evaluate", running.pk), SAID)

    assert again.status_code == 422
    assert Evaluation.objects.filter(party="citizen").count() == 1
    page = client.get(url("my_placement", running.pk)).text
    assert "Gode kolleger." in page
    assert "Mødte til tiden." not in page


def test_another_citizens_is_not_there(cast, sign_in, running):
    client = sign_in(cast.bo.user)
    for name in ("my_placement", "placement_answer", "placement_doubt", "placement_evaluate"):
        assert client.get(url(name, running.pk)).status_code == 404
    assert "Intet forløb endnu" in client.get(url("my_placements")).text


def test_in_a_closed_case_it_is_only_read(cast, sign_in, running):
    type(cast.aminas_case).objects.filter(pk=running.case_id).update(
        closed_at=NOW, closed_by=cast.jens, closing_reason="wish"
    )
    client = sign_in(cast.amina.user)

    assert "Noget passer ikke" not in client.get(url("my_placement", running.pk)).text
    refused = client.post(url("placement_doubt", running.pk), {"words": "Det var 20."})
    assert "Sagen er lukket." in refused.text


def test_the_queries_do_not_grow(cast, sign_in, running):
    client = sign_in(cast.amina.user)

    def more():
        another = PlacementFactory(case=cast.aminas_case, running=True)
        for one in (another, running):
            RungFactory(placement=one)
            WorkedWeekFactory(placement=one, version=one.weeks.count() + 1)

    more()
    client.get(url("my_placements"))
    assert_flat(lambda: client.get(url("my_placements")), more)
    assert_flat(lambda: client.get(url("my_placement", running.pk)), more)
