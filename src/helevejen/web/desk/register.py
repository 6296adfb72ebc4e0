"""Receiving somebody new."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.caseload import actions, queries
from helevejen.core import clock
from helevejen.web.desk.deeds import did
from helevejen.web.desk.forms.people import RegisterCitizen
from helevejen.web.shared.access import requires


@requires(Permission.CASE_OPEN)
def citizen_register(request: HttpRequest) -> HttpResponse:
    people = queries.case_workers(clock.today())
    form = RegisterCitizen(request.POST or None, people=people, me=request.user)
    if form.is_valid():
        jobformidler = form.chosen("jobformidler")
        given = {"jobformidler": jobformidler, "backup": form.chosen("backup")} | form.person()
        if did(form, actions.welcome_citizen, by=request.user, at=clock.now(), **given):
            name = f"{form.cleaned_data['given_name']} {form.cleaned_data['family_name']}"
            messages.success(
                request,
                _("%(name)s er oprettet. %(jobformidler)s er jobformidler og har bolden.")
                % {"name": name, "jobformidler": jobformidler.name},
            )
            return redirect("desk:my_day")
    return render(request, "desk/citizen_register.html", {"form": form}, status=422 if form.errors else 200)
