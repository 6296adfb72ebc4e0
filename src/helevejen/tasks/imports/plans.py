"""What an import would do: per kind what is new, what changes and what is known already, and whom it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from helevejen.accounts.queries import imports as account_queries
from helevejen.citizens.queries import imports as citizen_queries
from helevejen.companies import queries as company_queries
from helevejen.core import cpr
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.records import Record
from helevejen.tasks.imports.shapes import Kind

STAFF_COLUMNS = ("medarbejder_id", "vikar_id")


@dataclass(slots=True)
class Plan:
    """
    What one kind would do.

    Attributes:
        new: What the kind's loader takes, one for each new row.
        changed: The number of a known row, and what it becomes.
        unchanged: How many rows are known as they are.
        subjects: External ids of the citizens whose data are written.
    """

    kind: Kind
    new: list[Any] = field(default_factory=list)
    changed: dict[int, Any] = field(default_factory=dict)
    unchanged: int = 0
    subjects: set[str] = field(default_factory=set)
    created: int = 0  # rows, where one thing is made of several


@dataclass(slots=True)
class CitizenRef:
    """A citizen that rows refer to; without a number while only a file knows the person."""

    pk: int | None
    cpr_index: str | None = None
    home_key: str = ""


@dataclass(slots=True)
class StaffRef:
    """A member of staff that rows refer to, and whether the person works cases today."""

    pk: int | None
    name: str = ""
    works_cases: bool = False


@dataclass(slots=True)
class WorkplaceRef:
    """A workplace that rows refer to, with the company it belongs to."""

    pk: int | None
    cvr: str


@dataclass(slots=True)
class Known:
    """What rows may refer to: what the database has, and what earlier kinds of the same import bring."""

    on: date
    at: datetime
    citizens: dict[str, CitizenRef] = field(default_factory=dict)
    staff: dict[str, StaffRef] = field(default_factory=dict)
    companies: dict[str, int | None] = field(default_factory=dict)
    workplaces: dict[str, WorkplaceRef] = field(default_factory=dict)
    ways: dict[str, Any] = field(default_factory=dict)  # cases the import opens, by citizen
    cases: dict[str, Any] = field(default_factory=dict)  # the case rows belong to, by citizen, once it has a number
    tried: dict[str, set[Any]] = field(default_factory=dict)  # what the files tell of, right or wrong, by column

    def look_up(self, records: Iterable[Record]) -> None:
        """Find everybody some records refer to."""
        citizens: set[str] = set()
        staff: set[str] = set()
        companies: set[str] = set()
        workplaces: set[str] = set()
        for record in records:
            values = record.values
            if "borger_id" in values:
                citizens.add(values["borger_id"])
            if "cvr" in values:
                companies.add(values["cvr"])
            if values.get("p_nummer"):
                workplaces.add(values["p_nummer"])
            staff.update(values[name] for name in STAFF_COLUMNS if name in values)
        for external_id, citizen in citizen_queries.known_citizens(citizens).items():
            self.citizens[external_id] = CitizenRef(citizen.pk, citizen.cpr_index, citizen.home_key)
        for external_id, person in account_queries.known_staff(staff).items():
            self.staff[external_id] = StaffRef(person.pk, person.values[1])
        for cvr, (pk, _values) in company_queries.known_companies(companies).items():
            self.companies[cvr] = pk
        for pnumber, (place_pk, facts) in company_queries.known_workplaces(workplaces).items():
            self.workplaces[pnumber] = WorkplaceRef(place_pk, facts[0])

    def citizen_id(self, external_id: str) -> int:
        """Return the number of a citizen once loaded."""
        return _numbered(self.citizens[external_id].pk)

    def staff_id(self, external_id: str) -> int:
        return _numbered(self.staff[external_id].pk)

    def company_id(self, cvr: str) -> int:
        return _numbered(self.companies[cvr])

    def workplace_id(self, pnumber: str) -> int:
        return _numbered(self.workplaces[pnumber].pk)


def note_tried(known: Known, kind: Kind, rows: Iterable[Mapping[str, Any]]) -> None:
    """Remember whom the rows of a kind tell of, so that one fault does not become a hundred."""
    column = "borger_id" if kind.name == "tilknytninger" else kind.key
    known.tried.setdefault(kind.name, set()).update(row[column] for row in rows if row.get(column))


def _numbered(pk: int | None) -> int:
    if pk is None:
        raise RuntimeError("a row was to be loaded before what it refers to")
    return pk


def first_of_each(records: Iterable[Record], key: str, faults: Faults) -> list[Record]:
    """Return the records, each key once; the second of a key is a fault that names the first."""
    seen: dict[Any, Record] = {}
    found = []
    for record in records:
        value = record[key]
        first = seen.setdefault(value, record)
        if first is record:
            found.append(record)
            continue
        shown = cpr.mask(value) if key == "cpr" else value
        where = _("række %(row)s") % {"row": first.row}
        if first.file != record.file:
            where = f"{first.file}, {where}"
        faults.add(
            record.file, record.row, key, _("%(value)s står også i %(where)s.") % {"value": shown, "where": where},
            _("Behold kun den ene."),
        )  # fmt: skip
    return found


def refers(record: Record, column: str, there: Any, tried: set[Any] | None, faults: Faults, remedy: str) -> bool:
    """Return whether what a column names is known, and tell when it is not; in silence when its own row has a fault."""
    if record[column] in there:
        return True
    if tried and record[column] in tried:
        return False
    faults.add(
        record.file,
        record.row,
        column,
        _("%(value)s findes hverken her eller i filerne.") % {"value": record[column]},
        remedy,
    )
    return False


def refers_to_citizen(record: Record, known: Known, faults: Faults) -> bool:
    remedy = _("Indlæs borgeren først, eller tag filen med borgere med.")
    return refers(record, "borger_id", known.citizens, known.tried.get("borgere"), faults, remedy)


def refers_to_staff(record: Record, column: str, known: Known, faults: Faults) -> bool:
    remedy = _("Indlæs medarbejderen først, eller tag filen med medarbejdere med.")
    return refers(record, column, known.staff, known.tried.get("medarbejdere"), faults, remedy)


def refers_to_workplace(record: Record, known: Known, faults: Faults) -> bool:
    remedy = _("Tag filen med arbejdssteder med.")
    return refers(record, "p_nummer", known.workplaces, known.tried.get("arbejdssteder"), faults, remedy)


def until_of(record: Record) -> date | None:
    """Return the day after the last one that counts."""
    last: date | None = record["til"]
    return last + timedelta(days=1) if last else None


def runs_forward(record: Record, faults: Faults) -> bool:
    """Return whether a period does not end before it begins, and tell when it does."""
    if record["til"] is None or record["til"] >= record["fra"]:
        return True
    faults.add(
        record.file, record.row, "til",
        _("Perioden slutter %(til)s, før den begynder %(fra)s.")
        % {"til": f"{record['til']:%d-%m-%Y}", "fra": f"{record['fra']:%d-%m-%Y}"},
        _("Byt om på datoerne, eller ret den forkerte."),
    )  # fmt: skip
    return False
