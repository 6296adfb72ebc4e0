"""
The database of the demo, made ready in one process: run by `./dev demo` with the environment's Python.

Refuses a database that holds people and was not made by the demo, before it changes anything in it.
Writes whom one can sign in as on standard output, as JSON; everything else goes to standard error.
"""

import contextlib
import json
import os
import sys
from dataclasses import asdict

import django
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.db import OperationalError, connection


def main(arguments: list[str]) -> int:
    """Migrate, load the demo if nobody is there yet, and return an exit code."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "helevejen.config.settings"
    try:
        django.setup()
        from helevejen.accounts import queries  # its models can be read after setup only

        demo = load_command_class(get_commands()["demo"], "demo")
        demo.create_parser("helevejen", "demo").parse_args(["load", *arguments])  # refused before anything is made
        with contextlib.redirect_stdout(sys.stderr):
            is_loaded = _is_demo_or_empty()
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            if not is_loaded:
                call_command("demo", "load", *arguments)
            elif arguments:
                print(f"The demo is already loaded, so {' '.join(arguments)} changes nothing; see ./dev help.")
    except CommandError as refusal:
        sys.stderr.write(f"{refusal}\n./dev demo --help tells what it takes.\n")
        return 1
    except (OSError, OperationalError) as fault:
        sys.stderr.write(f"The database cannot be reached: {fault}\nSee to HELEVEJEN_DATA and DATABASE_URL.\n")
        return 1
    json.dump([asdict(person) for person in queries.demo_people()], sys.stdout)
    return 0


def _is_demo_or_empty() -> bool:
    """
    Return whether the demo is loaded; False means that nobody is in the database yet.

    Raises:
        CommandError: somebody else's people are in it.
    """
    from helevejen.accounts import queries
    from helevejen.accounts.models import Installation, User

    tables = connection.introspection.table_names()
    if User._meta.db_table not in tables or not queries.is_peopled():
        return False
    if Installation._meta.db_table in tables and queries.is_demo_database():
        return True
    raise CommandError(
        "This database holds people and was not made by the demo; it is left untouched. "
        "Give the demo a folder of its own: HELEVEJEN_DATA=var/demo ./dev demo"
    )


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)  # the load is one transaction, and so is each migration: nothing is half made
