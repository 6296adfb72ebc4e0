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
USAGE = {
    "demo": """\
./dev demo [--size quarter|full] [--seed N] [--scale N] [--years N] [--on DAY]

  --size full    2,800 open cases instead of 700
  --seed N       other people; the same seed gives the same ones (1)
  --scale N      instead of a size: how many municipalities, 0.01 to 98
  --years N      of history, 1 to 8 (2)
  --on DAY       the day the demo shows, e.g. 2026-11-20 (today)

They count only the first time: a demo that is there is served as it is. Delete its data folder to begin anew.
Example: PORT=8001 HELEVEJEN_DATA=var/demo ./dev demo --size full
""",
    "test": """\
./dev test [PYTEST ARGS]

The whole check, on SQLite and PostgreSQL. What is given is given on to pytest, both times.
Example: ./dev test -k hand_over
""",
    "check": """\
./dev check [PYTEST ARGS]

The quick check, without browser and server. What is given is given on to pytest.
Example: ./dev check -x
""",
    "serve": """\
./dev serve [RUNSERVER ARGS]

The application with debug pages; HOST and PORT say where.
Example: PORT=8001 ./dev serve
""",
    "setup": "./dev setup\n\nBuilds what is missing, with the packages of development. Again: nothing to do.\n",
}


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    command = COMMANDS.get(name)
    if command is None:
        sys.stderr.write(f"./dev knows no command {name!r}.\n\n{HELP}")
        return 2
    if name in USAGE and not {"-h", "--help"}.isdisjoint(rest):
        sys.stdout.write(USAGE[name])
        return 0
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
