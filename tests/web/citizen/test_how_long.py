"""How long it usually takes: on the first page, and on the page that tells how we know."""

import re
from datetime import timedelta

import pytest

from helevejen.audit.models import AccessSubject
from helevejen.cases.actions import pass_turn
from tests.cast import NOW, TODAY
from tests.factories.cases import DecisionFactory, TrackFactory
from tests.factories.inquiries import PublishedDeadlineFactory
from tests.factories.waiting import ForecastFactory
from tests.support.flat import count_queries

pytestmark = pytest.mark.django_db

PAGE = "/min-vej/"
#: What was said then was judged in February.
LAST_MONTH = TODAY - timedelta(days=40)


@pytest.fixture
def amina(cast, sign_in):
    return sign_in(cast.amina.user)


@pytest.fixture
def doctor(cast):
    """Amina has waited three weeks for her doctor."""
    return TrackFactory(
        case=cast.aminas_case, opened_at=NOW - timedelta(days=21), turn__holder="doctor", turn__holder_user=None,
        turn__step="doctor_answers", turn__due_on=TODAY + timedelta(days=2), turn__due_kind="agreement",
    )  # fmt: skip


def main(html):
    """The text of the page's own part as it is read, with single spaces."""
    return " ".join(re.sub(r"<[^>]*>", "", html.split("<main", 1)[1].split("</main>", 1)[0].split(">", 1)[1]).split())


def now(client):
    """What stands under "Lige nu"."""
    return main(client.get(PAGE).text).split("Din jobformidler")[0]


def said(track, **values):
    """Say today of a wait that has lasted three weeks that nine of ten are over within five, and this one in two."""
    values = {"waited_days": 21, "usual_days": 35, "left_days": 16, "based_on": 1_320} | values
    return ForecastFactory(turn=track.open_turn, **values)


def path_of(track):
    return f"/min-vej/hvor-laenge/{track.open_turn.pk}/"


# --- On the first page ---


def test_it_says_who_has_the_ball_since_when_and_how_long_it_usually_takes(doctor, amina, cast):
    said(doctor)
    text = now(amina)
    assert "Vi venter på svar fra din læge." in text
    assert "Du har ventet i 3 uger, siden 18. februar." in text
    assert "9 ud af 10 får svar inden for 5 uger." in text
    assert "De fleste, der har ventet så længe som dig, får svar senest fredag den 27. marts." in text
    assert "Det er et skøn og ikke et løfte. Vi har bedt om svar senest fredag den 13. marts." in text
    assert "Hvorfor den 13. marts?" in text
    assert path_of(doctor) in amina.get(PAGE).text


def test_the_page_that_explains_names_the_same_days_as_the_first_page(doctor, amina):
    said(doctor)
    text = main(amina.get(path_of(doctor)).text)
    for words in ("får svar senest fredag den 27. marts.", "Vi har bedt om svar senest fredag den 13. marts."):
        assert words in now(amina)
        assert words in text


def test_what_is_done_and_not_answered_is_said_in_its_own_words(cast, amina):
    track = TrackFactory(case=cast.aminas_case, turn__step="we_find_trial", turn__due_on=TODAY)
    said(track)
    text = now(amina)
    assert "Hos 9 ud af 10 er det gjort inden for 5 uger." in text
    assert "Hos de fleste, der har ventet så længe som dig, er det gjort senest fredag den 27. marts." in text


def test_on_the_first_day_nobody_has_waited_long(cast, amina):
    track = TrackFactory(
        case=cast.aminas_case, opened_at=NOW, turn__step="doctor_answers", turn__holder="doctor",
        turn__holder_user=None, turn__due_on=TODAY,
    )  # fmt: skip
    said(track, waited_days=0, usual_days=13, left_days=13)
    text = now(amina)
    assert "9 ud af 10 får svar inden for 13 dage. De fleste får svar senest tirsdag den 24. marts." in text


def test_whoever_has_waited_longer_than_most_is_told_so(doctor, amina):
    said(doctor, usual_days=14)
    assert "Du har ventet længere end de fleste. De fleste, der har ventet så længe som dig" in now(amina)


def test_a_day_that_is_past_is_not_said_again(doctor, amina):
    said(doctor, issued_on=TODAY - timedelta(days=5), waited_days=16, left_days=4)
    text = now(amina)
    assert "9 ud af 10 får svar inden for 5 uger." in text
    assert "Du har ventet i 3 uger" in text
    assert "senest tirsdag den 10. marts" not in text


def test_with_too_few_it_says_so(doctor, amina):
    text = now(amina)
    assert "Vi har set for få til at sige, hvor længe det plejer at tage. Læs om ventetiden" in text
    assert "9 ud af 10" not in text


def test_of_what_began_today_nothing_is_said_before_the_night(cast, amina):
    TrackFactory(case=cast.aminas_case, opened_at=NOW, turn__step="we_decide", turn__due_on=TODAY)
    assert "Vi har set for få" not in now(amina)


@pytest.mark.parametrize(
    ("holder", "step", "due_kind"),
    [("citizen", "you_act", "agreement"), ("school", "school_teaches", "agreement"),
     ("jobformidler", "we_meet", "agreement")],
)  # fmt: skip
def test_of_what_i_do_or_we_agreed_on_nothing_is_said(cast, amina, holder, step, due_kind):
    track = TrackFactory(
        case=cast.aminas_case, kind="education", turn__holder=holder, turn__step=step, turn__due_on=TODAY,
        turn__due_kind=due_kind,
    )  # fmt: skip
    said(track)
    text = now(amina)
    assert "9 ud af 10" not in text
    assert "Vi har set for få" not in text
    assert amina.get(path_of(track)).status_code == 404


