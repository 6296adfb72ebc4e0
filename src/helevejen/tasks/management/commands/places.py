"""`helevejen places import|starter`: where postcodes are on the map."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.core import clock
from helevejen.core.parse import read_date
from helevejen.places.actions import Laid, import_centres
from helevejen.places.rules import Centre
from helevejen.tasks.command import HelpFormatter, HouseCommand
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.places.reading import STARTER_DATED, STARTER_SOURCE, read_postcodes, read_starter


class Command(HouseCommand):
    help = "Lay the middle of each postcode, which distances to work are counted from."
    language = "da"
    example = "helevejen places import postnumre.csv"

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        importing = self._deed(
            deeds,
            "import",
            "read a file with the columns postnummer;navn;breddegrad;længdegrad (degrees), all of it or nothing; "
            "twice is once, and postcodes that are not in it stay",
            "import postnumre.csv --source 'Danmarks Adresseregister' --dated 2026-11-01",
        )
        importing.add_argument("file", type=Path, metavar="FILE.csv", help="CSV (UTF-8) or Excel (.xlsx)")
        importing.add_argument("--source", metavar="TEXT", help="where the figures come from (the name of the file)")
        importing.add_argument("--dated", metavar="DAY", help="the day the figures are from (today)")
        self._deed(deeds, "starter", "lay the ten towns of the starter, where nothing is known of them yet", "starter")

    def _deed(self, deeds: Any, name: str, does: str, example: str) -> CommandParser:
        deed: CommandParser = deeds.add_parser(
            name,
            help=does,
            description=f"{does[0].upper()}{does[1:]}. docs/rules/distances.md says what they are used for.",
            epilog=f"Example:\n  helevejen places {example}",
            formatter_class=HelpFormatter,
        )
        self.add_json_option(deed)
        return deed

    def handle(self, *_args: object, **options: Any) -> None:
        getattr(self, f"_{options['deed']}")(options)

    def _import(self, options: dict[str, Any]) -> None:
        path = options["file"]
        on = read_date(options["dated"]) if options["dated"] else clock.today()
        centres, faults = read_postcodes(path)
        if faults:
            self._tell_faults(faults, options)
        self._lay(centres, options["source"] or path.name, on, options)

    def _starter(self, options: dict[str, Any]) -> None:
        self._lay(read_starter(), STARTER_SOURCE, STARTER_DATED, options, only_new=True)

    def _lay(
        self, centres: list[Centre], source: str, on: date, options: dict[str, Any], *, only_new: bool = False
    ) -> None:
        is_dated = bool(options.get("source") or options.get("dated"))
        laid: Laid = import_centres(centres, source=source[:200], on=on, only_new=only_new, is_dated=is_dated)
        if options["as_json"]:
            self.say_json({"is_loaded": True, **asdict(laid), "source": source, "dated_on": on})
        else:
            self.say(f"{laid.created} oprettet, {laid.changed} ændret, {laid.unchanged} uændret.")

    def _tell_faults(self, faults: Faults, options: dict[str, Any]) -> None:
        if options["as_json"]:
            told = [asdict(fault) for fault in faults.shown]
            self.say_json({"is_loaded": False, "fault_count": faults.count, "faults": told})
        else:
            for fault in faults.shown:
                self.say(str(fault))
            if faults.unshown_count:
                self.say(f"... og {faults.unshown_count} fejl mere.")
        raise CommandError(f"{faults.count} fejl. Intet er indlæst.")
