"""Writing down what somebody asks by telephone or at the counter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.citizens import queries as citizen_queries
from helevejen.citizens.enums import Protection
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.inquiries import actions
from helevejen.inquiries.enums import Channel
from helevejen.web.desk.forms.inquiries import RegisterInquiry
from helevejen.web.shared.access import requires


@requires(Permission.INQUIRY_WORK)
def inquiry_register(request: HttpRequest) -> HttpResponse:
    """
    Take an inquiry in for whoever knows the sender. A CPR number finds its citizen among everybody, since anybody may
    call; it opens nothing, and who may not see the citizen is told only that somebody has it.
    """
    form = RegisterInquiry(request.POST or None)
    if form.is_valid():
        sender = _sender(form)
        if sender is None:
            form.add_error("found", _("Vi kender ikke det nummer. Skriv navn og telefon i stedet."))
        else:
            try:
                taken = actions.register_inquiry(sender=sender, **_facts(request, form))
            except actions.UnableToTakeInInquiry as objection:
                form.add_error(None, str(objection))
            else:
                messages.success(request, _told(taken, request.user))
                return redirect("desk:inquiries")
    return render(request, "desk/inquiry_register.html", {"form": form}, status=422 if form.errors else 200)


def _facts(request: HttpRequest, form: RegisterInquiry) -> dict[str, Any]:
    given = form.cleaned_data
    asked = actions.Asked(
        channel=Channel(given["channel"]),
        text=given["text"],
        topic=given["topic"],
        wants_call=given["calls_at"] is not None,
        call_at=given["calls_at"],
    )
    return {
        "asked": asked,
        "by": request.user,
        "at": clock.now(),
        "team": request.employment.team,
        "answer": given["answer"],
    }


def _sender(form: RegisterInquiry) -> actions.From | None:
    """Return who asks; None when a number was given that nobody has."""
    given = form.cleaned_data
    kind, number = given["found"]
    citizen = citizen_queries.find_by_identity(cpr=number) if kind == "cpr" else None
    company = company_queries.find_company(number) if kind == "cvr" else None
    if kind and citizen is None and company is None:
        return None
    return actions.From(
        citizen=citizen, company=company, name=given["name"], email=given["email"], phone=given["phone"]
    )


def _told(inquiry: Any, user: Any) -> str:
    if not inquiry.is_open:
        return _("Henvendelsen er skrevet ned og løst.")
    if inquiry.owner_id == user.pk:
        return _("Henvendelsen er skrevet ned. Du har den.")
    if inquiry.citizen is not None and inquiry.citizen.protection != Protection.NONE:
        return _("Henvendelsen er skrevet ned, og den ligger hos den, der skal svare.")
    return _("Henvendelsen er skrevet ned. %(name)s har den nu.") % {"name": inquiry.owner.name}
