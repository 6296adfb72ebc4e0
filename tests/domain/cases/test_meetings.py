from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from helevejen.accounts.models import Notice as StaffNotice
from helevejen.audit.enums import Verb
from helevejen.audit.models import Event
from helevejen.cases import actions
from helevejen.cases.enums import (
    AbsenceReason,
    Cap,
    Holder,
    MeetingObjection,
    MeetingPurpose,
    MeetingState,
    NoteKind,
    NoticeKind,
    TurnEvent,
)
from helevejen.cases.models import Meeting, Note, Notice, Turn
from helevejen.citizens.enums import Channel, RelationKind
from helevejen.citizens.models import Relation
from tests.cast import NOW
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import MeetingFactory, MeetingSlotFactory, TrackFactory
from tests.factories.citizens import ConflictOfInterestFactory, RelationFactory

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
TEN = datetime(2026, 3, 16, 10, tzinfo=COPENHAGEN)  # Monday
FORM = {
    "purpose": MeetingPurpose.FOLLOW_UP,
    "cap": Cap.MENTOR,
    "channel": Channel.IN_PERSON,
    "place": "Rådhuset, lokale 2",
    "minutes": 45,
}


@pytest.fixture
def track(aminas_case):
    return aminas_case.tracks.get()


@pytest.fixture
def propose(aminas_case, jens):
    def deed(**changes):
        usual = {"case": aminas_case, "by": jens, "at": NOW, "slots": [TEN, TEN + timedelta(days=1)], **FORM}
        return actions.propose_meeting(**{**usual, **changes})

    return deed


@pytest.fixture
def invite(aminas_case, jens):
    def deed(**changes):
        usual = {"case": aminas_case, "by": jens, "at": NOW, "starts_at": TEN, **FORM}
        return actions.invite_meeting(**{**usual, **changes})

    return deed


@pytest.fixture
def booked(invite, track):
    return invite(track=track)


def turn_of(track) -> Turn:
    return track.turns.get(ended_at=None)


def told(case) -> list[str]:
    notices = Notice.objects.filter(case=case, kind=NoticeKind.MEETING).order_by("pk")
    return [notice.values["event"] for notice in notices]


def deeds() -> list[str]:
    return [event.verb for event in Event.objects.order_by("pk") if event.verb.startswith("meeting")]


# --- Proposing ---


def test_times_are_proposed_and_the_citizen_has_the_ball(propose, track, amina):
    meeting = propose(track=track)
    assert meeting.state == MeetingState.PROPOSED
    assert [slot.starts_at for slot in meeting.slots.order_by("starts_at")] == [TEN, TEN + timedelta(days=1)]
    turn = turn_of(track)
    assert (turn.holder, turn.step, turn.due_on) == (Holder.CITIZEN, "you_choose_time", TEN.date())
    assert told(meeting.case) == ["proposed"]
    assert deeds() == [Verb.MEETING_PROPOSED]
    assert Event.objects.get(verb=Verb.MEETING_PROPOSED).subject_id == amina.pk


def test_times_can_be_proposed_beside_the_tracks(propose, track):
    before = turn_of(track)
    propose()
    assert turn_of(track) == before


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"slots": []}, MeetingObjection.NO_SLOTS),
        ({"slots": [TEN + timedelta(days=day) for day in range(11)]}, MeetingObjection.TOO_MANY_SLOTS),
        ({"slots": [TEN, NOW]}, MeetingObjection.IN_THE_PAST),
        ({"slots": [TEN, TEN + timedelta(minutes=30)]}, MeetingObjection.SLOT_TWICE),
        ({"slots": [TEN.replace(hour=6)]}, MeetingObjection.TOO_EARLY),
        ({"slots": [TEN.replace(hour=19, minute=30)]}, MeetingObjection.TOO_LATE),
        ({"minutes": 0}, MeetingObjection.TOO_SHORT),
        ({"minutes": 300}, MeetingObjection.TOO_LONG),
    ],
)
def test_times_that_will_not_do_are_refused(propose, changes, objection):
    with pytest.raises(actions.UnableToProposeMeeting) as refusal:
        propose(**changes)
    assert refusal.value.reason == objection
    assert not Meeting.objects.exists()


