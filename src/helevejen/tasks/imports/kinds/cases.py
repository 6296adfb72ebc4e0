"""Which case a note or a meeting belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from helevejen.cases.queries.imports import KnownCase, cases_of
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.plans import Known
from helevejen.tasks.imports.records import Record


def find_cases(records: Iterable[Record], known: Known) -> None:
    """Look up the cases of the citizens some records are about."""
    wanted = {
        pk: name
        for name in {record["borger_id"] for record in records}
        if name not in known.cases and (pk := known.citizens[name].pk) is not None
    }
    for pk, cases in cases_of(wanted).items():
        known.cases[wanted[pk]] = list(cases)


def has_case(record: Record, known: Known, faults: Faults, *, must_be_open: bool = False) -> bool:
    """Return whether the citizen has a case, here or among the assignments of the import, and tell when not."""
    name = record["borger_id"]
    cases, ways = known.cases.get(name, []), known.ways.get(name, [])
    if not must_be_open and (cases or ways):
        return True
    if any(case.closed_at is None for case in cases) or any(way.is_open for way in ways):
        return True
    if name in known.tried.get("tilknytninger", ()):
        return False  # its own row has a fault
    problem = _("Borgeren %(id)s har ingen åben sag.") if must_be_open else _("Borgeren %(id)s har ingen sag.")
    faults.add(
        record.file, record.row, "borger_id", problem % {"id": name},
        _("Tag borgerens tilknytning med, eller slet rækken."),
    )  # fmt: skip
    return False


def case_at(record: Record, moment: datetime, known: Known) -> KnownCase:
    """Return the case that was open at the moment, else the latest."""
    cases: list[KnownCase] = sorted(known.cases[record["borger_id"]], key=lambda case: (case.opened_at, case.pk))
    then = [case for case in cases if case.opened_at <= moment and (case.closed_at is None or moment < case.closed_at)]
    return (then or cases)[-1]
