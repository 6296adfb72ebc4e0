"""Eight who register the same person at the same moment: one person comes of it, and seven kind words."""

import pytest

from helevejen.audit.models import Event
from helevejen.citizens import actions
from helevejen.citizens.models import Citizen
from helevejen.core import cpr
from tests.domain.cases.test_turn_race import AT_ONCE, at_once
from tests.factories.accounts import UserFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.times import NOW, TODAY

pytestmark = [pytest.mark.both, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROUNDS = 5


def test_a_number_registered_by_eight_at_once_becomes_one_person() -> None:
    colleagues = [UserFactory() for _ in range(AT_ONCE)]

    for round_ in range(ROUNDS):
        number = cpr.made_up(TODAY.replace(year=1990), round_)
        went = at_once(
            lambda who, number=number: actions.register_citizen(
                given_name="Ella", family_name="Møller", cpr=number, by=colleagues[who], at=NOW
            )
        )
        assert went == {"done": 1, "UnableToRegisterCitizen": AT_ONCE - 1}

    assert Citizen.objects.count() == Event.objects.filter(verb="citizen_registered").count() == ROUNDS


def test_a_number_given_to_eight_persons_at_once_becomes_that_of_one() -> None:
    by, number = UserFactory(), cpr.made_up(TODAY.replace(year=1990), 1)
    people = [CitizenFactory(without_cpr=True, birth_date=TODAY.replace(year=1990)) for _ in range(AT_ONCE)]

    went = at_once(lambda who: actions.change_citizen(citizen=people[who], cpr=number, by=by, at=NOW))

    assert went == {"done": 1, "UnableToChangeCitizen": AT_ONCE - 1}
    assert Citizen.objects.exclude(cpr_index=None).count() == 1


def test_when_both_have_looked_before_either_has_written_it_is_still_said_kindly(monkeypatch) -> None:
    """The looking is let through once, as a simultaneous registration on another machine would have been."""
    by, number = UserFactory(), cpr.made_up(TODAY.replace(year=1990), 1)
    actions.register_citizen(given_name="Ella", family_name="Møller", cpr=number, by=by, at=NOW)
    looked = actions.people._is_known
    answers = iter([False])
    monkeypatch.setattr(actions.people, "_is_known", lambda citizen: next(answers, None) is None and looked(citizen))

    with pytest.raises(actions.UnableToRegisterCitizen, match="allerede en borger"):
        actions.register_citizen(given_name="Ella", family_name="Møller", cpr=number, by=by, at=NOW)
    assert Citizen.objects.count() == 1
