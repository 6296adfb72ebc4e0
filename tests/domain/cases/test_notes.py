"""Notes, each under one cap, never edited."""

import pytest
from django.db import DatabaseError, transaction

from helevejen.audit.models import Event
from helevejen.cases import actions
from helevejen.cases.enums import Cap, NoteKind
from helevejen.cases.models import Note
from tests.cast import Cast
from tests.factories.cases import MeetingFactory, NoteFactory, TrackFactory
from tests.factories.times import NOW


def written(cast: Cast, **more: object) -> Note:
    words = {"case": cast.aminas_case, "by": cast.jens, "at": NOW, "cap": Cap.AUTHORITY}
    return actions.write_note(**(words | {"headline": " Talt om ryg ", "text": " Hun har ondt. "} | more))


def test_a_note_counts_as_the_strictest_until_somebody_says_otherwise(cast: Cast) -> None:
    note = written(cast, minutes=20)

    assert (note.kind, note.headline, note.text, note.minutes) == (
        NoteKind.UNCLASSIFIED,
        "Talt om ryg",
        "Hun har ondt.",
        20,
    )
    assert note.is_shared_with_citizen


def test_the_text_is_encrypted_and_the_log_tells_nothing_of_it(cast: Cast) -> None:
    from django.db import connection

    written(cast)

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM cases_note")
        assert b"ondt" not in bytes(cursor.fetchone()[0])
    assert "ondt" not in str(Event.objects.get().detail)
    assert "ryg" not in str(Event.objects.get().detail)


def test_a_correction_points_at_what_it_corrects_and_leaves_it(cast: Cast) -> None:
    wrong = written(cast)

    right = written(cast, text="Hun havde ondt.", corrects=wrong)

    wrong.refresh_from_db()
    assert (right.corrects, wrong.text) == (wrong, "Hun har ondt.")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"cap": "bowler"}, "Vælg den kasket"),
        ({"headline": ""}, "overskrift"),
        ({"text": " "}, "Skriv teksten"),
        ({"minutes": 601}, "minutter"),
        ({"cap": Cap.MENTOR, "is_shared_with_citizen": False}, "deles altid"),
    ],
)
def test_a_note_that_a_rule_forbids(cast: Cast, words: dict[str, object], says: str) -> None:
    with pytest.raises(actions.UnableToWriteNote, match=says):
        written(cast, **words)

    assert not Note.objects.exists()


def test_a_note_stays_within_its_case(cast: Cast) -> None:
    others = cast.bos_case
    for stray in (
        {"track": TrackFactory(case=others)},
        {"meeting": MeetingFactory(case=others)},
        {"corrects": NoteFactory(case=others)},
    ):
        with pytest.raises(actions.UnableToWriteNote, match="en anden sag"):
            written(cast, **stray)


def test_only_staff_write_notes_and_only_in_an_open_case(cast: Cast) -> None:
    with pytest.raises(actions.UnableToWriteNote, match="Kun en medarbejder"):
        written(cast, by=cast.amina.user)
    actions.close_case(case=cast.aminas_case, by=cast.jens, at=NOW, reason="moved")
    with pytest.raises(actions.UnableToWriteNote, match="lukket"):
        written(cast)


@pytest.mark.both
def test_the_database_keeps_notes_as_they_were_written(cast: Cast) -> None:
    note = written(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(headline="Noget andet")
    with pytest.raises(DatabaseError), transaction.atomic():
        note.delete()


@pytest.mark.both
def test_the_database_shares_every_mentors_note(cast: Cast) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        NoteFactory(case=cast.aminas_case, mentor=True, unshared=True)
