"""
Who sees which companies: everybody at work in the service sees all, a company's own people see their own.

What was talked about with a company in a case is no matter of this app; it follows the case.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, QuerySet

from helevejen.accounts import perms as account_perms
from helevejen.accounts.models import User
from helevejen.companies.models import Company, Contact
from helevejen.core.parse import COPENHAGEN


def visible_to(user: User, at: datetime) -> QuerySet[Company]:
    """Return the companies the user may open at the moment."""
    if user.is_staff_member:
        return Company.objects.filter(Exists(account_perms.at_work_on(_day(at)).filter(pk=user.pk)))
    return Company.objects.filter(contacts__user_id=user.pk, contacts__is_active=True)


def contacts_visible_to(user: User, at: datetime) -> QuerySet[Contact]:
    """Return the contacts of the companies the user may open."""
    return Contact.objects.filter(company__in=visible_to(user, at))


def _day(at: datetime) -> date:
    return at.astimezone(COPENHAGEN).date()
