"""The account of a company's contact, opened the first time a provider vouches for the person and the company."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.companies.models import Contact
from helevejen.core.deeds import Refusal, action


class UnableToSignInContact(Refusal):
    """The person is not a known contact of the company; nothing has been changed."""


@action
def sign_contact_in(*, cvr: str | None, email: str, subject: str, at: datetime) -> User:
    """
    Return the account of the contact a provider vouches for, opened now if it is the first time.

    Known by the provider's own name of the person from an earlier time, else by company and e-mail address together.

    Raises:
        UnableToSignInContact: no CVR number, no such contact, or the contact is off the list.
    """
    if not cvr:
        raise UnableToSignInContact(
            _("Vi fik ikke at vide, hvilken virksomhed du kommer fra. Log ind med MitID Erhverv.")
        )
    active = Contact.objects.select_for_update(of=("self",)).filter(is_active=True, company__cvr=cvr)
    known = active.filter(user__subject=subject).first()
    contact = known or (active.filter(email__iexact=email, user__isnull=True).order_by("pk").first() if email else None)
    if contact is None:
        raise UnableToSignInContact(
            _("Vi kender dig ikke som kontaktperson i virksomheden endnu. Ring til os, så skriver vi dig på.")
        )
    user = contact.user or _open_account(contact, subject, at)
    if not user.is_active:
        raise UnableToSignInContact(_("Din adgang er lukket. Ring til os, så finder vi ud af hvorfor."))
    return user


def _open_account(contact: Contact, subject: str, at: datetime) -> User:
    user = User(
        username=f"virksomhed-{contact.pk}",
        kind=UserKind.COMPANY,
        name=contact.name,
        email=contact.email,
        subject=subject,
        date_joined=at,
    )
    user.set_unusable_password()
    user.save()
    contact.user = user
    contact.save(update_fields=["user"])
    return user
