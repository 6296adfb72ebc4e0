import random
from dataclasses import fields, replace

import pytest

from helevejen.engines.matching.judge import Likeness
from helevejen.engines.matching.market import (
    AskedLanguage,
    AskedLicence,
    AskedSkill,
    Citizen,
    Held,
    Market,
    Mode,
    Near,
    Order,
    Place,
    Weight,
)
from helevejen.engines.matching.scores import (
    HOURS,
    LEARNING,
    NOTHING,
    TRAVEL,
    UNTOLD,
    WISH,
    Scorer,
    asks_of,
    lot,
    rarity,
    tag,
)
from tests.engines.matching import made

HERE = Place(500_000, 6_100_000)


def scores(citizen, order, near=(), others=()):
    one = Order("o", **order)
    market = Market(made.ON, (), (one, *others), near=tuple(near))
    return Scorer(market, Likeness(market)).scores(Citizen("c", **citizen), one)


def skills(must=(), nice=(), learnable=()):
    weights = [(Weight.MUST, must), (Weight.NICE, nice), (Weight.LEARNABLE, learnable)]
    return {"skills": tuple(AskedSkill(skill, weight) for weight, some in weights for skill in some)}


def test_a_must_counts_double_and_what_can_be_learned_half():
    asked = skills(must="m", nice="n", learnable="l")
    found = {one: scores({"skills": frozenset(one)}, asked).company for one in "mnl"}
    assert found == {"m": 5_714, "n": 2_857, "l": 1_428}
    assert scores({"skills": frozenset("mnl")}, asked).company == 10_000


def test_a_near_skill_counts_for_as_much_as_it_is_alike():
    found = scores({"skills": frozenset("x")}, skills(must="m"), [Near("m", "x", 60)])
    assert found.company == 6_000


def test_what_few_ask_weighs_more():
    usual = tuple(Order(f"o{n}", **skills(nice="u")) for n in range(9))
    found = scores({}, skills(nice="ur"), others=usual)
    weights = {part.ask.thing[1]: part.weight for part in found.parts}
    assert weights["r"] > 3 * weights["u"]
    assert [rarity(1_000, n) for n in (0, 1, 10, 1_000)] == [80, 80, 53, 8]


def test_who_asks_nothing_gets_everybody_and_experience_comes_first():
    assert scores({}, {}).company == 10_000
    driver = {"occupation": "driver"}
    assert scores({}, driver).company < scores({"occupations": frozenset({"driver"})}, driver).company == 10_000


def test_what_can_be_learned_keeps_nobody_out():
    assert scores({}, skills(learnable="l")).company > 0
    assert scores({}, skills(nice="n")).company == 0


def test_licences_and_languages_that_are_nice_count_and_those_that_must_be_only_filter():
    order = Order(
        "o",
        licences=(AskedLicence("B"), AskedLicence("CE", Weight.NICE)),
        languages=(AskedLanguage("da", "B1"), AskedLanguage("en", "B1", Weight.NICE)),
    )
    assert {ask.thing for ask in asks_of(order)} == {("licence", "CE"), ("language", "en B1")}
    asked = {"licences": order.licences, "languages": order.languages}
    citizen = {"licences": (Held("CE"),), "languages": (("en", "C1"),)}
    assert scores(citizen, asked).company == 10_000


def test_the_citizens_score_is_made_of_its_terms():
    found = scores(
        {
            "place": HERE, "reach": ((Mode.CAR, 10_000),), "minutes_most": 1_200, "minutes_wished": 900,
            "wishes": frozenset({"driver"}), "wants_to_learn": frozenset("l"),
        },
        {
            "place": Place(HERE.x + 2_500, HERE.y), "minutes_from": 600, "minutes_to": 600, "occupation": "driver",
            **skills(learnable="l"),
        },
    )  # fmt: skip
    assert (found.wish, found.travel, found.hours, found.learning) == (100, 75, 66, 100)
    assert found.citizen == WISH * 100 + TRAVEL * 75 + HOURS * 66 + LEARNING * 100
    assert found.product == found.company * found.citizen


def test_what_nobody_has_told_is_neither_good_nor_bad():
    found = scores({}, {})
    assert (found.wish, found.travel, found.hours, found.learning) == (UNTOLD, UNTOLD, UNTOLD, 0)


def test_a_lot_is_36_bits_and_depends_on_both_and_on_the_seed():
    drawn = {lot(tag(f"c{n}", seed), tag(f"o{m}", seed)) for n in range(10) for m in range(10) for seed in range(3)}
    assert len(drawn) == 300
    assert all(0 <= one < 1 << 36 for one in drawn)


def test_lots_favour_nobody():
    orders = [tag(f"o{m}", 0) for m in range(10)]
    wins = [0] * 10
    for n in range(3_000):
        citizen = tag(f"c{n}", 0)
        wins[max(range(10), key=lambda m: lot(citizen, orders[m]))] += 1
    # 300 each on average, with a standard deviation of 16.
    assert min(wins) > 230
    assert max(wins) < 370


@pytest.mark.parametrize("seed", range(5))
def test_another_name_for_the_same_person_changes_nothing_but_the_lot(seed):
    market = made.market(random.Random(seed), 6, 6)
    scorer = Scorer(market, Likeness(market))
    for citizen in market.citizens:
        for order in market.orders:
            assert scorer.scores(citizen, order) == scorer.scores(replace(citizen, key="somebody else"), order)


def test_there_is_no_place_for_what_must_not_count():
    forbidden = {
        "name",
        "sex",
        "gender",
        "age",
        "born",
        "origin",
        "nationality",
        "benefit",
        "cpr",
        "health",
        "diagnosis",
    }
    for kind in (Citizen, Order):
        words = {word for field in fields(kind) for word in field.name.split("_")}
        assert not words & forbidden


def test_the_thing_everybody_has_is_asked_by_who_asks_nothing():
    assert [ask.thing for ask in asks_of(Order("o"))] == [NOTHING]
