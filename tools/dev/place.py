"""Where things are in a working copy, and the environment its programs run in."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
VAR = ROOT / "var"
STATIC = ROOT / "src/helevejen/web/shared/static/dkfds"
LOCALE = ROOT / "src/helevejen/locale"


def data_folder() -> Path:
    """Return the folder of database, files and keys."""
    return Path(os.environ.get("HELEVEJEN_DATA") or VAR / "data").resolve()


def program_environment(**more: str) -> dict[str, str]:
    """Return the environment for a program of the virtual environment."""
    # Which settings are right is known to each program: the tests have their own.
    foreign = {"PYTHONHOME", "PYTHONPATH", "DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    environment |= {
        "VIRTUAL_ENV": str(VENV),
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HELEVEJEN_DATA": str(data_folder()),
    }
    return environment | more


def is_ci() -> bool:
    """Say whether nothing may be left out."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
