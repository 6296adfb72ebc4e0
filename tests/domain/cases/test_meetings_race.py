"""Many at once want the same hour: one gets it, everybody else is told, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from helevejen.cases import actions
from helevejen.cases.enums import Cap, MeetingPurpose, MeetingState
from helevejen.cases.models import Meeting
from helevejen.citizens.enums import Channel
from tests.cast import NOW, gather
from tests.factories.cases import MeetingFactory, MeetingSlotFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.whole import whole_case
from tests.support import patience

pytestmark = [pytest.mark.both, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TEN = datetime(2026, 3, 16, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
WRITERS = 8


@pytest.fixture
def cast():
    return gather()


def at_once(deeds):
    """Start all deeds at the same moment, each with a connection of its own; return what came of each."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait(timeout=patience.SECONDS)
            return deed()
        except actions.UnableToBookMeeting as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def invitation(case, host, starts_at):
    def deed():
        return actions.invite_meeting(
            case=case,
            by=host,
            at=NOW,
            purpose=MeetingPurpose.FOLLOW_UP,
            cap=Cap.MENTOR,
            channel=Channel.PHONE,
            place="",
            starts_at=starts_at,
            minutes=45,
        )

    return deed


def booked():
    return Meeting.objects.filter(state=MeetingState.BOOKED)


def test_a_host_wanted_by_many_citizens_at_once_is_booked_once(cast):
    cases = [whole_case(CitizenFactory(), cast.jens, cast.mette) for _ in range(WRITERS)]
    outcomes = at_once([invitation(case, cast.jens, TEN + timedelta(minutes=5 * n)) for n, case in enumerate(cases)])
    assert booked().count() == 1
    told = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(told) == WRITERS - 1
    assert all(text.startswith("Jens Bro har en anden aftale mandag den 16. marts 2026 kl. 10.") for text in told)


def test_a_citizen_wanted_by_many_hosts_at_once_is_booked_once(cast):
    hosts = [cast.jens, cast.mette, cast.lene, cast.omar, cast.nina, cast.vibeke, cast.rikke]
    outcomes = at_once([invitation(cast.aminas_case, host, TEN) for host in hosts])
    assert booked().count() == 1
    assert sum(isinstance(outcome, str) for outcome in outcomes) == len(hosts) - 1


def test_crossing_bookings_do_not_wait_for_each_other_for_ever(cast):
    """Host one with citizen two while host two meets citizen one: whichever two win, nobody hangs or is lost."""
    pairs = [
        (cast.aminas_case, cast.jens),
        (cast.aminas_case, cast.mette),
        (cast.bos_case, cast.jens),
        (cast.bos_case, cast.mette),
    ]
    outcomes = at_once([invitation(case, host, TEN) for case, host in pairs * 2])
    assert booked().count() == 2
    assert sum(isinstance(outcome, str) for outcome in outcomes) == 6


def test_two_who_choose_the_same_proposed_time_at_once(cast):
    meetings = []
    for case in (cast.aminas_case, cast.bos_case):
        meeting = MeetingFactory(case=case, host=cast.jens, proposed=True)
        meetings.append((meeting, MeetingSlotFactory(meeting=meeting, starts_at=TEN)))
    outcomes = at_once(
        [
            lambda meeting=meeting, slot=slot: actions.book_meeting(
                meeting=meeting, slot=slot, by=meeting.citizen.user, at=NOW
            )
            for meeting, slot in meetings
        ]
    )
    assert booked().count() == 1
    assert Meeting.objects.filter(state=MeetingState.PROPOSED).count() == 1
    assert sum(isinstance(outcome, str) for outcome in outcomes) == 1


def test_a_time_chosen_twice_at_once_is_booked_once(cast):
    meeting = MeetingFactory(case=cast.aminas_case, proposed=True)
    slots = [MeetingSlotFactory(meeting=meeting, starts_at=TEN + timedelta(days=n)) for n in range(4)]
    outcomes = at_once(
        [
            lambda slot=slot: actions.book_meeting(meeting=meeting, slot=slot, by=cast.amina.user, at=NOW)
            for slot in slots
        ]
    )
    winner = next(outcome for outcome in outcomes if not isinstance(outcome, str))
    assert Meeting.objects.get().starts_at == winner.starts_at
    assert sum(isinstance(outcome, str) for outcome in outcomes) == 3


def test_two_moved_onto_the_same_hour_at_once(cast):
    meetings = [
        MeetingFactory(case=case, host=cast.jens, starts_at=TEN + timedelta(days=day))
        for day, case in enumerate((cast.aminas_case, cast.bos_case), start=1)
    ]
    outcomes = at_once(
        [
            lambda meeting=meeting: actions.move_meeting(meeting=meeting, by=cast.jens, at=NOW, starts_at=TEN)
            for meeting in meetings
        ]
    )
    assert booked().filter(starts_at=TEN).count() == 1
    assert sum(isinstance(outcome, str) for outcome in outcomes) == 1
