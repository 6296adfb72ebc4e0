"""The analyst's page: sums without names, and none so small that it tells of one."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.caseload import queries
from helevejen.caseload.actions import count_figures
from helevejen.cases.enums import Holder
from tests.factories.accounts import EmploymentFactory, UserFactory
from tests.factories.cases import NoteFactory, TrackFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.times import NOW
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries
from tests.web.shared.drawing import words_of

PAGE = reverse("lead:team_figures")


@pytest.fixture
def analyst(cast, sign_in):
    return sign_in(cast.anders)


def many_cases(cast, count=5):
    return [whole_case(CitizenFactory(), cast.jens, cast.mette) for _ in range(count)]


def test_few_are_not_told(cast, analyst):
    text = words_of(analyst.get(PAGE).text)
    assert "Der er færre end 5 åbne sager." in text
    assert "Færre end 5 venter på den samme." in text


def test_sums_are_told_without_names(cast, analyst):
    for case in many_cases(cast):
        TrackFactory(case=case, turn__holder=Holder.DOCTOR, turn__holder_name="Lægehuset")
        NoteFactory(case=case, minutes=30)
    html = analyst.get(PAGE).text
    text = words_of(html)
    assert "Der er 9 åbne sager." in text
    assert re.search(r"Læge\w* 5", text), text
    for name in ("Jens Bro", "Mette Dahl", "Amina", "Lægehuset"):
        assert name not in text
    assert reverse("lead:team_turns") not in html


def test_the_sums_of_all_are_those_of_the_night_with_when_they_were_counted(cast, analyst):
    many_cases(cast)
    count_figures(at=NOW - timedelta(hours=7))
    many_cases(cast)
    text = words_of(analyst.get(PAGE).text)
    assert "Der er 9 åbne sager." in text
    assert re.search(r"Talt .*kl\. \d\d\.\d\d", text)
    count_figures(at=NOW)
    assert "Der er 14 åbne sager." in words_of(analyst.get(PAGE).text)


@pytest.mark.parametrize("period", ["30", "90", "365"])
def test_the_sums_of_the_night_are_the_sums_of_now(cast, period):
    for case in many_cases(cast, 6):
        TrackFactory(case=case, turn__holder=Holder.DOCTOR)
        NoteFactory(case=case, minutes=30, written_at=NOW - timedelta(days=60))
    days = int(period)
    now = queries.figures_of_all(NOW, days=days)
    assert count_figures(at=NOW) == 3
    kept = queries.figures_of_all(NOW, days=days)
    assert (now.made_at, kept.made_at) == (None, NOW)
    assert kept.figures == now.figures
    assert count_queries(lambda: queries.figures_of_all(NOW, days=days)) == 1


def test_a_team_can_be_chosen_when_three_follow_citizens(cast, analyst):
    assert "Ungdom" not in words_of(analyst.get(PAGE).text)
    EmploymentFactory(user=UserFactory(), team=cast.ungdom)
    many_cases(cast)
    text = words_of(analyst.get(f"{PAGE}?hold={cast.ungdom.pk}").text)
    assert "Tal for Ungdom" in text
    assert "Der er 7 åbne sager." in text
    assert "Tal for alle teams" in words_of(analyst.get(f"{PAGE}?hold={cast.voksne.pk}").text)


@pytest.mark.parametrize(("name", "status"), [("lene", 200), ("jens", 403), ("rikke", 403), ("bent", 403)])
def test_it_needs_the_permission(cast, sign_in, name, status):
    assert sign_in(getattr(cast, name)).get(PAGE).status_code == status


def test_its_queries_are_flat(cast, analyst):
    analyst.get(PAGE)
    assert_flat(lambda: analyst.get(PAGE), lambda: many_cases(cast, 1))
    assert count_queries(lambda: analyst.get(PAGE)) <= 15
