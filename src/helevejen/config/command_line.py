"""
The command `helevejen`.

Everything goes through Django's management commands but `make-keys`, which must work before the
settings can be read.
"""

import argparse
import os
import sys
from pathlib import Path

from helevejen.config.environment import read_environment
from helevejen.config.keys import add_field_key, make_missing_keys


def main() -> int:
    """Run the command named on the command line and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helevejen.config.settings")
    if sys.argv[1:2] == ["make-keys"]:
        return make_keys(sys.argv[2:])
    from django.core.exceptions import ImproperlyConfigured  # after the settings have been named
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


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
