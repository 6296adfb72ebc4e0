"""Who waits, for how long, and for whom nothing happens: the rule, and the reads against their slow twins."""

import random
from datetime import timedelta
from statistics import median_low

import pytest

from helevejen.caseload import queries, rules
from helevejen.cases.enums import Holder, TurnEvent
from helevejen.cases.models import CompanyContact, Meeting, Message, Note, Nudge, Track
from tests.factories.cases import (
    CompanyContactFactory,
    MeetingFactory,
    MessageFactory,
    NoteFactory,
    NudgeFactory,
    TrackFactory,
    TurnFactory,
)
from tests.factories.citizens import CitizenFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries

LONG_AGO, LATELY = NOW - timedelta(days=50), NOW - timedelta(days=10)


@pytest.mark.parametrize(
    ("held_since", "heard", "is_booked", "is_still"),
    [
        ([LONG_AGO], NOW - timedelta(days=60), False, True),
        ([LONG_AGO], NOW - timedelta(days=60), True, False),
        ([LONG_AGO], LATELY, False, False),
        ([LONG_AGO, NOW - timedelta(days=3)], None, False, False),
        ([LONG_AGO], None, False, True),
        ([NOW - rules.STILL_FOR], None, False, True),
        ([NOW - rules.STILL_FOR + timedelta(minutes=1)], None, False, False),
    ],
)
def test_nothing_happens_when_no_ball_has_moved_nobody_was_heard_and_nothing_is_booked(
    held_since, heard, is_booked, is_still
):
    assert rules.is_still(held_since=held_since, last_heard_at=heard, is_booked=is_booked, at=NOW) is is_still


@pytest.fixture
def waits_of(cast):
    return lambda: queries.waits_of_team(cast.ungdom, cast.lene, NOW)


@pytest.fixture
def still_one(cast):
    """A case of Jens' for which nothing has happened for long, with a track that waits for the doctor."""
    citizen = CitizenFactory(given_name="Stille", family_name="Sørensen")
    case = whole_case(citizen, cast.jens, cast.mette, waits_since=LONG_AGO)
    TrackFactory(
        case=case, opened_at=LONG_AGO, turn__step="doctor_answers", turn__holder=Holder.DOCTOR, turn__holder_user=None
    )
    return case


def test_the_longest_wait_comes_first_with_whom_and_what_it_is_for(cast, waits_of, still_one):
    first, second, *others = waits_of()
    assert {first.citizen_name, second.citizen_name} == {"Stille Sørensen"}
    assert {first.step, second.step} == {"we_invite", "doctor_answers"}
    assert [wait.citizen_name for wait in others] == ["Amina Holm", "Bo Lund"]
    assert [wait.is_on_us for wait in others] == [True, True]


def test_a_postponement_does_not_begin_the_wait_anew(cast, waits_of, still_one):
    track = still_one.tracks.get(turns__step="doctor_answers")
    TurnFactory(track=track, number=0, since=NOW - timedelta(days=90), ended_at=LONG_AGO, event=TurnEvent.POSTPONED)
    Track.objects.filter(pk=track.pk).update(opened_at=NOW - timedelta(days=90))
    assert next(wait for wait in waits_of() if wait.step == "doctor_answers").held_since == NOW - timedelta(days=90)


def test_the_sums_are_by_holder_and_cause_the_longest_wait_first(cast, waits_of, still_one):
    first, second = queries.wait_sums(waits_of(), NOW)
    assert (first.holder, first.cause, first.count) == (Holder.DOCTOR, "Lægen skriver attesten", 1)
    assert (first.median_days, first.longest_days) == (50, 50)
    assert (second.holder, second.step, second.count) == (Holder.JOBFORMIDLER, "we_invite", 3)
    assert (second.median_days, second.p90_days, second.longest_days, second.overdue_count) == (2, None, 50, 0)


