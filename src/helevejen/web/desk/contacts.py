"""Talks with companies: searched for, picked and written down in one form, and a company registered when it is new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.enums import Cap
from helevejen.companies import actions as company_actions
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.web.desk.adding import show_adding, track_choices, track_in
from helevejen.web.desk.deeds import Deed, done, sent, show_deed
from helevejen.web.desk.forms.companies import LogContact, RegisterCompany
from helevejen.web.desk.frame import fetch_case_to_work
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did

#: So many companies of earlier talks are there to pick before anything is searched for.
_MOST_KNOWN = 5
_MOST_FOUND = 10


@requires(Permission.CASE_WORK)
def contact_log(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    known = companies_to_pick(request, case)
    form = LogContact(
        **filled_in(request, company=only_one(known)),
        companies=company_choices(known),
        tracks=track_choices(queries.open_turns_of(case, clock.today())),
    )
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("channel", "contact_name", "text", "minutes")}
        values["track"] = track_in(request, case, form.cleaned_data["track"])
        company = known[form.cleaned_data["company"]]
        if did(
            form, actions.log_company_contact, case=case, by=request.user, at=clock.now(), company=company, **values
        ):
            back, place = _back(request, case.pk)
            return done(request, back, "contact_logged", place=place)
    more = {"part": "desk/_contact_log.html", **search_words(request, case)}
    return show_adding(request, form, case=case, name="contact_log", submit=_("Gem kontakten"), **more)


@requires(Permission.CASE_WORK)
def company_register(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    form = RegisterCompany(sent(request), initial={"name": request.GET.get("navn", "")})
    if form.is_valid() and did(
        form, company_actions.register_company, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        company = next(iter(company_queries.companies_found(request.user, form.cleaned_data["cvr"], clock.now())), None)
        back = reverse("desk:contact_log", args=[case.pk])
        return redirect(
            f"{back}?{urlencode({'kasket': Cap.COMPANY.value, 'virksomhed': company.pk if company else ''})}"
        )
    deed = Deed(
        _("Registrér virksomheden"),
        _("Registrér"),
        back=reverse("desk:contact_log", args=[case.pk]),
        text=_("Find CVR-nummeret på virksomhedens hjemmeside eller på en regning. Så kan alle kolleger finde den."),
        about=case.citizen.name,
    )
    return show_deed(request, form, deed)


def companies_to_pick(request: HttpRequest, case: Any) -> dict[str, Any]:
    """Return the companies found by the text of the form, the one chosen, and those talked with before, by number."""
    user, at = request.user, clock.now()
    text = request.POST.get("find", "") or request.GET.get("find", "")
    found = company_queries.companies_found(user, text, at)[:_MOST_FOUND] if text.strip() else []
    chosen = "" if is_searching(request) else request.POST.get("company") or request.GET.get("virksomhed", "")
    picked = company_queries.companies_visible_to(user, at).filter(pk=chosen) if chosen.isdecimal() else []
    before = [] if text.strip() else [contact.company for contact in queries.company_contacts_of(case, user, at)]
    return {str(one.pk): one for one in [*picked, *found, *_first(before, _MOST_KNOWN)]}


def company_choices(known: dict[str, Any]) -> list[tuple[str, str]]:
    """Return companies as choices, told apart by their numbers."""
    return [(pk, f"{company.name} (CVR {company.cvr})") for pk, company in known.items()]


def is_searching(request: HttpRequest) -> bool:
    """Return whether the form was sent to search for a company, not to be saved."""
    return request.method == "POST" and "soeg" in request.POST


def filled_in(request: HttpRequest, **initial: Any) -> dict[str, Any]:
    """Return data and initial values of a form: while a company is searched for, nothing is judged and all is kept."""
    if is_searching(request):
        kept = {name: value for name, value in request.POST.dict().items() if name != "company"}
        return {"data": None, "initial": initial | kept}
    return {"data": sent(request), "initial": initial}


def only_one(known: dict[str, Any]) -> str:
    """Return the number of the company that is the only one to pick, or nothing."""
    return next(iter(known), "") if len(known) == 1 else ""


def search_words(request: HttpRequest, case: Any) -> dict[str, Any]:
    """Return what the part that searches needs: whether it has, and where a company that is not found is registered."""
    name = request.POST.get("find", "")
    address = f"{reverse('desk:company_register', args=[case.pk])}?{urlencode({'navn': name})}"
    return {"register_url": address, "is_searched": is_searching(request)}


def _first(companies: Iterable[Any], count: int) -> list[Any]:
    return list({company.pk: company for company in companies}.values())[:count]


def _back(request: HttpRequest, case_id: int) -> tuple[str, str]:
    """Return the page of the file one came from, and where on it the confirmation stands."""
    tab = reverse("desk:case_jobs", args=[case_id])
    if tab in request.headers.get("HX-Current-URL", ""):
        return tab, "top"
    return reverse("desk:case_detail", args=[case_id]), "skriv"
