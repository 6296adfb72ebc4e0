"""
Matching both ways: how long it takes, and how long others take for the same lists.

    python -m benchmarks.matching                 # 5,000 by 2,000 beside its peers, and one citizen with full reasons
    python -m benchmarks.matching --region        # 50,000 by 5,000
    python -m benchmarks.matching --country       # 300,000 by 50,000 on two threads, and the memory it takes

Every way is asked for the ten best of each citizen and of each order, by all rules and both scores, and must come to
the same two sums of products. DuckDB and PostgreSQL are asked where they are installed. On a busy machine the
processor's time tells what the wall's would be on a quiet one.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.matching_market import kept, made
from benchmarks.matching_peers import by_scipy, in_duckdb, in_postgres
from helevejen.engines.matching.arrays import Columns
from helevejen.engines.matching.compile import columns_of
from helevejen.engines.matching.lists import match, match_plainly
from helevejen.engines.matching.opening import near_misses
from helevejen.engines.matching.panel import Panels, best_of
from helevejen.engines.matching.views import Recorder, for_citizen, for_desk
from helevejen.tasks.markets.example import example
from helevejen.tasks.markets.reading import market_of
from tests.support.postgres import NoPostgres, private_postgres

K = 10
GOALS = {(5_000, 2_000): 0.05, (50_000, 5_000): 0.6, (300_000, 50_000): 15.0}
ONE_GOAL_MS, COUNTRY_GOAL_MB = 5, 400

Totals = tuple[int, int]


def timed(way: Callable[[], Totals], times: int) -> tuple[Totals, float, float]:
    """Return what it says, and the least time by the wall and by this process's processors."""
    wall, worked, said = [], [], way()
    for _ in range(times):
        began, began_working = time.perf_counter(), time.process_time()
        said = way()
        worked.append(time.process_time() - began_working)
        wall.append(time.perf_counter() - began)
    return said, min(wall), min(worked)


def row(name: str, columns: Columns, found: tuple[Totals, float, float]) -> Totals:
    """Print a line of the table and return the two sums."""
    said, wall, worked = found
    pairs = len(columns.citizens.tag) * len(columns.orders.tag) / wall / 1e6
    print(f"{name:<40}{wall:>9.3f} s{worked:>9.3f} s{pairs:>9,.0f}   {said[0]} {said[1]}", flush=True)
    return int(said[0]), int(said[1])


def beside_peers(columns: Columns, *, times: int, has_slow: bool) -> bool:
    """Ask every way and return whether all say the same and ours keeps the goal."""
    print(f"{'':<40}{'wall':>11}{'processor':>11}{'M pairs/s':>9}   sums of products")
    ours = timed(lambda: match(columns, K).total(), times)
    said = {row("helevejen, one thread", columns, ours)}
    said.add(row("scipy, sparse product", columns, timed(lambda: by_scipy(columns, K), 1)))
    if has_slow:
        said.add(row("numpy, a citizen at a time", columns, timed(lambda: match_plainly(columns, K).total(), 1)))
    if (duck := in_duckdb(columns, 1)) is None:
        print("DuckDB is not installed: pip install duckdb")
    else:
        said.add(row("DuckDB, one thread", columns, timed(duck, 1)))
    try:
        with private_postgres() as url:
            said.add(row("PostgreSQL (its processor not counted)", columns, timed(in_postgres(columns, url), 1)))
    except NoPostgres as fault:
        print(fault)
    print("identical sums" if len(said) == 1 else "DIFFERENT SUMS")
    return len(said) == 1 and ours[2] <= GOALS[len(columns.citizens.tag), len(columns.orders.tag)]


def one_citizen() -> bool:
    """Measure one citizen against 5,000 orders: every verdict, ten best and near misses, in sentences."""
    market, names = market_of(example(300, 5_000, 1, date(2026, 11, 22)))
    columns, recorder = columns_of(market), Recorder(market)
    panels = Panels(columns)
    citizens, orders = ({one.key: one for one in some} for some in (market.citizens, market.orders))
    took, sentences = [], 0
    for i, key in enumerate(columns.citizen_keys):
        began = time.process_time()
        panel = panels.of_citizen(i)
        rows = [columns.order_keys[j] for j in best_of(panel, columns.orders.tag, K)]
        missed = [miss.order for miss in near_misses(columns, i, most=K, panel=panel)]
        for order in (*rows, *missed):
            record = recorder.record(citizens[key], orders[order])
            view, desk = for_citizen(record, "da", names), for_desk(record, "da", names)
            sentences += len(view.good) + len(view.in_the_way) + len(view.questions) + len(desk.good)
        took.append((time.process_time() - began) * 1000)
    took.sort()
    p99 = took[len(took) * 99 // 100]
    print(
        f"one citizen, 5,000 orders, all verdicts, {K} best and {K} near misses in sentences "
        f"({sentences / len(took):.0f} of them): processor p50 {statistics.median(took):.1f} ms, p99 {p99:.1f} ms"
    )
    return p99 <= ONE_GOAL_MS


def by_another_process(n: int, m: int) -> Columns:
    """Return a market that another process made and kept: what making it by chance takes is not counted here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "market.npz")
        subprocess.run([sys.executable, "-m", "benchmarks.matching_market", str(n), str(m), str(path)], check=True)
        return kept(path)


def country() -> bool:
    """Measure the country on two threads, with the memory of this process."""
    columns = by_another_process(300_000, 50_000)
    before = _megabytes()

    def way() -> Any:
        with ThreadPoolExecutor(2) as executor:
            return match(columns, K, executor=executor, parts=12, at_once=2).total()

    found = timed(way, 1)
    print(f"{'':<40}{'wall':>11}{'processor':>11}{'M pairs/s':>9}   sums of products")
    row("helevejen, two threads, twelve parts", columns, found)
    print(f"memory: {before:.0f} MB with the market, {_megabytes():.0f} MB at most")
    # Two threads: half the processor's time is what a quiet machine's wall would show at best.
    return found[2] / 2 <= GOALS[300_000, 50_000] and _megabytes() <= COUNTRY_GOAL_MB


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Run what is asked and print it; exit 1 when sums differ or a goal is missed."""
    parser = argparse.ArgumentParser(description="Matching both ways, beside its peers.")
    parser.add_argument("--region", action="store_true", help="50,000 by 5,000")
    parser.add_argument("--country", action="store_true", help="300,000 by 50,000")
    asked = parser.parse_args()
    match(made(50, 20), K)  # compiles, or reads what was compiled
    print("load " + " ".join(f"{load:.1f}" for load in os.getloadavg()))
    if asked.country:
        return int(not country())
    n, m = (50_000, 5_000) if asked.region else (5_000, 2_000)
    print(f"{n:,} citizens, {m:,} orders")
    is_good = beside_peers(made(n, m), times=3 if asked.region else 10, has_slow=not asked.region)
    if not asked.region:
        is_good = one_citizen() and is_good
    return int(not is_good)


if __name__ == "__main__":
    sys.exit(main())
