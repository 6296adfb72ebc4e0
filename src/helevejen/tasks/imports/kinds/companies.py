"""Companies and workplaces."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from helevejen.companies import queries
from helevejen.companies.actions import imports as actions
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.plans import Known, Plan, first_of_each, refers
from helevejen.tasks.imports.records import Record

if TYPE_CHECKING:
    from helevejen.accounts.models import User


def plan_companies(records: list[Record], known: Known, faults: Faults) -> Plan:
    """Compare companies by CVR number."""
    plan = Plan(columns.COMPANIES)
    records = first_of_each(records, "cvr", faults)
    there = queries.known_companies(record["cvr"] for record in records)
    named = [record for record in records if record["virksomhed_id"]]
    owners = queries.owners_of_external_ids(record["virksomhed_id"] for record in named)
    first_of_each(named, "virksomhed_id", faults)
    for record in records:
        owner = owners.get(record["virksomhed_id"] or "")
        if owner and owner != record["cvr"]:
            faults.add(
                record.file, record.row, "virksomhed_id", _("Nummeret hører til CVR %(cvr)s.") % {"cvr": owner},
                _("Ret nummeret, eller lad feltet stå tomt."),
            )  # fmt: skip
            continue
        pk, values = there.get(record["cvr"], (None, ()))
        facts = actions.CompanyFacts(
            record["cvr"], record["navn"], record["virksomhed_id"] or (values[1] if values else None)
        )
        known.companies.setdefault(record["cvr"], pk)
        if pk is None:
            plan.new.append(facts)
        elif facts[1:] != values:
            plan.changed[pk] = facts
        else:
            plan.unchanged += 1
    return plan


def load_companies(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay companies."""
    ids = actions.load_companies(plan.new, plan.changed)
    known.companies.update(zip((facts.cvr for facts in plan.new), ids, strict=True))


def plan_workplaces(records: list[Record], known: Known, faults: Faults) -> Plan:
    """Compare workplaces by P-number."""
    plan = Plan(columns.WORKPLACES)
    records = first_of_each(records, "p_nummer", faults)
    there = queries.known_workplaces(record["p_nummer"] for record in records)
    for record in records:
        tried = known.tried.get("virksomheder")
        if not refers(record, "cvr", known.companies, tried, faults, _("Tag filen med virksomheder med.")):
            continue
        pk, values = there.get(record["p_nummer"], (None, ()))
        if pk is None:
            plan.new.append(record)
        elif tuple(record[name] for name in ("cvr", "navn", "adresse", "postnummer", "by")) != values:
            plan.changed[pk] = record
        else:
            plan.unchanged += 1
    return plan


def load_workplaces(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay workplaces."""

    def facts(record: Record) -> actions.WorkplaceFacts:
        company = known.company_id(record["cvr"])
        return actions.WorkplaceFacts(
            record["p_nummer"], company, record["navn"], record["adresse"], record["postnummer"], record["by"]
        )

    actions.load_workplaces(list(map(facts, plan.new)), {pk: facts(record) for pk, record in plan.changed.items()})
