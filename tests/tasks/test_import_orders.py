"""Sizes of workplaces and job orders from files: with what they refer to, refused by column, and the same again."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from helevejen.companies.models import WorkplaceSize
from helevejen.proposals import actions as proposal_actions
from helevejen.recruitment.enums import OrderState
from helevejen.recruitment.models import JobOrder
from helevejen.taxonomy.enums import ConceptKind
from tests.factories.taxonomy import ConceptFactory, ConceptLabelFactory
from tests.tasks.test_import import FILES, NOW, run

pytestmark = [pytest.mark.both, pytest.mark.django_db]

PLACES = {name: FILES[name] for name in ("virksomheder", "arbejdssteder", "medarbejdere")}
OCCUPATION = "http://data.europa.eu/esco/occupation/bea705fe-06ac-4147-b8e0-6e8ac1208d8f"
ORDERS = (
    "ordre_id;cvr;p_nummer;medarbejder_id;bestilt;første_svar;titel;opgaver;antal;timer_mindst;timer_højst;start;former;"
    "ugedage;kræver;stilling;kan_deles"
)
ORDER = (
    "O1;99000007;9900000001;M1;19-11-2026 09:30;19-11-2026 10:15;Lagerfolk;Læsse af.;2;4;22,5;01-11-2026;"
    f"ordinært, fleksjob;man, tir;gaffeltruck_b;{OCCUPATION};ja"
)
SIZES = "p_nummer;måned;ansatte;i_tilbud\n9900000001;01-10-2026;42,5;2\n9900000001;15-09-2026;40;"


@pytest.fixture(autouse=True)
def _classification():
    concept = ConceptFactory(uri=OCCUPATION, kind=ConceptKind.OCCUPATION)
    ConceptLabelFactory(concept=concept, text="lagerarbejder", is_preferred=True)


def told(folder: Path, **files: str) -> list[str]:
    report = run(folder, PLACES | files)
    assert report.is_loaded == (not report.faults.shown)
    return [str(fault) for fault in report.faults.shown]


def test_an_order_is_read_with_its_place_owner_promises_and_demands(tmp_path: Path) -> None:
    assert told(tmp_path, jobordrer=f"{ORDERS}\n{ORDER}") == []
    order = JobOrder.objects.get(external_id="O1")
    assert (order.company.name, order.workplace.pnumber, order.owner.external_id) == (
        "Havnens Transport", "9900000001", "M1",
    )  # fmt: skip
    assert order.reply_due_at == datetime(2026, 11, 19, 12, 30, tzinfo=UTC)
    assert (order.hours_least, order.hours_most) == (Decimal(4), Decimal("22.5"))
    assert (order.forms, order.days, order.may_be_split) == (["ordinary", "flex"], ["mon", "tue"], True)
    assert (order.occupation_uri, order.occupation_label) == (OCCUPATION, "lagerarbejder")
    assert [one.code for one in order.requirements.all()] == ["forklift_b"]
    assert [(one.number, one.kind) for one in order.events.all()] == [(order.number, "ordered")]
    order.full_clean()


def test_sizes_are_read_by_month_and_corrected_when_told_again(tmp_path: Path) -> None:
    assert told(tmp_path, størrelser=SIZES) == []
    assert told(tmp_path, størrelser=SIZES.replace("42,5", "43")) == []
    sizes = WorkplaceSize.objects.order_by("month").values_list("month", "employees", "placed")
    assert list(sizes) == [
        (date(2026, 9, 1), Decimal(40), Decimal(0)),
        (date(2026, 10, 1), Decimal(43), Decimal(2)),
    ]


def test_the_same_files_again_change_nothing_and_what_was_worked_on_here_is_left_alone(tmp_path: Path) -> None:
    files = PLACES | {"jobordrer": f"{ORDERS}\n{ORDER}", "størrelser": SIZES}
    run(tmp_path, files)
    again = run(tmp_path, files)
    assert {(count.created, count.changed) for count in again.counts} == {(0, 0)}
    run(tmp_path, files | {"jobordrer": f"{ORDERS}\n{ORDER.replace('Lagerfolk', 'Lagerhjælp')}"})
    order = JobOrder.objects.get(external_id="O1")
    assert (order.title, order.requirements.count(), order.number) == ("Lagerhjælp", 1, 1)
    proposal_actions.move_order(order=order, to=OrderState.PAUSED, by=order.owner, at=NOW, reason="Ferie")
    assert run(tmp_path, files).is_loaded
    assert JobOrder.objects.get(external_id="O1").title == "Lagerhjælp"


def test_a_known_order_does_not_move_to_another_company(tmp_path: Path) -> None:
    assert told(tmp_path, jobordrer=f"{ORDERS}\n{ORDER}") == []
    [fault] = told(tmp_path, jobordrer=f"{ORDERS}\n{ORDER.replace('99000007;9900000001', '99000015;')}")
    said = "Ordren er fra virksomheden med CVR 99000007. Giv den nye ordre et nyt nummer"
    assert fault.startswith(f"jobordrer.csv, række 2, kolonne cvr: {said}")
    assert JobOrder.objects.get().company.cvr == "99000007"


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("99000007", "99000015", "kolonne p_nummer: Arbejdsstedet hører til en anden"),
        ("9900000001", "9900000009", "kolonne p_nummer: 9900000009 findes hverken her"),
        (";M1;", ";M9;", "kolonne medarbejder_id: M9 findes hverken her"),
        (";22,5;", ";2;", "kolonne timer_mindst"),
        (";22,5;", ";22,55;", "kolonne timer_højst: Timer har højst én decimal"),
        (";2;4;", ";0;4;", "kolonne antal"),
        ("fleksjob", "fleks", "kolonne former"),
        (OCCUPATION, OCCUPATION.replace("bea", "aaa"), "kolonne stilling"),
        ("19-11-2026 09:30", "19-12-2026 09:30", "kolonne bestilt"),
        ("19-11-2026 10:15", "18-11-2026 10:15", "kolonne første_svar"),
        ("Læsse af.", "Ring til 140590-0003", "kolonne opgaver: Der står et CPR-nummer"),
    ],
)
def test_each_fault_of_an_order_names_its_column(tmp_path: Path, old: str, new: str, where: str) -> None:
    [fault] = told(tmp_path, jobordrer=f"{ORDERS}\n{ORDER.replace(old, new, 1)}")
    assert f"række 2, {where}" in fault
    assert not JobOrder.objects.exists()


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("9900000001;01-12-2026;4;", "kolonne måned"),
        ("9900000001;01-10-2026;-4;", "kolonne ansatte"),
        ("9900000001;01-10-2026;4,125;", "kolonne ansatte: Tallet har højst to decimaler"),
        ("9900000001;02-09-2026;4;", "kolonne måned: Måneden står også i række 2"),
    ],
)
def test_each_fault_of_a_size_names_its_column(tmp_path: Path, row: str, where: str) -> None:
    [fault] = told(tmp_path, størrelser=f"p_nummer;måned;ansatte;i_tilbud\n9900000001;15-09-2026;40;\n{row}")
    assert f"række 3, {where}" in fault
    assert not WorkplaceSize.objects.exists()
