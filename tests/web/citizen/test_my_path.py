"""Min vej, the first page."""

import re
from datetime import timedelta

import pytest

from helevejen.audit.models import AccessSubject
from helevejen.cases.enums import ClosingReason
from helevejen.web.citizen.shown.road import closed_because
from tests.cast import NOW, TODAY
from tests.factories.accounts import AbsenceFactory
from tests.factories.caseload import HandoverFactory
from tests.factories.cases import (
    CaseFactory,
    GoalFactory,
    JobFactory,
    MeetingFactory,
    MeetingSlotFactory,
    NoticeFactory,
    NudgeFactory,
    PlanStepFactory,
    TrackFactory,
)
from tests.factories.citizens import CitizenFactory, WishAnswerFactory, WishFactory
from tests.factories.profiles import ProfileFactFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

PAGE = "/min-vej/"


def read(cast, sign_in):
    return words_of(sign_in(cast.amina.user).get(PAGE))


def words_of(response):
    """The text of the page's own part as it is read, with single spaces."""
    assert response.status_code == 200
    return words(response.text.split("<main", 1)[1].split("</main>", 1)[0])


def words(html):
    return " ".join(re.sub(r"<[^>]*>", "", html.split(">", 1)[1]).split())


def own_turn(cast, step="you_act", **values):
    return TrackFactory(case=cast.aminas_case, turn__holder="citizen", turn__step=step, **values)


# --- Who ---


def test_it_says_who_follows_me_since_when_and_who_stands_in(cast, sign_in):
    cast.jens.phone = "75910001"
    cast.jens.save()
    text = read(cast, sign_in)
    assert "Hej Amina." in text
    assert "Jens Bro siden 15. maj 2025 · vikar: Mette Dahl" in text
    assert "Ring til Jens Bro: 75 91 00 01" in text


def test_without_an_own_number_the_team_answers(cast, sign_in):
    cast.ungdom.phone = "75910000"
    cast.ungdom.save()
    assert "Ring til Jens Bro: 75 91 00 00" in read(cast, sign_in)


def test_today_somebody_else_covers(cast, sign_in):
    cast.lene.phone = "75910002"
    cast.lene.save()
    AbsenceFactory(user=cast.jens, substitute=cast.lene)
    text = read(cast, sign_in)
    assert "Jens er væk til og med søndag den 15. marts. Lene Krag hjælper dig imens." in text
    assert "Ring til Lene Krag: 75 91 00 02" in text


def test_an_absence_to_come_is_told_and_not_why(cast, sign_in):
    first, until = TODAY + timedelta(days=5), TODAY + timedelta(days=12)
    AbsenceFactory(user=cast.jens, substitute=cast.mette, kind="illness", valid_from=first, valid_until=until)
    text = read(cast, sign_in)
    assert "Jens er væk fra mandag den 16. marts til og med søndag den 22. marts." in text
    assert "ygdom" not in text


def test_when_the_jobformidler_has_left_the_backup_and_the_team_answer(cast, sign_in):
    cast.ungdom.phone = "75910000"
    cast.ungdom.save()
    cast.jens.employments.update(valid_until=TODAY)
    text = read(cast, sign_in)
    assert "Jens Bro er her ikke mere." in text
    assert "Ring til Mette Dahl: 75 91 00 00" in text


def test_a_planned_change_is_told_with_a_way_to_answer(cast, sign_in):
    handover = HandoverFactory(case=cast.aminas_case, to_user=cast.mette, accepted=True, citizen_told_at=NOW)
    response = sign_in(cast.amina.user).get(PAGE)
    assert "Mette Dahl tager over den 1. april" in words_of(response)
    assert f"/min-vej/skift/{handover.pk}/" in response.text


# --- What now ---


