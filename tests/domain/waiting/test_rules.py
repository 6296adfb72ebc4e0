from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.enums import TurnEvent
from helevejen.waiting.rules import flow as rules
from helevejen.waiting.rules.flow import EndedTurn, Sum

AT = datetime(2026, 3, 1, tzinfo=UTC)


def turn(event, step="a", track=1):
    return EndedTurn(track, "clarification", 1, AT, 1, step, AT, event, None)


def test_what_was_postponed_taken_over_or_put_right_ends_no_step():
    turns = [turn(event) for event in TurnEvent]
    ended = {one.event for one in rules.steps_of(turns)}
    assert set(TurnEvent) - ended == {TurnEvent.POSTPONED, TurnEvent.TAKEN_OVER, TurnEvent.CORRECTED}


def test_a_track_ends_with_the_turn_that_closed_it():
    assert rules.is_last(turn(TurnEvent.CLOSED))
    assert not rules.is_last(turn(TurnEvent.DONE))


def test_turns_are_put_together_by_track():
    assert [
        [one.step for one in those] for those in rules.by_track([turn("", "a"), turn("", "b"), turn("", "c", 2)])
    ] == [
        ["a", "b"],
        ["c"],
    ]


def test_the_worked_example_of_the_page():
    sums = [Sum("a", "b", 2, 2, 4 * 86_400), Sum("a", "b", 9, 1, 9 * 86_400)]
    (edge,) = rules.edges_of(sums)
    assert (edge.count, edge.median_days, edge.p90_days, round(edge.mean_days, 2)) == (3, 2, None, 4.33)


def test_nine_of_ten_is_told_of_ten_and_more():
    assert rules.edges_of([Sum("a", "b", day, 1, 0) for day in range(9)])[0].p90_days is None
    assert rules.edges_of([Sum("a", "b", day, 1, 0) for day in range(10)])[0].p90_days == 8


def test_the_most_frequent_comes_first():
    edges = rules.edges_of([Sum("b", "a", 0, 5, 0), Sum("a", "b", 0, 5, 0), Sum("c", "d", 0, 9, 0)])
    assert [(edge.from_step, edge.to_step) for edge in edges] == [("c", "d"), ("a", "b"), ("b", "a")]


@given(st.dictionaries(st.integers(0, 60), st.integers(1, 9), min_size=1), st.integers(1, 100))
def test_the_nearest_rank_is_that_of_the_values_written_out(counts, percent):
    values = sorted(value for value, times in counts.items() for _ in range(times))
    found = rules.nearest_rank(counts, percent)
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


def test_no_values_have_no_rank():
    with pytest.raises(ValueError, match="no values"):
        rules.nearest_rank({}, 50)


@pytest.mark.parametrize(
    ("days", "level"), [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (30, 3), (89, 3), (90, 4), (900, 4)]
)
def test_the_colour_grows_darker_with_the_waiting(days, level):
    assert rules.wait_level(days) == level


def test_the_thickness_is_the_share_of_the_most_frequent():
    assert rules.thickness(100, 100) == 10
    assert rules.thickness(1, 1_000) == 1.5
