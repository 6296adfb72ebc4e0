"""The catalogue of courses on the desk."""

import pytest

from tests.factories.recruitment import CourseFactory
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

PAGE = "/arbejde/kurser/"


def test_the_catalogue_says_what_a_course_gives_asks_and_costs_and_what_is_not_told(cast, sign_in):
    CourseFactory(is_example=True, is_on_positive_list=True, requires=["B"])
    CourseFactory(title="Kran", licences=["crane"], price_dkk=None, place="Odense")
    text = words_of(sign_in(cast.jens).get(PAGE).text)
    assert "Vi kender 2 kurser." in text
    assert "Gaffeltruckcertifikat (B) Kørekort til bil (B) 5.500" in text
    assert "Eksempel er opfundet til demoen" in text
    assert "Krancertifikat – – 7 Odense ikke oplyst ikke oplyst" in text


def test_the_catalogue_is_filtered_by_words_licence_and_list(cast, sign_in):
    CourseFactory(title="Truck på lageret", is_on_positive_list=True)
    CourseFactory(title="Kran", licences=["crane"], place="Ærø")
    client = sign_in(cast.jens)
    for asked, found in (
        ({"find": "ærø"}, "Kran"),
        ({"giver": "forklift_b"}, "Truck på lageret"),
        ({"positivliste": "1"}, "Truck på lageret"),
    ):
        text = client.get(PAGE, asked).text
        other = "Kran" if found != "Kran" else "Truck på lageret"
        assert f'<th scope="row">{found}' in text
        assert f'<th scope="row">{other}' not in text
    assert "Ingen kurser passer" in client.get(PAGE, {"find": "hest"}).text
    assert client.get(PAGE, {"giver": "nonsens"}).text.count('<th scope="row">') == 2


def test_an_empty_catalogue_says_how_it_is_filled(cast, sign_in):
    assert "Kurser indlæses fra en fil" in sign_in(cast.rikke).get(PAGE).text


def test_who_works_with_no_orders_reads_no_catalogue(cast, sign_in):
    for user in (cast.anders, cast.amina.user, cast.poul.user):
        assert sign_in(user).get(PAGE).status_code in {403, 404}
