"""Somebody who has had a case here before and comes back."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.caseload import perms
from helevejen.citizens import queries as citizen_queries
from helevejen.citizens.models import Citizen


def citizens_returning(user: User, on: date) -> QuerySet[Citizen]:
    """Return the citizens without a case now for whom the user may open a new one. One query."""
    return perms.citizens_returning(user, on).order_by("pk")


def find_returning(cpr: str, user: User, on: date) -> Citizen | None:
    """Return the citizen of a whole CPR number, when the user may open a new case for them, or None. One query."""
    return citizens_returning(user, on).filter(cpr_index=citizen_queries.cpr_index_of(cpr)).first()
