"""Courses from a file: read, refused by column, and the same the second time."""

from datetime import date
from pathlib import Path

import pytest

from helevejen.recruitment.models import Course
from helevejen.taxonomy.enums import ConceptKind
from tests.factories.recruitment import CourseFactory
from tests.factories.taxonomy import ConceptFactory
from tests.tasks.test_import import run

pytestmark = [pytest.mark.both, pytest.mark.django_db]
SKILL = "http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145da"
HEADER = (
    "kursus_id;titel;pris;dage;positivliste;positivliste_fra;positivliste_til;kompetencer;giver;kræver;kilde;fra;til"
)


def told(folder: Path, *rows: str) -> list[str]:
    report = run(folder, {"kurser": "\n".join([HEADER, *rows])})
    assert report.is_loaded == (not report.faults.shown)
    assert all(fault.problem and fault.remedy for fault in report.faults.shown)
    return [str(fault) for fault in report.faults.shown]


def test_a_course_is_read_with_what_it_gives_and_asks_and_its_days(tmp_path: Path) -> None:
    ConceptFactory(uri=SKILL, kind=ConceptKind.SKILL)
    row = f"K1;Vogntog;12.500;15;ja;01-04-2026;31-03-2027;{SKILL};CE, EU_bevis;c;Skolen;01-01-2026;31-12-2026"
    assert told(tmp_path, row) == []
    course = Course.objects.get()
    assert (course.price_dkk, course.length_days, course.skills) == (12_500, 15, [SKILL])
    assert (course.licences, course.requires) == (["CE", "eu_driver"], ["C"])
    assert (course.positive_until, course.valid_until) == (date(2027, 4, 1), date(2027, 1, 1))


def test_what_is_empty_is_not_known_and_a_changed_row_changes_its_course(tmp_path: Path) -> None:
    CourseFactory(external_id="K1", is_example=True)
    assert told(tmp_path, "K1;Truck;;;;;;;;;Skolen;01-01-2026;") == []
    course = Course.objects.get()
    assert (course.title, course.price_dkk, course.is_on_positive_list, course.licences) == ("Truck", None, None, [])
    assert not course.is_example


def test_each_fault_names_its_column(tmp_path: Path) -> None:
    ConceptFactory(uri=f"{SKILL[:-1]}b", kind=ConceptKind.OCCUPATION)
    faults = told(
        tmp_path,
        "K1;A;9.000.000;;;;;;;;Skolen;01-01-2026;",
        "K2;B;;0;;;;;;;Skolen;01-01-2026;",
        "K3;C;;;nej;01-01-2026;;;;;Skolen;01-01-2026;",
        "K4;D;;;;;;;b;b;Skolen;01-01-2026;",
        f"K5;E;;;;;;{SKILL[:-1]}b;;;Skolen;01-01-2026;",
        "K6;F;;;;;;;gaffeltruk;;Skolen;01-01-2026;",
        "K7;G;;;;;;truck;;;Skolen;01-01-2026;",
        "K8;H;;;;;;;;;Skolen;01-01-2026;31-12-2025",
    )
    columns = [fault.split("kolonne ")[1].split(":")[0] for fault in sorted(faults, key=lambda one: one.split(",")[1])]
    assert columns == ["pris", "dage", "positivliste", "kræver", "kompetencer", "giver", "kompetencer", "til"]
    assert not Course.objects.exists()
