"""Bytes into records: every way a file can be wrong is told by file, row, column and remedy."""

# ruff: noqa: DTZ001 - cells of a spreadsheet have no time zone

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from helevejen.tasks.imports import faults as fault_words
from helevejen.tasks.imports import readers, tables
from helevejen.tasks.imports.columns import KINDS, STAFF
from helevejen.tasks.imports.faults import Faults, UnreadableFile
from helevejen.tasks.imports.readers import read_bytes, read_tables
from helevejen.tasks.imports.records import Records, read_records
from helevejen.tasks.imports.shapes import Kind

HEADER = "borger_id;fornavn;efternavn;fødselsdato;tolk"
ROW = "B1;Søren;Ågård;31-12-1980;nej"


def read(content: bytes | str, *, kind: Kind | None = None) -> tuple[list[Records], Faults]:
    faults, found = Faults(), []
    raw = content.encode() if isinstance(content, str) else content
    try:
        for table in read_bytes(raw, name="fil"):
            records = read_records(table, faults, kind=kind)
            found += [records] if records else []
    except UnreadableFile as fault:
        faults.add("fil", fault.row, fault.column, fault.problem, fault.remedy)
    return found, faults


def values(content: bytes | str) -> dict[str, Any]:
    [records], faults = read(content)
    assert [str(fault) for fault in faults.shown] == []
    [record] = records.found
    return record.values


def told(content: bytes | str, *, kind: Kind | None = None) -> str:
    _found, faults = read(content, kind=kind)
    assert faults.count == 1, [str(fault) for fault in faults.shown]
    assert faults.shown[0].remedy
    return str(faults.shown[0])


def workbook(*rows: list[Any], sheets: dict[str, list[list[Any]]] | None = None) -> bytes:
    book = Workbook()
    for title, content in (sheets or {"Ark1": list(rows)}).items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(row)
    book.remove(book.worksheets[0])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


# --- What is read ---


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROW}\n".encode(),
        f"\ufeff{HEADER}\r\n{ROW}\r\n".encode(),
        f"{HEADER}\n{ROW}".encode("cp1252"),
        f"{HEADER}\n{ROW}".replace(";", ",").encode(),
        f"{HEADER}\n{ROW}".replace(";", "\t").encode(),
        f'{HEADER}\n"B1";"Søren";"Ågård";"31-12-1980";"nej"\n\n;;;;\n'.encode(),
        " Borger-ID ;FORNAVN;Efternavn;Fødselsdato;Tolk\n".encode() + ROW.encode(),
    ],
    ids=["utf-8", "with mark", "windows", "comma", "tab", "quoted with empty rows", "header in other letters"],
)
def test_csv_is_read_in_every_form_that_occurs(content: bytes) -> None:
    read_values = values(content)
    assert (read_values["fornavn"], read_values["efternavn"]) == ("Søren", "Ågård")
    assert read_values["fødselsdato"] == date(1980, 12, 31)
    assert read_values["tolk"] is False


def test_windows_letters_are_remarked_upon() -> None:
    [records], _faults = read(f"{HEADER}\n{ROW}".encode("cp1252"))
    assert "Windows-1252" in records.remarks[0]


@pytest.mark.parametrize("written", ["31-12-1980", "31.12.1980", "1980-12-31"])
def test_danish_and_iso_dates_are_read(written: str) -> None:
    assert values(f"{HEADER}\nB1;A;B;{written};")["fødselsdato"] == date(1980, 12, 31)


def test_numbers_have_a_comma_and_clocks_are_danish() -> None:
    staff = "medarbejder_id;brugernavn;navn;team;rolle;fra;timer\nM1;m;M;T;Jobformidler;1-2-2020;32,50"
    assert values(staff)["timer"] == Decimal("32.50")
    meeting = (
        "samtale_id;borger_id;medarbejder_id;start;formål;kasket;status\nS1;B1;M1;24-06-2025 09:30;plan;mentor;holdt"
    )
    assert values(meeting)["start"] == datetime(2025, 6, 24, 7, 30, tzinfo=UTC)


def test_excel_cells_are_taken_as_what_they_are() -> None:
    header = ["borger_id", "fornavn", "efternavn", "fødselsdato", "tolk", "postnummer"]
    read_values = values(workbook(header, [1001, "Søren", "Ågård", datetime(1980, 12, 31), True, 7000.0]))
    assert read_values["borger_id"] == "1001"
    assert read_values["fødselsdato"] == date(1980, 12, 31)
    assert read_values["tolk"] is True
    assert read_values["postnummer"] == "7000"


