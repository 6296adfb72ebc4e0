"""`helevejen log seal|verify|check|key`: keep the log of looks and the log of deeds provable."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.core import clock
from helevejen.core.parse import read_date
from helevejen.tasks import sealing
from helevejen.tasks.command import HelpFormatter, HouseCommand

_LOGS = {"access": "look", "event": "deed"}
_WORDS = {
    "missing": "{log} {number} is missing",
    "edited": "{log} {number} has been edited, moved or inserted",
    "rewritten": "{log} {number} has another seal than the one written down apart from the database",
    "cut": "every {log} from {number} on has been cut away",
    "tail": "after the last {log} there were {number} more, which were removed before they were sealed",
    "unsigned": "line {number} of the file of ends is not as it was signed, or one before it is gone",
}


class Command(HouseCommand):
    help = "Seal the logs of looks and of deeds, verify the seals, or compare them with what was served."
    example = "helevejen log verify"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        for name, words in (
            ("seal", "seal the rows that are not sealed yet, write the ends of the chains down and sign them"),
            ("verify", "find edited, missing, moved and cut rows; exit code 1 when there are any"),
            ("key", "show the public key that checks the signatures of the ends"),
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
        done = sealing.seal(clock.now())
        if options["as_json"]:
            self.say_json([asdict(one) for one in done])
            return
        for one in done:
            self.say(f"Sealed {one.count} {_LOGS[one.log]}s; their chain ends at {one.number}.")
        self.say(f"The ends are written down and signed in {sealing.ends_file()}.")

    def _verify(self, options: dict[str, Any]) -> None:
        faults = sealing.faults()
        if options["as_json"]:
            self.say_json([asdict(fault) for fault in faults])
        for fault in [] if options["as_json"] else faults:
            self.say(_WORDS[fault.what].format(number=fault.number, log=_LOGS.get(fault.log, "")))
        if faults:
            raise CommandError(f"The log is not as it was sealed: {len(faults)} faults.")
        if options["as_json"]:
            return
        for log, gone in sealing.doubts().items():
            self.say(f"After the last {_LOGS[log]} {gone} numbers were given: undone deeds, or rows removed unsealed.")
        self.say("The log is as it was sealed.")

    def _key(self, options: dict[str, Any]) -> None:
        key = sealing.public_key()
        if options["as_json"]:
            self.say_json({"ed25519": key})
        else:
            self.say(key)

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
