from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helevejen.cases import actions, queries
from helevejen.cases.enums import MeetingState
from tests.cast import NOW, TODAY
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import MeetingFactory, MeetingSlotFactory
from tests.factories.citizens import RelationFactory
from tests.support.flat import assert_flat

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def danish(*parts):
    return datetime(*parts, tzinfo=COPENHAGEN)


# --- The day ---


def test_the_day_is_a_danish_day(jens, aminas_case):
    MeetingFactory(case=aminas_case, starts_at=danish(2026, 3, 10, 23, 59), minutes=30)
    first = MeetingFactory(case=aminas_case, starts_at=danish(2026, 3, 11, 0, 30), minutes=30)
    last = MeetingFactory(case=aminas_case, starts_at=danish(2026, 3, 11, 23, 59), minutes=30)
    MeetingFactory(case=aminas_case, starts_at=danish(2026, 3, 12, 0, 30), minutes=30)
    assert queries.meetings_of_day(jens, TODAY) == [first, last]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_of_23_or_25_hours_is_whole(jens, aminas_case, day):
    meetings = [
        MeetingFactory(case=aminas_case, starts_at=danish(day.year, day.month, day.day, hour), minutes=30)
        for hour in (0, 23)
    ]
    assert queries.meetings_of_day(jens, day) == meetings


def test_the_day_shows_what_was_held_and_missed_but_nothing_called_off(jens, aminas_case):
    held = MeetingFactory(case=aminas_case, held=True)
    day = held.starts_at.date()
    MeetingFactory(case=aminas_case, cancelled=True, starts_at=held.starts_at)
    MeetingFactory(case=aminas_case, proposed=True)
    assert queries.meetings_of_day(jens, day) == [held]


def test_the_day_is_the_hosts_own(mette, aminas_case):
    MeetingFactory(case=aminas_case)
    assert queries.meetings_of_day(mette, TODAY + timedelta(days=1)) == []


# --- Coming, waiting, forgotten ---


def test_coming_meetings_are_booked_and_not_over(aminas_case):
    later = MeetingFactory(case=aminas_case, starts_at=NOW + timedelta(days=3))
    now = MeetingFactory(case=aminas_case, starts_at=NOW)
    MeetingFactory(case=aminas_case, starts_at=NOW - timedelta(minutes=45))
    MeetingFactory(case=aminas_case, cancelled=True)
    assert queries.coming_meetings_of(aminas_case, NOW) == [now, later]


def test_meetings_that_wait_for_a_choice_bring_their_times(aminas_case):
    meeting = MeetingFactory(case=aminas_case, proposed=True)
    later = MeetingSlotFactory(meeting=meeting, starts_at=NOW + timedelta(days=4))
    sooner = MeetingSlotFactory(meeting=meeting, starts_at=NOW + timedelta(days=2))
    MeetingFactory(case=aminas_case)
    [waiting] = queries.proposed_meetings_of(aminas_case)
    assert list(waiting.slots.all()) == [sooner, later]


def test_a_time_somebody_took_is_no_longer_offered(aminas_case, bos_case, jens, mette):
    meeting = MeetingFactory(case=aminas_case, proposed=True)
    slots = [MeetingSlotFactory(meeting=meeting, starts_at=NOW + timedelta(days=day)) for day in (1, 2, 3, 4)]
    MeetingFactory(case=bos_case, host=jens, starts_at=slots[0].starts_at)
    MeetingFactory(case=aminas_case, host=mette, starts_at=slots[1].starts_at)
    MeetingFactory(case=bos_case, host=mette, starts_at=slots[2].starts_at)
    assert queries.free_slots_of(meeting, NOW) == slots[2:]
    assert queries.free_slots_of(meeting, slots[2].starts_at) == slots[3:]
    assert queries.free_slots_of(MeetingFactory(case=aminas_case, proposed=True), NOW) == []


def test_a_day_the_host_is_away_is_not_offered(aminas_case, jens, mette):
    meeting = MeetingFactory(case=aminas_case, proposed=True)
    slots = [MeetingSlotFactory(meeting=meeting, starts_at=NOW + timedelta(days=day)) for day in (1, 2, 3, 4)]
    AbsenceFactory(user=jens, valid_from=TODAY + timedelta(days=2), valid_until=TODAY + timedelta(days=4))
    AbsenceFactory(user=jens, valid_from=TODAY, valid_until=TODAY + timedelta(days=9), cancelled_at=NOW)
    AbsenceFactory(user=mette, valid_from=TODAY, valid_until=TODAY + timedelta(days=9))
    assert queries.free_slots_of(meeting, NOW) == [slots[0], slots[3]]


