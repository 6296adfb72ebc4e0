"""
What every page costs in the large municipality: queries, SQL, Python, HTML.

    python -m benchmarks.pages                                            # SQLite
    python -m tests.support.postgres python -m benchmarks.pages           # PostgreSQL
    python -m benchmarks.pages lead: my_day                               # only addresses with one of these in the name

The pages are read from the URL configuration, so that a new one is measured without being named here. What is never
measured stands in `NEVER` with its reason; an address for which neither an answer nor a reason is found ends the run
with 1, as a page over a goal does. Each page is asked for by the first of the people who gets it: the jobformidler who
follows most, the leader of that team, then one of every other role; and about the case of that jobformidler with most
notes, or what hangs on it.

Goal of the house: at most 15 queries, 60 ms of Python, 30 ms of SQL, 100 KiB of HTML. Every SELECT counts, those of
session, account and employment too; the transaction and the log's row stand beside. Medians of seven requests after two
to warm up. Python and SQL are judged by the time of the processor, so that a neighbour on the machine does not count:
Python outside the database's calls; SQLite within them; PostgreSQL in its own process, as the kernel tells it, where it
runs on this machine. What SQL took by the clock stands beside.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice, product
from pathlib import Path
from typing import Any

from benchmarks import large

WARM_UP, ROUNDS = 2, 7
GOALS = {"queries": 15, "python_ms": 60.0, "sql_cpu_ms": 30.0, "kib": 100.0}
_NO_READ = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "INSERT")  # the transaction and the log row of the page

#: Addresses that are never measured, and why.
NEVER = {
    "health": "answers a machine that watches, in three words, and is not well while no worker runs",
    "public:citizen_returned": "comes back from the provider of MitID, which is not set up here",
    "public:citizen_sign_in": "leads to the provider of MitID, which is not set up here",
    "public:company_returned": "comes back from the provider, which is not set up here",
    "public:company_sign_in": "leads to the provider, which is not set up here",
    "public:demo_enter": "signs somebody in: the demo alone has it",
    "public:password_choose": "shows a form, no rows, and only to whom a link was sent",
    "shared:gallery": "shows components, no rows",
    "shared:gallery_as": "shows components, no rows",
    "shared:gallery_confirm": "shows components, no rows",
    "shared:gallery_deed": "shows components, no rows",
}
#: Addresses for which the generated municipality holds no example, and what is missing.
NO_EXAMPLE = {
    "citizen:inquiry_read": "an inquiry of the citizen who signs in that is no dialogue",
    "citizen:follow_up_stop": "a job with agreed follow-up of the citizen who signs in",
    "citizen:handover_answer": "a change under way of the citizen who signs in",
    "citizen:hearing_answer": "a hearing under way of the citizen who signs in",
    "company:inquiry_read": "an inquiry of the company that signs in",
    "company:turn_answer": "a turn of the company that signs in",
    "desk:attachment_read": "a mail with a file",
    "desk:deadline_notice_drop": "a letter about a new date that waits",
    "desk:deadline_notice_send": "a letter about a new date that waits",
    "desk:case_open": "a citizen found by number in the search just before",
    "desk:message_answer": "a message that waits for its answer",
    "lead:absence_cancel": "an absence to come on the leader's team",
    "lead:correction_answer": "a correction of the books that waits for a second person",
    "desk:exemption_review": "an exemption that stands in one of the cases that are tried",
    "lead:conflict_end": "a declared conflict of interest",
    "lead:glass_review": "a use of emergency access",
    "lead:person_name": "a specially protected citizen of the team",
}
#: Whole rooms of which the generated municipality holds nothing, by how their addresses begin, and what is missing.
NO_EXAMPLE_ROOM = {
    "citizen:opening_": "a list of jobs the citizen who signs in has said no to, or not yet",
    "desk:doubt_": "something a citizen says does not fit in a placement",
    "desk:track_placement": "a track of one of the cases tried that a placement has: it leads on",
}
#: Pages held to no goal but the number of queries not growing with rows, and why. They are measured all the same.
FREE = {
    "citizen:own_data": "everything about one person in one answer, a query for each table; asked for once",
    "citizen:own_data_file": "the same as a file",
    "desk:orders_export": "every open order of the municipality in one file",
    "lead:departure_plan": "a form with two choices for every case of somebody who leaves",
}
#: What is asked for at an address that shows little before it is asked.
QUESTIONS = {"lead:absence_plan": "?first_day=2026-11-23&last_day=2026-11-27"}
#: What an address answers that has no page of its own: a way elsewhere, nothing to tell, only for doing something.
NO_PAGE = {204, 301, 302, 405}
MOST_TRIES = 60


@dataclass
class Cost:
    """What one request took."""

    queries: int = 0
    frame_queries: int = 0
    sql_ms: float = 0.0
    sql_cpu_ms: float = 0.0
    calls_cpu_ms: float = 0.0
    python_ms: float = 0.0
    kib: float = 0.0

    @property
    def is_over(self) -> bool:
        return any(getattr(self, name) > most for name, most in GOALS.items())


@contextmanager
def watched(cost: Cost) -> Iterator[None]:
    """Count and time what the database is asked."""
    from django.db import connection

    def ask(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        began, began_cpu, began_there = time.perf_counter(), time.process_time(), server_ms(connection)
        try:
            return execute(sql, params, many, context)
        finally:
            clock_ms, here_ms = (time.perf_counter() - began) * 1000, (time.process_time() - began_cpu) * 1000
            ended_there = server_ms(connection)
            cost.sql_ms += clock_ms
            cost.calls_cpu_ms += here_ms
            cost.sql_cpu_ms += here_ms if ended_there is None else ended_there - (began_there or ended_there)
            if sql.startswith(_NO_READ):
                cost.frame_queries += 1
            else:
                cost.queries += 1

    with connection.execute_wrapper(ask):
        yield


def server_ms(connection: Any) -> float | None:
    """Return the processor's time of PostgreSQL's process for this connection; None when there is none here."""
    if connection.vendor != "postgresql" or connection.connection is None:
        return None
    try:
        told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text(encoding="ascii")
    except OSError:
        return None
    return int(told.split()[0]) / 1e6


def measured(client: Any, path: str) -> Cost:
    """Return the medians of one page."""
    costs = []
    for _ in range(WARM_UP + ROUNDS):
        cost = Cost()
        with watched(cost):
            began_cpu = time.process_time()
            answer = client.get(path)
            whole_ms = (time.process_time() - began_cpu) * 1000
        cost.python_ms = whole_ms - cost.calls_cpu_ms
        cost.kib = len(answer.getvalue()) / 1024
        costs.append(cost)
    kept = costs[WARM_UP:]
    medians = {
        name: statistics.median(getattr(cost, name) for cost in kept) for name in ("sql_ms", "sql_cpu_ms", "python_ms")
    }
    return replace(kept[-1], **medians)


def people() -> dict[str, Any]:
    """Return who asks, in the order in which they are tried: by what they are."""
    from helevejen.accounts.enums import Role, UserKind
    from helevejen.accounts.models import Employment, User

    now = Employment.objects.filter(valid_until__isnull=True).select_related("user")
    jobformidler = User.objects.get(pk=large.busiest_jobformidler())
    team = now.get(user=jobformidler).team_id
    found = {"jobformidler": jobformidler, "leader": now.get(team=team, role=Role.TEAM_LEADER).user}
    for role in Role:
        if role not in {Role.JOBFORMIDLER, Role.TEAM_LEADER} and (one := now.filter(role=role).order_by("pk").first()):
            found[str(role)] = one.user
    found["citizen"] = User.objects.get(username=large.CITIZEN)
    found["company"] = User.objects.filter(kind=UserKind.COMPANY).order_by("pk").first()
    return {name: user for name, user in found.items() if user} | {"anybody": None}


class Examples:
    """
    What to try for each parameter of an address: of the longest case first, then of any, one in each state.

    A citizen is asked about their own case, and a company about its own.
    """

    def __init__(self, who: dict[str, Any]) -> None:
        from helevejen.companies.models import Contact

        self.cases = large.measured_cases()
        self.own_case = next((case for case in self.cases if case.citizen.user == who["citizen"]), None)
        self.company = Contact.objects.filter(user=who["company"]).values_list("company", flat=True).first()
        self.team = [user.pk for name, user in who.items() if name in {"jobformidler", "leader"}]
        self._known: dict[tuple[str, str], list[int]] = {}

    def of(self, name: str, surface: str) -> Sequence[int | str]:
        if name in _WORDS:
            return _WORDS[name]
        if (surface, name) not in self._known:
            self._known[surface, name] = list(dict.fromkeys(self._found(name.removesuffix("_id"), surface)))
        return self._known[surface, name]

    def _found(self, word: str, surface: str) -> Iterator[int]:
        from django.apps import apps
        from django.db.models import Count, QuerySet

        from helevejen.citizens.models import Citizen

        if word == "case":
            yield from (case.pk for case in self.cases)
        elif word == "citizen":
            yield from (case.citizen_id for case in self.cases)
            waiting = Citizen.objects.filter(cases__isnull=True).order_by("-pk")
            yield from waiting.values_list("pk", flat=True)[:1]
        elif word == "user":
            yield from self.team
        else:
            model = _MODELS.get(word, word.replace("_", ""))
            found = next((one for one in apps.get_models() if one.__name__.lower() == model), None)
            if found is None:
                return  # a parameter that names no row of ours: the address is told of as not found
            rows = QuerySet(found)
            if word == "order" and surface == "desk":
                yield from rows.annotate(n=Count("proposals")).order_by("-n", "pk").values_list("pk", flat=True)[:1]
            for condition in self._near(rows.model, surface):
                yield from _one_of_each_state(rows.filter(**condition))
            yield from _one_of_each_state(rows)

    def _near(self, model: Any, surface: str) -> list[dict[str, Any]]:
        """Return the conditions under which a row hangs on one of the cases, or on whoever signs in."""
        names = {field.name for field in model._meta.get_fields()}
        if surface == "company" and names & {"company", "order"}:
            return [{"company" if "company" in names else "order__company": self.company}]
        if surface == "citizen" and names & {"case", "citizen"} and self.own_case:
            return [{"case": self.own_case} if "case" in names else {"citizen": self.own_case.citizen_id}]
        if "case" in names:
            return [*({"case": case} for case in self.cases), {"case__jobformidler": self.team[0]}]
        if "track" in names:
            return [{"track__case": case} for case in self.cases]
        if "citizen" in names:
            return [{"citizen": case.citizen_id} for case in self.cases]
        return []


#: Parameters that are words and name no row.
_WORDS = {"kind": ("work_trial",), "topic": ("occupation_wished", "skill", "hours")}
#: Parameters that are called otherwise than their models.
_MODELS = {
    "canned": "cannedanswer",
    "conflict": "conflictofinterest",
    "contact": "companycontact",
    "fact": "profilefact",
    "glass": "breakglass",
    "order": "joborder",
    "pause": "clockpause",
    "payment": "entry",
    "step": "planstep",
}


def _one_of_each_state(rows: Any) -> Iterator[int]:
    names = {field.name for field in rows.model._meta.get_fields()}
    told = [name for name in ("state", "kind", "closed_at", "ended_at", "valid_until") if name in names][:1]
    if not told:
        yield from rows.order_by("-pk").values_list("pk", flat=True)[:2]
        return
    if told[0].endswith(("_at", "_until")):
        for is_open in (True, False):
            yield from rows.filter(**{f"{told[0]}__isnull": is_open}).order_by("-pk").values_list("pk", flat=True)[:2]
        return
    states = rows.order_by(told[0]).values_list(told[0], flat=True).distinct()
    for state in states:
        yield from rows.filter(**{told[0]: state}).order_by("-pk").values_list("pk", flat=True)[:1]


def paths_of(address: Any, examples: Examples) -> Iterator[str]:
    """Return the paths at which an address may answer."""
    from django.urls import reverse

    surface = address.name.partition(":")[0]
    choices = [examples.of(name, surface) for name in address.parameters]
    for values in islice(product(*choices), 12):
        path = reverse(address.name, kwargs=dict(zip(address.parameters, values, strict=True)))
        yield path + QUESTIONS.get(address.name, "")


def found_at(address: Any, clients: dict[str, Any], examples: Examples) -> tuple[str, str, int]:
    """Return who gets a page at an address, its path and the status; without one, the most telling refusal."""
    refusals: list[tuple[str, str, int]] = []
    for path in paths_of(address, examples):
        for who, client in clients.items():
            status = client.get(path).status_code
            if status == 200:
                return who, path, status
            refusals.append((who, path, status))
            if len(refusals) >= MOST_TRIES:
                break
    closed = [one for one in refusals if one[2] not in {302, 403, 404}]
    return (closed or refusals or [("", "", 404)])[0]


def main(words: list[str]) -> int:
    """Measure and print the table; exit 1 when a page is over a goal or was not found."""
    large.set_up()
    from django.db import connection
    from django.test import Client

    from tests.support.urls import addresses

    print(connection.vendor, *(f"{number:,} {what}" for what, number in large.make().items()), sep="  ")
    who = people()
    clients: dict[str, Any] = {}
    for name, user in who.items():
        clients[name] = Client(headers={"host": "localhost"})
        if user is not None:
            clients[name].force_login(user, "django.contrib.auth.backends.ModelBackend")
    _print("page", "asked by", ("queries", "+log", "Python ms", "SQL ms", "by clock", "HTML KiB"))
    over, missing, elsewhere, count = [], [], 0, 0
    examples = Examples(who)
    with _today():
        for address in sorted(addresses(), key=lambda one: one.name):
            if not address.is_ours or address.name in NEVER or not _is_asked_for(address.name, words):
                continue
            asked_by, path, status = found_at(address, clients, examples)
            if status != 200:
                elsewhere += status in NO_PAGE and status != 302
                if status not in NO_PAGE and address.name not in NO_EXAMPLE and not _room_of(address.name):
                    missing.append(f"{address.name} ({status})")
                continue
            cost = measured(clients[asked_by], path)
            count += 1
            word = ("free" if address.name in FREE else "over") if cost.is_over else ""
            over += [address.name] if word == "over" else []
            _print(address.name, asked_by, _figures(cost), word)
    _print("goal", "", (str(GOALS["queries"]), "", "60.0", "30.0", "", "100.0"))
    print(f"{count} pages, {len(over)} over a goal; {elsewhere} addresses only for doing something")
    reasons = ("never measured", NEVER), ("no example", NO_EXAMPLE | NO_EXAMPLE_ROOM), ("held to no goal", FREE)
    for word, names in reasons:
        for name, why in names.items():
            print(f"{word}: {name}: {why}")
    for one in missing:
        print(f"no example found: {one}")
    return 1 if over or missing else 0


def _room_of(name: str) -> str:
    """Return why a whole room of addresses has no example, empty when it is no such."""
    return next((why for begins, why in NO_EXAMPLE_ROOM.items() if name.startswith(begins)), "")


def _is_asked_for(name: str, words: list[str]) -> bool:
    return not words or any(word in name for word in words)


def _figures(cost: Cost) -> tuple[str, ...]:
    times = (f"{one:.1f}" for one in (cost.python_ms, cost.sql_cpu_ms, cost.sql_ms, cost.kib))
    return (str(cost.queries), str(cost.frame_queries), *times)


def _print(name: str, asked_by: str, figures: tuple[str, ...], more: str = "") -> None:
    widths = (9, 6, 11, 9, 11, 10)
    print(
        f"{name:<32}{asked_by:<15}"
        + "".join(f"{one:>{width}}" for one, width in zip(figures, widths, strict=True))
        + (f"  {more}" if more else ""),
        flush=True,
    )


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
    sys.exit(main(sys.argv[1:]))
