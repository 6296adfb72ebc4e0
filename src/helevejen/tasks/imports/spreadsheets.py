"""Excel workbooks, read row by row, with the traps a zip file from outside may hold."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from helevejen.tasks.imports.faults import UnreadableFile
from helevejen.tasks.imports.tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Table

_MOST_UNPACKED: Final = 1024 * 1024 * 1024
_MOST_RATIO: Final = 250  # sheets of repeated words are packed a hundredfold; bombs a thousandfold
_MOST_PARTS: Final = 2_000
_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)

# What a damaged or malicious workbook makes zipfile, expat and openpyxl raise; found by mutating workbooks.
_BROKEN: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)


class Formula(str):
    """A cell that holds a formula instead of a value."""

    __slots__ = ()


class BrokenValue(str):
    """A cell that holds an error of the spreadsheet, such as #REF!."""

    __slots__ = ()


def read_workbook(content: bytes, *, name: str) -> list[Table]:
    """
    Return the sheets of a workbook that hold anything.

    Raises:
        UnreadableFile: damaged, a zip bomb, or not Excel.
    """
    try:
        _demand_harmless(content)
        with _without_warnings():
            opened = _open(content)
    except UnreadableFile:
        raise
    except _BROKEN:
        raise _damaged() from None
    if not opened:
        raise UnreadableFile(_("Projektmappen er tom."), _("Lav udtrækket igen."))
    return [_table(name if len(opened) == 1 else f"{name} [{title}]", rows, first) for title, rows, first in opened]


def _open(content: bytes) -> list[tuple[str, Iterator[tuple[int, list[Any]]], tuple[int, list[Any]]]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    firsts = [(title, rows, next(rows, None)) for title, rows in sheets]
    return [(title, rows, first) for title, rows, first in firsts if first is not None]


def _table(name: str, rows: Iterator[tuple[int, list[Any]]], first: tuple[int, list[Any]]) -> Table:
    number, cells = first
    if number != 1:
        rows = iter(())
        cells = []
    header = ["" if cell is None else str(cell) for cell in cells]
    while header and not header[-1].strip():
        header.pop()
    return Table(name, header, _guarded(rows))


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # what the file says of its own size is often wrong
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MOST_ROWS:
            raise UnreadableFile(_("Arket har over en million rækker."), _("Del det i flere filer."), row=number)
        values = [_value(cell) for cell in cells[: MOST_COLUMNS + 1]]
        if any(value is not None for value in values):
            yield number, values


def _value(cell: Any) -> Any:
    value = cell.value
    if isinstance(value, str):
        if cell.data_type == "f":
            return Formula(value)
        if cell.data_type == "e":
            return BrokenValue(value)
        return value[: LONGEST_CELL + 1] or None
    if cell.data_type == "f" and value is not None:  # array formulas are objects of their own
        return Formula(str(getattr(value, "text", value)))
    return value


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep openpyxl's remarks about styles and dates to itself: a date it cannot read is an error cell already."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _guarded(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    try:
        with _without_warnings():
            yield from rows
    except UnreadableFile:
        raise
    except _BROKEN:
        raise _damaged() from None


def _demand_harmless(content: bytes) -> None:
    """Look at the packed parts before anything is unpacked for good."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if not any(part.filename.casefold() == "xl/workbook.xml" for part in parts):
            raise UnreadableFile(_("Filen er pakket, men er ikke en Excel-projektmappe."), _("Gem den som .xlsx."))
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * max(len(content), 4_096):
            raise UnreadableFile(
                _("Projektmappen fylder unormalt meget, når den pakkes ud."), _("Gem kun selve tabellen i en ny fil.")
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as opened:
                    if _DECLARES.search(opened.read(4_096)):
                        raise UnreadableFile(
                            _("Projektmappen indeholder noget, en tabel ikke har (en dokumenttype)."),
                            _("Åbn den i Excel, og gem tabellen i en ny fil."),
                        )


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        _("Filen er beskadiget og kan ikke læses som Excel."), _("Åbn den i Excel, og gem den igen, eller brug CSV.")
    )
