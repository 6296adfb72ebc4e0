"""Bytes into tables: which kind of file it is, and CSV in the encodings and with the separators that occur."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from helevejen.tasks.imports.faults import UnreadableFile
from helevejen.tasks.imports.tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Table

MOST_BYTES: Final = 300 * 1024 * 1024

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITERS = (";", ",", "\t")
# UTF-8 read as Windows-1252 and written again: æ, ø, å and their capitals each become two letters.
_TWICE_ENCODED = re.compile("Ã[¦¸¥†˜…]")
# The letters of DOS (code page 865) read as Windows-1252: ‘ æ, › ø, † å stand inside words.
_OLD_LETTERS = re.compile("[A-Za-z][‘›†][a-z]|(?<![\\w])[’\x9d][a-z]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_tables(path: Path, *, name: str = "") -> list[Table]:
    """
    Open a file.

    Args:
        name: What it is called in words; its own name by default.

    Raises:
        UnreadableFile: there is no such file, it is empty, too big, or neither CSV nor Excel.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableFile(
                _("Filen er på %(size)s MB.") % {"size": size // 1024 // 1024},
                _("Del den i filer på højst %(most)s MB.") % {"most": MOST_BYTES // 1024 // 1024},
            )
        content = path.read_bytes()
    except OSError as fault:
        raise UnreadableFile(
            _("Filen kan ikke åbnes: %(reason)s.") % {"reason": fault.strerror or type(fault).__name__},
            _("Se efter, om navnet er rigtigt, og om du må læse filen."),
        ) from None
    return read_bytes(content, name=name or path.name)


def read_bytes(content: bytes, *, name: str) -> list[Table]:
    """
    Read the content of a file as one table, or several for a workbook.

    Raises:
        UnreadableFile: it is empty, or neither CSV nor Excel.
    """
    from helevejen.tasks.imports.spreadsheets import read_workbook  # only those who have one wait for openpyxl

    if not content.strip(b"\r\n\t \xef\xbb\xbf\0;,"):
        raise UnreadableFile(_("Filen er tom."), _("Lav udtrækket igen."))
    if content.startswith(_OLE):
        raise UnreadableFile(
            _("Filen er gemt i et gammelt Excel-format eller er låst med en adgangskode."),
            _("Gem den som Excel-projektmappe (.xlsx) uden adgangskode."),
        )
    return read_workbook(content, name=name) if content.startswith(_ZIP) else [_read_csv(content, name)]


def _read_csv(content: bytes, name: str) -> Table:
    text, remarks = _decode(content)
    first_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    rows = _csv_rows(text, delimiter)
    _number, header = next(rows, (0, []))
    if len(header) > MOST_COLUMNS:
        raise UnreadableFile(_("Første række har %(n)s felter.") % {"n": len(header)}, _("Er det den rigtige fil?"))
    return Table(name, [str(cell) for cell in header], rows, remarks)


def _decode(content: bytes) -> tuple[str, list[str]]:
    if content.startswith(_UTF_16):
        raise UnreadableFile(_("Filen er gemt som UTF-16 (Unicode-tekst)."), _save_again())
    if b"\0" in content:
        raise UnreadableFile(
            _("Filen indeholder NUL-tegn og er ikke en ren tekstfil."), _("Lav udtrækket igen som CSV i UTF-8.")
        )
    try:
        text, remarks = content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text, remarks = _decode_windows(content), [_("Læst som Windows-1252, fordi filen ikke er UTF-8.")]
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise UnreadableFile(_("Filen indeholder tegn (�), som er gået tabt før."), _save_again(), row=_row(text, "�"))
    if found := _TWICE_ENCODED.search(text):
        raise UnreadableFile(
            _("Danske bogstaver er gemt forkert: ”%(text)s” skulle være et enkelt bogstav.") % {"text": found[0]},
            _save_again(),
            row=_row(text, found[0]),
        )
    if found := _CONTROL.search(text):
        raise UnreadableFile(_("Filen indeholder styretegn."), _save_again(), row=_row(text, found[0]))
    return text, remarks


def _decode_windows(content: bytes) -> str:
    text = content.decode("cp1252", errors="replace")
    if found := _OLD_LETTERS.search(text):
        raise UnreadableFile(
            _("Filen ser ud til at være gemt med et gammelt tegnsæt (”%(text)s”).") % {"text": found[0]},
            _save_again(),
            row=_row(text, found[0]),
        )
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise UnreadableFile(_("Filen er hverken UTF-8 eller Windows-1252."), _save_again(), row=_row(text, "�"))
    return text


def _save_again() -> str:
    return _("Gem eller eksportér den igen som CSV UTF-8.")


def _row(text: str, found: str) -> int:
    return text[: text.index(found)].count("\n") + 1


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[Any]]]:
    csv.field_size_limit(LONGEST_CELL * 4)  # the cells that are too long are told of one by one
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise UnreadableFile(
                _("Rækken kan ikke læses (%(reason)s).") % {"reason": fault},
                _("Se efter et anførselstegn, der mangler sin makker."),
                row=number,
            ) from None
        if number > MOST_ROWS:
            raise UnreadableFile(_("Filen har over en million rækker."), _("Del den i flere filer."), row=number)
        yield number, cells
