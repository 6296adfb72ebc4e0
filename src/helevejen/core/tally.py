"""
Counters apart from the database: one file a day, one byte a count.

An independent witness for a log that lives in the database. The size of the file is the number, and appending one byte
needs no lock, whatever the number of workers on the machine.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.conf import settings

#: What is counted of pages: those that showed somebody.
SERVED = "served"


def count(name: str, on: date) -> None:
    """Count one more of something on a day."""
    path = _path(name, on)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, b".")
    finally:
        os.close(handle)


def lay(name: str, numbers: Mapping[date, int]) -> None:
    """Say how many were counted on each day, and nothing on any other: for a history that was made and not lived."""
    folder = _path(name, date.min).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in folder.glob(f"{name}-*"):
        path.unlink()
    for on, number in numbers.items():
        path = _path(name, on)
        path.touch(mode=0o600)
        path.write_bytes(b"." * number)


def counted(name: str, on: date) -> int | None:
    """Return how many were counted on a day, None when nothing was counted at all."""
    path = _path(name, on)
    return path.stat().st_size if path.exists() else None


def _path(name: str, on: date) -> Path:
    return Path(settings.DATA_FOLDER) / "log" / f"{name}-{on.isoformat()}"
