"""`helevejen calendar due|obligations|recompute|preview`: when is something due, what the law asks for, and why."""

import time
from collections import Counter
from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.cases.rules.obligation_law import law
from helevejen.cases.rules.obligation_reading import UnreadableFacts, schema
from helevejen.cases.rules.obligations import obligations
from helevejen.core import clock, why
from helevejen.core.parse import read_date
from helevejen.engines.calendar import OFFICE, PUBLIC_HOLIDAYS_ONLY, Deadline, IfClosed, Unit, deadline
from helevejen.tasks import obligations as answers
from helevejen.tasks.command import HelpFormatter, HouseCommand

UNITS = {
    "days": Unit.DAY,
    "working_days": Unit.WORKING_DAY,
    "weeks": Unit.WEEK,
    "months": Unit.MONTH,
    "years": Unit.YEAR,
}


class Command(HouseCommand):
    help = "Find when something is due on the Danish calendar, or what the law asks for in a case, and why."
    example = "helevejen calendar due --received 2026-05-13 --working-days 1"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        due = questions.add_parser(
            "due",
            help="the day something is due: on the first line, and why below",
            description="Find when something is due. The day is on the first line, the reasons below.",
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
        self._add_obligations(questions)

    def _add_obligations(self, questions: Any) -> None:
        asked = questions.add_parser(
            "obligations",
            help="the obligations of the law in a case, from a file of facts",
            description="Find every obligation the law gives a case, by due day, each with its why.",
            epilog="Example:\n  helevejen calendar obligations facts.json --on 2026-05-20 --json",
            formatter_class=HelpFormatter,
        )
        asked.add_argument("facts", nargs="?", metavar="FACTS.json", help="the facts; docs/obligations-facts.md")
        asked.add_argument("--on", metavar="DAY", help="the day it is seen from (today)")
        asked.add_argument("--schema", action="store_true", help="print the JSON Schema of the facts instead")
        self.add_json_option(asked)
        anew = questions.add_parser(
            "recompute",
            help="compute the obligations of every open case anew, as the night does",
            description="Compute the obligations of the law in every open case anew and store what has changed; then "
            "what each coming change of law does to them, for the leaders' page.",
            epilog="Example:\n  helevejen calendar recompute",
            formatter_class=HelpFormatter,
        )
        self.add_json_option(anew)
        coming = questions.add_parser(
            "preview",
            help="what coming changes of law do to open obligations, by clause",
            description="Count the open obligations that appear, move or vanish until a day because the law changes.",
            epilog="Example:\n  helevejen calendar preview --on 2027-01-01",
            formatter_class=HelpFormatter,
        )
        coming.add_argument("--on", required=True, metavar="DAY", help="a day to come")
        self.add_json_option(coming)

    def handle(self, *_args: Any, **options: Any) -> None:
        getattr(self, f"_{options['question']}")(options)

    def _obligations(self, options: dict[str, Any]) -> None:
        if options["schema"]:
            self.say_json(schema())
            return
        if not options["facts"]:
            raise CommandError("Name a file of facts: helevejen calendar obligations facts.json --on 2026-05-20")
        on = clock.today() if options["on"] is None else read_date(options["on"])
        try:
            found = obligations(answers.facts_of_file(options["facts"]), on=on, law=law())
        except (UnreadableFacts, OverflowError) as fault:
            raise CommandError(str(fault)) from fault
        if options["as_json"]:
            self.say_json({"on": on, "obligations": answers.as_json(found, on)})
            return
        for line in answers.as_lines(found, on) or ["The law asks for nothing in this case that day."]:
            self.say(line)

    def _recompute(self, options: dict[str, Any]) -> None:
        began = time.monotonic()
        cases, rows = answers.recompute(clock.now(), tell=lambda _what, done: self.note(f"{done} cases ..."))
        days = answers.keep_coming(clock.now())
        seconds = round(time.monotonic() - began, 1)
        if options["as_json"]:
            self.say_json({"cases": cases, "rows": rows, "law_changes_on": days, "seconds": seconds})
        else:
            self.say(f"{cases} open cases, {rows} obligations changed, in {seconds} s.")
            self.say("Found what the law does on " + (", ".join(map(str, days)) or "no day: none is to come") + ".")

    def _preview(self, options: dict[str, Any]) -> None:
        on, today = read_date(options["on"]), clock.today()
        if on <= today:
            raise CommandError(f"{on} is not to come; choose a day after {today}.")
        found = answers.preview(on, today)
        counts = Counter((str(one.change.effect), one.change.shown.clause.code) for one in found)
        cases = len({one.case_id for one in found})
        if options["as_json"]:
            rows = [{"effect": effect, "clause": code, "count": n} for (effect, code), n in sorted(counts.items())]
            self.say_json({"on": on, "cases": cases, "changes": rows})
            return
        self.say(f"{cases} cases change on {on}.")
        for (effect, code), number in sorted(counts.items()):
            self.say(f"{number:8}  {effect:8}  {code}")

    def _due(self, options: dict[str, Any]) -> None:
        answer = self.answer(options)
        explanation = why.in_words(answer.explain())
        if options["as_json"]:
            self.say_json({"due": answer.due, "why": explanation})
            return
        self.say("\n  ".join([f"{answer.due:%Y-%m-%d}", *explanation]))

    @staticmethod
    def answer(options: dict[str, Any]) -> Deadline:
        name = next(name for name in UNITS if options[name] is not None)
        received = read_date(options["received"])
        if options[name] < 0:
            raise CommandError(f"--{name.replace('_', '-')} is {options[name]}; write 0 or more.")
        try:
            return deadline(
                received,
                options[name],
                UNITS[name],
                calendar=PUBLIC_HOLIDAYS_ONLY if options["public_holidays_only"] else OFFICE,
                if_closed=IfClosed(options["if_closed"]),
            )
        except (ValueError, OverflowError) as fault:
            asked = f"--received {received} --{name.replace('_', '-')} {options[name]}"
            raise CommandError(
                f"{asked} needs days outside 1950 to 2100, the years whose holidays are known. "
                "Choose a day and a length within them."
            ) from fault
