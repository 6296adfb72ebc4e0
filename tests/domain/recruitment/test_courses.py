"""The catalogue of courses: what is on offer on a day, and what cannot be so."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from helevejen.recruitment.enums import CourseObjection
from helevejen.recruitment.queries.courses import catalogue
from helevejen.recruitment.rules.courses import CourseFacts, is_listed, objection_to_course
from tests.cast import TODAY
from tests.factories.recruitment import CourseFactory
from tests.support.flat import assert_flat

TRUCK = CourseFacts(
    external_id="K-1", title="Gaffeltruck B", provider="", price_dkk=5_500, length_days=7, place="Fredericia",
    is_on_positive_list=True, positive_from=date(2026, 4, 1), positive_until=date(2027, 4, 1), skills=(),
    licences=("forklift_b",), requires=(), starts_on=None, source="Hjemmesiden", valid_from=date(2026, 1, 1),
    valid_until=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "objection"),
    [
        ({}, None),
        ({"price_dkk": None, "length_days": None}, None),
        ({"price_dkk": -1}, CourseObjection.PRICE),
        ({"length_days": 0}, CourseObjection.LENGTH),
        ({"valid_until": date(2026, 1, 1)}, CourseObjection.BACKWARDS),
        ({"is_on_positive_list": None}, CourseObjection.NOT_ON_LIST),
        ({"is_on_positive_list": False}, CourseObjection.NOT_ON_LIST),
        ({"positive_until": date(2026, 4, 1)}, CourseObjection.LIST_BACKWARDS),
        ({"requires": ("forklift_b",)}, CourseObjection.ASKS_WHAT_IT_GIVES),
    ],
)
def test_a_course_that_cannot_be_so_is_told_why(changed, objection):
    assert objection_to_course(TRUCK._replace(**changed)) == objection


@pytest.mark.parametrize(
    ("on", "stands"),
    [(date(2026, 3, 31), False), (date(2026, 4, 1), True), (date(2027, 3, 31), True), (date(2027, 4, 1), False)],
)
def test_the_positive_list_has_its_days(on, stands):
    assert is_listed(TRUCK, on) is stands
    assert is_listed(TRUCK._replace(is_on_positive_list=None), on) is None


@pytest.mark.django_db
def test_the_catalogue_holds_what_is_on_offer_that_day_by_title():
    CourseFactory(title="Åbent lager")
    CourseFactory(title="ADR", starts_on=date(2026, 1, 5), is_on_positive_list=True)
    CourseFactory(title="Forbi", valid_until=TODAY)
    CourseFactory(title="På vej", valid_from=date(2099, 1, 1))
    found = catalogue(on=TODAY)
    assert [one.title for one in found] == ["ADR", "Åbent lager"]
    assert found[0].starts_on is None
    assert found[0].is_on_positive_list is True
    assert found[1].is_on_positive_list is None
    assert found[1].licences == {"forklift_b"}


@pytest.mark.django_db
def test_the_catalogue_is_one_query():
    assert_flat(lambda: catalogue(on=TODAY), CourseFactory)


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": TODAY, "valid_until": TODAY},
        {"positive_from": TODAY},
        {"is_on_positive_list": True, "positive_from": TODAY, "positive_until": TODAY},
        {"title": ""},
        {"source": ""},
    ],
)
def test_the_database_refuses_a_course_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseFactory(**wrong)
