"""
Finding a citizen among those one may know of: by name, by CPR number, or by the number of a task a company calls about.

None of them ever stands in an address.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.audit.enums import AccessKind
from helevejen.cases import queries as case_queries
from helevejen.cases.queries import company_turns
from helevejen.citizens import queries
from helevejen.citizens.queries import MOST_FOUND
from helevejen.core import clock
from helevejen.web.desk.forms.search import SearchCitizen
from helevejen.web.shared.access import fetch, permissions_of, requires, shows

#: What the log says was searched for when it was a number: never the number.
BY_NUMBER: Final = "CPR-nummer"
#: What it says when "opgave 12" was written. A number alone may be part of a CPR number.
BY_TASK: Final = "opgavenummer"
_TASK: Final = re.compile(r"(?P<word>opgave|task)?\s*(?:nr\.?|no\.?)?\s*(?P<number>\d{1,9})", re.IGNORECASE | re.ASCII)


@requires(Permission.CITIZEN_SEARCH)
def citizen_search(request: HttpRequest) -> HttpResponse:
    """
    Show the form, and what was found.

    What is sought is posted and answered at once, since addresses are kept by browsers and servers. A name still stands
    in the box afterwards, a number does not.
    """
    if request.method != "POST":
        return _found(request, SearchCitizen(is_asked_for=True), "")
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
    task = task_sought(request, text)
    if text:
        looked = {one.citizen_id for one in found} | ({task.case.citizen_id} if task else set())
        shows(request, looked, kind=AccessKind.SEARCH, criterion=_criterion(text))
    shown = {
        "form": form,
        "found": found,
        "task": task,
        "has_searched": bool(text),
        "by_number": _is_number(text),
        "is_cut": len(found) == MOST_FOUND,
        "may_register": Permission.CASE_OPEN in permissions_of(request),
    }
    return render(request, "desk/citizen_search.html", shown, status=status)


def task_sought(request: HttpRequest, text: str) -> Any:
    """Return the track that a company knows by the number written, of those open to the user, else None."""
    asked = _TASK.fullmatch(text.strip())
    return company_turns.find_task(request.user, int(asked["number"]), clock.now()) if asked else None


def _criterion(text: str) -> str:
    if not _is_number(text):
        return text
    asked = _TASK.fullmatch(text.strip())
    return BY_TASK if asked and asked["word"] else BY_NUMBER


def _is_number(text: str) -> bool:
    """Return whether a text has digits: then it may be a CPR number, whole or in part, and is kept out of sight."""
    return any(sign.isdigit() for sign in text)
