"""`helevejen suggestions recompute|forget`: a kept list computed again, and lists erased whose time is over."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.core import clock
from helevejen.suggestions import actions
from helevejen.suggestions.queries import lists
from helevejen.tasks.command import HelpFormatter, HouseCommand

_QUESTIONS = {
    "recompute": (
        "compute a list again from what was kept, and say whether every row is the same",
        "recompute 17 --json",
    ),
    "forget": ("erase the lists that are older than two years, and what only they were made of", "forget"),
}


class Command(HouseCommand):
    help = "Prove a list of jobs or candidates, or erase those whose time is over."
    example = "helevejen suggestions recompute 17"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        for name, (does, example) in _QUESTIONS.items():
            question = questions.add_parser(
                name,
                help=does,
                description=f"{does[0].upper()}{does[1:]}. docs/rules/suggestions.md has the rules.",
                epilog=f"Example:\n  helevejen suggestions {example}",
                formatter_class=HelpFormatter,
            )
            self.add_json_option(question)
            if name == "recompute":
                question.add_argument("list_id", metavar="LIST_ID", type=int, help="the number of the list")

    def handle(self, *_args: Any, **options: Any) -> None:
        getattr(self, f"_{options['question']}")(options)

    def _recompute(self, options: dict[str, Any]) -> None:
        made = lists.find_list(options["list_id"])
        if made is None:
            raise CommandError(
                f"There is no list {options['list_id']}. It may have been erased when its time was over."
            )
        found = actions.recompute(made)
        values = {
            "list": made.pk,
            "kind": made.kind,
            "made_at": made.made_at,
            "version_then": made.engine_version,
            "version_now": found.version,
            "rows": len(found.now),
            "is_identical": found.is_identical,
        }
        word = "The same" if found.is_identical else "Not the same"
        versions = f"version {made.engine_version} then, {found.version} now"
        self._answer(options, values, f"{word}: {len(found.now)} rows of list {made.pk} ({versions}).")
        if not found.is_identical:
            raise CommandError("The rows differ from those that were kept.")

    def _forget(self, options: dict[str, Any]) -> None:
        erased = actions.forget_old_lists(at=clock.now())
        self._answer(options, {"erased": erased}, f"Erased {erased} lists.")

    def _answer(self, options: dict[str, Any], values: dict[str, Any], text: str) -> None:
        if options["as_json"]:
            self.say_json(values)
        else:
            self.say(text)
