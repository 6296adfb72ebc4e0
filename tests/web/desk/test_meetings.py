"""The meetings of a case: proposed, chosen, agreed, moved, cancelled, held under several caps, come to nothing."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from helevejen.cases.enums import MeetingState
from helevejen.cases.models import Meeting, Note
from helevejen.citizens.models import Citizen
from tests.factories.cases import MeetingFactory, MeetingSlotFactory, TrackFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.times import NOW
from tests.support.flat import assert_flat, count_queries
from tests.web.desk.htmx import from_my_day
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

FACTS = {"cap": "mentor", "purpose": "follow_up", "channel": "in_person", "place": "Rådhuset", "minutes": "45"}
SLOTS = {"day_1": "16-3-2026", "clock_1": "9.00", "day_2": "17-3-2026", "clock_2": "10.30"}
HELD = {
    "authority_text": "",
    "authority_kind": "ordinary",
    "mentor_text": "",
    "mentor_kind": "ordinary",
    "company_text": "",
    "company_kind": "ordinary",
}


def url(name, pk):
    return reverse(f"desk:{name}", args=[pk])


def today(case, **more):
    """A meeting this morning, which has begun."""
    return MeetingFactory(case=case, starts_at=NOW - timedelta(minutes=30), **more)


# --- The tab ---


def test_meetings_stand_by_what_they_wait_for(cast, sign_in):
    case = cast.aminas_case
    MeetingSlotFactory(meeting=MeetingFactory(case=case, proposed=True))
    MeetingFactory(case=case)
    today(case)
    MeetingFactory(case=case, missed=True)
    page = sign_in(cast.jens).get(url("case_meetings", case.pk)).text
    headings = ["Skal skrives ned", "Venter på, at borgeren vælger", "Kommende", "Tidligere"]
    assert [page.index(heading) for heading in headings] == sorted(page.index(heading) for heading in headings)
    assert "Blev ikke til noget: Ved det ikke endnu" in page
    assert "Skriv grunden" in page


def test_without_meetings_it_says_how_to_make_one(cast, sign_in):
    assert "Ingen samtaler endnu" in sign_in(cast.jens).get(url("case_meetings", cast.aminas_case.pk)).text


def test_the_queries_do_not_grow(cast, sign_in):
    case, client = cast.aminas_case, sign_in(cast.jens)

    def more():
        MeetingSlotFactory(meeting=MeetingFactory(case=case, proposed=True))
        MeetingFactory(case=case, held=True)

    more()
    client.get(url("case_meetings", case.pk))
    assert_flat(lambda: client.get(url("case_meetings", case.pk)), more)
    assert count_queries(lambda: client.get(url("case_meetings", case.pk))) <= 17


# --- Proposing and agreeing ---


def test_times_when_both_are_free_are_there_already(cast, sign_in):
    MeetingFactory(case=cast.bos_case, host=cast.jens, starts_at=datetime(2026, 3, 16, 8, 0, tzinfo=UTC))
    page = sign_in(cast.jens).get(url("meeting_propose", cast.aminas_case.pk)).text
    assert 'value="16/03/2026"' in page
    assert 'value="10.30"' in page  # nine o'clock is taken
    assert page.count('value="17/03/2026"') == 1


def test_the_time_of_an_interview_is_not_proposed(cast, sign_in):
    nine = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
    ProposalFactory(case=cast.aminas_case, to_meet=True, interview_at=nine)
    page = sign_in(cast.jens).get(url("meeting_propose", cast.aminas_case.pk)).text
    assert 'value="16/03/2026"' in page
    assert 'value="10.30"' in page


def test_times_are_proposed_and_the_ball_goes_to_the_citizen(cast, sign_in):
    case = cast.aminas_case
    track = case.tracks.get()
    response = sign_in(cast.jens).post(
        url("meeting_propose", case.pk), FACTS | SLOTS | {"track": track.pk}, follow=True
    )
    meeting = Meeting.objects.get()
    assert [slot.starts_at for slot in meeting.slots.order_by("starts_at")] == [
        datetime(2026, 3, 16, 8, 0, tzinfo=UTC),
        datetime(2026, 3, 17, 9, 30, tzinfo=UTC),
    ]
    track.refresh_from_db()
    assert track.open_turn.holder == "citizen"
    assert "Tiderne er sendt til borgeren" in response.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (dict.fromkeys(SLOTS, ""), "Foreslå mindst ét tidspunkt."),
        ({"clock_1": ""}, "Skriv et klokkeslæt."),
        ({"day_1": ""}, "Skriv en dato."),
        ({"day_2": "16-3-2026", "clock_2": "9.15"}, "To af tidspunkterne overlapper hinanden."),
        ({"day_1": "1-3-2026"}, "Tidspunktet er passeret."),
        ({"clock_1": "5.00"}, "Samtaler begynder tidligst klokken 7."),
        ({"minutes": "1"}, "Skriv tiden i minutter, mellem 5 og 240."),
        ({"track": "999999"}, "999999 er ikke en af de tilgængelige valgmuligheder"),
    ],
)
def test_times_that_will_not_do_are_refused_with_what_to_do(cast, sign_in, change, words):
    response = sign_in(cast.jens).post(url("meeting_propose", cast.aminas_case.pk), FACTS | SLOTS | change)
    assert response.status_code == 422
    assert words in response.text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("name", ["meeting_propose", "meeting_invite"])
def test_a_message_that_waits_for_an_answer_is_no_meeting_s_track(cast, sign_in, name):
    from helevejen.cases import actions

    case, client = cast.aminas_case, sign_in(cast.jens)
    actions.pass_turn(track=case.tracks.get(), by=cast.jens, at=NOW, event="done", step="you_act", cap="mentor")
    asked = actions.send_message(case=case, by=cast.amina.user, at=NOW, text="Må jeg tage fri på torsdag?").track
    page = client.get(url(name, case.pk)).text
    assert "Ikke et bestemt spor" in page
    assert f'<option value="{asked.pk}"' not in page
    assert "Svar på borgerens besked" not in page
    times = SLOTS if name == "meeting_propose" else {"day": "16-3-2026", "clock": "9.00"}
    assert client.post(url(name, case.pk), FACTS | times | {"track": asked.pk}).status_code == 422
    assert asked.turns.open().get().step == "we_answer"
    assert not Meeting.objects.exists()


def test_a_held_meeting_offers_no_step_where_a_page_of_its_own_has_the_ball(cast, sign_in):
    track = TrackFactory(case=cast.aminas_case, kind="job_and_company", turn__step="you_ok_agreement")
    meeting = today(cast.aminas_case, track=track)
    client = sign_in(cast.jens)
    assert 'name="next_step"' not in client.get(url("meeting_hold", meeting.pk)).text
    client.post(url("meeting_hold", meeting.pk), HELD)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD


def test_whoever_is_taken_is_named(cast, sign_in):
    MeetingFactory(case=cast.bos_case, host=cast.jens, starts_at=datetime(2026, 3, 16, 8, 0, tzinfo=UTC))
    wanted = FACTS | {"day": "16-3-2026", "clock": "9.15"}
    response = sign_in(cast.jens).post(url("meeting_invite", cast.aminas_case.pk), wanted)
    assert response.status_code == 422
    assert "Jens Bro har en anden aftale mandag den 16. marts 2026 kl. 09.00–09.45" in response.text


def test_an_hour_the_clock_skips_does_not_exist(cast, sign_in):
    wanted = FACTS | {"day": "29-3-2026", "clock": "2.30"}
    response = sign_in(cast.jens).post(url("meeting_invite", cast.aminas_case.pk), wanted)
    assert "Det klokkeslæt findes ikke den nat" in response.text


def test_an_hour_the_clock_runs_through_twice_is_asked_about(cast, sign_in):
    client, address = sign_in(cast.jens), url("meeting_invite", cast.aminas_case.pk)
    wanted = FACTS | {"day": "25-10-2026", "clock": "2.30"}
    assert "Hvilken af de to timer?" not in client.get(address).text
    asked = client.post(address, wanted)
    assert "så klokkeslættet kommer to gange" in asked.text
    answered = client.post(address, wanted | {"which": "1"})
    assert "kommer to gange" not in answered.text
    assert "Samtaler begynder tidligst klokken 7." in answered.text  # no meeting at night, whichever hour


def test_a_time_is_chosen_for_the_citizen(cast, sign_in):
    meeting = MeetingFactory(case=cast.aminas_case, proposed=True)
    slot = MeetingSlotFactory(meeting=meeting)
    gone = MeetingSlotFactory(meeting=meeting, starts_at=NOW - timedelta(days=1))
    client = sign_in(cast.jens)
    assert f'value="{gone.pk}"' not in client.get(url("meeting_book", meeting.pk)).text
    assert client.post(url("meeting_book", meeting.pk), {"slot": gone.pk}).status_code == 422
    client.post(url("meeting_book", meeting.pk), {"slot": slot.pk})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at) == (MeetingState.BOOKED, slot.starts_at)


# --- Moving and cancelling ---


def test_a_meeting_is_moved_and_stands_where_it_stood(cast, sign_in):
    meeting = MeetingFactory(case=cast.aminas_case)
    client = sign_in(cast.jens)
    assert 'value="12/03/2026"' in client.get(url("meeting_move", meeting.pk)).text
    response = client.post(url("meeting_move", meeting.pk), {"day": "13-3-2026", "clock": "14", "minutes": "30"})
    assert response.headers["Location"].endswith(f"gjort=meeting_moved&ved=samtale-{meeting.pk}#samtale-{meeting.pk}")
    meeting.refresh_from_db()
    assert meeting.starts_at == datetime(2026, 3, 13, 13, 0, tzinfo=UTC)


def test_two_deeds_that_stand_open_in_one_list_share_no_field_s_name_in_the_page(cast, sign_in):
    client, found = sign_in(cast.jens), []
    for case in (cast.aminas_case, cast.bos_case):
        part = client.get(url("meeting_move", MeetingFactory(case=case).pk), headers=from_my_day()).text
        found.append(set(re.findall(r'\bid="([^"]+)"', part)))
        assert set(re.findall(r'\bfor="([^"]+)"', part)) <= found[-1]
    assert found[0]
    assert not found[0] & found[1]


def test_a_meeting_is_cancelled_by_somebody(cast, sign_in):
    meeting = MeetingFactory(case=cast.aminas_case)
    client = sign_in(cast.jens)
    assert "Vælg, hvem der aflyser." in client.post(url("meeting_cancel", meeting.pk), {"x": "1"}).text
    client.post(url("meeting_cancel", meeting.pk), {"by_citizen": "yes", "reason": "Har fået feber."})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_by_citizen) == (MeetingState.CANCELLED, True)
    assert "Har fået feber." in client.get(url("case_meetings", cast.aminas_case.pk)).text
    assert "Har fået feber." not in sign_in(cast.lene).get(url("case_meetings", cast.aminas_case.pk)).text
    again = client.post(url("meeting_cancel", meeting.pk), {"by_citizen": "no"})
    assert "Samtalen er ikke længere aftalt." in again.text


# --- Holding and missing ---


def test_a_meeting_that_has_not_begun_is_moved_not_held(cast, sign_in):
    meeting = MeetingFactory(case=cast.aminas_case, starts_at=NOW + timedelta(minutes=1))
    client = sign_in(cast.jens)
    page = client.get(url("case_meetings", cast.aminas_case.pk)).text
    assert url("meeting_hold", meeting.pk) not in page
    assert url("meeting_move", meeting.pk) in page
    refused = client.post(url("meeting_hold", meeting.pk), HELD)
    assert (
        "Samtalen er ikke begyndt endnu. Flyt den, hvis I mødes på et andet tidspunkt, eller aflys den." in refused.text
    )
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.BOOKED


def test_a_meeting_is_held_under_several_caps_at_once(cast, sign_in):
    case = cast.aminas_case
    track = TrackFactory(case=case, turn__step="we_meet")
    meeting = today(case, track=track, cap="authority")
    client, address = sign_in(cast.jens), url("meeting_hold", meeting.pk)
    page = client.get(address).text
    assert page.index('name="authority_text"') < page.index('name="mentor_text"')
    words = {"authority_text": "Om kurset.", "authority_minutes": "30", "mentor_text": "Om at komme op."}
    response = client.post(address, HELD | words | {"next_step": "you_act", "turn": track.open_turn.pk})
    assert response.status_code == 302
    notes = {note.cap: (note.text, note.minutes, note.headline) for note in Note.objects.filter(meeting=meeting)}
    assert notes == {
        "authority": ("Om kurset.", 30, "Samtale: Opfølgning"),
        "mentor": ("Om at komme op.", 0, "Samtale: Opfølgning"),
    }
    track.refresh_from_db()
    assert (track.open_turn.step, track.open_turn.holder) == ("you_act", "citizen")


def test_the_ball_may_stay_where_it_is(cast, sign_in):
    track = TrackFactory(case=cast.aminas_case, turn__step="we_meet")
    meeting = today(cast.aminas_case, track=track)
    sign_in(cast.jens).post(url("meeting_hold", meeting.pk), HELD | {"next_step": "stays"})
    before = track.open_turn_id
    track.refresh_from_db()
    assert track.open_turn_id == before
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD


def test_whoever_moved_the_ball_meanwhile_is_named(cast, sign_in):
    from helevejen.cases import actions

    track = TrackFactory(case=cast.aminas_case, turn__step="we_meet")
    seen, meeting = track.open_turn_id, today(cast.aminas_case, track=track)
    actions.pass_turn(track=track, by=cast.mette, at=NOW, event="done", step="you_act", cap="mentor")
    response = sign_in(cast.jens).post(url("meeting_hold", meeting.pk), HELD | {"next_step": "you_act", "turn": seen})
    assert response.status_code == 422
    assert "Mette sendte bolden videre" in response.text
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.BOOKED


def test_a_meeting_of_another_day_is_not_held_yet(cast, sign_in):
    meeting = MeetingFactory(case=cast.aminas_case)
    response = sign_in(cast.jens).post(url("meeting_hold", meeting.pk), HELD)
    assert "Samtalen er ikke begyndt endnu." in response.text


def test_on_min_dag_it_is_confirmed_in_its_row(cast, sign_in):
    meeting = today(cast.aminas_case)
    response = sign_in(cast.jens).post(url("meeting_hold", meeting.pk), HELD, headers=from_my_day())
    assert "Samtalen er skrevet ned." in response.text
    assert "<html" not in response.text


def test_why_it_came_to_nothing_is_asked_and_never_assumed(cast, sign_in):
    meeting = today(cast.aminas_case)
    client, address = sign_in(cast.jens), url("meeting_miss", meeting.pk)
    assert "checked" not in client.get(address).text
    assert "Vælg en grund" in client.post(address, {"x": "1"}).text
    client.post(address, {"reason": "unknown"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.absence_reason) == (MeetingState.MISSED, "unknown")
    client.post(url("meeting_explain", meeting.pk), {"reason": "transport"})
    meeting.refresh_from_db()
    assert meeting.absence_reason == "transport"


# --- The calendar file ---


def test_the_calendar_file_tells_when_and_nothing_more(cast, sign_in):
    meeting = MeetingFactory(case=cast.aminas_case)
    response = sign_in(cast.jens).get(url("meeting_calendar", meeting.pk))
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert "20260312T100000" in response.text
    assert "Amina" not in response.text


def test_a_meeting_without_a_time_has_no_calendar_file(cast, sign_in):
    meeting = MeetingFactory(case=cast.aminas_case, proposed=True)
    assert sign_in(cast.jens).get(url("meeting_calendar", meeting.pk)).status_code == 404


# --- Interviews at companies ---


@pytest.fixture
def interview(cast):
    """Amina meets a company the day after tomorrow, at the time of a meeting of ours."""
    moment = NOW + timedelta(days=2)
    MeetingFactory(case=cast.aminas_case, starts_at=moment + timedelta(minutes=30))
    return ProposalFactory(
        case=cast.aminas_case, presented=True, state="interview", interview_at=moment, interview_place="Havnen 3"
    )


def test_interviews_stand_beside_the_meetings_and_what_is_at_the_same_time_is_told(cast, sign_in, interview):
    page = words_of(sign_in(cast.jens).get(url("case_meetings", cast.aminas_case.pk)).text)
    assert "Samtaler i virksomheder" in page
    assert f"{interview.order.company.name} Havnen 3" in page
    assert "To aftaler på samme tid" in page
    assert f"kl. 09.00: samtale hos {interview.order.company.name}." in page


def test_where_the_level_shows_no_employer_neither_company_nor_place_is_told(cast, sign_in, interview):
    Citizen.objects.filter(pk=cast.amina.pk).update(protection="protected")
    page = words_of(sign_in(cast.lene).get(url("case_meetings", cast.aminas_case.pk)).text)
    assert "kl. 09.00: samtale om job." in page
    assert "Havnen 3" not in page
    assert interview.order.company.name not in page
