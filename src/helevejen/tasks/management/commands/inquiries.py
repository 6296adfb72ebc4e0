"""`helevejen inquiries tend`: what is due in the inbox. `helevejen inquiries deadlines`: is every kind published?"""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.core import clock
from helevejen.inquiries import queries
from helevejen.tasks.command import HelpFormatter, HouseCommand
from helevejen.tasks.tending import FAILED, tend

_WORDS = {
    "settled": "dialogues settled",
    "given": "given to somebody who is there",
    "reminded": "reminders",
    "orders": "reminders of orders",
    "asked": "told that they can say how it goes",
    "letters": "letters made ready",
    "dropped": "letters not needed",
    FAILED: "could not be tended",
}


class Command(HouseCommand):
    help = "Tend the inbox, or check that every kind of decision has a published deadline."
    example = "helevejen inquiries tend"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        for name, words in (
            ("tend", "remind, give to somebody who is there, and make letters about new dates ready"),
            ("deadlines", "list the published deadlines; exit code 1 when a kind of decision in use has none"),
        ):
            question = questions.add_parser(
                name,
                help=words,
                description=words[0].upper() + words[1:] + ".",
                epilog=f"Example:\n  helevejen inquiries {name}",
                formatter_class=HelpFormatter,
            )
            self.add_json_option(question)

    def handle(self, *_args: Any, **options: Any) -> None:
        getattr(self, f"_{options['question']}")(options)

    def _tend(self, options: dict[str, Any]) -> None:
        done = tend(clock.now())
        if options["as_json"]:
            self.say_json(dict(done))
        else:
            said = [f"{done[key]} {words}" for key, words in _WORDS.items() if done[key]]
            self.say(", ".join(said) or "Nothing is due.")
        if done[FAILED]:
            raise CommandError(f"{done[FAILED]} could not be tended; the log says where.")

    def _deadlines(self, options: dict[str, Any]) -> None:
        rows = queries.deadline_catalogue(clock.today())
        missing = [row.kind for row in rows if row.deadline is None]
        if options["as_json"]:
            self.say_json({"missing": missing, "published": [row.kind for row in rows if row.deadline is not None]})
        for row in [] if options["as_json"] else rows:
            said = f"{row.deadline.amount} {row.deadline.unit}, {row.deadline.law}" if row.deadline else "MISSING"
            self.say(f"{row.kind}  {said}")
        if missing:
            raise CommandError(f"No published deadline (retssikkerhedsloven § 3, stk. 2): {', '.join(missing)}.")