def test_times_when_the_host_is_taken_are_refused(propose, jens, bos_case):
    MeetingFactory(case=bos_case, host=jens, starts_at=TEN + timedelta(minutes=30))
    with pytest.raises(actions.UnableToProposeMeeting) as refusal:
        propose()
    assert str(refusal.value) == (
        "Jens Bro har en anden aftale mandag den 16. marts 2026 kl. 10.30–11.15. Vælg et andet tidspunkt."
    )


def test_times_when_the_citizen_is_taken_are_refused(propose, aminas_case, mette):
    MeetingFactory(case=aminas_case, host=mette, starts_at=TEN)
    with pytest.raises(actions.UnableToProposeMeeting, match="Borgeren har en anden samtale mandag den 16"):
        propose()


def test_nothing_is_proposed_in_a_closed_case(propose, aminas_case, jens):
    aminas_case.closed_at, aminas_case.closed_by, aminas_case.closing_reason = NOW, jens, "moved"
    aminas_case.save()
    with pytest.raises(actions.UnableToProposeMeeting) as refusal:
        propose()
    assert refusal.value.reason == MeetingObjection.CASE_CLOSED


@pytest.mark.parametrize("fault", ["other case", "closed"])
def test_the_track_is_an_open_one_of_the_case(propose, aminas_case, bos_case, fault):
    wrong = bos_case.tracks.get() if fault == "other case" else TrackFactory(case=aminas_case, closed=True)
    with pytest.raises(actions.UnableToProposeMeeting) as refusal:
        propose(track=wrong)
    assert refusal.value.reason == MeetingObjection.WRONG_TRACK


@pytest.mark.parametrize("deed", ["propose", "invite"])
@pytest.mark.parametrize("ends_by", ["an answer", "a call back", "an answer to a wish", "a proposal's own page"])
def test_a_meeting_takes_no_turn_that_another_deed_ends(propose, invite, aminas_case, amina, deed, ends_by):
    if ends_by == "an answer to a wish":
        actions.say_wish(citizen=amina, text="Jeg vil gerne køre truck.", by=amina.user, at=NOW)
        other = aminas_case.tracks.get(wish__isnull=False)
    elif ends_by == "a proposal's own page":
        other = TrackFactory(case=aminas_case, kind="job_and_company", turn__step="we_give_name")
    else:
        call = ends_by == "a call back"
        other = actions.send_message(
            case=aminas_case, by=amina.user, at=NOW, text="Må jeg tage fri?", wants_call=call
        ).track
    before = turn_of(other)
    with pytest.raises((actions.UnableToProposeMeeting, actions.UnableToBookMeeting)) as refusal:
        (propose if deed == "propose" else invite)(track=other)
    assert refusal.value.reason == MeetingObjection.TRACK_OF_ANOTHER_DEED
    after = turn_of(other)
    assert (after.pk, after.step, after.due_on) == (before.pk, before.step, before.due_on)


def test_a_meeting_that_was_held_passes_no_turn_that_another_deed_ends(booked, jens):
    track = TrackFactory(case=booked.case, kind="job_and_company", turn__step="you_ok_agreement")
    Meeting.objects.filter(pk=booked.pk).update(track=track)
    with pytest.raises(actions.UnableToHoldMeeting, match="sin egen side"):
        actions.hold_meeting(meeting=booked, by=jens, at=TEN, next_step="we_follow_up")
    assert turn_of(track).step == "you_ok_agreement"


def test_a_meeting_is_held_by_staff(propose, amina):
    with pytest.raises(actions.UnableToProposeMeeting) as refusal:
        propose(host=amina.user)
    assert refusal.value.reason == MeetingObjection.NOT_STAFF


def test_a_host_with_a_closed_account_holds_no_meeting(propose, omar):
    omar.is_active = False
    with pytest.raises(actions.UnableToProposeMeeting) as refusal:
        propose(host=omar)
    assert refusal.value.reason == MeetingObjection.NOT_STAFF


