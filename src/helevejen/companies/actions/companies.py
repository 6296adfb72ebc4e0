"""Companies and their workplaces are registered and corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.companies import queries, rules
from helevejen.companies.enums import CompanyObjection
from helevejen.companies.models import Company, Workplace
from helevejen.core import cvr as cvr_numbers
from helevejen.core import pnumber as pnumbers
from helevejen.core.deeds import Refusal, action
from helevejen.core.parse import Unreadable
from helevejen.core.text import search_key


class UnableToRegisterCompany(Refusal):
    """The company cannot be written down, or it is already."""


class UnableToRegisterWorkplace(Refusal):
    """The workplace cannot be written down, or it is already."""


class UnableToChangeCompany(Refusal):
    """The new name will not do."""


@action
def register_company(*, cvr: str, name: str, by: User, at: datetime) -> Company:
    """
    Write a company down by its CVR number.

    Raises:
        UnableToRegisterCompany: the number is wrong or taken, or the name is empty. Nothing has been written.
    """
    number = _read(cvr_numbers.parse, cvr, UnableToRegisterCompany)
    if objection := rules.objection_to_name(name):
        raise UnableToRegisterCompany(objection)
    if queries.find_company(number):
        raise UnableToRegisterCompany(CompanyObjection.CVR_TAKEN)
    try:
        with transaction.atomic():
            company = Company.objects.create(cvr=number, name=name.strip(), search_key=search_key(name))
    except IntegrityError:  # somebody else was faster
        raise UnableToRegisterCompany(CompanyObjection.CVR_TAKEN) from None
    audit_actions.record_event(Verb.COMPANY_REGISTERED, subject=company, by=by, at=at)
    return company


@action
def rename_company(*, company: Company, name: str, by: User, at: datetime) -> Company:
    """
    Correct the name of a company.

    Raises:
        UnableToChangeCompany: the name is empty. Nothing has been changed.
    """
    if objection := rules.objection_to_name(name):
        raise UnableToChangeCompany(objection)
    company = Company.objects.select_for_update(of=("self",)).get(pk=company.pk)
    company.name, company.search_key = name.strip(), search_key(name)
    company.save(update_fields=["name", "search_key"])
    audit_actions.record_event(Verb.COMPANY_CHANGED, subject=company, by=by, at=at, detail={"fields": ["name"]})
    return company


@action
def register_workplace(
    *,
    company: Company,
    pnumber: str,
    name: str,
    by: User,
    at: datetime,
    address: str = "",
    postcode: str = "",
    city: str = "",
) -> Workplace:
    """
    Write one of a company's workplaces down by its P-number.

    Raises:
        UnableToRegisterWorkplace: the number is wrong or taken, or a field will not do. Nothing has been written.
    """
    number = _read(pnumbers.parse, pnumber, UnableToRegisterWorkplace)
    if objection := rules.objection_to_workplace(name=name, postcode=postcode):
        raise UnableToRegisterWorkplace(objection)
    if queries.find_workplace(number):
        raise UnableToRegisterWorkplace(CompanyObjection.PNUMBER_TAKEN)
    where = {"address": address.strip(), "postcode": postcode, "city": city.strip()}
    try:
        with transaction.atomic():
            workplace = Workplace.objects.create(
                company=company, pnumber=number, name=name.strip(), search_key=search_key(name), **where
            )
    except IntegrityError:  # somebody else was faster
        raise UnableToRegisterWorkplace(CompanyObjection.PNUMBER_TAKEN) from None
    audit_actions.record_event(Verb.COMPANY_CHANGED, subject=workplace, by=by, at=at)
    return workplace


def _read(parse: Callable[[object], str], written: str, refusal: type[Refusal]) -> str:
    try:
        return parse(written)
    except Unreadable as fault:
        raise refusal(fault.reason, **fault.values) from None
