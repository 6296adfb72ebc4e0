"""The register of companies: found, read, and nothing in it of any citizen."""

import pytest
from django.urls import reverse

from helevejen.audit.models import Access, AccessSubject
from tests.factories.cases import CompanyContactFactory, TrackFactory
from tests.factories.companies import CompanyFactory, ContactFactory, WorkplaceFactory
from tests.support.flat import assert_flat
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

PAGE = reverse("desk:companies")


@pytest.fixture
def harbour(cast):
    company = cast.poul.company
    WorkplaceFactory(company=company, name="Kajen", address="Havnevej 1", postcode="7000", city="Fredericia")
    return company


def test_the_recruiter_sees_the_companies_and_whom_to_talk_to(cast, sign_in, harbour):
    text = words_of(sign_in(cast.rikke).get(PAGE).text)
    assert "Vi kender 1 virksomhed." in text
    assert f"Havnens Transport A/S {harbour.cvr} Fredericia Poul Lund" in text


def test_a_company_is_found_by_name_place_or_number(cast, sign_in, harbour):
    CompanyFactory(name="Bageren ApS")
    client = sign_in(cast.rikke)
    for text in ("havnens", "kajen", harbour.cvr):
        found = words_of(client.get(PAGE, {"find": text}).text)
        assert "1 virksomhed passer" in found
        assert "Bageren" not in found
    assert "Ingen virksomhed passer" in client.get(PAGE, {"find": "smeden"}).text


def test_the_number_of_a_task_is_found_here_too_and_the_look_is_written_down(cast, sign_in, harbour):
    turn = {"turn__holder": "company", "turn__holder_name": harbour.name}
    task = TrackFactory(case=cast.aminas_case, kind="job_and_company", **turn)
    client = sign_in(cast.jens)
    text = words_of(client.get(PAGE, {"find": f"opgave {task.pk}"}).text)
    assert f"Opgave nr. {task.pk} er fundet." in text
    assert "Amina Holm" in text
    assert "Ingen virksomhed passer" not in text
    assert AccessSubject.objects.filter(citizen_id=cast.amina.pk).exists()
    assert Access.objects.latest("pk").criterion == "opgavenummer"
    assert "Amina Holm" not in words_of(sign_in(cast.omar).get(PAGE, {"find": f"opgave {task.pk}"}).text)


def test_a_company_tells_how_to_reach_its_people(cast, sign_in, harbour):
    ContactFactory(company=harbour, name="Ida Post", title="Lagerchef", phone="75910000", email="ida@firma.example")
    ContactFactory(company=harbour, name="Ude Gået", is_active=False)
    html = sign_in(cast.rikke).get(reverse("desk:company_detail", args=[harbour.pk])).text
    assert "Ida Post · Lagerchef 75 91 00 00 · ida@firma.example" in words_of(html)
    assert 'href="tel:75910000"' in html
    assert "Havnevej 1, 7000 Fredericia" in words_of(html)
    assert "Ude Gået" not in html


def test_what_was_said_in_a_case_is_not_there(cast, sign_in, harbour):
    CompanyContactFactory(case=cast.aminas_case, company=harbour, text="Amina kan komme i praktik.")
    client = sign_in(cast.rikke)
    for page in (PAGE, reverse("desk:company_detail", args=[harbour.pk])):
        assert "Amina" not in client.get(page).text
    assert not AccessSubject.objects.exists()


@pytest.mark.parametrize("name", ["anders", "karen", "bent", "vibeke"])
def test_it_needs_the_permission(cast, sign_in, harbour, name):
    client = sign_in(getattr(cast, name))
    assert client.get(PAGE).status_code == 403
    assert client.get(reverse("desk:company_detail", args=[harbour.pk])).status_code == 403


def test_its_queries_are_flat(cast, sign_in, harbour):
    client = sign_in(cast.rikke)
    client.get(PAGE)
    assert_flat(lambda: client.get(PAGE), ContactFactory)
