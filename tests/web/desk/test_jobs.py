"""Companies and jobs: a company searched for and picked in one form, a job begun, followed up, ended."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from helevejen.cases.enums import TrackKind
from helevejen.cases.models import CompanyContact, Job, Note
from helevejen.companies.models import Company
from tests.factories.cases import CompanyContactFactory, JobFactory, TrackFactory
from tests.factories.companies import CompanyFactory
from tests.factories.placements import PlacementFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.times import TODAY
from tests.support.flat import assert_flat, count_reads
from tests.web.desk.htmx import HTMX

pytestmark = pytest.mark.django_db

CONTACT = {"channel": "phone", "contact_name": "Poul", "text": "De vil gerne høre mere.", "minutes": "15"}
JOB = {
    "title": "Staldmedhjælper",
    "employer_name": "Skovly Rideskole",
    "kind": "ordinary",
    "weekly_hours": "12,5",
    "started_on": "16-3-2026",
    "check_in_days": "14",
}


def url(name, pk):
    return reverse(f"desk:{name}", args=[pk])


@pytest.fixture
def job(cast):
    track = TrackFactory(case=cast.aminas_case, kind=TrackKind.RETENTION, turn__step="we_check_in", turn__due_on=TODAY)
    return JobFactory(case=cast.aminas_case, retention_track=track)


# --- The tab ---


def test_jobs_and_talks_stand_with_what_comes_next(cast, sign_in, job):
    CompanyContactFactory(case=cast.aminas_case, text="De søger to til lageret.")
    page = sign_in(cast.jens).get(url("case_jobs", cast.aminas_case.pk)).text
    for words in ("Staldmedhjælper", "Skovly Rideskole", "20 timer om ugen", "Næste opfølgning", "De søger to"):
        assert words in page


def test_without_jobs_it_says_what_will_come(cast, sign_in):
    page = sign_in(cast.jens).get(url("case_jobs", cast.aminas_case.pk)).text
    assert "Intet job endnu" in page
    assert "Ingen kontakter endnu" in page


def test_the_queries_do_not_grow(cast, sign_in):
    case, client = cast.aminas_case, sign_in(cast.jens)

    def more():
        JobFactory(case=case, retention_track=TrackFactory(case=case))
        CompanyContactFactory(case=case)

    more()
    client.get(url("case_jobs", case.pk))
    assert_flat(lambda: client.get(url("case_jobs", case.pk)), more)
    ProposalFactory(case=case)
    PlacementFactory(case=case, running=True)
    assert count_reads(lambda: client.get(url("case_jobs", case.pk))) <= 14


# --- A talk with a company ---


def test_a_company_is_found_picked_and_written_down_without_javascript(cast, sign_in):
    company = CompanyFactory(name="Havnens Lager ApS")
    CompanyFactory(name="Byens Bager")
    client, address = sign_in(cast.jens), url("contact_log", cast.aminas_case.pk)
    found = client.post(address, CONTACT | {"find": "lager", "soeg": "1"})
    assert found.status_code == 200
    assert "Havnens Lager ApS" in found.text
    assert "Byens Bager" not in found.text
    assert "De vil gerne høre mere." in found.text  # nothing typed is lost
    assert "Der er noget, der skal rettes" not in found.text
    assert not CompanyContact.objects.exists()
    page = client.post(address, CONTACT | {"find": "lager", "company": company.pk}, follow=True).text
    contact = CompanyContact.objects.get()
    assert (contact.company, contact.text, contact.by) == (company, "De vil gerne høre mere.", cast.jens)
    assert "Virksomhedskontakten er skrevet ned." in page


def test_companies_talked_with_before_need_no_search(cast, sign_in):
    known = CompanyContactFactory(case=cast.aminas_case)
    page = sign_in(cast.jens).get(url("contact_log", cast.aminas_case.pk)).text
    assert known.company.name in page


def test_the_only_hit_is_picked_at_once(cast, sign_in):
    company = CompanyFactory(name="Havnens Lager ApS")
    page = sign_in(cast.jens).post(url("contact_log", cast.aminas_case.pk), {"find": "lager", "soeg": "1"}).text
    assert f'value="{company.pk}" checked' in page


def test_without_a_company_it_says_what_to_do(cast, sign_in):
    CompanyContactFactory(case=cast.aminas_case)
    response = sign_in(cast.jens).post(url("contact_log", cast.aminas_case.pk), CONTACT)
    assert response.status_code == 422
    assert "Søg virksomheden frem, og vælg den." in response.text


def test_an_unknown_company_is_registered_and_picked(cast, sign_in):
    client, case_id = sign_in(cast.jens), cast.aminas_case.pk
    none = client.post(url("contact_log", case_id), CONTACT | {"find": "Nye Stalde", "soeg": "1"}).text
    assert "Ingen virksomhed med det navn eller nummer." in none
    assert "navn=Nye+Stalde" in none
    wrong = client.post(url("company_register", case_id), {"cvr": "1234", "name": "Nye Stalde"})
    assert wrong.status_code == 422
    response = client.post(url("company_register", case_id), {"cvr": "25 31 37 63", "name": "Nye Stalde"}, follow=True)
    company = Company.objects.get(cvr="25313763")
    assert f'value="{company.pk}" checked' in response.text


# --- A job ---


def test_a_job_begins_and_is_followed_up(cast, sign_in):
    client, address = sign_in(cast.jens), url("job_start", cast.aminas_case.pk)
    page = client.post(address, JOB, follow=True).text
    job = Job.objects.get()
    assert (str(job.weekly_hours), job.started_on, job.check_in_days, job.company) == (
        "12.50",
        date(2026, 3, 16),
        14,
        None,
    )
    assert job.follow_up_until == job.started_on + timedelta(days=182)
    assert job.retention_track.open_turn.holder_user == cast.jens
    assert "12,5 timer om ugen" in page


def test_searching_for_the_company_keeps_what_is_typed(cast, sign_in):
    CompanyFactory(name="Skovly Rideskole")
    page = sign_in(cast.jens).post(
        url("job_start", cast.aminas_case.pk), JOB | {"find": "skovly", "soeg": "1"}, headers=HTMX
    )
    assert page.status_code == 200
    assert 'value="12,5"' in page.text
    assert "data-focus" in page.text
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weekly_hours": "mange"}, "Skriv timerne om ugen, for eksempel 12,5."),
        ({"kind": "miniflex"}, "Et minifleksjob er på højst 10 timer om ugen."),
        ({"started_on": "1-9-2026"}, "Jobbet begynder om mere end 90 dage."),
        ({"follow_up_until": "15-3-2026"}, "Opfølgningen skal slutte efter jobbets første dag"),
        ({"title": ""}, "Skriv, hvad jobbet er."),
    ],
)
def test_a_job_that_will_not_do_is_refused_with_what_to_do(cast, sign_in, change, words):
    response = sign_in(cast.jens).post(url("job_start", cast.aminas_case.pk), JOB | change)
    assert response.status_code == 422
    assert words in response.text
    assert not Job.objects.exists()


def test_following_up_writes_a_note_and_sets_the_next_day(cast, sign_in, job):
    response = sign_in(cast.jens).post(url("job_check_in", job.pk), {"cap": "mentor", "note": "Det går fint."})
    assert response.status_code == 302
    assert Note.objects.get().text == "Det går fint."
    job.retention_track.refresh_from_db()
    assert job.retention_track.open_turn.due_on == TODAY + timedelta(days=14)


def test_a_job_ends_with_day_and_cause(cast, sign_in, job):
    client = sign_in(cast.jens)
    assert "Skriv kort, hvorfor jobbet er slut." in client.post(url("job_end", job.pk), {"on": "11-3-2026"}).text
    future = client.post(url("job_end", job.pk), {"on": "12-3-2026", "because": "Sæsonen er slut."})
    assert "Den sidste dag ligger i fremtiden." in future.text
    client.post(url("job_end", job.pk), {"on": "11-3-2026", "because": "Sæsonen er slut."})
    job.refresh_from_db()
    assert job.ended_because == "Sæsonen er slut."
    again = client.post(url("job_end", job.pk), {"on": "11-3-2026", "because": "Igen."})
    assert "Jobbet er allerede slut." in again.text


def test_following_up_stops_when_the_citizen_says_so(cast, sign_in, job):
    client = sign_in(cast.jens)
    client.post(url("follow_up_stop", job.pk))
    job.retention_track.refresh_from_db()
    assert job.retention_track.outcome == "stopped_by_citizen"
    assert "Opfølgningen er allerede slut." in client.post(url("follow_up_stop", job.pk)).text
    assert "Opfølgningen er slut." in client.get(url("case_jobs", cast.aminas_case.pk)).text
