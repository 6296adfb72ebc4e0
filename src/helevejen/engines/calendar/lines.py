"""The lines of an explanation: what happened to a count, in order. A surface puts them into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class LineKind(StrEnum):
    """What a line says."""

    ANCHOR = "anchor"
    COUNT = "count"
    WEEKENDS = "weekends"
    CLOSED = "closed"
    SHORT_MONTH = "short_month"
    PAUSE = "pause"
    MOVED = "moved"
    STANDS_STILL = "stands_still"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of an explanation.

    Attributes:
        kind: What it says.
        day: The day it is about; the first one of a pause.
        until: The day after the last of a pause, the day a due day was moved to.
        count: Days or units.
        unit: The unit of the count, where it is not days.
        name: The name of a holiday, or the reason of a pause, as it was given.
    """

    kind: LineKind
    day: date | None = None
    until: date | None = None
    count: int | None = None
    unit: str = ""
    name: str = ""
