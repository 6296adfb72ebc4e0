"""What a company is asked to do, and nothing about whom."""

from datetime import timedelta

import pytest

from helevejen.cases.queries import company_turns as queries
from tests.cast import NOW, TODAY
from tests.factories.cases import CompanyContactFactory, JobFactory, TrackFactory
from tests.factories.companies import CompanyFactory, WorkplaceFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db


def turn_at(case, name="", step="company_tries", **track):
    return TrackFactory(case=case, turn__holder="company", turn__holder_name=name, turn__step=step, **track)


def words(company):
    return [turn.words for turn in queries.turns_of_company(company, TODAY)]


def test_a_company_named_as_holder_has_the_turn(cast):
    turn_at(cast.aminas_case, cast.poul.company.name)
    assert words(cast.poul.company) == ["I har en borger i praktik og siger til, hvordan det går."]


def test_a_workplace_named_as_holder_counts_for_its_company(cast):
    WorkplaceFactory(company=cast.poul.company, name="Havnens Transport, Kaj 3")
    turn_at(cast.aminas_case, "Havnens Transport, Kaj 3")
    assert len(words(cast.poul.company)) == 1


def test_without_a_name_the_latest_talk_decides(cast):
    track = turn_at(cast.aminas_case)
    CompanyContactFactory(case=cast.aminas_case, track=track, company=cast.poul.company, at=NOW - timedelta(days=2))
    assert len(words(cast.poul.company)) == 1
    other = CompanyContactFactory(case=cast.aminas_case, track=track, at=NOW - timedelta(days=1)).company
    assert words(cast.poul.company) == []
    assert len(words(other)) == 1


def test_the_company_of_the_job_has_the_turns_of_its_track(cast):
    track = turn_at(cast.aminas_case, step="company_adapts", kind="retention")
    JobFactory(case=cast.aminas_case, company=cast.poul.company, retention_track=track)
    assert words(cast.poul.company) == ["I retter det til, vi har talt om."]


def test_another_companys_turn_and_ours_are_not_shown(cast):
    turn_at(cast.aminas_case, "Et andet sted ApS")
    turn_at(cast.bos_case)
    assert words(cast.poul.company) == []


def test_what_somebody_wrote_is_not_told(cast):
    turn_at(cast.aminas_case, cast.poul.company.name, turn__expects="Amina skal skånes for løft")
    assert words(cast.poul.company) == ["I har en borger i praktik og siger til, hvordan det går."]


def test_the_contact_is_whoever_at_work_talked_last(cast):
    company = cast.poul.company
    assert queries.find_contact_for(company, TODAY) is None
    CompanyContactFactory(case=cast.aminas_case, company=company, by=cast.jens, at=NOW - timedelta(days=9))
    CompanyContactFactory(case=cast.carls_case, company=company, by=cast.omar, at=NOW - timedelta(days=1))
    assert queries.find_contact_for(company, TODAY) == cast.omar
    cast.omar.employments.update(valid_until=TODAY)
    assert queries.find_contact_for(company, TODAY) == cast.jens


def test_turns_of_a_company_are_flat(cast):
    company = CompanyFactory(name="Mange ApS")
    assert_flat(lambda: queries.turns_of_company(company, TODAY), lambda: turn_at(cast.aminas_case, "Mange ApS"))
