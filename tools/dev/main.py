"""Which command was asked for."""

import os
import sys
from collections.abc import Callable, Sequence

from tools.dev import demo, suite
from tools.dev.environment import ensure_environment
from tools.dev.place import BIN, program_environment
from tools.dev.progress import Failed, say

HELP = """\
./dev COMMAND

  demo [--size full]   build what is missing, load the demo municipality, serve it
  test [PYTEST ARGS]   the whole check, on SQLite and PostgreSQL, as CI runs it (up to 25 minutes)
  check                the quick check: lint, types, contracts, engines and rules (under a minute)
  helevejen ARGS       the command line of the application; ./dev helevejen help lists its commands
  serve                the application with debug pages, for a developer's own machine
  setup                only build what is missing, with the packages of development
  help                 this text

Environment: PORT (default 8000), HOST (127.0.0.1), HELEVEJEN_DATA (the data folder, ./var/data),
DATABASE_URL (PostgreSQL instead of SQLite). docs/operations.md describes them all.
To begin the demo anew, delete its data folder.
"""


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    command = COMMANDS.get(name)
    if command is None:
        sys.stderr.write(f"./dev knows no command {name!r}.\n\n{HELP}")
        return 2
    try:
        return command(rest)
    except Failed as failed:
        say(f"\n{failed}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. Nothing is half made; the same command goes on from here.")
        return 130


def _help(_arguments: Sequence[str]) -> int:
    sys.stdout.write(HELP)
    return 0


def _setup(_arguments: Sequence[str]) -> int:
    ensure_environment(with_dev=True)
    return 0


def _helevejen(arguments: Sequence[str]) -> int:
    ensure_environment(with_dev=False)
    # Replaces this process, so that signals, output and exit code are the command's own.
    os.execve(BIN / "helevejen", ["helevejen", *arguments], program_environment())


def _serve(arguments: Sequence[str]) -> int:
    ensure_environment(with_dev=True)
    address = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
    environment = program_environment(HELEVEJEN_DEBUG=os.environ.get("HELEVEJEN_DEBUG", "1"))
    os.execve(BIN / "helevejen", ["helevejen", "runserver", address, *arguments], environment)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo.run_demo,
    "test": suite.run_test,
    "check": suite.run_check,
    "helevejen": _helevejen,
    "serve": _serve,
    "setup": _setup,
    "help": _help,
    "--help": _help,
    "-h": _help,
}
