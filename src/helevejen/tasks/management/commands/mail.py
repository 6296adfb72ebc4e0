"""`helevejen mail receive`: what people write by mail becomes inquiries."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from helevejen.clients.mailbox import MailboxFailed, parse
from helevejen.inquiries.rules.mail import MOST_BYTES
from helevejen.tasks import mail
from helevejen.tasks.command import HelpFormatter, HouseCommand

_WORDS = {
    "new": "new inquiries",
    "reply": "replies",
    "automatic": "sent by machines",
    "own": "our own",
    "known": "received before",
    "failed": "could not be received and have a flag in the mailbox",
}


class Command(HouseCommand):
    help = "Receive the mail people write to the municipality."
    example = "helevejen mail receive"

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True)
        receive = questions.add_parser(
            "receive",
            help="receive what waits in the mailbox, or one mail on standard input",
            description="Receive what waits in the mailbox that HELEVEJEN_INBOX_URL names, each mail once. Exit code 1 "
            "when the mailbox cannot be reached or a mail could not be received.",
            epilog="Examples:\n  helevejen mail receive\n  helevejen mail receive --drop < mail.eml",
            formatter_class=HelpFormatter,
        )
        receive.add_argument(
            "--drop",
            action="store_true",
            help="receive the one mail on standard input: how a mail server hands in what it is given by SMTP",
        )
        self.add_json_option(receive)

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.INBOX_ADDRESS:
            raise CommandError("HELEVEJEN_INBOX_ADDRESS is not set: name the address people write to.")
        if options["drop"]:
            self._drop(options)
            return
        if not settings.INBOX_URL:
            raise CommandError("HELEVEJEN_INBOX_URL is not set: name the mailbox, or hand a mail in with --drop.")
        try:
            counted = mail.receive_waiting()
        except MailboxFailed as fault:
            raise CommandError(f"The mailbox cannot be read: {fault}") from fault
        if options["as_json"]:
            self.say_json(dict(counted))
        elif not counted:
            self.say("No mail waits.")
        else:
            self.say(", ".join(f"{counted[key]} {words}" for key, words in _WORDS.items() if counted[key]) + ".")
        if counted[mail.FAILED]:
            raise CommandError(f"{counted[mail.FAILED]} mails could not be received.")

    def _drop(self, options: dict[str, Any]) -> None:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        outcome = mail.receive(parse(raw[:MOST_BYTES], is_cut=len(raw) > MOST_BYTES))
        if options["as_json"]:
            self.say_json({outcome: 1})
        else:
            self.say(f"1 {_WORDS[outcome]}.")
