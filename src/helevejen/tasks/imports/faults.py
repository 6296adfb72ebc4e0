"""What is wrong with a file: where, what, and what to do about it. All of it is gathered, the most of it shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """
    One thing that keeps a file from being loaded.

    Attributes:
        row: As the spreadsheet numbers it, the header being 1; 0 for the file as a whole.
        column: The name in the header; empty for the row as a whole.
    """

    file: str
    row: int
    column: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += _(", række %(row)s") % {"row": self.row}
        if self.column:
            place += _(", kolonne %(column)s") % {"column": self.column}
        return f"{place}: {self.problem} {self.remedy}".strip()


@dataclass(slots=True)
class Faults:
    """All that is wrong so far; beyond the first `MOST_SHOWN` they are only counted."""

    shown: list[Fault] = field(default_factory=list)
    count: int = 0
    by_file: Counter[str] = field(default_factory=Counter)

    def add(self, file: str, row: int, column: str, problem: str, remedy: str) -> None:
        self.count += 1
        self.by_file[file] += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(Fault(file, row, column, problem, remedy))

    def add_objection(self, file: str, row: int, column: str, objection: str) -> None:
        """Add what a rule of the house objects to, in the rule's own words."""
        self.add(file, row, column, objection, _("Ret rækken, og indlæs filen igen."))

    @property
    def unshown_count(self) -> int:
        return self.count - len(self.shown)

    def __bool__(self) -> bool:
        return self.count > 0


class UnreadableFile(Exception):
    """
    A file cannot be read as a table at all.

    Args:
        problem: What is wrong, in the user's language.
        remedy: What to do.
    """

    def __init__(self, problem: str, remedy: str, *, row: int = 0, column: str = "") -> None:
        super().__init__(problem, remedy)
        self.problem, self.remedy, self.row, self.column = problem, remedy, row, column
