"""The minutes of a team by cap: what night keeps is what counting it by hand gives, and it is told of when it is."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from helevejen.accounts.models import Team
from helevejen.caseload import queries
from helevejen.caseload.actions import count_minutes
from helevejen.caseload.models import NightlyCount
from helevejen.caseload.queries.people import members_of
from helevejen.cases.enums import Cap, MeetingState
from helevejen.cases.models import CompanyContact, Meeting, Note
from tests.cast import NOW, TODAY
from tests.factories.accounts import EmploymentFactory, TeamFactory, UserFactory
from tests.factories.cases import CompanyContactFactory, MeetingFactory, NoteFactory
from tests.support.flat import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.both]
#: Days back, on both sides of the edge of each period and of now.
EDGES = [timedelta(days=days, minutes=minutes) for days in (0, 30, 90, 365) for minutes in (-1, 0, 1)]


def some_work(cast, chance):
    """Write notes, hold meetings and talk to companies at the edges of the periods."""
    cases = [cast.aminas_case, cast.bos_case, cast.carls_case]
    for _ in range(25):
        case, at, minutes = chance.choice(cases), NOW - chance.choice(EDGES), chance.choice([0, 5, 45])
        who, cap = case.jobformidler, chance.choice(list(Cap))
        kind = chance.choice(["note", "talk", "meeting", "meeting with notes", "missed"])
        if kind == "note":
            NoteFactory(case=case, written_by=who, written_at=at, cap=cap, minutes=minutes)
        elif kind == "talk":
            CompanyContactFactory(case=case, by=who, at=at, minutes=minutes)
        else:
            state = {"missed": True} if kind == "missed" else {"held": True}
            when = {"starts_at": at, "ends_at": at + timedelta(minutes=30), "minutes": 30}
            meeting = MeetingFactory(case=case, host=who, cap=cap, **when, **state)
            if kind == "meeting with notes":
                NoteFactory(case=case, meeting=meeting, written_by=who, written_at=at, cap=cap, minutes=minutes)


def counted_by_hand(team, days):
    """Return the minutes of a team by cap, one row at a time."""
    people = set(members_of(team, TODAY).order_by("pk").values_list("pk", flat=True))

    def is_within(at):
        return NOW - timedelta(days=days) < at <= NOW

    minutes = Counter()
    for note in Note.objects.order_by("pk"):
        if note.written_by_id in people and is_within(note.written_at):
            minutes[note.cap] += note.minutes
    for talk in CompanyContact.objects.order_by("pk"):
        if talk.by_id in people and is_within(talk.at):
            minutes[Cap.COMPANY] += talk.minutes
    for meeting in Meeting.objects.order_by("pk"):
        is_told = any(note.minutes for note in meeting.notes.order_by("pk"))
        if meeting.host_id in people and meeting.state == MeetingState.HELD and not is_told:
            minutes[meeting.cap] += meeting.minutes if is_within(meeting.starts_at) else 0
    return [minutes[cap] for cap in Cap]


def caps_of(team, at=NOW, days=365):
    return queries.cap_time_of(team, members_of(team, TODAY).order_by("pk"), at, days=days)


def minutes_of(team, at=NOW, days=365):
    return [one.minutes for one in caps_of(team, at, days).shares]


@pytest.mark.parametrize("seed", range(4))
def test_what_night_keeps_is_what_is_counted_by_hand_and_what_is_counted_now(cast, seed):
    some_work(cast, random.Random(seed))
    teams, periods = list(Team.objects.order_by("pk")), queries.PERIODS.values()
    by_hand = {(team, days): counted_by_hand(team, days) for team in teams for days in periods}
    now = {(team, days): caps_of(team, days=days) for team in teams for days in periods}
    assert count_minutes(at=NOW) == 3
    kept = {(team, days): caps_of(team, days=days) for team in teams for days in periods}
    assert {key: [one.minutes for one in found.shares] for key, found in now.items()} == by_hand
    assert {key: found.shares for key, found in kept.items()} == {key: found.shares for key, found in now.items()}
    assert {found.made_at for found in now.values()} == {None}
    assert {found.made_at for found in kept.values()} == {NOW}
    assert sum(map(sum, by_hand.values())) > 0


def test_what_is_told_is_of_the_night_until_it_is_counted_again(cast):
    NoteFactory(case=cast.aminas_case, written_at=NOW - timedelta(days=1), cap=Cap.MENTOR, minutes=20)
    count_minutes(at=NOW - timedelta(hours=7))
    NoteFactory(case=cast.aminas_case, written_at=NOW - timedelta(hours=1), cap=Cap.MENTOR, minutes=30)
    assert (minutes_of(cast.ungdom), caps_of(cast.ungdom).made_at) == ([0, 20, 0], NOW - timedelta(hours=7))
    count_minutes(at=NOW)
    assert (minutes_of(cast.ungdom), caps_of(cast.ungdom).made_at) == ([0, 50, 0], NOW)


def test_it_is_counted_now_where_night_counted_long_ago(cast):
    NoteFactory(case=cast.aminas_case, written_at=NOW - timedelta(days=3), cap=Cap.MENTOR, minutes=20)
    count_minutes(at=NOW - timedelta(days=4))
    assert minutes_of(cast.ungdom, NOW - timedelta(days=2)) == [0, 0, 0]
    later = NOW - timedelta(days=2) + timedelta(seconds=1)
    assert (minutes_of(cast.ungdom, later), caps_of(cast.ungdom, later).made_at) == ([0, 20, 0], None)


def test_a_team_that_is_new_is_counted_now(cast):
    count_minutes(at=NOW)
    team, user = TeamFactory(), UserFactory()
    EmploymentFactory(user=user, team=team)
    NoteFactory(case=cast.aminas_case, written_by=user, written_at=NOW, cap=Cap.AUTHORITY, minutes=10)
    assert (minutes_of(team), caps_of(team).made_at) == ([10, 0, 0], None)


def test_what_is_kept_names_nobody_and_one_question_reads_it(cast):
    NoteFactory(case=cast.aminas_case, written_at=NOW, cap=Cap.MENTOR, minutes=20)
    count_minutes(at=NOW)
    kept = NightlyCount.objects.get(name="minutes 30").content
    assert kept[str(cast.ungdom.pk)] == {"authority": 0, "mentor": 20, "company": 0}
    more = [team for team in Team.objects.order_by("pk") if members_of(team, TODAY).count() > 1]
    assert set(kept) == {str(team.pk) for team in more}
    assert count_queries(lambda: caps_of(cast.ungdom)) == 1


def test_the_minutes_of_a_team_of_one_are_not_kept_for_they_are_one_persons(cast):
    team, alone = TeamFactory(), UserFactory()
    EmploymentFactory(user=alone, team=team)
    NoteFactory(case=cast.aminas_case, written_by=alone, written_at=NOW, cap=Cap.AUTHORITY, minutes=10)

    def is_kept():
        count_minutes(at=NOW)
        return any(str(team.pk) in one.content for one in NightlyCount.objects.order_by("name"))

    assert not is_kept()
    assert (minutes_of(team), caps_of(team).made_at) == ([10, 0, 0], None)
    EmploymentFactory(user=UserFactory(), team=team)
    assert is_kept()
    assert (minutes_of(team), caps_of(team).made_at) == ([10, 0, 0], NOW)