def test_every_track_i_wait_on_says_it_in_the_list_of_ours(cast, doctor, amina):
    other = TrackFactory(case=cast.aminas_case, turn__step="we_decide", turn__due_on=TODAY + timedelta(days=9))
    said(doctor)
    said(other, usual_days=20)
    ours = amina.get(PAGE).text.split('id="vi"')[1].split("</section>")[0]
    assert "9 ud af 10 får svar inden for 5 uger." in ours
    assert "9 ud af 10 får svar inden for 3 uger." in ours
    assert path_of(doctor) in ours
    assert path_of(other) in ours


# --- How we know ---


def test_how_we_know_is_told_in_short(doctor, amina):
    said(doctor, group="2")
    text = main(amina.get(path_of(doctor)).text)
    assert "Vi venter på svar fra din læge." in text
    assert "Vi har set på 1.320 gange, hvor andre i en situation som din ventede på det samme." in text
    assert "Dem, der stadig venter, tæller også med." in text
    assert "Det ved vi ikke endnu. Vi har sagt det for få gange." in text


def test_the_record_of_what_we_said_of_this_kind_of_wait_stands_beside_it(doctor, amina):
    said(doctor)
    ForecastFactory.create_batch(9, step="doctor_answers", judged=True, issued_on=LAST_MONTH)
    ForecastFactory(step="doctor_answers", judged=True, is_inside=False, issued_on=LAST_MONTH)
    ForecastFactory.create_batch(7, step="we_decide", judged=True, is_inside=False, issued_on=LAST_MONTH)
    text = main(amina.get(path_of(doctor)).text)
    assert "Vi har sagt 9 ud af 10 om det her 10 gange på et år. Det holdt i 90 %." in text


def test_the_record_is_of_whole_months_so_that_no_day_tells_of_one_person(doctor, amina):
    said(doctor)
    ForecastFactory.create_batch(5, step="doctor_answers", judged=True, issued_on=LAST_MONTH)
    before = main(amina.get(path_of(doctor)).text)
    ForecastFactory(step="doctor_answers", judged=True, is_inside=False)  # its day was yesterday
    assert main(amina.get(path_of(doctor)).text) == before
    assert "om det her 5 gange på et år. Det holdt i 100 %." in before


def test_what_was_said_of_few_citizens_many_times_is_not_told(doctor, amina):
    said(doctor)
    turns = [TrackFactory(turn__step="doctor_answers").open_turn for _ in range(4)]
    for turn in turns:
        for week in range(3):
            ForecastFactory(turn=turn, judged=True, issued_on=LAST_MONTH - timedelta(days=7 * week))
    assert "Det ved vi ikke endnu." in main(amina.get(path_of(doctor)).text)
    ForecastFactory(step="doctor_answers", judged=True, issued_on=LAST_MONTH)
    assert "om det her 13 gange på et år." in main(amina.get(path_of(doctor)).text)


def test_with_too_few_the_published_deadline_of_the_decision_is_told(cast, amina):
    track = TrackFactory(case=cast.aminas_case, turn__step="we_decide", turn__due_on=TODAY, turn__due_kind="rule")
    DecisionFactory(case=cast.aminas_case, track=track, drafted_at=NOW - timedelta(days=4))
    PublishedDeadlineFactory(kind="work_trial", amount=9, unit="week")
    html = amina.get(path_of(track)).text
    assert "Kommunen har en frist: Du får svar senest mandag den 13. april." in main(html)
    assert "/frister/" in html


def test_without_a_draft_it_leads_to_the_deadlines_and_tells_our_own_day(cast, amina):
    track = TrackFactory(case=cast.aminas_case, turn__step="we_decide", turn__due_on=TODAY, turn__due_kind="rule")
    text = main(amina.get(path_of(track)).text)
    assert "Vi har set for få til at sige, hvor længe det plejer at tage." in text
    assert "Vores egen frist er i dag." in text
    assert "Se kommunens frister for afgørelser" in text


def test_of_others_it_is_told_until_when_we_asked_for_an_answer(doctor, amina):
    text = main(amina.get(path_of(doctor)).text)
    assert "Vi har bedt om svar senest fredag den 13. marts." in text
    assert "frister for afgørelser" not in text


def test_nobody_elses_wait_can_be_read(doctor, cast, sign_in):
    said(doctor)
    assert sign_in(cast.bo.user).get(path_of(doctor)).status_code == 404
    assert sign_in(cast.jens).get(path_of(doctor)).status_code == 403
    assert sign_in(None).get(path_of(doctor)).status_code == 302
    assert not AccessSubject.objects.filter(citizen_id=cast.amina.pk).exists()


def test_a_wait_that_is_over_is_gone(doctor, amina, cast):
    said(doctor)
    path = path_of(doctor)
    assert amina.get(path).status_code == 200
    pass_turn(track=doctor, by=cast.jens, at=NOW, event="answered", step="we_decide", cap="authority")
    assert amina.get(path).status_code == 404


def test_english_readers_read_english(doctor, amina):
    said(doctor)
    amina.cookies["django_language"] = "en"
    text = now(amina)
    assert "9 out of 10 have an answer within 5 weeks." in text
    assert "How long does it take?" in main(amina.get(path_of(doctor)).text)


def test_it_costs_few_queries(doctor, amina):
    said(doctor)
    amina.get(path_of(doctor))
    assert count_queries(lambda: amina.get(path_of(doctor))) <= 15 + 2  # the two are savepoints
