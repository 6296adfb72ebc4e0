"""Talks, peace and agreements on the company's page at the desk, and the checks on the workplace's."""

import pytest
from django.urls import reverse

from helevejen.companies.models import Company, Outreach
from helevejen.recruitment.rules import places
from tests.cast import TODAY
from tests.factories.companies import (
    OutreachFactory,
    StewardStatementFactory,
    WorkplaceFactory,
    WorkplaceSizeFactory,
)
from tests.support.flat import assert_flat
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(cast):
    return cast.poul.company


def address(name, thing):
    return reverse(f"desk:{name}", args=[thing.pk])


def test_a_talk_is_written_down_with_what_we_promised(cast, sign_in, company):
    client = sign_in(cast.rikke)
    form = {"channel": "visit", "contact": cast.poul.pk, "text": "Viste os lageret.", "promise": "Ringer",
            "promised_on": "12-03-2026"}  # fmt: skip
    text = words_of(client.post(address("outreach_log", company), form, follow=True).text)
    assert "Besøg · Poul Lund · Rikke Buhl" in text
    assert "Vi har lovet, senest torsdag den 12. marts: Ringer" in text
    response = client.post(address("outreach_log", company), form | {"promised_on": ""})
    assert response.status_code == 422
    assert "både, hvad vi har lovet" in response.text


def test_a_company_that_wants_peace_says_so_first(cast, sign_in, company):
    client = sign_in(cast.rikke)
    assert client.post(address("company_rest", company), {"until": "1-6-2026"}).status_code == 422
    client.post(address("company_rest", company), {"until": "1-6-2026", "why": "Ombygning"})
    for name in ("company_detail", "company_talks"):
        assert "Kontakt dem ikke før mandag den 1. juni: Ombygning" in client.get(address(name, company)).text
    client.post(address("company_rest", company), {"until": "", "why": ""})
    assert Company.objects.get(pk=company.pk).not_before is None


def test_an_agreement_is_written_down(cast, sign_in, company):
    form = {"text": "To praktikpladser ad gangen", "valid_from": "11-03-2026", "valid_until": "1-1-2027"}
    text = words_of(sign_in(cast.rikke).post(address("agreement_make", company), form, follow=True).text)
    assert "To praktikpladser ad gangen fra 11. marts til og med 31. december" in text


def test_an_agreement_may_be_about_one_workplace_alone(cast, sign_in, company):
    here, there = WorkplaceFactory(company=company, name="Lageret"), WorkplaceFactory(company=company)
    client = sign_in(cast.rikke)
    form = {"text": "To ad gangen", "valid_from": "11-03-2026", "workplace": here.pk}
    text = words_of(client.post(address("agreement_make", company), form, follow=True).text)
    assert "To ad gangen Lageret, fra 11. marts" in text
    client.post(address("agreement_make", company), form | {"text": "Ring først", "workplace": ""})
    assert client.post(address("agreement_make", company), form | {"workplace": "0"}).status_code == 422
    told = words_of(client.get(address("workplace_detail", here)).text)
    assert "To ad gangen fra 11. marts" in told
    assert "Ring først Hele virksomheden, fra 11. marts" in told
    assert "To ad gangen" not in client.get(address("workplace_detail", there)).text


def test_the_workplaces_to_choose_stand_in_danish_order(cast, sign_in, company):
    for name in ("Åhuset", "Ørsted", "Ærø", "Lageret"):
        WorkplaceFactory(company=company, name=name)
    page = sign_in(cast.rikke).get(address("company_talks", company)).text
    options = page.split('name="workplace"')[1].split("</select>")[0]
    assert [name for name in words_of(options).split() if name in {"Lageret", "Ærø", "Ørsted", "Åhuset"}] == [
        "Lageret", "Ærø", "Ørsted", "Åhuset",
    ]  # fmt: skip


def test_the_workplace_says_what_lacks_and_then_that_there_is_room(cast, sign_in, company):
    place, client = WorkplaceFactory(company=company), sign_in(cast.rikke)
    assert address("workplace_detail", place) in client.get(address("company_detail", company)).text
    assert "Det kan ikke siges endnu. Der mangler noget." in client.get(address("workplace_detail", place)).text
    for month in places.months_before(TODAY, 4):
        form = {"month": month.isoformat(), "employees": "23,5", "placed": "2"}
        assert client.post(address("size_keep", place), form).status_code == 302
    signed = {"employer_name": "Poul Lund", "steward_name": "Tove Riber", "stated_on": "10-03-2026", "is_kept": "yes"}
    text = words_of(client.post(address("statement_keep", place), signed, follow=True).text)
    assert "Der er plads til en mere." in text
    assert "nytteindsats: 4" in text
    assert "§ 65" in text
    assert "Ingen jurist har set reglen efter her." in text


def test_what_cannot_be_told_says_why(cast, sign_in, company):
    place, client = WorkplaceFactory(company=company), sign_in(cast.rikke)
    wrong = client.post(address("size_keep", place), {"month": "2026-02-01", "employees": "mange", "placed": "0"})
    assert "for eksempel 23,5" in wrong.text
    assert "Vælg, hvad de siger." in client.post(address("statement_keep", place), {}).text


@pytest.mark.parametrize("name", ["anders", "karen", "bent", "vibeke"])
def test_it_needs_the_permission(cast, sign_in, company, name):
    client = sign_in(getattr(cast, name))
    assert client.get(address("company_talks", company)).status_code == 403
    assert client.get(address("workplace_detail", WorkplaceFactory(company=company))).status_code == 403
    assert client.post(address("outreach_log", company), {"text": "x"}).status_code == 403
    assert not Outreach.objects.exists()


def test_the_pages_are_flat(cast, sign_in, company):
    client, place = sign_in(cast.rikke), WorkplaceFactory(company=company)
    StewardStatementFactory(workplace=place)
    months = iter(places.months_before(TODAY, 20))

    def read():
        client.get(address("company_talks", company))
        client.get(address("workplace_detail", place))

    def more():
        OutreachFactory(company=company, contact=cast.poul)
        WorkplaceSizeFactory(workplace=place, month=next(months))

    more()
    read()
    assert_flat(read, more)
