"""
Eight people passing turns at once: how long each waits, and whether anything is lost.

    python -m benchmarks.passing_turns                                               # SQLite
    python -m tests.support.postgres --durable python -m benchmarks.passing_turns    # PostgreSQL

Goal of the house: a turn passed commits in under 50 ms (p95) under eight concurrent writers, nothing lost. Whether the
database waits for the disk is asked of it and printed. Each writer is a process of its own, as web workers are, with a
thinking pause between deeds. The rows: one writer alone, which is what the deed itself takes; eight writers, each on a
case of its own, which is the goal; eight writers on one and the same track, who have to queue; and the peer: the same
deed written without the house, one INSERT and one UPDATE, to show what the database alone takes.

On SQLite all writers queue, whatever they write: it has one writer at a time, who holds it from the beginning of the
deed (`core/queued_sqlite3` is the queue). PostgreSQL, in production, queues for one row only.

Beside the clock stands the processor's time of a deed, in the writer's process and in PostgreSQL's, and p95 without the
time for which those two stood ready and the processor was somebody else's, as the kernel tells it: on a machine that
others work on, that is what the house takes and what the neighbours take.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WRITERS, DEEDS, THINKING_S = 8, 40, 0.1
GOAL_MS = 50


@dataclass(frozen=True, slots=True)
class Took:
    """
    What one deed took, in ms.

    Attributes:
        clock: As whoever waits for it feels it.
        cpu: Of the processor, here and in PostgreSQL's process.
        unserved: Ready to go on, while the processor served others, here and there.
    """

    clock: float
    cpu: float
    unserved: float


def set_up(folder: str) -> None:
    """Start Django on a database of its own."""
    os.environ.update({"HELEVEJEN_DATA": folder, "HELEVEJEN_DEMO": "0", "HELEVEJEN_PRODUCTION": "0"})
    os.environ["DJANGO_SETTINGS_MODULE"] = "helevejen.config.settings"
    import django

    django.setup()


def writer(folder: str, track_pk: int, deed: str, turnstile: Any, ready: Any, results: Any) -> None:
    """Pass the turn of one track back and forth, and report how long each deed took."""
    set_up(folder)
    from django.db import connection

    from helevejen.cases.models import Track

    pass_once = _by_the_house if deed == "house" else _bare
    track = Track.objects.select_related("case__jobformidler", "open_turn").get(pk=track_pk)
    with turnstile:  # the first deed reads calendars and chains, while it holds the one place of SQLite's writer
        pass_once(track, 0)
    ready.wait(timeout=300)  # nobody's deeds are timed while others still start their Python
    took = []
    for number in range(1, DEEDS + 1):
        time.sleep(THINKING_S)
        before, began = _schedule(connection), time.perf_counter()
        pass_once(track, number)
        clock_ms, after = (time.perf_counter() - began) * 1000, _schedule(connection)
        took.append(Took(clock_ms, after[0] - before[0], after[1] - before[1]))
    connection.close()
    results.put(took)


def _schedule(connection: Any) -> tuple[float, float]:
    """Return the ms for which the processor has served this process and PostgreSQL's for it, and let them stand."""
    _served, unserved = _told(os.getpid())
    served = time.process_time() * 1000  # what the kernel tells of a process that runs is some ms old
    if connection.vendor == "postgresql" and connection.connection is not None:
        there, waited = _told(connection.connection.info.backend_pid)
        return served + there, unserved + waited
    return served, unserved


def _told(pid: int) -> tuple[float, float]:
    told = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()
    return int(told[0]) / 1e6, int(told[1]) / 1e6


def _by_the_house(track: Any, number: int) -> None:
    from helevejen.cases import actions
    from helevejen.cases.enums import Cap, Holder, TurnEvent
    from helevejen.core import clock

    holder = Holder.CITIZEN if number % 2 else Holder.JOBFORMIDLER
    actions.pass_turn(
        track=track,
        by=track.case.jobformidler,
        at=clock.now(),
        event=TurnEvent.DONE,
        step=track.open_turn.step,
        cap=Cap.MENTOR,
        holder=holder,
        holder_user=track.case.jobformidler if holder == Holder.JOBFORMIDLER else None,
    )


