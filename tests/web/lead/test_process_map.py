"""The process map: sums without names, and behind each step the cases there, to those who may list them."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from helevejen.audit.models import AccessSubject
from helevejen.cases.enums import TrackKind
from helevejen.waiting.enums import FlowFact
from helevejen.waiting.models import FlowSum
from tests.factories.accounts import EmploymentFactory, UserFactory
from tests.factories.cases import TrackFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory
from tests.factories.times import TODAY
from tests.factories.waiting import FlowDayFactory, FlowPendingFactory, FlowSumFactory
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries
from tests.web.shared.drawing import words_of

ASIDES = ("again", "workers", "stock")
MAP, TURNS = reverse("lead:process_map"), reverse("lead:step_turns")


@pytest.fixture
def lene(cast, sign_in):
    return sign_in(cast.lene)


@pytest.fixture
def some_flow(cast):
    FlowDayFactory()
    FlowSumFactory(from_step="", to_step="we_agree_questions", count=20, days=1)
    FlowSumFactory(count=15, days=16)
    FlowSumFactory(from_step="we_order_statement", to_step="doctor_answers", count=12, days=40)
    FlowSumFactory(from_step="doctor_answers", to_step="we_agree_questions", count=6, days=8)
    FlowPendingFactory.create_batch(4, from_step="doctor_answers", to_step="", days=0)


def test_a_leader_sees_drawing_and_table_of_the_same_numbers(lene, some_flow):
    html = lene.get(MAP).text
    assert html.count("flow__number") == 4
    assert "15 · 16 d." in html
    table = words_of(html[html.index('id="table"') :])
    assert re.search(r"Begynder \S.* 20 1 dag 1 dag 1,0", table), table
    assert re.search(r" 15 2 uger 2 uger 16,0", table), table
    assert "Talt til og med" in words_of(html)


def test_what_takes_the_most_waiting_stands_first_of_all(lene, some_flow):
    html = lene.get(MAP).text
    told = words_of(html[html.index('id="longest"') : html.index('id="map"')])
    first, second = told.index("480 12 gange, typisk 6 uger"), told.index("240 15 gange, typisk 2 uger")
    assert first < second
    assert "Begynder → " in told


def test_a_long_table_is_opened_by_who_wants_the_rest(lene, cast):
    FlowDayFactory()
    steps = ["we_agree_questions", "we_order_statement", "doctor_answers", "we_read_answer"]
    for n, (from_, to) in enumerate((a, b) for a in ["", *steps] for b in steps if a != b):
        FlowSumFactory(from_step=from_, to_step=to, count=30 - n, days=3)
    html = lene.get(MAP).text
    before, _sign, after = html.partition('<details class="rest">')
    assert "Vis 4 overgange mere" in after
    assert before[before.index('id="table"') :].count('<th scope="row">') == 12
    assert after.partition("</details>")[0].count('<th scope="row">') == 4


def test_thickness_tells_how_often_and_class_how_long(lene, some_flow):
    html = lene.get(MAP).text.partition("flow-key")[0]
    lines = dict(re.findall(r'flow__line--(\d)[^"]*" d="[^"]+" stroke-width="([\d.]+)"', html))
    assert lines == {"0": "10.0", "2": "7.9", "3": "6.6", "1": "4.0"}
    assert html.count("flow__line--back") == 1


def test_what_waits_for_the_fifth_citizen_is_neither_drawn_nor_told(lene, some_flow):
    text = words_of(lene.get(MAP).text)
    assert "Det, der er sket for færre end 5 borgere, venter med at komme med" in text
    assert "Slut" not in text


def test_nine_of_ten_is_not_told_of_fewer_than_ten(lene, some_flow):
    table = words_of(lene.get(MAP).text.partition('id="table"')[2])
    assert re.search(r" 6 8 dage – 8,0", table), table


def test_beside_the_map_stand_what_is_done_again_by_how_many_and_what_is_under_way(cast, lene, some_flow):
    FlowSumFactory(what=FlowFact.AGAIN, from_step="doctor_answers", to_step="we_meet", count=7, days=0)
    FlowSumFactory(what=FlowFact.WORKERS, from_step="", to_step="", workers=3, count=8, days=0)
    FlowSumFactory(what=FlowFact.OPENED, from_step="", to_step="", count=31, days=0, on=date(2026, 2, 3))
    FlowSumFactory(what=FlowFact.CLOSED, from_step="", to_step="", count=9, days=0)
    html = lene.get(MAP).text
    parts = {name: words_of(html.partition(f'id="{name}"')[2].partition("</section>")[0]) for name in ASIDES}
    assert parts["again"].endswith(" 7")
    assert "Medarbejdere Spor 3 8" in parts["workers"]
    assert "februar 2026 31 0 31 marts 2026 0 9 22" in parts["stock"]
    html = lene.get(f"{MAP}?maalgruppe=2").text
    assert not any(f'id="{name}"' in html for name in ASIDES)


def test_before_and_after_a_day_are_told_side_by_side(lene, some_flow):
    FlowSumFactory(count=9, days=30, on=TODAY - timedelta(days=10))
    html = lene.get(f"{MAP}?dato={TODAY:%Y-%m-%d}").text
    table = words_of(html.partition('id="change"')[2].partition("</section>")[0])
    assert "Før og efter 11. marts" in table
    assert re.search(r" 9 4 uger 15 2 uger", table), table
    assert html.index('id="change"') < html.index('id="map"')  # asked for, so it stands first


def test_a_day_that_cannot_be_shown_is_told_of_and_stays_in_its_field(lene, some_flow):
    for asked, in_the_box, said in (
        ("", "", ""),
        ("2019-01-01", "01/01/2019", "1. januar 2019 ligger ikke i den valgte periode."),
        ("01/01/2027", "01/01/2027", "1. januar 2027 ligger ikke i den valgte periode."),
        ("i går", "i går", "”i går” er ikke en dato."),
    ):
        html = lene.get(f"{MAP}?dato={asked}").text
        assert 'id="change"' not in html
        assert said in words_of(html)
        assert not asked or f'value="{in_the_box}"' in html
        assert said or "ligger ikke i den valgte" not in html


def test_nothing_is_waited_for_from_the_last_step_to_the_end(lene, some_flow):
    FlowSumFactory(from_step="doctor_answers", to_step="", count=11, days=0)
    html = lene.get(MAP).text
    assert ">11</text>" in html
    assert re.search(r" Slut 11 – – –", words_of(html.partition('id="table"')[2]))


def test_small_parts_of_a_large_sum_are_told_together(lene):
    FlowDayFactory()
    for days in range(5):
        FlowSumFactory(count=1, days=days)
    assert "5 · 2 d." in lene.get(MAP).text


def test_kind_group_team_and_period_are_chosen(cast, lene, some_flow):
    EmploymentFactory(user=UserFactory(), team=cast.ungdom)
    FlowSum.objects.update(team=cast.ungdom, group="2", on=TODAY - timedelta(days=60))
    assert "15 · 16 d." in lene.get(f"{MAP}?hold={cast.ungdom.pk}&maalgruppe=2&periode=90").text
    for asked in ("spor=education", "maalgruppe=9", "periode=30"):
        assert "For få til at vise" in lene.get(f"{MAP}?{asked}").text
    assert "15 · 16 d." in lene.get(f"{MAP}?spor=x&maalgruppe=x&hold=x&periode=x").text


def test_a_team_of_few_cannot_be_chosen(cast, lene, some_flow):
    FlowSum.objects.update(team=cast.ungdom)
    html = lene.get(f"{MAP}?hold={cast.voksne.pk}").text
    assert "15 · 16 d." in html  # all teams
    assert "Voksne" not in html


def test_a_step_leads_to_the_cases_there_now(cast, lene, some_flow):
    TrackFactory(case=cast.aminas_case, turn__step="we_agree_questions")
    html = lene.get(MAP).text
    assert "1 her nu på dit team" in html
    assert "”Her nu” er de åbne ture på dit eget team. Se dem med navne" in words_of(html)
    (href,) = set(re.findall(rf'href="({TURNS}[^"]+)"', html))
    text = words_of(lene.get(href.replace("&amp;", "&")).text)
    assert "Amina Holm" in text
    assert "1 er her nu (Afklaring)" in text
    assert set(AccessSubject.objects.values_list("citizen_id", flat=True)) == {cast.amina.pk}


def test_who_is_there_now_is_told_of_ones_own_whole_team_only(cast, lene, some_flow):
    TrackFactory(case=cast.aminas_case, turn__step="we_agree_questions")
    EmploymentFactory.create_batch(5, team=cast.voksne)
    FlowSum.objects.update(team=cast.voksne, group="2")
    for asked in (f"hold={cast.voksne.pk}", "maalgruppe=2"):
        html = lene.get(f"{MAP}?{asked}").text
        assert "15 · 16 d." in html
        assert "1 her nu" not in html
        assert TURNS not in html
        assert "”Her nu” vises kun for dit eget team og alle målgrupper." in words_of(html)


def test_another_teams_cases_are_neither_counted_nor_listed(cast, lene, some_flow):
    TrackFactory(case=cast.carls_case, turn__step="we_agree_questions")
    assert "her nu" not in lene.get(MAP).text
    assert "Ingen er her nu" in lene.get(f"{TURNS}?spor=clarification&trin=we_agree_questions").text


def test_a_citizen_the_leader_may_not_touch_is_not_listed(cast, lene, some_flow):
    TrackFactory(case=cast.aminas_case, turn__step="we_agree_questions")
    ConflictOfInterestFactory(user=cast.lene, citizen=cast.amina)
    assert "Amina" not in lene.get(f"{TURNS}?spor=clarification&trin=we_agree_questions").text


def test_an_analyst_sees_sums_and_no_lists(cast, sign_in, some_flow):
    TrackFactory(case=cast.aminas_case, turn__step="we_agree_questions")
    analyst = sign_in(cast.anders)
    html = analyst.get(MAP).text
    assert "15 · 16 d." in html
    assert TURNS not in html
    assert "her nu" not in html.casefold()
    assert reverse("lead:team_turns") not in html
    assert "Alt er lagt sammen af dele med mindst 5 borgere." in words_of(html)
    assert analyst.get(TURNS).status_code == 403


@pytest.mark.parametrize("url", [MAP, TURNS])
@pytest.mark.parametrize("name", ["jens", "vibeke", "rikke", "karen", "bent"])
def test_without_the_permission_there_is_no_map(cast, sign_in, url, name):
    assert sign_in(getattr(cast, name)).get(url).status_code == 403


@pytest.mark.parametrize("url", [MAP, TURNS])
def test_a_citizen_and_anybody_see_no_map(cast, sign_in, url):
    assert sign_in(cast.amina.user).get(url).status_code == 403
    assert sign_in(None).get(url).status_code == 302


def test_before_anything_is_counted_the_page_says_so(lene):
    assert "Intet er talt endnu" in lene.get(MAP).text


def test_english_readers_read_english(cast, sign_in, some_flow):
    client = sign_in(cast.lene)
    client.cookies["django_language"] = "en"
    html = client.get(MAP).text
    assert "Process map" in html
    assert "Proceskort" not in html


def test_map_and_list_are_flat(cast, lene, some_flow):
    def make_more():
        case = whole_case(CitizenFactory(), cast.jens, cast.mette)
        TrackFactory(case=case, turn__step="we_agree_questions", kind=TrackKind.CLARIFICATION)
        FlowSumFactory(from_step="we_read_statement", to_step="we_meet")
        FlowSumFactory(what=FlowFact.AGAIN, count=7)

    make_more()
    for url in (MAP, f"{TURNS}?trin=we_agree_questions"):
        lene.get(url)
        assert count_queries(lambda url=url: lene.get(url)) <= 18
        assert_flat(lambda url=url: lene.get(url), make_more)
