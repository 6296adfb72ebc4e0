"""The lists behind the bars of the board: cases, turns and changes."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.audit.models import AccessSubject
from helevejen.caseload.enums import AssignmentReason
from helevejen.cases.enums import Holder
from tests.factories.accounts import AbsenceFactory
from tests.factories.caseload import AssignmentFactory
from tests.factories.cases import TrackFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory, TargetGroupPeriodFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries
from tests.web.shared.drawing import words_of

CASES, TURNS, CHANGES = (reverse(f"lead:{name}") for name in ("team_cases", "team_turns", "team_changes"))


def change_hands(case):
    case.assignments.update(valid_until=NOW - timedelta(days=60))
    AssignmentFactory(case=case, valid_from=NOW - timedelta(days=60), reason=AssignmentReason.LEAVE)


@pytest.fixture
def lene(cast, sign_in):
    return sign_in(cast.lene)


def test_the_teams_cases_and_no_others(cast, lene):
    text = lene.get(CASES).text
    assert "2 åbne sager." in text
    assert "Amina Holm" in text
    assert "Carl" not in text
    assert set(AccessSubject.objects.values_list("citizen_id", flat=True)) == {cast.amina.pk, cast.bo.pk}


def test_cases_of_one_person_and_one_group(cast, lene):
    TargetGroupPeriodFactory(citizen=cast.amina, group="2")
    text = lene.get(f"{CASES}?person={cast.jens.pk}&maalgruppe=2").text
    assert "Sager hos Jens Bro" in text
    assert "Jobparat kontanthjælpsmodtager" in text
    assert "Bo Lund" not in text
    assert "Ingen sager her" in lene.get(f"{CASES}?person={cast.jens.pk}&maalgruppe=9").text


def names(html):
    """Return the citizens of the list of cases, in its order."""
    return re.findall(r'<tr><th scope="row">([^<]+)</th>', html)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Amina Holm", "Bo Lund", "Ærlig Bo", "Østen Bo", "Åse Bo"]),
        ("-navn", ["Åse Bo", "Østen Bo", "Ærlig Bo", "Bo Lund", "Amina Holm"]),
        ("maalgruppe", ["Åse Bo", "Ærlig Bo", "Amina Holm", "Bo Lund", "Østen Bo"]),
        ("-maalgruppe", ["Ærlig Bo", "Åse Bo", "Amina Holm", "Bo Lund", "Østen Bo"]),
        ("-jobformidler", ["Bo Lund", "Amina Holm", "Ærlig Bo", "Østen Bo", "Åse Bo"]),
        ("-skift", ["Østen Bo", "Amina Holm", "Bo Lund", "Ærlig Bo", "Åse Bo"]),
        ("frist", ["Bo Lund", "Åse Bo", "Amina Holm", "Ærlig Bo", "Østen Bo"]),
        ("-frist", ["Amina Holm", "Ærlig Bo", "Østen Bo", "Åse Bo", "Bo Lund"]),
        ("andet", ["Amina Holm", "Bo Lund", "Ærlig Bo", "Østen Bo", "Åse Bo"]),
    ],
)
def test_the_teams_cases_can_be_sorted(cast, lene, order, expected):
    cases = {}
    for given in ("Østen", "Åse", "Ærlig"):
        cases[given] = whole_case(CitizenFactory(given_name=given, family_name="Bo"), cast.jens, cast.mette)
    TargetGroupPeriodFactory(citizen=cases["Ærlig"].citizen, group="2")  # Jobparat kontanthjælpsmodtager
    TargetGroupPeriodFactory(citizen=cases["Åse"].citizen, group="3")  # Aktivitetsparat kontanthjælpsmodtager
    change_hands(cases["Østen"])
    TrackFactory(case=cast.bos_case, turn__due_on=TODAY)
    TrackFactory(case=cases["Åse"], turn__due_on=TODAY + timedelta(days=1))
    TrackFactory(case=cases["Ærlig"], turn__holder=Holder.DOCTOR, turn__due_on=TODAY)
    assert names(lene.get(CASES, {"sort": order} if order else {}).text) == expected


def test_sorting_keeps_what_the_list_is_narrowed_to(cast, lene):
    html = lene.get(f"{CASES}?person={cast.jens.pk}&sort=-frist&side=2").text
    assert f'aria-sort="descending"><a class="sort-link" href="?person={cast.jens.pk}&amp;sort=frist"' in html


def test_board_and_list_count_the_same_cases_of_a_substitute_and_say_who_covers(cast, lene):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert "2 sager" in words_of(lene.get(reverse("lead:team_board")).text)
    text = words_of(lene.get(f"{CASES}?person={cast.mette.pk}").text)
    assert "2 åbne sager. 1 følges selv, og 1 dækkes som vikar." in text
    assert "vikar: Mette Dahl til og med" in text
    assert "ved fravær: Jens Bro" in text  # Bo's, whose jobformidler is at work


def test_cases_a_leader_may_not_see_are_counted_and_said_to_be_closed(cast, lene):
    AbsenceFactory(user=cast.omar, substitute=cast.mette)
    text = words_of(lene.get(f"{CASES}?person={cast.mette.pk}").text)
    assert "1 åben sag. 1 følges selv, og 2 dækkes som vikar. 2 mere er lukket for dig." in text
    assert "Carl" not in text


@pytest.mark.parametrize("url", [CASES, TURNS])
def test_a_person_of_another_team_cannot_be_told_from_nobody(cast, lene, url):
    assert lene.get(f"{url}?person={cast.omar.pk}").status_code == 404
    assert lene.get(f"{url}?person=999999").status_code == 404
    assert lene.get(f"{url}?person=x").status_code == 404


def test_turns_by_holder_person_and_overdue(cast, lene):
    TrackFactory(
        case=cast.aminas_case,
        turn__holder=Holder.DOCTOR,
        turn__holder_name="Lægehuset",
        turn__due_on=TODAY - timedelta(days=1),
    )
    assert "Lægehuset" in lene.get(f"{TURNS}?hos=doctor").text
    assert "Lægehuset" not in lene.get(f"{TURNS}?hos=jobformidler").text
    assert "Lægehuset" not in lene.get(f"{TURNS}?person={cast.mette.pk}").text
    assert "1 er over tiden." in lene.get(f"{TURNS}?over-tiden=1").text
    assert "Intet venter her" in lene.get(f"{TURNS}?hos=school").text


def test_only_what_is_overdue_by_us_is_red(cast, lene):
    TrackFactory(case=cast.aminas_case, turn__holder=Holder.DOCTOR, turn__due_on=TODAY - timedelta(days=1))
    assert "due--late-ours" not in lene.get(f"{TURNS}?hos=doctor").text
    TrackFactory(case=cast.aminas_case, turn__due_on=TODAY - timedelta(days=1))
    assert "due--late-ours" in lene.get(f"{TURNS}?hos=jobformidler").text


def test_changes_by_period_and_reason(cast, lene):
    assert "Ingen skift" in lene.get(CHANGES).text
    change_hands(cast.aminas_case)
    text = lene.get(f"{CHANGES}?grund=leave").text
    assert "Amina Holm" in text
    assert "1 skift på 12 måneder." in text
    assert "Amina Holm" not in lene.get(f"{CHANGES}?periode=30").text
    assert "Amina Holm" not in lene.get(f"{CHANGES}?grund=illness").text


@pytest.mark.parametrize("url", [CASES, TURNS, CHANGES])
def test_a_citizen_the_leader_may_not_touch_is_on_no_list(cast, lene, url):
    change_hands(cast.aminas_case)
    ConflictOfInterestFactory(user=cast.lene, citizen=cast.amina)
    assert "Amina" not in lene.get(url).text


@pytest.mark.parametrize("url", [CASES, TURNS, CHANGES])
def test_without_the_permission_there_is_no_list(cast, sign_in, url):
    assert sign_in(cast.jens).get(url).status_code == 403
    assert sign_in(cast.karen).get(url).status_code == 403


@pytest.mark.parametrize("url", [CASES, TURNS, CHANGES])
def test_the_lists_are_flat(cast, lene, url):
    def make_more():
        change_hands(whole_case(CitizenFactory(), cast.jens, cast.mette))

    make_more()
    lene.get(url)
    assert count_queries(lambda: lene.get(url)) <= 15
    assert_flat(lambda: lene.get(url), make_more)


def test_a_long_list_is_cut_into_pages(cast, lene):
    for _ in range(26):
        whole_case(CitizenFactory(), cast.jens, cast.mette)
    assert "side=2" in lene.get(CASES).text
    assert lene.get(f"{CASES}?side=2").status_code == 200
    assert lene.get(f"{CASES}?side=nonsense").status_code == 200
