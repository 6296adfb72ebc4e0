"""Who follows me, who stands in, what is planned: as the citizen reads it."""

from datetime import timedelta

import pytest

from helevejen.caseload.queries import own_cases as queries
from tests.cast import NOW, TODAY
from tests.factories.accounts import AbsenceFactory, EmploymentFactory
from tests.factories.caseload import HandoverFactory
from tests.factories.cases import CaseFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db


def own(cast):
    return queries.own_cases(cast.amina.user, NOW).first()


def test_the_own_case_says_who_since_when_and_where(cast):
    cast.ungdom.phone = "75910000"
    cast.ungdom.save()
    case = own(cast)
    assert (case.jobformidler, case.backup) == (cast.jens, cast.mette)
    assert case.followed_since == cast.aminas_case.opened_at
    assert (case.team_name, case.team_phone, case.is_at_work) == ("Ungdom", "75910000", True)
    assert case.away_from is None


def test_nobody_sees_anybody_elses_case(cast):
    assert list(queries.own_cases(cast.amina.user, NOW)) == [cast.aminas_case]
    assert list(queries.own_cases(cast.jens, NOW)) == []
    assert list(queries.own_cases(cast.poul.user, NOW)) == []


def test_the_open_case_comes_before_a_closed_one(cast):
    CaseFactory(citizen=cast.amina, closed=True, opened_at=NOW + timedelta(days=1))
    assert own(cast) == cast.aminas_case


def test_an_absence_is_told_when_it_holds_and_three_weeks_ahead(cast):
    AbsenceFactory(
        user=cast.jens,
        substitute=cast.mette,
        valid_from=TODAY + timedelta(days=21),
        valid_until=TODAY + timedelta(days=30),
    )
    assert own(cast).away_from == TODAY + timedelta(days=21)
    AbsenceFactory(user=cast.jens, substitute=cast.lene)
    case = own(cast)
    assert (case.away_from, case.substitute_name) == (TODAY - timedelta(days=2), "Lene Krag")


@pytest.mark.parametrize(
    "change",
    [{"cancelled_at": NOW}, {"valid_from": TODAY + timedelta(days=22), "valid_until": TODAY + timedelta(days=30)}],
)
def test_an_absence_that_is_off_or_far_away_is_not_told(cast, change):
    AbsenceFactory(user=cast.jens, substitute=cast.mette, **change)
    assert own(cast).away_from is None


def test_somebody_who_has_left_is_known_to_have_left(cast):
    cast.jens.employments.update(valid_until=TODAY)
    case = own(cast)
    assert not case.is_at_work
    assert case.team_name == "Ungdom"


def test_a_handover_is_told_from_the_yes_until_it_is_done(cast):
    told = HandoverFactory(case=cast.aminas_case, to_user=cast.omar, accepted=True)
    assert list(queries.handovers_told_to(cast.amina.user)) == []
    told.citizen_told_at = NOW
    told.save()
    assert list(queries.handovers_told_to(cast.amina.user)) == [told]
    assert list(queries.handovers_told_to(cast.bo.user)) == []


def test_teams_that_can_be_called_have_a_telephone_and_somebody_there(cast):
    assert queries.teams_to_call(NOW) == []
    cast.voksne.phone = cast.ungdom.phone = "75910000"
    cast.voksne.save()
    cast.ungdom.save()
    EmploymentFactory(role="analyst", team__phone="75910001")
    assert queries.teams_to_call(NOW) == [cast.ungdom, cast.voksne]


def test_own_cases_are_flat(cast):
    assert_flat(
        lambda: list(queries.own_cases(cast.amina.user, NOW)),
        lambda: CaseFactory(citizen=cast.amina, closed=True),
    )
