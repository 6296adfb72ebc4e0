"""The municipality's deadlines for decisions: what is published, what is missing, what it really took."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.cases.queries import decision_name
from helevejen.core import clock
from helevejen.inquiries import actions, queries
from helevejen.inquiries.rules import deadlines as rules
from helevejen.web.lead.inquiry_forms import PublishDeadline
from helevejen.web.shared.access import requires


@requires(Permission.DEADLINE_PUBLISH)
@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    rows = queries.deadline_catalogue(clock.today())
    missing = sum(row.deadline is None for row in rows)
    counted = {"applied": sum(row.applied for row in rows), "released": sum(row.released for row in rows)}
    context = {"rows": rows, "missing": missing, "today": clock.today(), **counted}
    return render(request, "lead/deadlines.html", context)


@requires(Permission.DEADLINE_PUBLISH)
def deadline_publish(request: HttpRequest, kind: str) -> HttpResponse:
    row = next((one for one in queries.deadline_catalogue(clock.today()) if one.kind == kind), None)
    if row is None:
        raise Http404
    known = row.deadline or rules.suggestions().get(kind)
    initial = {"law": known.law, "amount": known.amount, "unit": known.unit} if known else {}
    form = PublishDeadline(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.publish_deadline(kind=kind, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.UnableToPublishDeadline as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Fristen er offentliggjort."))
            return redirect("lead:deadlines")
    context = {
        "form": form,
        "name": decision_name(kind),
        "row": row,
        "suggested": rules.suggestions().get(kind) if row.deadline is None else None,
        "today": clock.today(),
    }
    return render(request, "lead/deadline_publish.html", context, status=422 if form.errors else 200)
