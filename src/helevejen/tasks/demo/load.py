"""Lay the generated rows into an empty database, and take them all out again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from math import ceil
from types import ModuleType
from typing import Any

from django.core.management import call_command
from django.db import transaction

from helevejen.accounts import queries as account_queries
from helevejen.accounts.actions import rows as account_rows
from helevejen.audit import actions as audit_actions
from helevejen.caseload.actions import rows as caseload_rows
from helevejen.cases.actions import rows as case_rows
from helevejen.citizens.actions import rows as citizen_rows
from helevejen.companies.actions import rows as company_rows
from helevejen.core import bulk
from helevejen.core.db import flushing
from helevejen.inquiries.actions import rows as inquiry_rows
from helevejen.ledger.actions import rows as ledger_rows
from helevejen.places.actions import lay_centres
from helevejen.profiles.actions import rows as profile_rows
from helevejen.recruitment.actions import rows as order_rows
from helevejen.tasks.demo.cast import PEOPLE
from helevejen.tasks.demo.chance import Chance
from helevejen.tasks.demo.days import Days
from helevejen.tasks.demo.law import keep_the_law
from helevejen.tasks.demo.municipality import make_municipality, stories_of
from helevejen.tasks.demo.rows import TABLES, Book
from helevejen.tasks.demo.scenes import play
from helevejen.tasks.demo.sizes import size_of
from helevejen.tasks.esco.starter import read_starter
from helevejen.tasks.places.reading import STARTER_DATED, STARTER_SOURCE
from helevejen.tasks.places.reading import read_starter as read_towns
from helevejen.taxonomy.actions import lay_classification, lay_nearness
from helevejen.taxonomy.run import nearness

_HOME: dict[str, ModuleType] = {
    "accounts": account_rows,
    "audit": audit_actions,
    "caseload": caseload_rows,
    "cases": case_rows,
    "citizens": citizen_rows,
    "companies": company_rows,
    "inquiries": inquiry_rows,
    "ledger": ledger_rows,
    "profiles": profile_rows,
    "recruitment": order_rows,
}
_STORIES_AT_A_TIME = 500

Tell = Callable[[str, int, int], None]


class UnableToLoadDemo(Exception):
    """The database holds people the demo did not make."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What the demo is asked for.

    Attributes:
        share: Of one municipality; above 1 whole ones are made, and a smaller one of what is left.
        on: The day it shows.
    """

    seed: int
    share: float
    on: date
    years: int = 2


def load_demo(wanted: Wanted, *, at: datetime, tell: Tell = lambda _what, _done, _of: None) -> dict[str, int]:
    """
    Make the demo and lay it into the database, whole or not at all; return the count of rows by table.

    Raises:
        UnableToLoadDemo: there are accounts already. Nothing has been written.
    """
    if account_queries.is_peopled():
        raise UnableToLoadDemo
    counts: dict[str, int] = {}
    with bulk.with_room(), transaction.atomic():
        _mark(wanted, at)
        book, chance, days = Book(), Chance(wanted.seed), Days(wanted.on, wanted.years)
        number_of = ceil(wanted.share) if wanted.share > 1 else 1
        for number in range(number_of):
            share = min(1.0, wanted.share - number)
            world = make_municipality(book, chance, days, size_of(share, wanted.years), number)
            for nth, story in enumerate(stories_of(world), start=1):
                play(story)
                if nth % _STORIES_AT_A_TIME == 0:
                    _lay(book, counts)
                    tell("cases", number * 1_000_000 + nth, 0)
            _lay(book, counts)
            tell("municipalities", number + 1, number_of)
        for app, table in TABLES.values():
            _HOME[app].catch_up(table)
        counts |= keep_the_law(chance, wanted.on)
        lay_classification(read_starter())
        lay_centres(read_towns(), source=STARTER_SOURCE, on=STARTER_DATED)
        lay_nearness(nearness())
    return counts


def remove_demo() -> None:
    """
    Empty every table of a database the demo made.

    Raises:
        UnableToLoadDemo: the demo did not make it. Nothing has been removed.
    """
    if not account_queries.is_demo_database():
        raise UnableToLoadDemo
    with flushing():
        call_command("flush", interactive=False, verbosity=0)


def _mark(wanted: Wanted, at: datetime) -> None:
    people = [dict(zip(("username", "name", "role", "line"), person, strict=True)) for person in PEOPLE]
    settings = asdict(wanted) | {"on": wanted.on.isoformat()}
    account_rows.lay_rows(
        "installation", ("id", "made_by", "made_at", "settings", "people"), [(1, "demo", at, settings, people)]
    )


def _lay(book: Book, counts: dict[str, int]) -> None:
    laid: dict[type[Any], list[Any]] = book.empty()
    for kind, (app, table) in TABLES.items():
        if some := laid.get(kind):
            name = f"{app}.{table}"
            counts[name] = counts.get(name, 0) + _HOME[app].lay_rows(table, kind._fields, some)