def test_booked_meetings_that_began_wait_to_be_written_down(jens, mette, aminas_case):
    begun = MeetingFactory(case=aminas_case, starts_at=NOW)
    MeetingFactory(case=aminas_case, starts_at=NOW + timedelta(minutes=45))
    MeetingFactory(case=aminas_case, held=True)
    assert queries.meetings_to_write_down(jens, NOW) == [begun]
    assert queries.meetings_to_write_down(mette, NOW) == []


# --- Who sees them ---


def test_strangers_see_no_meeting(aminas_case, cast):
    meeting = MeetingFactory(case=aminas_case)
    seen = {
        name
        for name in ("jens", "mette", "omar", "lene", "karen")
        if queries.meetings_of(aminas_case, getattr(cast, name), NOW)
    }
    assert seen == {"jens", "lene"}
    assert queries.meetings_of(aminas_case, cast.amina.user, NOW) == [meeting]
    assert queries.meetings_of(aminas_case, cast.bo.user, NOW) == []


@pytest.mark.parametrize(
    ("trait", "sees"), [("meeting", True), ("handover", True), ("former", False), ("coordinator", False)]
)
def test_a_relation_shows_meetings_as_far_as_its_level(aminas_case, amina, omar, trait, sees):
    MeetingFactory(case=aminas_case)
    RelationFactory(user=omar, citizen=amina, valid_from=NOW - timedelta(days=1), **{trait: True})
    assert bool(queries.meetings_of(aminas_case, omar, NOW)) is sees


def test_what_waits_stands_before_what_was(aminas_case, jens):
    past, coming = MeetingFactory(case=aminas_case, held=True), MeetingFactory(case=aminas_case)
    waiting = MeetingFactory(case=aminas_case, proposed=True)
    assert queries.meetings_of(aminas_case, jens, NOW) == [waiting, coming, past]


def test_what_was_said_when_calling_off_is_for_those_who_may_read_of_health(aminas_case, jens, lene, omar, amina):
    meeting = MeetingFactory(case=aminas_case)
    actions.cancel_meeting(meeting=meeting, by=amina.user, at=NOW, by_citizen=True, reason="Jeg er indlagt.")
    for reader in (jens, amina.user):
        assert queries.closing_notes_of(aminas_case, reader, NOW) == {meeting.pk: "Jeg er indlagt."}
    for reader in (lene, omar):
        assert queries.closing_notes_of(aminas_case, reader, NOW) == {}
    [shown] = queries.meetings_of(aminas_case, lene, NOW)
    assert "closing_note" in shown.get_deferred_fields()


def test_the_lists_are_flat(aminas_case, jens):
    made = iter(range(100))

    def make():
        day = next(made)
        MeetingFactory(case=aminas_case, starts_at=NOW + timedelta(minutes=45 * day))
        meeting = MeetingFactory(case=aminas_case, proposed=True)
        MeetingSlotFactory(meeting=meeting)

    def read():
        lists = [
            queries.meetings_of_day(jens, TODAY),
            queries.meetings_of(aminas_case, jens, NOW),
            queries.coming_meetings_of(aminas_case, NOW),
            queries.proposed_meetings_of(aminas_case),
            queries.meetings_to_write_down(jens, NOW),
        ]
        for meetings in lists:
            for meeting in meetings:
                assert all((meeting.citizen.name, meeting.host.name, meeting.case.jobformidler.name))
                assert meeting.track is None
        assert [list(meeting.slots.all()) for meeting in lists[1] + lists[3]]

    make()
    assert_flat(read, make)


# --- The calendar file ---


def test_a_calendar_entry_tells_when_and_where(aminas_case):
    meeting = MeetingFactory(case=aminas_case, sequence=2)
    entry = queries.calendar_entry(meeting)
    assert (entry.uid, entry.sequence, entry.is_cancelled) == (meeting.uid, 2, False)
    assert (entry.starts_at, entry.ends_at, entry.place) == (meeting.starts_at, meeting.ends_at, "Rådhuset, lokale 2")


@pytest.mark.parametrize("protection", ["protected", "special"])
def test_of_a_protected_citizen_it_does_not_tell_where(aminas_case, amina, protection):
    amina.protection = protection
    amina.save()
    meeting = MeetingFactory(case=aminas_case, citizen=amina)
    assert queries.calendar_entry(meeting).place == ""


def test_a_cancelled_meeting_is_taken_out(aminas_case):
    meeting = MeetingFactory(case=aminas_case, state=MeetingState.CANCELLED, closed_at=NOW)
    entry = queries.calendar_entry(meeting)
    assert (entry.is_cancelled, entry.changed_at) == (True, NOW)


def test_a_proposed_meeting_has_no_calendar_file(aminas_case):
    with pytest.raises(ValueError, match="no calendar file"):
        queries.calendar_entry(MeetingFactory(case=aminas_case, proposed=True))
