"""Courses of a catalogue."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from helevejen.recruitment.actions import imports as actions
from helevejen.recruitment.enums import CourseObjection
from helevejen.recruitment.queries.courses import known_courses
from helevejen.recruitment.rules.courses import CourseFacts, objection_to_course
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.plans import Known, Plan, first_of_each, until_of
from helevejen.tasks.imports.records import Record
from helevejen.taxonomy import queries as taxonomy
from helevejen.taxonomy.enums import ConceptKind

if TYPE_CHECKING:
    from helevejen.accounts.models import User

#: Which column a rule is about.
_COLUMN_OF: Final = {
    CourseObjection.PRICE: "pris",
    CourseObjection.LENGTH: "dage",
    CourseObjection.BACKWARDS: "til",
    CourseObjection.NOT_ON_LIST: "positivliste",
    CourseObjection.LIST_BACKWARDS: "positivliste_til",
    CourseObjection.ASKS_WHAT_IT_GIVES: "kræver",
}


def plan(records: list[Record], _known: Known, faults: Faults) -> Plan:
    """Compare courses by external id."""
    made = Plan(columns.COURSES)
    records = first_of_each(records, "kursus_id", faults)
    there = known_courses(record["kursus_id"] for record in records)
    kinds = taxonomy.kinds_of(uri for record in records for uri in record["kompetencer"])
    for record in records:
        facts = _facts(record)
        pk, known_facts = there.get(facts.external_id, (None, None))
        if not (_is_sound(record, facts, faults) & _are_skills(record, kinds, faults)):
            continue
        if pk is None:
            made.new.append(facts)
        elif facts != known_facts:
            made.changed[pk] = facts
        else:
            made.unchanged += 1
    return made


def load(made: Plan, _known: Known, *, by: User, at: datetime) -> None:
    """Lay courses."""
    actions.load_courses(made.new, made.changed)


def _facts(record: Record) -> CourseFacts:
    return CourseFacts(
        external_id=record["kursus_id"],
        title=record["titel"],
        provider=record["udbyder"],
        price_dkk=record["pris"],
        length_days=record["dage"],
        place=record["sted"],
        is_on_positive_list=record["positivliste"],
        positive_from=record["positivliste_fra"],
        positive_until=_day_after(record["positivliste_til"]),
        skills=record["kompetencer"],
        licences=record["giver"],
        requires=record["kræver"],
        starts_on=record["næste_start"],
        source=record["kilde"],
        valid_from=record["fra"],
        valid_until=until_of(record),
    )


def _day_after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None


def _is_sound(record: Record, facts: CourseFacts, faults: Faults) -> bool:
    objection = objection_to_course(facts)
    if objection is not None:
        faults.add_objection(record.file, record.row, _COLUMN_OF[objection], str(objection.label))
    return objection is None


def _are_skills(record: Record, kinds: dict[str, ConceptKind], faults: Faults) -> bool:
    wrong = [uri for uri in record["kompetencer"] if kinds.get(uri) != ConceptKind.SKILL]
    if wrong:
        faults.add(
            record.file, record.row, "kompetencer",
            _("%(uri)s er ikke en kompetence, vi kender.") % {"uri": wrong[0]},
            _("Ret adressen, eller hent ESCO først med helevejen esco import."),
        )  # fmt: skip
    return not wrong
