"""The check compiles what it reads once, whatever the machine it runs on is told to keep."""

import sys

import pytest

from tools.dev.suite import Part, _holds

_KEEPS = "import sys; sys.exit(sys.dont_write_bytecode or not sys.pycache_prefix)"


def test_what_is_compiled_is_kept_in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert _holds(Part("kept", [[sys.executable, "-c", _KEEPS]]))
