"""The demo: the synthetic municipality, served on this machine."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from tools.dev.environment import ensure_environment
from tools.dev.place import BIN, PYTHON, ROOT, data_folder, program_environment
from tools.dev.progress import Command, Failed, say, step

_WORKERS, _THREADS = 2, 4  # what answered most pages a second on two cores
_PATIENCE_SECONDS = 60


def run_demo(arguments: Sequence[str]) -> int:
    """
    Build what is missing, load the demo if the database is empty, serve, and stay until stopped.

    Args:
        arguments: given on to `helevejen demo load`, e.g. --size full.

    Raises:
        Failed: something could not be built, or the address is taken.
    """
    started = time.monotonic()
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    _demand_free(host, port)
    ensure_environment(with_dev=False)
    environment = program_environment(HELEVEJEN_DEMO="1", HELEVEJEN_HOSTS=_hosts(host))
    with step(f"Preparing the database in {data_folder()}"):
        people = _prepare(environment, arguments)
    signal.signal(signal.SIGTERM, _stop_on_signal)
    programs: list[subprocess.Popen[bytes]] = []
    try:
        with step("Starting the server"):
            programs.append(_start(_server(host, port), environment))
            _wait_for_page(programs[0], host, port)
        # The queue's worker second: the first page does not need it.
        programs.append(_start([BIN / "helevejen", "db_worker", "--verbosity", "0"], environment))
        say(f"\nHele Vejen answers after {time.monotonic() - started:.0f} s.  Stop it with Ctrl-C.\n")
        _introduce(f"http://{_reachable(host)}:{port}/", people)
        programs[0].wait()
        raise Failed("The server has stopped.")
    except (KeyboardInterrupt, SystemExit):
        say("\nStopping.")
        return 0
    finally:
        _stop(programs)


def _demand_free(host: str, port: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (ValueError, OverflowError):
            raise Failed(f"PORT is {port!r}; write a number up to 65535") from None
        except OSError as fault:
            raise Failed(f"{host}:{port} cannot be used: {fault.strerror}. Try: PORT=8001 ./dev demo") from None


def _hosts(host: str) -> str:
    return os.environ.get("HELEVEJEN_HOSTS") or ",".join(dict.fromkeys(["localhost", "127.0.0.1", "[::1]", host]))


def _prepare(environment: dict[str, str], arguments: Sequence[str]) -> list[dict[str, str]]:
    command: Command = [PYTHON, ROOT / "tools/dev/prepare_demo.py", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Failed("The demo was not started.")
    people: list[dict[str, str]] = json.loads(done.stdout)
    return people


def _server(host: str, port: str) -> Command:
    return [
        BIN / "granian",
        *["--interface", "wsgi", "--host", host, "--port", port, "--no-ws", "--log-level", "warning"],
        *["--workers", str(_WORKERS), "--blocking-threads", str(_THREADS), "helevejen.config.wsgi:application"],
    ]


def _start(command: Command, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches us first, and we stop them in order.
    return subprocess.Popen(command, env=environment, start_new_session=True)


def _wait_for_page(server: subprocess.Popen[bytes], host: str, port: str) -> None:
    address = f"http://{_reachable(host)}:{port}/"
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise Failed(f"The server ended with {server.returncode}; its last words are above.")
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except urllib.error.HTTPError as answer:
            raise Failed(f"{address} answers {answer.code}; the reason is in the log above.") from None
        except OSError:
            time.sleep(0.1)
    raise Failed(f"{address} does not answer within {_PATIENCE_SECONDS} s.")


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound


def _introduce(address: str, people: Sequence[dict[str, str]]) -> None:
    say(f"  {address}")
    say("  Choose a person on the first page; nobody needs a password in the demo." if people else "")
    width = max((len(person["role"]) for person in people), default=0)
    for person in people:
        say(f"    {person['role']:<{width}}  {person['name']}: {person['line']}")
    say()


def _stop_on_signal(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _stop(programs: list[subprocess.Popen[bytes]]) -> None:
    for program in programs:
        program.terminate()
    for program in programs:
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(timeout=10)
        # A worker that was just starting may outlive its parent; each program leads a group of its own.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
