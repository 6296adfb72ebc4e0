"""Companies, workplaces and their sizes by month."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from helevejen.companies import queries
from helevejen.companies.actions import imports as actions
from helevejen.companies.enums import CompanyObjection, OutreachObjection
from helevejen.companies.rules import objection_to_size, objection_to_workplace
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.plans import Known, Plan, WorkplaceRef, first_of_each, refers, refers_to_workplace
from helevejen.tasks.imports.records import Record

if TYPE_CHECKING:
    from helevejen.accounts.models import User


_HUNDREDTH: Final = Decimal("0.01")


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
    bound = queries.pnumbers_bound(record["p_nummer"] for record in records if _moves(record, there))
    for record in records:
        tried = known.tried.get("virksomheder")
        if not refers(record, "cvr", known.companies, tried, faults, _("Tag filen med virksomheder med.")):
            continue
        if objection := objection_to_workplace(name=record["navn"], postcode=record["postnummer"]):
            column = "postnummer" if objection == CompanyObjection.POSTCODE else "navn"
            faults.add_objection(record.file, record.row, column, str(objection.label))
            continue
        pk, values = there.get(record["p_nummer"], (None, ()))
        known.workplaces[record["p_nummer"]] = WorkplaceRef(pk, record["cvr"])
        if pk is None:
            plan.new.append(record)
        elif record["p_nummer"] in bound:
            faults.add(
                record.file, record.row, "cvr",
                _("Arbejdsstedet hører til CVR %(cvr)s, som har kontaktpersoner, ordrer, placeringer eller andet dér.")
                % {"cvr": values[0]},
                _("Ret CVR-nummeret, eller tag rækken ud af filen."),
            )  # fmt: skip
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

    ids = actions.load_workplaces(
        list(map(facts, plan.new)), {pk: facts(record) for pk, record in plan.changed.items()}
    )
    for pk, record in zip(ids, plan.new, strict=True):
        known.workplaces[record["p_nummer"]].pk = pk


def plan_sizes(records: list[Record], known: Known, faults: Faults) -> Plan:
    """Compare sizes by workplace and month."""
    plan = Plan(columns.SIZES)
    seen: dict[tuple[str, date], Record] = {}
    there = queries.known_sizes({record["p_nummer"] for record in records})
    for record in records:
        key = (record["p_nummer"], record["måned"].replace(day=1))
        first = seen.setdefault(key, record)
        if first is not record:
            _tell_twice(record, first, faults)
        if first is not record or not (
            refers_to_workplace(record, known, faults) & _is_possible(record, known, faults)
        ):
            continue
        pk, values = there.get(key, (None, ()))
        if pk is None:
            plan.new.append(record)
        elif values != (record["ansatte"], record["i_tilbud"]):
            plan.changed[pk] = record
        else:
            plan.unchanged += 1
    return plan


def load_sizes(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay sizes."""

    def facts(record: Record) -> actions.SizeFacts:
        workplace = known.workplace_id(record["p_nummer"])
        return actions.SizeFacts(workplace, record["måned"].replace(day=1), record["ansatte"], record["i_tilbud"])

    changed = {pk: facts(record) for pk, record in plan.changed.items()}
    actions.load_sizes(list(map(facts, plan.new)), changed, by=by, at=at)


def _moves(record: Record, there: dict[str, tuple[int, tuple[str, ...]]]) -> bool:
    """Return whether a known workplace is given to another company."""
    _pk, values = there.get(record["p_nummer"], (None, ()))
    return bool(values) and values[0] != record["cvr"]


def _is_possible(record: Record, known: Known, faults: Faults) -> bool:
    month = record["måned"].replace(day=1)
    objection = objection_to_size(month=month, employees=record["ansatte"], placed=record["i_tilbud"], on=known.on)
    if objection is None and any(record[name] != record[name].quantize(_HUNDREDTH) for name in ("ansatte", "i_tilbud")):
        faults.add(
            record.file, record.row, "ansatte", _("Tallet har højst to decimaler."), _("Skriv for eksempel 42,25.")
        )
        return False
    if objection is not None:
        column = "måned" if objection == OutreachObjection.MONTH_AHEAD else "ansatte"
        faults.add_objection(record.file, record.row, column, str(objection.label))
    return objection is None


def _tell_twice(record: Record, first: Record, faults: Faults) -> None:
    where = first.file if first.file != record.file else ""
    faults.add(
        record.file, record.row, "måned",
        _("Måneden står også i %(where)s for samme arbejdssted.")
        % {"where": ", ".join(part for part in (where, _("række %(row)s") % {"row": first.row}) if part)},
        _("Behold kun den ene."),
    )  # fmt: skip