def test_what_we_wait_for_is_one_sentence_with_since_when_and_until_when(cast, sign_in):
    text = read(cast, sign_in)
    assert "Vi ringer til dig og finder tid til den første samtale." in text
    assert "Jens Bro senest onsdag den 18. marts" in text
    assert "Du har ventet i 2 dage, siden 9. marts." in text
    assert "Du skal ikke gøre noget nu." in text


def test_the_reason_of_the_day_is_one_click_away_with_its_law(cast, sign_in):
    TrackFactory(case=cast.aminas_case, turn__step="we_decide", turn__due_on=TODAY, turn__due_kind="rule")
    text = read(cast, sign_in)
    assert "Hvorfor den dag?" in text
    assert "Kommunens egen frist for svar er fire uger." in text
    assert "Det står i retssikkerhedsloven § 3, stk. 2." in text


def test_my_own_turn_comes_before_anybody_elses(cast, sign_in):
    own_turn(cast, turn__due_on=TODAY + timedelta(days=60))
    text = read(cast, sign_in)
    now = text.split("Din jobformidler")[0]
    assert "Du gør det, vi har aftalt." in now
    assert "Det er din tur" in now
    assert "Du skal ikke gøre noget nu." not in text


def test_what_staff_expect_in_words_replaces_the_chain(cast, sign_in):
    own_turn(cast, turn__expects="Send os dit eksamensbevis.")
    assert "Send os dit eksamensbevis." in read(cast, sign_in).split("Din jobformidler")[0]


def test_when_we_are_late_we_say_so(cast, sign_in):
    TrackFactory(case=cast.aminas_case, turn__due_on=TODAY - timedelta(days=1))
    text = read(cast, sign_in)
    assert "Over tiden: i går" in text
    assert "Vi er bagud, og det er vi kede af." in text


def test_when_another_is_late_we_say_what_we_did(cast, sign_in):
    track = TrackFactory(
        case=cast.aminas_case,
        turn__holder="doctor",
        turn__step="doctor_answers",
        turn__due_on=TODAY - timedelta(days=3),
    )
    NudgeFactory(turn=track.open_turn, at=NOW - timedelta(days=1))
    text = read(cast, sign_in).split("Din jobformidler")[0]
    assert "Vi venter på svar fra din læge." in text
    assert "Svaret er forsinket. Vi rykkede for det 10. marts." in text


def test_a_meeting_has_its_day_and_nobody_is_late_for_it_afterwards(cast, sign_in):
    meeting = {"case": cast.aminas_case, "turn__step": "we_meet", "turn__due_kind": "agreement"}
    TrackFactory(turn__due_on=TODAY + timedelta(days=1), **meeting)
    TrackFactory(turn__due_on=TODAY - timedelta(days=1), **meeting)
    text = read(cast, sign_in)
    assert "Vi ses til samtalen. torsdag den 12. marts" in text
    assert "Vi følger op på samtalen. tirsdag den 10. marts" in text
    assert "Over tiden" not in text
    assert "Vi er bagud" not in text


def test_a_meeting_that_was_earlier_today_is_followed_up(cast, sign_in):
    turn = {"case": cast.aminas_case, "turn__step": "we_meet", "turn__due_kind": "agreement", "turn__due_on": TODAY}
    track, minute = TrackFactory(**turn), timedelta(minutes=1)
    MeetingFactory(case=track.case, track=track, starts_at=NOW - 30 * minute, ends_at=NOW - 10 * minute)
    text = read(cast, sign_in)
    assert "Vi følger op på samtalen." in text
    assert "Vi ses til samtalen." not in text
    track = TrackFactory(**turn)
    MeetingFactory(case=track.case, track=track, starts_at=NOW + 10 * minute, ends_at=NOW + 30 * minute)
    assert "Vi ses til samtalen." in read(cast, sign_in)
    assert "(vi følger op på den)" in words_of(sign_in(cast.amina.user).get("/min-vej/aftaler/"))


def test_what_began_today_says_so(cast, sign_in):
    own_turn(cast, turn__since=NOW, opened_at=NOW)
    assert "Det er din tur fra i dag." in read(cast, sign_in)


