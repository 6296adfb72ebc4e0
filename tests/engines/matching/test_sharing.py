import random
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from helevejen.engines.matching import assignment, exposure
from helevejen.engines.matching.compile import columns_of
from helevejen.engines.matching.lists import match, open_pairs
from helevejen.engines.matching.market import AskedSkill, Citizen, Market, Order, UnusableMarket, Weight
from tests.engines.matching import made


def crowded(citizens=60, orders=20):
    """Make a market in which all want the same few orders most."""
    skills = [f"s{n}" for n in range(6)]
    return columns_of(
        Market(
            made.ON,
            tuple(Citizen(f"c{n}", skills=frozenset(skills[: 1 + n % 6])) for n in range(citizens)),
            tuple(
                Order(f"o{n}", skills=tuple(AskedSkill(s, Weight.NICE) for s in skills[: 1 + n % 6]))
                for n in range(orders)
            ),
        )
    )


@pytest.mark.parametrize("columns", [crowded(), crowded(37, 90), crowded(200, 12)])
@pytest.mark.parametrize("k", [1, 4])
def test_no_order_is_on_more_than_five_times_the_mean_number_of_lists(columns, k):
    found = exposure.capped(columns, k)
    counts = np.bincount([j for row in found.lists for j in row], minlength=len(columns.orders.tag))
    assert counts.max() == found.most <= found.cap
    assert found.most <= max(5 * counts.mean(), 1)


def test_without_a_cap_some_orders_are_on_nearly_all_lists_and_with_it_everybody_still_has_a_full_one():
    columns = crowded(100, 90)
    plain = match(columns, 4)
    before = np.bincount(plain.citizen_with[plain.citizen_rank > 0], minlength=90)
    found = exposure.capped(columns, 4, times=2)
    assert found.most <= 2 * 4 * 100 / 90 < before.max()
    assert {len(row) for row in found.lists} == {4}


def test_a_cap_nobody_reaches_changes_no_list():
    columns = columns_of(made.market(random.Random(5), 30, 30, is_full=True))
    plain, found = match(columns, 3), exposure.capped(columns, 3, times=1_000)
    assert [list(row) for row in found.lists] == [plain.of_citizen(i) for i in range(30)]


def test_no_citizen_and_order_would_both_rather_have_each_other():
    columns = crowded(50, 40)
    found = exposure.capped(columns, 3, times=2)
    citizens, orders, ranks = open_pairs(columns)
    rank = dict(zip(zip(citizens.tolist(), orders.tolist(), strict=True), ranks.tolist(), strict=True))
    shown = {j: [i for i, row in enumerate(found.lists) if j in row] for j in range(40)}
    for (i, j), value in rank.items():
        if j in found.lists[i]:
            continue
        citizen_would = len(found.lists[i]) < 3 or value > min(rank[i, other] for other in found.lists[i])
        order_would = len(shown[j]) < found.cap or value > min(rank[other, j] for other in shown[j])
        assert not (citizen_would and order_would)


def heaviest(edges, n, places):
    """Try every way: most pairs, then most worth."""
    seats = [*places, *[None] * n]
    ways = (
        [(i, j) for i, j in enumerate(way) if j is not None and (i, j) in edges] for way in set(permutations(seats, n))
    )
    return max((len(way), sum(edges[pair] for pair in way)) for way in ways)


@pytest.mark.parametrize("seed", range(6))
def test_an_assignment_fills_as_many_as_can_be_and_then_the_best_ones(seed):
    market = made.market(random.Random(40 + seed), 4, 4, is_full=True)
    columns = columns_of(market)
    by_key = {order.key: order.positions for order in market.orders}
    positions = [min(by_key[key], 2) + 2 * (j % 2) for j, key in enumerate(columns.order_keys)]
    citizens, orders, ranks = open_pairs(columns)
    edges = {(int(i), int(j)): int(rank >> 36) // 10_000 for i, j, rank in zip(citizens, orders, ranks, strict=True)}
    found = assignment.assigned(columns, positions)
    places = [j for j, many in enumerate(positions) for _ in range(many)]
    assert (len(found.pairs), found.product) == heaviest(edges, 4, places)
    assert len(found.pairs) == found.possible
    assert set(found.pairs) <= set(edges)


def test_everybody_is_assigned_once_and_no_order_beyond_its_positions():
    columns = crowded(60, 20)
    found = assignment.assigned(columns, [2] * 20)
    assert found.possible == len(found.pairs) == 40
    assert len({i for i, _j in found.pairs}) == 40
    assert max(np.bincount([j for _i, j in found.pairs])) == 2


def test_the_same_is_proposed_however_the_rows_stand():
    market = Market(
        made.ON, tuple(Citizen(f"c{n}") for n in range(5)), tuple(Order(f"o{n}", positions=2) for n in range(4))
    )
    found = []
    for one in (market, replace(market, citizens=market.citizens[::-1], orders=market.orders[::-1])):
        columns = columns_of(one)
        pairs = assignment.assigned(columns, [2] * 4).pairs
        found.append({(columns.citizen_keys[i], columns.order_keys[j]) for i, j in pairs})
    assert len(found[0]) == 5
    assert found[0] == found[1]


def test_more_ways_to_take_a_position_than_there_is_room_for_are_refused_with_a_remedy(monkeypatch):
    monkeypatch.setattr(assignment, "_MOST_EDGES", 100)
    with pytest.raises(UnusableMarket, match="take a part of the market"):
        assignment.assigned(crowded(60, 20), [2] * 20)
    # An order that has room for all its candidates is one way for each, however many positions it has.
    assert assignment.assigned(crowded(60, 20), [1_000] * 20).possible == 60


def test_nobody_can_be_assigned_to_nothing():
    assert assignment.assigned(columns_of(Market(made.ON, (Citizen("c"),), ())), []).pairs == ()
    with pytest.raises(ValueError, match="positions"):
        assignment.assigned(crowded(), [1])
    with pytest.raises(ValueError, match="times"):
        exposure.capped(crowded(), 1, times=0)
