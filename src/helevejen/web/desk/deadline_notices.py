"""The letters about a new date for a decision, made ready before its deadline is missed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helevejen.accounts.enums import Permission
from helevejen.cases.queries import decision_name
from helevejen.core import clock
from helevejen.inquiries import actions, queries
from helevejen.web.desk.forms.deadlines import SendNotice
from helevejen.web.shared.access import fetch, requires, shows
from helevejen.web.shared.doing import did


@requires(Permission.CASE_WORK)
@require_safe
def deadline_notices(request: HttpRequest) -> HttpResponse:
    ready = queries.notices_ready(request.user, clock.now())
    if ready:
        shows(request, {one.case.citizen_id for one in ready}, shown="AI")
    rows = [(one, one.case.citizen.name, _what(one)) for one in ready]
    return render(request, "desk/deadline_notices.html", {"rows": rows, "today": clock.today()})


@requires(Permission.CASE_WORK)
def deadline_notice_send(request: HttpRequest, deadline_notice_id: int) -> HttpResponse:
    notice = _fetch(request, deadline_notice_id)
    initial = {"new_due_on": notice.new_due_on}
    form = SendNotice(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and did(
        form, actions.send_notice, notice=notice, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        messages.success(request, _("Borgeren har fået den nye dato på Min vej."))
        return redirect("desk:deadline_notices")
    context = {
        "form": form,
        "notice": notice,
        "name": notice.case.citizen.name,
        "what": decision_name(notice.kind) if notice.kind else "",
        "letter": actions.letter_text(notice.kind, notice.due_on, notice.new_due_on, notice.cause or "…"),
        "today": clock.today(),
    }
    return render(request, "desk/deadline_notice_send.html", context, status=422 if form.errors else 200)


@requires(Permission.CASE_WORK)
@require_POST
def deadline_notice_drop(request: HttpRequest, deadline_notice_id: int) -> HttpResponse:
    notice = _fetch(request, deadline_notice_id)
    try:
        actions.drop_notice(notice=notice, by=request.user, at=clock.now())
    except actions.UnableToSendNotice as objection:
        messages.error(request, str(objection))
    else:
        messages.success(request, _("Brevet er lagt væk."))
    return redirect("desk:deadline_notices")


def _what(notice: Any) -> str:
    return decision_name(notice.kind) if notice.kind else _("Der er ikke begyndt et udkast")


def _fetch(request: HttpRequest, deadline_notice_id: int) -> Any:
    visible = queries.notices_visible_to(request.user, clock.now())
    return fetch(request, visible, shown="AI", pk=deadline_notice_id)
