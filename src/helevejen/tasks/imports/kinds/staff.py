"""Staff: accounts, teams and employments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from helevejen.accounts.actions import imports as actions
from helevejen.accounts.queries import imports as queries
from helevejen.caseload.queries.imports import is_case_role
from helevejen.citizens.queries import cpr_index_of, home_key_of
from helevejen.tasks.imports import columns
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.plans import Known, Plan, StaffRef, first_of_each, runs_forward, until_of
from helevejen.tasks.imports.records import Record

if TYPE_CHECKING:
    from helevejen.accounts.models import User

_MOST_HOURS: Final = Decimal(60)
_ALL_WEEK: Final = Decimal(37)


@dataclass(slots=True)
class _Person:
    """What becomes of one row: the account, and the employment with the number of the known one it changes."""

    account: actions.StaffAccount
    record: Record
    pk: int | None
    is_account_changed: bool
    employment_pk: int | None
    is_employment_changed: bool


def plan(records: list[Record], known: Known, faults: Faults) -> Plan:
    """Compare staff by external id, and employments by their first day."""
    made = Plan(columns.STAFF)
    records = first_of_each(first_of_each(records, "medarbejder_id", faults), "brugernavn", faults)
    there = queries.known_staff(record["medarbejder_id"] for record in records)
    taken = queries.usernames_taken(record["brugernavn"] for record in records)
    for record in records:
        person = there.get(record["medarbejder_id"])
        if not _is_sound(record, taken, faults):
            continue
        employment = _employment_of(person, record)
        if person and not employment and not _may_follow(record, person, faults):
            continue
        _sort(made, record, person, employment)
        ref = known.staff.setdefault(record["medarbejder_id"], StaffRef(person.pk if person else None))
        ref.name = record["navn"]
        ref.works_cases = ref.works_cases or (is_case_role(record["rolle"]) and _holds_on(record, known.on))
    return made


def _is_sound(record: Record, taken: dict[str, str | None], faults: Faults) -> bool:
    before = faults.count
    runs_forward(record, faults)
    hours = record["timer"]
    if hours is not None and not 0 < hours <= _MOST_HOURS:
        faults.add(
            record.file, record.row, "timer", _("%(hours)s timer om ugen kan ikke passe.") % {"hours": hours},
            _("Skriv timer om ugen, højst 60."),
        )  # fmt: skip
    if record["adresse"] and not record["postnummer"]:
        faults.add(
            record.file, record.row, "postnummer", _("Der er en adresse uden postnummer."), _("Skriv fire cifre.")
        )
    if record["brugernavn"] in taken and taken[record["brugernavn"]] != record["medarbejder_id"]:
        faults.add(
            record.file, record.row, "brugernavn",
            _("Brugernavnet %(name)s er optaget af en anden.") % {"name": record["brugernavn"]},
            _("Vælg et andet brugernavn, eller ret medarbejder_id."),
        )  # fmt: skip
    return faults.count == before


def _employment_of(person: queries.KnownStaff | None, record: Record) -> queries.KnownEmployment | None:
    return next((one for one in person.employments if one.valid_from == record["fra"]), None) if person else None


def _may_follow(record: Record, person: queries.KnownStaff, faults: Faults) -> bool:
    """Return whether a further employment overlaps none that is known."""
    until = until_of(record)
    for one in person.employments:
        if (until is None or one.valid_from < until) and (one.valid_until is None or one.valid_until > record["fra"]):
            faults.add(
                record.file, record.row, "fra",
                _("Ansættelsen overlapper den, der begyndte %(day)s.") % {"day": f"{one.valid_from:%d-%m-%Y}"},
                _("Ret datoen, eller afslut den gamle ansættelse først."),
            )  # fmt: skip
            return False
    return True


def _sort(
    made: Plan, record: Record, person: queries.KnownStaff | None, employment: queries.KnownEmployment | None
) -> None:
    account = _account(record, person)
    hours = _ALL_WEEK if record["timer"] is None else record["timer"]
    values = (record["team"], record["rolle"], record["stilling"], hours, until_of(record))
    one = _Person(
        account=account,
        record=record,
        pk=person.pk if person else None,
        is_account_changed=person is not None and person.values != account[1:],
        employment_pk=employment.pk if employment else None,
        is_employment_changed=employment is None or employment.values != values,
    )
    if person is None:
        made.new.append(one)
    elif one.is_account_changed or one.is_employment_changed:
        made.changed[person.pk] = one
    else:
        made.unchanged += 1


def _account(record: Record, person: queries.KnownStaff | None) -> actions.StaffAccount:
    """Return the account a row gives. What finds conflicts of interest stays as it was when the row does not say."""
    cpr_index, home_key = person.ties if person else ("", "")
    return actions.StaffAccount(
        external_id=record["medarbejder_id"],
        username=record["brugernavn"],
        name=record["navn"],
        email=record["mail"],
        phone=record["telefon"],
        cpr_index=cpr_index_of(record["cpr"]) if record["cpr"] else cpr_index,
        home_key=home_key_of(record["adresse"], record["postnummer"]) or home_key,
    )


def load(plan: Plan, known: Known, *, by: User, at: datetime) -> None:
    """Lay teams, accounts and employments."""
    people: list[_Person] = [*plan.new, *plan.changed.values()]
    teams = actions.load_teams(person.record["team"] for person in people)
    changed = {person.pk: person.account for person in people if person.pk and person.is_account_changed}
    ids = actions.load_accounts([person.account for person in plan.new], changed, at=at)
    for person, pk in zip(plan.new, ids, strict=True):
        person.pk = pk
        known.staff[person.account.external_id].pk = pk
    written = [(one, _employment(one, teams)) for one in people if one.is_employment_changed]
    actions.load_employments(
        [facts for one, facts in written if one.employment_pk is None],
        {one.employment_pk: facts for one, facts in written if one.employment_pk is not None},
    )


def _employment(person: _Person, teams: dict[str, int]) -> actions.StaffEmployment:
    record = person.record
    assert person.pk is not None, "accounts are loaded before employments"
    hours = _ALL_WEEK if record["timer"] is None else record["timer"]
    return actions.StaffEmployment(
        person.pk, teams[record["team"]], record["rolle"], record["stilling"], hours, record["fra"], until_of(record)
    )


def _holds_on(record: Record, day: date) -> bool:
    until = until_of(record)
    return bool(record["fra"] <= day) and (until is None or until > day)
