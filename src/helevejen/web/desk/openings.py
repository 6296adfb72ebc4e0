"""Jobs that may suit a citizen, in the citizen's file; and whom an order may suit, from the board of orders."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from helevejen.accounts.enums import Permission
from helevejen.citizens.rules.access import reach_of
from helevejen.core import clock
from helevejen.proposals import queries as proposal_queries
from helevejen.suggestions import actions
from helevejen.suggestions.queries import lists, opening_more
from helevejen.suggestions.queries import shortlist as queries
from helevejen.web.desk.frame import fetch_case_to_work, open_file
from helevejen.web.desk.orders import fetch_order
from helevejen.web.shared.access import requires, shows
from helevejen.web.shared.suggested import desk_rows


@requires(Permission.CASE_VIEW)
@require_safe
def case_openings(request: HttpRequest, case_id: int) -> HttpResponse:
    case, frame = open_file(request, case_id, tab="case_openings", shown="CDF")
    stop = lists.find_stop()
    newest = None if stop else lists.find_openings(case.pk, is_own=False)
    rows = [row for row in lists.rows_of(newest) if row.order.is_open] if newest else []
    placeless = () if frame.shows_places else (case.citizen_id,)
    seen = desk_rows(rows, health_of={case.citizen_id: "F" in frame.reach.shows}, placeless=placeless)
    shown = {
        "frame": frame,
        "stop": stop,
        "list": newest,
        "courses": lists.courses_opening_more(newest, frame.today) if newest else [],
        "rows": [row for row in seen if row.number],
        "near": [row for row in seen if not row.number],
        # Nobody is asked of an order again.
        "asked": proposal_queries.orders_asked_of(case) if newest and frame.may_work else set(),
    }
    return render(request, "desk/case_openings.html", shown)


@requires(Permission.CASE_WORK)
@require_POST
def openings_find(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    try:
        actions.make_openings(case=case, by=request.user, at=clock.now())
    except actions.UnableToMakeList as objection:
        messages.error(request, str(objection))
    return redirect("desk:case_openings", case.pk)


@requires(Permission.ORDER_WORK)
@require_safe
def order_candidates(request: HttpRequest, order_id: int) -> HttpResponse:
    order: Any = fetch_order(request, order_id)
    stop, now = lists.find_stop(), clock.now()
    newest = None if stop else lists.find_shortlist(order.pk)
    found = queries.shortlist_for(request.user, newest, now) if newest else queries.Shortlist((), ())
    health_of = {one.suggestion.case.citizen_id: "F" in reach_of(one.level).shows for one in found.named}
    if health_of:
        shows(request, health_of, shown="ACDF" if any(health_of.values()) else "ACD")
    shown = {
        "order": order,
        "stop": stop,
        "list": newest,
        "rows": desk_rows((one.suggestion for one in found.named), health_of=health_of),
        "asked": _cases_asked(order, request.user, found) if newest else set(),
        "to_call": found.to_call,
        "without": opening_more.opened_without(newest, order),
        "today": clock.today(),
    }
    return render(request, "desk/order_candidates.html", shown)


@requires(Permission.ORDER_WORK)
@require_POST
def candidates_find(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_order(request, order_id)
    try:
        actions.make_candidates(order=order, by=request.user, at=clock.now())
    except actions.UnableToMakeList as objection:
        messages.error(request, str(objection))
    return redirect("desk:order_candidates", order.pk)


def _cases_asked(order: Any, user: Any, found: queries.Shortlist) -> set[int]:
    """Return the cases on the list that are proposed for the order now, of those the reader sees by name."""
    rows = proposal_queries.proposals_of_order(order, user, clock.now())
    citizens = {one.citizen_id for one in rows if one.is_live}
    return {one.suggestion.case_id for one in found.named if one.suggestion.case.citizen_id in citizens}
