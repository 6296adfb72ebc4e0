"""Finding a citizen by name or CPR number, among those one may know of. Neither ever stands in an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.audit.enums import AccessKind
from helevejen.cases import queries as case_queries
from helevejen.citizens import queries
from helevejen.citizens.queries import MOST_FOUND
from helevejen.core import clock
from helevejen.web.desk.forms.search import SearchCitizen
from helevejen.web.shared.access import fetch, permissions_of, requires, shows

#: What the log says was searched for when it was a number: never the number.
BY_NUMBER = "CPR-nummer"


@requires(Permission.CITIZEN_SEARCH)
def citizen_search(request: HttpRequest) -> HttpResponse:
    """
    Show the form, and what was found.

    What is sought is posted and answered at once, since addresses are kept by browsers and servers. A name still stands
    in the box afterwards, a number does not.
    """
    if request.method != "POST":
        return _found(request, SearchCitizen(), "")
    form = SearchCitizen(request.POST)
    if not form.is_valid():
        return _found(request, form, "", status=422)
    text = form.cleaned_data["text"]
    return _found(request, SearchCitizen(initial={} if _is_number(text) else {"text": text}), text)


@requires(Permission.CITIZEN_SEARCH)
def citizen_card(request: HttpRequest, citizen_id: int) -> HttpResponse:
    """What a colleague on the team may know: the name, and whom to ask."""
    citizen = fetch(request, queries.cards_visible_to(request.user, clock.now()), pk=citizen_id)
    case = case_queries.find_open_case(citizen)
    shown = {
        "citizen_id": citizen.pk,
        "name": citizen.name,
        "jobformidler": case.jobformidler if case else None,
        "backup": case.backup if case else None,
        "may_open": queries.citizens_visible_to(request.user, clock.now()).filter(pk=citizen.pk).exists(),
        "may_break_glass": Permission.BREAK_GLASS_OPEN in permissions_of(request),
    }
    return render(request, "desk/citizen_card.html", shown)


def sought_by_number(request: HttpRequest, number: str, *, by_card: bool = False) -> Any:
    """Return the citizen with a number, of those open to the user, else None. The search is logged in either case."""
    citizen = queries.find_by_number(request.user, number, clock.now(), by_card=by_card)
    found = [] if citizen is None else [citizen.pk]
    shows(request, found, kind=AccessKind.SEARCH, criterion=BY_NUMBER)
    return citizen


def _found(request: HttpRequest, form: SearchCitizen, text: str, *, status: int = 200) -> HttpResponse:
    found = queries.citizens_found(request.user, text, clock.now()) if text else []
    if text:
        criterion = BY_NUMBER if _is_number(text) else text
        shows(request, {one.citizen_id for one in found}, kind=AccessKind.SEARCH, criterion=criterion)
    shown = {
        "form": form,
        "found": found,
        "has_searched": bool(text),
        "by_number": _is_number(text),
        "is_cut": len(found) == MOST_FOUND,
        "may_register": Permission.CASE_OPEN in permissions_of(request),
    }
    return render(request, "desk/citizen_search.html", shown, status=status)


def _is_number(text: str) -> bool:
    """Return whether a text has digits: then it may be a CPR number, whole or in part, and is kept out of sight."""
    return any(sign.isdigit() for sign in text)
