"""Jobs that may suit the citizen, why, and what is missing; and the citizen's no, which costs nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.proposals import queries as proposal_queries
from helevejen.suggestions import actions
from helevejen.suggestions.queries import lists
from helevejen.web.citizen.own import is_open, own_case, own_record
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.suggested import own_rows

_SHOWN = "ADFG"


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_openings(request: HttpRequest) -> HttpResponse:
    (citizen, case), stop = own_record(request, shown=_SHOWN), lists.find_stop()
    newest = lists.find_openings(case.pk, is_own=True) if case and not stop else None
    declined = lists.declined_by(citizen)
    said_no = {one.order_id for one in declined}
    rows = [row for row in lists.rows_of(newest) if row.order.is_open and row.order_id not in said_no] if newest else []
    shown = {
        "stop": stop,
        "list": newest,
        "courses": lists.courses_opening_more(newest, clock.today()) if newest else [],
        "may_find": is_open(case),
        "rows": own_rows(row for row in rows if row.place),
        "near": own_rows(row for row in rows if not row.place),
        "asked": proposal_queries.orders_asked_of(case) if rows else set(),
        "declined": declined,
        "today": clock.today(),
    }
    return render(request, "citizen/my_openings.html", shown)


@requires(Permission.OWN_PATH_ACT)
@require_POST
def my_openings_find(request: HttpRequest) -> HttpResponse:
    case = own_case(request, shown=_SHOWN)
    try:
        actions.make_openings(case=case, by=request.user, at=clock.now())
    except actions.UnableToMakeList as objection:
        messages.error(request, str(objection))
    return redirect("citizen:my_openings")


@requires(Permission.OWN_PATH_ACT)
@require_POST
def opening_decline(request: HttpRequest, order_id: int) -> HttpResponse:
    return _said(request, order_id, actions.decline_order, _("Tak. Det job kommer ikke på din liste igen."))


@requires(Permission.OWN_PATH_ACT)
@require_POST
def opening_reconsider(request: HttpRequest, order_id: int) -> HttpResponse:
    return _said(request, order_id, actions.take_back_declining, _("Jobbet kan komme på din liste igen."))


def _said(request: HttpRequest, order_id: int, deed: Any, words: str) -> HttpResponse:
    citizen, _case = own_record(request, shown=_SHOWN)
    order = fetch(request, lists.orders_on_own_lists(request.user, clock.now()), pk=order_id)
    try:
        deed(citizen=citizen, order=order, by=request.user, at=clock.now())
    except actions.UnableToDecline as objection:
        messages.error(request, str(objection))
    else:
        messages.success(request, words)
    return redirect("citizen:my_openings")
