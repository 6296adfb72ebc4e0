"""`helevejen calendar due`: when is something due, and why."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.core import why
from helevejen.core.parse import read_date
from helevejen.engines.calendar import OFFICE, PUBLIC_HOLIDAYS_ONLY, Deadline, IfClosed, Unit, deadline
from helevejen.tasks.command import HelpFormatter, HouseCommand

UNITS = {
    "days": Unit.DAY,
    "working_days": Unit.WORKING_DAY,
    "weeks": Unit.WEEK,
    "months": Unit.MONTH,
    "years": Unit.YEAR,
}


class Command(HouseCommand):
    help = "Find when something is due on the Danish calendar, and why."
    example = "helevejen calendar due --received 2026-05-13 --working-days 1"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        due = questions.add_parser(
            "due",
            help="the day something is due: on the first line, and why below",
            description=f"{self.help} The day is on the first line, the reasons below.",
            epilog=f"Example:\n  {self.example}",
            formatter_class=HelpFormatter,
        )
        due.add_argument("--received", required=True, metavar="DAY", help="the day counted from, not counted itself")
        length = due.add_mutually_exclusive_group(required=True)
        for name in UNITS:
            length.add_argument(f"--{name.replace('_', '-')}", type=int, metavar="N")
        due.add_argument(
            "--public-holidays-only",
            action="store_true",
            help="work on 1 May, 5 June, 24 and 31 December too",
        )
        due.add_argument(
            "--if-closed",
            choices=[choice.value for choice in IfClosed],
            default=IfClosed.KEEP.value,
            help="what becomes of a due day that is no working day (%(default)s)",
        )
        self.add_json_option(due)

    def handle(self, *_args: Any, **options: Any) -> None:
        answer = self.answer(options)
        explanation = why.in_words(answer.explain())
        if options["as_json"]:
            self.say_json({"due": answer.due, "why": explanation})
            return
        self.say("\n  ".join([f"{answer.due:%Y-%m-%d}", *explanation]))

    @staticmethod
    def answer(options: dict[str, Any]) -> Deadline:
        name = next(name for name in UNITS if options[name] is not None)
        try:
            return deadline(
                read_date(options["received"]),
                options[name],
                UNITS[name],
                calendar=PUBLIC_HOLIDAYS_ONLY if options["public_holidays_only"] else OFFICE,
                if_closed=IfClosed(options["if_closed"]),
            )
        except (ValueError, OverflowError) as fault:
            raise CommandError(str(fault)) from fault
