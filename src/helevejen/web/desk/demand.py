"""What companies ask for against what citizens can and want, and whom to call about it."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.proposals import queries as proposal_queries
from helevejen.recruitment import queries
from helevejen.recruitment.enums import EmploymentForm
from helevejen.web.shared.access import requires, shows

#: What the call list shows: whom and how to reach them, what they can, and that they live on dagpenge.
_SHOWN: Final = "ADH"


@requires(Permission.ORDER_WORK)
@require_safe
def demand(request: HttpRequest) -> HttpResponse:
    place, form, found = demand_asked_for(request)
    context = {
        "found": found,
        "place": place,
        "form": form,
        "forms": EmploymentForm.choices,
        "least": queries.LEAST_TOLD,
        "query": request.GET.urlencode(),
    }
    return render(request, "desk/demand.html", context)


@requires(Permission.CASELOAD_VIEW)
@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    settled = proposal_queries.settled_between(request.user, now)
    people = queries.call_list(request.user, now, clock.today(), settled=settled)
    shows(request, {one.citizen_id for one in people}, shown=_SHOWN)
    return render(request, "desk/call_list.html", {"people": people, "today": clock.today()})


def demand_asked_for(request: HttpRequest) -> tuple[str, str, Any]:
    """Return the place and the form the address asks for, empty for all, and the demand."""
    form = request.GET.get("form", "")
    form = form if form in EmploymentForm.values else ""
    place = request.GET.get("sted", "")[:60]
    language = (get_language() or "da")[:2]
    found = queries.demand(request.user, clock.now(), clock.today(), place=place, form=form, language=language)
    if place and place not in found.places:
        place = ""
        found = queries.demand(request.user, clock.now(), clock.today(), form=form, language=language)
    return place, form, found
