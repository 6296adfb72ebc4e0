"""The reads of the leader's board and of hand-overs answer as their slow and obvious twins do, on random rows."""

import random
from datetime import timedelta
from math import ceil

import pytest

from helevejen.caseload import perms, queries
from helevejen.caseload.enums import HandoverState
from helevejen.caseload.models import Handover
from helevejen.caseload.queries.board import HolderWait, waiting_by_holder
from helevejen.caseload.queries.caseload import open_turns_of
from helevejen.cases.enums import Holder, TrackKind, TurnEvent
from helevejen.cases.models import Case, Turn
from helevejen.cases.rules.turns import EVENTS_THAT_KEEP_THE_HOLDER
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.models import Citizen
from tests.factories.accounts import UserFactory
from tests.factories.caseload import HandoverFactory
from tests.factories.cases import CaseFactory, TrackFactory, TurnFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory
from tests.factories.times import NOW, TODAY

SEEDS = range(4)
HOLDERS = [Holder.JOBFORMIDLER, Holder.CITIZEN, Holder.DOCTOR, Holder.SUBTRACKS]


def random_tracks(chance, people):
    """Make tracks with some ended turns each and one open turn; a case or a track may be closed."""
    for _ in range(chance.randrange(12, 30)):
        case = CaseFactory(jobformidler=chance.choice(people), closed=chance.random() < 0.15)
        if chance.random() < 0.15:
            TurnFactory(track=TrackFactory(case=case, closed=True))
            continue
        holder = chance.choice(HOLDERS)
        track = TrackFactory(
            case=case,
            kind=TrackKind.CLARIFICATION,
            opened_at=NOW - timedelta(days=chance.randrange(60, 90)),
            turn__number=9,
            turn__holder=holder,
            turn__holder_user=case.jobformidler if holder == Holder.JOBFORMIDLER else None,
            turn__since=NOW - timedelta(days=chance.randrange(0, 20)),
            turn__due_on=TODAY + timedelta(days=chance.randrange(-5, 5)),
        )
        for number in range(chance.randrange(5, 9), 9):
            ended_at = track.open_turn.since - timedelta(days=9 - number)
            TurnFactory(
                track=track,
                number=number,
                since=ended_at - timedelta(hours=1),
                ended_at=ended_at,
                event=chance.choice([TurnEvent.POSTPONED, TurnEvent.TAKEN_OVER, TurnEvent.DONE, TurnEvent.ANSWERED]),
            )


def held_since(turn):
    """Return when a wait began, by going back through the track a turn at a time."""
    turns = list(turn.track.turns.order_by("number"))
    before = [one for one in turns if one.number == turn.number - 1]
    if not before or before[0].event not in EVENTS_THAT_KEEP_THE_HOLDER:
        return turn.since
    ends = [one.ended_at for one in turns if one.ended_at and one.event not in EVENTS_THAT_KEEP_THE_HOLDER]
    return max(ends) if ends else turn.track.opened_at


def turns_of(people):
    """Return the open turns of the open cases some people follow, one by one."""
    return [
        turn
        for turn in Turn.objects.order_by("pk")
        if turn.ended_at is None
        and turn.holder != Holder.SUBTRACKS
        and turn.track.case.closed_at is None
        and turn.track.case.jobformidler_id in people
    ]


def waiting_one_by_one(people):
    """Return the waiting by holder from whole turns, sorted anew for each holder."""
    waits = []
    for holder in Holder:
        turns = [turn for turn in turns_of(people) if turn.holder == holder]
        if not turns:
            continue
        days = sorted((NOW - held_since(turn)).days for turn in turns)
        waits.append(
            HolderWait(
                holder=holder,
                count=len(days),
                median_days=days[ceil(len(days) / 2) - 1],
                p90_days=days[ceil(len(days) * 9 / 10) - 1] if len(days) >= 10 else None,
                overdue_count=len([turn for turn in turns if turn.due_on and turn.due_on < TODAY]),
            )
        )
    return waits


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_open_turns_and_waiting_are_those_found_one_by_one(seed):
    people = [UserFactory() for _ in range(3)]
    random_tracks(random.Random(seed), people)
    asked = [user.pk for user in people[:2]]
    expected = {turn.pk: held_since(turn) for turn in turns_of(asked)}
    assert dict(open_turns_of(asked).order_by("pk").values_list("pk", "held_since")) == expected
    assert waiting_by_holder(asked, NOW) == waiting_one_by_one(asked)


