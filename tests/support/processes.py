"""
Processes of their own that work on the test's database, to be killed in the middle of it.

`python -m tests.support.processes MODULE JSON` gives the function `work` of a test module what the JSON holds; the
database and the keys of its encrypted columns are those the test names in it.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.db import connection

from tests.support import patience


@contextmanager
def at_work(module: str, tasks: list[dict[str, Any]]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start one process a task on the test's database; what still runs at the end of the block is killed."""
    keys = {number: key.hex() for number, key in settings.ENCRYPTION_KEYS.items()}
    place = {"database": str(connection.settings_dict["NAME"]), "keys": keys}
    started = [_start(module, {**task, "place": place}) for task in tasks]
    try:
        yield started
    finally:
        for one in started:
            kill(one)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process that this file started as a power cut would, if it still runs."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait(timeout=patience.SECONDS)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, or fail when patience is out."""
    end = time.monotonic() + patience.SECONDS
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError("it did not come so far in time")
        time.sleep(0.02)


def finished(processes: list[subprocess.Popen[bytes]]) -> list[int]:
    """Wait for processes to end by themselves, and return their exit codes."""
    return [one.wait(timeout=patience.SECONDS) for one in processes]


def _start(module: str, task: dict[str, Any]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.support.processes", module, json.dumps(task)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen(command, env=environment)


def main() -> None:
    """Do one task on the database it names."""
    module, task = sys.argv[1], json.loads(sys.argv[2])
    place = task.pop("place")
    settings.DATABASES["default"]["NAME"] = place["database"]
    settings.ENCRYPTION_KEYS = {int(number): bytes.fromhex(key) for number, key in place["keys"].items()}
    django.setup()
    import_module(module).work(**task)


if __name__ == "__main__":
    main()
