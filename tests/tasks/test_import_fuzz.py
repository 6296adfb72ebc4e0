"""Whatever bytes come in: a report or a fault comes out, never a traceback."""

# ruff: noqa: DTZ001 - cells of a spreadsheet have no time zone

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from helevejen.tasks.imports.columns import KINDS
from helevejen.tasks.imports.dictionary import example
from helevejen.tasks.imports.faults import Faults, UnreadableFile
from helevejen.tasks.imports.loading import Content, preview
from helevejen.tasks.imports.readers import read_bytes
from helevejen.tasks.imports.records import Records, read_records

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SAMPLES = {name: example(kind).encode() for name, kind in KINDS.items()}
hard = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(content: bytes) -> tuple[list[Records], Faults]:
    """Read as the command does; anything but a fault is a failure of the test."""
    faults, found = Faults(), []
    try:
        for table in read_bytes(content, name="fil"):
            records = read_records(table, faults)
            found += [records] if records else []
    except UnreadableFile as fault:
        faults.add("fil", fault.row, fault.column, fault.problem, fault.remedy)
    assert all(fault.problem and fault.remedy and str(fault) for fault in faults.shown)
    assert found or faults
    return found, faults


@hard
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    read(content)


@hard
@given(
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xef\xbb\xbf", b"\xff\xfe"]),
    st.binary(max_size=400),
)
def test_any_bytes_behind_the_mark_of_a_kind_of_file(mark: bytes, content: bytes) -> None:
    read(mark + content)


@hard
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_a_good_file_with_some_bytes_changed(name: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(content))


cells = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", "=1+1", "31-12-2025", "1e999", "nan", "-1", "9" * 400, "ja", "٣", "\u202e", "0", "1.000,5"]),
)


@hard
@given(st.sampled_from(sorted(KINDS)), st.lists(st.lists(cells, max_size=16), min_size=1, max_size=5))
def test_any_text_under_a_good_header(name: str, rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    buffer.write(";".join(KINDS[name].names) + "\n")
    for row in rows:
        buffer.write(";".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n")
    read(buffer.getvalue().encode("utf-8", errors="surrogatepass"))


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(KINDS["borgere"].names))
    for n in range(20):
        sheet.append(
            [f"B{n}", None, "Anne", "Holm", datetime(1980, 1, 2), None, f"Vej {n}", 7000, "By", "=A1", 1.5, True]
        )
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


WORKBOOK = _workbook()


@hard
@given(st.data())
def test_a_workbook_with_some_bytes_changed(data: st.DataObject) -> None:
    content = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(content))


@hard
@given(st.data())
def test_a_workbook_whose_parts_are_damaged_and_packed_again(data: st.DataObject) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as before, zipfile.ZipFile(buffer, "w") as after:
        for part in before.namelist():
            content = bytearray(before.read(part))
            if content and data.draw(st.booleans()):
                place = data.draw(st.integers(0, len(content) - 1))
                content[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
            if data.draw(st.integers(0, 9)):
                after.writestr(part, bytes(content))
    read(buffer.getvalue())


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_readable_can_be_compared_with_the_database(data: st.DataObject) -> None:
    content = Content()
    for name in data.draw(st.sets(st.sampled_from(sorted(KINDS)), min_size=1)):
        header, row = SAMPLES[name].decode().splitlines()
        lines = [header]
        for n in range(data.draw(st.integers(1, 4))):
            fields = row.split(";")
            for _ in range(data.draw(st.integers(0, 2))):
                place = data.draw(st.integers(0, len(fields) - 1))
                fields[place] = data.draw(st.sampled_from(["", "x", "1", "B-1001", "M-18", "01-01-2026", "ja", str(n)]))
            lines.append(";".join(fields))
        for table in read_bytes("\n".join(lines).encode(), name=name):
            records = read_records(table, content.faults)
            content.tables += [records] if records else []
    report = preview(content, on=date(2026, 11, 20), at=NOW)
    assert report.faults or report.counts
    assert all(fault.problem and fault.remedy for fault in report.faults.shown)
