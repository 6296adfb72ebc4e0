"""`helevejen log seal|verify|check`: keep the access log provable."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.core import clock
from helevejen.core.parse import read_date
from helevejen.tasks import sealing
from helevejen.tasks.command import HelpFormatter, HouseCommand

_WORDS = {
    "missing": "row {number} is missing",
    "edited": "row {number} has been edited, moved or inserted",
    "rewritten": "row {number} has another seal than the one written down apart from the database",
    "cut": "everything from row {number} on has been cut away",
}


class Command(HouseCommand):
    help = "Seal the access log, verify its seals, or compare it with what was served."
    example = "helevejen log verify"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        for name, words in (
            ("seal", "seal the rows that are not sealed yet and write the end of the chain down"),
            ("verify", "find edited, missing, moved and cut rows; exit code 1 when there are any"),
            ("check", "compare pages served, log rows and what citizens see, day by day; exit code 1 on a difference"),
        ):
            question = questions.add_parser(
                name,
                help=words,
                description=words[0].upper() + words[1:] + ".",
                epilog=f"Example:\n  helevejen log {name}",
                formatter_class=HelpFormatter,
            )
            self.add_json_option(question)
            if name == "check":
                question.add_argument("--on", metavar="DAY", help="the last day to check, 2026-03-11 (yesterday)")
                question.add_argument("--days", type=int, default=7, metavar="N", help="how many days (%(default)s)")

    def handle(self, *_args: Any, **options: Any) -> None:
        getattr(self, f"_{options['question']}")(options)

    def _seal(self, options: dict[str, Any]) -> None:
        count, number = sealing.seal(clock.now())
        if options["as_json"]:
            self.say_json({"sealed": count, "number": number})
        else:
            self.say(f"Sealed {count} rows; the chain ends at {number}, written down in {sealing.ends_file()}.")

    def _verify(self, options: dict[str, Any]) -> None:
        faults = sealing.faults()
        if options["as_json"]:
            self.say_json([asdict(fault) for fault in faults])
        for fault in [] if options["as_json"] else faults:
            self.say(_WORDS[fault.what].format(number=fault.number))
        if faults:
            raise CommandError(f"The log is not as it was sealed: {len(faults)} faults.")
        if not options["as_json"]:
            self.say("The log is as it was sealed.")

    def _check(self, options: dict[str, Any]) -> None:
        last = read_date(options["on"]) if options["on"] else clock.today() - timedelta(days=1)
        checks = [sealing.check(last - timedelta(days=back)) for back in reversed(range(options["days"]))]
        odd = [found for found, counted in checks if not found.is_whole(counted)]
        if options["as_json"]:
            self.say_json([asdict(found) | {"counted": counted} for found, counted in checks])
        for found, counted in [] if options["as_json"] else checks:
            self.say(
                f"{found.on}  served {counted or 0}, logged {found.served}, naming no citizen {found.without_citizen}, "
                f"loose {found.orphans}, deeds {found.deeds}, seen by citizens {found.deeds_logged}"
            )
        if odd:
            raise CommandError(f"Served and logged differ on {', '.join(str(found.on) for found in odd)}.")
