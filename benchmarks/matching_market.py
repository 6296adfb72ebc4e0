"""
A market made by chance, straight into arrays, for `benchmarks.matching` and `benchmarks.matching_courses`.

3,000 skills in 60 trades and 100 general ones; citizens bring 6 to 14, orders ask 4 to 8; towns of different sizes on a
map that grows with them; reach 5 to 80 km; hours, days, shifts, 8 licences, Danish at a level, forms, considerations.
All facts are known, so that the peers, which know no unknown, can be asked the same.

    python -m benchmarks.matching_market 300000 50000 FILE        # keeps one for a process of its own
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from helevejen.engines.matching import arrays as a
from helevejen.engines.matching.compile import summed_up
from helevejen.engines.matching.scores import rarity

TRADES, GENERAL, IN_TRADE = 60, 100, 50
SKILLS = TRADES * IN_TRADE + GENERAL
#: Thing 0 is what everybody has; then the skills, then having worked in a trade.
THINGS = 1 + SKILLS + TRADES
LICENCES = 8
SEED = 20_261


def made(n: int, m: int, seed: int = SEED) -> a.Columns:
    """Return a market of n citizens and m orders."""
    rng = np.random.default_rng(seed)
    towns = max(3, n // 3_000)
    width = int(60_000 * np.sqrt(towns / 3))
    town = rng.integers(0, width, (towns, 2))
    size = rng.dirichlet(np.full(towns, 0.7))
    orders, grid = _orders(rng, m, town, size)
    return a.Columns(_citizens(rng, n, m, town, size, grid), orders, grid, THINGS, tuple(map(str, range(n))))


def _places(rng: np.random.Generator, many: int, town: a.Ints, size: a.Ints) -> a.Ints:
    around: a.Ints = town[rng.choice(len(town), many, p=size)] + rng.normal(0, 6_000, (many, 2)).astype(np.int64)
    return around


def _trade_things(rng: np.random.Generator, trade: a.Ints, sizes: a.Ints) -> tuple[a.Ints, a.Ints]:
    """Return where each row's things begin, and the things: four of five from its trade, and no double."""
    row = np.repeat(np.arange(len(sizes)), sizes)
    own = 1 + trade[row] * IN_TRADE + (IN_TRADE * rng.random(len(row)) ** 2).astype(np.int64)
    general = 1 + TRADES * IN_TRADE + rng.integers(0, GENERAL, len(row))
    thing = np.where(rng.random(len(row)) < 0.8, own, general)
    both = np.unique(np.concatenate([row * THINGS + thing, np.arange(len(sizes)) * THINGS + 1 + SKILLS + trade]))
    begins = np.searchsorted(both, np.arange(len(sizes) + 1) * THINGS)
    return begins, both % THINGS


def _mask(rng: np.random.Generator, many: int, bits: int, chance: float) -> a.Ints:
    return ((rng.random((many, bits)) < chance) << np.arange(bits)).sum(axis=1)


