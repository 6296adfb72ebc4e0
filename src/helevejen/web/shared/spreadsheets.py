"""A list as an Excel workbook to take away. No cell of it is a formula, whatever somebody has written in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpResponse

from helevejen.core import clock

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | Decimal | date | datetime | None
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a spreadsheet takes for a formula, also when it is saved as CSV and opened again.
_STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: When a workbook was made and changed, in its own words.
_MOMENT: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LONGEST_CELL: Final = 32_000
_LONGEST_TITLE: Final = 31  # what Excel holds in the name of a sheet
_DAYS, _MOMENTS = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"
#: In letters; the margin holds the arrow of the filter.
_MARGIN, _NARROWEST, _WIDEST = 4, 8, 60


def as_workbook(
    filename: str, title: str, head: Sequence[object], rows: Iterable[Sequence[Cell]], *, notes: Sequence[str] = ()
) -> HttpResponse:
    """
    Return an Excel file with one sheet: the head, the rows, and notes beneath an empty row.

    Args:
        filename: Without its end.
        title: The name of the sheet.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:_LONGEST_TITLE]
    sheet.append([harmless(str(one)) for one in head])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([harmless(one) for one in row])
    sheet.auto_filter.ref = sheet.dimensions
    _dress(sheet)
    if notes:
        sheet.append([])
    for note in notes:
        sheet.append([harmless(note)])
    kept = BytesIO()
    book.save(kept)
    response = HttpResponse(_without_times(kept), content_type=_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}-{clock.today().isoformat()}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def _dress(sheet: Worksheet) -> None:
    """Write days and times the Danish way, and make each column as wide as what stands in it, within reason."""
    from openpyxl.utils import get_column_letter

    for column in sheet.iter_cols():
        for cell in column:
            if isinstance(cell.value, date):
                cell.number_format = _MOMENTS if isinstance(cell.value, datetime) else _DAYS
        widest = max(len(_as_read(cell.value)) for cell in column)
        width = min(max(widest + _MARGIN, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(column[0].column)].width = width


def _as_read(value: object) -> str:
    if isinstance(value, date):
        return _MOMENTS if isinstance(value, datetime) else _DAYS
    return "" if value is None else str(value)


def _without_times(kept: BytesIO) -> bytes:
    """Return a workbook without the moment it was made: the same list is the same file, and the file tells no more."""
    steady = BytesIO()
    with ZipFile(kept) as book, ZipFile(steady, "w", ZIP_DEFLATED) as into:
        for name in book.namelist():
            into.writestr(ZipInfo(name), _MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z", book.read(name)), ZIP_DEFLATED)
    return steady.getvalue()


def harmless(value: Cell) -> Cell:
    """Return a value as it may stand in a cell: text that begins like a formula behind an apostrophe, times Danish."""
    if isinstance(value, datetime):
        return value.astimezone(clock.COPENHAGEN).replace(tzinfo=None)
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("", value)[:_LONGEST_CELL]
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
