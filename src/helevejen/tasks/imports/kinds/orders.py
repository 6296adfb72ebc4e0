"""Job orders that were open in another system."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from helevejen.recruitment.actions import imports as actions
from helevejen.recruitment.enums import OrderObjection, RequirementKind
from helevejen.recruitment.queries.imports import KnownOrder, known_orders
from helevejen.recruitment.rules.orders import Demanded, Wanted, objection_to_wanted
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.plans import (
    Known,
    Plan,
    first_of_each,
    refers,
    refers_to_staff,
    refers_to_workplace,
)
from helevejen.tasks.imports.records import Record
from helevejen.taxonomy import queries as taxonomy
from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.licences import LICENCE_BY_CODE

if TYPE_CHECKING:
    from helevejen.accounts.models import User

_TENTH: Final = Decimal("0.1")
_COLUMN_OF: Final = {
    OrderObjection.NO_POSITIONS: "antal",
    OrderObjection.HOURS: "timer_mindst",
    OrderObjection.NO_FORM: "former",
    OrderObjection.HAS_CPR: "opgaver",
}


def plan(records: list[Record], known: Known, faults: Faults) -> Plan:
    """Compare orders by external id. One that was worked on here is left as it is."""
    made = Plan(columns.ORDERS)
    records = first_of_each(records, "ordre_id", faults)
    there = known_orders(record["ordre_id"] for record in records)
    uris = [uri for record in records for uri in record["stilling"]]
    kinds, names = taxonomy.kinds_of(uris), taxonomy.labels_of(uris)
    for record in records:
        if not (_is_of_known(record, known, faults) & _is_occupation(record, kinds, faults)):
            continue
        wanted = _wanted(record, names)
        if not (_is_sound(record, wanted, faults) & _is_in_order(record, known, faults)):
            continue
        order = there.get(record["ordre_id"])
        if order is None:
            made.new.append((record, wanted))
        elif order.cvr != record["cvr"]:
            faults.add(
                record.file, record.row, "cvr",
                _("Ordren er fra virksomheden med CVR %(cvr)s.") % {"cvr": order.cvr},
                _("Giv den nye ordre et nyt nummer, eller ret CVR-nummeret."),
            )  # fmt: skip
        elif order.is_touched or _is_as_known(record, wanted, order, known):
            made.unchanged += 1
        else:
            made.changed[order.pk] = (record, wanted)
    return made


def load(made: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay orders."""

    def facts(told: tuple[Record, Wanted]) -> actions.OrderFacts:
        record, wanted = told
        return actions.OrderFacts(
            external_id=record["ordre_id"],
            company=known.company_id(record["cvr"]),
            workplace=known.workplace_id(record["p_nummer"]) if record["p_nummer"] else None,
            owner=known.staff_id(record["medarbejder_id"]),
            ordered_at=record["bestilt"],
            answered_at=record["første_svar"],
            wanted=wanted,
            demands=_demands(record),
        )

    actions.load_orders(list(map(facts, made.new)), {pk: facts(one) for pk, one in made.changed.items()}, by=by)


def _wanted(record: Record, names: dict[str, str]) -> Wanted:
    uri = next(iter(record["stilling"]), "")
    least = record["timer_mindst"]
    return Wanted(
        title=record["titel"],
        tasks=record["opgaver"],
        positions=record["antal"],
        hours_least=least,
        hours_most=least if record["timer_højst"] is None else record["timer_højst"],
        days=record["ugedage"],
        starts_on=record["start"],
        forms=record["former"],
        demands_clean_record=record["ren_straffeattest"],
        may_be_split=record["kan_deles"],
        occupation_uri=uri if uri in names else "",
        occupation_label=names.get(uri, ""),
    )


def _demands(record: Record) -> tuple[Demanded, ...]:
    with override("da"):
        return tuple(
            Demanded(RequirementKind.LICENCE.value, str(LICENCE_BY_CODE[code].name), code=code)
            for code in record["kræver"]
        )


def _is_of_known(record: Record, known: Known, faults: Faults) -> bool:
    """Return whether company, workplace and owner are known, and the workplace is the company's."""
    remedy = _("Tag filen med virksomheder med.")
    is_known = refers(record, "cvr", known.companies, known.tried.get("virksomheder"), faults, remedy)
    is_known &= refers_to_staff(record, "medarbejder_id", known, faults)
    if not record["p_nummer"]:
        return is_known
    if not refers_to_workplace(record, known, faults):
        return False
    if known.workplaces[record["p_nummer"]].cvr != record["cvr"]:
        faults.add(
            record.file, record.row, "p_nummer", _("Arbejdsstedet hører til en anden virksomhed."),
            _("Ret P-nummeret eller CVR-nummeret."),
        )  # fmt: skip
        return False
    return is_known


def _is_occupation(record: Record, kinds: dict[str, ConceptKind], faults: Faults) -> bool:
    uris = record["stilling"]
    if len(uris) <= 1 and all(kinds.get(uri) == ConceptKind.OCCUPATION for uri in uris):
        return True
    faults.add(
        record.file, record.row, "stilling", _("Det er ikke én stilling, vi kender."),
        _("Skriv én adresse, eller hent ESCO først med helevejen esco import."),
    )  # fmt: skip
    return False


def _is_sound(record: Record, wanted: Wanted, faults: Faults) -> bool:
    for column in ("timer_mindst", "timer_højst"):
        hours = record[column]
        if hours is not None and hours != hours.quantize(_TENTH):
            faults.add(record.file, record.row, column, _("Timer har højst én decimal."), _("Skriv for eksempel 22,5."))
            return False
    objection = objection_to_wanted(wanted, on=record["bestilt"].date(), known_start=wanted.starts_on)
    if objection is not None:
        faults.add_objection(record.file, record.row, _COLUMN_OF.get(objection, "opgaver"), str(objection.label))
    return objection is None


def _is_in_order(record: Record, known: Known, faults: Faults) -> bool:
    ordered, answered = record["bestilt"], record["første_svar"]
    if ordered > known.at:
        faults.add(record.file, record.row, "bestilt", _("Tidspunktet er ikke kommet endnu."), _("Ret tidspunktet."))
        return False
    if answered is not None and not ordered <= answered <= known.at:
        faults.add(
            record.file, record.row, "første_svar", _("Svaret ligger før bestillingen eller er ikke kommet endnu."),
            _("Ret det ene tidspunkt."),
        )  # fmt: skip
        return False
    return True


def _is_as_known(record: Record, wanted: Wanted, order: KnownOrder, known: Known) -> bool:
    workplace = known.workplaces[record["p_nummer"]].pk if record["p_nummer"] else None
    told = (known.companies[record["cvr"]], workplace, known.staff[record["medarbejder_id"]].pk)
    return (
        told == (order.company, order.workplace, order.owner)
        and (record["bestilt"], record["første_svar"]) == (order.ordered_at, order.answered_at)
        and wanted == order.wanted
        and _demands(record) == order.demands
    )
