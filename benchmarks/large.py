"""
The large municipality the page benchmarks run on: 50,000 citizens, 10,000 active cases, over a million turns.

    python -m benchmarks.large           # makes it in var/benchmark (SQLite) or in DATABASE_URL; minutes, once

Made by the demo's generator with scale 3.6; citizens without a case fill up to 50,000. Then come 2,000 job orders with
profiles, proposals and places at work (`large_market`, `large_work`); they are added to one that was made before them.
Then a night passes: what is counted at night is counted, and PostgreSQL counts its tables and notes which pages of
them all may read, as autovacuum does in a server that has run for an hour.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

CITIZENS = 50_000
SCALE = "3.6"
DAY = "2026-11-20"
#: The citizen who signs in.
CITIZEN = "amina.holm"


def set_up() -> None:
    """Start Django on the benchmark's own data folder, in demo mode so that the second factor is not asked for."""
    folder = Path(os.environ.get("HELEVEJEN_BENCHMARK_DATA", "var/benchmark")).resolve()
    os.environ.update({"HELEVEJEN_DATA": str(folder), "HELEVEJEN_DEMO": "1", "HELEVEJEN_PRODUCTION": "0"})
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helevejen.config.settings")
    import django  # after the environment

    django.setup()


def make() -> dict[str, int]:
    """Make the municipality unless it is there; return how much of each there is."""
    from django.core.management import call_command

    from benchmarks import large_market, large_work
    from helevejen.accounts import queries

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if not queries.is_demo_database():
        began = time.monotonic()
        call_command("demo", "load", "--scale", SCALE, "--on", DAY)
        fill_up()
        print(f"made in {time.monotonic() - began:.0f} s", file=sys.stderr)
    if not large_work.is_whole():
        began = time.monotonic()
        days = large_market.calendar()
        large_market.make_market(days)
        large_work.make_work(days)
        pass_a_night()
        print(f"work and a night added in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return counts() | large_market.counts() | large_work.counts()


def fill_up() -> None:
    """Add citizens without a case until there are 50,000."""
    from helevejen.citizens.models import Citizen
    from helevejen.core import clock
    from helevejen.core.text import search_key

    missing = CITIZENS - Citizen.objects.count()
    at = clock.now()
    Citizen.objects.bulk_create(
        (
            Citizen(
                given_name=f"Navn{n % 997}",
                family_name=f"Efternavn{n}",
                search_key=search_key(f"Navn{n % 997} Efternavn{n}"),
                registered_at=at,
            )
            for n in range(max(missing, 0))
        ),
        batch_size=5_000,
    )


def pass_a_night() -> None:
    """Do what the night does for the pages, on the day the municipality shows."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from django.core.management import call_command
    from django.db import connection

    from helevejen.core import clock

    with clock.frozen(datetime.fromisoformat(f"{DAY}T02:10").replace(tzinfo=ZoneInfo("Europe/Copenhagen"))):
        call_command("calendar", "recompute")
        call_command("flow", "count")
        call_command("forecast", "score")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def busiest_jobformidler() -> int:
    """Return the number of whoever follows most, who is measured."""
    from django.db.models import Count

    from helevejen.cases.models import Case

    each = Case.objects.open().values("jobformidler").annotate(n=Count("pk")).order_by("-n", "jobformidler")
    return int(each[0]["jobformidler"])


def measured_cases() -> list[Any]:
    """Return the cases pages are asked for: the longest of that jobformidler, the signed-in citizen's, three more."""
    from django.db.models import Count

    from helevejen.cases.models import Case

    cases = Case.objects.open().select_related("citizen__user", "jobformidler")
    own = cases.filter(jobformidler=busiest_jobformidler())
    longest = own.annotate(n=Count("notes")).order_by("-n", "pk").first()
    found = [longest, cases.filter(citizen__user__username=CITIZEN).first(), *own.order_by("pk")[:3]]
    return list({case.pk: case for case in found if case}.values())


def counts() -> dict[str, int]:
    """Return the rows that say how large it is."""
    from helevejen.cases.models import Case, Meeting, Note, Turn
    from helevejen.citizens.models import Citizen

    return {
        "citizens": Citizen.objects.count(),
        "active cases": Case.objects.open().count(),
        "turns": Turn.objects.count(),
        "meetings": Meeting.objects.count(),
        "notes": Note.objects.count(),
    }


def main() -> int:
    """Make it and say how large it is."""
    set_up()
    from django.db import connection

    print(connection.vendor, *(f"{number:,} {what}" for what, number in make().items()), sep="  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
