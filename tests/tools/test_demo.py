"""What `./dev demo` says when it cannot start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.dev.demo import run_demo
from tools.dev.main import COMMANDS, USAGE, main
from tools.dev.place import ROOT
from tools.dev.progress import Failed


@pytest.mark.parametrize("port", ["99999", "-1", "http", ""])
def test_a_port_that_cannot_be_is_told_before_anything_is_built(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Failed, match="write a number up to 65535"):
        run_demo([])


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    environment = os.environ | {
        "HELEVEJEN_DATA": str(tmp_path / "file/data"),
        "HELEVEJEN_DEMO": "1",
        "DATABASE_URL": "",
    }
    command = [sys.executable, str(ROOT / "tools/dev/prepare_demo.py")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "See to HELEVEJEN_DATA" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", sorted(USAGE))
def test_each_command_tells_how_it_is_used_and_does_nothing_else(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(COMMANDS, command, lambda _rest: pytest.fail("the command was run"))
    assert main([command, "--size", "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"./dev {command}")


def test_what_the_demo_does_not_know_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    environment = os.environ | {"HELEVEJEN_DATA": str(tmp_path), "HELEVEJEN_DEMO": "1", "DATABASE_URL": ""}
    command = [sys.executable, str(ROOT / "tools/dev/prepare_demo.py"), "--sise", "full"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "--sise full" in done.stderr
    assert "./dev demo --help" in done.stderr
    assert not list(tmp_path.glob("*.sqlite3"))


@pytest.mark.slow
def test_what_is_said_of_whom_one_can_be_is_all_that_stands_on_standard_output(tmp_path: Path) -> None:
    environment = os.environ | {"HELEVEJEN_DATA": str(tmp_path), "HELEVEJEN_DEMO": "1", "DATABASE_URL": ""}
    command = [sys.executable, str(ROOT / "tools/dev/prepare_demo.py"), "--scale", "0.01"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)[0]["username"] == "jens.bro"
    assert "The demo is loaded" in done.stderr
