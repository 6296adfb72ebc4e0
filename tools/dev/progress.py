"""What the person at the keyboard sees: on standard error, so that a command's own output stays clean."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

Command = Sequence[str | Path]


class Failed(Exception):
    """A step went wrong; the text says what and what to do about it."""


def say(text: str = "") -> None:
    """Write one line."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step, and how long it took when it is done."""
    say(f"• {title} …")
    started = time.monotonic()
    yield
    say(f"  {title}: {time.monotonic() - started:.1f} s")


def run_quietly(
    command: Command,
    *,
    remedy: str,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> None:
    """
    Run a program; show what it wrote only if it failed.

    Raises:
        Failed: with the last lines of its output and the remedy.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            env=environment,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as fault:
        raise Failed(f"{command[0]}: {fault.strerror}\n{remedy}") from None
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-25:])
        raise Failed(f"{tail}\n\n{command[0]} ended with {done.returncode}. {remedy}")
