"""`helevejen forecast issue|score|backtest`: how long open waits are likely to last, and whether it came true."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.core import clock
from helevejen.core.parse import read_date
from helevejen.tasks import forecasts
from helevejen.tasks.command import HelpFormatter, HouseCommand
from helevejen.waiting import actions

_QUESTIONS = {
    "issue": ("say of every open wait within how many days nine of ten such are over", "forecast issue"),
    "score": ("judge what was said, where the day that was said has passed", "forecast score"),
    "backtest": ("tell what would have been said in the last two years, and what came of it", "forecast backtest"),
}


class Command(HouseCommand):
    help = "Say how long open waits are likely to last, keep what was said, and judge it."
    example = "helevejen forecast backtest --json"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        for name, (does, example) in _QUESTIONS.items():
            question = questions.add_parser(
                name,
                help=does,
                description=f"{does[0].upper()}{does[1:]}. docs/rules/forecasts.md has the rules.",
                epilog=f"Example:\n  helevejen {example}",
                formatter_class=HelpFormatter,
            )
            self.add_json_option(question)
            if name == "backtest":
                question.add_argument("--on", metavar="DAY", help="as known on this day (today)")
                question.add_argument("--groups", action="store_true", help="a line for each target group")

    def handle(self, *_args: Any, **options: Any) -> None:
        getattr(self, f"_{options['question']}")(options)

    def _issue(self, options: dict[str, Any]) -> None:
        said = actions.issue_forecasts(at=clock.now())
        self._answer(options, {"said": said}, f"Said something new of {said} open waits.")

    def _score(self, options: dict[str, Any]) -> None:
        judged = actions.score_forecasts(at=clock.now())
        self._answer(options, {"judged": judged}, f"Judged {judged} forecasts.")

    def _backtest(self, options: dict[str, Any]) -> None:
        on = read_date(options["on"]) if options["on"] else clock.today()
        if on > clock.today():
            raise CommandError("What comes after today is not known yet. Give an earlier day, or none.")
        found = forecasts.backtest_until(on, by_group=options["groups"])
        self._answer(options, forecasts.as_json(found), "\n".join(forecasts.as_lines(found)))

    def _answer(self, options: dict[str, Any], values: dict[str, Any], text: str) -> None:
        if options["as_json"]:
            self.say_json(values)
        else:
            self.say(text)
