"""Citizens who wait for their first jobformidler."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.audit.enums import Purpose
from helevejen.caseload import actions, queries
from helevejen.core import clock, formats
from helevejen.web.lead import forms
from helevejen.web.lead.team import page_of, team_of
from helevejen.web.shared.access import requires, shows
from helevejen.web.shared.purposes import fetch_for


@requires(Permission.TEAM_BOARD_VIEW)
def new_citizens(request: HttpRequest) -> HttpResponse:
    user, today = request.user, clock.today()
    waiting = queries.citizens_to_assign(user, today).values_list("pk", flat=True)
    page = page_of(request, waiting, count=queries.count_to_assign(user, today))
    page.object_list = queries.citizens_to_show(page.object_list)
    shows(request, {citizen.pk for citizen in page}, purpose=Purpose.LEADERSHIP)
    return render(request, "lead/new_citizens.html", {"page": page, "today": today})


@requires(Permission.TEAM_BOARD_VIEW)
def citizen_assign(request: HttpRequest, citizen_id: int) -> HttpResponse:
    today = clock.today()
    waiting = queries.citizens_to_assign(request.user, today)
    citizen = fetch_for(request, waiting, purpose=Purpose.LEADERSHIP, citizen="pk", pk=citizen_id)
    people = queries.case_workers(today, team=team_of(request))
    loads = queries.loads_of([one.pk for one in people], today)
    labels = {one.pk: _label(one.name, loads[one.pk].load.share) for one in people}
    form = forms.Assign(request.POST or None, people=people, labels=labels)
    if form.is_valid():
        try:
            actions.assign_first(
                citizen=citizen,
                jobformidler=form.person("jobformidler"),
                backup=form.person("backup"),
                by=request.user,
                at=clock.now(),
            )
        except actions.UnableToAssign as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Borgeren har fået en jobformidler."))
            return redirect("lead:new_citizens")
    context = {"citizen": citizen, "form": form}
    return render(request, "lead/citizen_assign.html", context, status=422 if form.is_bound else 200)


def _label(name: str, share: float | None) -> str:
    return name if share is None else f"{name} ({formats.percent(share)})"
