"""Templates per group, and every day of a clarification with one holder and one cause."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.rules import clarification as rules
from helevejen.cases.rules.clarification import Share, Stretch
from helevejen.citizens.enums import TargetGroup

DAY = date(2026, 3, 2)
WHO = ["jobformidler", "doctor", "company", "citizen", "authority"]


def after(days):
    return DAY + timedelta(days=days)


def turn(number, holder, since, until, *, track=1, parent=None, step="x"):
    ends = None if until is None else after(until)
    return Stretch(track, parent, number, holder, f"{step}{number}", after(since), ends)


def test_every_target_group_has_one_template_and_so_has_nobody():
    for group in [*TargetGroup.values, ""]:
        assert group in rules.template_for(group).groups


def test_a_template_begins_where_the_chain_does():
    assert {one.steps[0] for one in rules.templates().values()} == {"we_agree_questions"}


def test_a_step_that_stands_twice_goes_on_from_the_second_time():
    taken = ["we_agree_questions", "we_order_statement", "specialist_answers", "we_read_statement"]
    assert rules.next_in("by_region", taken) == "authority_examines"
    assert rules.next_in("by_region", [*taken, "authority_examines", "we_read_statement"]) == "we_decide"


@pytest.mark.parametrize(
    ("template", "taken"),
    [("by_trial", []), ("by_trial", ["we_decide"]), ("unknown", ["we_agree_questions"]), ("by_trial", ["you_act"])],
)
def test_a_template_that_is_left_or_over_proposes_nothing(template, taken):
    assert rules.next_in(template, taken) is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"steps": ["we_dance"]}, "no step we_dance"),
        ({"id": "one"}, "id stands twice"),
        ({"groups": ["1"]}, "two templates"),
    ],
)
def test_a_faulty_file_is_refused(change, fault):
    words = {"name_da": "a", "name_en": "a", "steps": ["we_decide"], "source": "here"}
    one, other = words | {"id": "one", "groups": ["1"]}, words | {"id": "other", "groups": ["2"]} | change
    with pytest.raises(ValueError, match=fault):
        rules.read_templates({"templates": [one, other]})


def test_each_day_belongs_to_whoever_had_the_ball_when_it_ended():
    turns = [turn(1, "jobformidler", 0, 3), turn(2, "doctor", 3, 24), turn(3, "jobformidler", 24, None)]
    assert rules.shares_of(turns, on=after(26)) == [
        Share("doctor", "x2", 21),
        Share("jobformidler", "x1", 3),
        Share("jobformidler", "x3", 2),
    ]


def test_the_ball_that_goes_round_on_one_day_gives_the_day_to_the_last():
    turns = [turn(1, "jobformidler", 0, 0), turn(2, "citizen", 0, 0), turn(3, "doctor", 0, 4)]
    assert rules.shares_of(turns, on=after(9)) == [Share("doctor", "x3", 4)]


def test_while_others_are_waited_for_the_day_is_that_of_the_longest_open():
    top = [turn(1, "subtracks", 0, 10), turn(2, "jobformidler", 10, None)]
    first = [turn(1, "doctor", 0, 6, track=2, parent=1, step="a")]
    second = [turn(1, "company", 1, 10, track=3, parent=1, step="b")]
    assert rules.shares_of([*second, *top, *first], on=after(11)) == [
        Share("doctor", "a1", 6),
        Share("company", "b1", 4),
        Share("jobformidler", "x2", 1),
    ]


def test_nothing_has_no_days():
    assert rules.shares_of([], on=DAY) == []
    assert rules.shares_of([turn(1, "doctor", 0, None)], on=DAY) == []


@given(
    st.lists(st.tuples(st.sampled_from([*WHO, "subtracks"]), st.integers(0, 9)), min_size=1, max_size=8),
    st.lists(st.tuples(st.sampled_from(WHO), st.integers(0, 30), st.integers(0, 30)), max_size=4),
    st.booleans(),
)
def test_every_day_is_counted_once_whatever_happened(walked, beside, is_open):
    turns, begun = [], 0
    for number, (holder, days) in enumerate(walked, start=1):
        is_last_open = is_open and number == len(walked)
        turns.append(turn(number, holder, begun, None if is_last_open else begun + days))
        begun += days
    turns += [
        turn(1, holder, since, since + days, track=2 + place, parent=1)
        for place, (holder, since, days) in enumerate(beside)
    ]
    on = after(begun)
    assert sum(share.days for share in rules.shares_of(turns, on=on)) == begun
