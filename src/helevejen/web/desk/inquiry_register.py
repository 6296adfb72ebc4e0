"""Writing down what somebody asks by telephone or at the counter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helevejen.accounts.enums import Permission
from helevejen.citizens.enums import Protection
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.inquiries import actions
from helevejen.inquiries.enums import Channel
from helevejen.web.desk.forms.inquiries import RegisterInquiry
from helevejen.web.desk.search import sought_by_number
from helevejen.web.shared.access import requires

#: The one answer to a number that nobody has and to one that is not open to the asker.
_NOT_YOURS = gettext_lazy(
    "Vi kan ikke finde en borger, du følger, med det nummer. Skriv navn og telefon, så vi kan svare."
)


@requires(Permission.INQUIRY_WORK)
def inquiry_register(request: HttpRequest) -> HttpResponse:
    """
    Take an inquiry in for whoever knows the sender.

    By CPR number it goes to whoever follows the citizen, when the asker may know who that is. Any other number, known
    or not, is left out: the inquiry goes by the name and telephone that were written, and nobody is pointed out.
    """
    form = RegisterInquiry(request.POST or None)
    if form.is_valid():
        sender = _sender(request, form)
        if sender is None:
            form.add_error("found", _("Vi kender ikke det nummer. Skriv navn og telefon i stedet."))
        elif form.cleaned_data["found"][0] == "cpr" and not sender.is_somebody:
            form.add_error("found", _NOT_YOURS)
        else:
            try:
                taken = actions.register_inquiry(sender=sender, **_facts(request, form))
            except actions.UnableToTakeInInquiry as objection:
                form.add_error(None, str(objection))
            else:
                messages.success(request, _told(taken, request.user, form))
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


def _sender(request: HttpRequest, form: RegisterInquiry) -> actions.From | None:
    """Return who asks; None when the number of a company was given that nobody has."""
    given = form.cleaned_data
    kind, number = given["found"]
    citizen = sought_by_number(request, number, by_card=True) if kind == "cpr" else None
    company = company_queries.find_company(number) if kind == "cvr" else None
    if kind == "cvr" and company is None:
        return None
    return actions.From(
        citizen=citizen, company=company, name=given["name"], email=given["email"], phone=given["phone"]
    )


def _told(inquiry: Any, user: Any, form: RegisterInquiry) -> str:
    told = _where(inquiry, user)
    if form.cleaned_data["found"][0] != "cpr" or inquiry.citizen_id is not None:
        return told
    return f"{told} " + _("Nummeret er ikke skrevet på, for vi kan ikke finde en borger, du følger, med det.")


def _where(inquiry: Any, user: Any) -> str:
    if not inquiry.is_open:
        return _("Henvendelsen er skrevet ned og løst.")
    if inquiry.owner_id == user.pk:
        return _("Henvendelsen er skrevet ned. Du har den.")
    if inquiry.citizen is not None and inquiry.citizen.protection != Protection.NONE:
        return _("Henvendelsen er skrevet ned, og den ligger hos den, der skal svare.")
    return _("Henvendelsen er skrevet ned. %(name)s har den nu.") % {"name": inquiry.owner.name}
