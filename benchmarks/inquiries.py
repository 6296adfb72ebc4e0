"""
Half a million inquiries: how long the inbox, the figures, the tending and taking one in take.

    python -m benchmarks.inquiries            # in a temporary folder (SQLite), or in DATABASE_URL if it is empty

Five years of 100,000 a year, 2,000 of them open, on 20 teams of 10. Goal of the house: every read under 300 ms and
taking one in under 50 ms, at the same numbers of queries as with ten inquiries. Judged by the time of the processor,
as pages are, so that a neighbour on the machine does not count; on PostgreSQL its own process is counted too, where it
runs on this machine. The clock stands beside.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

COUNT, OPEN, TEAMS, PEOPLE = 500_000, 2_000, 20, 10
REPEATS = 9
GOAL_MS = {"read": 300, "take one in": 50}


def set_up() -> None:
    """Start Django on an empty database."""
    os.environ["HELEVEJEN_DATA"] = tempfile.mkdtemp(prefix="helevejen-inquiries-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helevejen.config.settings")
    import django  # after the environment

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def make(at: Any) -> tuple[Any, Any]:
    """Lay teams, people and inquiries, and return a member of a team and the team."""
    import numpy as np

    from helevejen.accounts.models import Employment, Team, User

    rng = np.random.default_rng(20_261)
    teams = [Team.objects.create(name=f"Team {n}") for n in range(TEAMS)]
    people = []
    for number in range(TEAMS * PEOPLE):
        role = "team_leader" if number % PEOPLE == 0 else "jobformidler"
        user = User.objects.create(username=f"p{number}", name=f"Person {number}", kind="staff")
        Employment.objects.create(user=user, team=teams[number // PEOPLE], role=role, valid_from=date(2020, 1, 1))
        people.append(user)
    ages = rng.integers(10, 5 * 365 * 24 * 60, COUNT)
    ages[:OPEN] = rng.integers(10, 10 * 24 * 60, OPEN)  # what is open came lately
    minutes = np.minimum(rng.lognormal(5, 1.2, COUNT).astype(int), 30_000)
    who = rng.integers(0, len(people), COUNT)
    lay(people, teams, at, ages, minutes, who)
    return people[1], teams[0]


def lay(people: list[Any], teams: list[Any], at: Any, ages: Any, minutes: Any, who: Any) -> None:
    """Lay the inquiries as finished rows, as the demo does."""
    from django.db import transaction

    from helevejen.inquiries.actions import rows

    topics = ("case", "meeting", "letter", "general", "job", "benefit")
    names = (
        "channel", "sender", "sender_name", "topic", "received_at", "owner", "team", "number", "reply_token",
        "promised_at", "receipt_due_at", "answer_due_at", "solve_due_at", "due_at", "acknowledged_at",
        "receipt_minutes", "answered_at", "answer_minutes", "is_in_time", "solved_at", "solve_minutes", "avoidable",
    )  # fmt: skip

    def row(n: int) -> tuple[object, ...]:
        received, is_open = at - timedelta(minutes=int(ages[n])), n < OPEN
        spent = None if is_open else int(minutes[n])
        done = None if is_open else received
        return (
            "mail", "unknown", "Ib", topics[n % 6], received, people[int(who[n])].pk, teams[int(who[n]) // PEOPLE].pk,
            2, f"{n:020x}", received + timedelta(days=2), received + timedelta(days=1), received + timedelta(days=2),
            received + timedelta(days=5), at + timedelta(hours=n % 90) if is_open else None, received, 0, done, spent,
            None if is_open else bool(minutes[n] < 720), done, spent, "" if n % 5 else "where_is_my_case",
        )  # fmt: skip

    for first in range(0, COUNT, 20_000):
        with transaction.atomic():
            rows.lay_rows("inquiry", names, (row(n) for n in range(first, min(first + 20_000, COUNT))))
        print(f"\r{first}/{COUNT}", end="", file=sys.stderr)
    print(file=sys.stderr)


def medians_ms(deed: Callable[[], object]) -> tuple[float, float]:
    """Return how long a deed takes by the processor and by the clock, the medians of several."""
    from django.db import connection

    from benchmarks.pages import server_ms

    processor, clock = [], []
    for _one in range(REPEATS):
        began, began_here, began_there = time.perf_counter(), time.process_time(), server_ms(connection) or 0.0
        deed()
        clock.append((time.perf_counter() - began) * 1_000)
        here = (time.process_time() - began_here) * 1_000
        processor.append(here + (server_ms(connection) or 0.0) - began_there)
    return statistics.median(processor), statistics.median(clock)


def main() -> int:
    """Make half a million and print the table; return 1 when something takes longer than its goal."""
    set_up()
    from helevejen.core import clock
    from helevejen.inquiries import actions, queries
    from helevejen.inquiries.enums import Box

    at = clock.now()
    began = time.monotonic()
    user, team = make(at)
    print(f"{COUNT:,} inquiries laid in {time.monotonic() - began:.0f} s", file=sys.stderr)
    asked = actions.Asked("phone", "Hvornår er mødet?")
    deeds: dict[str, Callable[[], object]] = {
        "inbox, mine (50 rows)": lambda: queries.rows_of(queries.inbox_of(user, Box.MINE, at)[:50], at),
        "inbox, my team (50 rows)": lambda: queries.rows_of(queries.inbox_of(user, Box.TEAM, at)[:50], at),
        "counts of the boxes": lambda: queries.counts_of(user, at),
        "figures of a team, 12 months": lambda: queries.figures_of(team, at - timedelta(days=365), at),
        "topics of a team, 12 months": lambda: queries.topics_of(team, at - timedelta(days=365)),
        "whom to remind": lambda: queries.ids_to_remind(at),
        "with nobody there": lambda: queries.without_owner(at).count(),
        "take one in": lambda: actions.register_inquiry(
            sender=actions.From(name="Ib"), asked=asked, by=user, at=at, team=team
        ),
    }
    print("| what | goal, ms | processor, ms | clock, ms |\n|---|---|---|---|")
    over = 0
    for name, deed in deeds.items():
        processor, by_clock = medians_ms(deed)
        goal = GOAL_MS["take one in" if name == "take one in" else "read"]
        over += processor > goal
        print(f"| {name} | {goal} | {processor:.1f} | {by_clock:.1f} |", flush=True)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
