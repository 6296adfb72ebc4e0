"""Receiving somebody new, and somebody who comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.audit.enums import Purpose
from helevejen.caseload import actions, queries
from helevejen.core import clock
from helevejen.web.desk.forms.people import ChooseFollowers, RegisterCitizen
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did
from helevejen.web.shared.purposes import fetch_for

if TYPE_CHECKING:
    from helevejen.accounts.models import User

#: Where the session keeps who comes back, from one page to the next: whoever knows the CPR number gets there, and
#: nobody by trying numbers in an address.
_RETURNING = "returning_citizen"


@requires(Permission.CASE_OPEN)
def citizen_register(request: HttpRequest) -> HttpResponse:
    form = RegisterCitizen(request.POST or None, people=queries.case_workers(clock.today()), me=request.user)
    returning = None
    if form.is_valid():
        given = form.chosen() | form.person()
        if did(form, actions.welcome_citizen, by=request.user, at=clock.now(), **given):
            name = f"{given['given_name']} {given['family_name']}"
            return _received(request, _("%(name)s er oprettet."), name, given["jobformidler"])
        returning = queries.find_returning(given["cpr"], request.user, clock.today()) if given["cpr"] else None
    if returning is not None:
        request.session[_RETURNING] = returning.pk
    shown = {"form": form, "is_returning": returning is not None}
    return render(request, "desk/citizen_register.html", shown, status=422 if form.errors else 200)


@requires(Permission.CASE_OPEN)
def case_open(request: HttpRequest) -> HttpResponse:
    """Open a new case for somebody who has had one before, found by the whole CPR number."""
    visible = queries.citizens_returning(request.user, clock.today())
    number = request.session.get(_RETURNING, 0)
    citizen = fetch_for(request, visible, purpose=Purpose.ADMINISTRATION, citizen="pk", pk=number)
    form = ChooseFollowers(request.POST or None, people=queries.case_workers(clock.today()), me=request.user)
    if form.is_valid():
        chosen = form.chosen()
        if did(form, actions.assign_first, citizen=citizen, by=request.user, at=clock.now(), **chosen):
            del request.session[_RETURNING]
            return _received(request, _("%(name)s har en sag igen."), citizen.name, chosen["jobformidler"])
    shown = {"form": form, "name": citizen.name}
    return render(request, "desk/case_open.html", shown, status=422 if form.errors else 200)


def _received(request: HttpRequest, text: str, name: str, jobformidler: User) -> HttpResponse:
    has_the_ball = _("%(name)s er jobformidler og har bolden.") % {"name": jobformidler.name}
    messages.success(request, f"{text % {'name': name}} {has_the_ball}")
    return redirect("desk:my_day")
