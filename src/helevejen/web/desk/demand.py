"""What companies ask for against what citizens can and want, and whom to call about it."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries as caseload_queries
from helevejen.core import clock
from helevejen.proposals import queries as proposal_queries
from helevejen.recruitment import queries
from helevejen.recruitment.enums import EmploymentForm
from helevejen.web.shared.access import requires, shows

#: What the call list shows: whom and how to reach them, what they can, and that they live on dagpenge.
_SHOWN: Final = "ADH"


class DemandAsked(NamedTuple):
    """
    What the address asks for.

    Attributes:
        place, form: Empty for all.
        made_at: When the citizens were counted; None for now.
    """

    place: str
    form: str
    found: queries.Demand
    made_at: datetime | None


@requires(Permission.ORDER_WORK)
@require_safe
def demand(request: HttpRequest) -> HttpResponse:
    asked = demand_asked_for(request)
    context = {
        "found": asked.found,
        "place": asked.place,
        "form": asked.form,
        "made_at": asked.made_at,
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


def demand_asked_for(request: HttpRequest) -> DemandAsked:
    """Return the demand for the place and the form the address asks for, its citizens as night has counted them."""
    form = request.GET.get("form", "")
    form = form if form in EmploymentForm.values else ""
    place = request.GET.get("sted", "")[:60]
    now, language = clock.now(), (get_language() or "da")[:2]
    counted = caseload_queries.find_count(queries.KEPT_DEMAND, since=now - queries.OLDEST_TOLD)
    content, made_at = counted or (None, None)
    kept = queries.kept_demand(content) if content else None
    found = queries.demand(request.user, now, clock.today(), place=place, form=form, language=language, kept=kept)
    if place and place not in found.places:
        place = ""
        found = queries.demand(request.user, now, clock.today(), form=form, language=language, kept=kept)
    return DemandAsked(place, form, found, made_at)