@pytest.mark.parametrize(
    "happening",
    [
        lambda case: MeetingFactory(case=case),
        lambda case: MeetingFactory(case=case, proposed=True),
        lambda case: MeetingFactory(case=case, held=True),
        lambda case: NoteFactory(case=case, minutes=10),
        lambda case: CompanyContactFactory(case=case),
        lambda case: NudgeFactory(turn=case.tracks.first().open_turn),
        lambda case: TrackFactory(case=case, closed=True),
        lambda case: TrackFactory(case=case, opened_at=LATELY),
        lambda case: MessageFactory(
            case=case, track=case.tracks.first(), from_staff=True, sent_at=NOW - timedelta(days=1)
        ),
    ],
)
def test_whatever_happens_takes_a_case_off_the_list(cast, waits_of, still_one, happening):
    assert queries.still_cases(waits_of(), NOW) == {still_one.pk: None}
    happening(still_one)
    assert queries.still_cases(waits_of(), NOW) == {}


@pytest.mark.parametrize(
    "nothing",
    [
        lambda case: MeetingFactory(case=case, starts_at=LONG_AGO),  # booked, never written down
        lambda case: MeetingFactory(case=case, cancelled=True, starts_at=None, ends_at=None),
        lambda case: NoteFactory(case=case, minutes=0),
        lambda case: MessageFactory(case=case, track=case.tracks.first(), sent_at=LONG_AGO),
    ],
)
def test_what_is_nothing_leaves_it_there(cast, waits_of, still_one, nothing):
    nothing(still_one)
    assert list(queries.still_cases(waits_of(), NOW)) == [still_one.pk]


def _still_one_by_one(waits):
    """Return the still cases by looking at each whole case."""
    found = {}
    for case_id in {wait.case_id for wait in waits}:
        meetings, before = Meeting.objects.filter(case=case_id), NOW - rules.STILL_FOR
        heard = [one.starts_at for one in meetings if one.state == "held"]
        heard += [one.sent_at for one in Message.objects.filter(case=case_id)]
        heard += [one.written_at for one in Note.objects.filter(case=case_id) if one.minutes]
        heard += [one.at for one in CompanyContact.objects.filter(case=case_id)]
        heard += [one.at for one in Nudge.objects.filter(turn__track__case=case_id)]
        heard += [one.closed_at for one in Track.objects.filter(case=case_id) if one.closed_at]
        is_booked = any(one.state == "proposed" or (one.state == "booked" and one.starts_at > NOW) for one in meetings)
        moved = [wait.held_since for wait in waits if wait.case_id == case_id]
        if not is_booked and all(moment <= before for moment in [*heard, *moved]):
            found[case_id] = max(heard, default=None)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_still_cases_and_medians_are_those_found_one_by_one(cast, waits_of, seed):
    chance = random.Random(seed)
    for _ in range(14):
        since = NOW - timedelta(days=chance.randrange(20, 80))
        case = whole_case(CitizenFactory(), chance.choice([cast.jens, cast.mette]), cast.lene, waits_since=since)
        for make, moment in ((NoteFactory, "written_at"), (CompanyContactFactory, "at")):
            if chance.random() < 0.5:
                make(case=case, minutes=5, **{moment: NOW - timedelta(days=chance.randrange(20, 90))})
        if chance.random() < 0.3:
            days = timedelta(days=chance.randrange(1, 90))
            MeetingFactory(case=case, held=True, starts_at=NOW - days, ends_at=NOW - days + timedelta(hours=1))
        if chance.random() < 0.2:
            MeetingFactory(case=case, starts_at=NOW + timedelta(days=chance.randrange(1, 300)))
    waits = waits_of()
    still = queries.still_cases(waits, NOW)
    assert still == _still_one_by_one(waits)
    assert 0 < len(still) < 14
    (one,) = [one for one in queries.wait_sums(waits, NOW) if one.step == "we_invite"]
    assert one.median_days == median_low((NOW - wait.held_since).days for wait in waits)
    assert one.overdue_count == sum(wait.is_overdue(TODAY) for wait in waits)


def test_the_reads_are_flat_and_cheap(cast, waits_of, still_one):
    def read():
        waits = waits_of()
        queries.still_cases(waits, NOW)
        queries.wait_sums(waits, NOW)
        queries.shown_waits(waits[:25], NOW)

    assert count_queries(read) == 4
    assert_flat(read, lambda: whole_case(CitizenFactory(), cast.jens, cast.mette))
