"""Talks with companies that are about no citizen, what was agreed, and the peace a company has asked for."""

from __future__ import annotations

from datetime import date, datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.companies import rules
from helevejen.companies.enums import CompanyObjection, ContactChannel
from helevejen.companies.models import Agreement, Company, Contact, Outreach, Workplace
from helevejen.core.deeds import Refusal, action
from helevejen.core.parse import COPENHAGEN


class UnableToLogOutreach(Refusal):
    """The talk cannot be written down so."""


class UnableToLeaveInPeace(Refusal):
    """The peace cannot be written down so."""


class UnableToAgree(Refusal):
    """The agreement cannot be written down so."""


@action
def log_outreach(
    *,
    company: Company,
    by: User,
    at: datetime,
    channel: str,
    text: str,
    contact: Contact | None = None,
    promise: str = "",
    promised_on: date | None = None,
) -> Outreach:
    """
    Write down a talk with a company, and what we promised in it.

    Raises:
        UnableToLogOutreach: words lack, half a promise, or a contact of another company. Nothing has been written.
    """
    on = at.astimezone(COPENHAGEN).date()
    if objection := rules.objection_to_outreach(text=text, promise=promise, promised_on=promised_on, on=on):
        raise UnableToLogOutreach(objection)
    if contact is not None and contact.company_id != company.pk:
        raise UnableToLogOutreach(CompanyObjection.WORKPLACE_OF_OTHER)
    outreach = Outreach.objects.create(
        company=company, contact=contact, channel=ContactChannel(channel), text=text.strip(), promise=promise.strip(),
        promised_on=promised_on, at=at, by=by,
    )  # fmt: skip
    audit_actions.record_event(Verb.OUTREACH_LOGGED, subject=company, by=by, at=at)
    return outreach


@action
def leave_in_peace(*, company: Company, until: date | None, why: str, by: User, at: datetime) -> Company:
    """
    Write down that a company is not to be contacted before a day, or with no day that it may be again.

    Raises:
        UnableToLeaveInPeace: the day is past or far away, or nobody says why. Nothing has been changed.
    """
    if objection := rules.objection_to_rest(until=until, why=why, on=at.astimezone(COPENHAGEN).date()):
        raise UnableToLeaveInPeace(objection)
    company = Company.objects.select_for_update(of=("self",)).get(pk=company.pk)
    company.not_before, company.not_before_why = until, why.strip() if until is not None else ""
    company.save(update_fields=["not_before", "not_before_why"])
    audit_actions.record_event(Verb.COMPANY_CHANGED, subject=company, by=by, at=at, detail={"fields": ["not_before"]})
    return company


@action
def make_agreement(
    *,
    company: Company,
    text: str,
    valid_from: date,
    by: User,
    at: datetime,
    valid_until: date | None = None,
    workplace: Workplace | None = None,
) -> Agreement:
    """
    Write down what is agreed with a company for a time, at one workplace where one is named.

    Raises:
        UnableToAgree: words lack, the days are the wrong way round, or the workplace is another company's. Nothing has
            been written.
    """
    if objection := rules.objection_to_agreement(text=text, valid_from=valid_from, valid_until=valid_until):
        raise UnableToAgree(objection)
    if workplace is not None and workplace.company_id != company.pk:
        raise UnableToAgree(CompanyObjection.WORKPLACE_OF_OTHER)
    made = Agreement.objects.create(
        company=company,
        workplace=workplace,
        text=text.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        made_by=by,
        made_at=at,
    )
    audit_actions.record_event(Verb.COMPANY_CHANGED, subject=company, by=by, at=at, detail={"fields": ["agreement"]})
    return made
