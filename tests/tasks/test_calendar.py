import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.engines.calendar.test_working_days import VECTORS


def due(*arguments):
    answer = StringIO()
    call_command("calendar", "due", *arguments, stdout=answer)
    return answer.getvalue().splitlines()


@pytest.mark.parametrize(("received", "count", "office", "holidays"), VECTORS)
def test_the_first_line_is_the_day(received, count, office, holidays):
    question = ["--received", received, "--working-days", str(count)]
    assert due(*question)[0] == office
    assert due(*question, "--public-holidays-only")[0] == holidays


def test_the_reasons_stand_below():
    assert due("--received", "2026-05-13", "--working-days", "1")[1:] == [
        "  Der regnes fra onsdag den 13. maj 2026. Den dag tælles ikke med.",
        "  Fristen er 1 arbejdsdag.",
        "  Torsdag den 14. maj 2026 er sprunget over: Kristi himmelfartsdag.",
        "  Fristen er fredag den 15. maj 2026.",
    ]


def test_a_machine_reads_json():
    answer = json.loads("".join(due("--received", "13-05-2026", "--weeks", "4", "--json")))
    assert answer["due"] == "2026-06-10"
    assert len(answer["why"]) == 3


def test_a_due_day_that_is_closed_is_moved_when_asked():
    assert due("--received", "2026-04-16", "--weeks", "4", "--if-closed", "later")[0] == "2026-05-15"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--received", "30-02-2026", "--days", "1"], "There is no date 30-02-2026"),
        (["--received", "2026-05-13", "--days", "-1"], "write 0 or more"),
        (["--received", "2100-12-30", "--working-days", "9"], "1950 to 2100"),
        (["--received", "2026-05-13", "--years", "9999"], "--years 9999 needs days outside 1950 to 2100.*Choose"),
        (["--received", "2026-05-13"], "one of the arguments"),
        (["--received", "2026-05-13", "--days", "1", "--weeks", "1"], "not allowed with"),
    ],
)
def test_what_cannot_be_answered_is_refused(arguments, fault):
    with pytest.raises(CommandError, match=fault):
        due(*arguments)


def test_a_fault_is_told_in_one_language_and_names_what_was_given():
    with pytest.raises(CommandError, match="cannot be read as a date"):
        due("--received", "x", "--working-days", "1")
    with pytest.raises(CommandError, match=r"--working-days is -1; write 0 or more\."):
        due("--received", "2026-05-13", "--working-days", "-1")
