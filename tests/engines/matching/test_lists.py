import random
from concurrent.futures import Executor, ThreadPoolExecutor
from copy import deepcopy
from dataclasses import replace
from datetime import date

import numba
import numpy as np
import pytest

from helevejen.engines.matching import _kernels, lists, panel
from helevejen.engines.matching import arrays as a
from helevejen.engines.matching.compile import columns_of
from helevejen.engines.matching.market import AskedSkill, Citizen, Market, Mode, Order, Place, UnusableMarket, Weight
from tests.engines.matching import made, naive


def told(columns, found):
    """Say lists as the twin does, by keys."""
    citizens, orders = columns.citizen_keys, columns.order_keys
    of_citizen = {
        key: [(orders[j], int(rank)) for j, rank in zip(found.of_citizen(i), found.citizen_rank[i], strict=False)]
        for i, key in enumerate(citizens)
    }
    of_order = {
        key: [(citizens[i], int(rank)) for i, rank in zip(found.of_order(j), found.order_rank[j], strict=False)]
        for j, key in enumerate(orders)
    }
    return of_citizen, of_order


def matched(market, k=3):
    columns = columns_of(market)
    return told(columns, lists.match(columns, k))


@pytest.mark.slow
@pytest.mark.parametrize("tenth", range(10))
def test_the_lists_of_a_thousand_markets_are_those_of_the_twin_ties_included(tenth):
    filled = 0
    for seed in range(100 * tenth, 100 * tenth + 100):
        market = made.market(random.Random(seed), 7, 7)
        expected = naive.lists(market, 3)
        assert matched(market) == expected, seed
        filled += sum(map(len, expected[0].values()))
    assert filled > 100


class Elsewhere(Executor):
    """Works on what was sent, as a process or a cluster does: on a copy."""

    def __init__(self):
        self.sent = []

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        sent = [deepcopy(given) for given in zip(*iterables, strict=True)]
        self.sent.append([len(part.orders.number) for (part,) in sent])
        return [fn(*given) for given in sent]


@pytest.mark.parametrize("seed", range(4))
def test_an_executor_elsewhere_is_sent_the_orders_within_reach_so_many_parts_at_a_time(seed):
    columns = columns_of(made.market(random.Random(seed), 40, 30, is_full=True))
    executor = Elsewhere()
    found = lists.match(columns, 4, executor=executor, parts=5, at_once=2)
    assert told(columns, found) == told(columns, lists.match(columns, 4))
    assert [len(orders) for orders in executor.sent] == [2, 2, 1]


def test_a_part_that_reaches_little_is_sent_little():
    near, far = Place(0, 0), Place(0, 900_000)
    citizens = tuple(Citizen(f"c{i}", place=near if i < 4 else far, reach=((Mode.BIKE, 5_000),)) for i in range(8))
    orders = tuple(Order(f"o{j}", place=near if j < 3 else far) for j in range(9))
    columns = columns_of(Market(date(2026, 11, 22), citizens, orders))
    executor = Elsewhere()
    found = lists.match(columns, 4, executor=executor, parts=2)
    assert executor.sent == [[3, 6]]
    assert told(columns, found) == told(columns, lists.match(columns, 4))


def test_no_part_at_a_time_is_refused():
    columns = columns_of(made.market(random.Random(1), 3, 3))
    with pytest.raises(ValueError, match="at_once"):
        lists.match(columns, 4, parts=2, at_once=0)


@pytest.mark.parametrize("seed", range(4))
def test_every_way_and_any_number_of_parts_gives_the_same_lists(seed):
    columns = columns_of(made.market(random.Random(seed), 40, 30, is_full=True))
    expected = told(columns, lists.match(columns, 4))
    assert told(columns, lists.match_plainly(columns, 4)) == expected
    assert told(columns, lists.match(columns, 4, parts=5)) == expected
    with ThreadPoolExecutor(2) as executor:
        assert told(columns, lists.match(columns, 4, executor=executor, parts=3)) == expected


@pytest.mark.parametrize("seed", range(6))
def test_a_panel_says_what_every_rule_and_score_says_from_either_side(seed):
    market = made.market(random.Random(seed), 9, 9)
    columns, verdicts, ranks = columns_of(market), naive.verdicts(market), naive.ranks(market)
    panels = panel.Panels(columns)
    of_orders = [panel.panel_of_order(columns, j) for j in range(len(columns.order_keys))]
    for i, citizen in enumerate(columns.citizen_keys):
        of_citizen = panels.of_citizen(i)
        for j, order in enumerate(columns.order_keys):
            for found, place in ((of_citizen, j), (of_orders[j], i)):
                assert found.verdicts[:, place].tolist() == verdicts[citizen, order]
                scores = (found.company[place], found.citizen[place], found.rank[place])
                assert scores == ranks[citizen, order]


