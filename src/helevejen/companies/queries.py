"""Reads of companies: the register, the search, one company with its people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Collate, Lower

from helevejen.accounts.models import User
from helevejen.companies import perms
from helevejen.companies.models import Agreement, Company, Contact, Outreach, StewardStatement, Workplace, WorkplaceSize
from helevejen.core import bulk
from helevejen.core.db import DANISH
from helevejen.core.text import search_key

MOST_FOUND = 50
_BY_NAME = Collate("name", DANISH)
_LEAST_LETTERS = 2


def companies_visible_to(user: User, at: datetime) -> QuerySet[Company]:
    """Return the companies a user may open, with workplaces and active contacts, in Danish order. Three queries."""
    return (
        perms.visible_to(user, at)
        .prefetch_related(
            Prefetch("workplaces", Workplace.objects.order_by(_BY_NAME, "pk")),
            Prefetch("contacts", _active_contacts()),
        )
        .order_by(_BY_NAME, "pk")
    )


def companies_alone_visible_to(user: User, at: datetime) -> QuerySet[Company]:
    """Return the companies a user may open, without workplaces and contacts. One query."""
    return companies_visible_to(user, at).prefetch_related(None)


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
    return visible.select_related("company", "workplace").order_by(_BY_NAME, "pk")


def workplaces_visible_to(user: User, at: datetime) -> QuerySet[Workplace]:
    """Return the workplaces of the companies a user may open, with the company. One query."""
    visible = Workplace.objects.filter(company__in=perms.visible_to(user, at))
    return visible.select_related("company").order_by(_BY_NAME, "pk")


def outreach_of(company: Company) -> QuerySet[Outreach]:
    """Return the talks with a company that were about no citizen, with who talked, the newest first. One query."""
    return company.outreach.select_related("by", "contact").order_by("-at", "-pk")


def agreements_of(company: Company, on: date) -> QuerySet[Agreement]:
    """Return what is agreed with a company and not over, the newest first. One query."""
    living = company.agreements.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    return living.select_related("workplace").order_by("-valid_from", "-pk")


def agreements_at(workplace: Workplace, on: date) -> QuerySet[Agreement]:
    """Return what is agreed and not over for a workplace: its own and the whole company's, as above. One query."""
    return agreements_of(workplace.company, on).filter(Q(workplace=workplace) | Q(workplace__isnull=True))


def sizes_of(workplace: Workplace) -> QuerySet[WorkplaceSize]:
    """Return what a workplace has told of its size, the newest month first. One query."""
    return workplace.sizes.order_by("-month")


def find_statement(workplace: Workplace) -> StewardStatement | None:
    """Return the newest statement of employer and shop steward for a workplace, or None. One query."""
    return workplace.statements.order_by("-stated_on", "-pk").first()


def find_company(cvr: str) -> Company | None:
    """Return the company of a CVR number in its plain form, or None."""
    return Company.objects.filter(cvr=cvr).first()


def find_workplace(pnumber: str) -> Workplace | None:
    """Return the workplace of a P-number in its plain form with its company, or None."""
    return Workplace.objects.select_related("company").filter(pnumber=pnumber).first()


def _active_contacts() -> QuerySet[Contact]:
    return Contact.objects.filter(is_active=True).select_related("workplace").order_by(_BY_NAME, "pk")


# --- What is known already, for an import that changes only what differs ---


def known_companies(cvrs: Iterable[str]) -> dict[str, tuple[int, tuple[str, str | None]]]:
    """Return number, name and external id of the companies with some CVR numbers; a query for each 500."""
    found = {}
    for some in bulk.in_chunks(cvrs):
        rows = Company.objects.filter(cvr__in=some).order_by("pk").values_list("cvr", "pk", "name", "external_id")
        found.update({cvr: (pk, (name, external_id)) for cvr, pk, name, external_id in rows})
    return found


