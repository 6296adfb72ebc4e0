"""
The peer of benchmarks.flow_mining: the same questions asked of pm4py. It runs in an environment of its own.

pm4py is under the AGPL and no part of this program: nothing here is imported by it, and neither lock names it.
"""

import json
import sys
import time
from pathlib import Path

import pandas as pd
import pm4py

REPEATS = 2


def best(ask):
    """Return the answer, and the least of the times it took, by the wall and by the processor."""
    took = []
    for _ in range(REPEATS):
        began, worked = time.perf_counter(), time.process_time()
        answer = ask()
        took.append((time.perf_counter() - began, time.process_time() - worked))
    return answer, min(took)


def main(source: str, target: str) -> None:
    """Read the log, ask, and write answers and times down."""
    began = time.perf_counter()
    frame = pd.read_csv(source, dtype={"case": str, "activity": str, "resource": str})
    frame["start_timestamp"] = pd.to_datetime(frame.pop("start"), utc=True)
    frame["end"] = pd.to_datetime(frame["end"], utc=True)
    frame["org:resource"] = frame.pop("resource")
    frame = pm4py.format_dataframe(frame, case_id="case", activity_key="activity", timestamp_key="end")
    loaded = time.perf_counter() - began

    (counts, _first, _last), counting = best(lambda: pm4py.discover_dfg(frame))
    (spread, _first, _last), waiting = best(lambda: pm4py.discover_performance_dfg(frame))
    network, handing = best(lambda: pm4py.discover_handover_of_work_network(frame))
    variants, varying = best(lambda: pm4py.get_variants(frame))
    # Not timed: it has no 90th percentile, so its waits are asked for one by one.
    raw, _first, _last = pm4py.discover_performance_dfg(frame, perf_aggregation_key="raw_values")

    followed = len(frame) - frame["case:concept:name"].nunique()
    answers = {
        "version": pm4py.__version__,
        "loaded_s": loaded,
        "took": {"counts": counting, "waiting": waiting, "handover": handing, "variants": varying},
        "transitions": [
            [one, other, int(count), spread[one, other]["mean"], spread[one, other]["median"]]
            for (one, other), count in counts.items()
        ],
        "p90": [[*pair, pd.Series(values).quantile(0.9)] for pair, values in raw.items()],
        # Its network holds shares of all hand-overs.
        "handover": [[*pair, round(share * followed)] for pair, share in network.connections.items()],
        "variants": len(variants),
    }
    Path(target).write_text(json.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:])