def test_every_open_pair_is_found_once():
    columns = columns_of(made.market(random.Random(3), 60, 50, is_full=True))
    citizens, orders, ranks = lists.open_pairs(columns)
    expected = {
        (i, int(j)): int(found.rank[j])
        for i in range(len(columns.citizen_keys))
        for found in [panel.panel_of_citizen(columns, i)]
        for j in panel.best_of(found, columns.orders.tag, 1_000)
    }
    assert len(expected) > 20
    assert dict(zip(zip(citizens.tolist(), orders.tolist(), strict=True), ranks.tolist(), strict=True)) == expected
    with pytest.raises(UnusableMarket, match="open pairs"):
        lists.open_pairs(columns, most=3)


def test_rows_in_another_order_give_the_same_lists():
    market = made.market(random.Random(11), 30, 30, is_full=True)
    turned = replace(market, citizens=market.citizens[::-1], orders=market.orders[::-1])
    assert matched(market) == matched(turned)


def test_a_stronger_competitor_and_nobody_else_changes_an_orders_list():
    market = made.market(random.Random(12), 30, 30, is_full=True)
    _citizens, orders = matched(market, 5)
    without = replace(market, citizens=market.citizens[1:])
    _citizens, fewer = matched(without, 5)
    gone = market.citizens[0].key
    for key, found in orders.items():
        rest = [pair for pair in found if pair[0] != gone]
        assert fewer[key][: len(rest)] == rest


def test_equal_ones_are_drawn_by_lot_and_another_seed_draws_anew():
    citizen = Citizen("c")
    orders = tuple(Order(f"o{n}") for n in range(30))
    market = Market(made.ON, (citizen,), orders)
    first = [key for key, _rank in matched(market, 30)[0]["c"]]
    other = [key for key, _rank in matched(replace(market, seed=1), 30)[0]["c"]]
    assert sorted(first) == sorted(other) == sorted(order.key for order in orders)
    assert first != other
    assert first != sorted(first)


def test_a_market_of_nobody_has_no_lists():
    assert matched(Market(made.ON, (), ())) == ({}, {})
    assert matched(Market(made.ON, (Citizen("c"),), ())) == ({"c": []}, {})
    assert matched(Market(made.ON, (), (Order("o"),))) == ({}, {"o": []})


def test_the_same_id_twice_is_refused():
    with pytest.raises(UnusableMarket, match="'c' is there twice"):
        columns_of(Market(made.ON, (Citizen("c"), Citizen("c")), ()))


def test_lists_longer_than_there_are_rows_take_no_room_for_them():
    market = made.market(random.Random(2), 6, 9, is_full=True)
    columns = columns_of(market)
    for parts in (1, 2):
        found = lists.match(columns, 10**15, parts=parts)
        assert told(columns, found) == naive.lists(market, 100)


def test_lists_need_a_length():
    with pytest.raises(ValueError, match="at least 1"):
        lists.match(columns_of(Market(made.ON, (), ())), 0)


def test_kernels_compile_also_where_nothing_can_be_kept(monkeypatch):
    asked = []

    def njit(**options):
        asked.append(options)
        if options.get("cache"):
            raise RuntimeError("no locator available")
        return lambda function: function

    monkeypatch.setattr(numba, "njit", njit)

    def double(x):
        return 2 * x

    assert _kernels.compiled(double) is double
    assert [options.get("cache", False) for options in asked] == [True, False]


def test_roots_are_whole_and_rounded_down():
    near = np.array([n * n + d for n in (0, 1, 2, 3_037, 999_999, 30_000_000) for d in (-1, 0, 1) if n * n + d >= 0])
    roots = panel.roots(near)
    assert (roots * roots <= near).all()
    assert ((roots + 1) ** 2 > near).all()


def test_everything_an_order_may_ask_is_counted_beside_what_it_weighs():
    many = [f"skill {n:03}" for n in range(a.MOST_ASKS)]
    for weight, count in ((Weight.MUST, "held"), (Weight.LEARNABLE, "learnt")):
        order = Order(
            "o", skills=tuple(AskedSkill(skill, weight) for skill in many[: -1 if count == "learnt" else None])
        )
        market = Market(made.ON, (Citizen("c", skills=frozenset(many), wants_to_learn=frozenset(many)),), (order,))
        found = panel.panel_of_citizen(columns_of(market), 0)
        assert found.company.tolist() == [10_000]
        assert naive.ranks(market)["c", "o"] == (found.company[0], found.citizen[0], found.rank[0])


def test_everything_an_order_may_ask_can_be_wanted_or_lacking():
    many = [f"skill {n:03}" for n in range(a.MOST_ASKS - 1)]
    orders = tuple(
        Order(weight, skills=tuple(AskedSkill(skill, weight) for skill in many))
        for weight in (Weight.MUST, Weight.LEARNABLE)
    )
    citizen = Citizen("c", wants_to_learn=frozenset(many), skills_lacking=frozenset(many))
    market = Market(made.ON, (citizen,), orders)
    columns = columns_of(market)
    found = panel.panel_of_citizen(columns, 0)
    for j, order in enumerate(columns.order_keys):
        assert found.verdicts[:, j].tolist() == naive.verdicts(market)["c", order]
        assert (found.company[j], found.citizen[j], found.rank[j]) == naive.ranks(market)["c", order]