def test_each_sheet_is_a_table_of_its_own_and_empty_ones_are_passed_over() -> None:
    sheets = {
        "Borgere": [["borger_id", "fornavn", "efternavn", "cpr"], ["B1", "A", "B", "140590-0003"]],
        "Tomt": [],
        "Virk": [["cvr", "navn"], ["99000007", "Havnen"]],
    }
    found, faults = read(workbook(sheets=sheets))
    assert not faults
    assert [(records.file, records.kind.name) for records in found] == [
        ("fil [Borgere]", "borgere"),
        ("fil [Virk]", "virksomheder"),
    ]


def test_what_is_left_out_has_its_default() -> None:
    read_values = values("borger_id;fornavn;efternavn;cpr\nB1;A;B;140590-0003")
    assert read_values["sprog"] == "da"
    assert read_values["kontaktform"] == "in_person"
    assert read_values["adresse"] is None


def test_a_note_keeps_its_lines() -> None:
    header = "kontakt_id;borger_id;medarbejder_id;tidspunkt;kasket;overskrift;tekst"
    read_values = values(f'{header}\nN1;B1;M1;14-10-2025 13.45;mentor;Kort;"Første linje\r\n\r\nAnden; linje"')
    assert read_values["tekst"] == "Første linje\n\nAnden; linje"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_kind_is_told_by_the_header(kind: Kind) -> None:
    [table] = read_bytes((";".join(kind.required) + "\nx").encode(), name="fil")
    records = read_records(table, Faults())
    assert records is not None
    assert records.kind == kind


# --- What is wrong with a file ---


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tom"),
        (b"\xef\xbb\xbf \r\n\n", "tom"),
        (HEADER.encode(), "kun en overskrift"),
        (f"{HEADER}\n;;;;\n".encode(), "kun en overskrift"),
        (f"{HEADER}\n{ROW}".encode("utf-16"), "UTF-16"),
        (f"{HEADER}\nB1;S\0;x;;".encode(), "NUL"),
        (f"{HEADER}\n{ROW}".encode("cp865"), "tegnsæt"),
        (f"{HEADER}\nB1;SÃ¸ren;x;;".encode(), "gemt forkert"),
        (f"{HEADER}\nB1;S\ufffdren;x;;".encode(), "gået tabt"),
        (f"{HEADER}\nB1;S\x07;x;;".encode(), "styretegn"),
        (f'{HEADER}\nB1;"Søren;x;;\nB2'.encode(), "anførselstegn"),
        (f'{HEADER}\nB1;"S"ø;x;;'.encode(), "anførselstegn"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "gammelt Excel-format"),
        (b"PK\x03\x04" + b"x" * 600, "beskadiget"),
        (workbook([]), "tom"),
        (b"en;to;tre\n1;2;3", "kan ikke genkendes"),
        (b"B1;Anne;Holm;31-12-1980;nej\n", "kan ikke genkendes"),
        (b"\n" + f"{HEADER}\n{ROW}".encode(), "kan ikke genkendes"),
    ],
)
def test_a_file_that_is_no_table_is_told_so(content: bytes, words: str) -> None:
    assert words in told(content)


def test_a_missing_file_and_a_folder_are_told_so(tmp_path: Path) -> None:
    for path in (tmp_path / "findes-ikke.csv", tmp_path):
        with pytest.raises(UnreadableFile, match="kan ikke åbnes"):
            read_tables(path)


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_BYTES", 10)
    (tmp_path / "stor.csv").write_text(HEADER)
    with pytest.raises(UnreadableFile, match="MB"):
        read_tables(tmp_path / "stor.csv")


def test_a_zip_bomb_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    assert "unormalt meget" in told(buffer.getvalue())


def test_a_zip_that_is_no_workbook_and_a_workbook_with_a_declaration_are_refused() -> None:
    for name, content, words in (
        ("notes.txt", "x", "ikke en Excel"),
        ("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>', "dokumenttype"),
    ):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, content)
        assert words in told(buffer.getvalue())


def test_too_many_rows_and_columns_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_ROWS", 2)
    assert "million rækker" in told(f"{HEADER}\n{ROW}\n{ROW.replace('B1', 'B2')}")
    assert "felter" in told(";".join(f"k{n}" for n in range(tables.MOST_COLUMNS + 1)) + "\n1")


# --- What is wrong with a header ---


def test_a_missing_column_is_named_with_the_one_it_may_be() -> None:
    _found, faults = read("borger_id;fornavne;efternavn;cpr\nB1;A;B;140590-0003")
    assert [fault.column for fault in faults.shown] == ["fornavn", "fornavne"]
    assert "Er det ”fornavne”?" in faults.shown[0].remedy
    assert "Ret overskriften til fornavn" in faults.shown[1].remedy


