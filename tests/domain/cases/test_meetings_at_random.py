"""Whatever is done in whatever order, nobody is booked twice, and only a real clash is told as one."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helevejen.cases import actions
from helevejen.cases.enums import Cap, MeetingPurpose, MeetingState
from helevejen.cases.models import Meeting
from helevejen.citizens.enums import Channel
from tests.cast import NOW

pytestmark = [pytest.mark.both, pytest.mark.slow]

MONDAY = datetime(2026, 3, 16, tzinfo=ZoneInfo("Europe/Copenhagen"))


def some_time(chance):
    return MONDAY.replace(hour=chance.randrange(8, 12), minute=chance.randrange(0, 60, 5))


def invite(cast, chance):
    case = chance.choice([cast.aminas_case, cast.bos_case, cast.carls_case])
    host = chance.choice([cast.jens, cast.mette])
    form = {"purpose": MeetingPurpose.PLAN, "cap": Cap.MENTOR, "channel": Channel.PHONE, "place": ""}
    starts_at, minutes = some_time(chance), chance.choice([15, 45, 90])

    def deed():
        return actions.invite_meeting(case=case, by=host, at=NOW, starts_at=starts_at, minutes=minutes, **form)

    return (host, case.citizen, starts_at, minutes, None), deed


def move(meeting, chance):
    starts_at, minutes = some_time(chance), chance.choice([15, 45, 90])

    def deed():
        return actions.move_meeting(meeting=meeting, by=meeting.host, at=NOW, starts_at=starts_at, minutes=minutes)

    return (meeting.host, meeting.citizen, starts_at, minutes, meeting.pk), deed


def clashes(wanted, booked):
    host, citizen, starts_at, minutes, own = wanted
    ends_at = starts_at + timedelta(minutes=minutes)
    return any(
        one.starts_at < ends_at and starts_at < one.ends_at and (one.host == host or one.citizen == citizen)
        for one in booked
        if one.pk != own
    )


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_booked_twice_whatever_is_done(cast, seed):
    chance = random.Random(seed)
    for _ in range(40):
        booked = list(
            Meeting.objects.filter(state=MeetingState.BOOKED).select_related("host", "citizen").order_by("pk")
        )
        if booked and chance.random() < 0.2:
            actions.cancel_meeting(meeting=chance.choice(booked), by=cast.jens, at=NOW, by_citizen=False)
            continue
        wanted, deed = move(chance.choice(booked), chance) if booked and chance.random() < 0.4 else invite(cast, chance)
        if clashes(wanted, booked):
            with pytest.raises(actions.UnableToBookMeeting, match="har en anden"):
                deed()
        else:
            assert deed().state == MeetingState.BOOKED
