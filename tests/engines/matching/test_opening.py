import random
from dataclasses import replace

import numpy as np
import pytest

from helevejen.engines.matching import opening
from helevejen.engines.matching.compile import columns_of
from helevejen.engines.matching.judge import Likeness, Rule, Verdict, judge
from helevejen.engines.matching.market import AskedLicence, AskedSkill, Citizen, Course, Held, Market, Order
from tests.engines.matching import made, naive


def taught(citizen, course, on):
    """Return the citizen after a course, or None where it would not take him in."""
    valid = {licence.code for licence in citizen.licences if licence.until is None or licence.until >= on}
    told = {licence.code for licence in citizen.licences}
    lacked = told | (course.requires - citizen.licences_in_doubt if citizen.has_all_licences else set())
    if any(code not in valid and code in lacked for code in course.requires):
        return None
    return replace(
        citizen,
        skills=citizen.skills | course.skills,
        skills_lacking=citizen.skills_lacking - course.skills,
        licences=(*citizen.licences, *(Held(code) for code in course.licences)),
    )


def opened(market, citizen, course, least):
    after = taught(citizen, course, market.on)
    if after is None:
        return 0
    return sum(
        naive.openings(market, after, order, least) and not naive.openings(market, citizen, order, least)
        for order in market.orders
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_the_orders_a_course_opens_are_those_one_finds_by_having_taken_it(seed):
    market = made.market(random.Random(seed), 10, 12, courses=4, is_full=True)
    columns = columns_of(market)
    least = [1, 2_500, 5_000][seed % 3]
    counts = opening.courses_opening(market, columns, least=least)
    citizens = {citizen.key: citizen for citizen in market.citizens}
    for i, key in enumerate(columns.citizen_keys):
        expected = [opened(market, citizens[key], course, least) for course in market.courses]
        assert counts[i].tolist() == expected, key


def test_the_markets_of_that_test_have_something_to_open():
    markets = [made.market(random.Random(seed), 10, 12, courses=4, is_full=True) for seed in range(12)]
    assert sum(int(opening.courses_opening(m, columns_of(m), least=1).sum()) for m in markets) > 20


def test_a_course_opens_by_its_licence_and_only_to_who_may_join():
    orders = tuple(Order(f"o{n}", licences=(AskedLicence("CE"),)) for n in range(14))
    citizens = (
        Citizen("b", licences=(Held("C"),), has_all_licences=True),
        Citizen("a", has_all_licences=True),
        Citizen("d", licences=(Held("CE"),), has_all_licences=True),
    )
    course = Course("k", licences=frozenset({"CE"}), requires=frozenset({"C"}))
    market = Market(made.ON, citizens, orders, (course,))
    columns = columns_of(market)
    counts = dict(zip(columns.citizen_keys, opening.courses_opening(market, columns)[:, 0].tolist(), strict=True))
    assert counts == {"b": 14, "a": 0, "d": 0}


def test_a_course_does_not_open_an_order_whose_other_must_is_known_to_be_lacked():
    asked = tuple(AskedSkill(skill) for skill in ("taught", "taught too", "lacked"))
    citizens = tuple(Citizen(key, skills_lacking=frozenset({key})) for key in ("lacked", "another"))
    course = Course("k", skills=frozenset({"taught", "taught too"}))
    market = Market(made.ON, citizens, (Order("o", skills=asked),), (course,))
    columns = columns_of(market)
    counts = dict(zip(columns.citizen_keys, opening.courses_opening(market, columns)[:, 0].tolist(), strict=True))
    assert counts == {"lacked": 0, "another": 1}
    assert counts == {one.key: opened(market, one, course, opening.LEAST) for one in citizens}


@pytest.mark.parametrize("seed", range(40))
def test_the_orders_a_course_opens_to_those_who_bring_little_are_those_one_finds_by_having_taken_it(seed):
    rng = random.Random(seed)
    market = made.market(rng, 6, 10, courses=3, is_full=True)
    citizens = tuple(
        replace(one, skills=frozenset(), occupations=frozenset(), licences=(), languages=(), has_all_skills=False)
        for one in market.citizens
    )
    market = replace(market, citizens=citizens)
    columns = columns_of(market)
    counts = opening.courses_opening(market, columns, least=2_500)
    for i, key in enumerate(columns.citizen_keys):
        (one,) = [citizen for citizen in citizens if citizen.key == key]
        assert counts[i].tolist() == [opened(market, one, course, 2_500) for course in market.courses]


def test_the_best_courses_for_a_group_help_those_not_helped_before():
    counts = np.array([[1, 0, 2], [1, 0, 0], [1, 5, 0], [0, 3, 0], [0, 0, 0]], np.int32)
    assert opening.best_courses(counts, 3) == [(0, 3), (1, 1)]
    assert opening.best_courses(counts, 1) == [(0, 3)]


@pytest.mark.parametrize("seed", range(6))
def test_a_near_miss_fails_one_rule_and_never_tells_of_a_record(seed):
    market = made.market(random.Random(seed), 15, 25, is_full=True)
    columns, verdicts, ranks = columns_of(market), naive.verdicts(market), naive.ranks(market)
    for i, citizen in enumerate(columns.citizen_keys):
        expected = {
            order: said
            for (one, order), said in verdicts.items()
            if one == citizen and said.count(Verdict.FAIL) == 1 and said[-1] is not Verdict.FAIL
            if ranks[one, order][0] >= 1_000 and ranks[one, order][2]
        }
        found = opening.near_misses(columns, i, least=1_000, most=100)
        assert {miss.order for miss in found} == set(expected)
        assert [miss.rank for miss in found] == sorted((miss.rank for miss in found), reverse=True)
        for miss in found:
            assert expected[miss.order][list(Rule).index(miss.rule)] is Verdict.FAIL


@pytest.mark.parametrize("seed", range(4))
def test_what_an_order_loses_is_what_asking_again_finds(seed):
    market = made.market(random.Random(100 + seed), 20, 8, is_full=True)
    columns, likeness = columns_of(market), Likeness(market)
    said = 0
    for j, key in enumerate(columns.order_keys):
        order = next(order for order in market.orders if order.key == key)
        now = {c.key for c in market.citizens if is_open(market, c, order, likeness)}
        for what, value, other in opening.looser(order):
            then = {c.key for c in market.citizens if is_open(market, c, other, likeness)}
            found = opening.loosenings(market, columns, j, least=1)
            more = next((one.more for one in found if (one.what, one.value) == (what, value)), 0)
            assert more == len(then - now), (key, what, value)
            said += more
    assert said


def is_open(market, citizen, order, likeness):
    if any(outcome.verdict is Verdict.FAIL for outcome in judge(citizen, order, market.on, likeness)):
        return False
    return naive.Scorer(market, likeness).scores(citizen, order).product > 0


def test_a_coverage_out_of_range_is_refused():
    market = Market(made.ON, (), ())
    with pytest.raises(ValueError, match="least"):
        opening.courses_opening(market, columns_of(market), least=0)
