"""
Which job orders are open to whom.

No citizen is in an order: everybody at work who handles orders sees all of them. A company's contacts see its own.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists

from helevejen.accounts import perms as staff
from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.companies import perms as company_perms
from helevejen.engines.calendar import day_of
from helevejen.recruitment.models import JobOrder, JobOrderQuerySet


def visible_to(user: User, at: datetime) -> JobOrderQuerySet:
    """Return the orders the user may open at the moment. What they may do there is asked of their permissions."""
    if not user.is_active or user.kind == UserKind.CITIZEN:
        return JobOrder.objects.none()
    if user.kind == UserKind.COMPANY:
        return JobOrder.objects.filter(company__in=company_perms.visible_to(user, at).values("pk"))
    return JobOrder.objects.filter(Exists(staff.at_work_on(day_of(at)).filter(pk=user.pk)))
