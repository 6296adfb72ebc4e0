"""Contacts of companies and agreements from files: with whom and where, refused by column, and the same again."""

from datetime import date
from pathlib import Path

import pytest

from helevejen.companies.models import Agreement, Contact, Workplace
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.kinds import companies, ties
from helevejen.tasks.imports.plans import Known, WorkplaceRef
from helevejen.tasks.imports.records import Record
from tests.factories.companies import CompanyFactory, ContactFactory, WorkplaceFactory, WorkplaceSizeFactory
from tests.factories.placements import PlacementFactory
from tests.factories.recruitment import JobOrderFactory
from tests.tasks.test_import import FILES, NOW, TODAY, run

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


def test_of_two_with_the_same_mail_the_one_on_the_list_is_meant(tmp_path: Path) -> None:
    company = CompanyFactory(cvr="99000007")
    gone, here, later = (
        ContactFactory(company=company, email="poul@havnen.example", is_active=is_active)
        for is_active in (False, True, True)
    )
    assert told(tmp_path, kontaktpersoner=f"{PEOPLE}\n{POUL}") == []
    assert list(Contact.objects.order_by("pk").values_list("pk", "external_id")) == [
        (gone.pk, None), (here.pk, "KP1"), (later.pk, None),
    ]  # fmt: skip


def test_what_the_file_leaves_empty_stays_and_twice_is_once(tmp_path: Path) -> None:
    assert run(tmp_path, PLACES).is_loaded
    place = WorkplaceFactory(company=Workplace.objects.get().company, pnumber="9900000002")
    known = ContactFactory(
        company=place.company, workplace=place, title="ejer", phone="10203040", email="poul@havnen.example"
    )
    files = {"kontaktpersoner": f"{PEOPLE}\nKP1;99000007;;Poul Bo Lund;;;Poul@havnen.example"}
    assert run(tmp_path, files).is_loaded
    known.refresh_from_db()
    assert (known.external_id, known.name, known.email) == ("KP1", "Poul Bo Lund", "Poul@havnen.example")
    assert (known.workplace, known.title, known.phone) == (place, "ejer", "10203040")
    [again] = run(tmp_path, files).counts
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)


def test_one_known_by_number_leaves_the_other_with_the_same_mail_to_a_new_number(tmp_path: Path) -> None:
    assert told(tmp_path, kontaktpersoner=f"{PEOPLE}\n{POUL}") == []
    by_hand = ContactFactory(company=Workplace.objects.get().company, email="poul@havnen.example")
    assert told(tmp_path, kontaktpersoner=f"{PEOPLE}\n{POUL}\n{POUL.replace('KP1', 'KP2')}") == []
    by_hand.refresh_from_db()
    assert (by_hand.external_id, Contact.objects.count()) == ("KP2", 2)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (
            "kontaktpersoner",
            f"{PEOPLE}\n{POUL}",
            "Kontaktpersonen hører til virksomheden med CVR 99000007. Giv den nye",
        ),
        ("aftaler", f"{AGREED}\n{TWO}", "Aftalen hører til virksomheden med CVR 99000007. Giv den nye"),
    ],
)
def test_a_known_number_does_not_move_to_another_company(tmp_path: Path, kind: str, text: str, words: str) -> None:
    assert told(tmp_path, **{kind: text}) == []
    moved = text.replace("99000007;9900000001", "99000015;")
    [fault] = told(tmp_path, **{kind: moved})
    assert fault.startswith(f"{kind}.csv, række 2, kolonne cvr: {words}")
    [kept] = [*Contact.objects.all(), *Agreement.objects.all()]
    assert (kept.company.cvr, kept.workplace.pnumber) == ("99000007", "9900000001")


@pytest.mark.parametrize("factory", [ContactFactory, JobOrderFactory, PlacementFactory])
def test_a_workplace_that_others_name_with_its_company_does_not_move(tmp_path: Path, factory: type) -> None:
    moved = {"arbejdssteder": PLACES["arbejdssteder"].replace("99000007", "99000015")}
    assert run(tmp_path, PLACES).is_loaded
    place = Workplace.objects.get()
    factory(company=place.company, workplace=place)
    [fault] = told(tmp_path, **moved)
    assert fault.startswith("arbejdssteder.csv, række 2, kolonne cvr: Arbejdsstedet hører til CVR 99000007, som har")
    place.refresh_from_db()
    assert place.company.cvr == "99000007"
    assert told(tmp_path, arbejdssteder=PLACES["arbejdssteder"].replace("Terminalen", "Kajen")) == []


def test_a_workplace_with_only_its_own_facts_moves_to_the_company_that_took_it_over(tmp_path: Path) -> None:
    assert run(tmp_path, PLACES).is_loaded
    place = Workplace.objects.get()
    WorkplaceSizeFactory(workplace=place)
    assert told(tmp_path, arbejdssteder=PLACES["arbejdssteder"].replace("99000007", "99000015")) == []
    place.refresh_from_db()
    assert place.company.cvr == "99000015"


def test_a_name_that_will_not_do_is_told_in_the_column_of_names() -> None:
    known = Known(TODAY, NOW, companies={"99000007": 1}, workplaces={"9900000001": WorkplaceRef(1, "99000007")})
    place = {"cvr": "99000007", "p_nummer": "9900000001", "navn": " "}
    faults = Faults()
    companies.plan_workplaces([Record("a.csv", 2, place | {"postnummer": "7000"})], known, faults)
    person = {"kontaktperson_id": "KP1", "telefon": "10203040", "mail": ""}
    ties.plan_contacts([Record("k.csv", 2, place | person)], known, faults)
    assert [(fault.column, fault.problem) for fault in faults.shown] == [("navn", "Skriv navnet.")] * 2


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
