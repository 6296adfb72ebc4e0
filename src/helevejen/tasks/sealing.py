"""
The sealed log: its ends, written down apart from the database, and the comparison of the two.

The file of ends is what finds a cut tail or a rewritten table, so it belongs on another machine as well: copy it with
the backup, or let the log controller print the last line.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from helevejen.audit import actions, queries
from helevejen.audit.queries import DayCheck, Fault
from helevejen.core import tally

_AT_ONCE = 5_000
SERVED = "served"


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of the chain that have been written down, and how far retention has cut it."""

    seals: dict[int, str]
    cut_at: int = 0


def seal(at: datetime) -> tuple[int, int]:
    """Seal what is not sealed, write the end down, and return how many rows that were and the number of the last."""
    before, end = queries.last_seal()
    number, reached = before, -1
    while number != reached:
        reached = number
        number, end = actions.seal_log(most=_AT_ONCE)
    if number and number not in read_ends().seals:
        _write_end({"number": number, "seal": end, "at": at.isoformat()})
    return number - before, number


def faults() -> list[Fault]:
    """Return where the log is not as it was sealed."""
    ends = read_ends()
    return queries.faults_in_log(ends.seals, ends.cut_at)


def check(on: date) -> tuple[DayCheck, int | None]:
    """Return what the log holds of a day, and how many pages the counter beside the database saw served."""
    return queries.day_check(on), tally.counted(SERVED, on)


def read_ends() -> Ends:
    """Read the ends that have been written down; none when nothing was ever sealed."""
    if not (path := ends_file()).exists():
        return Ends({})
    lines = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    cuts = [line["number"] for line in lines if line.get("cut")]
    return Ends({line["number"]: line["seal"] for line in lines}, max(cuts, default=0))


def ends_file() -> Path:
    """Return where the ends are written down."""
    return Path(settings.DATA_FOLDER) / "log" / "ends.jsonl"


def _write_end(line: dict[str, object]) -> None:
    path = ends_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, (json.dumps(line) + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)
