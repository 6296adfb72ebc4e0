"""Eight lay hands on one order at the same moment: one is first, the others are told who."""

import pytest

from helevejen.recruitment import actions
from helevejen.recruitment.models import JobOrder
from tests.domain.cases.test_turn_race import AT_ONCE, at_once
from tests.factories.accounts import EmploymentFactory
from tests.factories.recruitment import JobOrderFactory
from tests.factories.times import NOW

pytestmark = [pytest.mark.both, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def order(transactional_db):
    return JobOrderFactory()


@pytest.fixture
def people(transactional_db):
    return [EmploymentFactory().user for _ in range(AT_ONCE)]


def assert_one_was_first(order, went):
    order = JobOrder.objects.get(pk=order.pk)
    assert went == {"done": 1, "UnableToHandleOrder": AT_ONCE - 1}
    assert order.number == order.events.count() == 1
    assert order.events.get().by_id == order.owner_id


def test_of_those_who_take_an_order_at_once_one_has_it(order, people):
    def take(number):
        return actions.take_over_order(order=order, by=people[number], at=NOW, expected=0)

    assert_one_was_first(order, at_once(take))


def test_of_those_who_answer_at_once_one_owns_it(order, people):
    def answer(number):
        return actions.answer_order(order=order, by=people[number], at=NOW, words="Ringede.", expected=0)

    assert_one_was_first(order, at_once(answer))