def test_times_when_the_host_is_away_are_refused(propose, jens, mette):
    AbsenceFactory(user=jens, substitute=mette, valid_from=TEN.date(), valid_until=TEN.date() + timedelta(days=1))
    with pytest.raises(actions.UnableToProposeMeeting, match=r"Jens Bro er ikke på arbejde mandag den 16\. marts 2026"):
        propose()
    assert propose(slots=[TEN + timedelta(days=1)]).state == MeetingState.PROPOSED
    assert propose(host=mette).host == mette


def test_whoever_proposes_on_a_page_that_is_old_is_told(propose, track, mette):
    seen = turn_of(track)
    actions.pass_turn(track=track, by=mette, at=NOW, event=TurnEvent.DONE, step="we_follow_up", cap=Cap.MENTOR)
    with pytest.raises(actions.UnableToProposeMeeting, match="Mette sendte bolden videre"):
        propose(track=track, expected_turn=seen.pk)
    assert not Meeting.objects.exists()


# --- Choosing ---


def test_the_citizen_chooses_and_the_host_has_the_ball(propose, track, amina, jens):
    meeting = propose(track=track)
    slot = meeting.slots.get(starts_at=TEN + timedelta(days=1))
    later = NOW + timedelta(hours=2)
    meeting = actions.book_meeting(meeting=meeting, slot=slot, by=amina.user, at=later)
    assert (meeting.state, meeting.starts_at) == (MeetingState.BOOKED, TEN + timedelta(days=1))
    assert meeting.ends_at == meeting.starts_at + timedelta(minutes=45)
    turn = turn_of(track)
    assert (turn.holder, turn.holder_user, turn.step) == (Holder.JOBFORMIDLER, jens, "we_meet")
    assert (turn.due_on, turn.due_kind) == (meeting.starts_at.date(), "agreement")
    assert track.turns.get(number=turn.number - 1).event == TurnEvent.ANSWERED
    assert told(meeting.case) == ["proposed"], "nobody is told what they did themselves"


def test_a_colleague_who_chooses_for_the_citizen_leaves_word(propose, jens):
    meeting = propose()
    actions.book_meeting(meeting=meeting, slot=meeting.slots.order_by("pk").first(), by=jens, at=NOW)
    assert told(meeting.case) == ["proposed", "booked"]


def test_a_choice_leaves_a_ball_alone_that_has_gone_elsewhere(propose, track, amina, jens):
    meeting = propose(track=track)
    actions.pass_turn(track=track, by=jens, at=NOW, event=TurnEvent.NOT_DONE, step="we_follow_up", cap=Cap.MENTOR)
    actions.book_meeting(meeting=meeting, slot=meeting.slots.order_by("pk").first(), by=amina.user, at=NOW)
    assert turn_of(track).step == "we_follow_up"


def test_a_time_is_chosen_once(propose, amina):
    meeting = propose()
    first, second = meeting.slots.order_by("starts_at")
    actions.book_meeting(meeting=meeting, slot=first, by=amina.user, at=NOW)
    with pytest.raises(actions.UnableToBookMeeting) as refusal:
        actions.book_meeting(meeting=meeting, slot=second, by=amina.user, at=NOW)
    assert refusal.value.reason == MeetingObjection.NOT_PROPOSED


def test_a_time_of_another_meeting_is_refused(propose, amina):
    with pytest.raises(actions.UnableToBookMeeting) as refusal:
        actions.book_meeting(meeting=propose(), slot=MeetingSlotFactory(), by=amina.user, at=NOW)
    assert refusal.value.reason == MeetingObjection.SLOT_NOT_PROPOSED


def test_a_time_that_has_passed_is_refused(propose, amina):
    meeting = propose()
    slot = meeting.slots.get(starts_at=TEN)
    with pytest.raises(actions.UnableToBookMeeting) as refusal:
        actions.book_meeting(meeting=meeting, slot=slot, by=amina.user, at=TEN)
    assert refusal.value.reason == MeetingObjection.IN_THE_PAST


