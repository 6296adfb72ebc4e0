"""The check runs every part to its end, tells of each, and compiles what it reads once."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import patience
from tests.support.processes import wait_until
from tools.dev import suite
from tools.dev.place import ROOT
from tools.dev.progress import Failed
from tools.dev.suite import Part, _holds, _run

_KEEPS = "import sys; sys.exit(sys.dont_write_bytecode or not sys.pycache_prefix)"


def test_what_is_compiled_is_kept_in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert _holds(Part("kept", [[sys.executable, "-c", _KEEPS]]))


def a_part(name: str, *programs: str) -> Part:
    return Part(name, [[sys.executable, "-c", program] for program in programs])


def test_parts_side_by_side_are_told_of_each_in_one_piece(capfd: pytest.CaptureFixture[str]) -> None:
    slow = a_part("slow", "import time; print('slow begins', flush=True); time.sleep(0.5); print('slow ends')")
    quick = a_part("quick", "print('quick')")
    assert _run([slow, quick]) == 0
    told = capfd.readouterr().out
    assert told.index("quick: ok") < told.index("slow begins\nslow ends\n") < told.index("slow: ok")


@pytest.mark.parametrize("place", range(3))
def test_one_part_that_fails_fails_the_check_and_stops_no_other(place: int, capfd: pytest.CaptureFixture[str]) -> None:
    parts = [a_part(f"part {number}", "print('done')") for number in range(3)]
    parts[place] = a_part("broken", "import sys; sys.exit('it is broken')", "print('never said')")
    assert _run(parts, [a_part("after", "print('done after')")]) == 1
    told = capfd.readouterr().out
    assert "it is broken" in told
    assert "never said" not in told
    assert told.count("FAILED") == 2
    assert told.count("done\n") == 2
    assert "done after" in told


def test_a_part_alone_is_followed_as_it_goes(capfd: pytest.CaptureFixture[str]) -> None:
    assert _run([a_part("alone", "import sys; sys.exit('it is broken')")]) == 1
    told = capfd.readouterr()
    assert "it is broken" in told.err
    assert "FAILED" in told.out


_SLEEPS = """
import os, pathlib, signal, subprocess, sys, time
{before}
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
print("it came as far as this", flush=True)
pathlib.Path({told!r}).write_text(f"{{os.getpid()}} {{child.pid}}")
time.sleep(120)
"""
_DEAF = "for one in (signal.SIGINT, signal.SIGTERM): signal.signal(one, signal.SIG_IGN)"


def run_until_told(program: str, told: Path, number: signal.Signals) -> tuple[str, int]:
    """Run a check with a part that hangs; when it has begun, tell the check to end; return what was said, and how."""
    parts = "[Part('quick', [[sys.executable, '-c', 'print(1)']]), Part('hangs', [[sys.executable, '-c', hangs]])]"
    script = (
        "import signal, sys; from tools.dev import programs; from tools.dev.suite import Part, _run; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); programs._PATIENCE = 1.0; "
        f"hangs = sys.argv[1]; _run({parts}, [Part('after', [[sys.executable, '-c', 'print(2)']])])"
    )
    check = subprocess.Popen(
        [sys.executable, "-c", script, program], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        wait_until(lambda: told.exists() and told.read_text() != "")
        check.send_signal(number)
        said, _nothing = check.communicate(timeout=patience.SECONDS)
    finally:
        check.kill()
    return said, check.returncode


def is_running(pid: str) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"  # what is dead and not yet fetched does not run


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize("before", ["", _DEAF], ids=["hears", "is deaf"])
def test_who_stops_the_check_sees_how_far_it_came_and_leaves_nobody_behind(
    tmp_path: Path, number: signal.Signals, before: str
) -> None:
    told = tmp_path / "told"
    said, code = run_until_told(_SLEEPS.format(before=before, told=str(told)), told, number)
    assert code != 0
    assert "quick: ok" in said
    assert said.index("hangs: stopped") < said.index("it came as far as this")
    assert "after" not in said
    wait_until(lambda: not any(is_running(pid) for pid in told.read_text().split()))


def test_where_the_light_browser_is_no_package_the_usual_one_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def install(names: list[str]) -> None:
        asked.append(names)
        if "chromium-headless-shell" in names:
            raise Failed("Unable to locate package")

    monkeypatch.setattr(suite, "install_system_packages", install)
    suite._install(["chromium-headless-shell", "postgresql"])
    assert asked == [["chromium-headless-shell", "postgresql"], ["chromium", "postgresql"]]
