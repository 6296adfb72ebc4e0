"""Assignments: who follows whom. The periods of a citizen that hang together become one case."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from helevejen.caseload.actions import imports as actions
from helevejen.caseload.enums import AssignmentReason
from helevejen.caseload.queries import imports as queries
from helevejen.cases.queries import imports as case_queries
from helevejen.citizens.perms import start_of
from helevejen.citizens.queries import imports as citizen_queries
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.plans import (
    Known,
    Plan,
    first_of_each,
    refers_to_citizen,
    refers_to_staff,
    runs_forward,
    until_of,
)
from helevejen.tasks.imports.records import Record

if TYPE_CHECKING:
    from helevejen.accounts.models import User


@dataclass(slots=True)
class Way:
    """The rows of one case to be opened, from first to last."""

    rows: list[Record]
    has_wishes: bool = False

    @property
    def citizen(self) -> str:
        return str(self.rows[0]["borger_id"])

    @property
    def last(self) -> Record:
        return self.rows[-1]

    @property
    def is_open(self) -> bool:
        return self.last["til"] is None


def plan(records: list[Record], known: Known, faults: Faults) -> Plan:
    """Gather the rows of each citizen into cases; what is known already must be as it was."""
    made = Plan(columns.ASSIGNMENTS)
    records = first_of_each(records, "tilknytning_id", faults)
    records = [record for record in records if _is_sound(record, known, faults)]
    there = queries.known_assignments(record["tilknytning_id"] for record in records)
    new: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        assignment = there.get(record["tilknytning_id"])
        if assignment is None:
            new[record["borger_id"]].append(record)
        elif _is_as_known(record, assignment, known):
            made.unchanged += 1
        else:
            _refuse_change(record, faults)
    ways = [way for rows in new.values() for way in _ways(rows, faults)]
    _check(ways, known, faults)
    made.new, made.created = ways, sum(len(way.rows) for way in ways)
    made.subjects = {way.citizen for way in ways}
    for way in ways:
        known.ways.setdefault(way.citizen, []).append(way)
    return made


def _is_sound(record: Record, known: Known, faults: Faults) -> bool:
    is_known = (
        refers_to_citizen(record, known, faults)
        & refers_to_staff(record, "medarbejder_id", known, faults)
        & refers_to_staff(record, "vikar_id", known, faults)
    )
    if record["medarbejder_id"] == record["vikar_id"]:
        faults.add(
            record.file, record.row, "vikar_id", _("Vikaren er jobformidleren selv."), _("Skriv en anden medarbejder.")
        )
        is_known = False
    if record["fra"] > known.on:
        faults.add(
            record.file, record.row, "fra", _("Tilknytningen begynder i fremtiden."),
            _("Indlæs den, når den er begyndt."),
        )  # fmt: skip
        is_known = False
    if record["til"] and record["til"] >= known.on:
        faults.add(
            record.file, record.row, "til", _("Tilknytningen er ikke slut endnu."),
            _("Lad feltet stå tomt; et planlagt skift sker som overdragelse."),
        )  # fmt: skip
        is_known = False
    return runs_forward(record, faults) and is_known


def _is_as_known(record: Record, assignment: queries.KnownAssignment, known: Known) -> bool:
    until = until_of(record)
    # An assignment that was open when it was loaded may have ended here since: that is this system's business now.
    has_ended_here = until is None and assignment.valid_until is not None
    return (
        assignment.citizen_id == known.citizens[record["borger_id"]].pk
        and assignment.jobformidler_id == known.staff[record["medarbejder_id"]].pk
        and assignment.valid_from == start_of(record["fra"])
        and (has_ended_here or assignment.valid_until == (start_of(until) if until else None))
    )


def _refuse_change(record: Record, faults: Faults) -> None:
    faults.add(
        record.file, record.row, "tilknytning_id", _("Tilknytningen er indlæst før med andre oplysninger."),
        _("Skift af jobformidler sker som overdragelse i systemet. Slet rækken, eller ret den tilbage."),
    )  # fmt: skip


def _ways(rows: list[Record], faults: Faults) -> list[Way]:
    """Part the rows of a citizen into cases: a row that follows on the day after another belongs to the same one."""
    rows = sorted(rows, key=lambda row: (row["fra"], row.row))
    ways = [Way(rows[:1])]
    for before, row in pairwise(rows):
        if before["til"] is None or before["til"] >= row["fra"]:
            faults.add(
                row.file, row.row, "fra",
                _("Tilknytningen begynder, før den i række %(row)s er slut.") % {"row": before.row},
                _("En borger har én jobformidler ad gangen. Ret datoerne."),
            )  # fmt: skip
            return []
        if before["til"] + timedelta(days=1) == row["fra"] and not before["lukket_fordi"]:
            ways[-1].rows.append(row)
        else:
            ways.append(Way([row]))
    return ways


def _check(ways: list[Way], known: Known, faults: Faults) -> None:
    numbers = {pk: way for way in ways if (pk := known.citizens[way.citizen].pk) is not None}
    cases = case_queries.cases_of(numbers)
    wishers = citizen_queries.citizens_with_wishes(numbers)
    workers = _case_workers(known)
    for way in ways:
        pk = known.citizens[way.citizen].pk
        way.has_wishes = pk in wishers
        _check_cases(way, cases.get(pk or 0, []), faults)
        if not way.is_open and not way.last["lukket_fordi"]:
            faults.add(
                way.last.file, way.last.row, "lukket_fordi", _("Den sidste periode er slut uden en grund."),
                _("Skriv hvorfor, eller tilføj den jobformidler, der følger borgeren nu."),
            )  # fmt: skip
        if way.is_open:
            for column in ("medarbejder_id", "vikar_id"):
                if way.last[column] not in workers:
                    faults.add(
                        way.last.file, way.last.row, column,
                        _("%(id)s er ikke ansat til at arbejde med sager i dag.") % {"id": way.last[column]},
                        _("Ret rollen eller ansættelsen, eller vælg en anden."),
                    )  # fmt: skip
    _check_conflicts([way for way in ways if way.is_open], known, faults)


def _case_workers(known: Known) -> set[str]:
    here = queries.case_workers_on(known.on)
    return {name for name, ref in known.staff.items() if ref.works_cases or (ref.pk is not None and ref.pk in here)}


def _check_cases(way: Way, cases: list[case_queries.KnownCase], faults: Faults) -> None:
    opened, last = start_of(way.rows[0]["fra"]), until_of(way.last)
    closed = start_of(last) if last else None
    for case in cases:
        if (case.closed_at is None or case.closed_at > opened) and (closed is None or case.opened_at < closed):
            faults.add(
                way.rows[0].file, way.rows[0].row, "borger_id", _("Borgeren har allerede en sag i den periode."),
                _("Skift af jobformidler sker som overdragelse i systemet. Slet rækken."),
            )  # fmt: skip
            return


def _check_conflicts(ways: list[Way], known: Known, faults: Faults) -> None:
    """Nobody follows themselves, their household or somebody they have declared a conflict with."""
    ids = {pk for way in ways for column in ("medarbejder_id", "vikar_id") if (pk := known.staff[way.last[column]].pk)}
    declared, keys = citizen_queries.declared_conflicts(ids), citizen_queries.keys_of_staff(ids)
    for way in ways:
        citizen = known.citizens[way.citizen]
        for column in ("medarbejder_id", "vikar_id"):
            pk = known.staff[way.last[column]].pk or 0
            cpr_index, home_key = keys.get(pk, ("", ""))
            is_near = (cpr_index and cpr_index == citizen.cpr_index) or (home_key and home_key == citizen.home_key)
            if is_near or (pk, citizen.pk) in declared:
                faults.add(
                    way.last.file, way.last.row, column,
                    _("%(id)s er inhabil i forhold til borgeren.") % {"id": way.last[column]}, _("Vælg en anden."),
                )  # fmt: skip


def load(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Open the cases."""
    case_ids = actions.load_ways([_new_way(way, known) for way in plan.new], by=by, at=at)
    for way, case_id in zip(plan.new, case_ids, strict=True):
        first, until = way.rows[0], until_of(way.last)
        case = case_queries.KnownCase(
            case_id,
            start_of(first["fra"]),
            start_of(until) if until else None,
            known.staff_id(way.last["medarbejder_id"]),
        )
        known.cases.setdefault(way.citizen, []).append(case)


def _new_way(way: Way, known: Known) -> actions.NewWay:
    followers = [
        actions.Follower(
            external_id=row["tilknytning_id"],
            jobformidler=known.staff_id(row["medarbejder_id"]),
            valid_from=start_of(row["fra"]),
            valid_until=start_of(until) if (until := until_of(row)) else None,
            reason=str(AssignmentReason.FIRST) if place == 0 else row["årsag"] or str(AssignmentReason.OTHER),
        )
        for place, row in enumerate(way.rows)
    ]
    backup = known.staff_id(way.last["vikar_id"])
    return actions.NewWay(
        known.citizen_id(way.citizen), backup, tuple(followers), way.last["lukket_fordi"], way.has_wishes
    )
