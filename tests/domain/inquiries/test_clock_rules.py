"""Promises, pauses and how far an inquiry has come; the vectors of the calendar among them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.core.parse import COPENHAGEN
from helevejen.engines.calendar import OFFICE, PUBLIC_HOLIDAYS_ONLY, extended, office_time
from helevejen.inquiries.enums import Clock, Level
from helevejen.inquiries.rules import clocks

DANISH = COPENHAGEN


def at(day: str, hour: int = 10, minute: int = 0) -> datetime:
    year, month, number = (int(part) for part in day.split("-"))
    return datetime(year, month, number, hour, minute, tzinfo=DANISH)


def days(count: int) -> clocks.Clause:
    return clocks.Clause("X", Clock.ANSWER, "", "", count, clocks.WORKING_DAY, date(2026, 1, 1), None, "x", "")


@pytest.mark.parametrize(
    ("received", "count", "due", "due_holidays_only"),
    [
        ("2026-05-22", 5, "2026-06-01", "2026-06-01"),
        ("2026-04-01", 2, "2026-04-08", "2026-04-08"),
        ("2026-05-13", 1, "2026-05-15", "2026-05-15"),
        ("2026-04-30", 1, "2026-05-04", "2026-05-01"),
        ("2026-06-01", 5, "2026-06-09", "2026-06-08"),
        ("2026-12-23", 1, "2026-12-28", "2026-12-24"),
        ("2026-12-23", 5, "2027-01-05", "2026-12-31"),
    ],
)
def test_working_days_run_by_the_calendar_and_end_with_the_day(received, count, due, due_holidays_only):
    for calendar, wanted in ((OFFICE, due), (PUBLIC_HOLIDAYS_ONLY, due_holidays_only)):
        moment = clocks.due_at(days(count), at(received), calendar).astimezone(DANISH)
        assert (moment.date().isoformat(), moment.hour, moment.minute) == (wanted, 23, 59)


def test_a_company_hears_within_four_office_hours():
    promise = clocks.promise_for(sender="company", topic="general", received_at=at("2026-05-22", 14))
    assert promise.answer_by.astimezone(DANISH) == at("2026-05-26", 12)


def test_a_citizen_hears_within_two_working_days_and_has_a_receipt_in_one():
    promise = clocks.promise_for(sender="citizen", topic="general", received_at=at("2026-04-01"))
    assert [moment.astimezone(DANISH).date().isoformat() for moment in
            (promise.receipt_by, promise.answer_by, promise.solution_by)] == [
        "2026-04-07", "2026-04-08", "2026-04-13",
    ]  # fmt: skip


def test_the_clause_that_names_the_topic_holds():
    assert clocks.clause_for(Clock.SOLUTION, sender="citizen", topic="records", on=date(2026, 5, 1)).amount == 7
    assert clocks.clause_for(Clock.SOLUTION, sender="citizen", topic="case", on=date(2026, 5, 1)).amount == 5


def test_before_the_first_clause_the_oldest_counts():
    assert clocks.clause_for(Clock.ANSWER, sender="unknown", topic="case", on=date(2020, 1, 1)).id == "INQ-ANSWER"


def test_only_the_office_time_of_a_pause_moves_a_promise():
    due = clocks.due_at(days(2), at("2026-05-11"))
    over_a_weekend = office_time(at("2026-05-08", 14), at("2026-05-11", 10))
    assert over_a_weekend == timedelta(hours=2)
    moved = extended(due, over_a_weekend).astimezone(DANISH)
    assert moved == at("2026-05-15", 11)  # Ascension Day lies between


def test_minutes_are_office_minutes_without_pauses_each_taken_once():
    pauses = [
        clocks.Stretch(at("2026-05-11", 11), at("2026-05-11", 13)),
        clocks.Stretch(at("2026-05-11", 12), at("2026-05-11", 14)),
    ]
    assert clocks.minutes_spent(at("2026-05-11", 9), at("2026-05-11", 15), pauses) == 180


def test_a_pause_that_is_not_over_stands_still_until_now():
    still = [clocks.Stretch(at("2026-05-11", 11), None)]
    assert clocks.minutes_spent(at("2026-05-11", 9), at("2026-05-12", 15), still) == 120


def test_reminded_at_three_quarters_and_when_the_day_is_past():
    received, due = at("2026-05-11", 9), clocks.due_at(days(1), at("2026-05-11"))
    levels = [clocks.level_reached(received, due, moment) for moment in
              (at("2026-05-12", 11), at("2026-05-12", 12), at("2026-05-12", 23), at("2026-05-13", 0, 1))]  # fmt: skip
    assert levels == [Level.NONE, Level.NEAR, Level.NEAR, Level.PASSED]


def test_what_is_due_next_is_the_call_the_answer_the_solution_and_nothing_while_we_wait_for_the_sender():
    answer, solution, call = at("2026-05-13"), at("2026-05-18"), at("2026-05-12")
    known = {"answer_due_at": answer, "solve_due_at": solution}
    assert clocks.next_due(is_paused=False, answered_at=None, call_at=call, **known) == call
    assert clocks.next_due(is_paused=False, answered_at=None, call_at=None, **known) == answer
    assert clocks.next_due(is_paused=False, answered_at=call, call_at=call, **known) == solution
    assert clocks.next_due(is_paused=True, answered_at=None, call_at=None, **known) is None


MOMENTS = st.datetimes(datetime(2026, 1, 2), datetime(2026, 11, 30)).map(lambda one: one.replace(tzinfo=UTC))  # noqa: DTZ001
PAUSES = st.lists(st.tuples(MOMENTS, st.integers(0, 60 * 200)), max_size=4)


@given(MOMENTS, st.integers(0, 60 * 24 * 20), PAUSES)
def test_a_pause_never_adds_to_what_was_spent_and_never_makes_it_less_than_nothing(received, minutes, pauses):
    until = received + timedelta(minutes=minutes)
    stretches = [clocks.Stretch(since, since + timedelta(minutes=length)) for since, length in pauses]
    spent = clocks.minutes_spent(received, until, stretches)
    assert 0 <= spent <= clocks.minutes_spent(received, until, [])


@given(MOMENTS, st.integers(0, 60 * 60))
def test_a_pause_never_makes_a_promise_earlier(due, minutes):
    assert extended(due, timedelta(minutes=minutes)) >= due


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text.replace('clock = "receipt"', 'clock = "ack"'), "ack"),
        (lambda text: text.replace('sender = "company"', 'sender = "firm"'), "sender"),
        (lambda text: text.replace('topic = "records"', 'topic = ""'), "hold at once"),
        (lambda text: text.replace("amount = 1", "amount = 0"), "amount"),
        (lambda text: text.replace('id = "INQ-ANSWER"', 'id = "INQ-RECEIPT"'), "twice"),
        (lambda text: text.split("[[clause]]")[0], "no general clause"),
    ],
)
def test_what_is_wrong_with_the_file_is_found_when_it_is_read(change, fault):
    with pytest.raises(clocks.FaultyClocks, match=fault):
        clocks.read_clocks(change(clocks.CLOCKS_FILE.read_text()))