def test_when_i_am_late_nobody_shouts(cast, sign_in):
    own_turn(cast, turn__due_on=TODAY - timedelta(days=40))
    text = read(cast, sign_in)
    assert "Over tiden" not in text
    assert "Dagen er gået. Ring eller skriv, hvis det er svært." in text


def test_somebody_who_is_on_trial_or_at_school_does_not_wait(cast, sign_in):
    TrackFactory(
        case=cast.aminas_case,
        kind="education",
        turn__holder="school",
        turn__step="school_teaches",
        turn__due_on=TODAY,
    )
    now = read(cast, sign_in).split("Din jobformidler")[0]
    assert "Du er i gang på skolen." in now
    assert "Det begyndte den 9. februar." in now
    assert "ventet" not in now


def test_a_parent_that_waits_for_its_sub_tracks_is_not_the_sentence(cast, sign_in):
    waits = {"turn__holder": "subtracks", "turn__step": "await_subtracks", "turn__due_on": None}
    parent = TrackFactory(case=cast.aminas_case, **waits)
    doctor = {"turn__holder": "doctor", "turn__step": "doctor_answers", "turn__due_on": TODAY}
    TrackFactory(case=cast.aminas_case, parent=parent, **doctor)
    now = read(cast, sign_in).split("Din jobformidler")[0]
    assert "Vi venter på svar fra din læge." in now
    assert "flere svar" not in now


# --- You and we ---


def test_the_lists_hold_turns_and_steps_of_each_with_their_days(cast, sign_in):
    own_turn(cast)
    PlanStepFactory(case=cast.aminas_case, owner="you", text="Ringe til rideskolen")
    PlanStepFactory(case=cast.aminas_case, owner="we", text="Finde en praktikplads", due_on=TODAY - timedelta(days=2))
    PlanStepFactory(case=cast.aminas_case, owner="you", text="Lagt væk", dropped=True)
    TrackFactory(case=cast.aminas_case, turn__holder="school", turn__step="school_answers", kind="education")
    html = sign_in(cast.amina.user).get(PAGE).text
    yours, ours = words(html.split('id="du"')[1].split('id="vi"')[0]), words(html.split('id="vi"')[1])
    assert "Du gør det, vi har aftalt. senest onsdag den 18. marts" in yours
    assert "Ringe til rideskolen senest mandag den 16. marts" in yours
    assert "Finde en praktikplads Over tiden: for 2 dage siden" in ours
    assert "Vi venter på svar fra skolen." in ours
    assert "Lagt væk" not in yours


def test_a_step_that_is_done_stays_a_fortnight(cast, sign_in):
    PlanStepFactory(case=cast.aminas_case, owner="you", text="Ringet til rideskolen", done=True)
    PlanStepFactory(
        case=cast.aminas_case, owner="we", text="Noget fra i vinter", done=True, done_at=NOW - timedelta(days=15)
    )
    lists = read(cast, sign_in).split("Din vej")[0]
    assert "Ringet til rideskolen gjort 11. marts" in lists
    assert "Noget fra i vinter" not in lists


def test_choosing_a_time_is_one_click_from_the_sentence(cast, sign_in):
    track = own_turn(cast, step="you_choose_time")
    meeting = MeetingSlotFactory(meeting__case=cast.aminas_case, meeting__proposed=True, meeting__track=track).meeting
    html = sign_in(cast.amina.user).get(PAGE).text
    link = f"/min-vej/aftaler/{meeting.pk}/vaelg-tid/"
    assert link in html.split('id="jobformidler"')[0]
    assert html.count("Vælg en tid til din samtale.") == 3, "the sentence, the list and its name for screen readers"


def test_the_plan_to_read_is_one_click_away_and_ticked_off(cast, sign_in):
    track = own_turn(cast, step="you_read_plan")
    html = sign_in(cast.amina.user).get(PAGE).text
    assert 'href="#din-plan"' in html.split('id="jobformidler"')[0]
    assert f"/min-vej/tur/{track.pk}/gjort/" in html


