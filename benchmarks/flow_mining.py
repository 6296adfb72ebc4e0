"""
A million events, mined: how long it takes, and how long pm4py takes for the same numbers.

    python -m benchmarks.flow_mining                    # makes the peer's environment itself, in a temporary folder
    python -m benchmarks.flow_mining --peer PYTHON      # a Python that has pm4py already
    python -m benchmarks.flow_mining --no-peer

Goal of the house: under 50 ms after loading, and at least 100 times as fast as pm4py on the same machine at identical
numbers. Ours answers more than is asked of the peer: also the work itself, rework, loops and workers. Both are the best
of several runs, in one process each, on the same log: interleaved cases with start and end, sorted by end as logs are.
On a busy machine the processor's time tells what the wall's would be on a quiet one: neither uses a second core.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from helevejen.engines.flow import EventLog, FlowMap, mine
from helevejen.tasks.event_logs.writing import write_log

EVENTS, CASES, RESOURCES, SEED = 1_000_000, 87_778, 40, 20_260
ACTIVITIES = ("Visitation", "Samtale", "Plan", "Afklaring", "Team", "Tilbud", "Opfølgning")
REPEATS, GOAL_MS, GOAL_TIMES = 25, 50, 100


def made_log() -> EventLog:
    """Make a log of cases that begin through two years and go from step to step at random, one after the other."""
    rng = np.random.default_rng(SEED)
    length = 1 + rng.multinomial(EVENTS - CASES, rng.dirichlet(np.full(CASES, 4.0)))
    case = np.repeat(np.arange(CASES), length)
    place = np.arange(EVENTS) - np.repeat(np.cumsum(length) - length, length)
    # From each step two are likely and the rest are not.
    likely = rng.dirichlet(np.full(len(ACTIVITIES), 0.4), len(ACTIVITIES)).cumsum(axis=1)
    activity, chance = np.zeros(EVENTS, np.int64), rng.random(EVENTS)
    for now in range(1, int(length.max())):
        here = np.flatnonzero(place == now)
        activity[here] = np.minimum((chance[here, None] > likely[activity[here - 1]]).sum(axis=1), len(ACTIVITIES) - 1)
    wait = np.where(place == 0, 0, rng.gamma(0.7, 86_400, EVENTS).astype(np.int64))
    work = rng.integers(300, 7_200, EVENTS)
    done = np.cumsum(wait + work)
    before = np.repeat((done - wait - work)[np.cumsum(length) - length], length)
    end = done - before + np.repeat(rng.integers(0, 2 * 365 * 86_400, CASES), length) + 1_700_000_000
    order = np.argsort(end, kind="stable")
    names = (tuple(f"c{n}" for n in range(CASES)), ACTIVITIES, tuple(f"r{n}" for n in range(RESOURCES)))
    return EventLog.ordered(
        case=case[order],
        activity=activity[order],
        resource=rng.integers(0, RESOURCES, EVENTS)[order],
        start=((end - work) * 1_000_000).view("datetime64[us]")[order],
        end=(end * 1_000_000).view("datetime64[us]")[order],
        names=names,
    )


def timed(log: EventLog) -> tuple[FlowMap, list[float], list[float]]:
    """Return the map, and the times by the wall and by the processor, in rising order, in ms."""
    found, wall, worked = mine(log), [], []
    for _ in range(REPEATS):
        began, began_working = time.perf_counter(), time.process_time()
        found = mine(log)
        worked.append((time.process_time() - began_working) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    return found, sorted(wall), sorted(worked)


def asked_of_peer(python: str, log: EventLog, folder: Path) -> dict[str, Any]:
    """Return what pm4py answers on the same log."""
    write_log(log, folder / "log.csv")
    peer = Path(__file__).with_name("flow_mining_peer.py")
    subprocess.run(
        [python, str(peer), str(folder / "log.csv"), str(folder / "answers.json")],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    answers: dict[str, Any] = json.loads((folder / "answers.json").read_text())
    return answers


def peers_python(folder: Path) -> str:
    """Make an environment with pm4py in the folder, to be thrown away with it, and return its Python."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    python = str(folder / "peer" / "bin" / "python")
    print("making an environment with pm4py, to be thrown away …", file=sys.stderr)
    subprocess.run([uv, "venv", "-q", str(folder / "peer"), "--python", sys.executable], check=True)
    subprocess.run([uv, "pip", "install", "-q", "--python", python, "pm4py"], check=True)
    return python


