"""A slip is taken back while nothing came after it, and a late turn stays as late as it was."""

from datetime import timedelta

import pytest

from helevejen.cases import actions, queries
from helevejen.cases.enums import Cap
from helevejen.cases.models import Track
from tests.cast import NOW, TODAY
from tests.factories.cases import TrackFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def overdue(aminas_case):
    return TrackFactory(case=aminas_case, turn__step="we_order_statement", turn__due_on=TODAY - timedelta(days=3))


def passed(track, by, at=NOW):
    actions.pass_turn(track=track, by=by, at=at, event="done", step="doctor_answers", cap=Cap.AUTHORITY)
    return Track.objects.select_related("case", "open_turn").get(pk=track.pk)


def test_the_turn_just_passed_is_found(overdue, jens):
    before = queries.find_turn_to_take_back(passed(overdue, jens), jens, NOW + timedelta(minutes=2))
    assert (before.step, before.due_on) == ("we_order_statement", TODAY - timedelta(days=3))


def test_nobody_takes_back_what_somebody_else_did(overdue, jens, mette):
    assert queries.find_turn_to_take_back(passed(overdue, jens), mette, NOW) is None


def test_after_a_while_it_is_no_slip_any_more(overdue, jens):
    assert queries.find_turn_to_take_back(passed(overdue, jens), jens, NOW + timedelta(minutes=11)) is None


def test_a_correction_is_not_taken_back(overdue, jens):
    track = passed(overdue, jens)
    actions.correct_turn(track=track, by=jens, at=NOW, reason="Fortrudt", step="we_order_statement", due_on=TODAY)
    again = Track.objects.select_related("open_turn").get(pk=track.pk)
    assert queries.find_turn_to_take_back(again, jens, NOW) is None


def test_what_was_late_is_late_again(overdue, jens):
    track = passed(overdue, jens)
    late = TODAY - timedelta(days=3)
    turn = actions.correct_turn(track=track, by=jens, at=NOW, reason="Fortrudt", step="we_order_statement", due_on=late)
    assert turn.due_on == late


def test_a_late_turn_can_be_corrected_and_stays_late(overdue, jens):
    turn = actions.correct_turn(track=overdue, by=jens, at=NOW, reason="Forkert navn", holder_name="Dr. Winther")
    assert (turn.holder_name, turn.due_on) == ("Dr. Winther", TODAY - timedelta(days=3))


def test_a_day_nobody_was_promised_may_not_have_passed(overdue, jens):
    with pytest.raises(actions.UnableToCorrectTurn, match="allerede gået"):
        actions.correct_turn(track=overdue, by=jens, at=NOW, reason="Rettelse", due_on=TODAY - timedelta(days=9))
