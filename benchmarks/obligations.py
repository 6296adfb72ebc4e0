"""
What it costs to compute the obligations of the law: ten thousand open cases at night, and one inside a deed.

    python -m benchmarks.obligations                                        # SQLite
    python -m tests.support.postgres python -m benchmarks.obligations       # PostgreSQL

Goal of the house: 10,000 open cases in under 10 s, one case in under 20 ms (p95). The cases are those of the large
municipality (`benchmarks.large`), whose obligations are stored by it. Beside it the peer: the same clocks without the
house, the pure function alone on facts already read. Seconds and milliseconds are the process's own, so that a
neighbour on the machine does not count; the wall's stand beside.
"""

from __future__ import annotations

import statistics
import sys
import time

from benchmarks import large

CASES, ONE_BY_ONE = 10_000, 200
GOALS = {"ten_thousand_s": 10.0, "one_p95_ms": 20.0}


def main() -> int:
    """Print the table; 1 when a goal is missed."""
    large.set_up()
    large.make()
    found = _measured()
    for name, value in found.items():
        goal = GOALS.get(name)
        verdict = "" if goal is None else ("ok" if value <= goal else "MISSED") + f"  (goal {goal:g})"
        print(f"{name:28} {value:12.2f}  {verdict}")
    return int(any(found[name] > goal for name, goal in GOALS.items()))


def _measured() -> dict[str, float]:
    from helevejen.cases import actions
    from helevejen.cases.queries.obligation_facts import facts_of_cases
    from helevejen.cases.rules.obligation_law import law
    from helevejen.cases.rules.obligations import obligations
    from helevejen.core import clock

    ids: list[int] = []
    while some := actions.open_case_ids(after=ids[-1] if ids else 0):
        ids += some
    ids, at, on = ids[:CASES], clock.now(), clock.today()
    began, began_on_the_wall = time.process_time(), time.perf_counter()
    changed = sum(actions.keep_clocks_of(ids[first : first + 500], at=at) for first in range(0, len(ids), 500))
    whole, on_the_wall = time.process_time() - began, time.perf_counter() - began_on_the_wall
    singles = []
    for pk in ids[:ONE_BY_ONE]:
        began = time.process_time()
        actions.keep_clocks_of([pk], at=at)
        singles.append((time.process_time() - began) * 1000)
    facts = [one.facts for one in facts_of_cases(ids[:500])]
    began = time.process_time()
    pure = sum(len(obligations(one, on=on, law=law())) for one in facts)
    alone = (time.process_time() - began) * 1000
    return {
        "cases": len(ids),
        "rows_changed": changed,
        "obligations_of_500": pure,
        "ten_thousand_s": whole * CASES / len(ids),
        "ten_thousand_wall_s": on_the_wall * CASES / len(ids),
        "one_median_ms": statistics.median(singles),
        "one_p95_ms": statistics.quantiles(singles, n=20)[-1],
        "pure_function_ms_a_case": alone / len(facts),
    }


if __name__ == "__main__":
    sys.exit(main())
