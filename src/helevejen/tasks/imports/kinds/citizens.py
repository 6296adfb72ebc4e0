"""Citizens."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from helevejen.citizens import queries as citizen_queries
from helevejen.citizens.actions import imports as actions
from helevejen.citizens.queries import imports as queries
from helevejen.core import cpr
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.plans import CitizenRef, Known, Plan, first_of_each
from helevejen.tasks.imports.records import Record

if TYPE_CHECKING:
    from helevejen.accounts.models import User

_POSTCODE = re.compile(r"\d{4}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")


def plan(records: list[Record], known: Known, faults: Faults) -> Plan:
    """Compare citizens by external id, and else by CPR number: who is registered already is the same person."""
    made = Plan(columns.CITIZENS)
    records = first_of_each(records, "borger_id", faults)
    records = [record for record in records if _is_sound(record, known, faults)]
    first_of_each([record for record in records if record["cpr"]], "cpr", faults)
    there = queries.known_citizens(record["borger_id"] for record in records)
    indexes = {record["borger_id"]: citizen_queries.cpr_index_of(record["cpr"]) for record in records if record["cpr"]}
    by_cpr = queries.citizens_by_cpr(indexes.values())
    for record in records:
        external_id = record["borger_id"]
        index = indexes.get(external_id)
        person = _same_person(record, there.get(external_id), by_cpr.get(index or ""), faults)
        if person is False:
            continue
        facts = _facts(record, person)
        home_key = citizen_queries.home_key_of(facts.address or "", facts.postcode)
        _sort(made, facts, person, home_key)
        known.citizens[external_id] = CitizenRef(
            person.pk if person else None, index or (person.cpr_index if person else None), home_key
        )
    return made


def _is_sound(record: Record, known: Known, faults: Faults) -> bool:
    before = faults.count
    digits, born = record["cpr"], record["fødselsdato"]

    def wrong(column: str, problem: str, remedy: str) -> None:
        faults.add(record.file, record.row, column, problem, remedy)

    if digits is None and born is None and not record["uden_cpr_fordi"]:
        wrong("cpr", _("Borgeren har hverken CPR-nummer, fødselsdato eller grund."), _("Udfyld ét af de tre felter."))
    if digits and born and cpr.birth_date(digits) != born:
        wrong(
            "fødselsdato",
            _("Fødselsdatoen passer ikke med CPR-nummeret."),
            _("Ret den forkerte, eller lad den stå tom."),
        )
    if (born or (cpr.birth_date(digits) if digits else known.on)) > known.on:
        wrong("fødselsdato", _("Borgeren er født i fremtiden."), _("Ret årstallet."))
    if record["postnummer"] and not _POSTCODE.fullmatch(record["postnummer"]):
        wrong("postnummer", _("Et postnummer har fire cifre."), _("Skriv det som 7000."))
    if not _LANGUAGE.fullmatch(record["sprog"].casefold()):
        wrong("sprog", _("%(text)s er ikke en sprogkode.") % {"text": record["sprog"]}, _("Skriv to bogstaver, fx da."))
    return faults.count == before


def _same_person(
    record: Record, by_id: queries.KnownCitizen | None, by_cpr: queries.KnownCitizen | None, faults: Faults
) -> Any:
    """Return the citizen known already, None when there is none, and False when two answers contradict each other."""
    if by_id is None:
        if by_cpr is None or by_cpr.external_id is None:
            return by_cpr
        problem = _("CPR-nummeret er registreret for borger_id %(id)s.") % {"id": by_cpr.external_id}
    elif by_cpr is not None and by_cpr.pk != by_id.pk:
        problem = _("CPR-nummeret er registreret for en anden borger.")
    elif record["cpr"] and by_id.cpr_index and by_cpr is None:
        problem = _("Borgeren er registreret med et andet CPR-nummer. Et CPR-nummer ændres ikke ved indlæsning.")
    else:
        return by_id
    faults.add(record.file, record.row, "cpr", problem, _("Ret borger_id eller CPR-nummeret."))
    return False


def _facts(record: Record, person: queries.KnownCitizen | None) -> actions.CitizenFacts:
    """Return what the row says; a CPR number and a day of birth that are known already stay."""
    before = dict(zip(queries.CITIZEN_FIELDS, person.values, strict=True)) if person else {}
    digits = record["cpr"] or before.get("cpr")
    born = record["fødselsdato"] or (cpr.birth_date(digits) if digits else before.get("birth_date"))
    return actions.CitizenFacts(
        external_id=record["borger_id"],
        given_name=record["fornavn"],
        family_name=record["efternavn"],
        cpr=digits,
        birth_date=born,
        protection=record["beskyttelse"],
        address=record["adresse"] or None,
        postcode=record["postnummer"],
        city=record["by"],
        phone=record["telefon"],
        email=record["mail"],
        preferred_channel=record["kontaktform"],
        language=record["sprog"].casefold(),
        needs_interpreter=record["tolk"],
    )


def _sort(made: Plan, facts: actions.CitizenFacts, person: queries.KnownCitizen | None, home_key: str) -> None:
    if person is None:
        made.new.append(facts)
    elif (person.external_id, *person.values) != facts or person.home_key != home_key:
        # The key alone differs when a new version folds addresses in another way: staff have the new one already.
        made.changed[person.pk] = facts
    else:
        made.unchanged += 1
        return
    made.subjects.add(facts.external_id)


def load(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay citizens."""
    ids = actions.load_citizens(plan.new, plan.changed, at=at)
    for facts, pk in zip(plan.new, ids, strict=True):
        known.citizens[facts.external_id].pk = pk