@pytest.mark.both
def test_a_time_taken_meanwhile_is_refused_and_the_others_stand(propose, amina, bos_case, jens):
    meeting = propose()
    first, second = meeting.slots.order_by("starts_at")
    MeetingFactory(case=bos_case, host=jens, starts_at=TEN)
    with pytest.raises(actions.UnableToBookMeeting, match=r"Jens Bro har en anden aftale .* kl. 10.00–10.45"):
        actions.book_meeting(meeting=meeting, slot=first, by=amina.user, at=NOW)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PROPOSED
    assert actions.book_meeting(meeting=meeting, slot=second, by=amina.user, at=NOW).state == MeetingState.BOOKED


# --- Inviting ---


def test_an_invitation_has_its_time_at_once(invite, track, jens):
    meeting = invite(track=track)
    assert (meeting.state, meeting.starts_at, meeting.host) == (MeetingState.BOOKED, TEN, jens)
    assert (turn_of(track).step, turn_of(track).due_on) == ("we_meet", TEN.date())
    assert told(meeting.case) == ["booked"]
    assert deeds() == [Verb.MEETING_BOOKED]


@pytest.mark.both
@pytest.mark.parametrize("who", ["host", "citizen"])
def test_nobody_is_booked_twice_at_once(invite, aminas_case, bos_case, jens, mette, who):
    taken = {"case": bos_case, "host": jens} if who == "host" else {"case": aminas_case, "host": mette}
    MeetingFactory(**taken, starts_at=TEN + timedelta(minutes=44))
    with pytest.raises(actions.UnableToBookMeeting, match=r"kl\. 10\.44–11\.29\. Vælg et andet tidspunkt\."):
        invite()
    assert Meeting.objects.count() == 1


@pytest.mark.both
def test_one_meeting_may_begin_when_another_ends(invite, bos_case, jens):
    MeetingFactory(case=bos_case, host=jens, starts_at=TEN + timedelta(minutes=45))
    MeetingFactory(case=bos_case, host=jens, starts_at=TEN - timedelta(minutes=45))
    assert invite().state == MeetingState.BOOKED


@pytest.mark.parametrize("trait", ["held", "missed", "cancelled", "proposed"])
def test_meetings_that_are_not_coming_take_no_time(invite, bos_case, jens, trait):
    MeetingFactory(case=bos_case, host=jens, **{trait: True})
    Meeting.objects.exclude(state="proposed").update(starts_at=TEN, ends_at=TEN + timedelta(minutes=45))
    assert invite().state == MeetingState.BOOKED


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"starts_at": NOW}, MeetingObjection.IN_THE_PAST),
        ({"starts_at": TEN.replace(hour=5)}, MeetingObjection.TOO_EARLY),
        ({"minutes": 1}, MeetingObjection.TOO_SHORT),
    ],
)
def test_an_invitation_at_a_time_that_will_not_do_is_refused(invite, changes, objection):
    with pytest.raises(actions.UnableToBookMeeting) as refusal:
        invite(**changes)
    assert refusal.value.reason == objection


def test_another_fault_is_not_told_as_a_clash(invite):
    with pytest.raises(IntegrityError):
        invite(purpose=None)


def test_an_invitation_on_a_day_the_host_is_away_is_refused(invite, jens, mette):
    absence = AbsenceFactory(
        user=jens, substitute=mette, valid_from=TEN.date(), valid_until=TEN.date() + timedelta(days=1)
    )
    with pytest.raises(actions.UnableToBookMeeting, match="Jens Bro er ikke på arbejde"):
        invite()
    absence.cancelled_at = NOW
    absence.save()
    assert invite().state == MeetingState.BOOKED


@pytest.mark.parametrize("deed", ["propose", "invite"])
def test_a_meeting_opens_no_file_with_special_protection(propose, invite, frejas_case, freja, mette, omar, deed):
    ask, refused = (
        (propose, actions.UnableToProposeMeeting) if deed == "propose" else (invite, actions.UnableToBookMeeting)
    )
    with pytest.raises(refused) as refusal:
        ask(case=frejas_case, host=mette)
    assert refusal.value.reason == MeetingObjection.HOST_WITHOUT_ACCESS
    RelationFactory(user=omar, citizen=freja, named=True, valid_from=NOW - timedelta(days=1))
    assert ask(case=frejas_case, host=omar).host == omar


