"""A table as it comes out of a file, whatever kind of file it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

MOST_ROWS: Final = 1_000_000
MOST_COLUMNS: Final = 200
LONGEST_CELL: Final = 32_767  # what Excel holds in a cell


@dataclass(slots=True)
class Table:
    """
    One table of one file.

    Attributes:
        name: The file, and the sheet where there are several.
        header: The cells of the first row.
        rows: Number and cells of each row after it; a problem in the middle is raised there.
        remarks: What the reader should know, e.g. which encoding was found.
    """

    name: str
    header: list[str]
    rows: Iterator[tuple[int, list[Any]]]
    remarks: list[str] = field(default_factory=list)
