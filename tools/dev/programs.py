"""Programs that run side by side and, when somebody has had enough, end together with all they have started."""

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import IO

from tools.dev.place import ROOT
from tools.dev.progress import Command

_PATIENCE = 5.0  # seconds for a program to say where it was and go, before it is told more firmly


class Programs:
    """The programs that run now. Each leads a group of its own: with it go the workers it has started."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[bytes]] = []
        self._is_over = False
        self._lock = threading.Lock()

    def run(self, command: Command, environment: Mapping[str, str], output: IO[str]) -> int:
        """Run a program to its end, writing to a file, and return its code; after `end` none begins."""
        with self._lock:
            if self._is_over:
                return 1
            program = subprocess.Popen(
                [str(word) for word in command],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,  # in a group of its own it may not ask at the keyboard
                stdout=output,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
            self._running.append(program)
        code = program.wait()
        with self._lock:
            if not self._is_over:
                self._running.remove(program)
        return code

    def end(self) -> None:
        """End every program: as Ctrl-C does, so that it tells where it was, then firmly; none is left."""
        with self._lock:
            self._is_over = True
        try:
            for number in (signal.SIGINT, signal.SIGTERM):
                self._tell_all(number)
                for program in self._running:
                    with suppress(subprocess.TimeoutExpired):
                        program.wait(_PATIENCE)
        finally:
            self._tell_all(signal.SIGKILL)

    def _tell_all(self, number: signal.Signals) -> None:
        for program in self._running:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, number)


@contextmanager
def leaving_when_told() -> Iterator[None]:
    """Leave in good order when told to end, as on Ctrl-C: programs in groups of their own would not hear of it."""
    taken = [one for one in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(one) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