def _bare(track: Any, number: int) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO benchmark_turn (track, number) VALUES (%s, %s)", [track.pk, number])
        cursor.execute("UPDATE benchmark_turn SET ended = 1 WHERE track = %s AND number = %s", [track.pk, number - 1])


def tracks() -> list[int]:
    """Make eight cases, each with an open track."""
    from tests.factories.accounts import UserFactory
    from tests.factories.citizens import CitizenFactory
    from tests.factories.whole import whole_case

    staff = [UserFactory() for _ in range(WRITERS + 1)]
    cases = [whole_case(CitizenFactory(), staff[n], staff[n + 1]) for n in range(WRITERS)]
    return [case.tracks.get().pk for case in cases]


def run(folder: str, pks: list[int], deed: str) -> list[Took]:
    """Let all writers write at once; what each deed took, in no order."""
    results: Any = multiprocessing.Queue()
    turnstile, ready = multiprocessing.Lock(), multiprocessing.Barrier(len(pks))
    writers = [multiprocessing.Process(target=writer, args=(folder, pk, deed, turnstile, ready, results)) for pk in pks]
    for one in writers:
        one.start()
    took = [one for _ in writers for one in results.get(timeout=400)]
    for one in writers:
        one.join()
    return took


def disk_words() -> str:
    """Return how the database says it keeps what is committed."""
    from django.db import connection

    asked = (
        ("SHOW fsync", "SHOW synchronous_commit", "SHOW full_page_writes")
        if connection.vendor == "postgresql"
        else ("PRAGMA journal_mode", "PRAGMA synchronous")
    )
    with connection.cursor() as cursor:
        return ", ".join(f"{one.split()[1]} = {cursor.execute(one).fetchone()[0]}" for one in asked)


def main() -> int:
    """Run and print the table; exit 1 when a deed was lost or the goal was missed."""
    multiprocessing.set_start_method("spawn")
    folder = tempfile.mkdtemp(prefix="helevejen-turns-")
    set_up(folder)
    from django.core.management import call_command
    from django.db import connection

    from helevejen.cases.models import Turn

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE benchmark_turn (track bigint, number integer, ended integer DEFAULT 0)")
    pks = tracks()
    print(f"{connection.vendor} ({disk_words()}), {DEEDS} deeds each, {THINKING_S:.1f} s of thinking between")
    print(f"{'deed':<46}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'cpu ms':>9}{'p95 served':>12}{'load':>6}{'kept':>12}")
    p95s, is_all_kept = {}, True
    for name, asked in (
        ("pass_turn, one writer alone", pks[:1]),
        (f"pass_turn, {WRITERS} writers, a case each", pks),
        (f"pass_turn, {WRITERS} writers, one and the same track", pks[:1] * WRITERS),
    ):
        before = Turn.objects.count()
        took = run(folder, asked, "house")
        kept, wanted = Turn.objects.count() - before, len(asked) * (DEEDS + 1)
        p95s[name] = _row(name, took, f"{kept} of {wanted}")
        is_all_kept = is_all_kept and kept == wanted
    _row(f"peer: bare INSERT and UPDATE, {WRITERS} writers", run(folder, pks, "bare"), "")
    return 0 if is_all_kept and list(p95s.values())[1] < GOAL_MS else 1


def _row(name: str, took: list[Took], kept: str) -> float:
    clock = sorted(one.clock for one in took)
    served = sorted(one.clock - one.unserved for one in took)
    p50, p95, most = statistics.median(clock), _p95(clock), clock[-1]
    cpu = statistics.median(one.cpu for one in took)
    figures = f"{p50:>9.1f}{p95:>9.1f}{most:>9.1f}{cpu:>9.1f}{_p95(served):>12.1f}{os.getloadavg()[0]:>6.1f}"
    print(f"{name:<46}{figures}{kept:>12}", flush=True)
    return p95


def _p95(ordered: list[float]) -> float:
    return ordered[int(len(ordered) * 0.95)]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