def test_extra_and_double_columns_are_named() -> None:
    assert "kolonne skostørrelse: Kolonnen kendes ikke" in told("borger_id;fornavn;efternavn;skostørrelse\nB1;A;B;44")
    assert "to gange" in told("borger_id;fornavn;efternavn;fornavn\nB1;A;B;A")


def test_a_given_kind_is_taken_at_its_word() -> None:
    _found, faults = read("cvr;navn\n99000007;x", kind=STAFF)
    assert {"medarbejder_id", "brugernavn", "rolle", "cvr"} <= {fault.column for fault in faults.shown}


# --- What is wrong with a cell ---


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("fornavn", "", "tomt"),
        ("fornavn", "x" * 101, "plads til 100"),
        ("fornavn", "x" * 40_000, "plads til 100"),
        ("fornavn", "=A1&B1", "formel"),
        ("fornavn", "A\u200eB", "ikke kan vises"),
        ("cpr", "1405900003", ""),
        ("cpr", "140590003", "ti cifre"),
        ("cpr", "320190-0000", "ikke en dato"),
        ("cpr", "740590-0003", ""),
        ("fødselsdato", "31-02-1980", "findes ikke"),
        ("fødselsdato", "12/31/1980", "kan ikke læses som en dato"),
        ("fødselsdato", "31-12-80", "kan ikke læses som en dato"),
        ("fødselsdato", "31-12-0080", "Årstallet"),
        ("tolk", "måske", "hverken ja eller nej"),
        ("beskyttelse", "beskytet", "Mener du beskyttet?"),
        ("mail", "amina", "ikke en mailadresse"),
        ("uden_cpr_fordi", "hemmelig", "Koderne er: nyankommen"),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_column(column: str, cell: str, words: str) -> None:
    row = {"borger_id": "B1", "fornavn": "A", "efternavn": "B", column: cell}
    content = f"{';'.join(row)}\n{';'.join(row.values())}"
    if not words:
        assert values(content)[column]
        return
    message = told(content)
    assert message.startswith(f"fil, række 2, kolonne {column}: ")
    assert words in message


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("timer", "32.50", "kan ikke læses som et tal"),
        ("timer", "mange", "kan ikke læses som et tal"),
        ("rolle", "direktør", "ikke en kendt kode"),
    ],
)
def test_a_wrong_number_or_code_of_staff_is_told(column: str, cell: str, words: str) -> None:
    row = {"medarbejder_id": "M1", "brugernavn": "m", "navn": "M", "team": "T", "rolle": "teamleder", "fra": "1-1-2020"}
    row[column] = cell
    assert words in told(f"{';'.join(row)}\n{';'.join(row.values())}")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("=1+1", "formel"),
        ("#REF!", "regnearkets fejl"),
        (140590003, "ti cifre"),
        (datetime(1990, 5, 14, 12), "ti cifre"),
    ],
)
def test_formulas_errors_and_lost_noughts_in_excel_are_told(cell: Any, words: str) -> None:
    content = workbook(["borger_id", "fornavn", "efternavn", "cpr"], ["B1", "A", "B", cell])
    message = told(content)
    assert "række 2, kolonne cpr" in message
    assert words in message


def test_a_time_of_day_in_a_date_cell_is_told() -> None:
    content = workbook(
        ["borger_id", "fornavn", "efternavn", "fødselsdato"], ["B1", "A", "B", datetime(1990, 5, 14, 12)]
    )
    assert "klokkeslæt" in told(content)


def test_a_row_with_more_fields_than_the_header_is_told() -> None:
    assert "flere felter" in told(f"{HEADER}\n{ROW};ekstra")
    assert values(f"{HEADER}\n{ROW};;")["borger_id"] == "B1"


def test_the_hour_the_clock_skips_is_told() -> None:
    header = "samtale_id;borger_id;medarbejder_id;start;formål;kasket;status"
    assert "uret stilles frem" in told(f"{header}\nS1;B1;M1;30-03-2025 02:30;plan;mentor;holdt")


def test_all_faults_are_gathered_and_only_the_first_are_shown() -> None:
    rows = "\n".join(f"B{n};;Ågård;31-13-1980;nej" for n in range(300))
    _found, faults = read(f"{HEADER}\n{rows}")
    assert faults.count == 600
    assert len(faults.shown) == fault_words.MOST_SHOWN
    assert faults.unshown_count == 600 - fault_words.MOST_SHOWN
    assert (faults.shown[-1].row, faults.shown[0].row) == (101, 2)


def test_a_cpr_number_never_stands_in_a_message() -> None:
    for cell in ("1405900", "14059000031", "140590-000X"):
        assert cell not in told(f"borger_id;fornavn;efternavn;cpr\nB1;A;B;{cell}")
