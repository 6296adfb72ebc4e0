"""Target groups, contact groups and benefits: dated facts that do not overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from helevejen.citizens.actions import imports as actions
from helevejen.citizens.queries import imports as queries
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.plans import Known, Plan, first_of_each, refers_to_citizen, runs_forward, until_of
from helevejen.tasks.imports.records import Record
from helevejen.tasks.imports.shapes import Kind

if TYPE_CHECKING:
    from helevejen.accounts.models import User

#: Kind of file to the dated fact and the columns of its values, in the order of its fields.
_FACTS: Final = {
    columns.TARGET_GROUP_PERIODS.name: ("target_group", ("målgruppe", "årsag", "kilde")),
    columns.CONTACT_GROUP_PERIODS.name: ("contact_group", ("kontaktgruppe", "kilde")),
    columns.BENEFIT_PERIODS.name: ("benefit", ("ydelse", "kilde")),
}
_Span = tuple[date, date | None, Record | queries.KnownPeriod]


def plan(records: list[Record], known: Known, faults: Faults, *, kind: Kind) -> Plan:
    """Compare periods by external id, and look at all of a citizen's at once for overlaps."""
    made = Plan(kind)
    what, names = _FACTS[kind.name]
    records = first_of_each(records, "periode_id", faults)
    records = [one for one in records if refers_to_citizen(one, known, faults) & runs_forward(one, faults)]
    there = queries.known_periods(what, (record["periode_id"] for record in records))
    for record in records:
        citizen_id = known.citizens[record["borger_id"]].pk
        period = there.get(record["periode_id"])
        values = tuple(record[name] for name in names)
        if period is None:
            made.new.append(record)
        elif period.citizen_id != citizen_id:
            faults.add(
                record.file, record.row, "periode_id", _("Perioden hører til en anden borger."),
                _("Ret periode_id eller borger_id."),
            )  # fmt: skip
            continue
        elif (period.valid_from, period.valid_until, period.values) != (record["fra"], until_of(record), values):
            made.changed[period.pk] = record
        else:
            made.unchanged += 1
            continue
        made.subjects.add(record["borger_id"])
    _find_overlaps(what, records, known, there, faults)
    return made


def _find_overlaps(
    what: str, records: list[Record], known: Known, there: Mapping[str, queries.KnownPeriod], faults: Faults
) -> None:
    """Look at what each citizen will have: the rows of the file and what they leave as it is."""
    spans: dict[str, list[_Span]] = defaultdict(list)
    for record in records:
        spans[record["borger_id"]].append((record["fra"], until_of(record), record))
    external_of = {pk: name for name in spans if (pk := known.citizens[name].pk) is not None}
    replaced = {period.pk for period in there.values()}
    for period in queries.periods_of(what, external_of):
        if period.pk not in replaced:
            spans[external_of[period.citizen_id]].append((period.valid_from, period.valid_until, period))
    for of_citizen in spans.values():
        _find_overlap(of_citizen, faults)


def _find_overlap(spans: Iterable[_Span], faults: Faults) -> None:
    before: _Span | None = None
    for span in sorted(spans, key=lambda span: (span[0], span[1] or date.max, isinstance(span[2], Record))):
        if before and (before[1] is None or before[1] > span[0]):
            _tell_overlap(before, span, faults)
        if before is None or (before[1] is not None and (span[1] is None or span[1] > before[1])):
            before = span


def _tell_overlap(one: _Span, other: _Span, faults: Faults) -> None:
    told, against = (other, one) if isinstance(other[2], Record) else (one, other)
    record = told[2]
    if not isinstance(record, Record):
        return  # both are known already; the database would not have taken them
    days = f"{against[0]:%d-%m-%Y} – {against[1]:%d-%m-%Y}" if against[1] else f"{against[0]:%d-%m-%Y} –"
    where = _("række %(row)s") % {"row": against[2].row} if isinstance(against[2], Record) else _("systemet")
    faults.add(
        record.file, record.row, "fra",
        _("Perioden overlapper en anden (%(days)s) i %(where)s.") % {"days": days, "where": where},
        _("Afslut den ene dagen før, den anden begynder."),
    )  # fmt: skip


def load(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay periods."""
    what, names = _FACTS[plan.kind.name]

    def facts(record: Record) -> actions.PeriodFacts:
        citizen = known.citizen_id(record["borger_id"])
        values = tuple(record[name] for name in names)
        return actions.PeriodFacts(record["periode_id"], citizen, record["fra"], until_of(record), values)

    changed = {pk: facts(record) for pk, record in plan.changed.items()}
    actions.load_periods(what, list(map(facts, plan.new)), changed)
