"""The clarifications of a case: the template of the group, the step it proposes, and whose the days were."""

from datetime import timedelta

import pytest

from helevejen.cases import actions, queries
from helevejen.cases.models import Track
from helevejen.ledger import queries as ledger
from tests.factories.cases import CaseFactory
from tests.factories.citizens import CitizenFactory, TargetGroupPeriodFactory
from tests.factories.ledger import AccountFactory
from tests.factories.times import NOW, TODAY
from tests.support.flat import assert_flat

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def case():
    citizen = CitizenFactory()
    TargetGroupPeriodFactory(citizen=citizen, group="8", valid_from=TODAY - timedelta(days=100))
    return CaseFactory(citizen=citizen)


def start(case, **more):
    return actions.start_track(case=case, kind="clarification", by=case.jobformidler, at=NOW, **more)


def go_on(track, step, days, *, event="done"):
    at = NOW + timedelta(days=days)
    actions.pass_turn(track=track, by=track.case.jobformidler, at=at, event=event, step=step, cap="authority")


def test_a_track_goes_as_it_usually_does_for_the_group(case):
    assert start(case).template == "by_region"
    other = actions.start_track(case=case, kind="education", by=case.jobformidler, at=NOW)
    assert other.template is None
    nobodys = start(CaseFactory(citizen=CitizenFactory()))
    assert nobodys.template == "by_trial"


def test_the_template_proposes_and_the_jobformidler_decides(case):
    track = start(case)
    assert queries.proposed_step(track) == "we_order_statement"
    go_on(track, "we_order_statement", 2)
    go_on(track, "specialist_answers", 3)
    assert queries.proposed_step(track) == "we_read_statement"
    go_on(track, "you_act", 9, event="answered")
    assert queries.proposed_step(track) is None


def test_every_day_of_a_case_is_one_holders(case):
    AccountFactory(series="statements", valid_from=TODAY - timedelta(days=69))
    track = start(case)
    order = actions.Order("status", "work_ability", "Hvad kan borgeren klare?", "Lægehuset")
    by, at = case.jobformidler, NOW + timedelta(days=3)
    statement = actions.order_statement(case=case, order=order, by=by, at=at, parent=track)
    actions.receive_statement(statement=statement, by=by, at=at + timedelta(days=20))

    (found,) = queries.clarifications_of(case, TODAY + timedelta(days=25))

    assert [(one.holder, one.days) for one in found.shares] == [
        ("doctor", 20),
        ("jobformidler", 3),
        ("jobformidler", 2),
    ]
    assert found.days == 25
    assert found.template == "Afklaring med speciallæge og region"
    assert [step.words for step in found.steps if step.is_now] == []
    assert found.steps[0].is_past
    assert ledger.faults() == []


def test_a_closed_one_stops_counting(case):
    track = start(case)
    actions.close_track(track=track, by=case.jobformidler, at=NOW + timedelta(days=4), outcome="reached")
    (found,) = queries.clarifications_of(case, TODAY + timedelta(days=90))
    assert (found.days, found.is_open) == (4, False)


def test_a_template_that_is_gone_hinders_nothing(case):
    track = start(case)
    Track.objects.filter(pk=track.pk).update(template="gone")
    (found,) = queries.clarifications_of(case, TODAY)
    assert (found.template, found.steps) == ("", [])
    assert queries.proposed_step(Track.objects.get(pk=track.pk)) is None


def test_more_clarifications_cost_no_more_queries(case):
    start(case)
    assert_flat(lambda: queries.clarifications_of(case, TODAY), lambda: start(case))