def differences(log: EventLog, found: FlowMap, peer: dict[str, Any]) -> list[str]:
    """Return where the two do not say the same; times to one part in 10¹², since the peer adds floating numbers."""
    t, h, names = found.transitions, found.handovers, log.activities
    pairs = [(names[a], names[b]) for a, b in zip(t.from_, t.to, strict=True)]
    ours = dict(zip(pairs, zip(t.count, t.waiting.mean_s, t.waiting.median_s, strict=True), strict=True))
    theirs = {(one, other): said for one, other, *said in peer["transitions"]}
    p90 = {(one, other): said for one, other, said in peer["p90"]}
    wrong = [
        f"{pair}: {ours.get(pair)} and {theirs.get(pair)}"
        for pair in ours.keys() | theirs.keys()
        if pair not in ours or pair not in theirs or not _is_same(ours[pair], theirs[pair])
    ]
    wrong += [
        f"p90 of {pair}" for pair, s in zip(pairs, t.waiting.p90_s, strict=True) if not _is_same([s], [p90[pair]])
    ]
    hands = {
        (log.resources[a], log.resources[b]): int(count) for a, b, count in zip(h.from_, h.to, h.count, strict=True)
    }
    if hands != {(one, other): count for one, other, count in peer["handover"]}:
        wrong.append("handover")
    if len(found.variants.count) != peer["variants"]:
        wrong.append(f"variants: {len(found.variants.count)} and {peer['variants']}")
    return wrong


def _is_same(ours: Any, theirs: Any) -> bool:
    return all(math.isclose(a, b, rel_tol=1e-12) for a, b in zip(ours, theirs, strict=True))


def main() -> int:
    """Run both and print the table; exit 1 when the numbers differ or the goal is missed."""
    parser = argparse.ArgumentParser(description="A million events, mined, beside pm4py.")
    parser.add_argument("--peer", metavar="PYTHON", help="a Python that has pm4py (an environment is made)")
    parser.add_argument("--no-peer", action="store_true", help="only ours")
    asked = parser.parse_args()
    log = made_log()
    found, wall, worked = timed(log)
    print(
        f"{len(log):,} events, {found.cases:,} cases, {len(log.activities)} activities, {len(log.resources)} resources"
    )
    print(f"{len(found.variants.count):,} variants, {len(found.transitions.count)} transitions\n")
    print(f"{'':<34}{'wall':>12}{'processor':>14}")
    print(f"{'helevejen, all of it, best':<34}{wall[0]:>9.1f} ms{worked[0]:>11.1f} ms")
    print(
        f"{'helevejen, all of it, median':<34}{statistics.median(wall):>9.1f} ms{statistics.median(worked):>11.1f} ms"
    )
    if asked.no_peer:
        return int(wall[0] >= GOAL_MS)
    with tempfile.TemporaryDirectory(prefix="helevejen-flow-") as name:
        folder = Path(name)
        peer = asked_of_peer(asked.peer or peers_python(folder), log, folder)
    for question, (by_wall, by_processor) in peer["took"].items():
        print(f"{'pm4py, ' + question:<34}{by_wall * 1000:>9.0f} ms{by_processor * 1000:>11.0f} ms")
    total = sum(by_wall for by_wall, _processor in peer["took"].values()) * 1000
    print(f"{'pm4py ' + peer['version'] + ', together':<34}{total:>9.0f} ms{'':>14}{total / wall[0]:>8.0f} times ours")
    wrong = differences(log, found, peer)
    print("\nidentical numbers" if not wrong else "\nDIFFERENT: " + "; ".join(wrong[:5]))
    return int(bool(wrong) or wall[0] >= GOAL_MS or total / wall[0] < GOAL_TIMES)


if __name__ == "__main__":
    sys.exit(main())
