import pytest

from helevejen.companies import queries
from tests.cast import NOW
from tests.factories.companies import CompanyFactory, ContactFactory, WorkplaceFactory
from tests.support.flat import assert_flat


@pytest.fixture
def store(jens):
    company = CompanyFactory(cvr="69116418", name="Ågårds Møbler")
    WorkplaceFactory(company=company, pnumber="1012345678", name="Udstillingen i Taulov")
    return company


@pytest.mark.parametrize("text", ["ågård", "AAGAARD", "møbler", "moebler", "taulov", "6911", "6911 6418", "1012"])
def test_a_company_is_found_by_name_workplace_and_number(jens, store, text):
    assert queries.companies_found(jens, text, NOW) == [store]


@pytest.mark.parametrize("text", ["", " ", "å", "6", "9116", "hest", "%", "__"])
def test_other_texts_find_nothing(jens, store, text):
    found = queries.companies_found(jens, text, NOW)
    assert store not in found


def test_a_company_is_found_once_though_it_has_many_workplaces(jens, store):
    WorkplaceFactory(company=store, name="Lageret i Taulov")
    assert queries.companies_found(jens, "taulov", NOW) == [store]


def test_what_is_found_is_bounded_and_in_the_order_of_names(jens, monkeypatch):
    monkeypatch.setattr(queries, "MOST_FOUND", 2)
    for name in ("Firma C", "Firma A", "Firma B"):
        CompanyFactory(name=name)
    assert [one.name for one in queries.companies_found(jens, "firma", NOW)] == ["Firma A", "Firma B"]


def test_companies_their_places_and_people_come_in_danish_order(jens):
    names = ("Øl & Mad", "Aabenraa Stål", "Ærø Fragt", "Zink ApS", "anker A/S")
    first, *_ = [CompanyFactory(name=name) for name in names]
    for name in ("Å-huset", "Øst", "Havn"):
        WorkplaceFactory(company=first, name=name)
        ContactFactory(company=first, name=name)
    listed = [one for one in queries.companies_visible_to(jens, NOW) if one.name in names]
    assert [one.name for one in listed] == ["anker A/S", "Zink ApS", "Ærø Fragt", "Øl & Mad", "Aabenraa Stål"]
    assert [one.name for one in listed[3].workplaces.all()] == ["Havn", "Øst", "Å-huset"]
    assert [one.name for one in listed[3].contacts.all()] == ["Havn", "Øst", "Å-huset"]


def test_the_list_is_flat(jens):
    def make():
        workplace = WorkplaceFactory(company__name="Lager")
        ContactFactory(company=workplace.company, workplace=workplace)

    def read():
        for company in queries.companies_found(jens, "lager", NOW):
            assert [one.name for one in company.workplaces.all()]
            assert [one.workplace.name for one in company.contacts.all()]

    make()
    assert_flat(read, make)


def test_retired_contacts_are_not_listed(jens, store):
    ContactFactory(company=store, is_active=False)
    there = ContactFactory(company=store)
    assert list(queries.companies_found(jens, "møbler", NOW)[0].contacts.all()) == [there]
    assert there in queries.contacts_visible_to(jens, NOW)


def test_one_is_found_by_its_number(store):
    assert queries.find_company("69116418") == store
    assert queries.find_company("12345678") is None
    assert queries.find_workplace("1012345678").company == store
    assert queries.find_workplace("1") is None
