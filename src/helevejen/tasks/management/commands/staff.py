"""`helevejen staff add-admin`: the first administrator, who makes everybody else."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.urls import reverse

from helevejen.accounts import actions
from helevejen.accounts.enums import Role
from helevejen.core import acting, clock
from helevejen.tasks.command import HelpFormatter, HouseCommand


class Command(HouseCommand):
    help = "Make an administrator, who makes the other members of staff on the pages."
    example = "helevejen staff add-admin bent.rask --name 'Bent Rask'"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        question = questions.add_parser(
            "add-admin",
            help="make an administrator and print the link to choose a password with",
            description="Make an administrator and print the link to choose a password with: once, within 24 hours.",
            epilog=f"Example:\n  {self.example}",
            formatter_class=HelpFormatter,
        )
        question.add_argument("username", help="the name to sign in by")
        question.add_argument("--name", required=True, help="the person's name")
        question.add_argument("--email", default="", help="where the link is sent as well")
        question.add_argument("--team", default="Administration", help="the team; made if missing (%(default)s)")
        question.add_argument("--base", default="", metavar="ADDRESS", help="the site's address (from HELEVEJEN_HOSTS)")
        self.add_json_option(question)

    def handle(self, *_args: Any, **options: Any) -> None:
        at = clock.now()
        post = actions.Post(role=Role.ADMINISTRATOR, team=options["team"], valid_from=clock.today())
        person = actions.Person(username=options["username"], name=options["name"], email=options["email"])
        base = (options["base"] or _base()).rstrip("/")
        with acting.system_acting("staff", "the operator made an administrator"):
            user, link = actions.add_staff(
                person=person, post=post, by=None, at=at, door=base + reverse("public:password_choose")
            )
        if options["as_json"]:
            self.say_json({"username": user.username, "link": link.address, "valid_until": link.valid_until})
            return
        self.say(link.address)
        self.note(f"{user.name} chooses a password there before {link.valid_until:%Y-%m-%d %H:%M} UTC, once.")


def _base() -> str:
    """Return the site's address: its first name in production, else this machine."""
    named = settings.CSRF_TRUSTED_ORIGINS
    return str(named[0]) if named else "http://localhost:8000"
