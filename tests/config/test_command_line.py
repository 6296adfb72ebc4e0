"""What `helevejen` says of itself to somebody who has never used it."""

import subprocess
import sys
from pathlib import Path

import pytest

from helevejen.tasks import management

HELEVEJEN = [sys.executable, "-c", "import sys; from helevejen.config.command_line import main; sys.exit(main())"]


def test_every_command_of_the_house_is_named_with_what_it_does():
    own = {path.stem for path in (Path(management.__path__[0]) / "commands").glob("[a-z]*.py")}
    done = subprocess.run([*HELEVEJEN, "--help"], check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    told = {line.split()[0]: line.split(maxsplit=1)[1] for line in done.stdout.splitlines() if line.startswith("  ")}
    assert own | {"make-keys", "migrate"} <= set(told)
    assert all(does.endswith(".") for does in told.values())
    assert "createsuperuser" not in done.stdout


@pytest.mark.parametrize("asked", [["migrate", "--help"], ["help", "migrate"]])
def test_what_is_djangos_has_an_example_too(asked):
    done = subprocess.run([*HELEVEJEN, *asked], check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("Example:\n  helevejen migrate --plan\n")
