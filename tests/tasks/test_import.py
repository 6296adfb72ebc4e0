"""Files into the database: looked at first, all or nothing, and the same the second time."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Model
from django.forms.models import model_to_dict

from helevejen.accounts.models import Employment, Team, User
from helevejen.audit.models import Access, AccessSubject, Event
from helevejen.caseload import actions as caseload_actions
from helevejen.caseload.models import Assignment
from helevejen.cases.models import Case, Meeting, Note, Notice, Track, Turn
from helevejen.citizens import actions as citizen_actions
from helevejen.citizens.models import (
    BenefitPeriod,
    Citizen,
    ContactGroupPeriod,
    Relation,
    TargetGroupPeriod,
)
from helevejen.citizens.perms import has_conflict
from helevejen.companies.models import Company, Workplace
from helevejen.core import clock, cpr
from helevejen.core.acting import system_acting
from helevejen.tasks.imports.loading import Report, load, preview, read_files
from tests.factories.accounts import EmploymentFactory, UserFactory
from tests.factories.citizens import CitizenFactory

pytestmark = [pytest.mark.both, pytest.mark.django_db]
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)

FILES = {
    "virksomheder": "cvr;navn\n99000007;Havnens Transport\n99000015;Engly",
    "arbejdssteder": "p_nummer;cvr;navn;postnummer\n9900000001;99000007;Terminalen;7000",
    "medarbejdere": (
        "medarbejder_id;brugernavn;navn;team;rolle;fra;timer\n"
        "M1;jens;Jens Bro;Sundhed;jobformidler;01-01-2020;37\n"
        "M2;mette;Mette Dahl;Sundhed;jobformidler;01-01-2020;30,5\n"
        "M3;lene;Lene Krag;Sundhed;teamleder;01-01-2020;"
    ),
    "borgere": (
        "borger_id;cpr;fornavn;efternavn;fødselsdato;uden_cpr_fordi;adresse;postnummer;beskyttelse\n"
        "B1;140590-0003;Amina;Holm;;;Lærkeengen 12;7000;ingen\n"
        "B2;;Bo;Lund;02-03-2004;;;;særlig\n"
        "B3;;Carl;Juhl;;nyankommen;;;"
    ),
    "målgrupper": (
        "periode_id;borger_id;målgruppe;fra;til\nG1;B1;6;01-01-2025;31-12-2025\nG2;B1;8;01-01-2026;\nG3;B2;5;01-02-2026;"
    ),
    "kontaktgrupper": "periode_id;borger_id;kontaktgruppe;fra\nK1;B1;KG8;01-01-2026",
    "ydelser": "periode_id;borger_id;ydelse;fra\nY1;B1;ressourceforløbsydelse;01-01-2026",
    "tilknytninger": (
        "tilknytning_id;borger_id;medarbejder_id;vikar_id;fra;til;årsag;lukket_fordi\n"
        "T1;B1;M2;M1;01-02-2025;31-08-2025;;\nT2;B1;M1;M2;01-09-2025;;omfordeling;\n"
        "T3;B2;M2;M1;01-01-2025;30-06-2025;;uddannelse\nT4;B2;M2;M1;01-03-2026;;;"
    ),
    "kontakter": (
        "kontakt_id;borger_id;medarbejder_id;tidspunkt;kasket;overskrift;tekst;minutter\n"
        "N1;B1;M1;14-10-2026 13:45;mentor;Første snak;Vi talte om heste.;30\n"
        "N2;B2;M2;14-03-2025 10:00;myndighed;Plan;Planen er lagt.;"
    ),
    "samtaler": (
        "samtale_id;borger_id;medarbejder_id;start;formål;kasket;status;fravær\n"
        "S1;B1;M1;14-10-2026 13:00;opfølgning;mentor;holdt;\nS2;B1;M3;24-11-2026 09:30;plan;myndighed;aftalt;\n"
        "S3;B2;M2;01-04-2026 09:30;plan;myndighed;udeblevet;sygdom"
    ),
}


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def write(folder: Path, files: dict[str, str]) -> list[Path]:
    paths = []
    for name, content in files.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(content, encoding="utf-8")
    return paths


def run(folder: Path, files: dict[str, str] | None = None) -> Report:
    """Load what may be loaded."""
    content = read_files(write(folder, FILES if files is None else files))
    with system_acting("import", reason="test"):
        return load(content, on=TODAY, at=NOW)


def told(folder: Path, **changed: str) -> list[str]:
    """Return the faults of the usual files with some of them changed."""
    report = run(folder, FILES | changed)
    assert not report.is_loaded
    assert report.faults.count == len(report.faults.shown)
    return [str(fault) for fault in report.faults.shown]


def rows_of_everything() -> dict[str, int]:
    models: list[type[Model]] = [User, Team, Employment, Citizen, Case, Turn, Note, Meeting, Event, Access, Company]
    return {model.__name__: model._default_manager.count() for model in models}


# --- It works ---


def test_everything_is_loaded_and_joined(tmp_path: Path) -> None:
    report = run(tmp_path)
    assert [str(fault) for fault in report.faults.shown] == []
    assert report.is_loaded
    connection.check_constraints()
    amina = Citizen.objects.get(external_id="B1")
    assert (amina.cpr, amina.birth_date, amina.address) == ("1405900003", date(1990, 5, 14), "Lærkeengen 12")
    assert (amina.search_key, amina.postcode) == ("amina holm", "7000")
    assert amina.cpr_index
    assert amina.home_key
    case = Case.objects.get(citizen=amina)
    assert (case.jobformidler.external_id, case.backup.external_id) == ("M1", "M2")
    assert case.opened_at == datetime(2025, 1, 31, 23, tzinfo=UTC)
    spans = case.assignments.order_by("valid_from").values_list("reason", "valid_from", "valid_until")
    assert list(spans) == [
        ("first", datetime(2025, 1, 31, 23, tzinfo=UTC), datetime(2025, 8, 31, 22, tzinfo=UTC)),
        ("redistribution", datetime(2025, 8, 31, 22, tzinfo=UTC), None),
    ]
    assert Note.objects.get(external_id="N1").text == "Vi talte om heste."
    assert Note.objects.get(external_id="N2").case == Case.objects.get(
        citizen__external_id="B2", closed_at__isnull=False
    )
    assert Meeting.objects.get(external_id="S2").state == "booked"
    assert Workplace.objects.get().company.name == "Havnens Transport"
    assert Citizen.objects.get(external_id="B3").birth_date is None


def test_dated_facts_end_the_day_after_their_last(tmp_path: Path) -> None:
    run(tmp_path)
    first, second = TargetGroupPeriod.objects.filter(citizen__external_id="B1").order_by("valid_from")
    assert (first.group, first.valid_until) == ("6", date(2026, 1, 1))
    assert (second.group, second.valid_from, second.valid_until) == ("8", date(2026, 1, 1), None)
    assert ContactGroupPeriod.objects.get().group == "KG8"
    assert BenefitPeriod.objects.get().source == "Import"


def test_nobody_can_sign_in_with_an_imported_account(tmp_path: Path) -> None:
    run(tmp_path)
    assert not any(user.has_usable_password() for user in User.objects.order_by("pk"))
    assert not User.objects.get(username="import").is_active


def test_the_host_of_a_booked_meeting_may_open_the_file_for_it_alone(tmp_path: Path) -> None:
    run(tmp_path)
    relation = Relation.objects.get(kind="meeting")
    assert relation.user.external_id == "M3"
    assert relation.valid_until == datetime(2026, 11, 24, 8, 30, tzinfo=UTC) + timedelta(minutes=45, days=1)


def test_it_is_written_down_for_each_citizen(tmp_path: Path) -> None:
    run(tmp_path)
    amina = Citizen.objects.get(external_id="B1")
    kinds = Event.objects.filter(verb="citizen_imported", subject_id=amina.pk).order_by("pk")
    assert [event.detail["what"] for event in kinds] == [
        "borgere", "målgrupper", "kontaktgrupper", "ydelser", "tilknytninger", "kontakter", "samtaler",
    ]  # fmt: skip
    access = Access.objects.get(page="citizen_imported", object_id="borgere")
    assert (access.kind, access.purpose, access.channel) == ("change", "administration", "system")
    subjects = AccessSubject.objects.filter(access_id=access.pk).order_by("citizen_id")
    assert [row.citizen_id for row in subjects] == sorted(Citizen.objects.order_by("pk").values_list("pk", flat=True))
    loaded = Event.objects.get(verb="data_imported", object_id="medarbejdere")
    assert loaded.detail == {"kind": "medarbejdere", "created": 3, "changed": 0, "unchanged": 0}


def test_rows_made_afterwards_get_numbers_of_their_own(tmp_path: Path) -> None:
    run(tmp_path)
    assert CitizenFactory().pk > Citizen.objects.get(external_id="B3").pk


# --- The second time ---


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    run(tmp_path)
    before = rows_of_everything()
    report = run(tmp_path)
    assert report.is_loaded
    assert {(count.created, count.changed) for count in report.counts} == {(0, 0)}
    assert sum(count.unchanged for count in report.counts) == 23
    assert rows_of_everything() == before


def test_the_same_files_again_know_homes_anew_when_a_version_folds_addresses_in_another_way(tmp_path: Path) -> None:
    run(tmp_path)
    home_key = Citizen.objects.get(external_id="B1").home_key
    Citizen.objects.filter(external_id="B1").update(home_key="as it was folded before")
    report = run(tmp_path)
    assert {count.kind: count.changed for count in report.counts if count.changed} == {"borgere": 1}
    assert Citizen.objects.get(external_id="B1").home_key == home_key


def test_only_what_differs_is_changed(tmp_path: Path) -> None:
    run(tmp_path)
    amina = Citizen.objects.get(external_id="B1")
    changed = FILES | {
        "borgere": FILES["borgere"].replace("Lærkeengen 12", "Bøgelunden 3"),
        "medarbejdere": FILES["medarbejdere"].replace("30,5", "32").replace("Mette Dahl", "Mette Dahl Holm"),
        "virksomheder": FILES["virksomheder"].replace("Engly", "Engly Rideskole"),
        "arbejdssteder": FILES["arbejdssteder"].replace("Terminalen", "Kajen"),
        "samtaler": FILES["samtaler"].replace("24-11-2026 09:30", "25-11-2026 10:00"),
    }
    report = run(tmp_path, changed)
    assert report.is_loaded
    assert {count.kind: count.changed for count in report.counts if count.changed} == {
        "borgere": 1, "medarbejdere": 1, "virksomheder": 1, "arbejdssteder": 1, "samtaler": 1,
    }  # fmt: skip
    assert not any(count.created for count in report.counts)
    home_key = amina.home_key
    amina.refresh_from_db()
    assert amina.address == "Bøgelunden 3"
    assert amina.home_key != home_key
    assert amina.cpr == "1405900003"
    assert Employment.objects.get(user__external_id="M2").weekly_hours == 32
    assert Company.objects.get(cvr="99000015").search_key == "engly rideskole"
    assert Meeting.objects.get(external_id="S2").starts_at == datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert Relation.objects.filter(kind="meeting", valid_until__gt=NOW).count() == 1


def test_periods_may_change_places(tmp_path: Path) -> None:
    run(tmp_path)
    swapped = "periode_id;borger_id;målgruppe;fra;til\nG1;B1;6;01-01-2026;\nG2;B1;8;01-01-2025;31-12-2025"
    assert run(tmp_path, {"målgrupper": swapped}).is_loaded
    rows = TargetGroupPeriod.objects.filter(citizen__external_id="B1").order_by("valid_from")
    assert list(rows.values_list("external_id", "group", "valid_until")) == [
        ("G2", "8", date(2026, 1, 1)),
        ("G1", "6", None),
    ]


def test_a_period_is_ended_and_followed_by_another(tmp_path: Path) -> None:
    run(tmp_path)
    follow = "periode_id;borger_id;målgruppe;fra;til\nG2;B1;8;01-01-2026;31-10-2026\nG4;B1;9;01-11-2026;"
    report = run(tmp_path, {"målgrupper": follow})
    assert [(count.created, count.changed) for count in report.counts] == [(1, 1)]


def test_somebody_registered_by_hand_becomes_the_same_person(tmp_path: Path) -> None:
    by_hand = CitizenFactory(cpr="1405900003", given_name="Amina", family_name="Holm", phone="10203040")
    report = run(tmp_path, {"borgere": FILES["borgere"]})
    assert [(count.created, count.changed) for count in report.counts] == [(2, 1)]
    by_hand.refresh_from_db()
    assert by_hand.external_id == "B1"
    assert Citizen.objects.count() == 3


def test_a_handover_here_is_not_undone_by_the_old_extract(tmp_path: Path) -> None:
    run(tmp_path)
    case = Case.objects.get(citizen__external_id="B1")
    lene = User.objects.get(external_id="M3")
    with transaction.atomic():
        caseload_actions.end_assignment(case=case, at=NOW)
        Case.objects.filter(pk=case.pk).update(jobformidler=lene)
        case.refresh_from_db()
        caseload_actions.begin_assignment(case=case, jobformidler=lene, reason="leave", by=lene, at=NOW)
    report = run(tmp_path)
    assert report.is_loaded
    case.refresh_from_db()
    assert case.jobformidler == lene


# --- It equals the deeds ---


def plain(model: type[Model], *, but: tuple[str, ...] = (), **lookup: Any) -> list[dict[str, Any]]:
    left_out = {"id", "external_id", *but}
    found = []
    for row in model._default_manager.filter(**lookup).order_by("pk"):
        values = {field.name: getattr(row, field.attname) for field in model._meta.concrete_fields}
        found.append({name: value for name, value in values.items() if name not in left_out})
    return found


def test_a_case_from_a_file_equals_one_made_by_the_deeds(tmp_path: Path) -> None:
    midnight = datetime(2026, 11, 19, 23, tzinfo=UTC)
    with clock.frozen(midnight):
        run(tmp_path, {name: FILES[name] for name in ("medarbejdere", "borgere")})
        content = "tilknytning_id;borger_id;medarbejder_id;vikar_id;fra\nT1;B1;M1;M2;20-11-2026"
        paths = write(tmp_path, {"tilknytninger": content})
        with system_acting("import", reason="test"):
            assert load(read_files(paths), on=TODAY, at=midnight).is_loaded
    jens, mette = (User.objects.get(external_id=name) for name in ("M1", "M2"))
    importer = User.objects.get(username="import")
    amina, bo = (Citizen.objects.get(external_id=name) for name in ("B1", "B2"))
    made = caseload_actions.assign_first.__wrapped__  # the deed, inside this test's own transaction
    with transaction.atomic():
        by_deeds = made(citizen=bo, jobformidler=jens, backup=mette, by=importer, at=midnight)
    by_file = Case.objects.get(citizen=amina)

    for model, but in ((Case, ("citizen",)), (Assignment, ("case",)), (Notice, ("case",))):
        key = "pk" if model is Case else "case"
        assert plain(model, but=but, **{key: by_file.pk}) == plain(model, but=but, **{key: by_deeds.pk})
    but = ("case", "open_key", "open_turn")
    assert plain(Track, but=but, case=by_file) == plain(Track, but=but, case=by_deeds)
    but = ("track", "open_key", "open_track")
    assert plain(Turn, but=but, track__case=by_file) == plain(Turn, but=but, track__case=by_deeds)
    relations = [plain(Relation, but=("citizen", "source"), citizen=citizen) for citizen in (amina, bo)]
    assert relations[0] == relations[1]
    sources = [relation.source for relation in Relation.objects.filter(citizen__in=[amina, bo]).order_by("pk")]
    assert sources == [f"cases.case:{by_file.pk}", f"cases.case:{by_deeds.pk}"]


def test_a_citizen_from_a_file_equals_one_registered_by_hand(tmp_path: Path) -> None:
    run(tmp_path, {"borgere": FILES["borgere"]})
    amina = Citizen.objects.get(external_id="B1")
    facts = {
        name: getattr(amina, name) for name in ("given_name", "family_name", "cpr", "address", "postcode", "language")
    }
    before = model_to_dict(amina, exclude=["id", "external_id"]) | {"registered_at": amina.registered_at}
    Citizen.objects.filter(pk=amina.pk).delete()
    register = citizen_actions.register_citizen.__wrapped__
    with transaction.atomic():
        by_hand = register(by=UserFactory(), at=NOW, **facts)
    assert model_to_dict(by_hand, exclude=["id", "external_id"]) | {"registered_at": by_hand.registered_at} == before


def test_a_wish_said_before_gets_its_turn_when_the_case_is_opened(tmp_path: Path) -> None:
    run(tmp_path, {name: FILES[name] for name in ("medarbejdere", "borgere")})
    amina = Citizen.objects.get(external_id="B1")
    amina.user = UserFactory(kind="citizen")
    amina.save()
    with transaction.atomic():
        citizen_actions.add_wish(citizen=amina, text="Heste", by=amina.user, at=NOW)
    run(tmp_path)
    steps = Turn.objects.open().filter(track__case__citizen=amina).order_by("step")
    assert [turn.step for turn in steps] == ["we_answer_wish", "we_invite"]


# --- What is wrong against each other and the database ---


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"),
    [
        ("borgere", "B2;;Bo", "B1;;Bo", "række 3, kolonne borger_id", "B1 står også i række 2"),
        ("borgere", "B2;;Bo", "B2;140590-0003;Bo", "række 3, kolonne fødselsdato", "passer ikke med CPR"),
        ("borgere", "nyankommen", "", "række 4, kolonne cpr", "hverken CPR-nummer"),
        ("borgere", "02-03-2004", "02-03-2027", "række 3, kolonne fødselsdato", "født i fremtiden"),
        ("borgere", "12;7000", "12;700", "række 2, kolonne postnummer", "fire cifre"),
        ("medarbejdere", "M2;mette", "M2;jens", "række 3, kolonne brugernavn", "jens står også i række 2"),
        ("medarbejdere", ";30,5", ";375", "række 3, kolonne timer", "kan ikke passe"),
        ("målgrupper", "31-12-2025", "31-12-2024", "række 2, kolonne til", "slutter 31-12-2024, før den begynder"),
        ("målgrupper", "31-12-2025", "01-01-2026", "række 3, kolonne fra", "overlapper en anden"),
        ("målgrupper", "31-12-2025", "", "række 3, kolonne fra", "overlapper en anden"),
        ("målgrupper", "G3;B2", "G3;B9", "række 4, kolonne borger_id", "B9 findes hverken her"),
        ("tilknytninger", "T2;B1;M1;M2", "T2;B1;M1;M1", "række 3, kolonne vikar_id", "jobformidleren selv"),
        ("tilknytninger", "T2;B1;M1", "T2;B1;M9", "række 3, kolonne medarbejder_id", "M9 findes hverken her"),
        ("tilknytninger", "01-09-2025;;omf", "31-08-2025;;omf", "række 3, kolonne fra", "før den i række 2 er slut"),
        ("tilknytninger", "01-09-2025;;omf", "02-09-2025;;omf", "række 2, kolonne lukket_fordi", "uden en grund"),
        ("tilknytninger", ";;uddannelse", ";;", "række 4, kolonne lukket_fordi", "uden en grund"),
        ("tilknytninger", "01-03-2026;;;", "01-12-2026;;;", "række 5, kolonne fra", "begynder i fremtiden"),
        ("tilknytninger", "01-03-2026;;;", "01-03-2026;01-01-2027;;", "række 5, kolonne til", "ikke slut endnu"),
        ("kontakter", "N2;B2", "N2;B3", "række 3, kolonne borger_id", "B3 har ingen sag"),
        ("kontakter", "14-10-2026 13:45", "14-10-2027 13:45", "række 2, kolonne tidspunkt", "skrevet i fremtiden"),
        ("kontakter", "heste.;30", "heste.;3000", "række 2, kolonne minutter", "kan ikke passe"),
        ("samtaler", "24-11-2026", "24-10-2026", "række 3, kolonne status", "men tiden er gået"),
        ("samtaler", "14-10-2026", "14-12-2026", "række 2, kolonne status", "ligger i fremtiden"),
        ("samtaler", "udeblevet;sygdom", "udeblevet;", "række 4, kolonne fravær", "hører sammen"),
        ("arbejdssteder", "1;99000007", "1;99000023", "række 2, kolonne cvr", "findes hverken her"),
        ("virksomheder", "99000015", "99000007", "række 3, kolonne cvr", "står også i række 2"),
    ],
)
def test_a_fault_is_told_by_file_row_column_and_remedy(
    tmp_path: Path, file: str, old: str, new: str, place: str, words: str
) -> None:
    assert old in FILES[file]
    faults = told(tmp_path, **{file: FILES[file].replace(old, new)})
    assert any(fault.startswith(f"{file}.csv, {place}: ") and words in fault for fault in faults), faults
    assert rows_of_everything()["Citizen"] == 0


def test_the_hosts_and_the_citizens_time_can_be_booked_once(tmp_path: Path) -> None:
    more = (
        FILES["samtaler"]
        + "\nS4;B1;M1;24-11-2026 10:00;plan;mentor;aftalt;\nS5;B2;M3;24-11-2026 09:00;plan;mentor;aftalt;"
    )
    faults = told(tmp_path, samtaler=more)
    assert sorted(fault.split(": ")[0] for fault in faults) == [
        "samtaler.csv, række 3, kolonne medarbejder_id",
        "samtaler.csv, række 5, kolonne borger_id",
    ]
    run(tmp_path)
    later = FILES["samtaler"].split("\n")[0] + "\nS9;B2;M3;24-11-2026 09:40;plan;mentor;aftalt;"
    [fault] = run(tmp_path, {"samtaler": later}).faults.shown
    assert "systemet" in fault.problem


def test_one_fault_does_not_become_a_hundred(tmp_path: Path) -> None:
    faults = told(tmp_path, borgere=FILES["borgere"].replace("140590-0003", "140590-00"))
    assert len(faults) == 1
    assert "række 2, kolonne cpr" in faults[0]


def test_what_has_been_is_not_rewritten(tmp_path: Path) -> None:
    run(tmp_path)
    changed = {
        "kontakter": FILES["kontakter"].replace("heste", "hunde"),
        "samtaler": FILES["samtaler"].replace("14-10-2026 13:00", "14-10-2026 14:00"),
        "tilknytninger": FILES["tilknytninger"].replace("T2;B1;M1;M2", "T2;B1;M2;M1"),
    }
    report = run(tmp_path, changed)
    assert [(fault.file, fault.row) for fault in report.faults.shown] == [
        ("tilknytninger.csv", 3), ("kontakter.csv", 2), ("samtaler.csv", 2),
    ]  # fmt: skip
    assert Note.objects.get(external_id="N1").text == "Vi talte om heste."


def test_a_cpr_number_is_never_changed_nor_given_to_two(tmp_path: Path) -> None:
    run(tmp_path)
    other = cpr.written(cpr.made_up(date(1990, 5, 14), 7))
    [fault] = run(tmp_path, {"borgere": FILES["borgere"].replace("140590-0003", other)}).faults.shown
    assert "et andet CPR-nummer" in fault.problem
    taken = "borger_id;cpr;fornavn;efternavn\nB7;140590-0003;A;B"
    [fault] = run(tmp_path, {"borgere": taken}).faults.shown
    assert "registreret for borger_id B1" in fault.problem
    twice = "borger_id;cpr;fornavn;efternavn\nB8;150590-0006;A;B\nB9;150590-0006;A;B"
    [fault] = run(tmp_path, {"borgere": twice}).faults.shown
    assert fault.column == "cpr"
    assert "0006" not in str(fault)


def test_nobody_is_given_their_own_household(tmp_path: Path) -> None:
    run(tmp_path, {name: FILES[name] for name in ("medarbejdere", "borgere")})
    amina = Citizen.objects.get(external_id="B1")
    User.objects.filter(external_id="M1").update(home_key=amina.home_key)
    faults = told(tmp_path)
    assert [fault.split(": ")[0] for fault in faults if "inhabil" in fault] == [
        "tilknytninger.csv, række 3, kolonne medarbejder_id"
    ]


def test_only_those_who_work_cases_get_one(tmp_path: Path) -> None:
    faults = told(
        tmp_path, medarbejdere=FILES["medarbejdere"].replace("Sundhed;jobformidler", "Sundhed;rekruttering", 1)
    )
    assert any("M1 er ikke ansat til at arbejde med sager i dag" in fault for fault in faults)


def test_a_sign_in_name_of_somebody_else_is_not_taken_over(tmp_path: Path) -> None:
    UserFactory(username="jens")
    assert any("brugernavn: Brugernavnet jens er optaget" in fault for fault in told(tmp_path))


def test_a_further_employment_may_follow_and_may_not_overlap(tmp_path: Path) -> None:
    run(tmp_path)
    header, row = FILES["medarbejdere"].split("\n")[:2]
    [fault] = run(tmp_path, {"medarbejdere": f"{header}\n{row.replace('01-01-2020', '01-06-2026')}"}).faults.shown
    assert "overlapper den, der begyndte 01-01-2020" in fault.problem
    Employment.objects.filter(user__external_id="M1").update(valid_until=date(2026, 6, 1))
    assert run(tmp_path, {"medarbejdere": f"{header}\n{row.replace('01-01-2020', '01-06-2026')}"}).is_loaded
    assert Employment.objects.filter(user__external_id="M1").count() == 2


def test_somebody_with_a_case_gets_no_second_one(tmp_path: Path) -> None:
    run(tmp_path)
    header = FILES["tilknytninger"].split("\n")[0]
    [fault] = run(tmp_path, {"tilknytninger": f"{header}\nT9;B1;M1;M2;01-10-2026;;;"}).faults.shown
    assert "allerede en sag" in fault.problem


# --- What finds conflicts of interest ---

STAFF_WITH_TIES = (
    "medarbejder_id;brugernavn;navn;team;rolle;fra;cpr;adresse;postnummer\n"
    "M1;jens;Jens Bro;Sundhed;jobformidler;01-01-2020;140590-0003;;\n"
    "M2;mette;Mette Dahl;Sundhed;jobformidler;01-01-2020;;Lærkeengen  12;7000\n"
    "M3;lene;Lene Krag;Sundhed;teamleder;01-01-2020;;Bøgevej 1;7000"
)


def test_a_citizen_is_closed_to_staff_with_the_same_number_or_home_and_to_nobody_else(tmp_path: Path) -> None:
    run(tmp_path, {"borgere": FILES["borgere"], "medarbejdere": STAFF_WITH_TIES})
    amina = Citizen.objects.get(external_id="B1")
    conflicts = {user.username: has_conflict(user, amina) for user in User.objects.filter(external_id__isnull=False)}
    assert conflicts == {"jens": True, "mette": True, "lene": False}


def test_neither_number_nor_address_of_staff_is_kept(tmp_path: Path) -> None:
    run(tmp_path, {"medarbejdere": STAFF_WITH_TIES})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_user")
        stored = repr(cursor.fetchall())
    assert "1405900003" not in stored.replace("-", "")
    assert "rkeengen" not in stored.lower()


def test_a_file_that_says_nothing_of_number_and_address_leaves_them(tmp_path: Path) -> None:
    run(tmp_path, {"medarbejdere": STAFF_WITH_TIES})
    before = dict(User.objects.values_list("username", "cpr_index"))
    report = run(tmp_path, {"medarbejdere": FILES["medarbejdere"].replace("Jens Bro", "Jens Holm")})
    assert report.is_loaded
    assert dict(User.objects.values_list("username", "cpr_index")) == before
    assert User.objects.get(username="jens").name == "Jens Holm"
    assert User.objects.get(username="mette").home_key


def test_the_same_staff_again_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, {"medarbejdere": STAFF_WITH_TIES})
    [count] = run(tmp_path, {"medarbejdere": STAFF_WITH_TIES}).counts
    assert (count.created, count.changed, count.unchanged) == (0, 0, 3)


@pytest.mark.parametrize(
    ("found", "written", "fault"),
    [
        ("140590-0003", "310290-0003", "kolonne cpr"),
        ("140590-0003", "14O590-0003", "kolonne cpr"),
        ("Lærkeengen  12;7000", "Lærkeengen  12;", "Der er en adresse uden postnummer"),
    ],
)
def test_a_number_or_an_address_of_staff_that_cannot_be_is_told(
    tmp_path: Path, found: str, written: str, fault: str
) -> None:
    faults = told(tmp_path, medarbejdere=STAFF_WITH_TIES.replace(found, written))
    assert any(fault in one for one in faults)
    assert not any(written in one for one in faults if "cpr" in fault)


# --- The CPR numbers of citizens ---

PEOPLE = "borger_id;cpr;fornavn;efternavn;fødselsdato\n"


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("310290-0003", "De første seks cifre er ikke en dato"),  # 31 February
        ("001390-0003", "De første seks cifre er ikke en dato"),
        ("910290-0003", "De første seks cifre er ikke en dato"),  # day + 60, and still 31 February
        ("140590-00O3", "Et CPR-nummer har ti cifre"),
        ("abcdef-ghij", "Et CPR-nummer har ti cifre"),
        ("140590-003", "Et CPR-nummer har ti cifre"),
        ("40590-0003", "Et CPR-nummer har ti cifre"),  # a spreadsheet has eaten the zero; it is not guessed
        ("140590-00031", "Et CPR-nummer har ti cifre"),
        ("١٤٠٥٩٠-٠٠٠٣", "Et CPR-nummer har ti cifre"),  # digits, of another script
    ],
)
def test_a_number_that_is_none_is_told_by_row_and_column_and_without_the_number(
    tmp_path: Path, number: str, fault: str
) -> None:
    report = run(tmp_path, {"borgere": f"{PEOPLE}P1;{number};Ella;Møller;"})
    [one] = report.faults.shown
    assert (fault in one.problem or fault in one.remedy, "række 2, kolonne cpr" in str(one)) == (True, True)
    assert number not in str(one).replace("140590-0003", "")  # the example in the remedy
    assert not Citizen.objects.exists()


def test_a_replacement_number_is_a_number_and_says_the_day_of_birth(tmp_path: Path) -> None:
    assert run(tmp_path, {"borgere": f"{PEOPLE}P1;740590-0003;Ella;Møller;\nP2;7405900011;Liv;Møller;"}).is_loaded
    assert [str(one.birth_date) for one in Citizen.objects.order_by("external_id")] == ["1990-05-14"] * 2


@pytest.mark.parametrize("again", ["140590-0003", "1405900003", "140590 0003"])
def test_the_same_number_twice_in_a_file_is_told_however_it_is_written(tmp_path: Path, again: str) -> None:
    report = run(tmp_path, {"borgere": f"{PEOPLE}P1;140590-0003;Ella;Møller;\nP2;{again};Liv;Møller;"})
    assert any("række 3" in str(one) and "kolonne cpr" in str(one) for one in report.faults.shown)
    assert not any(again in one.problem for one in report.faults.shown)
    assert not Citizen.objects.exists()


def test_a_number_that_says_another_day_than_the_file_is_told(tmp_path: Path) -> None:
    report = run(tmp_path, {"borgere": f"{PEOPLE}P1;140590-0003;Ella;Møller;15-05-1990"})
    assert len(report.faults.shown) == 1
    assert not Citizen.objects.exists()


# --- All or nothing ---


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    before = rows_of_everything()
    report = preview(read_files(write(tmp_path, FILES)), on=TODAY, at=NOW)
    assert not report.faults
    assert not report.is_loaded
    assert sum(count.created for count in report.counts) == 23
    assert rows_of_everything() == before


def test_one_fault_in_the_last_file_keeps_all_of_them_out(tmp_path: Path) -> None:
    before = rows_of_everything()
    told(tmp_path, samtaler=FILES["samtaler"].replace("holdt", "måske"))
    assert rows_of_everything() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["citizens_citizen", "cases_turn", "cases_meeting", "audit_accesssubject"])
def test_a_fall_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    from helevejen.core import bulk

    lay = bulk.insert

    def fall(model: type[Model], *args: Any) -> int:
        if model._meta.db_table == table:
            raise RuntimeError("the plug is pulled")
        return lay(model, *args)

    monkeypatch.setattr(bulk, "insert", fall)
    if table == "audit_accesssubject":
        monkeypatch.setattr(AccessSubject.objects, "bulk_create", lambda _rows: fall(AccessSubject))
    before = rows_of_everything()
    with pytest.raises(RuntimeError, match="plug"):
        run(tmp_path)
    assert rows_of_everything() == before


_SLOWLY = """
import sys, time
import django
django.setup()
from helevejen.core import bulk
lay = bulk.insert
def slowly(model, *args):
    count = lay(model, *args)
    if model._meta.db_table == "cases_turn":
        print("half", flush=True)
        time.sleep(60)
    return count
