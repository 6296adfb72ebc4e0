"""One event as a file tells it, and the word for a file that cannot be read."""

from __future__ import annotations

from bisect import insort
from typing import Final, NamedTuple

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
        self.line = line


class FaultyLines:
    """
    The lines of a log that cannot be read, while the others are.

    Attributes:
        count: How many.
        first: The first of them, each with its line, its reason and what to do.
    """

    MOST_KEPT: Final = 100
    _MOST_LISTED: Final = 20

    def __init__(self) -> None:
        self.count = 0
        self.first: list[UnreadableLog] = []

    def add(self, fault: UnreadableLog) -> None:
        """Remember one, and go on."""
        self.count += 1
        insort(self.first, fault, key=lambda one: one.line or 0)
        del self.first[self.MOST_KEPT :]

    def refuse(self) -> None:
        """
        Do nothing where every line could be read.

        Raises:
            UnreadableLog: it says of the first of them where and why.
        """
        if not self.count:
            return
        listed = self.first[: self._MOST_LISTED]
        more = [f"… and {self.count - len(listed):,} more."] if self.count > len(listed) else []
        how_many = "1 event" if self.count == 1 else f"{self.count:,} events"
        raise UnreadableLog(
            "\n".join([f"{how_many} cannot be read:", *map(str, listed), *more]),
            "\nPut them right, or leave them out with --skip-faulty.",
        )

    def remark(self) -> str:
        """Return in a sentence what was left out."""
        lines = ", ".join(str(fault.line) for fault in self.first[: self._MOST_LISTED])
        return f"Left out: {self.count:,} faulty (line {lines}{' …' if self.count > self._MOST_LISTED else ''})."


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
