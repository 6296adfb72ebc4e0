"""What was said of waits and what came of it: by step and by month, without names and without small numbers."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories.cases import TrackFactory
from tests.factories.times import TODAY
from tests.factories.waiting import ForecastFactory
from tests.support.flat import assert_flat, count_queries
from tests.web.shared.drawing import words_of

PAGE = reverse("lead:forecast_record")


@pytest.fixture
def lene(cast, sign_in):
    return sign_in(cast.lene)


def judged(step, *, inside, outside=0, on=date(2026, 2, 10), kind="clarification", citizens=5, turns=None):
    """Write down so many forecasts of so many citizens, whose day was on a day, and what came of them."""
    turns = turns or [TrackFactory().open_turn for _ in range(citizens)]
    for number in range(inside + outside):
        ForecastFactory(
            turn=turns[number % citizens], kind=kind, step=step, judged=True, is_inside=number < inside,
            issued_on=on - timedelta(days=30 + 40 * number), until=on, waited_days=3,
        )  # fmt: skip


def test_said_nine_of_ten_was_so_much(lene):
    judged("doctor_answers", inside=38, outside=2, citizens=40)
    html = lene.get(PAGE).text
    text = words_of(html)
    assert "Vi har 40 gange sagt, hvornår 9 ud af 10 er videre. Det holdt i 95 %." in text
    assert "Siden 1. april 2025. Ingen navne, og intet tal om færre end 5 borgere. Det er for alle teams." in text
    assert re.search(r"Lægen skriver attesten Lægen Afklaring 40 95 % passer", text), text
    assert re.search(r"februar 2026 40 95 % passer", text), text


def test_what_promises_too_much_or_too_little_is_said_in_words(lene):
    judged("doctor_answers", inside=6, outside=4)
    judged("we_decide", inside=36, citizens=36)
    judged("school_answers", inside=12)  # of five citizens: that may be chance
    text = words_of(lene.get(PAGE).text)
    assert "Lægen skriver attesten Lægen Afklaring 10 60 % lover for meget" in text
    assert "Træf afgørelsen Jobformidleren Afklaring 36 100 % siger for lang tid" in text
    assert "12 100 % for få til at dømme" in text


def test_the_drawing_has_a_dot_for_each_month_with_its_number(lene):
    judged("doctor_answers", inside=9, outside=1, on=date(2026, 1, 20))
    judged("doctor_answers", inside=6, outside=6, on=date(2026, 2, 11))
    html = lene.get(PAGE).text
    dots = re.findall(r'record__dot( record__dot--off)?" cx="(\d+)" cy="([\d.]+)"', html)
    assert dots == [("", "92", "68.0"), (" record__dot--off", "156", "228.0")]
    assert html.count("record__way") == 1
    assert "Hvor tit det holdt, måned for måned. Tabellen nedenfor siger det samme." in html


def test_what_is_of_fewer_than_five_citizens_is_told_as_too_few(lene):
    judged("doctor_answers", inside=20)
    judged("we_decide", inside=9, citizens=5)
    judged("specialist_answers", inside=30, outside=1, citizens=4)
    text = words_of(lene.get(PAGE).text)
    assert "Vi har 29 gange sagt" in text  # not 60
    assert "1 slags skridt har for få, og dets tal er ikke vist." in text
    assert text.count("for få – –") == 1


def test_one_citizen_who_is_told_anew_each_week_is_one(lene):
    judged("doctor_answers", inside=12, citizens=1)
    text = words_of(lene.get(PAGE).text)
    assert "Der er for få at dømme efter endnu." in text
    assert "For få til at vise." in text


def test_a_month_of_few_is_not_told_and_cannot_be_worked_out(lene):
    for month, times, citizens in ((date(2025, 12, 15), 12, 6), (date(2026, 1, 20), 7, 5), (date(2026, 2, 11), 9, 3)):
        judged("doctor_answers", inside=times, on=month, citizens=citizens)
    for path in (PAGE, f"{PAGE}?spor=clarification&trin=doctor_answers"):
        text = words_of(lene.get(path).text)
        assert "Vi har 19 gange sagt" in text
        assert "Lægen skriver attesten Lægen Afklaring 19 100 %" in text
        assert "december 2025 12 100 %" in text
        assert "januar 2026 7 100 %" in text
        assert "februar 2026 for få – –" in text


def test_a_month_of_few_of_one_step_is_not_in_the_month_of_all_steps(lene):
    judged("doctor_answers", inside=8, on=date(2026, 1, 20))
    judged("doctor_answers", inside=9, on=date(2026, 2, 11), citizens=4)
    judged("we_decide", inside=6, on=date(2026, 2, 11))
    text = words_of(lene.get(PAGE).text)
    assert "Vi har 14 gange sagt" in text
    assert "februar 2026 6 100 %" in text


def test_what_was_judged_before_the_period_is_left_out(lene):
    judged("doctor_answers", inside=8, on=TODAY - timedelta(days=200))
    assert "Vi har 8 gange sagt" in words_of(lene.get(PAGE).text)
    assert "Intet er gjort op endnu" in lene.get(f"{PAGE}?periode=3").text


def test_a_period_is_as_many_whole_months_as_it_says(lene):
    turns = [TrackFactory().open_turn for _ in range(5)]
    for months in range(14):
        month = TODAY.year * 12 + TODAY.month - 1 - months
        judged("doctor_answers", inside=5, on=date(month // 12, month % 12 + 1, 1), turns=turns)
    shown = {period: len(lene.get(f"{PAGE}?periode={period}").context["months"]) for period in ("2", "3", "12", "30")}
    assert shown == {"2": 2, "3": 3, "12": 12, "30": 12}


def test_a_step_is_told_the_same_whether_its_kind_is_named_or_not(lene):
    judged("doctor_answers", inside=8)
    judged("school_answers", inside=6, kind="education")
    named, alone = (words_of(lene.get(f"{PAGE}?{asked}").text) for asked in (
        "spor=clarification&trin=doctor_answers", "trin=doctor_answers",
    ))  # fmt: skip
    assert "Lægen skriver attesten. Vi har 8 gange sagt" in named
    assert alone == named
    assert "Vi har 14 gange sagt" in words_of(lene.get(f"{PAGE}?trin=ukendt").text)


def test_a_kind_of_track_and_a_step_are_chosen(lene):
    judged("doctor_answers", inside=8)
    judged("school_answers", inside=6, kind="education")
    html = lene.get(f"{PAGE}?spor=education").text
    assert "Vi har 6 gange sagt" in words_of(html)
    assert "Lægen skriver attesten" not in html
    html = lene.get(PAGE).text
    (href,) = re.findall(r'href="(\?spor=clarification&amp;trin=doctor_answers[^"]*)"', html)
    text = words_of(lene.get(PAGE + href.replace("&amp;", "&")).text)
    assert "Lægen skriver attesten. Vi har 8 gange sagt" in text
    assert "Vi har 14 gange sagt" in words_of(lene.get(f"{PAGE}?spor=x").text)


def test_before_anything_is_judged_the_page_says_so(lene):
    ForecastFactory()
    assert "Intet er gjort op endnu" in lene.get(PAGE).text


def test_an_analyst_sees_it_too_and_others_do_not(cast, sign_in):
    judged("doctor_answers", inside=8)
    assert "Vi har 8 gange sagt" in words_of(sign_in(cast.anders).get(PAGE).text)
    for name in ("jens", "vibeke", "rikke", "karen", "bent"):
        assert sign_in(getattr(cast, name)).get(PAGE).status_code == 403
    assert sign_in(cast.amina.user).get(PAGE).status_code == 403
    assert sign_in(None).get(PAGE).status_code == 302


def test_it_leads_there_from_the_menu(lene):
    assert f'href="{PAGE}"' in lene.get(reverse("lead:team_board")).text


def test_english_readers_read_english(cast, sign_in):
    judged("doctor_answers", inside=8)
    client = sign_in(cast.lene)
    client.cookies["django_language"] = "en"
    text = words_of(client.get(PAGE).text)
    assert "Is what we say about waiting true?" in text
    assert "The doctor writes the statement" in text
    assert "gange" not in text


def test_it_is_flat(lene):
    steps = iter(f"step_{number}" for number in range(99))

    def make_more():
        judged(next(steps), inside=6)

    make_more()
    lene.get(PAGE)
    assert count_queries(lambda: lene.get(PAGE)) <= 15
    assert_flat(lambda: lene.get(PAGE), make_more)
