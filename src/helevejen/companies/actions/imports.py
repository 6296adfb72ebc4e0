"""Companies, workplaces and their sizes from a file, many at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from helevejen.accounts.models import User
from helevejen.companies.models import Agreement, Company, Contact, Workplace, WorkplaceSize
from helevejen.core import bulk
from helevejen.core.deeds import step
from helevejen.core.text import search_key


class CompanyFacts(NamedTuple):
    """A company as a file gives it."""

    cvr: str
    name: str
    external_id: str | None


class WorkplaceFacts(NamedTuple):
    """A workplace as a file gives it; the company by number."""

    pnumber: str
    company: int
    name: str
    address: str
    postcode: str
    city: str


class SizeFacts(NamedTuple):
    """The size of a workplace in a month, by the number of the workplace; the month by its first day."""

    workplace: int
    month: date
    employees: Decimal
    placed: Decimal


class ContactFacts(NamedTuple):
    """A contact as a file gives it; company and workplace by number."""

    external_id: str
    company: int
    workplace: int | None
    name: str
    title: str
    phone: str
    email: str


class AgreementFacts(NamedTuple):
    """An agreement as a file gives it; company and workplace by number, `valid_until` the day after the last."""

    external_id: str
    company: int
    workplace: int | None
    text: str
    valid_from: date
    valid_until: date | None


@step
def load_companies(new: Sequence[CompanyFacts], changed: Mapping[int, CompanyFacts]) -> list[int]:
    """Write new companies and change known ones; return the numbers of the new, in order."""
    ids = bulk.reserve_ids(Company, len(new))
    columns = (*CompanyFacts._fields, "search_key")
    bulk.update(Company, columns, ((*facts, search_key(facts.name), pk) for pk, facts in changed.items()))
    bulk.insert(
        Company, ("id", *columns), ((pk, *facts, search_key(facts.name)) for pk, facts in zip(ids, new, strict=True))
    )
    return list(ids)


@step
def load_workplaces(new: Sequence[WorkplaceFacts], changed: Mapping[int, WorkplaceFacts]) -> list[int]:
    """Write new workplaces and change known ones; return the numbers of the new, in order."""
    ids = bulk.reserve_ids(Workplace, len(new))
    columns = (*WorkplaceFacts._fields, "search_key")
    bulk.update(Workplace, columns, ((*facts, search_key(facts.name), pk) for pk, facts in changed.items()))
    rows = ((pk, *facts, search_key(facts.name)) for pk, facts in zip(ids, new, strict=True))
    bulk.insert(Workplace, ("id", *columns), rows)
    return list(ids)


@step
def load_sizes(new: Sequence[SizeFacts], changed: Mapping[int, SizeFacts], *, by: User, at: datetime) -> None:
    """Write what companies have told of new months, and correct known ones."""
    columns = (*SizeFacts._fields, "told_by", "told_at")
    bulk.update(WorkplaceSize, columns, ((*facts, by.pk, at, pk) for pk, facts in changed.items()))
    bulk.insert(WorkplaceSize, columns, ((*facts, by.pk, at) for facts in new))


@step
def load_contacts(new: Sequence[ContactFacts], changed: Mapping[int, ContactFacts]) -> None:
    """Write new contacts and change known ones; who was taken off the list stays off, and nobody changes company."""
    kept = _but_company(ContactFacts._fields)
    bulk.update(Contact, kept, ((*(getattr(facts, name) for name in kept), pk) for pk, facts in changed.items()))
    bulk.insert(Contact, (*ContactFacts._fields, "is_active"), ((*facts, True) for facts in new))


@step
def load_agreements(
    new: Sequence[AgreementFacts], changed: Mapping[int, AgreementFacts], *, by: User, at: datetime
) -> None:
    """Write new agreements and change known ones; none changes company."""
    kept, told = _but_company(AgreementFacts._fields), ("made_by", "made_at")
    rows = ((*(getattr(facts, name) for name in kept), by.pk, at, pk) for pk, facts in changed.items())
    bulk.update(Agreement, (*kept, *told), rows)
    bulk.insert(Agreement, (*AgreementFacts._fields, *told), ((*facts, by.pk, at) for facts in new))


def _but_company(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name != "company")
