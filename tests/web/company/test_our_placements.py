"""The company's agreements about places at work on its own page."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from helevejen.audit.models import AccessSubject
from helevejen.placements import actions
from helevejen.placements.models import Evaluation, WorkedWeek
from helevejen.placements.rules.hours import week_of
from tests.cast import NOW, TODAY
from tests.domain.placements.test_placements import TRIAL
from tests.factories.companies import CompanyFactory, ContactFactory
from tests.factories.placements import (
    DoubtFactory,
    EvaluationFactory,
    PlacementFactory,
    RungFactory,
    TermsAnswerFactory,
    WorkedWeekFactory,
)
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

SAID = {"tasks_fit": "yes", "was_helped": "yes", "would_again": "partly", "words": "Mødte til tiden."}


def url(name, *args):
    return reverse(f"company:{name}", args=args)


@pytest.fixture
def planned(cast):
    where = actions.At(cast.poul.company, "internship", "Lagermedarbejder", contact=cast.poul)
    return actions.plan_placement(case=cast.aminas_case, where=where, agreed=TRIAL, by=cast.jens, at=NOW)


@pytest.fixture
def running(cast):
    placement = PlacementFactory(case=cast.aminas_case, company=cast.poul.company, running=True)
    TermsAnswerFactory(terms=placement.terms.get(), by=cast.amina.user)
    return placement


def test_nothing_is_told_before_the_citizen_has_said_yes(cast, sign_in, planned):
    client = sign_in(cast.poul.user)
    assert "Amina" not in client.get(url("our_tasks")).text
    assert client.get(url("our_placement", planned.pk)).status_code == 404

    actions.answer_terms(placement=planned, is_ok=True, by=cast.amina.user, at=NOW)

    page = client.get(url("our_tasks")).text
    assert "Praktik: Amina Holm" in page
    assert "I har fået en aftale om et forløb." in page
    turn = type(planned.track.open_turn).objects.get(open_key=planned.track_id)
    assert url("turn_answer", turn.pk) not in page
    assert client.get(url("turn_answer", turn.pk)).url == url("our_placement", planned.pk)


def test_a_yes_taken_back_shows_no_version_the_citizen_said_no_to(cast, sign_in, planned):
    client, said = sign_in(cast.poul.user), {"placement": planned, "by": cast.amina.user, "at": NOW}
    actions.answer_terms(is_ok=False, words="Ikke det formål.", **said)
    agreed = replace(TRIAL, purpose="At prøve en kortere dag.")
    actions.change_terms(placement=planned, agreed=agreed, reason="Formålet var forkert.", by=cast.jens, at=NOW)
    actions.answer_terms(is_ok=True, **said)
    actions.answer_terms(is_ok=False, words="Ikke alligevel.", **said)

    text = client.get(url("our_placement", planned.pk)).text
    assert agreed.purpose in text
    assert TRIAL.purpose not in text


def test_the_company_answers_the_agreement(cast, sign_in, planned):
    actions.answer_terms(placement=planned, is_ok=True, by=cast.amina.user, at=NOW)
    client = sign_in(cast.poul.user)
    answer = client.post(url("our_placement_answer", planned.pk), {"answer": "yes", "version": "1"})

    assert answer.url == url("our_placement", planned.pk)
    planned.refresh_from_db()
    assert planned.track.open_turn.step == "we_begin_placement"
    assert "I har sagt ja til aftalen." in client.get(answer.url).text


def test_whoever_wants_to_stop_it_is_told_what_to_do_until_it_is_over(cast, sign_in, running):
    client = sign_in(cast.poul.user)
    assert "Så ring, før I stopper." in client.get(url("our_placement", running.pk)).text
    ended = PlacementFactory(case=cast.aminas_case, company=cast.poul.company, ended=True)
    TermsAnswerFactory(terms=ended.terms.get(), by=cast.amina.user)
    assert "Så ring, før I stopper." not in client.get(url("our_placement", ended.pk)).text


def test_the_hours_of_the_last_weeks_are_told_in_one_form(cast, sign_in, running):
    client = sign_in(cast.poul.user)
    week = f"week_{week_of(TODAY):%Y%m%d}"
    address = url("our_placement_hours", running.pk)
    assert client.post(address, {week: "100"}).status_code == 422
    client.post(address, {week: "18,5", f"{week}_paid": "4"})

    told = WorkedWeek.objects.get()
    assert (told.hours, told.paid_hours, told.told_by) == (Decimal("18.5"), 4, "company")
    assert "18,5" in client.get(url("our_placement", running.pk)).text


def test_the_company_tells_how_it_goes_and_reads_nothing_the_citizen_said(cast, sign_in, running):
    EvaluationFactory(placement=running, words="Gode kolleger.", by=cast.amina.user)
    DoubtFactory(placement=running, words="Det var 20.", by=cast.amina.user)
    RungFactory(placement=running, words="Vi begynder roligt.")
    client = sign_in(cast.poul.user)
    client.post(url("our_placement_evaluate", running.pk), SAID)

    page = client.get(url("our_placement", running.pk)).text
    assert Evaluation.objects.filter(party="company").get().by == cast.poul.user
    assert "Mødte til tiden." in page
    for words in ("Gode kolleger.", "Det var 20.", "Vi begynder roligt."):
        assert words not in page


def test_it_is_logged_that_the_company_saw_it(cast, sign_in, running):
    sign_in(cast.poul.user).get(url("our_placement", running.pk))

    assert AccessSubject.objects.filter(citizen_id=cast.amina.pk, purpose="placement").exists()


def test_another_companys_is_not_there(cast, sign_in, running):
    stranger = ContactFactory(company=CompanyFactory(), with_account=True)
    client = sign_in(stranger.user)
    for name in ("our_placement", "our_placement_answer", "our_placement_hours", "our_placement_evaluate"):
        assert client.get(url(name, running.pk)).status_code == 404
    assert "Amina" not in client.get(url("our_tasks")).text


def test_the_queries_do_not_grow(cast, sign_in, running):
    client = sign_in(cast.poul.user)

    def more():
        another = PlacementFactory(case=cast.aminas_case, company=cast.poul.company, running=True)
        TermsAnswerFactory(terms=another.terms.get())
        for one in (another, running):
            RungFactory(placement=one)
            WorkedWeekFactory(placement=one, version=one.weeks.count() + 1)

    more()
    client.get(url("our_tasks"))
    assert_flat(lambda: client.get(url("our_tasks")), more)
    assert_flat(lambda: client.get(url("our_placement", running.pk)), more)
