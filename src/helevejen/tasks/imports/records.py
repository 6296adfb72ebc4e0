"""Rows of cells into records of values: the header recognised, every cell read strictly, every fault gathered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from django.utils.translation import gettext as _

from helevejen.core import cpr, cvr, parse, pnumber
from helevejen.core.parse import Unreadable
from helevejen.tasks.imports.columns import KINDS
from helevejen.tasks.imports.faults import Faults, UnreadableFile
from helevejen.tasks.imports.shapes import Column, Kind, Reads
from helevejen.tasks.imports.spreadsheets import BrokenValue, Formula
from helevejen.tasks.imports.tables import LONGEST_CELL, Table

_MOST_REMEMBERED: Final = 20_000  # cells of one column read once and known again
_PARTED = re.compile(r"[\s,;]+")
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(slots=True)
class Record:
    """One row: where it stands, and its values by column; an empty cell has its column's default."""

    file: str
    row: int
    values: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(slots=True)
class Records:
    """The readable rows of one table, of one kind."""

    kind: Kind
    file: str
    found: list[Record] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    row_count: int = 0
    broken: list[dict[str, Any]] = field(default_factory=list)  # what could be read of rows with a fault


def read_records(
    table: Table, faults: Faults, *, kind: Kind | None = None, tell: Callable[[int], None] = lambda _rows: None
) -> Records | None:
    """
    Read a table; rows with a fault are left out and told of.

    Args:
        kind: What it is; None to recognise it by the header.
        tell: Called with the count of rows now and then.

    Returns:
        None when nobody can tell what kind of table it is.
    """
    header = [_folded(name) for name in table.header]
    kind = kind or _recognised(table, header, faults)
    if kind is None:
        return None
    records = Records(kind, table.name, remarks=table.remarks)
    readers = _readers_of(kind, table, header, faults)
    defaults = {column.name: column.default for column in kind.columns}
    try:
        for number, cells in table.rows:
            if all(parse.is_empty(cell) for cell in cells):
                continue
            records.row_count += 1
            if records.row_count % 5_000 == 0:
                tell(records.row_count)
            before = faults.count
            values = _values(table, len(header), number, cells, readers, defaults, faults)
            if faults.count == before:
                records.found.append(Record(table.name, number, values))
            else:
                records.broken.append(values)
    except UnreadableFile as fault:
        faults.add(table.name, fault.row, fault.column, fault.problem, fault.remedy)
    if not records.row_count and not faults.by_file[table.name]:
        faults.add(table.name, 0, "", _("Filen har kun en overskrift og ingen rækker."), _("Lav udtrækket igen."))
    return records


# --- The header ---


def _folded(name: object) -> str:
    return "_".join(str(name).strip().lstrip("\ufeff").casefold().replace("-", " ").replace("_", " ").split())


def _recognised(table: Table, header: list[str], faults: Faults) -> Kind | None:
    whole = [kind for kind in KINDS.values() if set(kind.required) <= set(header)]
    if whole:
        return max(whole, key=lambda kind: (len(set(kind.names) & set(header)), len(kind.required)))
    nearest = max(KINDS.values(), key=lambda kind: len(set(kind.required) & set(header)) / len(kind.required))
    shared = set(nearest.required) & set(header)
    if len(shared) * 2 > len(nearest.required):
        return nearest  # the missing columns are told of one by one
    faults.add(
        table.name,
        1 if header else 0,
        "",
        _("Overskriften kan ikke genkendes: %(header)s.") % {"header": ", ".join(table.header[:12]) or _("tom række")},
        _("Første række skal være kolonnenavne. Sig hvilken slags fil det er med --kind: %(kinds)s.")
        % {"kinds": ", ".join(KINDS)},
    )
    return None


def _readers_of(
    kind: Kind, table: Table, header: list[str], faults: Faults
) -> list[tuple[int, Column, Callable[[Any], Any]]]:
    missing = [name for name in kind.required if name not in header]
    for name in missing:
        faults.add(table.name, 1, name, _("Kolonnen mangler."), _remedy_of_missing(name, kind, header))
    for place, name in enumerate(header):
        if name in header[:place] and name:
            faults.add(table.name, 1, name, _("Kolonnen står der to gange."), _("Slet den ene."))
        elif name not in kind.names:
            shown = table.header[place].strip() or _("nr. %(n)s uden navn") % {"n": place + 1}
            faults.add(table.name, 1, shown, _("Kolonnen kendes ikke."), _remedy_of_extra(name, kind))
    return [(header.index(column.name), column, _reader(column)) for column in kind.columns if column.name in header]


def _remedy_of_missing(name: str, kind: Kind, header: list[str]) -> str:
    near = get_close_matches(name, [one for one in header if one not in kind.names], n=1, cutoff=0.6)
    if near:
        return _("Er det ”%(near)s”? Så ret overskriften til %(name)s.") % {"near": near[0], "name": name}
    return _("Tilføj kolonnen %(name)s til udtrækket.") % {"name": name}


def _remedy_of_extra(name: str, kind: Kind) -> str:
    near = get_close_matches(name, kind.names, n=1, cutoff=0.6)
    if near:
        return _("Ret overskriften til %(near)s, eller slet kolonnen.") % {"near": near[0]}
    return _("Slet kolonnen. Kendte kolonner: %(names)s.") % {"names": ", ".join(kind.names)}


# --- The cells ---


