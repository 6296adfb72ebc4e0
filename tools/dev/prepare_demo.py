"""
The database of the demo, made ready in one process: run by `./dev demo` with the environment's Python.

Refuses a database that holds people and was not made by the demo, before it changes anything in it.
"""

import sys

import django
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection


def main(arguments: list[str]) -> int:
    """Migrate, load the demo if nobody is there yet, and return an exit code."""
    django.setup()
    try:
        is_peopled = _is_peopled()
        if is_peopled:
            call_command("demo", "check")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not is_peopled:
            call_command("demo", "load", *arguments)
    except CommandError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


def _is_peopled() -> bool:
    people = get_user_model()
    if people._meta.db_table not in connection.introspection.table_names():
        return False
    return people.objects.exists()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