bulk.insert = slowly
from django.core.management import call_command
call_command("import", *sys.argv[1:], "--yes")
"""


@pytest.mark.slow
def test_an_import_that_is_killed_leaves_nothing_and_can_be_done_again(
    tmp_path: Path, place_of_its_own: dict[str, str]
) -> None:
    files = FILES | {"samtaler": FILES["samtaler"].replace("24-11-2026", "24-11-2099")}
    paths = [str(path) for path in write(tmp_path, files)]

    def told(*arguments: str) -> dict[str, Any]:
        script = "import sys; from helevejen.config.command_line import main; sys.exit(main())"
        command = [sys.executable, "-c", script, "import", *paths, "--json", *arguments]
        done = subprocess.run(command, env=place_of_its_own, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    with subprocess.Popen(
        [sys.executable, "-c", _SLOWLY, *paths], env=place_of_its_own, stdout=subprocess.PIPE, text=True
    ) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "half\n"
        time.sleep(0.1)
        killed.send_signal(signal.SIGKILL)
    counts = told("--preview")["counts"]
    assert sum(count["created"] for count in counts) == 23
    assert sum(count["unchanged"] for count in counts) == 0
    assert told("--yes")["is_loaded"]
    assert sum(count["unchanged"] for count in told()["counts"]) == 23


# --- The command ---


def call(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("import", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_the_command_shows_first_and_loads_when_told(tmp_path: Path) -> None:
    paths = write(tmp_path, FILES)
    assert "Intet er skrevet endnu" in call(*paths)
    assert not Citizen.objects.exists()
    assert "Indlæst på" in call(*paths, "--yes")
    assert Citizen.objects.count() == 3
    assert "Intet er skrevet endnu" in call(*paths, "--preview", "--yes")


@pytest.mark.django_db(transaction=True)
def test_the_command_answers_machines_and_fails_honestly(tmp_path: Path) -> None:
    files = FILES | {"borgere": FILES["borgere"].replace("140590-0003", "x")}
    out = StringIO()
    with pytest.raises(CommandError, match="1 fejl"):
        call_command("import", *map(str, write(tmp_path, files)), "--yes", "--json", stdout=out, stderr=StringIO())
    answer = json.loads(out.getvalue())
    assert not answer["is_loaded"]
    assert answer["fault_count"] == 1
    fault = answer["faults"][0]
    assert (fault["file"], fault["row"], fault["column"]) == ("borgere.csv", 2, "cpr")
    assert fault["remedy"]
    assert not Citizen.objects.exists()


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = []
    for folder in ("januar", "februar"):
        (tmp_path / folder).mkdir()
        paths += write(tmp_path / folder, {"borgere": FILES["borgere"].replace("140590-0003", "x")})
    faults = read_files(paths).faults.shown
    assert [fault.file for fault in faults][:2] == [str(path) for path in paths]
    assert all(fault.file == "." for fault in read_files([Path()]).faults.shown)


def test_the_command_shows_the_columns_and_a_sample(tmp_path: Path) -> None:
    assert "| `borger_id` | tekst" in call("--columns", "borgere")
    assert "# Indlæsning af data" in call("--columns", "alle")
    sample = tmp_path / "borgere.csv"
    sample.write_text(call("--sample", "borgere"))
    assert "oprettes" in call(sample)
    with pytest.raises(CommandError, match="mindst én fil"):
        call()


def test_a_staff_member_who_left_still_counts_for_what_was(tmp_path: Path) -> None:
    left = FILES["medarbejdere"].replace("navn;team;rolle;fra;timer", "navn;team;rolle;fra;timer;til")
    left = left.replace("01-01-2020;30,5", "01-01-2020;30,5;31-10-2026")
    faults = told(tmp_path, medarbejdere=left)
    assert all("M2 er ikke ansat" in fault for fault in faults)
    assert {fault.split(": ")[0] for fault in faults} == {
        "tilknytninger.csv, række 3, kolonne vikar_id",
        "tilknytninger.csv, række 5, kolonne medarbejder_id",
    }


def test_known_employments_count_too(tmp_path: Path) -> None:
    for name in ("M1", "M2", "M3"):
        EmploymentFactory(user=UserFactory(external_id=name), role="jobformidler", valid_from=date(2020, 1, 1))
    report = run(tmp_path, {name: content for name, content in FILES.items() if name != "medarbejdere"})
    assert [str(fault) for fault in report.faults.shown] == []
    assert report.is_loaded
