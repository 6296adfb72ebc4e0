"""From files to a report, and from a report without faults to rows: in one transaction over all files, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from helevejen.accounts.actions import imports as account_actions
from helevejen.audit import actions as audit_actions
from helevejen.core import bulk
from helevejen.core.deeds import Refusal, action
from helevejen.tasks.imports.columns import KINDS
from helevejen.tasks.imports.faults import Faults, UnreadableFile
from helevejen.tasks.imports.kinds import HANDLERS
from helevejen.tasks.imports.plans import Known, Plan, note_tried
from helevejen.tasks.imports.readers import read_tables
from helevejen.tasks.imports.records import Record, Records, read_records
from helevejen.tasks.imports.shapes import Kind
from helevejen.tasks.imports.tables import Table

Tell = Callable[[str, int], None]


class UnableToImport(Refusal):
    """Nothing has been loaded; the text says why."""


@dataclass(slots=True)
class Content:
    """What some files hold: the readable records of each kind, and all that is wrong so far."""

    tables: list[Records] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)

    def records_of(self, kind: Kind) -> list[Record]:
        return [record for table in self.tables if table.kind == kind for record in table.found]

    @property
    def kinds(self) -> list[Kind]:
        found = {table.kind.name for table in self.tables}
        return sorted((KINDS[name] for name in found), key=lambda kind: kind.order)


@dataclass(frozen=True, slots=True)
class Count:
    """What an import does to one kind of rows."""

    kind: str
    created: int
    changed: int
    unchanged: int


@dataclass(slots=True)
class Report:
    """What an import would do or has done, and what keeps it from it."""

    content: Content
    counts: list[Count]
    is_loaded: bool = False

    @property
    def faults(self) -> Faults:
        return self.content.faults

    def as_json(self) -> dict[str, Any]:
        """Return the report for machines."""
        return {
            "is_loaded": self.is_loaded,
            "files": [
                {"file": table.file, "kind": table.kind.name, "rows": table.row_count, "remarks": table.remarks,
                 "faults": self.faults.by_file[table.file]}
                for table in self.content.tables
            ],
            "counts": [asdict(count) for count in self.counts],
            "fault_count": self.faults.count,
            "faults": [asdict(fault) for fault in self.faults.shown],
        }  # fmt: skip


def _names(paths: Sequence[Path]) -> list[str]:
    """Return what each file is called in words: its name, or the way to it where the name alone does not tell which."""
    alike = Counter(path.name for path in paths)
    return [path.name if path.name and alike[path.name] == 1 else str(path) for path in paths]


def read_files(paths: Sequence[Path], *, kind: Kind | None = None, tell: Tell = lambda _what, _done: None) -> Content:
    """Read files into records and gather what is wrong with them."""
    content = Content()
    for name, path in zip(_names(paths), paths, strict=True):
        try:
            tables = read_tables(path, name=name)
        except UnreadableFile as fault:
            content.faults.add(name, fault.row, fault.column, fault.problem, fault.remedy)
            content.unread.append(name)
            continue
        for table in tables:
            _read(content, table, kind, tell)
    return content


def _read(content: Content, table: Table, kind: Kind | None, tell: Tell) -> None:
    records = read_records(table, content.faults, kind=kind, tell=lambda done: tell(table.name, done))
    if records is None:
        content.unread.append(table.name)
    else:
        content.tables.append(records)


def preview(content: Content, *, on: date, at: datetime, tell: Tell = lambda _what, _done: None) -> Report:
    """Compare what the files hold with the database; nothing is written."""
    _known, plans = _plan(content, on=on, at=at, tell=tell)
    return Report(content, [_count(plan) for plan in plans])


@action
def load(content: Content, *, on: date, at: datetime, tell: Tell = lambda _what, _done: None) -> Report:
    """
    Lay what the files hold, all of it or nothing.

    Args:
        content: As read; what is wrong with it against the database is added to its faults, and then nothing is laid.

    Raises:
        UnableToImport: somebody else wrote the same while the files were compared. Nothing has been loaded.
    """
    known, plans = _plan(content, on=on, at=at, tell=tell)
    report = Report(content, [_count(plan) for plan in plans])
    if content.faults:
        return report
    by = account_actions.get_importer(at=at)
    try:
        with bulk.with_room():
            for plan in plans:
                tell(str(plan.kind.title), 0)
                HANDLERS[plan.kind.name][1](plan, known, by=by, at=at)
                if plan.new or plan.changed:
                    subjects = sorted({known.citizen_id(name) for name in plan.subjects})
                    detail = asdict(_count(plan))
                    audit_actions.record_import(plan.kind.name, citizen_ids=subjects, by=by, at=at, detail=detail)
    except IntegrityError as fault:
        raise UnableToImport(
            _("Databasen afviste rækkerne, fordi noget er ændret imens (%(what)s). Prøv igen."),
            what=str(fault).splitlines()[0][:200],
        ) from fault
    report.is_loaded = True
    return report


def _plan(content: Content, *, on: date, at: datetime, tell: Tell) -> tuple[Known, list[Plan]]:
    known, plans = Known(on, at), []
    known.look_up(record for table in content.tables for record in table.found)
    for table in content.tables:
        note_tried(known, table.kind, (record.values for record in table.found))
        note_tried(known, table.kind, table.broken)
    for kind in content.kinds:
        tell(str(kind.title), 0)
        plans.append(HANDLERS[kind.name][0](content.records_of(kind), known, content.faults))
    return known, plans


def _count(plan: Plan) -> Count:
    return Count(plan.kind.name, plan.created or len(plan.new), len(plan.changed), plan.unchanged)
