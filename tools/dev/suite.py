"""
The check: everything that must hold before a change is taken in.

`./dev test` runs every part even when one has failed, and ends with a summary; what the machine cannot
do is named, and under CI it is a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from tools.dev.environment import ensure_environment, install_system_packages
from tools.dev.place import BIN, PYTHON, ROOT, VAR, is_ci, program_environment
from tools.dev.programs import Programs, leaving_when_told
from tools.dev.progress import Command, Failed, say

_WORKERS = "2"
_LANES = 2  # parts at a time, where they do not mind each other


@dataclass(frozen=True, slots=True)
class Part:
    """
    One part of the check.

    Attributes:
        name: what the summary calls it.
        commands: run in order; the part holds when all of them end with 0.
        environment: what its programs find beside the usual.
    """

    name: str
    commands: Sequence[Command]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """How a part went, and how long it took."""

    name: str
    held: bool
    seconds: float


def run_check(arguments: Sequence[str]) -> int:
    """Run the quick check: no browser, no server, under a minute."""
    ensure_environment(with_dev=True)
    quick: Command = [
        BIN / "pytest",
        "-q",
        "-n",
        _WORKERS,
        "-m",
        "not slow and not browser",
        *_existing_tests(),
        *arguments,
    ]
    return _run([Part("engines, rules and core", [quick]), *_static_parts()])


def run_test(arguments: Sequence[str]) -> int:
    """
    Run the whole check.

    Args:
        arguments: given on to pytest, e.g. -k meeting.
    """
    ensure_environment(with_dev=True)
    left_out = _install_what_tests_need()
    tests = _test_parts(arguments, left_out)
    code = _run([*_static_parts(), *_production_parts()], *([part] for part in tests))
    for name in left_out:
        say(f"LEFT OUT: {name}")
    if left_out and is_ci():
        say("Under CI nothing may be left out.")
        return 1
    return code


# --- The parts ---


def _static_parts() -> list[Part]:
    templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "src").rglob("*.html"))
    template_checks: list[Command] = [
        [BIN / "djade", "--target-version", "5.2", "--check", *templates],
        [BIN / "djlint", "--quiet", "--lint", *templates],
    ]
    return [
        Part("types", [[BIN / "mypy"]]),  # the longest, so it begins first
        Part("format", [[BIN / "ruff", "format", "--check", "--quiet", "--output-format", "concise", "."]]),
        Part("lint", [[BIN / "ruff", "check", "--quiet", "--output-format", "concise", "."]]),
        Part("import contracts", [[BIN / "lint-imports", "--no-logo"]]),
        *([Part("templates", template_checks)] if templates else []),
        Part("translations", [[PYTHON, "-m", "tools.messages", "--check"]]),
        Part("migrations", [[BIN / "helevejen", "makemigrations", "--check", "--dry-run"]], _scratch("migrations")),
    ]


def _production_parts() -> list[Part]:
    helevejen = BIN / "helevejen"
    production = _scratch("production") | {"HELEVEJEN_PRODUCTION": "1", "HELEVEJEN_HOSTS": "helevejen.example"}
    commands: list[Command] = [
        [helevejen, "make-keys"],
        [helevejen, "check", "--deploy", "--fail-level", "WARNING"],
        [helevejen, "collectstatic", "--no-input", "--verbosity", "0"],
    ]
    return [Part("production settings", commands, production)]


def _test_parts(arguments: Sequence[str], left_out: Sequence[str]) -> list[Part]:
    promised = {"REQUIRE_BROWSER": "1"} if _BROWSER not in left_out else {}
    promised |= {"REQUIRE_IMAP": "1"} if _IMAP not in left_out else {}
    promised |= {"PYTHONUNBUFFERED": "1"}  # a run that is stopped has shown how far it came
    without = ["-m", "not browser"] if _BROWSER in left_out else []
    tests: Command = [BIN / "pytest", "-n", _WORKERS, "--dist", "worksteal", *without, *arguments]
    parts = [Part("tests on SQLite", [tests], promised | {"DATABASE_URL": ""})]
    if _POSTGRES not in left_out:
        on_postgres: Command = [PYTHON, "-m", "tests.support.postgres", *tests]
        parts.append(Part("tests on PostgreSQL", [on_postgres], promised | {"REQUIRE_POSTGRES": "1"}))
    return parts


def _existing_tests() -> list[str]:
    rules = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests/domain").glob("*/test_*rules.py"))
    return [name for name in ("tests/engines", "tests/core", *rules) if (ROOT / name).exists()]


def _scratch(name: str) -> dict[str, str]:
    # A data folder of its own, so that a check neither needs nor touches the developer's.
    folder = Path(tempfile.gettempdir()) / f"helevejen-check-{os.getuid()}" / name
    shutil.rmtree(folder, ignore_errors=True)
    return {"HELEVEJEN_DATA": str(folder), "DATABASE_URL": "", "HELEVEJEN_PRODUCTION": "0", "HELEVEJEN_DEMO": "0"}


# --- What the machine must have ---

_LIGHT_BROWSER = "chromium-headless-shell"  # Chromium without windows
_BROWSERS = (_LIGHT_BROWSER, "chromium", "chromium-browser", "google-chrome")
_BROWSER = "tests in the browser (no Chromium: apt-get install chromium)"
_IMAP = "tests with a mailbox (no Dovecot, or not root: apt-get install dovecot-imapd)"
_POSTGRES = "tests on PostgreSQL (no server: apt-get install postgresql)"


def _install_what_tests_need() -> list[str]:
    """Install Chromium, Dovecot and PostgreSQL where that is possible; return what is still missing."""
    wanted = {_LIGHT_BROWSER: _has_browser, "dovecot-imapd": _has_imap, "postgresql": _has_postgres}
    missing = [name for name, is_there in wanted.items() if not is_there()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        try:
            _install(missing)
        except Failed as failed:
            say(str(failed))
    needed = ((_has_browser, _BROWSER), (_has_imap, _IMAP), (_has_postgres, _POSTGRES))
    return [text for is_there, text in needed if not is_there()]


def _install(missing: list[str]) -> None:
    try:
        install_system_packages(missing)
    except Failed:
        if _LIGHT_BROWSER not in missing:
            raise
        # Not every distribution has it as a package of its own.
        install_system_packages(["chromium" if name == _LIGHT_BROWSER else name for name in missing])


def _has_browser() -> bool:
    return any(shutil.which(name) for name in _BROWSERS)


def _has_imap() -> bool:
    return os.geteuid() == 0 and Path("/usr/sbin/dovecot").exists()


def _has_postgres() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb") is not None


# --- Running them ---


def _run(*groups: Sequence[Part]) -> int:
    """Run every part, each group when the one before is done, show a summary and return 1 if a part failed."""
    started = time.monotonic()
    results = [result for group in groups for result in _run_group(group)]
    _heading("summary")
    for result in results:
        print(f"{'ok    ' if result.held else 'FAILED'} {result.seconds:7.1f} s  {result.name}", flush=True)
    print(f"       {time.monotonic() - started:7.1f} s  in all", flush=True)
    return 0 if all(result.held for result in results) else 1


def _run_group(group: Sequence[Part]) -> list[Result]:
    """
    Run parts two at a time, the first ones first; what each wrote is shown when it is done, and none is left out.

    Who is stopped shows what the parts have written so far, and leaves no program behind.
    """
    if len(group) == 1:  # nobody else writes: it may be followed as it goes
        _heading(group[0].name)
        return [_shown(_judge(group[0], _follow))]
    programs = Programs()
    with leaving_when_told(), ThreadPoolExecutor(_LANES) as lanes:
        begun = {lanes.submit(_judge_quietly, part, programs): part for part in group}
        shown = set()
        try:
            for one in as_completed(begun):
                shown.add(one)
                result, output = one.result()
                _heading(result.name)
                sys.stdout.write(output)
                _shown(result)
        except BaseException:  # somebody has had enough: begin no other part
            lanes.shutdown(wait=False, cancel_futures=True)
            programs.end()
            for one in begun.keys() - shown:
                _show_stopped(begun[one], one)
            raise
    return [one.result()[0] for one in begun]


def _judge_quietly(part: Part, programs: Programs) -> tuple[Result, str]:
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        result = _judge(part, lambda command, environment: programs.run(command, environment, output))
        output.seek(0)
        return result, output.read()


def _show_stopped(part: Part, judged: Future[tuple[Result, str]]) -> None:
    """Show what a part wrote before it was stopped; one that had not begun wrote nothing."""
    if judged.cancelled() or judged.exception() is not None:
        return
    _heading(f"{part.name}: stopped")
    sys.stdout.write(judged.result()[1])
    sys.stdout.flush()


def _judge(part: Part, run: Callable[[Command, dict[str, str]], int]) -> Result:
    started = time.monotonic()
    held = _holds(part, run)
    return Result(part.name, held, time.monotonic() - started)


def _shown(result: Result) -> Result:
    _heading(f"{result.name}: {'ok' if result.held else 'FAILED'}, {result.seconds:.1f} s", line="")
    return result


def _follow(command: Command, environment: dict[str, str]) -> int:
    return subprocess.run([str(word) for word in command], cwd=ROOT, env=environment, check=False).returncode


def _holds(part: Part, run: Callable[[Command, dict[str, str]], int] = _follow) -> bool:
    # What is compiled is kept, or every worker rewrites and compiles all the tests anew, on each database.
    environment = program_environment(**part.environment, PYTHONPYCACHEPREFIX=str(VAR / "bytecode"))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return all(run(command, environment) == 0 for command in part.commands)


def _heading(text: str, *, line: str = "─") -> None:
    print(f"{line * 3} {text} {line * (70 - len(text))}".strip(), flush=True)
    sys.stdout.flush()
