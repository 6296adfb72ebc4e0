"""Logs into files: CSV and XES, case by case, each event on its own line."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

from helevejen.engines.flow import EventLog
from helevejen.tasks.event_logs import xes_logs
from helevejen.tasks.event_logs.moments import written
from helevejen.tasks.event_logs.rows import UnreadableLog

# What XML cannot hold, however it is written.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOST = "\N{REPLACEMENT CHARACTER}"
HEADER = ("case", "activity", "resource", "start", "end")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
"""


def write_log(log: EventLog, path: Path) -> None:
    """
    Write a log as CSV or XES, by the name of the file; packed when it ends in .gz.

    Raises:
        UnreadableLog: the name ends in neither, or the file cannot be written.
    """
    kind = "".join(path.suffixes[-2:]).lower().removesuffix(".gz").rpartition(".")[2]
    if kind not in {"csv", "xes"}:
        raise UnreadableLog(f"{path} ends in neither .csv nor .xes.", "Name it so, or add .gz to have it packed.")
    pieces = _csv_pieces(log) if kind == "csv" else _xes_pieces(log)
    is_packed = path.suffix.lower() == ".gz"
    try:
        # No name and no clock inside the packed file: the same log makes the same bytes.
        with path.open("wb") as bare, gzip.GzipFile("", "wb", fileobj=bare, mtime=0) if is_packed else bare as stream:
            for piece in pieces:
                stream.write(piece.encode())
    except OSError as fault:
        raise UnreadableLog(
            f"{path} cannot be written: {fault.strerror}.", "Look at the folder and who may write in it."
        ) from None


def _events(log: EventLog) -> Iterator[tuple[str, str, str, str, str]]:
    start, end = log.start.view(np.int64).tolist(), log.end.view(np.int64).tolist()
    known = (~np.isnat(log.start)).tolist()
    for n, (case, activity, resource) in enumerate(
        zip(log.case.tolist(), log.activity.tolist(), log.resource.tolist(), strict=True)
    ):
        yield (
            log.cases[case],
            log.activities[activity],
            log.resources[resource] if resource >= 0 else "",
            written(start[n]) if known[n] else "",
            written(end[n]),
        )


def _csv_pieces(log: EventLog) -> Iterator[str]:
    for row in (HEADER, *_events(log)):
        line = io.StringIO(newline="")
        csv.writer(line, lineterminator="\n").writerow(row)
        yield line.getvalue()


def _xes_pieces(log: EventLog) -> Iterator[str]:
    yield _HEAD
    last = None
    for case, activity, resource, start, end in _events(log):
        if case != last:
            yield ("" if last is None else "  </trace>\n") + f"  <trace>\n    {_said('string', xes_logs.CASE, case)}\n"
            last = case
        said = [_said("string", xes_logs.ACTIVITY, activity), _said("date", xes_logs.END, end)]
        said += [_said("string", xes_logs.RESOURCE, resource)] if resource else []
        said += [_said("date", xes_logs.START, start)] if start else []
        yield f"    <event>{''.join(said)}</event>\n"
    yield "</log>\n" if last is None else "  </trace>\n</log>\n"


def _said(kind: str, key: str, value: str) -> str:
    return f'<{kind} key="{key}" value={quoteattr(_NOT_XML.sub(_LOST, value))}/>'
