# ruff: noqa: N999 - the module is named after the command
"""`helevejen import`: files into the database, looked at first."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.core import clock
from helevejen.core.acting import system_acting
from helevejen.tasks.command import HouseCommand
from helevejen.tasks.imports.columns import KINDS
from helevejen.tasks.imports.dictionary import describe, dictionary
from helevejen.tasks.imports.dictionary import example as example_of
from helevejen.tasks.imports.loading import Content, Report, load, preview, read_files
from helevejen.tasks.obligations import recompute

_ALL = "alle"
_SECONDS_BETWEEN_LINES = 1.0


class Command(HouseCommand):
    help = (
        "Load staff, citizens, groups, benefits, assignments, notes, meetings, companies, their contacts, "
        "agreements and sizes, job orders and courses from CSV or Excel files. "
        "Without --yes nothing is written: it shows what would be, and every fault by file, row and column. "
        "Exit code 0 without faults, 1 with."
    )
    language = "da"
    example = "helevejen import medarbejdere.csv borgere.xlsx tilknytninger.csv --yes"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="CSV (UTF-8) or Excel (.xlsx)")
        parser.add_argument("--kind", choices=tuple(KINDS), help="what the files hold (default: told by the header)")
        parser.add_argument("--preview", action="store_true", help="show what would be done, and stop")
        parser.add_argument("--yes", action="store_true", help="load without asking, if there is no fault")
        parser.add_argument("--columns", choices=(*KINDS, _ALL), help="show the columns of a kind of file, and stop")
        parser.add_argument("--sample", choices=tuple(KINDS), help="write a sample file with one row, and stop")
        self.add_json_option(parser)

    def handle(self, *_args: object, **options: Any) -> None:
        if options["columns"]:
            self.say(dictionary() if options["columns"] == _ALL else describe(KINDS[options["columns"]]))
        elif options["sample"]:
            self.say(example_of(KINDS[options["sample"]]))
        elif not options["files"]:
            raise CommandError("Nævn mindst én fil, eller spørg om --columns.", returncode=2)
        else:
            self._import(options)

    def _import(self, options: dict[str, Any]) -> None:
        self._told_at = self._began = time.monotonic()
        kind = KINDS[options["kind"]] if options["kind"] else None
        with system_acting("import", reason="Indlæsning af filer"):
            content = read_files(options["files"], kind=kind, tell=self._tell_rows)
            report = self._looked_at(content, options)
            if not report.faults and not report.is_loaded and self._is_wanted(options):
                report = load(content, on=clock.today(), at=clock.now(), tell=self._tell_rows)
                if report.is_loaded:
                    recompute(clock.now(), tell=self._tell_rows)
                self._show(report, options)
        if report.faults:
            raise CommandError(f"{report.faults.count} fejl. Intet er indlæst.")

    def _looked_at(self, content: Content, options: dict[str, Any]) -> Report:
        go = load if options["yes"] and not options["preview"] and not content.faults else preview
        report = go(content, on=clock.today(), at=clock.now(), tell=self._tell_rows)
        self._show(report, options)
        return report

    def _is_wanted(self, options: dict[str, Any]) -> bool:
        is_asked = not (options["yes"] or options["preview"] or options["as_json"]) and sys.stdin.isatty()
        return is_asked and input("Indlæs? [j/N] ").strip().casefold() in {"j", "ja"}

    def _show(self, report: Report, options: dict[str, Any]) -> None:
        if options["as_json"]:
            self.say_json(report.as_json())
            return
        for table in report.content.tables:
            rows = "1 række" if table.row_count == 1 else f"{table.row_count} rækker"
            self.say(f"{table.file}: {table.kind.title}, {rows}")
            for remark in table.remarks:
                self.say(f"  {remark}")
        self._show_counts(report)
        for fault in report.faults.shown:
            self.say(str(fault))
        if report.faults.unshown_count:
            self.say(f"... og {report.faults.unshown_count} fejl mere.")

    def _show_counts(self, report: Report) -> None:
        deeds = ("oprettet", "ændret") if report.is_loaded else ("oprettes", "ændres")
        if report.counts:
            self.say(f"\n{'':16}{deeds[0]:>12}{deeds[1]:>12}{'uændret':>12}")
        for count in report.counts:
            self.say(f"{count.kind:16}{count.created:>12}{count.changed:>12}{count.unchanged:>12}")
        if report.is_loaded:
            self.say(f"\nIndlæst på {time.monotonic() - self._began:.1f} sekunder.")
        elif not report.faults:
            self.say("\nIngen fejl. Intet er skrevet endnu; indlæs med --yes.")

    def _tell_rows(self, what: str, done: int) -> None:
        if time.monotonic() - self._told_at >= _SECONDS_BETWEEN_LINES:
            self._told_at = time.monotonic()
            self.note(f"{what}: {done} rækker" if done else f"{what} ...")