def _values(
    table: Table,
    width: int,
    number: int,
    cells: list[Any],
    readers: list[tuple[int, Column, Callable[[Any], Any]]],
    defaults: dict[str, Any],
    faults: Faults,
) -> dict[str, Any]:
    """Return what a row says, as far as it can be read."""
    if len(cells) > width and any(not parse.is_empty(cell) for cell in cells[width:]):
        faults.add(
            table.name, number, "", _("Rækken har flere felter end overskriften."),
            _("Sæt tekst med skilletegn i anførselstegn."),
        )  # fmt: skip
        return {}
    values = defaults.copy()
    for place, column, read in readers:
        cell = cells[place] if place < len(cells) else None
        if cell is None or cell == "" or parse.is_empty(cell):
            if column.is_required:
                faults.add(table.name, number, column.name, _("Feltet er tomt."), _example(column))
            continue
        try:
            values[column.name] = read(cell)
        except Unreadable as fault:
            faults.add(table.name, number, column.name, str(fault), _example(column))
        except (ValueError, OverflowError, ArithmeticError):
            faults.add(table.name, number, column.name, _("Værdien kan ikke læses."), _example(column))
    return values


def _example(column: Column) -> str:
    return _("Eksempel: %(example)s.") % {"example": column.example}


def _reader(column: Column) -> Callable[[Any], Any]:
    """Return what reads a cell of the column; texts seen before are known again."""
    read = _READERS[column.reads]
    remembered: dict[str, Any] = {}
    is_remembered = column.reads not in {Reads.TEXT, Reads.LONG_TEXT, Reads.CPR, Reads.EMAIL}

    def read_cell(cell: Any) -> Any:
        if type(cell) is not str:
            cell = _checked_type(cell)
        elif cell in remembered:
            return remembered[cell]
        elif cell[0] == "=" and cell[1:].strip():
            raise Unreadable(_("Cellen indeholder en formel."))
        value = read(column, cell)
        if is_remembered and type(cell) is str and len(remembered) < _MOST_REMEMBERED:
            remembered[cell] = value
        return value

    return read_cell


def _checked_type(cell: Any) -> Any:
    if isinstance(cell, Formula):
        raise Unreadable(_("Cellen indeholder en formel. Indsæt den som værdi."))
    if isinstance(cell, BrokenValue):
        raise Unreadable(_("Cellen indeholder regnearkets fejl %(value)s."), value=str(cell))
    return cell


def _text(column: Column, cell: Any) -> str:
    text = parse.read_text(cell)
    if len(text) > column.longest:
        raise Unreadable(_("Teksten er på %(n)s tegn; der er plads til %(most)s."), n=len(text), most=column.longest)
    return _printable(text)


def _long_text(column: Column, cell: Any) -> str:
    text = str(cell).replace("\r\n", "\n").strip()
    if len(text) > min(column.longest, LONGEST_CELL):
        raise Unreadable(_("Teksten er på %(n)s tegn; der er plads til %(most)s."), n=len(text), most=column.longest)
    return _printable(text.replace("\n", " ")) and text


def _printable(text: str) -> str:
    if not text.isprintable() and any(not letter.isprintable() and letter not in "\xa0\xad\t" for letter in text):
        raise Unreadable(_("Teksten indeholder tegn, der ikke kan vises."))
    return text


def _mail(column: Column, cell: Any) -> str:
    text = _text(column, cell)
    if not _MAIL.fullmatch(text):
        raise Unreadable(_("”%(text)s” er ikke en mailadresse."), text=text[:80])
    return text


def _code(column: Column, cell: Any) -> str:
    word = parse.read_text(cell).casefold()
    if word not in column.codes:
        near = get_close_matches(word, column.codes, n=1, cutoff=0.6)
        known = _("Mener du %(near)s?") % {"near": near[0]} if near else ""
        raise Unreadable(
            _("”%(word)s” er ikke en kendt kode. %(known)s Koderne er: %(codes)s."),
            word=word[:60], known=known, codes=", ".join(column.codes),
        )  # fmt: skip
    return column.codes[word]


def _codes(column: Column, cell: Any) -> tuple[str, ...]:
    words = _PARTED.split(parse.read_text(cell).casefold())
    return tuple(dict.fromkeys(_code(column, word) for word in words if word))


def _concepts(column: Column, cell: Any) -> tuple[str, ...]:
    uris = [uri for uri in _PARTED.split(parse.read_text(cell)) if uri]
    for uri in uris:
        if not uri.startswith("http://data.europa.eu/esco/") or len(uri) > column.longest:
            raise Unreadable(_("”%(text)s” er ikke en adresse fra ESCO."), text=uri[:80])
    return tuple(dict.fromkeys(uris))


_READERS: Final[dict[Reads, Callable[[Column, Any], Any]]] = {
    Reads.TEXT: _text,
    Reads.LONG_TEXT: _long_text,
    Reads.DATE: lambda _column, cell: parse.read_date(cell),
    Reads.MOMENT: lambda _column, cell: parse.read_moment(cell),
    Reads.INTEGER: lambda _column, cell: parse.read_integer(cell),
    Reads.DECIMAL: lambda _column, cell: parse.read_decimal(cell),
    Reads.YES_NO: lambda _column, cell: parse.read_boolean(cell),
    Reads.CODE: _code,
    Reads.CODES: _codes,
    Reads.CONCEPTS: _concepts,
    Reads.CPR: lambda _column, cell: cpr.parse(cell),
    Reads.CVR: lambda _column, cell: cvr.parse(cell),
    Reads.PNUMBER: lambda _column, cell: pnumber.parse(cell),
    Reads.EMAIL: _mail,
}
