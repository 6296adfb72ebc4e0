"""The sealed log shows every way of tampering with it."""

import random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from helevejen.audit import actions
from helevejen.audit.enums import AccessKind
from helevejen.audit.models import Access, AccessSubject
from helevejen.core import tally
from helevejen.core.acting import Acting
from helevejen.core.clock import frozen
from helevejen.core.db import erasing
from helevejen.tasks import sealing
from tests.cast import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path


def look(count: int = 1, *, kind: AccessKind = AccessKind.READ, citizens: tuple[int, ...] = (7,)) -> None:
    who = Acting(user_id=3, name="Jens Bro", role="jobformidler", unit="Ungdom")
    for _ in range(count):
        with transaction.atomic():
            actions.record_access(
                kind, who=who, at=NOW, page="file_detail", purpose_of=dict.fromkeys(citizens, "own_caseload")
            )


def tampered(sql: str, *values: object) -> None:
    with transaction.atomic(), erasing(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount > 0


def found() -> set[tuple[int, str]]:
    return {(fault.number, fault.what) for fault in sealing.faults()}


def seal(count: int = 10) -> None:
    look(count)
    sealing.seal(NOW)


def test_an_untouched_log_has_no_fault(monkeypatch):
    monkeypatch.setattr(sealing, "_AT_ONCE", 4)
    seal(10)
    seal(3)
    look(2)
    assert found() == set()
    assert sealing.seal(NOW) == (2, 15)
    assert sealing.seal(NOW) == (0, 15)


@pytest.mark.parametrize(
    ("column", "value"),
    [("purpose", "meeting"), ("actor_name", "Ingen"), ("reason", "x"), ("at", "2026-03-10 08:00:00+00:00")],
)
def test_an_edited_row_is_found_at_its_number(column, value):
    seal()
    pk = Access.objects.get(seal_number=4).pk
    tampered(f"UPDATE audit_access SET {column} = %s WHERE id = %s", value, pk)
    assert found() == {(4, "edited")}


def test_an_edited_added_or_removed_citizen_is_found():
    seal()
    pk = Access.objects.get(seal_number=4).pk
    tampered("UPDATE audit_accesssubject SET citizen_id = 8 WHERE access_id = %s", pk)
    assert found() == {(4, "edited")}
    tampered("UPDATE audit_accesssubject SET citizen_id = 7 WHERE access_id = %s", pk)
    assert found() == set()
    AccessSubject.objects.create(access_id=pk, citizen_id=9, at=NOW, purpose="search")
    assert found() == {(4, "edited")}
    tampered("DELETE FROM audit_accesssubject WHERE access_id = %s", pk)
    assert found() == {(4, "edited")}


def test_a_removed_row_is_found_even_when_the_rest_close_up():
    seal()
    tampered("DELETE FROM audit_access WHERE seal_number = 4")
    assert found() == {(4, "missing")}
    for number in range(5, 11):
        tampered("UPDATE audit_access SET seal_number = %s WHERE seal_number = %s", number - 1, number)
    assert {what for _number, what in found()} >= {"edited"}


def test_two_rows_that_changed_places_are_found():
    seal()
    one, other = Access.objects.get(seal_number=3), Access.objects.get(seal_number=6)
    for number, row in ((None, one), (3, other), (6, one)):
        tampered("UPDATE audit_access SET seal_number = %s WHERE id = %s", number, row.pk)
    assert {3, 6} <= {number for number, _what in found()}


def test_a_cut_tail_is_found_by_the_end_written_down_apart():
    seal()
    tampered("DELETE FROM audit_access WHERE seal_number > 7")
    assert found() == {(8, "cut")}
    tampered("DELETE FROM audit_access WHERE seal_number > 0")
    assert found() == {(1, "cut")}


def test_a_whole_table_sealed_anew_is_found():
    seal()
    tampered("UPDATE audit_access SET actor_name = 'Ingen' WHERE seal_number = 1")
    tampered("UPDATE audit_access SET seal = NULL, seal_number = NULL")
    actions.seal_log()
    assert found() == {(10, "rewritten")}


def test_a_hundred_random_edits_are_all_found():
    seal(120)
    chance = random.Random(4)
    edited = chance.sample(range(1, 121), 100)
    for number in edited:
        column = chance.choice(["actor_name", "page", "object_id", "criterion", "actor_unit"])
        tampered(f"UPDATE audit_access SET {column} = 'x' WHERE seal_number = %s", number)
    assert {number for number, _what in found()} == set(edited)


def test_a_sealed_row_is_refused_even_by_the_application():
    seal(1)
    from django.db import DatabaseError

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Access.objects.update(seal="0" * 64)


def test_sealing_and_verifying_by_hand(capsys):
    look(3)
    with frozen(NOW):
        call_command("log", "seal")
        call_command("log", "verify")
    assert "chain ends at 3" in capsys.readouterr().out
    tampered("UPDATE audit_access SET page = 'x' WHERE seal_number = 2")
    with pytest.raises(CommandError, match="1 faults"):
        call_command("log", "verify")
    assert "row 2 has been edited" in capsys.readouterr().out


def test_checking_by_hand_compares_what_was_served_with_the_log(capsys):
    look(2)
    tally.count("served", TODAY)
    with pytest.raises(CommandError, match="2026-03-11"):
        call_command("log", "check", "--on", "2026-03-11", "--days", "2")
    tally.count("served", TODAY)
    call_command("log", "check", "--on", "2026-03-11", "--days", "2")
    assert "served 2, logged 2" in capsys.readouterr().out
