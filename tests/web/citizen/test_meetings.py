"""Meetings: choose, move, call off, explain, and into the calendar."""

from datetime import datetime, timedelta

import pytest

from helevejen.core import clock
from tests.cast import NOW
from tests.factories.cases import MeetingFactory, MeetingSlotFactory, TrackFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import JobOrderFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

LIST = "/min-vej/aftaler/"


@pytest.fixture
def to_choose(cast):
    """A meeting with two proposed times, whose track waits for the choice."""
    track = TrackFactory(case=cast.aminas_case, turn__holder="citizen", turn__step="you_choose_time")
    meeting = MeetingFactory(case=cast.aminas_case, proposed=True, track=track)
    for days in (3, 4):
        MeetingSlotFactory(meeting=meeting, starts_at=NOW + timedelta(days=days))
    return meeting


@pytest.fixture
def booked(cast):
    track = TrackFactory(case=cast.aminas_case, turn__step="we_meet")
    return MeetingFactory(case=cast.aminas_case, track=track, starts_at=NOW + timedelta(days=2))


def at(meeting, deed):
    return f"{LIST}{meeting.pk}/{deed}/"


def open_step(meeting):
    return meeting.track.turns.get(ended_at=None).step


# --- Choosing ---


def test_a_proposed_time_is_chosen_and_the_ball_moves(cast, sign_in, to_choose):
    client = sign_in(cast.amina.user)
    assert "lørdag den 14. marts kl. 09.00" in client.get(at(to_choose, "vaelg-tid")).text
    slot = to_choose.slots.order_by("starts_at").last()
    response = client.post(at(to_choose, "vaelg-tid"), {"starts": slot.pk}, follow=True)
    assert "Så er det en aftale: søndag den 15. marts kl. 09.00 med Jens Bro." in response.text
    to_choose.refresh_from_db()
    assert (to_choose.state, to_choose.starts_at) == ("booked", slot.starts_at)
    assert open_step(to_choose) == "we_meet"


def test_choosing_nothing_is_asked_again(cast, sign_in, to_choose):
    response = sign_in(cast.amina.user).post(at(to_choose, "vaelg-tid"))
    assert response.status_code == 422
    assert "Vælg en tid." in response.text


def test_a_time_somebody_else_took_is_not_offered_and_not_given(cast, sign_in, to_choose):
    slot = to_choose.slots.order_by("starts_at").first()
    MeetingFactory(case=cast.bos_case, host=cast.jens, starts_at=slot.starts_at)
    client = sign_in(cast.amina.user)
    assert "lørdag den 14. marts" not in client.get(at(to_choose, "vaelg-tid")).text
    response = client.post(at(to_choose, "vaelg-tid"), {"starts": slot.pk})
    assert response.status_code == 422
    assert "Tiden er ikke længere ledig. Vælg en af de andre." in response.text
    assert "Lund" not in response.text


def test_another_meetings_time_cannot_be_chosen(cast, sign_in, to_choose):
    foreign = MeetingSlotFactory(meeting__case=cast.bos_case, meeting__proposed=True)
    assert sign_in(cast.amina.user).post(at(to_choose, "vaelg-tid"), {"starts": foreign.pk}).status_code == 422


def test_when_no_time_is_left_new_ones_are_asked_for(cast, sign_in, to_choose):
    to_choose.slots.all().delete()
    client = sign_in(cast.amina.user)
    assert "Der er ikke flere ledige tider." in client.get(at(to_choose, "vaelg-tid")).text
    response = client.post(at(to_choose, "aflys"), {"reason": "Jeg arbejder"}, follow=True)
    assert "Vi finder en ny tid sammen med dig." in response.text
    assert open_step(to_choose) == "we_find_time"


def test_a_meeting_that_is_booked_has_nothing_to_choose(cast, sign_in, booked):
    assert "Samtalen venter ikke på dit valg mere." in sign_in(cast.amina.user).get(at(booked, "vaelg-tid")).text


# --- Moving and calling off ---


def test_a_meeting_is_moved_to_a_free_time(cast, sign_in, booked):
    client = sign_in(cast.amina.user)
    page = client.get(at(booked, "flyt"))
    first = page.context["form"].fields["starts"].choices[0][0]
    response = client.post(at(booked, "flyt"), {"starts": first}, follow=True)
    assert "Så er det en aftale" in response.text
    booked.refresh_from_db()
    assert booked.starts_at == datetime.fromisoformat(first)
    assert booked.sequence == 1


def test_the_time_of_an_interview_is_not_offered_for_a_meeting(cast, sign_in, booked):
    client, order = sign_in(cast.amina.user), JobOrderFactory(answered=True)
    first = client.get(at(booked, "flyt")).context["form"].fields["starts"].choices[0][0]
    ProposalFactory(case=cast.aminas_case, order=order, to_meet=True, interview_at=datetime.fromisoformat(first))
    assert first not in dict(client.get(at(booked, "flyt")).context["form"].fields["starts"].choices)
    assert client.post(at(booked, "flyt"), {"starts": first}).status_code == 422


