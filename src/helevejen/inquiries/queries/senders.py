"""Whom the address of a mail belongs to, as far as it is registered. An address proves nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from helevejen.cases.models import Case
from helevejen.citizens.models import Citizen
from helevejen.companies.models import Company, Contact
from helevejen.inquiries.models import IncomingMail, Inquiry


def find_citizen_by_mail(address: str) -> Citizen | None:
    """Return the one citizen with a registered address; None when there is none, or several share it. One query."""
    found = list(Citizen.objects.defer("cpr", "address").filter(email__iexact=address).order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def find_company_by_mail(address: str) -> Company | None:
    """Return the one company of an active contact with the address; None when there is none or several. One query."""
    contacts = Contact.objects.filter(email__iexact=address, is_active=True).select_related("company")
    companies = {contact.company_id: contact.company for contact in contacts.order_by("pk")[:20]}
    return next(iter(companies.values())) if len(companies) == 1 else None


def can_be_told(inquiry: Inquiry) -> bool:
    """Return whether news of an inquiry reaches its sender in writing: on Min vej or by mail. One query at most."""
    if inquiry.citizen is None:
        return bool(inquiry.sender_email)
    return bool(inquiry.citizen.email) or Case.objects.open().filter(citizen=inquiry.citizen).exists()


def find_by_token(token: str) -> Inquiry | None:
    """Return the inquiry a reply belongs to by its token, or None. One query."""
    return Inquiry.objects.filter(reply_token=token, track__isnull=True).first() if token else None


def is_received(digest: str) -> bool:
    """Return whether a mail has been here before. One query."""
    return IncomingMail.objects.filter(digest=digest).exists()


def mails_from(address: str, at: datetime) -> int:
    """Return how many inquiries an address has made in a day. One query."""
    since = at - timedelta(days=1)
    return Inquiry.objects.filter(sender_email=address, received_at__gt=since, channel="mail").count()