def known_workplaces(pnumbers: Iterable[str]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return number, and CVR, name and address, of the workplaces with some P-numbers; a query for each 500."""
    found = {}
    for some in bulk.in_chunks(pnumbers):
        rows = Workplace.objects.filter(pnumber__in=some).order_by("pk")
        for pnumber, pk, *values in rows.values_list(
            "pnumber", "pk", "company__cvr", "name", "address", "postcode", "city"
        ):
            found[pnumber] = (pk, tuple(values))
    return found


def known_sizes(pnumbers: Iterable[str]) -> dict[tuple[str, date], tuple[int, tuple[Decimal, Decimal]]]:
    """Return number and size by P-number and month for some workplaces; a query for each 500."""
    found: dict[tuple[str, date], tuple[int, tuple[Decimal, Decimal]]] = {}
    for some in bulk.in_chunks(pnumbers):
        rows = WorkplaceSize.objects.filter(workplace__pnumber__in=some).order_by("pk")
        for pnumber, month, pk, *size in rows.values_list("workplace__pnumber", "month", "pk", "employees", "placed"):
            found[pnumber, month] = (pk, (size[0], size[1]))
    return found


def pnumbers_bound(pnumbers: Iterable[str]) -> set[str]:
    """
    Return those of some P-numbers that something names together with their company: a contact, an order, a placement.

    A query for each 500 and each table that names both.
    """
    tables: list[Any] = [relation.related_model for relation in Workplace._meta.related_objects]
    found: set[str] = set()
    for some in bulk.in_chunks(pnumbers):
        for table in tables:
            if any(field.name == "company" for field in table._meta.fields):
                rows = table.objects.filter(workplace__pnumber__in=some).order_by()
                found.update(rows.values_list("workplace__pnumber", flat=True).distinct())
    return found


def known_contacts(
    external_ids: Iterable[str], emails: Iterable[str]
) -> tuple[dict[str, tuple[int, tuple[Any, ...]]], dict[tuple[str, str], tuple[int, tuple[Any, ...]]]]:
    """
    Return number and facts of the contacts with some external ids, and the same by CVR number and small e-mail address
    of those without one, who are known by that alone; who is on the list goes before who was taken off. A query for
    each 500.
    """
    found: dict[str, tuple[int, tuple[Any, ...]]] = {}
    columns = ("external_id", "pk", "company__cvr", "workplace__pnumber", "name", "title", "phone", "email")
    for some in bulk.in_chunks(external_ids):
        rows = Contact.objects.filter(external_id__in=some).order_by("pk").values_list(*columns)
        found.update({external_id or "": (pk, tuple(facts)) for external_id, pk, *facts in rows})
    by_email: dict[tuple[str, str], tuple[int, tuple[Any, ...]]] = {}
    for some in bulk.in_chunks({email.lower() for email in emails if email}):
        unnamed = Contact.objects.annotate(small=Lower("email")).filter(external_id__isnull=True, small__in=some)
        for small, pk, *facts in unnamed.order_by("-is_active", "pk").values_list("small", *columns[1:]):
            by_email.setdefault((facts[0], small), (pk, tuple(facts)))
    return found, by_email


def known_agreements(external_ids: Iterable[str]) -> dict[str, tuple[int, tuple[Any, ...]]]:
    """Return number and facts of the agreements with some external ids; a query for each 500."""
    found: dict[str, tuple[int, tuple[Any, ...]]] = {}
    columns = ("external_id", "pk", "company__cvr", "workplace__pnumber", "text", "valid_from", "valid_until")
    for some in bulk.in_chunks(external_ids):
        rows = Agreement.objects.filter(external_id__in=some).order_by("pk").values_list(*columns)
        found.update({external_id or "": (pk, tuple(facts)) for external_id, pk, *facts in rows})
    return found


def owners_of_external_ids(external_ids: Iterable[str]) -> dict[str, str]:
    """Return the CVR numbers of the companies with some external ids; a query for each 500."""
    found: dict[str, str] = {}
    for some in bulk.in_chunks(external_ids):
        rows = Company.objects.filter(external_id__in=some).order_by("pk")
        found.update({external_id or "": cvr for external_id, cvr in rows.values_list("external_id", "cvr")})
    return found
