"""Contacts of companies and agreements from files: with whom and where, refused by column, and the same again."""

from datetime import date
from pathlib import Path

import pytest

from helevejen.companies.models import Agreement, Contact
from tests.factories.companies import CompanyFactory, ContactFactory
from tests.tasks.test_import import FILES, run

pytestmark = [pytest.mark.both, pytest.mark.django_db]

PLACES = {name: FILES[name] for name in ("virksomheder", "arbejdssteder")}
PEOPLE = "kontaktperson_id;cvr;p_nummer;navn;titel;telefon;mail"
POUL = "KP1;99000007;9900000001;Poul Lund;driftsleder;10 20 30 40;Poul@havnen.example"
AGREED = "aftale_id;cvr;p_nummer;aftale;fra;til"
TWO = "A1;99000007;9900000001;To praktikpladser ad gangen;01-03-2026;31-08-2026"


def told(folder: Path, **files: str) -> list[str]:
    report = run(folder, PLACES | files)
    assert report.is_loaded == (not report.faults.shown)
    return [str(fault) for fault in report.faults.shown]


def test_contacts_and_agreements_are_read_with_their_workplace_and_twice_is_once(tmp_path: Path) -> None:
    files = PLACES | {
        "kontaktpersoner": f"{PEOPLE}\n{POUL}",
        "aftaler": f"{AGREED}\n{TWO}\nA2;99000007;;Ring;01-03-2026;",
    }
    assert run(tmp_path, files).is_loaded
    contact = Contact.objects.get()
    assert (contact.company.cvr, contact.workplace.pnumber, contact.email) == (
        "99000007", "9900000001", "Poul@havnen.example",
    )  # fmt: skip
    of_place, of_all = Agreement.objects.order_by("external_id")
    assert (of_place.workplace, of_place.valid_until, of_all.workplace) == (contact.workplace, date(2026, 9, 1), None)
    again = run(tmp_path, files)
    assert {(count.created, count.changed) for count in again.counts} == {(0, 0)}
    assert told(tmp_path, kontaktpersoner=f"{PEOPLE}\n{POUL.replace('driftsleder', 'ejer')}") == []
    contact.refresh_from_db()
    assert contact.title == "ejer"


def test_who_stands_here_already_becomes_the_same_and_who_was_taken_off_stays_off(tmp_path: Path) -> None:
    company = CompanyFactory(cvr="99000007")
    known = ContactFactory(company=company, email="poul@HAVNEN.example", is_active=False)
    ContactFactory(company=CompanyFactory(), email="poul@havnen.example")
    assert told(tmp_path, kontaktpersoner=f"{PEOPLE}\n{POUL}") == []
    known.refresh_from_db()
    assert (known.external_id, known.is_active, Contact.objects.count()) == ("KP1", False, 2)


@pytest.mark.parametrize(
    ("kind", "text", "where"),
    [
        (
            "kontaktpersoner",
            f"{PEOPLE}\n{POUL.replace('99000007', '99000015')}",
            "p_nummer: Arbejdsstedet hører til",
        ),
        ("kontaktpersoner", f"{PEOPLE}\nKP1;99000007;;Poul;;;", "telefon: Skriv et telefonnummer eller en mailadresse"),
        ("kontaktpersoner", f"{PEOPLE}\nKP1;25313763;;Poul;;1;", "cvr: 25313763 findes hverken her"),
        ("aftaler", f"{AGREED}\n{TWO.replace('31-08', '28-02')}", "til: Perioden slutter"),
        ("aftaler", f"{AGREED}\n{TWO.replace('To', '140590-0003')}", "aftale: Der står et CPR-nummer"),
        ("aftaler", f"{AGREED}\n{TWO.replace('9900000001', '9900000009')}", "p_nummer: 9900000009 findes hverken her"),
    ],
)
def test_each_fault_names_its_column(tmp_path: Path, kind: str, text: str, where: str) -> None:
    [fault] = told(tmp_path, **{kind: text})
    assert f"række 2, kolonne {where}" in fault
    assert not Contact.objects.exists()
    assert not Agreement.objects.exists()


def test_a_workplace_has_a_postcode_of_four_digits_or_none(tmp_path: Path) -> None:
    [fault] = told(tmp_path, arbejdssteder=PLACES["arbejdssteder"].replace(";7000", ";70O0"))
    assert "række 2, kolonne postnummer: Et postnummer har fire cifre" in fault
