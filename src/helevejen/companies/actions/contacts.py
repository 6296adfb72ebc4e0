"""The people at a company are written down, corrected and taken off the list."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.companies import rules
from helevejen.companies.enums import CompanyObjection
from helevejen.companies.models import Company, Contact, Workplace
from helevejen.core.deeds import Refusal, action


class UnableToAddContact(Refusal):
    """The contact cannot be written down so."""


class UnableToChangeContact(Refusal):
    """The contact cannot be changed so."""


@action
def add_contact(
    *,
    company: Company,
    name: str,
    by: User,
    at: datetime,
    workplace: Workplace | None = None,
    title: str = "",
    phone: str = "",
    email: str = "",
) -> Contact:
    """
    Write down somebody to talk to at a company.

    Raises:
        UnableToAddContact: no name, no way to reach, or a workplace of another company. Nothing has been written.
    """
    if objection := rules.objection_to_contact(name=name, phone=phone, email=email):
        raise UnableToAddContact(objection)
    if workplace is not None and workplace.company_id != company.pk:
        raise UnableToAddContact(CompanyObjection.WORKPLACE_OF_OTHER)
    person = {"name": name.strip(), "title": title.strip(), "phone": phone.strip(), "email": email.strip()}
    contact = Contact.objects.create(company=company, workplace=workplace, **person)
    audit_actions.record_event(Verb.COMPANY_CHANGED, subject=contact, by=by, at=at, detail={"deed": "added"})
    return contact


@action
def change_contact(
    *, contact: Contact, by: User, at: datetime, name: str, title: str, phone: str, email: str
) -> Contact:
    """
    Correct what is known of a contact.

    Raises:
        UnableToChangeContact: no name, or no way to reach. Nothing has been changed.
    """
    if objection := rules.objection_to_contact(name=name, phone=phone, email=email):
        raise UnableToChangeContact(objection)
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    contact.name, contact.title = name.strip(), title.strip()
    contact.phone, contact.email = phone.strip(), email.strip()
    contact.save(update_fields=["name", "title", "phone", "email"])
    audit_actions.record_event(Verb.COMPANY_CHANGED, subject=contact, by=by, at=at, detail={"deed": "changed"})
    return contact


@action
def retire_contact(*, contact: Contact, by: User, at: datetime) -> Contact:
    """
    Take a contact off the list. What was talked about stays, and an account sees the company no more.

    Raises:
        UnableToChangeContact: the contact is off the list already. Nothing has been changed.
    """
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if not contact.is_active:
        raise UnableToChangeContact(CompanyObjection.ALREADY_RETIRED)
    contact.is_active = False
    contact.save(update_fields=["is_active"])
    audit_actions.record_event(Verb.COMPANY_CHANGED, subject=contact, by=by, at=at, detail={"deed": "retired"})
    return contact