def test_a_time_to_choose_outside_any_track_is_on_my_list(cast, sign_in):
    meeting = MeetingSlotFactory(meeting__case=cast.aminas_case, meeting__proposed=True).meeting
    html = sign_in(cast.amina.user).get(PAGE).text
    assert f"/min-vej/aftaler/{meeting.pk}/vaelg-tid/" in html.split('id="vi"')[0]


def test_the_meetings_to_come_are_there_with_their_cap(cast, sign_in):
    MeetingFactory(case=cast.aminas_case)
    text = read(cast, sign_in)
    assert "torsdag den 12. marts kl. 10.00" in text
    assert "Rådhuset, lokale 2" in text
    assert "Kasket: Mentor" in text


# --- The path and the plan ---


def test_the_path_is_what_is_done_what_is_now_and_the_job_ahead(cast, sign_in):
    TrackFactory(case=cast.aminas_case, closed=True, kind="education", closed_at=NOW - timedelta(days=9))
    TrackFactory(case=cast.aminas_case, closed=True, kind="mentoring", outcome="not_needed")
    road = read(cast, sign_in).split("Din vej", 1)[1].split("Din plan")[0]
    assert "Uddannelse gjort 2. marts" in road
    assert "Vi lærer hinanden at kende nu, siden 9. marts" in road
    assert "Job (senere)" in road
    assert "Støtte" not in road


def test_a_known_title_of_a_track_is_in_the_readers_language(cast, sign_in):
    TrackFactory(case=cast.aminas_case, title="Speciallægeerklæring", kind="clarification")
    client = sign_in(cast.amina.user)
    assert "Speciallægeerklæring" in words_of(client.get(PAGE)).split("Din vej", 1)[1]
    client.cookies["django_language"] = "en"
    assert "Specialist's statement" in words_of(client.get(PAGE)).replace("&#x27;", "'")


def test_the_plan_is_headed_by_my_own_words(cast, sign_in):
    wish = WishFactory(citizen=cast.amina, text="Jeg vil gerne arbejde med heste.")
    WishFactory(citizen=cast.amina, text="Kun for mig selv", is_in_plan=False)
    WishAnswerFactory(wish=wish, answered_by=cast.jens)
    goal = GoalFactory(case=cast.aminas_case)
    PlanStepFactory(case=cast.aminas_case, goal=goal, owner="you", text="Besøge stalden")
    plan = read(cast, sign_in).split("Din plan", 1)[1]
    assert plan.startswith(" Jeg vil gerne arbejde med heste.Dine ord, skrevet 8. marts")
    assert "Vi bruger det. Vi leder efter en praktik på en rideskole." in plan
    assert "Et job med dyr Du: Besøge stalden" in plan
    assert "Kun for mig selv" not in plan


def test_a_wish_said_anew_has_the_day_of_its_newest_words(cast, sign_in):
    wish = WishFactory(citizen=cast.amina, text="Heste")
    client = sign_in(cast.amina.user)
    client.post(f"/min-vej/oensker/{wish.pk}/ret/", {"text": "Ponyer", "is_in_plan": "on"})
    assert "PonyerDine ord, skrevet om 11. marts. Første gang 8. marts." in words_of(client.get(PAGE))
    assert "PonyerSkrevet om 11. marts" in words_of(client.get("/min-vej/oensker/"))


def test_words_from_right_to_left_keep_to_themselves(cast, sign_in):
    WishFactory(citizen=cast.amina, text="أريد أن أعمل مع الخيول")
    assert "<bdi>أريد أن أعمل مع الخيول</bdi>" in sign_in(cast.amina.user).get(PAGE).text


