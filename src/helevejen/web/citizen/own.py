"""What every page of the citizen begins with: the citizen's own record, and the case if there is one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from helevejen.caseload.queries import own_cases as own_case_queries
from helevejen.citizens import queries as citizen_queries
from helevejen.core import clock
from helevejen.web.shared.access import fetch


def own_record(request: HttpRequest, *, shown: str = "A") -> tuple[Any, Any | None]:
    """
    Return the citizen who is signed in and the case to show, the open one or else the newest; None without any.

    One query, two without a case.

    Raises:
        Http404: the account belongs to no citizen.
    """
    now = clock.now()
    try:
        case = fetch(request, own_case_queries.own_cases(request.user, now), shown=shown)
    except Http404:
        return fetch(request, citizen_queries.citizens_visible_to(request.user, now), shown="A"), None
    return case.citizen, case


def own_case(request: HttpRequest, *, shown: str = "AE") -> Any:
    """
    Return the case to show.

    Raises:
        Http404: there is none.
    """
    return fetch(request, own_case_queries.own_cases(request.user, clock.now()), shown=shown)


def is_open(case: Any | None) -> bool:
    """Return whether there is a case to do deeds in."""
    return case is not None and case.is_open


def posted(request: HttpRequest) -> Any:
    """Return what was sent to a form, also when it was nothing; None when the page was only asked for."""
    return request.POST if request.method == "POST" else None