def test_a_host_is_told_of_what_others_did_but_not_about_whom(invite, jens, omar, amina):
    meeting = invite(host=omar)
    actions.move_meeting(meeting=meeting, by=omar, at=NOW, starts_at=TEN + timedelta(days=1))
    actions.cancel_meeting(meeting=meeting, by=amina.user, at=NOW, by_citizen=True)
    told_host = [(notice.kind, notice.text) for notice in StaffNotice.objects.filter(user=omar).order_by("pk")]
    assert told_host == [
        ("meeting_booked", "Du har fået en samtale 16. marts 2026 kl. 10.00."),
        ("meeting_cancelled", "Samtalen 17. marts 2026 kl. 10.00 er aflyst."),
    ]


# --- Access for a host who does not follow the citizen ---


def relations_of(user):
    return Relation.objects.filter(user=user, kind=RelationKind.MEETING)


def test_a_host_who_does_not_follow_the_citizen_gets_access_until_the_day_after(invite, omar, amina):
    meeting = invite(host=omar)
    relation = relations_of(omar).get()
    assert (relation.citizen, relation.valid_from) == (amina, NOW)
    assert relation.valid_until == meeting.ends_at + timedelta(days=1)


def test_the_jobformidler_needs_no_more_access(invite, jens):
    invite()
    assert not relations_of(jens).exists()


def test_access_follows_a_meeting_that_is_moved_and_goes_with_one_cancelled(invite, omar):
    meeting = invite(host=omar)
    moved = TEN + timedelta(days=7)
    meeting = actions.move_meeting(meeting=meeting, by=omar, at=NOW, starts_at=moved)
    assert relations_of(omar).get().valid_until == moved + timedelta(days=1, minutes=45)
    later = NOW + timedelta(hours=1)
    actions.cancel_meeting(meeting=meeting, by=omar, at=later, by_citizen=False)
    assert relations_of(omar).get().valid_until == later


def test_a_host_with_a_conflict_of_interest_is_refused(invite, omar, amina):
    ConflictOfInterestFactory(user=omar, citizen=amina)
    with pytest.raises(actions.UnableToBookMeeting, match="Omar Aziz er inhabil"):
        invite(host=omar)
    assert not Meeting.objects.exists()


# --- Moving ---


def test_a_meeting_is_moved_and_its_calendar_entry_with_it(booked, track, jens):
    seen = turn_of(track)
    moved_to = TEN + timedelta(days=2, hours=1)
    meeting = actions.move_meeting(meeting=booked, by=jens, at=NOW, starts_at=moved_to)
    assert (meeting.starts_at, meeting.ends_at) == (moved_to, moved_to + timedelta(minutes=45))
    assert (meeting.sequence, meeting.uid) == (1, booked.uid)
    turn = turn_of(track)
    assert (turn.step, turn.due_on, turn.number) == ("we_meet", moved_to.date(), seen.number + 1)
    assert track.turns.get(pk=seen.pk).event == TurnEvent.POSTPONED
    assert told(meeting.case) == ["booked", "moved"]


def test_a_meeting_may_be_moved_onto_part_of_its_own_old_time(booked, jens):
    moved_to = TEN + timedelta(minutes=15)
    assert actions.move_meeting(meeting=booked, by=jens, at=NOW, starts_at=moved_to).starts_at == moved_to


def test_a_moved_meeting_may_become_longer(booked, jens):
    meeting = actions.move_meeting(meeting=booked, by=jens, at=NOW, starts_at=TEN, minutes=90)
    assert meeting.ends_at == TEN + timedelta(minutes=90)


@pytest.mark.both
def test_a_meeting_is_not_moved_onto_another(booked, bos_case, jens):
    MeetingFactory(case=bos_case, host=jens, starts_at=TEN + timedelta(days=1))
    with pytest.raises(actions.UnableToMoveMeeting, match=r"Jens Bro har en anden aftale tirsdag den 17\."):
        actions.move_meeting(meeting=booked, by=jens, at=NOW, starts_at=TEN + timedelta(days=1))
    booked.refresh_from_db()
    assert (booked.starts_at, booked.sequence) == (TEN, 0)


