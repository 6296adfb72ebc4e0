"""A place at work at the desk: the agreement, what is done while it runs, and its end."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from helevejen.cases.models import Job
from helevejen.placements.models import Evaluation, Placement, WorkedWeek
from helevejen.placements.rules.hours import week_of
from tests.cast import TODAY
from tests.factories.cases import TrackFactory
from tests.factories.citizens import TargetGroupPeriodFactory
from tests.factories.companies import WorkplaceFactory, WorkplaceSizeFactory
from tests.factories.placements import (
    DoubtFactory,
    EvaluationFactory,
    PlacementFactory,
    RungFactory,
    TermsAnswerFactory,
    WorkedWeekFactory,
)
from tests.support.flat import assert_flat, count_reads

pytestmark = pytest.mark.django_db

AGREED = {
    "form": "internship", "title": "Lagermedarbejder", "purpose": "At prøve arbejdet.", "starts_on": "11-3-2026",
    "last_on": "7-4-2026", "hours": "20,5", "paid_hours": "5", "considerations": ["breaks"],
}  # fmt: skip


def url(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def running(cast):
    placement = PlacementFactory(case=cast.aminas_case, company=cast.poul.company, contact=cast.poul, running=True)
    TermsAnswerFactory(terms=placement.terms.get(), by=cast.amina.user)
    return placement


def test_a_company_is_found_and_the_agreement_written(cast, sign_in):
    client, case = sign_in(cast.jens), cast.aminas_case
    found = client.post(url("placement_place", case.pk), {"find": "Havnens", "soeg": "1"})
    assert "Havnens Transport A/S" in found.text
    picked = client.post(url("placement_place", case.pk), {"find": "Havnens", "company": cast.poul.company_id})
    assert picked.url == url("placement_plan", case.pk, cast.poul.company_id)

    answer = client.post(picked.url, AGREED | {"contact": cast.poul.pk})

    placement = Placement.objects.get()
    assert answer.url.startswith(url("case_jobs", case.pk))
    assert (placement.contact, placement.terms.get().hours) == (cast.poul, Decimal("20.5"))
    page = client.get(answer.url).text
    for words in ("Praktik: Lagermedarbejder", "Aftales", "Borgeren læser aftalen", "20,5 timer om ugen"):
        assert words in page


def test_a_too_long_agreement_is_refused_with_its_clause_and_a_lawyer_has_not_seen_it(cast, sign_in):
    TargetGroupPeriodFactory(citizen=cast.amina, group="1")
    client = sign_in(cast.jens)
    address = url("placement_plan", cast.aminas_case.pk, cast.poul.company_id)
    refused = client.post(address, AGREED | {"last_on": "8-6-2026"})

    assert refused.status_code == 422
    assert "§ 61 (TD-01)" in refused.text

    client.post(address, AGREED)
    page = client.get(url("placement_detail", Placement.objects.get().pk)).text
    assert "Ingen jurist har set reglen" in page


def test_the_page_shows_the_agreement_hours_answers_and_the_places_at_the_workplace(cast, sign_in, running):
    workplace = WorkplaceFactory(company=cast.poul.company)
    Placement.objects.filter(pk=running.pk).update(workplace=workplace)
    WorkedWeekFactory(placement=running, by=cast.jens)
    DoubtFactory(placement=running, words="Det var færre timer.", by=cast.amina.user)
    EvaluationFactory(placement=running, party="company", words="Mødte til tiden.", by=cast.poul.user)

    page = sign_in(cast.jens).get(url("placement_detail", running.pk)).text

    for words in (
        "At prøve arbejdet på et lager.", "Ekstra pauser", "har sagt ja", "Det var færre timer.", "Mødte til tiden.",
        "18", "Der mangler noget.", "Målgruppen",
    ):  # fmt: skip
        assert words in page


def test_what_is_done_while_it_runs(cast, sign_in, running):
    client = sign_in(cast.jens)
    week = f"week_{week_of(TODAY):%Y%m%d}"
    client.post(url("placement_hours", running.pk), {week: "18,5", f"{week}_paid": "2"})
    assert WorkedWeek.objects.get().hours == Decimal("18.5")

    longer = (TODAY + timedelta(days=40)).strftime("%d-%m-%Y")
    starts = running.terms.get().starts_on.strftime("%d-%m-%Y")
    changed = AGREED | {"starts_on": starts, "last_on": longer, "reason": "Mere tid."}
    assert client.post(url("placement_change", running.pk), changed).status_code == 302
    client.post(url("placement_talk", running.pk), {"channel": "phone", "text": "Det går godt."})
    client.post(url("placement_ask", running.pk))
    told = {"noted_for": "company", "tasks_fit": "yes", "was_helped": "yes", "would_again": "partly"}
    client.post(url("placement_evaluate", running.pk), told)
    client.post(url("placement_note", running.pk), {"noted_for": "citizen", "answer": "yes"})

    running.refresh_from_db()
    assert (running.version, running.asked_on) == (2, TODAY)
    assert Evaluation.objects.get().is_noted


def test_a_job_begins_with_its_ladder_and_is_reviewed(cast, sign_in):
    placement = PlacementFactory(case=cast.aminas_case, company=cast.poul.company, form="minifleks", open=True)
    placement.terms.get()
    for party in ("citizen", "company"):
        TermsAnswerFactory(terms=placement.terms.get(), party=party)
    client = sign_in(cast.jens)
    refused = client.post(url("placement_begin", placement.pk), {"on": "25-2-2026", "check_in_days": "14"})
    assert "højst 10 timer" in refused.text

    placement = PlacementFactory(case=cast.aminas_case, company=cast.poul.company, form="flex", open=True)
    for party in ("citizen", "company"):
        TermsAnswerFactory(terms=placement.terms.get(), party=party)
    assert "Aftales" not in client.get(url("placement_detail", placement.pk)).text
    client.post(url("placement_begin", placement.pk), {"on": "25-2-2026", "check_in_days": "14"})
    assert Job.objects.get().form == "flex"

    review = {"hours": "22", "from_on": "11-3-2026", "reason": "ready", "review_on": "1-6-2026"}
    client.post(url("placement_review", placement.pk), review)
    page = client.get(url("placement_detail", placement.pk)).text
    assert "Begyndte på 20 timer om ugen, nu 22." in page
    assert "nu 22 efter timetrappen" in page
    assert Job.objects.get().weekly_hours == 22


def test_an_internship_that_ends_in_a_job_leads_to_the_next_agreement_filled_in(cast, sign_in, running):
    client = sign_in(cast.jens)
    answer = client.post(url("placement_end", running.pk), {"outcome": "job_here", "on": "11-3-2026"})

    assert answer.url == f"{url('placement_plan', running.case_id, running.company_id)}?efter={running.pk}"
    page = client.get(answer.url).text
    assert 'value="Lagermedarbejder"' in page
    client.post(answer.url, AGREED | {"form": "ordinary", "last_on": "", "paid_hours": ""})
    assert running.led_to.get().form == "ordinary"


def test_htmx_is_led_on_to_the_next_agreement(cast, sign_in, running):
    answer = sign_in(cast.jens).post(
        url("placement_end", running.pk), {"outcome": "job_here", "on": "11-3-2026"}, headers={"HX-Request": "true"}
    )

    assert (answer.status_code, "efter=" in answer["HX-Redirect"]) == (204, True)


def test_what_the_citizen_says_does_not_fit_is_answered(cast, sign_in, running):
    said = DoubtFactory(placement=running, words="Det var færre timer.", by=cast.amina.user)
    client = sign_in(cast.jens)
    assert "Det var færre timer." in client.get(url("doubt_answer", said.pk)).text
    client.post(url("doubt_answer", said.pk), {"answer": "Vi har rettet det."})

    said.refresh_from_db()
    assert said.answered_by == cast.jens


@pytest.mark.parametrize("name", ["placement_detail", "placement_end"])
def test_strangers_are_told_there_is_none(cast, sign_in, running, name):
    for somebody in (cast.omar, cast.mette):
        assert sign_in(somebody).get(url(name, running.pk)).status_code == 404


def test_a_leader_reads_without_health_and_does_nothing(cast, sign_in, running):
    client = sign_in(cast.lene)
    page = client.get(url("placement_detail", running.pk)).text

    assert "At prøve arbejdet" in page
    assert "Ekstra pauser" not in page
    assert "Skriv timer" not in page
    assert client.post(url("placement_end", running.pk), {"outcome": "as_agreed", "on": "11-3-2026"}).status_code == 403


def test_the_queries_do_not_grow(cast, sign_in, running):
    client = sign_in(cast.jens)

    def more():
        another = PlacementFactory(case=cast.aminas_case, running=True)
        for one in (another, running):
            RungFactory(placement=one)
            WorkedWeekFactory(placement=one, version=one.weeks.count() + 1)
            DoubtFactory(placement=one)

    more()
    client.get(url("case_jobs", cast.aminas_case.pk))
    assert_flat(lambda: client.get(url("case_jobs", cast.aminas_case.pk)), more)
    assert_flat(lambda: client.get(url("placement_detail", running.pk)), more)


def test_a_page_with_every_part_keeps_to_the_fifteen_queries_of_the_house(cast, sign_in, running):
    for make in (RungFactory, WorkedWeekFactory, DoubtFactory, EvaluationFactory):
        make(placement=running)
    workplace = WorkplaceSizeFactory(workplace__company=running.company).workplace
    Placement.objects.filter(pk=running.pk).update(workplace=workplace)
    client = sign_in(cast.jens)
    assert "Rimelighedskrav" in client.get(url("placement_detail", running.pk)).text
    assert count_reads(lambda: client.get(url("placement_detail", running.pk))) <= 15


def test_the_turn_on_min_dag_leads_to_the_placement(cast, sign_in, running):
    track = TrackFactory(case=cast.aminas_case, kind="job_and_company", turn__step="we_end_trial", turn__due_on=TODAY)
    Placement.objects.filter(pk=running.pk).update(track=track)
    client = sign_in(cast.jens)

    assert url("track_placement", track.pk) in client.get(url("my_day")).text
    assert client.get(url("track_placement", track.pk)).url == url("placement_detail", running.pk)
    assert sign_in(cast.omar).get(url("track_placement", track.pk)).status_code == 404


def test_a_wrong_workplace_is_corrected_before_it_begins_and_not_after(cast, sign_in, running):
    planned = PlacementFactory(case=cast.aminas_case, company=cast.poul.company)
    here = WorkplaceFactory(company=cast.poul.company, name="Lageret på havnen")
    client = sign_in(cast.jens)
    page = client.get(url("placement_change", planned.pk)).text
    assert "Lageret på havnen" in page
    assert 'name="workplace"' not in client.get(url("placement_change", running.pk)).text
    terms = planned.terms.get()
    day = {"starts_on": terms.starts_on.strftime("%d-%m-%Y")}
    changed = AGREED | day | {"reason": "Det er på lageret.", "workplace": here.pk}
    assert client.post(url("placement_change", planned.pk), changed).status_code == 302
    planned.refresh_from_db()
    assert (planned.workplace, planned.version) == (here, 2)
