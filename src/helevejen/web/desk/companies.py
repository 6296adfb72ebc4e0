"""The companies one may talk to: the register with its places and people. What is said in a case stays in the case."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.companies import queries
from helevejen.core import clock
from helevejen.web.shared.access import fetch, requires

ROWS_AT_A_TIME = 25


@requires(Permission.COMPANY_VIEW)
def companies(request: HttpRequest) -> HttpResponse:
    user, at, text = request.user, clock.now(), request.GET.get("find", "").strip()
    rows = queries.companies_found(user, text, at) if text else queries.companies_visible_to(user, at)
    page = Paginator(rows, ROWS_AT_A_TIME).get_page(request.GET.get("side"))
    shown = {"page": page, "text": text, "is_cut": bool(text) and page.paginator.count == queries.MOST_FOUND}
    return render(request, "desk/companies.html", shown)


@requires(Permission.COMPANY_VIEW)
def company_detail(request: HttpRequest, company_id: int) -> HttpResponse:
    company = fetch(request, queries.companies_visible_to(request.user, clock.now()), pk=company_id)
    return render(request, "desk/company_detail.html", {"company": company})
