"""Demand, the call list, and lists to take away as Excel."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from helevejen.audit.models import Access, AccessSubject
from helevejen.caseload.actions import keep_count
from helevejen.profiles.enums import FactKind
from helevejen.recruitment import queries
from helevejen.web.shared.spreadsheets import harmless
from tests.cast import NOW, TODAY
from tests.factories.citizens import BenefitPeriodFactory, CitizenFactory
from tests.factories.profiles import ProfileFactFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import CourseFactory, RequirementFactory
from tests.factories.whole import whole_case
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

DEMAND, CALLS = "/arbejde/efterspoergsel/", "/arbejde/ringeliste/"


@pytest.fixture
def order(cast):
    return RequirementFactory(order__company=cast.poul.company, order__owner=cast.rikke, label="Gaffeltruck B").order


def sheet_of(response):
    assert response.headers["Content-Type"].endswith("spreadsheetml.sheet")
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(response.content)).active.iter_rows()]


def test_demand_says_what_is_asked_and_tells_no_small_number(cast, sign_in, order):
    text = words_of(sign_in(cast.rikke).get(DEMAND).text)
    assert "1 åben ordre, 2 pladser." in text
    assert "Uden stillingsbetegnelse – 1 2 – – under 5" in text
    assert "Gaffeltruckcertifikat (B) Få har det 1 2 under 5 vises ikke" in text
    assert "Ingen åbne ordrer her" in sign_in(cast.rikke).get(DEMAND, {"form": "adult_apprentice"}).text
    assert "1 åben ordre" in sign_in(cast.rikke).get(DEMAND, {"sted": "Ingensteder", "form": "nonsens"}).text


def test_citizens_are_counted_now_until_a_night_has_counted_them(cast, sign_in, order):
    client = sign_in(cast.rikke)
    before = words_of(client.get(DEMAND).text)
    assert "Borgerne er talt" not in before
    keep_count(queries.KEPT_DEMAND, queries.demand_to_keep(TODAY), at=NOW - timedelta(hours=7))
    after = words_of(client.get(DEMAND).text)
    assert re.search(r"Borgerne er talt .* kl\. \d\d\.\d\d\. Sted", after)
    assert re.sub(r"Borgerne er talt .*?\d\d\.\d\d\. ", "", after) == before
    keep_count(queries.KEPT_DEMAND, queries.demand_to_keep(TODAY), at=NOW - timedelta(days=2, seconds=1))
    assert words_of(client.get(DEMAND).text) == before


def test_the_page_and_the_file_tell_the_numbers_of_the_night_and_what_was_counted_since(cast, sign_in, order):
    for _nobody_has_asked in range(6):
        whole_case(CitizenFactory(), cast.jens, cast.mette)
    for _one in range(6):
        citizen = whole_case(CitizenFactory(), cast.jens, cast.mette).citizen
        ProfileFactFactory(citizen=citizen, kind=FactKind.LICENCE, subject="forklift_b", level="", written_by=cast.jens)
    keep_count(queries.KEPT_DEMAND, queries.demand_to_keep(TODAY), at=NOW - timedelta(hours=7))
    ProfileFactFactory(citizen=cast.amina, kind=FactKind.LICENCE, subject="forklift_b", level="", written_by=cast.jens)
    client = sign_in(cast.rikke)
    assert "Gaffeltruckcertifikat (B) 1 2 6 " in words_of(client.get(DEMAND).text)
    sheet = sheet_of(client.get(f"{DEMAND}excel/"))
    assert next(row for row in sheet if row[1] == "Gaffeltruckcertifikat (B)")[7] == 6
    assert any(str(row[0]).startswith("Borgerne er talt") for row in sheet)
    RequirementFactory(order=order, code="crane", label="Kran")
    assert "Det, nye ordrer spørger om, er talt nu." in words_of(client.get(DEMAND).text)
    sheet = sheet_of(client.get(f"{DEMAND}excel/"))
    assert "Det, nye ordrer spørger om, er talt nu." in [row[0] for row in sheet]
    assert next(row for row in sheet if row[1] == "Krancertifikat")[7] == "under 5"


def test_the_call_list_is_an_offer_names_what_to_ask_and_is_logged(cast, sign_in, order):
    BenefitPeriodFactory(citizen=cast.amina, benefit="dagpenge", valid_from=TODAY - timedelta(days=9))
    ProfileFactFactory(citizen=cast.amina, kind=FactKind.LICENCE, subject="forklift_b", level="", written_by=cast.jens)
    RequirementFactory(order=order, code="B", label="Kørekort B")
    text = words_of(sign_in(cast.jens).get(CALLS).text)
    assert "1 borger på dagpenge har næsten det, en åben ordre kræver." in text
    assert "Et nej koster ingenting og er ingen sanktion." in text
    assert "Amina Holm" in text
    assert "Har: Gaffeltruckcertifikat (B). Spørg om: Kørekort til bil (B). Det ved vi ikke." in text
    access = Access.objects.filter(page="call_list").latest("pk")
    assert set(access.data_classes) == set("ADH")
    assert [one.citizen_id for one in AccessSubject.objects.filter(access_id=access.pk)] == [cast.amina.pk]
    assert "Amina" not in sign_in(cast.omar).get(CALLS).text
    ProposalFactory(case=cast.aminas_case, order=order)
    assert "Amina" not in sign_in(cast.jens).get(CALLS).text


def test_who_follows_nobody_has_no_call_list(cast, sign_in):
    assert "Ingen at ringe til" in sign_in(cast.jens).get(CALLS).text
    for user in (cast.rikke, cast.anders, cast.amina.user, cast.poul.user):
        assert sign_in(user).get(CALLS).status_code == 403


def test_the_board_the_courses_and_demand_are_taken_away_as_excel(cast, sign_in, order):
    CourseFactory(title="=HYPERLINK(1)", price_dkk=5500)
    client = sign_in(cast.rikke)
    board = sheet_of(client.get("/arbejde/ordrer/excel/"))
    assert board[0][:3] == ["Nr.", "Søger", "Antal"]
    assert board[1][:3] == [order.pk, "Lagermedarbejdere med truck", 2]
    courses = sheet_of(client.get("/arbejde/kurser/excel/", {"giver": "forklift_b"}))
    assert (courses[1][1], courses[1][5]) == ("'=HYPERLINK(1)", 5500)
    demand = sheet_of(client.get("/arbejde/efterspoergsel/excel/"))
    assert demand[1][:5] == ["Arbejde", "Uden stillingsbetegnelse", 1, 2, None]
    assert demand[1][6] == "under 5"
    assert demand[2][7:9] == ["under 5", "vises ikke"]
    assert len(sheet_of(client.get("/arbejde/ordrer/excel/", {"vis": "paused"}))) == 1


def test_a_workbook_opens_with_room_for_its_words_danish_days_and_a_filter(cast, sign_in, order):
    response = sign_in(cast.rikke).get("/arbejde/ordrer/excel/")
    sheet = load_workbook(BytesIO(response.content)).active
    titles = [cell.value for cell in sheet[1]]
    ordered_at = sheet.cell(2, titles.index("Bestilt") + 1)
    assert ordered_at.number_format == "dd-mm-yyyy hh:mm"
    for cell in (ordered_at, sheet.cell(2, titles.index("Søger") + 1)):
        shown = max(len(str(cell.value)) if cell.is_date is False else len(cell.number_format), 1)
        assert sheet.column_dimensions[cell.column_letter].width > shown
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(titles)).column_letter}2"
    assert sheet.freeze_panes == "A2"


def test_the_same_list_is_the_same_file(cast, sign_in, order):
    client = sign_in(cast.rikke)
    assert client.get("/arbejde/ordrer/excel/").content == client.get("/arbejde/ordrer/excel/").content


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(text):
    assert str(harmless(text)).startswith("'")


def test_what_no_cell_holds_is_left_out():
    assert harmless("a\x00b\x1f") == "ab"
    assert (harmless("Æbler"), harmless(3), harmless(None)) == ("Æbler", 3, None)
