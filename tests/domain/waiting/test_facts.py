"""What is told of the flow, as somebody would see it who looks every night and subtracts everything from everything."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from helevejen.cases.enums import TrackKind, TurnEvent
from helevejen.waiting.enums import FlowFact
from helevejen.waiting.rules import facts as rules
from helevejen.waiting.rules import picture as pictures
from helevejen.waiting.rules.facts import Cell, Fact, Moved
from helevejen.waiting.rules.flow import EndedTurn

FIRST, DAYS = date(2026, 3, 2), 12
HAPPENED = st.lists(
    st.tuples(st.integers(0, DAYS - 1), st.sampled_from("ab"), st.sampled_from("xy"), st.integers(1, 9)), max_size=90
)


def marked(happened):
    """Return facts whose seconds are a bit of their own, so that every sum tells which facts it is made of."""
    return [
        Fact(FIRST + timedelta(days=day), Cell(FlowFact.FOLLOWED, "k", team, group, "f", "t"), 0, 1 << n, citizen)
        for n, (day, team, group, citizen) in enumerate(happened)
    ]


def night_by_night(facts):
    """Yield everything that has been told, after each night."""
    told, waiting = [], []
    for night in range(DAYS):
        on = FIRST + timedelta(days=night)
        new, waiting = rules.gathered([*waiting, *(fact for fact in facts if fact.on == on)])
        told += new
        yield list(told)


def views(told):
    """Yield the sum of every choice of period, team and group."""
    for since, team, group in product(range(0, DAYS, 3), (None, "a", "b"), (None, "x", "y")):
        yield sum(
            one.seconds
            for one in told
            if one.on >= FIRST + timedelta(days=since)
            and team in {None, one.cell.team}
            and group in {None, one.cell.group}
        )


@settings(max_examples=40, deadline=None)
@given(HAPPENED)
def test_no_view_and_no_difference_of_views_is_of_one_to_four_citizens(happened):
    facts = marked(happened)
    seen = {view for told in night_by_night(facts) for view in views(told)}

    def citizens(sum_of_bits):
        return len({fact.citizen for fact in facts if fact.seconds & sum_of_bits})

    assert {citizens(view) for view in seen} & {1, 2, 3, 4} == set()
    assert {citizens(one & ~other) for one in seen for other in seen} & {1, 2, 3, 4} == set()


@given(HAPPENED)
def test_night_by_night_and_all_at_once_are_the_same_and_lose_nothing(happened):
    facts = marked(happened)
    *_earlier, told = night_by_night(facts)
    at_once, waiting = rules.gathered(facts)
    assert sorted(at_once) == sorted(told)
    bits = sum(one.seconds for one in at_once) + sum(one.seconds for one in waiting)
    assert bits == (1 << len(facts)) - 1


@given(HAPPENED)
def test_what_waits_is_of_four_citizens_at_most(happened):
    _told, waiting = rules.gathered(marked(happened))
    citizens = {(fact.cell, fact.citizen) for fact in waiting}
    assert max(Counter(cell for cell, _citizen in citizens).values(), default=0) <= 4


def test_many_facts_of_few_citizens_wait():
    told, waiting = rules.gathered(marked([(0, "a", "x", n % 4) for n in range(50)]))
    assert (told, len(waiting)) == ([], 50)


def test_a_track_tells_what_followed_what_was_done_again_and_by_how_many():
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    turns = [
        EndedTurn(1, "k", 7, at, number, step, at + timedelta(days=number), event, worker)
        for number, step, event, worker in [
            (1, "ask", TurnEvent.DONE, 3),
            (2, "ask", TurnEvent.POSTPONED, 3),
            (3, "answer", TurnEvent.DONE, 4),
            (4, "ask", TurnEvent.CLOSED, None),
        ]
    ]
    teams = {3: [(date(2026, 1, 1), None, "1")], 4: [(date(2026, 1, 1), date(2026, 3, 4), "2")]}
    found = [(fact.on.day, fact.cell, fact.days) for fact in rules.facts_of_tracks(turns, teams=teams, groups={})]
    assert found == [
        (2, Cell(FlowFact.FOLLOWED, "k", "1", "", "", "ask"), 1),
        (4, Cell(FlowFact.FOLLOWED, "k", "", "", "ask", "answer"), 2),
        (5, Cell(FlowFact.FOLLOWED, "k", "", "", "answer", "ask"), 1),
        (5, Cell(FlowFact.AGAIN, "k", "", "", "ask", "answer"), 0),
        (5, Cell(FlowFact.FOLLOWED, "k", "", "", "ask", ""), 0),
        (5, Cell(FlowFact.WORKERS, "k", workers=2), 0),
    ]


def test_a_track_that_opens_is_counted_on_its_danish_day():
    late = datetime(2026, 3, 5, 23, 30, tzinfo=UTC)
    (fact,) = rules.facts_of_moves([Moved(TrackKind.DIALOGUE, 7, late)], FlowFact.OPENED)
    assert fact == Fact(date(2026, 3, 6), Cell(FlowFact.OPENED, TrackKind.DIALOGUE), 0, 0, 7)


def test_the_months_carry_what_was_open_before_them():
    moves = [
        pictures.Moves(date(2025, 10, 3), FlowFact.OPENED, 9),
        pictures.Moves(date(2025, 12, 31), FlowFact.CLOSED, 5),
        pictures.Moves(date(2026, 1, 1), FlowFact.OPENED, 6),
    ]
    found = pictures.stock_by_month(moves, since=date(2025, 12, 9), until=date(2026, 1, 2))
    assert found == [(date(2025, 12, 1), 0, 5, 4), (date(2026, 1, 1), 6, 0, 10)]


def test_before_and_after_stand_side_by_side():
    def edge(to, count):
        return pictures.Edge("a", to, count, 1.0, 1, None, 0)

    found = pictures.changes([edge("b", 5), edge("c", 6)], [edge("b", 7)])
    assert [(one.to_step, one.before and one.before.count, one.after and one.after.count) for one in found] == [
        ("b", 5, 7),
        ("c", 6, None),
    ]
