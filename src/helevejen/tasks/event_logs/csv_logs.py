"""CSV logs: whatever separator, one line per event."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from helevejen.tasks.event_logs import files
from helevejen.tasks.event_logs.columns import Asked, find_columns
from helevejen.tasks.event_logs.moments import MomentReader
from helevejen.tasks.event_logs.rows import FaultyLines, Row, UnreadableLog

_SEPARATORS = (";", ",", "\t", "|")
# What Excel writes above the header, to be told the separator by.
_SEP_LINE = re.compile(r'\ufeff?"?sep=([^"\r\n])"?[;,\t|]*(?:\r\n?|\n)', re.IGNORECASE)
_LINE_END = re.compile(r"[\r\n]")


def read_csv(content: bytes, asked: Asked, moments: MomentReader, faulty: FaultyLines) -> tuple[list[Row], list[str]]:
    """
    Return the events and what should be known of the reading; the lines that cannot be read are added to `faulty`.

    Raises:
        UnreadableLog: the header lacks a column, or it cannot be split into fields.
    """
    text, remarks = files.text_of(content)
    lines = _lines(text)
    _number, header = next(lines, (1, []))
    header = [name.strip() for name in header]
    places = find_columns(header, asked)
    rows = []
    for number, cells in lines:
        try:
            rows.append(_row(cells, number, len(header), places, moments))
        except UnreadableLog as fault:
            faulty.add(fault)
    return rows, remarks


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that are not empty, each with the number of its last line in the file."""
    above = 0
    if said := _SEP_LINE.match(text):
        text, above, separator = text[said.end() :], 1, said[1]
    else:
        head = _LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0][:100_000]
        separator = max(_SEPARATORS, key=lambda one: len(next(csv.reader([head], delimiter=one), [])))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise UnreadableLog(
                f"It cannot be split into fields ({fault}).",
                "Look for a lonely quotation mark.",
                line=reader.line_num + above,
            ) from None
        if any(cells) and any(cell.strip() for cell in cells):
            yield reader.line_num + above, cells


def _row(cells: list[str], line: int, width: int, places: dict[str, int], moments: MomentReader) -> Row:
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        raise UnreadableLog(
            f"{len(cells)} fields, and the header has {width}.",
            "Put quotation marks round what holds a separator.",
            line=line,
        )
    said = {meaning: cells[place].strip() if place < len(cells) else "" for meaning, place in places.items()}
    for meaning in ("case", "activity", "end"):
        if not said[meaning]:
            raise UnreadableLog(
                f"The {meaning} is empty.", "Fill it in, or take out the events that have none.", line=line
            )
    start = said.get("start")
    return Row(
        line=line,
        case=said["case"],
        activity=said["activity"],
        resource=said.get("resource", ""),
        start=moments.read(start, line) if start else None,
        end=moments.read(said["end"], line),
        lifecycle=said.get("lifecycle", ""),
        instance=said.get("instance", ""),
    )
