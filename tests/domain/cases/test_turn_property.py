"""Whatever is done in whatever order: one open turn per open track, and a history without gaps that only grows."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helevejen.cases import actions
from helevejen.cases.enums import Cap, Holder, TrackKind, TrackOutcome, TurnEvent
from helevejen.cases.models import Case, Track, Turn
from helevejen.cases.rules import chains
from helevejen.core.deeds import Refusal
from tests.factories.accounts import UserFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case

pytestmark = [pytest.mark.both, pytest.mark.slow]

_STEPS = sorted({code for chain in chains.chains().values() for code in chain.steps})


class Story:
    """A case to which things happen; every choice is a number that is taken modulo what there is to choose from."""

    def __init__(self) -> None:
        self.jobformidler, self.other = UserFactory(), UserFactory()
        self.citizen = CitizenFactory(with_account=True)
        self.case: Case = whole_case(self.citizen, self.jobformidler, self.other)
        self.at = NOW

    def track(self, number: int) -> Track:
        tracks = Track.objects.filter(case=self.case).order_by("pk")
        return tracks[number % tracks.count()]

    def pass_turn(self, number: int, choice: int) -> None:
        track = self.track(number)
        steps = list(chains.chain_of(track.kind).steps)
        actions.pass_turn(
            track=track,
            by=self.jobformidler,
            at=self.at,
            event=list(TurnEvent)[choice % 3],
            step=steps[choice % len(steps)] if choice % 5 else _STEPS[choice % len(_STEPS)],
            cap=list(Cap)[choice % 3],
            due_on=TODAY + timedelta(days=choice % 9) if choice % 2 else None,
            note="Et notat" if choice % 3 == 0 else "",
        )

    def open_track(self, _number: int, choice: int) -> None:
        kind = list(TrackKind)[choice % len(TrackKind)]
        actions.start_track(case=self.case, kind=kind, by=self.jobformidler, at=self.at)

    def open_subtrack(self, number: int, choice: int) -> None:
        kind = list(TrackKind)[choice % len(TrackKind)]
        actions.start_track(case=self.case, kind=kind, by=self.jobformidler, at=self.at, parent=self.track(number))

    def postpone(self, number: int, choice: int) -> None:
        due_on = TODAY + timedelta(days=choice % 60)
        actions.postpone_turn(track=self.track(number), by=self.jobformidler, at=self.at, due_on=due_on, reason="Ferie")

    def correct(self, number: int, choice: int) -> None:
        holder = list(Holder)[choice % len(Holder)]
        actions.correct_turn(track=self.track(number), by=self.jobformidler, at=self.at, reason="Fejl", holder=holder)

    def close(self, number: int, choice: int) -> None:
        outcome = list(TrackOutcome)[choice % len(TrackOutcome)]
        actions.close_track(track=self.track(number), by=self.jobformidler, at=self.at, outcome=outcome)

    def take_over(self, _number: int, choice: int) -> None:
        pair = (self.jobformidler, self.other) if choice % 2 else (self.other, self.jobformidler)
        with transaction.atomic():
            actions.take_over_turns(case=self.case, from_user=pair[0], to_user=pair[1], by=self.other, at=self.at)

    def write(self, _number: int, _choice: int) -> None:
        actions.send_message(case=self.case, by=self.citizen.user, at=self.at, text="Hvad sker der?")

    def answer(self, number: int, choice: int) -> None:
        actions.answer_message(
            track=self.track(number),
            by=self.jobformidler,
            at=self.at,
            cap="mentor",
            text="Det går.",
            wants_answer=bool(choice % 2),
        )

    def wish(self, _number: int, choice: int) -> None:
        current = list(self.citizen.wishes.filter(replaced_at=None, withdrawn_at=None).order_by("pk"))
        replaces = current[choice % len(current)] if current and choice % 2 else None
        actions.say_wish(
            citizen=self.citizen, text=f"Ønske {choice}", by=self.citizen.user, at=self.at, replaces=replaces
        )

    def answer_wish(self, number: int, _choice: int) -> None:
        wishes = list(self.citizen.wishes.order_by("pk"))
        if wishes:
            wish = wishes[number % len(wishes)]
            actions.answer_wish(wish=wish, by=self.jobformidler, at=self.at, kind="used", reason="Ja")

    def withdraw_wish(self, number: int, _choice: int) -> None:
        wishes = list(self.citizen.wishes.order_by("pk"))
        if wishes:
            actions.withdraw_wish(wish=wishes[number % len(wishes)], by=self.citizen.user, at=self.at)

    def close_case(self, _number: int, choice: int) -> None:
        if choice % 4 == 0:
            actions.close_case(case=self.case, by=self.jobformidler, at=self.at, reason="lasting_job")


_DEEDS: list[Callable[[Story, int, int], None]] = [
    deed for name, deed in vars(Story).items() if callable(deed) and name not in {"__init__", "track"}
]

_happenings = st.lists(
    st.tuples(st.sampled_from(_DEEDS), st.integers(0, 40), st.integers(0, 400), st.integers(-3, 90)),
    min_size=1,
    max_size=14,
)


@given(happenings=_happenings)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_deeds_keeps_the_turns_whole(db: None, happenings: list[tuple[Any, int, int, int]]) -> None:
    story = Story()
    history: dict[int, dict[str, Any]] = {}
    for deed, number, choice, minutes in happenings:
        story.at += timedelta(minutes=minutes)  # sometimes backwards: two servers' clocks differ
        with suppress(Refusal):  # a rule may say no, as long as nothing is half done
            deed(story, number, choice)
        connection.check_constraints()
        history = _grown(history, story.case)
        _check(story.case)


def _grown(before: dict[int, dict[str, Any]], case: Case) -> dict[int, dict[str, Any]]:
    """Return the ended turns of a case, having checked that those known before stand as they did."""
    ended = Turn.objects.filter(track__case=case, ended_at__isnull=False).order_by("pk")
    now = {row["id"]: row for row in ended.values()}
    assert {pk: now.get(pk) for pk in before} == before
    return now


def _check(case: Case) -> None:
    for track in Track.objects.filter(case=case).order_by("pk"):
        turns = list(track.turns.order_by("number"))
        open_turns = [turn for turn in turns if turn.is_open]
        assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
        assert turns[0].since == track.opened_at
        assert all(later.since == earlier.ended_at for earlier, later in pairwise(turns))
        assert open_turns == ([turns[-1]] if track.is_open else [])
        if track.is_open:
            assert track.open_turn == turns[-1]
            assert turns[-1].due_on is not None or turns[-1].holder == Holder.SUBTRACKS
            assert (turns[-1].holder == Holder.SUBTRACKS) == track.subtracks.open().exists()
            assert case.is_open or not Case.objects.get(pk=case.pk).closed_at
        else:
            assert turns[-1].ended_at == track.closed_at
            assert not track.subtracks.open().exists()
