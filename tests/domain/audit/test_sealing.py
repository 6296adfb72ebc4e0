"""The sealed log shows every way of tampering with it."""

import json
import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from helevejen.audit import actions
from helevejen.audit.enums import AccessKind, Verb
from helevejen.audit.models import Access, AccessSubject, Event
from helevejen.core import tally
from helevejen.core.acting import Acting
from helevejen.core.clock import frozen
from helevejen.core.db import erasing
from helevejen.tasks import sealing
from tests.cast import NOW, TODAY
from tests.factories.accounts import UserFactory

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


def found(log: str = "access") -> set[tuple[int, str]]:
    """Return the faults of one log; the others have none."""
    faults = sealing.faults()
    assert {fault.log for fault in faults} <= {log}
    return {(fault.number, fault.what) for fault in faults}


def do(count: int = 1) -> None:
    """Do deeds that concern no citizen, so that the log of looks stays as it is."""
    somebody = UserFactory()
    for number in range(count):
        with transaction.atomic():
            actions.record_event(Verb.ACCOUNT_CHANGED, subject=somebody, by=None, at=NOW, detail={"fields": [number]})


def seal(count: int = 10) -> None:
    look(count)
    sealing.seal(NOW)


def test_an_untouched_log_has_no_fault(monkeypatch):
    monkeypatch.setattr(sealing, "_AT_ONCE", 4)
    seal(10)
    seal(3)
    look(2)
    assert found() == set()
    assert sealing.seal(NOW)[0] == sealing.Sealed("access", 2, 15)
    assert sealing.seal(NOW)[0] == sealing.Sealed("access", 0, 15)


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
    for first in (8, 1):
        tampered("DELETE FROM audit_access WHERE seal_number >= %s", first)
        assert {fault for fault in found() if fault[1] != "tail"} == {(first, "cut")}


def test_a_whole_table_sealed_anew_is_found():
    seal()
    tampered("UPDATE audit_access SET actor_name = 'Ingen' WHERE seal_number = 1")
    tampered("UPDATE audit_access SET seal = NULL, seal_number = NULL")
    actions.seal_log("access")
    assert found() == {(10, "rewritten")}


# --- The log of deeds ---


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "account_closed"),
        ("actor_name", "Ingen"),
        ("actor_id", 7),
        ("object_id", "another"),
        ("subject_id", 7),
        ("detail", '{"fields": []}'),
        ("at", "2026-03-10 08:00:00+00:00"),
    ],
)
def test_an_edited_deed_is_found_at_its_number(column, value):
    do(6)
    sealing.seal(NOW)
    assert found("event") == set()
    pk = Event.objects.get(seal_number=4).pk
    tampered(f"UPDATE audit_event SET {column} = %s WHERE id = %s", value, pk)
    assert found("event") == {(4, "edited")}


def test_a_removed_added_or_cut_deed_is_found():
    do(6)
    sealing.seal(NOW)
    tampered("DELETE FROM audit_event WHERE seal_number = 2")
    assert found("event") == {(2, "missing")}
    tampered("DELETE FROM audit_event WHERE seal_number > 4")
    assert {(2, "missing"), (5, "cut")} <= found("event")


def test_all_deeds_sealed_anew_are_found():
    do(4)
    sealing.seal(NOW)
    tampered("UPDATE audit_event SET actor_name = 'Ingen' WHERE seal_number = 1")
    tampered("UPDATE audit_event SET seal = NULL, seal_number = NULL")
    actions.seal_log("event")
    assert found("event") == {(4, "rewritten")}


def test_a_sealed_deed_is_refused_even_by_the_application():
    do(1)
    sealing.seal(NOW)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.update(seal="0" * 64)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.all().delete()


# --- What was removed before it was sealed ---


