"""One event as a file tells it, and the word for a file that cannot be read."""

from __future__ import annotations

from typing import NamedTuple

from helevejen.core.parse import Unreadable


class UnreadableLog(Unreadable):
    """
    A log cannot be read; the text has the place and what to do.

    Args:
        what: What is wrong, a whole sentence.
        remedy: What to do, a whole sentence.
        line: Where, counted from 1.
    """

    def __init__(self, what: str, remedy: str, *, line: int | None = None) -> None:
        super().__init__(f"Line {line}: {what} {remedy}" if line else f"{what} {remedy}")


class Row(NamedTuple):
    """
    One line of a log.

    Attributes:
        line: Where it stands, counted from 1.
        start: Microseconds since 1970, UTC; None when it is not known.
        end: Microseconds since 1970, UTC.
        lifecycle: `start`, `complete` or another word of the XES standard's life cycle; empty where the log has none.
        instance: Which of several runs of the activity it belongs to; empty where the log does not say.
    """

    line: int
    case: str
    activity: str
    resource: str
    start: int | None
    end: int
    lifecycle: str = ""
    instance: str = ""
