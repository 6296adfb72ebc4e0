"""Companies near a citizen: the nearest first, for those who may see where the citizen lives, and only about."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.audit.models import Access
from helevejen.citizens.models import Citizen
from helevejen.companies.models import Company, Workplace
from helevejen.places.actions import import_centres
from helevejen.suggestions.enums import NoHome
from helevejen.suggestions.queries import nearby
from helevejen.tasks.places.reading import STARTER_DATED, read_starter
from tests.cast import NOW, TODAY
from tests.factories.citizens import RelationFactory
from tests.factories.companies import AgreementFactory, CompanyFactory, WorkplaceFactory
from tests.factories.profiles import ProfileFactFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def towns(cast):
    import_centres(read_starter(), source="test", on=STARTER_DATED)
    Workplace.objects.update(postcode="")
    Citizen.objects.filter(pk=cast.amina.pk).update(postcode="7000")


@pytest.fixture
def page(cast):
    return reverse("desk:case_companies_near", args=[cast.aminas_case.pk])


def company_in(name, *postcodes):
    company = CompanyFactory(name=name)
    for postcode in postcodes:
        WorkplaceFactory(company=company, postcode=postcode, city=f"By {postcode}")
    return company


def near(cast):
    return nearby.companies_near(Citizen.objects.get(pk=cast.amina.pk), cast.jens, NOW)


@pytest.mark.both
def test_each_company_stands_once_by_its_nearest_workplace_and_equal_ones_in_danish_order(cast):
    names = {
        company_in("Vejle Værft", "7100").pk: "Vejle Værft",
        company_in("Åbent Lager", "8000", "7000").pk: "Åbent Lager",
        company_in("Havnens Vask", "7000", "7000").pk: "Havnens Vask",
    }
    company_in("Intetsteds", "")
    found = near(cast)
    assert [(names[one.company_id], one.km, one.town) for one in found.rows] == [
        ("Havnens Vask", 1, "By 7000"),
        ("Åbent Lager", 1, "By 7000"),
        ("Vejle Værft", 28, "By 7100"),
    ]
    assert found.unplaced == Company.objects.filter(workplaces__postcode="").distinct().count()


def test_of_equally_near_companies_one_with_an_open_order_stands_first(cast):
    company_in("Havnens Vask", "7000")
    asking = company_in("Åbent Lager", "7000")
    JobOrderFactory(company=asking)
    assert near(cast).rows[0].company_id == asking.pk


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"postcode": ""}, NoHome.NO_POSTCODE),
        ({"postcode": "9999"}, NoHome.UNKNOWN_POSTCODE),
        ({"protection": "protected"}, NoHome.PROTECTED),
    ],
)
def test_where_nothing_can_be_said_the_page_says_why_and_lists_nobody(cast, sign_in, page, change, reason):
    company_in("Havnens Vask", "7000")
    Citizen.objects.filter(pk=cast.amina.pk).update(**change)
    assert near(cast) == nearby.Nearby(reason)
    text = sign_in(cast.jens).get(page).text
    assert str(reason.label) in text
    assert "Havnens Vask" not in text
    assert " km" not in text


def test_the_page_says_what_to_know_before_one_calls(cast, sign_in, page):
    company = company_in("Havnens Vask", "7080")
    Company.objects.filter(pk=company.pk).update(
        not_before=TODAY + timedelta(days=9), not_before_why="De flytter lager"
    )
    AgreementFactory(company=company, text="Tager imod to i praktik", valid_from=TODAY, valid_until=None)
    AgreementFactory(company=company, text="Gammel aftale", valid_from=TODAY - timedelta(days=9), valid_until=TODAY)
    JobOrderFactory(company=company, owner=cast.rikke, title="Lagerhjælp", answered=True)
    text = sign_in(cast.jens).get(page).text
    for words in (
        "Havnens Vask",
        "cirka 14 km",
        "By 7080",
        "Tager imod to i praktik",
        "Lagerhjælp",
        "De flytter lager",
    ):
        assert words in text
    assert "Gammel aftale" not in text


def test_peace_that_is_over_is_not_told(cast, sign_in, page):
    company = company_in("Havnens Vask", "7080")
    Company.objects.filter(pk=company.pk).update(not_before=TODAY, not_before_why="De flytter lager")
    assert "De flytter lager" not in sign_in(cast.jens).get(page).text


def test_without_companies_the_page_says_when_they_come(cast, sign_in, page):
    assert "Ingen virksomheder med et kendt sted" in sign_in(cast.jens).get(page).text


def test_who_is_not_shown_places_reads_no_distance_and_no_list_of_what_is_near(cast, sign_in, page):
    for work, title in (("7000", "Ved havnen"), ("8000", "Langt væk")):
        workplace = WorkplaceFactory(company=cast.poul.company, postcode=work)
        order = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, title=title, workplace=workplace)
        RequirementFactory(order=order, code="forklift_b", label="Truck")
    ProfileFactFactory(citizen=cast.amina, licence=True)
    ProfileFactFactory(citizen=cast.amina, kind="travel", subject="bike", label="", km=10)
    openings = reverse("desk:case_openings", args=[cast.aminas_case.pk])
    jens = sign_in(cast.jens)
    jens.post(reverse("desk:openings_find", args=[cast.aminas_case.pk]))
    assert "cirka 1 km" in jens.get(openings).text
    assert "Langt væk" in jens.get(openings).text
    RelationFactory(user=cast.omar, citizen=cast.amina, former=True)
    former = sign_in(cast.omar)
    assert former.get(page).status_code == 404
    text = former.get(openings).text
    assert "Ved havnen" in text
    assert " km" not in text
    assert page not in text
    assert "Langt væk" not in text
    Citizen.objects.filter(pk=cast.amina.pk).update(protection="protected")
    assert " km" not in jens.get(openings).text, "an older list is told without travel once the address is protected"


def test_looking_is_logged_with_what_reveals_a_place(cast, sign_in, page):
    sign_in(cast.jens).get(page)
    assert "C" in Access.objects.order_by("-pk").first().data_classes


def test_the_way_there_stands_with_the_jobs_that_may_suit(cast, sign_in, page):
    assert page in sign_in(cast.jens).get(reverse("desk:case_openings", args=[cast.aminas_case.pk])).text


def test_the_list_is_read_a_page_at_a_time_at_the_same_price(cast, sign_in, page):
    client = sign_in(cast.jens)

    def more():
        for number in range(3):
            company = company_in(f"Nr. {number}", "7000")
            AgreementFactory(company=company)
            JobOrderFactory(company=company, owner=cast.rikke, answered=True)

    company_in("Havnens Vask", "7000")
    client.get(page)  # the first one of a session also writes the session
    assert_flat(lambda: client.get(page), more)
    assert "Side" in client.get(page).text
    assert client.get(f"{page}?side=2").status_code == 200
