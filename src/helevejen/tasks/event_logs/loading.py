"""From a file to the arrays of the engine."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path

import numpy as np

from helevejen.engines.flow import EventLog
from helevejen.tasks.event_logs import files
from helevejen.tasks.event_logs.columns import Asked
from helevejen.tasks.event_logs.csv_logs import read_csv
from helevejen.tasks.event_logs.lifecycle import paired
from helevejen.tasks.event_logs.moments import MomentReader
from helevejen.tasks.event_logs.rows import FaultyLines, Row, UnreadableLog
from helevejen.tasks.event_logs.xes_logs import read_xes


def read_log(
    path: Path, asked: Asked | None = None, *, zone: tzinfo | None = None, skipped: FaultyLines | None = None
) -> tuple[EventLog, list[str]]:
    """
    Read a log, CSV or XES, packed with gzip or not.

    Args:
        path: The file.
        asked: The names of its columns or attributes where they are not the usual ones.
        zone: Whose clock moments without a zone are read on; None takes them as they stand.
        skipped: Where the events that cannot be read are told, and left out; None refuses a log that has some.

    Returns:
        The log, and in whole sentences what should be known of the reading.

    Raises:
        UnreadableLog: it cannot be read; the text has the lines and the remedy.
    """
    content = files.read_bytes(path)
    read = read_xes if files.is_xml(content) else read_csv
    faulty = FaultyLines() if skipped is None else skipped
    rows, remarks = read(content, asked or Asked(), MomentReader(zone), faulty)
    rows, left_out = paired(_running_forward(rows, faulty))
    if skipped is None:
        faulty.refuse()
    elif skipped.count:
        left_out.append(skipped.remark())
    if not rows:
        raise UnreadableLog(f"{path} has no events.", "Export the log again.")
    return log_of(rows), remarks + left_out


def log_of(rows: list[Row]) -> EventLog:
    """
    Return the rows, in the order of their file, as a log; names are numbered as they first occur.

    No row starts after it ends.
    """
    cases, case = _numbered([row.case for row in rows])
    activities, activity = _numbered([row.activity for row in rows])
    resources, resource = _numbered([row.resource for row in rows], besides="")
    unknown = np.iinfo(np.int64).min  # how numpy writes NaT
    start = np.array([unknown if row.start is None else row.start for row in rows], np.int64)
    return EventLog.ordered(
        case=case,
        activity=activity,
        resource=resource,
        start=start.view("datetime64[us]"),
        end=np.array([row.end for row in rows], np.int64).view("datetime64[us]"),
        names=(cases, activities, resources),
    )


def _running_forward(rows: list[Row], faulty: FaultyLines) -> list[Row]:
    forward = []
    for row in rows:
        if row.start is None or row.start <= row.end:
            forward.append(row)
            continue
        remedy = "Put the moments right, or name the columns the other way."
        faulty.add(UnreadableLog("The event starts after it ends.", remedy, line=row.line))
    return forward


def _numbered(names: list[str], *, besides: str | None = None) -> tuple[tuple[str, ...], list[int]]:
    numbers = {name: number for number, name in enumerate(name for name in dict.fromkeys(names) if name != besides)}
    return tuple(numbers), [numbers.get(name, -1) for name in names]