def test_a_time_that_was_not_offered_is_refused(cast, sign_in, booked):
    odd = (NOW + timedelta(days=2, hours=13)).isoformat()
    response = sign_in(cast.amina.user).post(at(booked, "flyt"), {"starts": odd})
    assert response.status_code == 422
    booked.refresh_from_db()
    assert booked.starts_at == NOW + timedelta(days=2)


def test_whoever_was_faster_is_not_named(cast, sign_in, booked, monkeypatch):
    taken = NOW + timedelta(days=6)
    MeetingFactory(case=cast.bos_case, host=cast.jens, starts_at=taken)
    monkeypatch.setattr("helevejen.cases.queries.own_path.offered_times_for", lambda *_args, **_taken: [taken])
    response = sign_in(cast.amina.user).post(at(booked, "flyt"), {"starts": taken.isoformat()})
    assert response.status_code == 422
    assert "Tiden er ikke længere ledig. Vælg en af de andre." in response.text
    assert "har en anden aftale" not in response.text


def test_too_late_to_move_says_whom_to_call(cast, sign_in, booked):
    cast.jens.phone = "75910001"
    cast.jens.save()
    with clock.frozen(booked.starts_at - timedelta(hours=23), in_every_thread=True):
        client = sign_in(cast.amina.user)
        text = client.get(at(booked, "flyt")).text
        assert "Nu er det for sent, men ring, så finder vi ud af det." in text
        assert "75 91 00 01" in text
        later = (booked.starts_at + timedelta(days=7)).isoformat()
        assert client.post(at(booked, "flyt"), {"starts": later}).status_code == 422
    booked.refresh_from_db()
    assert booked.sequence == 0


def test_a_meeting_is_called_off_with_or_without_a_reason(cast, sign_in, booked):
    response = sign_in(cast.amina.user).post(at(booked, "aflys"), {}, follow=True)
    assert "Samtalen er aflyst. Vi finder en ny tid sammen med dig." in response.text
    booked.refresh_from_db()
    assert (booked.state, booked.cancelled_by_citizen) == ("cancelled", True)
    assert open_step(booked) == "we_find_time"


def test_what_is_called_off_cannot_be_called_off_again(cast, sign_in, booked):
    client = sign_in(cast.amina.user)
    client.post(at(booked, "aflys"))
    response = client.post(at(booked, "aflys"))
    assert response.status_code == 422
    assert "Samtalen er begyndt, er slut eller er aflyst." in client.get(at(booked, "aflys")).text


def test_what_happened_is_told_afterwards(cast, sign_in):
    meeting = MeetingFactory(case=cast.aminas_case, missed=True)
    client = sign_in(cast.amina.user)
    assert "Fortæl, hvad der skete" in client.get(LIST).text
    assert "Vi fik ikke talt sammen" in client.get(at(meeting, "hvad-skete-der")).text
    assert client.post(at(meeting, "hvad-skete-der")).status_code == 422
    client.post(at(meeting, "hvad-skete-der"), {"reason": "illness"})
    meeting.refresh_from_db()
    assert meeting.absence_reason == "illness"


# --- The calendar and the list ---


def test_the_calendar_file_tells_when_and_not_with_whom(cast, sign_in, booked):
    response = sign_in(cast.amina.user).get(at(booked, "kalender"))
    assert response["Content-Type"].startswith("text/calendar")
    assert "DTSTART" in response.text
    assert "Jens" not in response.text
    assert "Amina" not in response.text


def test_a_meeting_without_a_time_has_no_calendar_file(cast, sign_in, to_choose):
    assert sign_in(cast.amina.user).get(at(to_choose, "kalender")).status_code == 404


def test_the_list_has_what_comes_and_what_was(cast, sign_in, booked, to_choose):
    MeetingFactory(case=cast.aminas_case, held=True)
    text = sign_in(cast.amina.user).get(LIST).text
    assert "Du kan vælge tid til 1 samtale. Du har 1 aftale." in text
    assert text.index("Du kan vælge en tid") < text.index("fredag den 13. marts kl. 09.00")
    assert "(vi talte sammen)" in text
    assert "Fremmøde" not in text


@pytest.mark.parametrize("has_case", [True, False])
def test_an_empty_list_says_what_will_come(cast, sign_in, has_case):
    citizen = cast.amina if has_case else CitizenFactory(with_account=True)
    assert "Du har ingen aftaler lige nu" in sign_in(citizen.user).get(LIST).text


def test_queries_are_flat(cast, sign_in):
    client = sign_in(cast.amina.user)
    MeetingFactory(case=cast.aminas_case, held=True)
    client.get(LIST)

    def make_more():
        MeetingFactory(case=cast.aminas_case, proposed=True)
        MeetingFactory(case=cast.aminas_case, missed=True)

    assert_flat(lambda: client.get(LIST), make_more)
