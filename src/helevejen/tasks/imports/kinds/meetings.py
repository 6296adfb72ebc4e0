"""Meetings, past and to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from helevejen.cases.actions import imports as actions
from helevejen.cases.enums import MeetingState
from helevejen.cases.queries import imports as queries
from helevejen.cases.rules.meetings import LEAST_MINUTES, MOST_MINUTES
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.kinds.cases import case_at, find_cases, has_case
from helevejen.tasks.imports.plans import Known, Plan, first_of_each, refers_to_citizen, refers_to_staff
from helevejen.tasks.imports.records import Record

if TYPE_CHECKING:
    from helevejen.accounts.models import User

_VALUES = ("start", "minutter", "formål", "kasket", "form", "sted", "status", "fravær")


class _Busy(NamedTuple):
    """One stretch in which somebody is booked; `record` is None for what the database has."""

    starts_at: datetime
    ends_at: datetime
    place: int
    record: Record | None


def plan(records: list[Record], known: Known, faults: Faults) -> Plan:
    """Compare meetings by external id. A booked one may change; what has been is left as it is."""
    made = Plan(columns.MEETINGS)
    records = first_of_each(records, "samtale_id", faults)
    records = [
        one
        for one in records
        if refers_to_citizen(one, known, faults) & refers_to_staff(one, "medarbejder_id", known, faults)
        and _is_sound(one, known, faults)
    ]
    find_cases(records, known)
    there = queries.known_meetings(record["samtale_id"] for record in records)
    for record in records:
        meeting = there.get(record["samtale_id"])
        if meeting is None:
            if has_case(record, known, faults, must_be_open=record["status"] == MeetingState.BOOKED):
                made.new.append(record)
                made.subjects.add(record["borger_id"])
        elif _is_as_known(record, meeting, known):
            made.unchanged += 1
        elif _may_change(record, meeting, known, faults):
            made.changed[meeting.pk] = record
            made.subjects.add(record["borger_id"])
    _find_double_bookings(records, known, {meeting.pk for meeting in there.values()}, faults)
    return made


def _is_sound(record: Record, known: Known, faults: Faults) -> bool:
    before = faults.count

    def wrong(column: str, problem: str, remedy: str) -> None:
        faults.add(record.file, record.row, column, problem, remedy)

    is_booked = record["status"] == MeetingState.BOOKED
    if is_booked and record["start"] <= known.at:
        wrong("status", _("Samtalen er aftalt, men tiden er gået."), _("Skriv holdt, udeblevet eller aflyst."))
    if record["status"] in {MeetingState.HELD, MeetingState.MISSED} and record["start"] > known.at:
        wrong("status", _("Samtalen ligger i fremtiden og kan ikke være holdt."), _("Skriv aftalt eller aflyst."))
    if (record["status"] == MeetingState.MISSED) != bool(record["fravær"]):
        wrong("fravær", _("Fravær og udeblevet hører sammen."), _("Skriv grunden, når status er udeblevet, og kun da."))
    if not LEAST_MINUTES <= record["minutter"] <= MOST_MINUTES:
        wrong(
            "minutter", _("Længden kan ikke passe."),
            _("Skriv et tal fra %(least)s til %(most)s.") % {"least": LEAST_MINUTES, "most": MOST_MINUTES},
        )  # fmt: skip
    return faults.count == before


def _is_as_known(record: Record, meeting: queries.KnownRow, known: Known) -> bool:
    values = (known.staff[record["medarbejder_id"]].pk, *(record[name] for name in _VALUES))
    return meeting.citizen_id == known.citizens[record["borger_id"]].pk and meeting.values == values


def _may_change(record: Record, meeting: queries.KnownRow, known: Known, faults: Faults) -> bool:
    state = dict(zip(queries.MEETING_FIELDS, meeting.values, strict=True))["state"]
    if meeting.citizen_id == known.citizens[record["borger_id"]].pk and state == MeetingState.BOOKED:
        return True
    faults.add(
        record.file, record.row, "samtale_id", _("Samtalen er indlæst før og er slut eller hører til en anden borger."),
        _("Kun aftalte samtaler kan ændres. Slet rækken, eller ret den tilbage."),
    )  # fmt: skip
    return False


def _find_double_bookings(records: list[Record], known: Known, replaced: set[int], faults: Faults) -> None:
    of_host: dict[object, list[_Busy]] = defaultdict(list)
    of_citizen: dict[object, list[_Busy]] = defaultdict(list)
    for place, record in enumerate(records):
        if record["status"] == MeetingState.BOOKED:
            ends_at = record["start"] + timedelta(minutes=record["minutter"])
            busy = _Busy(record["start"], ends_at, place, record)
            staff, citizen = known.staff[record["medarbejder_id"]].pk, known.citizens[record["borger_id"]].pk
            of_host[staff or record["medarbejder_id"]].append(busy)
            of_citizen[citizen or record["borger_id"]].append(busy)
    if not of_host:
        return
    for one in queries.booked_meetings():
        if one.pk not in replaced:
            busy = _Busy(one.starts_at, one.ends_at, -one.pk, None)
            of_host[one.host_id].append(busy)
            of_citizen[one.citizen_id].append(busy)
    for spans in of_host.values():
        _find_double(spans, "medarbejder_id", faults)
    for spans in of_citizen.values():
        _find_double(spans, "borger_id", faults)


def _find_double(spans: Iterable[_Busy], column: str, faults: Faults) -> None:
    before: _Busy | None = None
    for span in sorted(spans, key=lambda span: span[:3]):
        if before and before.ends_at > span.starts_at:
            told, other = (span, before) if span.record else (before, span)
            if told.record:
                where = _("række %(row)s") % {"row": other.record.row} if other.record else _("systemet")
                faults.add(
                    told.record.file, told.record.row, column,
                    _("Der er allerede en aftalt samtale på det tidspunkt i %(where)s.") % {"where": where},
                    _("Flyt den ene."),
                )  # fmt: skip
        if before is None or span.ends_at > before.ends_at:
            before = span


def load(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay meetings."""
    jobformidler_of: dict[int, int] = {}

    def facts(record: Record) -> actions.MeetingFacts:
        case = case_at(record, record["start"], known)
        jobformidler_of[case.pk] = case.jobformidler_id
        return actions.MeetingFacts(
            external_id=record["samtale_id"],
            case=case.pk,
            citizen=known.citizen_id(record["borger_id"]),
            host=known.staff_id(record["medarbejder_id"]),
            starts_at=record["start"],
            minutes=record["minutter"],
            purpose=record["formål"],
            cap=record["kasket"],
            channel=record["form"],
            place=record["sted"],
            state=record["status"],
            absence_reason=record["fravær"],
        )

    new = [facts(record) for record in plan.new]
    changed = {pk: facts(record) for pk, record in plan.changed.items()}
    actions.load_meetings(new, changed, jobformidler_of=jobformidler_of, by=by, at=at)
