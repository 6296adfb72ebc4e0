"""
The sealed logs, of looks and of deeds: their ends, written down apart from the database, and the comparison.

The file of ends is what finds a cut tail or a rewritten table, so it belongs on another machine as well: copy it with
the backup, or let the log controller print the last line. Each line is signed with the installation's own key, and its
signature covers the one before, so that no line can be changed, added or taken out of the middle without that key.
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import connection

from helevejen.audit import actions, queries
from helevejen.audit.queries import LOGS, DayCheck, Fault
from helevejen.core import tally

_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a sealing did with one log: how many rows it sealed, and the number its chain ends at."""

    log: str
    count: int
    number: int


@dataclass(slots=True)
class Ends:
    """
    The ends of the chains that have been written down.

    Attributes:
        seals: Log to its ends: number to seal.
        cut_at: Log to the number up to which retention has removed the rows.
        unsigned: Lines of the file, from 1, that are not as they were signed; nothing in them is believed.
        signature: That of the last line.
    """

    seals: dict[str, dict[int, str]] = field(default_factory=lambda: {log: {} for log in LOGS})
    cut_at: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LOGS, 0))
    unsigned: list[int] = field(default_factory=list)
    signature: str = ""


def seal(at: datetime) -> list[Sealed]:
    """Seal what is not sealed of each log, write the ends down, and return what was done."""
    return [_seal(log, at) for log in LOGS]


def _seal(log: str, at: datetime) -> Sealed:
    before, end = queries.last_seal(log)
    number, reached = before, -1
    while number != reached:
        reached = number
        number, end = actions.seal_log(log, most=_AT_ONCE)
    if number:
        _write_end({"log": log, "number": number, "seal": end, "at": at.isoformat()})
    return Sealed(log, number - before, number)


def faults() -> list[Fault]:
    """Return where the logs, or the file of their ends, are not as they were sealed."""
    ends = read_ends()
    found = [Fault("ends", line, "unsigned") for line in ends.unsigned]
    for log in LOGS:
        found += queries.faults_in_log(log, ends.seals[log], ends.cut_at[log])
        if connection.vendor == "sqlite" and (gone := queries.numbers_gone_from_the_end(log)):
            found.append(Fault(log, gone, "tail"))
    return found


def doubts() -> dict[str, int]:
    """
    Return how many rows may have been removed after the last row of each log, where the database cannot tell.

    PostgreSQL counts a number whose transaction was undone like one whose row was removed.
    """
    if connection.vendor == "sqlite":
        return {}
    return {log: gone for log in LOGS if (gone := queries.numbers_gone_from_the_end(log))}


def check(on: date) -> tuple[DayCheck, int | None]:
    """Return what the log holds of a day, and how many pages the counter beside the database saw served."""
    return queries.day_check(on), tally.counted(tally.SERVED, on)


def read_ends() -> Ends:
    """Read the ends that have been written down; none when nothing was ever sealed."""
    ends = Ends()
    if not (path := ends_file()).exists():
        return ends
    for place, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = _signed_line(text, after=ends.signature)
        ends.signature = _signature_in(text)
        if line is None:
            ends.unsigned.append(place)
            continue
        ends.seals[line["log"]][line["number"]] = line["seal"]
        if line.get("cut"):
            ends.cut_at[line["log"]] = max(ends.cut_at[line["log"]], line["number"])
    return ends


def ends_file() -> Path:
    """Return where the ends are written down."""
    return Path(settings.DATA_FOLDER) / "log" / "ends.jsonl"


def public_key() -> str:
    """Return what the signatures can be checked with, elsewhere, by somebody who cannot make them."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _write_end(line: dict[str, Any]) -> None:
    """Write an end that is not written yet below the last one, one sealer at a time."""
    path = ends_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)  # let go when the file is closed
        ends = read_ends()
        if line["number"] not in ends.seals[line["log"]]:
            signed = line | {"signature": _key().sign(_signed_part(line, ends.signature)).hex()}
            os.write(handle, (json.dumps(signed) + "\n").encode())
            os.fsync(handle)
    finally:
        os.close(handle)


def _signed_line(text: str, *, after: str) -> dict[str, Any] | None:
    """Return what a line of the file says, None when it is not as it was signed."""
    try:
        line = json.loads(text)
        signature = bytes.fromhex(line.pop("signature"))
        _key().public_key().verify(signature, _signed_part(line, after))
    except (ValueError, TypeError, AttributeError, KeyError, InvalidSignature):
        return None
    return line  # type: ignore[no-any-return]


def _signature_in(text: str) -> str:
    try:
        return str(json.loads(text)["signature"])
    except (ValueError, TypeError, KeyError):
        return ""


def _signed_part(line: dict[str, Any], after: str) -> bytes:
    return json.dumps(line | {"after": after}, sort_keys=True, separators=(",", ":")).encode()


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(settings.SEAL_KEY)
