"""The checks of a workplace, from what the company has told."""

from decimal import Decimal

import pytest

from helevejen.recruitment import queries
from helevejen.recruitment.enums import Verdict
from helevejen.recruitment.rules import places
from tests.cast import TODAY
from tests.factories.companies import StewardStatementFactory, WorkplaceFactory, WorkplaceSizeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    workplace = WorkplaceFactory()
    for month in places.months_before(TODAY, 12):
        WorkplaceSizeFactory(workplace=workplace, month=month)
    return workplace


def verdicts(workplace):
    return [check.verdict for check in queries.checks_at(workplace, TODAY)]


def test_with_everything_told_and_signed_there_is_room(place):
    StewardStatementFactory(workplace=place)
    reasonable, additional = queries.checks_at(place, TODAY)
    assert (reasonable.verdict, reasonable.allowed, reasonable.free) == (Verdict.YES, 4, Decimal(2))
    assert additional.verdict == Verdict.YES


def test_without_anything_told_nothing_is_known():
    assert verdicts(WorkplaceFactory()) == [Verdict.UNKNOWN, Verdict.UNKNOWN]


def test_a_workplace_beside_it_that_has_told_nothing_hides_the_company_only(place):
    StewardStatementFactory(workplace=place)
    WorkplaceFactory(company=place.company)
    assert verdicts(place) == [Verdict.YES, Verdict.UNKNOWN]


def test_without_the_shop_steward_it_is_not_known(place):
    StewardStatementFactory(workplace=place, steward_name="")
    assert verdicts(place)[0] == Verdict.UNKNOWN


def test_who_is_placed_counts_by_the_newest_month(place):
    StewardStatementFactory(workplace=place)
    place.sizes.filter(month=places.months_before(TODAY, 1)[0]).update(placed=Decimal(4))
    assert verdicts(place)[0] == Verdict.NO
    WorkplaceSizeFactory(workplace=place, month=TODAY.replace(day=1), placed=Decimal(1))
    assert verdicts(place)[0] == Verdict.YES


def test_a_month_told_by_another_workplace_says_nothing_of_this_one():
    lone = WorkplaceFactory()
    beside = WorkplaceFactory(company=lone.company)
    for month in places.months_before(TODAY, 12):
        WorkplaceSizeFactory(workplace=beside, month=month)
    assert [fact.value for check in queries.checks_at(lone, TODAY) for fact in check.facts] == [None] * 7


def test_the_whole_company_is_the_sum_of_its_workplaces(place):
    StewardStatementFactory(workplace=place)
    beside = WorkplaceFactory(company=place.company)
    for month in places.months_before(TODAY, 12):
        WorkplaceSizeFactory(workplace=beside, month=month, employees=Decimal("1.5"))
    reasonable, additional = queries.checks_at(place, TODAY)
    assert (reasonable.facts[0].value, additional.facts[0].value) == (Decimal("23.5"), Decimal(25))
    assert additional.facts[1].value == Decimal(25)


def test_two_queries_tell_all(place, django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.checks_at(place, TODAY)
