"""
What every list and file page costs in the large municipality: queries, Python, SQL, HTML.

    python -m benchmarks.pages                                            # SQLite
    python -m tests.support.postgres python -m benchmarks.pages           # PostgreSQL

Goal of the house: at most 15 queries, 60 ms of Python, 30 ms of SQL, 100 KiB of HTML; the number of queries does not
grow with rows. Every SELECT counts, those of session, account and employment too; transaction and log row beside.
Medians of seven requests after two to warm up; Python is the
process's own time outside the database's calls, so that a neighbour on the machine does not count.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks import large

WARM_UP, ROUNDS = 2, 7
GOALS = {"queries": 15, "python_ms": 60.0, "sql_ms": 30.0, "kib": 100.0}
_NO_READ = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "INSERT")  # the transaction and the log row of the page


@dataclass
class Cost:
    """What one request took."""

    queries: int = 0
    frame_queries: int = 0
    sql_ms: float = 0.0
    sql_cpu_ms: float = 0.0
    python_ms: float = 0.0
    kib: float = 0.0
    status: int = 0


@contextmanager
def watched(cost: Cost) -> Iterator[None]:
    """Count and time what the database is asked."""
    from django.db import connection

    def ask(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        began, began_cpu = time.perf_counter(), time.process_time()
        try:
            return execute(sql, params, many, context)
        finally:
            cost.sql_ms += (time.perf_counter() - began) * 1000
            cost.sql_cpu_ms += (time.process_time() - began_cpu) * 1000
            if sql.startswith(_NO_READ):
                cost.frame_queries += 1
            else:
                cost.queries += 1

    with connection.execute_wrapper(ask):
        yield


def measured(client: Any, path: str) -> Cost:
    """Return the medians of one page."""
    costs = []
    for _ in range(WARM_UP + ROUNDS):
        cost = Cost()
        with watched(cost):
            began_cpu = time.process_time()
            answer = client.get(path)
            whole_ms = (time.process_time() - began_cpu) * 1000
        cost.python_ms = whole_ms - cost.sql_cpu_ms
        cost.kib, cost.status = len(answer.content) / 1024, answer.status_code
        costs.append(cost)
    kept = costs[WARM_UP:]
    return Cost(
        queries=kept[-1].queries,
        frame_queries=kept[-1].frame_queries,
        sql_ms=statistics.median(cost.sql_ms for cost in kept),
        python_ms=statistics.median(cost.python_ms for cost in kept),
        kib=kept[-1].kib,
        status=kept[-1].status,
    )


_OF_MY_OWN = (
    ("Min dag", "my_day"),
    ("Min sagsstamme", "my_caseload"),
    ("Overdragelser", "handover_list"),
    ("Mine tal", "my_figures"),
    ("Mine opslag", "own_looks"),
)
_OF_THE_CASE = (
    ("Sagen", "case_detail"),
    ("Samtaler", "case_meetings"),
    ("Afgørelser", "case_decisions"),
    ("Job og virksomheder", "case_jobs"),
    ("Fakta", "case_facts"),
)
_OF_THE_TEAM = (
    ("Holdets tavle", "team_board"),
    ("Holdets sager", "team_cases"),
    ("Holdets ventetid", "team_turns"),
    ("Holdets skift", "team_changes"),
    ("Hvem er væk", "who_is_away"),
    ("Nye borgere", "new_citizens"),
    ("Nødadgange", "glasses"),
)
_OF_THE_CITIZEN = (
    ("Min vej", "my_path"),
    ("Mine ønsker", "my_wishes"),
    ("Aftaler", "my_meetings"),
    ("Skrevet om mig", "my_notes"),
    ("Hvem har set", "looks_at_me"),
)


def _leader_of(username: str) -> str:
    """Return the sign-in name of the leader of somebody's team."""
    from helevejen.accounts.models import Employment

    team = Employment.objects.get(user__username=username, valid_until__isnull=True).team_id
    return Employment.objects.get(team=team, role="team_leader", valid_until__isnull=True).user.username


def pages() -> list[tuple[str, str, str]]:
    """Return (who, what, path) of every page: the busiest jobformidler, the longest file, a leader, a citizen."""
    from django.db.models import Count
    from django.urls import reverse

    from helevejen.cases.models import Case

    jens = Case.objects.open().values("jobformidler__username").annotate(n=Count("pk")).order_by("-n").first()
    who = jens["jobformidler__username"] if jens else "jens.bro"
    longest = (
        Case.objects.open().filter(jobformidler__username=who).annotate(n=Count("notes")).order_by("-n", "pk").first()
    )
    case_pk = longest.pk if longest else 0
    leader = _leader_of(who)
    return [
        *((who, what, reverse(f"desk:{name}")) for what, name in _OF_MY_OWN),
        *((who, what, reverse(f"desk:{name}", args=[case_pk])) for what, name in _OF_THE_CASE),
        (who, "Hvem kan se borgeren", reverse("desk:citizen_access", args=[longest.citizen_id if longest else 0])),
        *((leader, what, reverse(f"lead:{name}")) for what, name in _OF_THE_TEAM),
        ("karen.munk", "Logkontrol", reverse("lead:log_control")),
        *(("amina.holm", what, reverse(f"citizen:{name}")) for what, name in _OF_THE_CITIZEN),
    ]


def main() -> int:
    """Measure and print the table; exit 1 when a page is over a goal."""
    large.set_up()
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client

    print(connection.vendor, *(f"{number:,} {what}" for what, number in large.make().items()), sep="  ")
    print(f"{'page':<24}{'status':>7}{'queries':>9}{'+log':>8}{'Python ms':>11}{'SQL ms':>9}{'HTML KiB':>10}")
    over = 0
    with _today():
        for username, what, path in pages():
            client = Client(headers={"host": "localhost"})
            client.force_login(
                get_user_model().objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
            )
            cost = measured(client, path)
            is_over = (
                cost.queries > GOALS["queries"]
                or cost.python_ms > GOALS["python_ms"]
                or cost.sql_ms > GOALS["sql_ms"]
                or cost.kib > GOALS["kib"]
                or cost.status != 200
            )
            over += is_over
            print(
                f"{what:<24}{cost.status:>7}{cost.queries:>9}{cost.frame_queries:>8}{cost.python_ms:>11.1f}"
                f"{cost.sql_ms:>9.1f}{cost.kib:>10.1f}{'  over' if is_over else ''}"
            )
    print(
        f"{'goal':<24}{200:>7}{GOALS['queries']:>9}{'':>8}{GOALS['python_ms']:>11.1f}{GOALS['sql_ms']:>9.1f}{GOALS['kib']:>10.1f}"
    )
    return 1 if over else 0


@contextmanager
def _today() -> Iterator[None]:
    """Stand at the morning of the day the municipality shows."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from helevejen.core import clock

    morning = datetime.fromisoformat(f"{large.DAY}T08:30").replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
    with clock.frozen(morning):
        yield


if __name__ == "__main__":
    sys.exit(main())
