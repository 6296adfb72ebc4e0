"""The check runs every part to its end, tells of each, and compiles what it reads once."""

import sys

import pytest

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
