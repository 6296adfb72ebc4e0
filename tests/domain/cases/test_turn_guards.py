"""What the database itself refuses about tracks and turns, whatever the code says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from helevejen.cases.enums import Holder
from helevejen.cases.models import Track, Turn
from tests.factories.cases import TrackFactory
from tests.factories.times import NOW

pytestmark = [pytest.mark.both]

END = {"ended_at": NOW, "event": "done", "open_key": None, "open_track": None}


@pytest.fixture
def track(db: None) -> Track:
    return TrackFactory()


def refused(deed: Callable[[], object]) -> None:
    """Do it in a transaction of its own that checks its keys at the end, as a commit does."""
    with pytest.raises(DatabaseError):
        allowed(deed)


def allowed(deed: Callable[[], object]) -> None:
    with transaction.atomic():
        deed()
        connection.check_constraints()


def second_turn(track: Track, **values: object) -> Turn:
    words = {"number": 2, "holder": Holder.CITIZEN, "step": "we_agree_questions", "since": NOW}
    return Turn.objects.create(track=track, **words, **values)


def test_two_open_turns_of_one_track(track: Track) -> None:
    refused(lambda: second_turn(track, open_key=track.pk, open_track_id=track.pk))


@pytest.mark.parametrize("keys", [{"open_key": None}, {"open_track": None}, {"open_key": None, "open_track": None}])
def test_an_open_turn_without_its_keys(track: Track, keys: dict[str, None]) -> None:
    refused(lambda: Turn.objects.filter(track=track).update(**keys))


@pytest.mark.parametrize("keys", [{"open_key": None}, {"open_turn": None}, {"open_key": None, "open_turn": None}])
def test_an_open_track_without_its_keys(track: Track, keys: dict[str, None]) -> None:
    refused(lambda: Track.objects.filter(pk=track.pk).update(**keys))


def test_an_open_track_whose_only_turn_has_ended(track: Track) -> None:
    refused(lambda: Turn.objects.filter(track=track).update(**END))


def test_a_track_opened_without_any_turn(track: Track) -> None:
    def open_an_empty_track() -> None:
        empty = TrackFactory(case=track.case, closed=True)
        Track.objects.filter(pk=empty.pk).update(closed_at=None, open_key=empty.pk, open_turn=empty.pk)

    refused(open_an_empty_track)


def test_a_closed_track_with_an_open_turn(track: Track) -> None:
    refused(lambda: Track.objects.filter(pk=track.pk).update(closed_at=NOW, open_key=None, open_turn=None))


def test_a_track_that_borrows_the_turn_of_another(track: Track) -> None:
    other = TrackFactory(case=track.case)

    refused(lambda: Track.objects.filter(pk=track.pk).update(open_turn=other.pk))


def test_a_turn_opened_on_a_closed_track(track: Track) -> None:
    closed = TrackFactory(case=track.case, closed=True)

    refused(lambda: second_turn(closed, open_key=closed.pk, open_track_id=closed.pk))


@pytest.mark.parametrize(
    "change",
    [
        {"holder": Holder.DOCTOR},
        {"since": NOW - timedelta(days=99)},
        {"due_on": None, "due_kind": ""},
        {"expects": "noget andet"},
        {"number": 7},
    ],
)
def test_the_beginning_of_an_open_turn_is_never_edited(track: Track, change: dict[str, object]) -> None:
    refused(lambda: Turn.objects.filter(track=track).update(**change))


@pytest.mark.parametrize("change", [{"event_note": "fortrudt"}, {"ended_at": None, "event": ""}, {"event": "answered"}])
def test_an_ended_turn_is_never_edited(track: Track, change: dict[str, object]) -> None:
    allowed(lambda: _close(track))

    refused(lambda: Turn.objects.filter(track=track).update(**change))


def test_an_ended_turn_is_never_deleted(track: Track) -> None:
    allowed(lambda: _close(track))

    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.filter(track=track).delete()


def test_an_open_turn_is_never_deleted(track: Track) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_turn WHERE track_id = %s", [track.pk])


def test_a_turn_may_end_and_the_next_one_begin(track: Track) -> None:
    def pass_on() -> None:
        Turn.objects.filter(track=track, ended_at__isnull=True).update(**END)
        second_turn(track, open_key=track.pk, open_track_id=track.pk)

    allowed(pass_on)

    assert Track.objects.get().open_turn.number == 2


def test_a_track_may_close_with_its_turn(track: Track) -> None:
    allowed(lambda: _close(track))

    assert Turn.objects.get().event == "done"


def _close(track: Track) -> None:
    Turn.objects.filter(track=track).update(**END)
    Track.objects.filter(pk=track.pk).update(closed_at=NOW, open_key=None, open_turn=None)