@pytest.mark.parametrize("starts_at", [NOW, TEN.replace(hour=21)])
def test_a_meeting_is_not_moved_to_a_time_that_will_not_do(booked, jens, starts_at):
    with pytest.raises(actions.UnableToMoveMeeting):
        actions.move_meeting(meeting=booked, by=jens, at=NOW, starts_at=starts_at)


@pytest.mark.parametrize("trait", ["proposed", "held", "missed", "cancelled"])
def test_only_a_booked_meeting_is_moved(aminas_case, jens, trait):
    meeting = MeetingFactory(case=aminas_case, **{trait: True})
    with pytest.raises(actions.UnableToMoveMeeting) as refusal:
        actions.move_meeting(meeting=meeting, by=jens, at=NOW, starts_at=TEN)
    assert refusal.value.reason == MeetingObjection.NOT_BOOKED


# --- Cancelling ---


def test_a_cancelled_meeting_gives_the_jobformidler_the_ball(booked, track, amina, jens):
    meeting = actions.cancel_meeting(meeting=booked, by=amina.user, at=NOW, by_citizen=True, reason=" Barnet er sygt. ")
    assert (meeting.state, meeting.closed_at, meeting.sequence) == (MeetingState.CANCELLED, NOW, 1)
    assert (meeting.cancelled_by_citizen, meeting.closing_note) == (True, "Barnet er sygt.")
    turn = turn_of(track)
    assert (turn.holder_user, turn.step) == (jens, "we_find_time")
    assert told(meeting.case) == ["booked"]
    assert Event.objects.get(verb=Verb.MEETING_CANCELLED).detail == {"by_citizen": True}


def test_what_was_said_about_cancelling_is_not_readable_in_the_database(booked, jens):
    actions.cancel_meeting(meeting=booked, by=jens, at=NOW, by_citizen=False, reason="Jeg er syg.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT closing_note FROM cases_meeting")
        assert b"syg" not in bytes(cursor.fetchone()[0])


def test_proposed_times_can_be_taken_back(propose, track, jens):
    meeting = actions.cancel_meeting(meeting=propose(track=track), by=jens, at=NOW, by_citizen=False)
    assert (meeting.state, meeting.closing_note) == (MeetingState.CANCELLED, None)
    assert turn_of(track).step == "we_find_time"
    assert told(meeting.case) == ["proposed", "cancelled"]


@pytest.mark.both
def test_a_cancelled_meeting_gives_its_time_back(booked, invite, jens):
    actions.cancel_meeting(meeting=booked, by=jens, at=NOW, by_citizen=False)
    assert invite().state == MeetingState.BOOKED


@pytest.mark.parametrize("trait", ["held", "missed", "cancelled"])
def test_a_meeting_that_is_over_is_not_cancelled(aminas_case, jens, trait):
    meeting = MeetingFactory(case=aminas_case, **{trait: True})
    with pytest.raises(actions.UnableToCancelMeeting) as refusal:
        actions.cancel_meeting(meeting=meeting, by=jens, at=NOW, by_citizen=False)
    assert refusal.value.reason == MeetingObjection.NOT_BOOKED


# --- Holding ---

NOTES = [
    actions.NoteDraft(cap=Cap.MENTOR, headline="Modet vokser", text="Hun tør ringe selv.", kind=NoteKind.ORDINARY),
    actions.NoteDraft(cap=Cap.AUTHORITY, headline="Oplysninger", text="Har søgt praktik.", minutes=20),
]
AFTER = TEN + timedelta(minutes=50)


