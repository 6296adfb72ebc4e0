import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from helevejen.core.deeds import Refusal
from helevejen.tasks import command
from helevejen.tasks.command import HouseCommand

HELEVEJEN = [sys.executable, "-c", "import sys; from helevejen.config.command_line import main; sys.exit(main())"]


class Counting(HouseCommand):
    help = "Count."
    example = "helevejen count"

    def handle(self, *_args, **options):
        for _ in self.progress(range(4), total=4, doing="Counting"):
            pass
        self.say_json({"æ": 1})


class Refusing(HouseCommand):
    example = "helevejen refuse"

    def handle(self, *_args, **_options):
        raise Refusal("Det går ikke.")


def run(thing, **options):
    out, err = StringIO(), StringIO()
    call_command(thing, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_a_command_without_an_example_is_refused():
    with pytest.raises(TypeError, match="needs an example"):
        type("Command", (HouseCommand,), {})


def test_the_help_shows_the_example_and_not_djangos_options():
    text = Counting().create_parser("helevejen", "count").format_help()
    assert "Example:\n  helevejen count" in text
    assert "--settings" not in text


def test_quick_work_tells_nothing_on_the_way():
    assert run(Counting()) == ('{\n  "æ": 1\n}\n', "")


def test_slow_work_tells_how_far_it_is(monkeypatch):
    ticks = iter(range(100))
    monkeypatch.setattr(command.time, "monotonic", lambda: next(ticks))
    _out, told = run(Counting())
    assert told.splitlines()[0] == "Counting: 0/4 0 %"
    assert told.splitlines()[-1] == "Counting: 4/4 100 %"


def test_a_rules_objection_is_the_commands_error():
    with pytest.raises(CommandError, match="Det går ikke"):
        run(Refusing())


def test_at_the_keyboard_the_reason_is_on_stderr_and_the_exit_code_is_1(capsys):
    with pytest.raises(SystemExit) as ended:
        Refusing().run_from_argv(["helevejen", "refuse"])
    assert ended.value.code == 1
    assert "Det går ikke." in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--received", "2026-05-13", "--working-days", "1"], 0, ""),
        (["--received", "i går", "--working-days", "1"], 1, "Write it as 31-12-2025"),
        (["--working-days", "1"], 2, "required: --received"),
    ],
)
def test_exit_codes_are_honest(arguments, code, says):
    done = subprocess.run([*HELEVEJEN, "calendar", "due", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert says in done.stderr


@pytest.mark.slow
def test_a_reader_who_has_read_enough_is_no_error():
    line = "calendar due --received 2026-05-13 --days 1"
    program = f"{sys.executable} -u -c '{HELEVEJEN[2]}' {line} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_a_database_that_was_never_made_is_said_to_be_so(tmp_path):
    # At the command line of somebody new, on a data folder of their own.
    environment = {**os.environ, "HELEVEJEN_DATA": str(tmp_path), "DATABASE_URL": ""}
    told = subprocess.run([*HELEVEJEN, "ledger", "show"], env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "Run `helevejen migrate`" in told.stderr
    assert "Traceback" not in told.stderr
