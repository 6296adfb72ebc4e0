"""`helevejen ledger check|show|expire`: prove that the books hold, look at them, and let old commitments go."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.core import clock
from helevejen.ledger import actions, queries
from helevejen.tasks.command import HelpFormatter, HouseCommand


class Command(HouseCommand):
    help = "Prove that the books of the ledger hold, show its accounts, or release commitments whose day has passed."
    example = "helevejen ledger check"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        for name, words in (
            ("check", "compare balances, postings, commitments and corrections; exit code 1 when something is wrong"),
            ("show", "what every account was granted, has committed and spent, and has left"),
            ("expire", "release the commitments whose last day has passed; safe to run twice"),
        ):
            question = questions.add_parser(
                name,
                help=words,
                description=words[0].upper() + words[1:] + ".",
                epilog=f"Example:\n  helevejen ledger {name}",
                formatter_class=HelpFormatter,
            )
            self.add_json_option(question)

    def handle(self, *_args: Any, **options: Any) -> None:
        getattr(self, f"_{options['question']}")(as_json=options["as_json"])

    def _check(self, *, as_json: bool) -> None:
        faults, counted = queries.faults(), queries.counted()
        if as_json:
            self.say_json({"counted": counted, "faults": [asdict(fault) for fault in faults]})
        for fault in [] if as_json else faults:
            self.say(f"{fault.row}: {fault.kind.label}" + (f" ({fault.detail})" if fault.detail else ""))
        if faults:
            raise CommandError(f"The books do not hold: {len(faults)} faults.")
        if not as_json:
            words = ", ".join(f"{count} {name}" for name, count in counted.items())
            self.say(f"The books hold: {words}.")

    def _show(self, *, as_json: bool) -> None:
        rows = queries.account_rows()
        if as_json:
            self.say_json([asdict(row) | {"granted": row.budget} for row in rows])
            return
        for row in rows:
            held = row.standing
            parts = (row.budget, held.committed, held.spent, held.free, row.taken_home)
            granted, committed, spent, free, home = (actions.shown(part, row.unit) for part in parts)
            closed = f"  taken home {home}" if row.taken_home else ""
            self.say(f"{row.code}  granted {granted}  committed {committed}  spent {spent}  free {free}{closed}")

    def _expire(self, *, as_json: bool) -> None:
        expired = actions.expire_commitments(on=clock.today(), at=clock.now())
        if as_json:
            self.say_json({"expired": expired})
        else:
            self.say(f"Released {len(expired)} commitments.")
