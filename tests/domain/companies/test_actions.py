import pytest
from django.db import IntegrityError

from helevejen.audit.enums import Verb
from helevejen.audit.models import Event
from helevejen.companies import actions
from helevejen.companies.enums import CompanyObjection
from helevejen.companies.models import Company, Contact, Workplace
from tests.cast import NOW
from tests.factories.companies import CompanyFactory, ContactFactory, WorkplaceFactory

CVR = "69116418"  # passes its check; the number of the Fredericia municipality is public


@pytest.fixture
def deed(jens):
    return {"by": jens, "at": NOW}


def test_a_company_is_registered_by_its_cvr_number(deed):
    company = actions.register_company(cvr="DK 69 11 64 18", name=" Søndergårds Lager ", **deed)
    assert (company.cvr, company.name, company.search_key) == (CVR, "Søndergårds Lager", "soendergaards lager")
    assert Event.objects.get().verb == Verb.COMPANY_REGISTERED


@pytest.mark.parametrize("cvr", ["", "1234567", "12345678", "hej"])
def test_a_wrong_cvr_number_is_refused(deed, cvr):
    with pytest.raises(actions.UnableToRegisterCompany, match="CVR"):
        actions.register_company(cvr=cvr, name="Lageret", **deed)
    assert not Company.objects.filter(name="Lageret").exists()


def test_a_company_without_a_name_is_refused(deed):
    with pytest.raises(actions.UnableToRegisterCompany, match=str(CompanyObjection.NO_NAME.label)):
        actions.register_company(cvr=CVR, name=" ", **deed)


def test_a_company_is_registered_once(deed):
    actions.register_company(cvr=CVR, name="Lageret", **deed)
    with pytest.raises(actions.UnableToRegisterCompany, match="allerede registreret"):
        actions.register_company(cvr=CVR, name="Lageret igen", **deed)


def test_the_slower_of_two_who_register_a_company_is_told(deed, monkeypatch):
    CompanyFactory(cvr=CVR)
    monkeypatch.setattr("helevejen.companies.queries.find_company", lambda _cvr: None)
    with pytest.raises(actions.UnableToRegisterCompany, match="allerede registreret"):
        actions.register_company(cvr=CVR, name="Lageret", **deed)


def test_a_company_is_renamed(deed):
    company = actions.rename_company(company=CompanyFactory(), name="Ågård Byg", **deed)
    assert (company.name, company.search_key) == ("Ågård Byg", "aagaard byg")
    assert Event.objects.get().detail == {"fields": ["name"]}


def test_a_company_is_not_renamed_to_nothing(deed):
    with pytest.raises(actions.UnableToChangeCompany):
        actions.rename_company(company=CompanyFactory(), name="", **deed)


def test_a_workplace_is_registered_by_its_p_number(deed):
    workplace = actions.register_workplace(
        company=CompanyFactory(), pnumber="1 012 345 678", name="Lageret ved havnen", postcode="7000", **deed
    )
    assert (workplace.pnumber, workplace.search_key) == ("1012345678", "lageret ved havnen")
    assert Event.objects.get().object_kind == "companies.workplace"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("pnumber", "12", "P-nummer"), ("name", "", "Skriv navnet"), ("postcode", "70", "fire cifre")],
)
def test_a_workplace_with_a_fault_is_refused(deed, field, value, words):
    right = {"pnumber": "1012345678", "name": "Lageret", "postcode": "7000"}
    with pytest.raises(actions.UnableToRegisterWorkplace, match=words):
        actions.register_workplace(company=CompanyFactory(), **{**right, field: value}, **deed)
    assert not Workplace.objects.exists()


def test_a_workplace_is_registered_once(deed, monkeypatch):
    taken = WorkplaceFactory(pnumber="1012345678")
    again = {"company": taken.company, "pnumber": taken.pnumber, "name": "Lageret", **deed}
    with pytest.raises(actions.UnableToRegisterWorkplace, match="allerede registreret"):
        actions.register_workplace(**again)
    monkeypatch.setattr("helevejen.companies.queries.find_workplace", lambda _pnumber: None)
    with pytest.raises(actions.UnableToRegisterWorkplace, match="allerede registreret"):
        actions.register_workplace(**again)


def test_a_contact_is_added(deed):
    workplace = WorkplaceFactory()
    contact = actions.add_contact(
        company=workplace.company, workplace=workplace, name="Poul Lund", phone="75 92 00 00", **deed
    )
    assert (contact.name, contact.workplace, contact.is_active) == ("Poul Lund", workplace, True)


@pytest.mark.parametrize("fault", [{"name": "", "phone": "75920000"}, {"name": "Poul"}])
def test_a_contact_with_a_fault_is_refused(deed, fault):
    with pytest.raises(actions.UnableToAddContact):
        actions.add_contact(company=CompanyFactory(), **fault, **deed)


def test_a_contact_works_at_a_workplace_of_the_company(deed):
    with pytest.raises(actions.UnableToAddContact, match="en anden virksomhed"):
        actions.add_contact(company=CompanyFactory(), workplace=WorkplaceFactory(), name="Poul", phone="1", **deed)


def test_a_contact_is_corrected(deed):
    contact = ContactFactory()
    actions.change_contact(contact=contact, name="Poul Lund", title="Lagerchef", phone="", email="p@h.dk", **deed)
    assert Contact.objects.get(pk=contact.pk).title == "Lagerchef"


def test_a_contact_whom_nobody_can_reach_is_refused(deed):
    with pytest.raises(actions.UnableToChangeContact):
        actions.change_contact(contact=ContactFactory(), name="Poul", title="", phone="", email="", **deed)


def test_a_contact_is_taken_off_the_list_once(deed):
    contact = actions.retire_contact(contact=ContactFactory(), **deed)
    assert not contact.is_active
    with pytest.raises(actions.UnableToChangeContact, match="allerede taget"):
        actions.retire_contact(contact=contact, **deed)


@pytest.mark.both
@pytest.mark.django_db
def test_the_database_keeps_the_numbers_unique():
    CompanyFactory(cvr=CVR)
    with pytest.raises(IntegrityError):
        CompanyFactory(cvr=CVR)