def test_a_meeting_is_held_under_two_caps_and_the_ball_passed(booked, track, jens):
    meeting = actions.hold_meeting(
        meeting=booked, by=jens, at=AFTER, notes=NOTES, next_step="you_act", due_on=TEN.date() + timedelta(days=4)
    )
    assert (meeting.state, meeting.closed_at) == (MeetingState.HELD, AFTER)
    notes = list(Note.objects.filter(meeting=meeting).order_by("pk"))
    assert [(note.cap, note.kind, note.minutes) for note in notes] == [
        (Cap.MENTOR, NoteKind.ORDINARY, 0),
        (Cap.AUTHORITY, NoteKind.UNCLASSIFIED, 20),
    ]
    turn = turn_of(track)
    assert (turn.holder, turn.step, turn.due_on) == (Holder.CITIZEN, "you_act", TEN.date() + timedelta(days=4))
    assert Event.objects.get(verb=Verb.MEETING_HELD).detail == {"notes": 2}


def test_without_a_next_step_the_ball_stays(booked, track, jens):
    actions.hold_meeting(meeting=booked, by=jens, at=AFTER)
    assert turn_of(track).step == "we_meet"


def test_a_meeting_beside_the_tracks_is_held(invite, jens):
    assert actions.hold_meeting(meeting=invite(), by=jens, at=AFTER, next_step="you_act").state == MeetingState.HELD


def test_a_meeting_is_not_held_before_it_begins(booked, jens):
    with pytest.raises(actions.UnableToHoldMeeting) as refusal:
        actions.hold_meeting(meeting=booked, by=jens, at=booked.starts_at - timedelta(minutes=1))
    assert refusal.value.reason == MeetingObjection.NOT_STARTED


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (actions.NoteDraft(cap="", headline="Et", text="To"), "Vælg kasket"),
        (actions.NoteDraft(cap="boss", headline="Et", text="To"), "Vælg kasket"),
        (actions.NoteDraft(cap=Cap.MENTOR, headline="", text="To"), "overskrift"),
        (actions.NoteDraft(cap=Cap.MENTOR, headline="Et", text=""), "Skriv"),
    ],
)
def test_a_note_that_will_not_do_holds_up_the_whole(booked, track, jens, note, words):
    before = turn_of(track)
    with pytest.raises(actions.UnableToHoldMeeting, match=words):
        actions.hold_meeting(meeting=booked, by=jens, at=AFTER, notes=[*NOTES, note], next_step="you_act")
    booked.refresh_from_db()
    assert booked.state == MeetingState.BOOKED
    assert turn_of(track) == before
    assert not Note.objects.exists()


def test_an_unknown_next_step_holds_up_the_whole(booked, jens):
    with pytest.raises(actions.UnableToHoldMeeting):
        actions.hold_meeting(meeting=booked, by=jens, at=AFTER, next_step="fly_to_the_moon")
    booked.refresh_from_db()
    assert booked.state == MeetingState.BOOKED


@pytest.mark.parametrize("trait", ["proposed", "held", "missed", "cancelled"])
def test_only_a_booked_meeting_is_held(aminas_case, jens, trait):
    meeting = MeetingFactory(case=aminas_case, **{trait: True})
    with pytest.raises(actions.UnableToHoldMeeting) as refusal:
        actions.hold_meeting(meeting=meeting, by=jens, at=AFTER)
    assert refusal.value.reason == MeetingObjection.NOT_BOOKED


# --- Missing ---


def test_a_reason_that_was_asked_for_is_written_down(booked, track, jens):
    meeting = actions.miss_meeting(meeting=booked, by=jens, at=AFTER, reason=AbsenceReason.ILLNESS)
    assert (meeting.state, meeting.absence_reason) == (MeetingState.MISSED, AbsenceReason.ILLNESS)
    assert turn_of(track).step == "we_find_time"
    assert track.turns.order_by("number").last() == turn_of(track)
    assert told(meeting.case) == ["booked"]


def test_a_reason_nobody_knows_is_asked_for(booked, track, jens):
    meeting = actions.miss_meeting(meeting=booked, by=jens, at=AFTER, reason=AbsenceReason.UNKNOWN)
    assert (turn_of(track).step, turn_of(track).holder_user) == ("we_ask_why", jens)
    meeting = actions.explain_absence(meeting=meeting, by=jens, at=AFTER, reason=AbsenceReason.TRANSPORT)
    assert meeting.absence_reason == AbsenceReason.TRANSPORT
    assert turn_of(track).step == "we_find_time"
    assert deeds() == [Verb.MEETING_BOOKED, Verb.MEETING_MISSED, Verb.MEETING_EXPLAINED]


