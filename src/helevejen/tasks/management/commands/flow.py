"""`helevejen flow mine|convert|count|export`: how work flows, in anybody's log and in the turns of the house."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import CommandError, CommandParser

from helevejen.caseload.actions import count_figures, count_minutes, keep_count
from helevejen.caseload.queries import PERIODS
from helevejen.core import clock
from helevejen.core.parse import read_date
from helevejen.engines.flow import EventLog, mine
from helevejen.recruitment import queries as orders
from helevejen.tasks.command import HelpFormatter, HouseCommand
from helevejen.tasks.event_logs import telling
from helevejen.tasks.event_logs.columns import Asked
from helevejen.tasks.event_logs.loading import read_log
from helevejen.tasks.event_logs.rows import FaultyLines
from helevejen.tasks.event_logs.writing import write_log
from helevejen.waiting import actions
from helevejen.waiting.rules.facts import midnight
from helevejen.waiting.run import flow as run

_COLUMNS = {
    "case": "what the events belong to",
    "activity": "what was done",
    "resource": "who did it",
    "start": "when it started",
    "end": "when it ended",
}
_OUT = "a name that ends in .csv or .xes, or either and .gz"


class Command(HouseCommand):
    help = "Find how work flows: what follows what, how long it waits, what is done again, and by whom."
    example = "helevejen flow mine log.csv --case Sagsnr --activity Trin --end Slut --json"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        mining = self._question(
            questions, "mine", "tell how work flows in a log", "log.csv --case Sagsnr --activity Trin --end Slut --json"
        )
        mining.add_argument("--most", type=int, default=20, metavar="N", help="lines of each table (%(default)s)")
        self.add_json_option(mining)
        converting = self._question(questions, "convert", "write a log as CSV or XES", "log.csv log.xes.gz")
        converting.add_argument("to", type=Path, metavar="OUT", help=_OUT)
        counting = self._bare_question(
            questions, "count", "count the days that are over since the last time, and the sums some pages show", ""
        )
        counting.add_argument("--anew", action="store_true", help="forget what was counted and count it again")
        exporting = self._bare_question(
            questions, "export", "write the turns of the house as a log without names", "turns.xes --since 2026-01-01"
        )
        exporting.add_argument("to", type=Path, metavar="OUT", help=_OUT)
        exporting.add_argument("--since", required=True, metavar="DAY", help="tracks that moved on this day or later")

    @staticmethod
    def _bare_question(questions: Any, name: str, does: str, example: str) -> CommandParser:
        return questions.add_parser(  # type: ignore[no-any-return]
            name,
            help=does,
            description=f"{does[0].upper()}{does[1:]}. docs/engines/flow.md has the definitions.",
            epilog=f"Example:\n  helevejen flow {name} {example}".rstrip(),
            formatter_class=HelpFormatter,
        )

    def _question(self, questions: Any, name: str, does: str, example: str) -> CommandParser:
        question = self._bare_question(questions, name, does, example)
        question.add_argument("log", type=Path, metavar="LOG", help="CSV or XES, packed with gzip or not")
        for column, meaning in _COLUMNS.items():
            question.add_argument(
                f"--{column}", default="", metavar="NAME", help=f"column: {meaning} (found by its usual names)"
            )
        question.add_argument(
            "--skip-faulty", action="store_true", help="leave out the events that cannot be read, and say which"
        )
        question.add_argument(
            "--zone", metavar="NAME", help="clock of moments without a zone, Europe/Copenhagen (taken as they stand)"
        )
        return question

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["question"] == "count":
            days = actions.count_flow(at=clock.now(), anew=options["anew"])
            actions.count_views(at=clock.now(), periods=PERIODS.values())
            count_figures(at=clock.now())
            count_minutes(at=clock.now())
            keep_count(orders.KEPT_DEMAND, orders.demand_to_keep(clock.today()), at=clock.now())
            self.say("Counted 1 day." if days == 1 else f"Counted {days} days.")
            return
        if options["question"] == "export":
            self._export(options)
            return
        log, skipped = self._read(options)
        if options["question"] == "convert":
            write_log(log, options["to"])
            self.say(f"Wrote {len(log):,} events of {len(log.cases):,} cases to {options['to']}.")
            return
        found = mine(log)
        if options["as_json"]:
            self.say_json(telling.as_json(log, found) | telling.skipped_as_json(skipped))
            return
        for line in telling.as_text(log, found, most=max(options["most"], 0)):
            self.say(line)

    def _export(self, options: dict[str, Any]) -> None:
        log = run.log_between(midnight(read_date(options["since"])), clock.now())
        write_log(log, options["to"])
        self.say(f"Wrote {len(log):,} steps of {len(log.cases):,} tracks to {options['to']}.")

    def _read(self, options: dict[str, Any]) -> tuple[EventLog, FaultyLines]:
        try:
            zone = ZoneInfo(options["zone"]) if options["zone"] else None
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise CommandError(f"There is no time zone {options['zone']}. Europe/Copenhagen is one.") from None
        asked = Asked(**{column: options[column] for column in _COLUMNS})
        faulty = FaultyLines()
        log, remarks = read_log(options["log"], asked, zone=zone, skipped=faulty if options["skip_faulty"] else None)
        for remark in remarks:
            self.note(remark)
        return log, faulty
