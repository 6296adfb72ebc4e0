"""What every command of the house shares: an example in its help, honest exit codes, progress and JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.core.management.base import BaseCommand, CommandError, DjangoHelpFormatter
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from helevejen.core.deeds import Refusal
from helevejen.core.parse import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.core.management.base import CommandParser

T = TypeVar("T")
_SECONDS_BETWEEN_LINES = 1.0


class HelpFormatter(DjangoHelpFormatter, argparse.RawDescriptionHelpFormatter):
    """Django's order of options, with the example left as it is written."""


class HouseCommand(BaseCommand):
    """
    A command of the house.

    `help` says in a sentence what it does, `example` is a whole command line that works. Exit code 0 means done,
    1 that it could not be done (the reason is on stderr and nothing has been changed), 2 that it was asked wrongly.
    """

    example: ClassVar[str] = ""
    #: The language of its answers and of every objection it passes on; what it writes for citizens stays Danish.
    language: ClassVar[str] = "en"
    requires_system_checks: ClassVar[list[str]] = []  # type: ignore[misc]  # `helevejen check` is a command of its own
    suppressed_base_arguments: ClassVar[set[str]] = {  # type: ignore[misc]
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.example.startswith("helevejen "):
            raise TypeError(f"{cls.__module__}: a command needs an example that begins with 'helevejen '")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        words = {"epilog": f"Example:\n  {self.example}", "formatter_class": HelpFormatter, **kwargs}
        return super().create_parser(prog_name, subcommand, **words)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """
        Run the command; a rule's objection, an unreadable value and a database without its tables become its error.

        Raises:
            CommandError: it could not be done.
            SystemExit: the same, when somebody waits at the keyboard.
        """
        try:
            return self._execute(*args, **options)
        except (Refusal, Unreadable, CommandError) as fault:
            with translation.override(self.language):
                error = fault if isinstance(fault, CommandError) else CommandError(str(fault))
            if not getattr(self, "_called_from_command_line", False) or options.get("traceback"):
                raise error from fault
            self.stderr.write(str(error))
            sys.exit(error.returncode)
        except BrokenPipeError:
            # Whoever read the answer has read enough (`| head`). Python must not try to flush the rest.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None

    def _execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DatabaseError as fault:
            if not _lacks_migrations():
                raise
            raise CommandError(
                "The database has not been made, or is older than the program, and nothing has been changed. "
                "Run `helevejen migrate`, and then this again."
            ) from fault

    def say(self, text: str = "") -> None:
        """Write a line of the answer."""
        self.stdout.write(text)

    def note(self, text: str) -> None:
        """Write a line that is no part of the answer."""
        self.stderr.write(text, self.style.NOTICE)

    @staticmethod
    def add_json_option(parser: CommandParser) -> None:
        """Let the answer be asked for as JSON."""
        parser.add_argument("--json", action="store_true", dest="as_json", help="answer in JSON, for machines")

    def say_json(self, value: object) -> None:
        """Write the answer as JSON; days and moments in ISO form."""
        self.stdout.write(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))

    def progress(self, items: Iterable[T], *, total: int, doing: str) -> Iterator[T]:
        """Yield the items and tell on stderr, at most once a second, how far it is; silent when it is quick."""
        told_at = time.monotonic()
        has_told = False
        for done, item in enumerate(items):
            if time.monotonic() - told_at >= _SECONDS_BETWEEN_LINES:
                self._tell(doing, done, total)
                told_at, has_told = time.monotonic(), True
            yield item
        if has_told:
            self._tell(doing, total, total)
            if self.stderr.isatty():
                self.stderr.write("")

    def _tell(self, doing: str, done: int, total: int) -> None:
        # On a terminal one line is written over and over; elsewhere each has its own.
        before, after = ("\r", "") if self.stderr.isatty() else ("", "\n")
        share = f" {100 * done // total} %" if total else ""
        self.stderr.write(f"{before}{doing}: {done}/{total}{share}", self.style.NOTICE, ending=after)
        self.stderr.flush()


def _lacks_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
