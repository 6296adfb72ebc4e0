"""
The command `helevejen`.

Everything goes through Django's management commands but `make-keys`, which must work before the
settings can be read, and the overview, which names the house's commands before those of the parts it is built of.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from helevejen.config.environment import read_environment
from helevejen.config.keys import add_field_key, make_missing_keys

#: What running the house takes of Django and its parts, and an example; docs/operations.md says when.
_OF_OPERATIONS: Final = {
    "check": ("Check the settings; with --deploy those of production.", "check --deploy"),
    "clearsessions": ("Forget sessions that are over.", "clearsessions"),
    "collectstatic": ("Gather the files that are served as they are.", "collectstatic --no-input"),
    "createcachetable": ("Make the table of the cache.", "createcachetable"),
    "db_worker": ("Do what waits to be done, until it is stopped.", "db_worker"),
    "migrate": ("Make the database, or bring it up to the program.", "migrate --plan"),
}


def main() -> int:
    """Run the command named on the command line and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helevejen.config.settings")
    if sys.argv[1:2] == ["make-keys"]:
        return make_keys(sys.argv[2:])
    if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        return give_overview()
    from django.core.exceptions import ImproperlyConfigured  # after the settings have been named
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
        return 1
    finally:
        if example := _example_asked_for(sys.argv[1:]):
            print(f"\nExample:\n  helevejen {example}")
    return 0


def _example_asked_for(arguments: list[str]) -> str:
    """Return the example of a command of Django whose help is asked for; the house's own have theirs in their help."""
    name = next((word for word in arguments if word in _OF_OPERATIONS), "")
    return _OF_OPERATIONS[name][1] if name and {"help", "--help", "-h"} & set(arguments) else ""


def give_overview() -> int:
    """Print every command of the house with what it does, and those of Django that running it takes."""
    import django  # after the settings have been named
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import get_commands, load_command_class

    try:
        django.setup()
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
        return 1
    own = {name: str(load_command_class(app, name).help) for name, app in get_commands().items() if _is_own(app)}
    own["make-keys"] = "Make the key files of a new installation, or add a key to the ring."
    print("helevejen COMMAND [ARGS]\n")
    of_operations = {name: does for name, (does, _example) in _OF_OPERATIONS.items()}
    for title, commands in (("Commands of the house", own), ("To run it", of_operations)):
        print(f"{title}:")
        for name, does in sorted(commands.items()):
            print(f"  {name:<18}{does.split('. ')[0].removesuffix('.')}.")
        print()
    print("helevejen COMMAND --help tells more, with an example. helevejen help --commands lists those of Django too.")
    return 0


def _is_own(app: object) -> bool:
    return str(getattr(app, "name", app)).startswith("helevejen.")


def make_keys(arguments: list[str]) -> int:
    """Make the key files that are missing, or add a key to the ring."""
    parser = argparse.ArgumentParser(
        prog="helevejen make-keys",
        description="Make the key files of a new installation in HELEVEJEN_DATA/keys; those that exist are left alone.",
        epilog="Example: HELEVEJEN_DATA=/var/lib/helevejen helevejen make-keys",
    )
    parser.add_argument("--add-field-key", action="store_true", help="add a key to the ring of the encrypted columns")
    asked = parser.parse_args(arguments)
    folder: Path = read_environment().data / "keys"
    for path in make_missing_keys(folder):
        print(f"made {path}")
    if asked.add_field_key:
        print(f"added key {add_field_key(folder)} to {folder / 'fields'}; it encrypts from the next start on")
    print(f"Take a copy of {folder} and keep it apart from the backup of the database.")
    return 0
