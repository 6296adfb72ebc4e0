"""The two clocks of an order on the Danish calendar, by the table in docs/rules/job-orders.md."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.core.parse import COPENHAGEN
from helevejen.engines.calendar import office_hours_between
from helevejen.recruitment.enums import Near, OrderClock
from helevejen.recruitment.rules import clocks

FOUR_HOURS = timedelta(hours=4)


def danish(*parts):
    return datetime(*parts, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("ordered", "reply_by", "shortlist_by"),
    [
        (danish(2026, 5, 22, 14), danish(2026, 5, 26, 12), danish(2026, 5, 28, 23, 59)),
        (danish(2026, 4, 1, 10), danish(2026, 4, 1, 14), danish(2026, 4, 9, 23, 59)),
        (danish(2026, 3, 14, 11), danish(2026, 3, 16, 13), danish(2026, 3, 18, 23, 59)),  # a Saturday
    ],
)
def test_what_is_promised(ordered, reply_by, shortlist_by):
    promise = clocks.promise_for(ordered)
    assert promise.reply_by == reply_by
    assert promise.shortlist_by == shortlist_by


#: Minutes of two years.
MINUTES = st.integers(0, 2 * 365 * 24 * 60)


@given(MINUTES)
def test_the_answer_has_four_office_hours_and_comes_before_the_shortlist(minutes):
    ordered = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    promise = clocks.promise_for(ordered)
    assert office_hours_between(ordered, promise.reply_by) == FOUR_HOURS
    assert ordered < promise.reply_by <= promise.shortlist_by


@given(MINUTES, st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_pause_moves_a_promise_later_and_never_back(minutes, before, lasted):
    ordered = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    due = clocks.promise_for(ordered).shortlist_by
    paused_at = ordered + timedelta(minutes=before)
    moved = clocks.after_pause(due, paused_at, paused_at + timedelta(minutes=lasted))
    assert moved >= due
    if due < paused_at:
        assert moved == due


def facts(**more):
    return {
        "state": "open",
        "reply_due_at": danish(2026, 3, 11, 13),
        "answered_at": None,
        "shortlist_due_at": danish(2026, 3, 16, 23, 59),
        "shortlisted_at": None,
        "promised_on": None,
    } | more


def test_the_answer_is_due_first_and_then_the_shortlist():
    assert clocks.next_due(**facts()).clock == OrderClock.REPLY
    assert clocks.next_due(**facts(answered_at=danish(2026, 3, 11, 10))).clock == OrderClock.SHORTLIST


def test_what_was_promised_is_due_when_it_is_sooner_than_the_shortlist_or_after_it():
    answered = facts(answered_at=danish(2026, 3, 11, 10))
    assert clocks.next_due(**answered | {"promised_on": date(2026, 3, 12)}).clock == OrderClock.PROMISE
    assert clocks.next_due(**answered | {"promised_on": date(2026, 3, 20)}).clock == OrderClock.SHORTLIST
    given_ = answered | {"shortlisted_at": danish(2026, 3, 12, 9)}
    assert clocks.next_due(**given_) is None
    assert clocks.next_due(**given_ | {"promised_on": date(2026, 3, 20)}).at == danish(2026, 3, 20, 23, 59)


@pytest.mark.parametrize("state", ["paused", "filled", "closed"])
def test_nothing_is_due_of_an_order_that_is_not_open(state):
    assert clocks.next_due(**facts(state=state)) is None


@pytest.mark.parametrize(
    ("at", "near"),
    [((9, 0), Near.NONE), ((11, 59), Near.NONE), ((12, 0), Near.SOON), ((13, 0), Near.SOON), ((13, 1), Near.PASSED)],
)
def test_an_order_is_near_at_three_quarters_and_late_after_the_last_minute(at, near):
    assert clocks.near(danish(2026, 3, 11, 9), danish(2026, 3, 11, 13), danish(2026, 3, 11, *at)) == near


CLAUSE = """
[[clause]]
id = "{id}"
clock = "{clock}"
amount = {amount}
unit = "{unit}"
valid_from = {valid_from}
source = "egne servicemål"
"""


def text_of(**more):
    return CLAUSE.format(
        **({"id": "A", "clock": "reply", "amount": 4, "unit": "office_hour", "valid_from": "2026-01-01"} | more)
    )


@pytest.mark.parametrize(
    "text",
    [
        text_of(),
        text_of() + text_of(id="B", clock="shortlist") + text_of(id="C", valid_from="2027-01-01"),
        text_of() + text_of(clock="shortlist"),
        text_of(unit="moon") + text_of(id="B", clock="shortlist"),
        text_of(amount=0) + text_of(id="B", clock="shortlist"),
        text_of(clock="lunch") + text_of(id="B", clock="shortlist"),
    ],
    ids=["a clock lacks", "two at once", "an id twice", "the unit", "nothing", "an unknown clock"],
)
def test_faulty_clauses_are_refused(text):
    with pytest.raises(clocks.FaultyOrderClocks):
        clocks.read_order_clocks(text)


def test_a_later_clause_holds_from_its_day():
    text = text_of() + text_of(id="B", clock="shortlist", amount=3, unit="working_day")
    text = text.replace('id = "A"', 'id = "A"\nvalid_until = 2027-01-01') + text_of(
        id="C", amount=2, valid_from="2027-01-01"
    )
    clauses = clocks.read_order_clocks(text)
    assert clocks.promise_for(danish(2026, 3, 11, 9), clauses=clauses).reply_by == danish(2026, 3, 11, 13)
    assert clocks.promise_for(danish(2027, 3, 10, 9), clauses=clauses).reply_by == danish(2027, 3, 10, 11)
    assert clocks.promise_for(danish(2025, 3, 12, 9), clauses=clauses).reply_by == danish(2025, 3, 12, 13)
