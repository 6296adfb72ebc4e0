import re
from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.audit.models import AccessSubject
from helevejen.caseload.actions import count_minutes
from helevejen.caseload.enums import AssignmentReason
from helevejen.cases.enums import Cap
from tests.factories.accounts import AbsenceFactory, EmploymentFactory, UserFactory
from tests.factories.caseload import AssignmentFactory
from tests.factories.cases import CompanyContactFactory, NoteFactory, TrackFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries
from tests.web.shared.drawing import words_of

URL = reverse("lead:team_board")


def change_hands(case, days_ago, jobformidler):
    case.assignments.update(valid_until=NOW - timedelta(days=days_ago))
    AssignmentFactory(
        case=case,
        jobformidler=jobformidler,
        valid_from=NOW - timedelta(days=days_ago),
        reason=AssignmentReason.LEAVE,
    )


def test_a_leader_sees_the_team(cast, sign_in):
    TrackFactory(case=cast.aminas_case, turn__due_on=TODAY - timedelta(days=1))
    CompanyContactFactory(case=cast.aminas_case)
    text = sign_in(cast.lene).get(URL).text
    assert "Teamet følger 2 borgere." in text
    assert "1 tur er over tiden hos os." in text
    assert text.index("Jens Bro") < text.index("Mette Dahl")
    assert "Omar" not in text
    assert "Carl" not in text


def test_whoever_is_named_on_the_board_is_in_the_log(cast, sign_in):
    sign_in(cast.lene).get(URL)
    logged = set(AccessSubject.objects.order_by("pk").values_list("citizen_id", "purpose"))
    assert logged == {(cast.amina.pk, "leadership"), (cast.bo.pk, "leadership")}


def test_a_citizen_the_leader_may_not_touch_is_not_named(cast, sign_in):
    ConflictOfInterestFactory(user=cast.lene, citizen=cast.amina)
    assert "Amina" not in sign_in(cast.lene).get(URL).text


def test_the_time_by_cap_is_that_of_the_night_with_when_it_was_counted(cast, sign_in):
    NoteFactory(case=cast.aminas_case, written_at=NOW - timedelta(days=40), cap=Cap.MENTOR, minutes=20)
    leader = sign_in(cast.lene)
    assert "Talt" not in words_of(leader.get(URL).text)
    count_minutes(at=NOW - timedelta(hours=7))
    NoteFactory(case=cast.aminas_case, written_at=NOW - timedelta(minutes=5), cap=Cap.MENTOR, minutes=30)
    year, month = (words_of(leader.get(URL, {"periode": period}).text) for period in ("365", "30"))
    assert "20 minutter" in year
    assert "Ingen tid endnu" in month
    assert all(re.search(r"Talt onsdag den 11\. marts kl\. \d\d\.\d\d\.", text) for text in (year, month))


@pytest.mark.parametrize("name", ["jens", "vibeke", "rikke", "anders", "karen", "bent"])
def test_without_the_permission_there_is_no_board(cast, sign_in, name):
    assert sign_in(getattr(cast, name)).get(URL).status_code == 403


def test_a_citizen_and_anybody_see_no_board(cast, sign_in):
    assert sign_in(cast.amina.user).get(URL).status_code == 403
    assert sign_in(None).get(URL).status_code == 302


def test_the_period_is_chosen_in_the_address(cast, sign_in):
    change_hands(cast.aminas_case, 60, cast.jens)
    client = sign_in(cast.lene)
    assert "Orlov eller barsel" in client.get(URL).text
    assert "Orlov eller barsel" not in client.get(URL + "?periode=30").text
    assert "Orlov eller barsel" in client.get(URL + "?periode=nonsense").text


def test_every_bar_leads_to_its_list(cast, sign_in):
    change_hands(cast.aminas_case, 60, cast.jens)
    text = sign_in(cast.lene).get(URL).text
    assert f"{reverse('lead:team_cases')}?person={cast.jens.pk}" in text
    assert f"{reverse('lead:team_turns')}?hos=jobformidler" in text
    assert f"{reverse('lead:team_changes')}?periode=365&amp;grund=leave" in text


def test_the_board_says_who_is_away_and_who_covers(cast, sign_in):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    text = sign_in(cast.lene).get(URL).text
    last_day = "15. marts"
    assert f"væk · vikar: Mette Dahl til og med {last_day}" in text
    assert f"heraf 1 som vikar for Jens Bro til og med {last_day}" in text


def test_a_load_is_told_in_cases_against_the_guideline(cast, sign_in):
    for _ in range(40):
        whole_case(CitizenFactory(), cast.jens, cast.mette)
    text = sign_in(cast.lene).get(URL).text
    assert "41 sager" in text
    assert "1 flere end vejledende 25–40" in text
    assert "24 færre end vejledende 25–40" in text


def test_an_empty_team_is_told_what_will_come(cast, sign_in):
    leader = UserFactory(name="Ny Leder")
    EmploymentFactory(user=leader, role="team_leader")
    text = sign_in(leader).get(URL).text
    for words in ("Ingen på teamet endnu", "Ingen venter", "Ingen skift", "Ingen tid endnu"):
        assert words in text


def test_the_board_changes_nothing_and_is_flat(cast, sign_in):
    client = sign_in(cast.lene)

    def make_more():
        user = UserFactory()
        EmploymentFactory(user=user, team=cast.ungdom)
        whole_case(CitizenFactory(), user, cast.mette)

    client.get(URL)
    assert count_queries(lambda: client.get(URL)) <= 15 + 3  # two are the savepoint of a test, one is the log's row
    assert_flat(lambda: client.get(URL), make_more)


def test_what_a_leader_seldom_needs_stands_under_one_word_of_the_menu(cast, sign_in):
    menu = sign_in(cast.lene).get(URL).text.split('id="site-nav"')[1].split("</nav>")[0]
    plain, hidden = menu.split("<details")
    assert plain.count("<a ") <= 9
    assert {reverse(f"lead:{name}") for name in ("law_preview", "forecast_record", "glasses")} <= set(
        re.findall(r'href="([^"]+)"', hidden)
    )
