"""Contacts of companies, and what is agreed with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from helevejen.companies import queries
from helevejen.companies.actions import imports as actions
from helevejen.companies.enums import CompanyObjection
from helevejen.companies.rules import objection_to_agreement, objection_to_contact
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.plans import (
    Known,
    Plan,
    WorkplaceRef,
    first_of_each,
    refers,
    refers_to_workplace,
    runs_forward,
    until_of,
)
from helevejen.tasks.imports.records import Record

if TYPE_CHECKING:
    from helevejen.accounts.models import User

_PERSON = ("navn", "titel", "telefon", "mail")
_FACTS = ("cvr", "p_nummer", *_PERSON)
_LEFT_AS_HERE = ("p_nummer", "titel", "telefon")


def plan_contacts(records: list[Record], known: Known, faults: Faults) -> Plan:
    """
    Compare contacts by external id, and those who have none here by company and e-mail address.

    Workplace, title and telephone that the file leaves empty stay as they are here.
    """
    plan = Plan(columns.COMPANY_CONTACTS)
    records = first_of_each(records, "kontaktperson_id", faults)
    there, by_email = queries.known_contacts(
        (record["kontaktperson_id"] for record in records), (record["mail"] for record in records)
    )
    for record in records:
        if not (_is_at_home(record, known, faults) & _can_be_reached(record, faults)):
            continue
        known_here = there.get(record["kontaktperson_id"])
        found = known_here or by_email.pop((record["cvr"], record["mail"].lower()), None)
        if found is None:
            plan.new.append(record)
            continue
        pk, values = found
        if values[0] != record["cvr"]:
            faults.add(
                record.file, record.row, "cvr",
                _("Kontaktpersonen hører til virksomheden med CVR %(cvr)s.") % {"cvr": values[0]},
                _("Giv den nye kontaktperson et nyt nummer, eller ret CVR-nummeret."),
            )  # fmt: skip
            continue
        here = dict(zip(_FACTS, values, strict=True))
        told = record.values | {name: here[name] for name in _LEFT_AS_HERE if not record[name]}
        if known_here is None or any(told[name] != here[name] for name in _FACTS):
            plan.changed[pk] = replace(record, values=told)
        else:
            plan.unchanged += 1
    _look_up_workplaces(plan, known)
    return plan


def load_contacts(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay contacts."""

    def facts(record: Record) -> actions.ContactFacts:
        company, workplace = known.company_id(record["cvr"]), _workplace_id(record, known)
        return actions.ContactFacts(record["kontaktperson_id"], company, workplace, *(record[name] for name in _PERSON))

    actions.load_contacts(list(map(facts, plan.new)), {pk: facts(record) for pk, record in plan.changed.items()})


def plan_agreements(records: list[Record], known: Known, faults: Faults) -> Plan:
    """Compare agreements by external id."""
    plan = Plan(columns.AGREEMENTS)
    records = first_of_each(records, "aftale_id", faults)
    there = queries.known_agreements(record["aftale_id"] for record in records)
    for record in records:
        if not (_is_at_home(record, known, faults) & runs_forward(record, faults)):
            continue
        if objection := objection_to_agreement(
            text=record["aftale"], valid_from=record["fra"], valid_until=until_of(record)
        ):
            faults.add_objection(record.file, record.row, "aftale", str(objection.label))
            continue
        pk, values = there.get(record["aftale_id"], (None, ()))
        if pk is None:
            plan.new.append(record)
        elif values[0] != record["cvr"]:
            faults.add(
                record.file, record.row, "cvr",
                _("Aftalen hører til virksomheden med CVR %(cvr)s.") % {"cvr": values[0]},
                _("Giv den nye aftale et nyt nummer, eller ret CVR-nummeret."),
            )  # fmt: skip
        elif values != (record["cvr"], record["p_nummer"], record["aftale"], record["fra"], until_of(record)):
            plan.changed[pk] = record
        else:
            plan.unchanged += 1
    return plan


def load_agreements(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay agreements."""

    def facts(record: Record) -> actions.AgreementFacts:
        company, workplace = known.company_id(record["cvr"]), _workplace_id(record, known)
        return actions.AgreementFacts(
            record["aftale_id"], company, workplace, record["aftale"], record["fra"], until_of(record)
        )

    changed = {pk: facts(record) for pk, record in plan.changed.items()}
    actions.load_agreements(list(map(facts, plan.new)), changed, by=by, at=at)


def _is_at_home(record: Record, known: Known, faults: Faults) -> bool:
    """Return whether company and workplace are known and belong together."""
    tried = known.tried.get("virksomheder")
    if not refers(record, "cvr", known.companies, tried, faults, _("Tag filen med virksomheder med.")):
        return False
    if record["p_nummer"] is None:
        return True
    if not refers_to_workplace(record, known, faults):
        return False
    is_theirs = known.workplaces[record["p_nummer"]].cvr == record["cvr"]
    if not is_theirs:
        faults.add(
            record.file, record.row, "p_nummer", _("Arbejdsstedet hører til en anden virksomhed."),
            _("Ret P-nummeret eller CVR-nummeret."),
        )  # fmt: skip
    return is_theirs


def _can_be_reached(record: Record, faults: Faults) -> bool:
    objection = objection_to_contact(name=record["navn"], phone=record["telefon"], email=record["mail"])
    if objection is not None:
        column = "navn" if objection == CompanyObjection.NO_NAME else "telefon"
        faults.add_objection(record.file, record.row, column, str(objection.label))
    return objection is None


def _look_up_workplaces(plan: Plan, known: Known) -> None:
    """Find the workplaces that changed contacts keep though the files do not name them."""
    kept = {record["p_nummer"] for record in plan.changed.values()} - {None, *known.workplaces}
    for pnumber, (pk, facts) in queries.known_workplaces(kept).items():
        known.workplaces[pnumber] = WorkplaceRef(pk, facts[0])


def _workplace_id(record: Record, known: Known) -> int | None:
    return known.workplace_id(record["p_nummer"]) if record["p_nummer"] else None
