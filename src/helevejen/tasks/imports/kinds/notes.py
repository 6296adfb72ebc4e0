"""The log of contacts: notes, each under its cap. None is ever changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from helevejen.cases.actions import imports as actions
from helevejen.cases.enums import Cap
from helevejen.cases.queries import imports as queries
from helevejen.cases.rules.notes import MOST_MINUTES
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.kinds.cases import case_at, find_cases, has_case
from helevejen.tasks.imports.plans import Known, Plan, first_of_each, refers_to_citizen, refers_to_staff
from helevejen.tasks.imports.records import Record

if TYPE_CHECKING:
    from helevejen.accounts.models import User

_VALUES = ("tidspunkt", "kasket", "art", "overskrift", "tekst", "minutter", "deles_med_borger")


def plan(records: list[Record], known: Known, faults: Faults) -> Plan:
    """Compare notes by external id."""
    made = Plan(columns.CONTACTS)
    records = first_of_each(records, "kontakt_id", faults)
    records = [
        one
        for one in records
        if refers_to_citizen(one, known, faults) & refers_to_staff(one, "medarbejder_id", known, faults)
        and _is_sound(one, known, faults)
    ]
    find_cases(records, known)
    there = queries.known_notes(record["kontakt_id"] for record in records)
    for record in records:
        note = there.get(record["kontakt_id"])
        if note is None:
            if has_case(record, known, faults):
                made.new.append(record)
                made.subjects.add(record["borger_id"])
            continue
        values = (known.staff[record["medarbejder_id"]].pk, *(record[name] for name in _VALUES))
        if note.citizen_id != known.citizens[record["borger_id"]].pk or note.values != values:
            faults.add(
                record.file, record.row, "kontakt_id", _("Notatet er indlæst før med et andet indhold."),
                _("Et notat ændres aldrig. Skriv et nyt, der retter det, eller ret rækken tilbage."),
            )  # fmt: skip
        else:
            made.unchanged += 1
    return made


def _is_sound(record: Record, known: Known, faults: Faults) -> bool:
    before = faults.count
    if record["tidspunkt"] > known.at:
        faults.add(
            record.file, record.row, "tidspunkt", _("Notatet er skrevet i fremtiden."), _("Ret dato og klokkeslæt.")
        )
    if not 0 <= record["minutter"] <= MOST_MINUTES:
        faults.add(
            record.file, record.row, "minutter", _("Minutterne kan ikke passe."),
            _("Skriv et tal fra 0 til %(most)s.") % {"most": MOST_MINUTES},
        )  # fmt: skip
    if record["kasket"] == Cap.MENTOR and not record["deles_med_borger"]:
        faults.add(
            record.file, record.row, "deles_med_borger", _("Et mentornotat er altid også borgerens."),
            _("Skriv ja, eller brug en anden kasket."),
        )  # fmt: skip
    return faults.count == before


def load(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay notes."""
    actions.load_notes(
        [
            actions.NewNote(
                external_id=record["kontakt_id"],
                case=case_at(record, record["tidspunkt"], known).pk,
                written_by=known.staff_id(record["medarbejder_id"]),
                written_at=record["tidspunkt"],
                cap=record["kasket"],
                kind=record["art"],
                headline=record["overskrift"],
                text=record["tekst"],
                minutes=record["minutter"],
                is_shared_with_citizen=record["deles_med_borger"],
            )
            for record in plan.new
        ]
    )
