"""
XES logs (IEEE 1849): traces of events with typed attributes.

Read as a stream. A document type is refused, and with it every entity a file could define: nothing is expanded, and
nothing outside the file is ever fetched.
"""

from __future__ import annotations

import io
from typing import Any
from xml.parsers import expat

from helevejen.tasks.event_logs.columns import Asked
from helevejen.tasks.event_logs.moments import MomentReader
from helevejen.tasks.event_logs.rows import FaultyLines, Row, UnreadableLog

CASE, ACTIVITY, RESOURCE = "concept:name", "concept:name", "org:resource"
START, END, LIFECYCLE, INSTANCE = "start_timestamp", "time:timestamp", "lifecycle:transition", "concept:instance"
_REMEDY = "Check the file with the tool it comes from, and export it again."


def read_xes(content: bytes, asked: Asked, moments: MomentReader, faulty: FaultyLines) -> tuple[list[Row], list[str]]:
    """
    Return the events and what should be known of the reading; the events that cannot be read are added to `faulty`.

    Traces of the same name are one case.

    Only an event's own attributes count: attributes inside attributes, lists, and those of the log are passed over. A
    trace without a name is called by its number.

    Raises:
        UnreadableLog: it is not well-formed, has a document type, or an event that belongs to no trace.
    """
    reader = _Reader(asked, moments, faulty)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.refuse_document_type
    reader.parser = parser
    try:
        parser.ParseFile(io.BytesIO(content))
    except expat.ExpatError as fault:
        raise UnreadableLog(
            f"It is not well-formed XML ({expat.ErrorString(fault.code)}).", _REMEDY, line=fault.lineno
        ) from None
    if reader.root != "log":
        raise UnreadableLog(f"It is XML that begins with <{reader.root}>, not XES.", "XES begins with <log>.", line=1)
    remarks = [f"{reader.nameless} traces without a name are called by their number."] if reader.nameless else []
    return reader.rows, remarks


class _Reader:
    def __init__(self, asked: Asked, moments: MomentReader, faulty: FaultyLines) -> None:
        self.rows: list[Row] = []
        self._faulty = faulty
        self.root = ""
        self.nameless = 0
        self.parser: Any = None
        self._moments = moments
        self._case_key = asked.case.removeprefix("case:") or CASE
        self._keys = (
            asked.activity or ACTIVITY,
            asked.resource or RESOURCE,
            asked.start or START,
            asked.end or END,
        )
        self._path: list[str] = []
        self._trace: dict[str, str] = {}
        self._event: dict[str, str] = {}
        self._events: list[tuple[int, dict[str, str]]] = []
        self._number = 0

    def refuse_document_type(self, *_what: object) -> None:
        raise UnreadableLog(
            "It has a document type (DOCTYPE), which XES does not.",
            "Take the declaration out, if the file comes from somebody you trust.",
            line=self.parser.CurrentLineNumber,
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        path = self._path
        if not path:
            self.root = local
        elif local == "trace" and len(path) == 1:
            self._number += 1
            self._trace, self._events = {}, []
        elif local == "event" and path[-1] == "trace":
            self._event = {}
            self._events.append((self.parser.CurrentLineNumber, self._event))
        elif local == "event" and len(path) == 1:
            raise UnreadableLog(
                "The event belongs to no trace.", "Put each event into the trace of its case.", line=self._line
            )
        elif (key := attributes.get("key")) is not None and (value := attributes.get("value")) is not None:
            if path[-1] == "event":
                self._event[key] = value
            elif path[-1] == "trace":
                self._trace[key] = value
        path.append(local)

    def end(self, _name: str) -> None:
        if self._path.pop() == "trace" and len(self._path) == 1:
            case = self._trace.get(self._case_key, "").strip()
            if not case and self._events:
                self.nameless += 1
                case = f"trace {self._number}"
            for line, event in self._events:
                try:
                    self.rows.append(self._row(case, line, event))
                except UnreadableLog as fault:
                    self._faulty.add(fault)

    @property
    def _line(self) -> int:
        return int(self.parser.CurrentLineNumber)

    def _row(self, case: str, line: int, event: dict[str, str]) -> Row:
        activity, resource, start, end = (event.get(key, "").strip() for key in self._keys)
        for key, value in ((self._keys[0], activity), (self._keys[3], end)):
            if not value:
                raise UnreadableLog(f"The event has no “{key}”.", "Fill it in, or take the event out.", line=line)
        return Row(
            line=line,
            case=case,
            activity=activity,
            resource=resource,
            start=self._moments.read(start, line) if start else None,
            end=self._moments.read(end, line),
            lifecycle=event.get(LIFECYCLE, "").strip(),
            instance=event.get(INSTANCE, "").strip(),
        )
