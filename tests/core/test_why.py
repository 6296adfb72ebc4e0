from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from helevejen.core.why import in_words
from helevejen.engines.calendar import (
    IfClosed,
    Line,
    LineKind,
    Pause,
    Unit,
    add_office_hours,
    add_working_days,
    deadline,
)


@pytest.fixture(autouse=True)
def danish():
    with translation.override("da"):
        yield


def test_a_count_of_working_days_is_told_day_by_day():
    assert in_words(add_working_days(date(2026, 5, 13), 1).explain()) == [
        "Der regnes fra onsdag den 13. maj 2026. Den dag tælles ikke med.",
        "Fristen er 1 arbejdsdag.",
        "Torsdag den 14. maj 2026 er sprunget over: Kristi himmelfartsdag.",
        "Fristen er fredag den 15. maj 2026.",
    ]


def test_weekends_are_told_together():
    assert "2 dage i weekender er sprunget over." in in_words(add_working_days(date(2026, 1, 9), 1).explain())


def test_pauses_and_moves_are_told_with_their_reason():
    pauses = [Pause(date(2026, 4, 20), date(2026, 4, 21), "Partshøring")]
    answer = deadline(date(2026, 4, 15), 4, Unit.WEEK, pauses, if_closed=IfClosed.LATER)
    assert in_words(answer.explain()) == [
        "Der regnes fra onsdag den 15. april 2026. Den dag tælles ikke med.",
        "Fristen er 4 uger.",
        "Fristen stod stille 1 dag i tiden mandag den 20. april 2026 – mandag den 20. april 2026: Partshøring.",
        "Torsdag den 14. maj 2026 er ikke en arbejdsdag. Fristen er flyttet til fredag den 15. maj 2026.",
        "Fristen er fredag den 15. maj 2026.",
    ]


def test_a_clock_that_stands_still_says_what_it_waits_for():
    answer = deadline(date(2026, 1, 5), 2, Unit.MONTH, [Pause(date(2026, 1, 20), None, "Venter på lægen")])
    assert in_words(answer.explain())[-1] == (
        "Fristen står stille fra tirsdag den 20. januar 2026, indtil pausen er forbi: Venter på lægen."
    )


def test_a_short_month_is_told():
    words = in_words(deadline(date(2026, 1, 31), 1, Unit.MONTH).explain())
    assert words[2] == "Måneden er kortere. Derfor regnes der til den sidste dag, lørdag den 28. februar 2026."


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(60, "1 time i åbningstiden"), (240, "4 timer i åbningstiden"), (90, "1 t. 30 min. i åbningstiden")],
)
def test_office_time_is_told_in_hours(minutes, words):
    answer = add_office_hours(datetime(2026, 5, 19, 8, tzinfo=UTC), timedelta(minutes=minutes))
    assert in_words(answer.explain())[1] == f"Fristen er {words}."


@pytest.mark.parametrize("kind", LineKind)
def test_every_kind_of_line_has_its_words(kind):
    (sentence,) = in_words([Line(kind, date(2026, 1, 1), date(2026, 1, 2), 1, "day", "Grund")])
    assert sentence.endswith(".")
    assert "%(" not in sentence
