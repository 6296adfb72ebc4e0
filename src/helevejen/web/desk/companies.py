"""The companies one may talk to: the register with its places and people. What is said in a case stays in the case."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.audit.enums import AccessKind
from helevejen.companies import queries
from helevejen.core import clock
from helevejen.recruitment import queries as order_queries
from helevejen.web.desk.search import BY_TASK, task_sought
from helevejen.web.shared.access import fetch, requires, shows

ROWS_AT_A_TIME = 25
#: So many digits and more are a CVR or a P-number, not the number of a task.
_DIGITS_OF_A_CVR: Final = 8


@requires(Permission.COMPANY_VIEW)
def companies(request: HttpRequest) -> HttpResponse:
    user, at, text = request.user, clock.now(), request.GET.get("find", "").strip()
    rows = queries.companies_found(user, text, at) if text else queries.companies_visible_to(user, at)
    page = Paginator(rows, ROWS_AT_A_TIME).get_page(request.GET.get("side"))
    task = _task(request, text)
    shown = {
        "page": page,
        "text": text,
        "task": task,
        "is_cut": bool(text) and page.paginator.count == queries.MOST_FOUND,
    }
    return render(request, "desk/companies.html", shown)


def _task(request: HttpRequest, text: str) -> Any:
    """Return the track whose number a company on the telephone says; the citizen it is about is noted for the log."""
    if text.isdigit() and len(text) >= _DIGITS_OF_A_CVR:
        return None
    task = task_sought(request, text)
    if task is not None:
        shows(request, [task.case.citizen_id], kind=AccessKind.SEARCH, criterion=BY_TASK)
    return task


@requires(Permission.COMPANY_VIEW)
def company_detail(request: HttpRequest, company_id: int) -> HttpResponse:
    now = clock.now()
    company = fetch(request, queries.companies_visible_to(request.user, now), pk=company_id)
    orders = order_queries.orders_at(company, request.user, now)
    return render(request, "desk/company_detail.html", {"company": company, "orders": orders, "today": clock.today()})