def _orders(rng: np.random.Generator, m: int, town: a.Ints, size: a.Ints) -> tuple[a.OrderArrays, a.Grid]:
    facts = np.zeros((m, a.ORDER_COLUMNS), np.int64)
    facts[:, [a.X, a.Y]], facts[:, a.PLACED] = _places(rng, m, town, size), 1
    facts[:, a.FROM] = 60 * rng.integers(3, 30, m)
    facts[:, a.TO] = np.minimum(facts[:, a.FROM] + 60 * rng.integers(0, 20, m), 37 * 60)
    facts[:, a.EFFECTIVE] = np.where(rng.random(m) < 0.3, facts[:, a.FROM] // 2, 0)
    facts[:, a.DAYS], facts[:, a.DAYS_NEEDED] = 31 | _mask(rng, m, 7, 0.1), rng.integers(1, 6, m)
    facts[:, a.SHIFTS], facts[:, a.SHIFTS_NEEDED] = 1 | _mask(rng, m, 3, 0.2), 1
    facts[:, a.LICENCES] = _mask(rng, m, LICENCES, 0.06)
    facts[:, a.LANGS] = rng.integers(0, 5, m)
    facts[:, a.FORMS] = 1 | _mask(rng, m, 6, 0.4)
    facts[:, a.BARS] = _mask(rng, m, 6, 0.1)
    facts[:, a.START] = 740_000
    trade = rng.choice(TRADES, m, p=_popular())
    facts[:, a.OCCUPATION], facts[:, a.COMPANY] = m + trade, -1
    grid = a.grid_over(facts, THINGS)
    order = np.argsort(a.cells_of(facts, grid), kind="stable")
    facts, trade = facts[order], trade[order]
    begins, ask = _trade_things(rng, trade, rng.integers(4, 9, m))
    asked = np.bincount(ask, minlength=THINGS)
    weights = np.array([rarity(m, int(many)) for many in asked])
    is_trade, chance = ask > SKILLS, rng.random(len(ask))
    kind = np.where(is_trade, 0, np.where(chance < 0.1, a.MUST, np.where(chance < 0.3, a.LEARN, 0))).astype(np.uint8)
    importance = np.where(kind == a.MUST, 4, np.where(kind == a.LEARN, 1, 2))
    weight = (importance * weights[ask]).astype(np.int32)
    summed_up(facts, begins, weight, kind)
    tag, number = rng.integers(0, 1 << 64, m, np.uint64), np.arange(m, dtype=np.int32)
    return a.with_postings(facts, tag, number, (begins, ask.astype(np.int32), weight, kind), grid, THINGS), grid


def _popular() -> a.Ints:
    share = 1 / np.arange(1, TRADES + 1) ** 0.7
    return share / share.sum()


def _citizens(rng: np.random.Generator, n: int, m: int, town: a.Ints, size: a.Ints, grid: a.Grid) -> a.CitizenArrays:
    facts = np.zeros((n, a.CITIZEN_COLUMNS), np.int64)
    facts[:, [a.X, a.Y]], facts[:, a.PLACED] = _places(rng, n, town, size), 1
    facts[:, a.REACH] = rng.integers(5_000, 80_001, n)
    facts[:, a.MOST] = 60 * rng.integers(3, 38, n)
    facts[:, a.LEAST] = 60 * rng.integers(0, 3, n)
    facts[:, a.WISHED] = facts[:, a.MOST]
    facts[:, a.PCT] = rng.choice([25, 50, 75, 100], n, p=[0.1, 0.15, 0.15, 0.6])
    facts[:, a.DAYS], facts[:, a.SHIFTS] = 1 | _mask(rng, n, 7, 0.8), 1 | _mask(rng, n, 3, 0.3)
    facts[:, a.LICENCES] = _mask(rng, n, LICENCES, 0.3)
    facts[:, a.LANGS] = rng.integers(1, 8, n)
    facts[:, a.FORMS] = _mask(rng, n, 6, 0.5) | 1 << rng.integers(0, 6, n)
    facts[:, a.BARS] = _mask(rng, n, 6, 0.1)
    facts[:, a.ALL_SKILLS], facts[:, a.WISHES] = rng.random(n) < 0.5, 1
    facts = facts[np.argsort(a.cells_of(facts, grid), kind="stable")]
    trade = rng.choice(TRADES, n, p=_popular())
    begins, held = _trade_things(rng, trade, rng.integers(6, 15, n))
    nothing = np.zeros(n + 1, np.int64)
    wish_from = np.arange(n + 1) * 2
    wish = m + np.stack([trade, (trade + rng.integers(1, TRADES, n)) % TRADES], axis=1).ravel()
    return a.CitizenArrays(
        facts, rng.integers(0, 1 << 64, n, np.uint64),
        begins, held.astype(np.int32), np.full(len(held), 100, np.uint8),
        nothing, np.zeros(0, np.int32), np.zeros(0, np.uint8),
        nothing, np.zeros(0, np.int64), np.zeros(0, np.int32),
        wish_from, wish.astype(np.int32), np.full(2 * n, 100, np.uint8),
        nothing, np.zeros(0, np.int32),
    )  # fmt: skip


def keep(columns: a.Columns, path: Path) -> None:
    """Keep a market's arrays in a file."""
    sides = {"citizens": columns.citizens, "orders": columns.orders}
    arrays = {f"{side}.{name}": array for side, rows in sides.items() for name, array in rows._asdict().items()}
    np.savez(path, grid=np.array(columns.grid), **arrays)  # type: ignore[arg-type]


def kept(path: Path) -> a.Columns:
    """Return a market that was kept, an array at a time."""
    with np.load(path) as arrays:
        citizens = a.CitizenArrays(*(arrays[f"citizens.{name}"] for name in a.CitizenArrays._fields))
        orders = a.OrderArrays(*(arrays[f"orders.{name}"] for name in a.OrderArrays._fields))
        grid = a.Grid(*map(int, arrays["grid"]))
    return a.Columns(citizens, orders, grid, THINGS)


if __name__ == "__main__":
    many_citizens, many_orders, name = sys.argv[1:]
    keep(made(int(many_citizens), int(many_orders)), Path(name))
