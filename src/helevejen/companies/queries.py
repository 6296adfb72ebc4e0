"""Reads of companies: the register, the search, one company with its people."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from helevejen.accounts.models import User
from helevejen.companies import perms
from helevejen.companies.models import Company, Contact, Workplace
from helevejen.core.text import search_key

MOST_FOUND = 50
_LEAST_LETTERS = 2


def companies_visible_to(user: User, at: datetime) -> QuerySet[Company]:
    """Return the companies a user may open, with workplaces and active contacts, by name. Three queries."""
    return (
        perms.visible_to(user, at)
        .prefetch_related(
            Prefetch("workplaces", Workplace.objects.order_by("search_key", "pk")),
            Prefetch("contacts", _active_contacts()),
        )
        .order_by("search_key", "pk")
    )


def companies_found(user: User, text: str, at: datetime) -> list[Company]:
    """
    Return the companies whose name, workplace, CVR or P-number answers to a text, by name, at most `MOST_FOUND`.

    Numbers are found from their beginning, names anywhere. Fewer than two letters find nothing. Three queries.
    """
    key, digits = search_key(text), "".join(text.split())
    if len(text.strip()) < _LEAST_LETTERS or not key:
        return []
    workplaces = Workplace.objects.filter(company=OuterRef("pk"))
    wanted = Q(search_key__contains=key) | Q(Exists(workplaces.filter(search_key__contains=key)))
    if digits.isdecimal():
        wanted |= Q(cvr__startswith=digits) | Q(Exists(workplaces.filter(pnumber__startswith=digits)))
    return list(companies_visible_to(user, at).filter(wanted)[:MOST_FOUND])


def contacts_visible_to(user: User, at: datetime) -> QuerySet[Contact]:
    """Return the active contacts a user may see, with their company and workplace, by name. One query."""
    visible = perms.contacts_visible_to(user, at).filter(is_active=True)
    return visible.select_related("company", "workplace").order_by("name", "pk")


def find_company(cvr: str) -> Company | None:
    """Return the company of a CVR number in its plain form, or None."""
    return Company.objects.filter(cvr=cvr).first()


def find_workplace(pnumber: str) -> Workplace | None:
    """Return the workplace of a P-number in its plain form with its company, or None."""
    return Workplace.objects.select_related("company").filter(pnumber=pnumber).first()


def find_company_of(user: User) -> Company | None:
    """Return the company whose page the user sees as its contact, or None."""
    return Company.objects.filter(contacts__user=user, contacts__is_active=True).first()


def _active_contacts() -> QuerySet[Contact]:
    return Contact.objects.filter(is_active=True).select_related("workplace").order_by("name", "pk")