@pytest.mark.parametrize(("log", "table"), [("access", "audit_access"), ("event", "audit_event")])
def test_a_tail_cut_before_it_was_sealed_leaves_a_gap_in_the_numbers(log, table):
    look(3)
    do(3)
    sealing.seal(NOW)
    look(2)
    do(2)
    assert found(log) == set()
    before = sealing.doubts()  # what earlier tests undid
    tampered(f"DELETE FROM {table} WHERE seal IS NULL")
    if connection.vendor == "sqlite":
        assert found(log) == {(2, "tail")}
    else:
        assert sealing.doubts()[log] == before.get(log, 0) + 2


# --- The ends, signed ---


def lines() -> list[str]:
    return sealing.ends_file().read_text().splitlines()


def write(kept: list[str]) -> None:
    sealing.ends_file().write_text("".join(f"{line}\n" for line in kept))


def test_every_end_is_signed_and_can_be_checked_with_the_public_key_alone():
    seal(2)
    seal(1)
    after = ""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(sealing.public_key()))
    for text in lines():
        line = json.loads(text)
        signature = line.pop("signature")
        signed = json.dumps(line | {"after": after}, sort_keys=True, separators=(",", ":"))
        key.verify(bytes.fromhex(signature), signed.encode())  # raises when it is not so
        after = signature


def test_an_end_that_was_changed_added_or_taken_out_is_found():
    for _ in range(4):
        seal(1)
    whole = lines()
    assert len(whole) == 4
    changed = whole[1].replace('"number": 2', '"number": 9')
    assert changed != whole[1]
    for kept, unsigned in (
        ([whole[0], changed, *whole[2:]], 2),  # what follows still fits the signature of the changed line
        ([whole[0], *whole[2:]], 2),
        ([*whole, whole[3]], 5),
        ([*whole, '{"log": "access", "number": 5, "seal": "00"}'], 5),
        (["not a line", *whole], 1),
        ([whole[1], whole[0], *whole[2:]], 1),
    ):
        write(kept)
        assert ("ends", unsigned, "unsigned") in {(one.log, one.number, one.what) for one in sealing.faults()}
    write(whole)
    assert sealing.faults() == []


def test_ends_signed_with_another_key_are_not_believed(settings):
    seal(3)
    settings.SEAL_KEY = bytes(32)
    assert [(one.log, one.what) for one in sealing.faults()] == [("ends", "unsigned")]
    assert sealing.read_ends().seals["access"] == {}


def test_what_nobody_can_find_is_the_end_taken_from_both_and_that_is_why_it_is_copied_elsewhere():
    """The limit of it: the rows and the lines of one time removed together, by whoever runs the machine."""
    seal(3)
    copied = lines()
    seal(3)
    tampered("DELETE FROM audit_access WHERE seal_number > 3")
    everything = lines()
    write(copied)
    left = found()
    assert left == ({(3, "tail")} if connection.vendor == "sqlite" else set())
    write(everything)  # the copy of another machine
    assert (4, "cut") in found()


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
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Access.objects.update(seal="0" * 64)


def test_sealing_and_verifying_by_hand(capsys):
    look(3)
    with frozen(NOW):
        call_command("log", "seal")
        call_command("log", "verify")
    out = capsys.readouterr().out
    assert "Sealed 3 looks; their chain ends at 3." in out
    assert "Sealed 0 deeds; their chain ends at 0." in out
    tampered("UPDATE audit_access SET page = 'x' WHERE seal_number = 2")
    with pytest.raises(CommandError, match="1 faults"):
        call_command("log", "verify")
    assert "look 2 has been edited" in capsys.readouterr().out
    call_command("log", "key")
    assert capsys.readouterr().out.strip() == sealing.public_key()


def test_checking_by_hand_compares_what_was_served_with_the_log(capsys):
    look(2)
    tally.count("served", TODAY)
    with pytest.raises(CommandError, match="2026-03-11"):
        call_command("log", "check", "--on", "2026-03-11", "--days", "2")
    tally.count("served", TODAY)
    call_command("log", "check", "--on", "2026-03-11", "--days", "2")
    assert "served 2, logged 2" in capsys.readouterr().out
