"""What an order must hold, who gets it, and where it may go."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from helevejen.recruitment.enums import MOVES, OrderObjection, OrderState
from helevejen.recruitment.rules import orders
from helevejen.recruitment.rules.orders import Candidate, Demanded, Wanted

TODAY = date(2026, 3, 11)
WANTED = Wanted("Lagermedarbejdere", "Læsse af.", hours_least=Decimal(4))
TRUCK = Demanded("licence", "Gaffeltruck B", code="forklift_b")


def test_a_plain_order_is_good():
    assert orders.objection_to_wanted(WANTED, on=TODAY) is None


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        ({"title": "  "}, OrderObjection.NO_TITLE),
        ({"tasks": ""}, OrderObjection.NO_TASKS),
        ({"tasks": "x" * 4001}, OrderObjection.TOO_LONG),
        ({"tasks": "Ring om 120290-0000"}, OrderObjection.HAS_CPR),
        ({"positions": 0}, OrderObjection.NO_POSITIONS),
        ({"positions": 201}, OrderObjection.NO_POSITIONS),
        ({"hours_least": Decimal("0.5")}, OrderObjection.HOURS),
        ({"hours_least": Decimal(38)}, OrderObjection.HOURS),
        ({"hours_most": Decimal(61)}, OrderObjection.HOURS),
        ({"starts_on": date(2026, 3, 10)}, OrderObjection.STARTED),
        ({"forms": ()}, OrderObjection.NO_FORM),
        ({"forms": ("slave",)}, OrderObjection.UNKNOWN_CHOICE),
        ({"days": ("someday",)}, OrderObjection.UNKNOWN_CHOICE),
        ({"occupation_uri": "http://data.europa.eu/esco/occupation/1"}, OrderObjection.HALF_OCCUPATION),
    ],
)
def test_an_order_that_cannot_be_written_says_why(change, objection):
    assert orders.objection_to_wanted(replace(WANTED, **change), on=TODAY) == objection


def test_a_first_day_that_was_there_already_may_be_past():
    started = replace(WANTED, starts_on=date(2026, 3, 1))
    assert orders.objection_to_wanted(started, on=TODAY, known_start=date(2026, 3, 1)) is None


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        ({}, None),
        ({"label": " "}, OrderObjection.NO_REQUIREMENT),
        ({"kind": "age"}, OrderObjection.UNKNOWN_CHOICE),
        ({"weight": "perhaps"}, OrderObjection.UNKNOWN_CHOICE),
        ({"kind": "language", "label": "Dansk"}, OrderObjection.NO_LEVEL),
        ({"kind": "language", "label": "Dansk", "level": "B1"}, None),
        ({"label": "gaffeltruck b"}, None),
    ],
)
def test_what_can_be_required(change, objection):
    assert orders.objection_to_requirement(replace(TRUCK, **change)) == objection


def test_nothing_is_required_twice_whatever_the_letters():
    assert orders.objection_to_requirement(TRUCK, [("licence", "GAFFELTRUCK B")]) == OrderObjection.REQUIRED_ALREADY
    assert orders.objection_to_requirement(TRUCK, [("skill", "Gaffeltruck B")]) is None


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize("to", OrderState)
def test_an_order_moves_by_the_table_and_in_no_other_way(state, to):
    said = orders.objection_to_move(state=state, to=to, reason="Ferie", closing="other")
    assert said == (None if to in MOVES[state] else OrderObjection.NO_SUCH_MOVE)


@pytest.mark.parametrize(
    ("state", "to"),
    [("open", "paused"), ("open", "closed"), ("filled", "open"), ("closed", "open")],
)
def test_some_moves_need_a_reason(state, to):
    said = orders.objection_to_move(state=OrderState(state), to=OrderState(to), reason=" ", closing="")
    assert said == OrderObjection.NO_REASON


@pytest.mark.parametrize(
    ("is_answered", "count", "words", "objection"),
    [
        (True, 3, "", None),
        (True, 0, "Ingen har truckcertifikat lige nu.", None),
        (True, 0, "", OrderObjection.NO_WHY_NONE),
        (True, None, "Hm", OrderObjection.NO_COUNT),
        (False, 3, "", OrderObjection.NOT_ANSWERED),
    ],
)
def test_none_and_why_is_as_good_a_shortlist(is_answered, count, words, objection):
    assert orders.objection_to_shortlist(is_answered=is_answered, count=count, words=words) == objection


def test_a_promise_has_words_and_a_day_or_neither():
    said = [
        orders.objection_to_promise(step=step, due_on=due_on, on=TODAY)
        for step, due_on in [("", None), ("Ringer", TODAY), ("Ringer", None), ("", TODAY), ("Ringer", date(2026, 3, 1))]
    ]
    assert said == [
        None, None, OrderObjection.PROMISE_WITHOUT_DAY, OrderObjection.PROMISE_WITHOUT_DAY, OrderObjection.PROMISE_PAST
    ]  # fmt: skip


def test_the_one_who_is_there_with_the_lowest_rank_and_the_fewest_orders_gets_it():
    assert orders.choose_owner([]) is None
    assert orders.choose_owner([Candidate(1, is_there=False)]) is None
    some = [Candidate(1, 0, rank=2), Candidate(2, 5, rank=1), Candidate(3, 4, rank=1), Candidate(4, 4, rank=1)]
    assert orders.choose_owner(some).user_id == 3
    assert orders.choose_owner([*some, Candidate(9, 99, rank=0)]).user_id == 9


def test_no_cpr_number_stands_in_a_promise_or_a_reason():
    said = orders.objection_to_promise(step="Vi ringer om 120290-0000", due_on=TODAY, on=TODAY)
    assert said == orders.objection_to_reason("Kender 720290 - 0000") == OrderObjection.HAS_CPR