# --- News ---


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        (
            "new_jobformidler",
            {"jobformidler": "Jens Bro", "backup": "Mette Dahl"},
            "Din jobformidler er Jens Bro. Mette",
        ),
        (
            "handover_planned",
            {"jobformidler": "Mette Dahl", "former": "Jens Bro", "takes_effect_on": "2026-04-01", "handover_id": 7},
            "Mette Dahl tager over efter Jens Bro den 1. april. Hvad tænker du?",
        ),
        ("wish_answered", {"wish_id": 1, "answer": "used"}, "Vi har svaret på dit ønske."),
        ("meeting", {"event": "proposed"}, "Vi har tider til en samtale."),
        ("meeting", {"event": "moved"}, "Din samtale er flyttet. Se den nye tid."),
        ("meeting", {"meeting_id": 1, "event": "cancelled"}, "Din samtale er aflyst."),
        ("decision", {"decision_id": 1, "event": "released"}, "Vi har afgjort noget. Læs afgørelsen her."),
        ("decision", {"decision_id": 1, "event": "hearing"}, "Vi vil gerne høre, hvad du mener, før vi afgør noget."),
        ("message", {"message_id": 1}, "Du har fået en besked."),
        ("glass_broken", {}, "En medarbejder, som ikke følger dig, har set dine oplysninger."),
        ("nudge", {"track_id": 1}, "Husk det, vi har aftalt, at du gør."),
        ("meeting", {}, "Der er nyt om din samtale."),
    ],
)
def test_each_kind_of_news_is_a_sentence(cast, sign_in, kind, values, sentence):
    NoticeFactory(case=cast.aminas_case, kind=kind, values=values)
    assert sentence in read(cast, sign_in).split("Lige nu")[0]


def test_times_to_choose_are_no_news_once_one_is_chosen(cast, sign_in):
    meeting = MeetingSlotFactory(meeting__case=cast.aminas_case, meeting__proposed=True).meeting
    NoticeFactory(case=cast.aminas_case, kind="meeting", values={"meeting_id": meeting.pk, "event": "proposed"})
    client = sign_in(cast.amina.user)
    assert "Vi har tider til en samtale." in words_of(client.get(PAGE))
    client.post(f"/min-vej/aftaler/{meeting.pk}/vaelg-tid/", {"starts": meeting.slots.get().pk})
    assert "Vi har tider til en samtale." not in words_of(client.get(PAGE))


def test_a_meeting_that_is_over_is_no_news(cast, sign_in):
    meeting = MeetingFactory(case=cast.aminas_case)
    NoticeFactory(case=cast.aminas_case, kind="meeting", values={"meeting_id": meeting.pk, "event": "booked"})
    client = sign_in(cast.amina.user)
    assert "Du har fået en tid til en samtale." in words_of(client.get(PAGE))
    type(meeting).objects.filter(pk=meeting.pk).update(state="held", closed_at=NOW)
    assert "Nyt til dig" not in words_of(client.get(PAGE))


def test_news_is_shown_until_it_is_read(cast, sign_in):
    for _ in range(8):
        NoticeFactory(case=cast.aminas_case)
    client = sign_in(cast.amina.user)
    assert "Og 2 til." in words_of(client.get(PAGE))
    assert client.post("/min-vej/nyt/laest/").status_code == 302
    assert "Nyt til dig" not in words_of(client.get(PAGE))
    assert not cast.aminas_case.notices.filter(read_at=None).exists()


def test_reading_my_news_leaves_others_unread(cast, sign_in):
    other = NoticeFactory(case=cast.bos_case)
    sign_in(cast.amina.user).post("/min-vej/nyt/laest/")
    other.refresh_from_db()
    assert other.read_at is None


# --- Before, after, and in between ---


def test_without_a_case_it_says_what_will_come_and_whom_to_call(sign_in, cast):
    cast.voksne.phone = "75910009"
    cast.voksne.save()
    newcomer = CitizenFactory(given_name="Ella", with_account=True)
    text = words_of(sign_in(newcomer.user).get(PAGE))
    assert "Vi er ved at finde en jobformidler til dig." in text
    assert "Du skal ikke gøre noget nu." in text
    assert "Voksne: 75 91 00 09" in text


