"""Eight at once, each with a connection of its own: nothing is lost and nobody wins twice. On both databases."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection, transaction

from helevejen.accounts.models import User
from helevejen.audit.models import Event
from helevejen.cases import actions
from helevejen.cases.enums import Holder
from helevejen.cases.models import Case, Message, Note, Track, Turn
from tests.factories.accounts import UserFactory
from tests.factories.cases import CaseFactory, TrackFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.times import NOW
from tests.support import patience

pytestmark = [pytest.mark.both, pytest.mark.slow]

AT_ONCE = 8
ROUNDS = 5


@pytest.fixture
def case(transactional_db: None) -> Case:
    return CaseFactory(citizen=CitizenFactory(with_account=True))


def at_once(deed: Callable[[int], object]) -> Counter[str]:
    """Let eight do it at the same moment and count how it went: "done", or the name of the refusal or the fault."""
    start = Barrier(AT_ONCE)

    def one(number: int) -> str:
        try:
            start.wait(timeout=patience.SECONDS)
            deed(number)
        except Exception as fault:  # noqa: BLE001 - the test tells refusals from faults by their names
            return type(fault).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(one, range(AT_ONCE)))


def send_on(track: Track, by: User, **more: object) -> Turn:
    words = {"event": "done", "step": "we_order_statement", "cap": "authority"}
    return actions.pass_turn(track=track, by=by, at=NOW, **(words | more))


def assert_whole(track: Track) -> None:
    turns = list(Turn.objects.filter(track=track).order_by("number"))
    assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
    assert [turn.is_open for turn in turns] == [False] * (len(turns) - 1) + [True]
    assert all(later.since == earlier.ended_at for earlier, later in pairwise(turns))


def test_of_eight_who_saw_the_same_turn_exactly_one_wins(case: Case) -> None:
    track = TrackFactory(case=case)
    colleagues = [UserFactory() for _ in range(AT_ONCE)]

    for round_ in range(1, ROUNDS + 1):
        shown = Turn.objects.get(open_key=track.pk).pk
        went = at_once(
            lambda number, shown=shown: send_on(track, colleagues[number], expected_turn=shown, note="Sendt")
        )

        assert went == {"done": 1, "UnableToPassTurn": AT_ONCE - 1}
        assert Turn.objects.filter(track=track).count() == 1 + round_

    assert_whole(track)
    assert Note.objects.count() == Event.objects.filter(verb="turn_passed").count() == ROUNDS


def test_eight_who_pass_whatever_is_there_all_pass_and_nothing_is_lost(case: Case) -> None:
    track = TrackFactory(case=case)

    went = at_once(lambda _number: [send_on(track, case.jobformidler) for _ in range(ROUNDS)])

    assert went == {"done": AT_ONCE}
    assert Turn.objects.filter(track=track).count() == 1 + AT_ONCE * ROUNDS
    assert_whole(track)


def test_eight_on_tracks_of_their_own_do_not_disturb_each_other(case: Case) -> None:
    tracks = [TrackFactory(case=case) for _ in range(AT_ONCE)]

    went = at_once(lambda number: [send_on(tracks[number], case.jobformidler, note="Sendt") for _ in range(ROUNDS)])

    assert went == {"done": AT_ONCE}
    for track in tracks:
        assert Turn.objects.filter(track=track).count() == 1 + ROUNDS
        assert_whole(track)


def test_when_the_last_subtracks_close_at_once_the_ball_comes_back_once(case: Case) -> None:
    parent = TrackFactory(case=case)
    subtracks = [
        actions.start_track(case=case, kind="clarification", by=case.jobformidler, at=NOW, parent=parent)
        for _ in range(AT_ONCE)
    ]

    went = at_once(
        lambda number: actions.close_track(
            track=subtracks[number], by=case.jobformidler, at=NOW, outcome="reached", note="Svar"
        )
    )

    assert went == {"done": AT_ONCE}
    holders = list(Turn.objects.filter(track=parent).order_by("number").values_list("holder", flat=True))
    assert holders == [Holder.JOBFORMIDLER, Holder.SUBTRACKS, Holder.JOBFORMIDLER]
    assert_whole(parent)


def test_opening_and_closing_subtracks_at_once_keeps_the_parent_right(case: Case) -> None:
    parent = TrackFactory(case=case)

    def open_and_close(_number: int) -> None:
        for _ in range(3):
            track = actions.start_track(case=case, kind="education", by=case.jobformidler, at=NOW, parent=parent)
            actions.close_track(track=track, by=case.jobformidler, at=NOW, outcome="reached")

    assert at_once(open_and_close) == {"done": AT_ONCE}
    assert Turn.objects.get(open_key=parent.pk).holder == Holder.JOBFORMIDLER
    assert Track.objects.filter(parent=parent).count() == AT_ONCE * 3
    assert_whole(parent)


def test_closing_the_case_while_others_pass_and_write_leaves_nothing_open(case: Case) -> None:
    tracks = [TrackFactory(case=case) for _ in range(AT_ONCE)]

    def deed(number: int) -> None:
        if number == 0:
            actions.close_case(case=case, by=case.jobformidler, at=NOW, reason="moved")
        elif number % 2:
            send_on(tracks[number], case.jobformidler, note="Sendt")
        else:
            actions.start_track(case=case, kind="education", by=case.jobformidler, at=NOW)

    went = at_once(deed)

    assert set(went) <= {"done", "UnableToPassTurn", "UnableToOpenTrack", "UnableToWriteNote"}
    assert not Track.objects.filter(case=case, closed_at=None).exists()
    assert not Turn.objects.filter(ended_at=None).exists()


def test_of_eight_who_close_one_track_exactly_one_does(case: Case) -> None:
    track = TrackFactory(case=case)

    went = at_once(lambda _n: actions.close_track(track=track, by=case.jobformidler, at=NOW, outcome="reached"))

    assert went == {"done": 1, "UnableToCloseTrack": AT_ONCE - 1}


def test_eight_messages_at_once_are_one_dialogue_with_eight_messages(case: Case) -> None:
    went = at_once(lambda n: actions.send_message(case=case, by=case.citizen.user, at=NOW, text=f"Besked {n}"))

    assert went == {"done": AT_ONCE}
    assert Message.objects.count() == AT_ONCE
    assert Track.objects.filter(case=case).count() == 1


def test_a_wish_is_answered_once_and_replaced_once(case: Case) -> None:
    citizen = case.citizen
    wish = actions.say_wish(citizen=citizen, text="Heste", by=citizen.user, at=NOW)

    def deed(number: int) -> None:
        if number % 2:
            actions.answer_wish(wish=wish, by=case.jobformidler, at=NOW, kind="used", reason="Ja")
        else:
            actions.say_wish(citizen=citizen, text=f"Køer {number}", by=citizen.user, at=NOW, replaces=wish)

    went = at_once(deed)

    assert set(went) <= {"done", "UnableToAnswerWish", "UnableToSayWish"}
    assert 1 <= went["done"] <= 2
    assert citizen.wishes.filter(replaced_at=None).count() == 1
    assert Track.objects.filter(wish=wish.first_id, closed_at=None).count() <= 1


def test_a_change_of_jobformidler_in_the_middle_leaves_no_ball_with_the_former(case: Case) -> None:
    tracks = [TrackFactory(case=case) for _ in range(AT_ONCE)]
    former, new = case.jobformidler, UserFactory()

    def deed(number: int) -> None:
        if number == 0:
            with transaction.atomic():
                actions.take_over_turns(case=case, from_user=former, to_user=new, by=new, at=NOW)
                Case.objects.filter(pk=case.pk).update(jobformidler=new)
        elif number % 3 == 0:
            actions.start_track(case=case, kind="education", by=former, at=NOW)
        elif number % 3 == 1:
            send_on(tracks[number], former, step="doctor_answers")
            send_on(tracks[number], former, step="we_read_statement")
        else:
            send_on(tracks[number], former)

    for _ in range(ROUNDS):
        assert at_once(deed) == {"done": AT_ONCE}
        held = Turn.objects.open().filter(holder=Holder.JOBFORMIDLER, track__case=case)
        assert {turn.holder_user for turn in held.order_by("pk")} == {new}
        former, new = new, former
