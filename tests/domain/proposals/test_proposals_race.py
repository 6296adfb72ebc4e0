"""Eight say yes to eight people for the last position at the same moment: one is hired. On both databases."""

import pytest

from helevejen.proposals import actions
from helevejen.proposals.models import Proposal
from helevejen.recruitment.models import JobOrder
from tests.domain.cases.test_turn_race import AT_ONCE, at_once
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import JobOrderFactory
from tests.factories.times import NOW

pytestmark = [pytest.mark.both, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def order(transactional_db):
    return JobOrderFactory(answered=True, positions=1)


@pytest.fixture
def proposals(order):
    named = {"state": "named", "answered_at": NOW, "track__turn__step": "company_sets_interview"}
    return [ProposalFactory(order=order, **named) for _ in range(AT_ONCE)]


@pytest.fixture
def people(transactional_db):
    return [UserFactory() for _ in range(AT_ONCE)]


def states(order):
    return sorted(Proposal.objects.filter(order=order).values_list("state", flat=True))


def test_of_eight_for_the_last_position_one_is_hired_and_the_others_end_kindly(order, proposals, people):
    went = at_once(lambda number: actions.hire(proposal=proposals[number], by=people[number], at=NOW))
    assert went == {"done": 1, "UnableToMoveProposal": AT_ONCE - 1}
    assert states(order) == ["filled"] * (AT_ONCE - 1) + ["hired"]
    assert JobOrder.objects.get(pk=order.pk).state == "filled"


def test_of_eight_for_two_positions_two_are_hired(order, proposals, people):
    JobOrder.objects.filter(pk=order.pk).update(positions=2)
    went = at_once(lambda number: actions.hire(proposal=proposals[number], by=people[number], at=NOW))
    assert went == {"done": 2, "UnableToMoveProposal": AT_ONCE - 2}
    assert states(order) == ["filled"] * (AT_ONCE - 2) + ["hired"] * 2


def test_taken_back_while_others_are_hired_is_one_or_the_other(order, proposals, people):
    def act(number):
        if number % 2:
            return actions.withdraw(proposal=proposals[number], by=people[number], at=NOW)
        return actions.hire(proposal=proposals[number], by=people[number], at=NOW)

    went = at_once(act)
    assert set(went) <= {"done", "UnableToMoveProposal"}
    found = states(order)
    assert found.count("hired") == 1
    assert set(found) <= {"hired", "filled", "withdrawn"}
