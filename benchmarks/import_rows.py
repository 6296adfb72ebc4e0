"""
How long `helevejen import` takes for 100,000 rows: read, checked, compared, encrypted and laid.

    python -m benchmarks.import_rows                                     # SQLite
    python -m tests.support.postgres python -m benchmarks.import_rows    # PostgreSQL

Goal of the house: under 60 s. Half of the rows are citizens, the rest their target groups, benefits, assignments (each
opens a case) and notes. Every file is loaded twice; the second time nothing may change. ROWS sets the number of rows.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROWS = int(os.environ.get("ROWS", "100000"))
ON = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
PROMISE_SECONDS = 60


def main() -> int:
    """Write the files, load them twice and print the table."""
    folder = Path(tempfile.mkdtemp(prefix="helevejen-import-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "helevejen.config.settings"
    os.environ.update({"HELEVEJEN_DATA": str(folder / "data"), "HELEVEJEN_DEMO": "0", "HELEVEJEN_PRODUCTION": "0"})
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from helevejen.core.acting import system_acting
    from helevejen.tasks.imports.loading import load, read_files

    call_command("migrate", verbosity=0, skip_checks=True)
    paths = write_files(folder, ROWS)
    print(f"{connection.vendor}, {ROWS} rows in {len(paths)} files\n")
    names = ("read and check", "compare and lay", "total", "processor", "created", "unchanged")
    print(" " * 10 + "".join(f"{name:>{width}}" for name, width in zip(names, (16, 17, 9, 11, 10, 11), strict=True)))
    worst = 0.0
    for name in ("first", "again"):
        began, busy = time.perf_counter(), time.process_time()
        content = read_files(paths)
        read = time.perf_counter() - began
        with system_acting("import", reason="benchmark"):
            report = load(content, on=ON, at=AT)
        total, busy = time.perf_counter() - began, time.process_time() - busy
        if report.faults:
            print("\n".join(map(str, report.faults.shown[:10])))
            return 1
        created, unchanged = (sum(getattr(count, what) for count in report.counts) for what in ("created", "unchanged"))
        print(f"{name:10}{read:14.1f} s{total - read:15.1f} s{total:7.1f} s{busy:9.1f} s{created:>10}{unchanged:>11}")
        worst = max(worst, total)
    print(f"\npromised: under {PROMISE_SECONDS} s; {'kept' if worst < PROMISE_SECONDS else 'BROKEN'}")
    return 0 if worst < PROMISE_SECONDS else 1


def write_files(folder: Path, rows: int) -> list[Path]:
    """Write made-up extracts with that many rows in all."""
    from helevejen.core import cpr

    citizens, staff = rows // 2, 200
    rest = (rows - citizens - staff) // 4
    born = [date(1960, 1, 2) + timedelta(days=n % 15_000) for n in range(citizens)]
    born = [day + timedelta(days=1) if (day.day, day.month) == (1, 1) else day for day in born]
    numbers = [cpr.made_up(day, n // 15_000 * 3 + n % 3) for n, day in enumerate(born)]
    seen: set[str] = set()
    numbers = [number if number not in seen and not seen.add(number) else "" for number in numbers]  # type: ignore[func-returns-value]
    everybody = range(citizens)
    text = "Vi talte om ugen. " * 20
    files = {
        "medarbejder_id brugernavn navn team rolle fra": (
            [f"M{n}", f"m{n}", f"Medarbejder {n}", f"Team {n % 14}", "jobformidler", "01-01-2020"] for n in range(staff)
        ),
        "borger_id cpr fornavn efternavn fødselsdato adresse postnummer by tolk": (
            [
                f"B{n}",
                numbers[n],
                "Anne-Marie",
                f"Ågård {n}",
                f"{born[n]:%d-%m-%Y}",
                f"Vej {n % 400}",
                "7000",
                "By",
                "nej",
            ]
            for n in everybody
        ),
        "periode_id borger_id målgruppe fra til": (
            [f"G{n}", f"B{n}", n % 13 + 1, "01-03-2024", "31-12-2025" if n % 2 else ""] for n in range(rest)
        ),
        "periode_id borger_id ydelse fra": ([f"Y{n}", f"B{n}", "kontanthjælp", "01.07.2025"] for n in range(rest)),
        "tilknytning_id borger_id medarbejder_id vikar_id fra": (
            [f"T{n}", f"B{n}", f"M{n % staff}", f"M{(n + 1) % staff}", "2025-02-01"] for n in range(rest)
        ),
        "kontakt_id borger_id medarbejder_id tidspunkt kasket overskrift tekst": (
            [f"N{n}", f"B{n}", f"M{n % staff}", "14-10-2025 13:45", "mentor", "Opfølgning", text]
            for n in range(rows - citizens - staff - 3 * rest)
        ),
    }
    return [_write(folder / f"{place}.csv", header, lines) for place, (header, lines) in enumerate(files.items())]


def _write(path: Path, header: str, rows: object) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header.split())
        writer.writerows(rows)  # type: ignore[arg-type]
    return path


if __name__ == "__main__":
    sys.exit(main())