def test_asking_in_vain_leaves_the_ball(booked, track, jens):
    meeting = actions.miss_meeting(meeting=booked, by=jens, at=AFTER, reason=AbsenceReason.UNKNOWN)
    actions.explain_absence(meeting=meeting, by=jens, at=AFTER, reason=AbsenceReason.UNKNOWN)
    assert turn_of(track).step == "we_ask_why"


@pytest.mark.parametrize("reason", ["", "lazy", None])
def test_no_reason_is_assumed(booked, jens, reason):
    with pytest.raises(actions.UnableToMissMeeting) as refusal:
        actions.miss_meeting(meeting=booked, by=jens, at=AFTER, reason=reason)
    assert refusal.value.reason == MeetingObjection.NO_REASON
    booked.refresh_from_db()
    assert booked.state == MeetingState.BOOKED


def test_a_meeting_is_not_missed_before_it_begins(booked, jens):
    with pytest.raises(actions.UnableToMissMeeting) as refusal:
        actions.miss_meeting(meeting=booked, by=jens, at=TEN - timedelta(minutes=1), reason=AbsenceReason.FORGOT)
    assert refusal.value.reason == MeetingObjection.NOT_STARTED


@pytest.mark.parametrize("trait", ["proposed", "held", "missed", "cancelled"])
def test_only_a_booked_meeting_is_missed(aminas_case, jens, trait):
    meeting = MeetingFactory(case=aminas_case, **{trait: True})
    with pytest.raises(actions.UnableToMissMeeting) as refusal:
        actions.miss_meeting(meeting=meeting, by=jens, at=AFTER, reason=AbsenceReason.FORGOT)
    assert refusal.value.reason == MeetingObjection.NOT_BOOKED


def test_only_a_missed_meeting_is_explained(booked, jens):
    with pytest.raises(actions.UnableToMissMeeting) as refusal:
        actions.explain_absence(meeting=booked, by=jens, at=AFTER, reason=AbsenceReason.JOB)
    assert refusal.value.reason == MeetingObjection.NOT_MISSED


def test_an_explanation_has_a_reason(aminas_case, jens):
    with pytest.raises(actions.UnableToMissMeeting) as refusal:
        actions.explain_absence(meeting=MeetingFactory(case=aminas_case, missed=True), by=jens, at=AFTER, reason="")
    assert refusal.value.reason == MeetingObjection.NO_REASON


def test_every_deed_is_written_down(propose, track, jens, amina):
    meeting = propose(track=track)
    actions.book_meeting(meeting=meeting, slot=meeting.slots.order_by("pk").first(), by=amina.user, at=NOW)
    actions.move_meeting(meeting=meeting, by=amina.user, at=NOW, starts_at=TEN + timedelta(days=1))
    actions.hold_meeting(meeting=meeting, by=jens, at=TEN + timedelta(days=1, hours=1))
    events = Event.objects.filter(object_kind="cases.meeting").order_by("pk")
    assert [(event.verb, event.actor_id) for event in events] == [
        (Verb.MEETING_PROPOSED, jens.pk),
        (Verb.MEETING_BOOKED, amina.user.pk),
        (Verb.MEETING_MOVED, amina.user.pk),
        (Verb.MEETING_HELD, jens.pk),
    ]
    assert {(event.subject_id, event.cap) for event in events} == {(amina.pk, Cap.MENTOR)}


# --- The nights of the clock change, which meetings never touch but the tables must bear ---


@pytest.mark.both
@pytest.mark.django_db
def test_the_two_half_past_twos_in_october_are_two_times():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    one = MeetingFactory(starts_at=first, minutes=60)
    MeetingFactory(host=one.host, starts_at=first + timedelta(hours=1), minutes=60)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(host=one.host, starts_at=first + timedelta(minutes=59), minutes=60)