@pytest.mark.parametrize("count", range(1, 12))
def test_the_nearest_rank_is_the_one_the_formula_names(count):
    from helevejen.caseload.queries.board import _wait

    since = [NOW - timedelta(days=day) for day in range(1, count + 1)]
    wait = _wait(Holder.DOCTOR, since, 0, NOW)
    assert (wait.median_days, wait.p90_days) == (ceil(count / 2), ceil(count * 9 / 10) if count >= 10 else None)


def handovers_one_by_one(user):
    """Return the hand-overs open to the user, each asked about by itself."""
    levels = perms._LEVELS
    return {
        one.pk
        for one in Handover.objects.order_by("pk")
        if citizen_perms.level_of(user, one.case.citizen, NOW) in levels
        or (
            one.to_user_id == user.pk
            and one.state == HandoverState.REQUESTED
            and not citizen_perms.has_conflict(user, one.case.citizen)
        )
    }


def random_citizen(chance, me):
    """Make a citizen who may be the user, by account or CPR number, or live where the user lives."""
    near = chance.choice(["", "", "home", "declared", "ended"])
    citizen = CitizenFactory(home_key=me.home_key if near == "home" else chance.choice(["", "0605 sted"]))
    if near in {"declared", "ended"}:
        ConflictOfInterestFactory(user=me, citizen=citizen, ended_at=NOW if near == "ended" else None)
    if chance.random() < 0.2:
        ConflictOfInterestFactory(user=UserFactory(), citizen=citizen)
    return citizen


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("home_key", ["", "0605 hjem"])
def test_handovers_open_to_somebody_are_those_found_one_by_one(cast, seed, home_key):
    chance = random.Random(seed)
    cast.jens.home_key = home_key
    cast.jens.save()
    for case in [
        cast.aminas_case,
        cast.bos_case,
        *(CaseFactory(citizen=random_citizen(chance, cast.jens)) for _ in range(12)),
    ]:
        to_user = chance.choice([cast.jens, cast.jens, cast.nina])
        is_accepted = chance.random() < 0.2
        HandoverFactory(case=case, from_user=cast.omar, to_user=to_user, accepted=is_accepted)
    for user in (cast.jens, cast.nina, cast.lene, cast.mette):
        assert set(perms.visible_to(user, NOW).values_list("pk", flat=True)) == handovers_one_by_one(user)


@pytest.mark.parametrize("seed", SEEDS)
def test_citizens_to_assign_are_those_found_one_by_one(cast, seed):
    chance = random.Random(seed)
    cast.lene.home_key = "0605 hjem"
    cast.lene.save()
    for _ in range(12):
        citizen = random_citizen(chance, cast.lene)
        citizen.registered_at = NOW - timedelta(days=chance.randrange(4))
        citizen.save()
        if chance.random() < 0.4:
            CaseFactory(citizen=citizen, closed=chance.random() < 0.5)
    expected = [
        citizen
        for citizen in Citizen.objects.order_by("registered_at", "pk")
        if not Case.objects.filter(citizen=citizen).exists() and not citizen_perms.has_conflict(cast.lene, citizen)
    ]
    found = queries.citizens_to_assign(cast.lene, TODAY)
    assert list(found) == expected
    assert queries.count_to_assign(cast.lene, TODAY) == len(expected)
    assert queries.count_to_assign(cast.jens, TODAY) == queries.citizens_to_assign(cast.jens, TODAY).count() == 0
