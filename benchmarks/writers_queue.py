"""
Eight writers at SQLite's one place, asking in SQLite's way and in the queue of `core/queued_sqlite3`; without Django.

    python -m benchmarks.writers_queue

Each deed is 6 ms of the processor between BEGIN IMMEDIATE and COMMIT, which is what passing a turn takes; 100 ms of
thinking between, 20 deeds each. Both ways twice, one after the other, so that they meet the same load. The queue is the
same few lines as in the house: the first of it asks every millisecond, the others stand behind a lock on a file.
"""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

WRITERS, DEEDS, WORK_S = 8, 20, 0.006


def writer(path: str, way: str, number: int, results: Any) -> None:
    """Write again and again, and report how long each deed took in ms."""
    chance = random.Random(number)
    db = sqlite3.connect(path, isolation_level=None, timeout=20)
    took = []
    for _ in range(DEEDS):
        time.sleep(0.05 + chance.random() * 0.1)
        began = time.perf_counter()
        if way == "queue":
            _begin_in_turn(db, path)
        else:
            db.execute("BEGIN IMMEDIATE")
        until = time.process_time() + WORK_S
        while time.process_time() < until:
            pass
        db.execute("INSERT INTO deed VALUES (1)")
        db.execute("COMMIT")
        took.append((time.perf_counter() - began) * 1000)
    results.put(took)


def _begin_in_turn(db: sqlite3.Connection, path: str) -> None:
    db.execute("PRAGMA busy_timeout = 0")
    with Path(f"{path}-queue").open("w") as place:
        fcntl.flock(place, fcntl.LOCK_EX)
        while not _has_begun(db):
            time.sleep(0.001)


def _has_begun(db: sqlite3.Connection) -> bool:
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    return True


def main() -> int:
    """Run both ways and print the table; exit 1 when a deed was lost."""
    path = str(Path(tempfile.mkdtemp(prefix="helevejen-queue-")) / "queue.sqlite3")
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE deed (number integer)")
    ways = ("SQLite's own", "queue") * 2
    print(f"{'way':<16}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'load':>7}")
    for way in ways:
        results: Any = multiprocessing.Queue()
        writers = [
            multiprocessing.Process(target=writer, args=(path, way, number, results)) for number in range(WRITERS)
        ]
        for one in writers:
            one.start()
        took = sorted(ms for _ in writers for ms in results.get())
        for one in writers:
            one.join()
        p50, p95 = statistics.median(took), took[int(len(took) * 0.95)]
        print(f"{way:<16}{p50:>9.1f}{p95:>9.1f}{took[-1]:>9.1f}{os.getloadavg()[0]:>7.1f}", flush=True)
    kept = db.execute("SELECT count(*) FROM deed").fetchone()[0]
    print(f"kept {kept} of {len(ways) * WRITERS * DEEDS}")
    return 0 if kept == len(ways) * WRITERS * DEEDS else 1


if __name__ == "__main__":
    sys.exit(main())