def test_with_nobody_to_call_the_municipality_is_named(sign_in, cast):
    newcomer = CitizenFactory(with_account=True)
    assert "Ring til Fredericia Kommune." in words_of(sign_in(newcomer.user).get(PAGE))


def test_when_the_case_is_closed_everything_can_still_be_read(cast, sign_in):
    newcomer = CitizenFactory(given_name="Ella", with_account=True)
    CaseFactory(citizen=newcomer, jobformidler=cast.jens, backup=cast.mette, closed=True)
    text = words_of(sign_in(newcomer.user).get(PAGE))
    assert "Din sag blev lukket den 11. marts. Du har fået et job, der holder." in text
    assert "Jens Bro" in text
    assert "Bliv ringet op" not in text


def test_every_reason_to_close_but_death_has_its_sentence(cast, sign_in):
    said = {reason: closed_because(reason) for reason in ClosingReason}
    assert [reason for reason, words in said.items() if not words] == [ClosingReason.DECEASED]
    assert closed_because("") == ""


def test_after_the_job_has_begun_the_follow_up_can_be_stopped(cast, sign_in):
    job = JobFactory(case=cast.aminas_case)
    response = sign_in(cast.amina.user).get(PAGE)
    text = words_of(response)
    assert "Staldmedhjælper hos Skovly Rideskole, fra 1. marts. Tillykke!" in text
    assert "Godt i gang i jobbet nu" in text
    assert "Job (senere)" not in text
    assert f"/min-vej/job/{job.pk}/stop-opfoelgning/" in response.text


# --- What is not there, what is written down, and what it costs ---


def test_nothing_of_anybody_else_is_on_the_page(cast, sign_in):
    WishFactory(citizen=cast.bo, text="Bo vil være svejser")
    PlanStepFactory(case=cast.bos_case, text="Bos skridt")
    MeetingFactory(case=cast.bos_case, place="Bos sted")
    NoticeFactory(case=cast.bos_case)
    text = read(cast, sign_in)
    assert "Bo" not in text.replace("Bolden", "")


def test_the_look_is_written_down_as_the_citizens_own(cast, sign_in):
    read(cast, sign_in)
    row = AccessSubject.objects.get()
    assert (row.citizen_id, row.purpose) == (cast.amina.pk, "own_record")


def test_queries_are_flat_and_few(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.amina.user)
    client.get(PAGE)

    def make_more():
        TrackFactory(case=cast.aminas_case, turn__holder="citizen", turn__step="you_act")
        PlanStepFactory(case=cast.aminas_case, goal=GoalFactory(case=cast.aminas_case))
        MeetingFactory(case=cast.aminas_case, proposed=True)
        NoticeFactory(case=cast.aminas_case)
        WishFactory(citizen=cast.amina)

    make_more()
    assert_flat(lambda: client.get(PAGE), make_more)
    with django_assert_max_num_queries(17 + 3):  # beside what is read: two savepoints and the row of the log
        client.get(PAGE)


# --- The profile ---


def test_there_is_a_way_to_my_profile(cast, sign_in):
    assert "Din profil Det, du kan, vil og har brug for. Du bestemmer, hvad der står. Se din profil" in read(
        cast, sign_in
    )


def test_what_was_written_about_me_is_told_until_i_have_answered(cast, sign_in):
    fact = ProfileFactFactory(citizen=cast.amina, written_by=cast.jens, licence=True)
    ProfileFactFactory(citizen=cast.amina, own=True, label="passe heste")
    assert "Vi har skrevet noget nyt om dig. Passer det? Se det i din profil" in read(cast, sign_in)
    sign_in(cast.amina.user).post(f"/min-vej/profil/{fact.pk}/passer/")
    assert "Vi har skrevet noget nyt" not in read(cast, sign_in)
