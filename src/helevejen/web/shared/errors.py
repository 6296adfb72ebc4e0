"""
What is answered when something goes wrong: what happened, what to do now, and back with what somebody had written.

A browser keeps nothing of these pages, so that going back gives an empty form. Words of a form that could not be taken
are therefore shown once more, to be copied: never passwords, with CPR numbers masked, and only when the form was this
site's own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

from helevejen.core import cpr
from helevejen.web.shared import way_back

Next = Callable[[HttpRequest], HttpResponse]

#: Until a database that is busy, or being looked after, is asked again.
_RETRY_AFTER_SECONDS: Final = 30
#: Fields in which people write their own words; what others hold of one word is a choice and no text.
_OWN_WORDS: Final = frozenset({
    "answer", "cause", "complaint_guidance", "considerations", "description", "facts", "headline", "note", "questions",
    "reason", "source", "subject", "text", "title",
})  # fmt: skip
_NEVER_SHOWN: Final = ("password", "csrfmiddlewaretoken", "cpr", "code", "next")
_MOST_TEXTS: Final = 20
_LETTER: Final = re.compile(r"[^\W\d_]")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return misfortune(request, 413, "413.html", is_readable=False)
    return misfortune(request, 400, "400.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; a database that is busy or closed passes, and is said to."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = misfortune(request, 503, "503.html")
        response["Retry-After"] = str(_RETRY_AFTER_SECONDS)
        return response
    return misfortune(request, 500, "500.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return misfortune(request, 403, "403_csrf.html")


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer a form whose sender is no longer signed in."""
    return misfortune(request, 401, "401.html")


class WrongMethod:
    """Gives the bare answer to a wrong method a page: an address of a deed that somebody opened or came back to."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = misfortune(request, 405, "405.html", back=way_back.page_above(request))
            page["Allow"] = response["Allow"]
            return page
        return response


def misfortune(
    request: HttpRequest, status: int, template: str, *, is_readable: bool = True, back: str | None = None
) -> HttpResponse:
    """Return a page of misfortune; it asks nothing of the database. Not readable: the form itself was the trouble."""
    written = words_written(request) if is_readable else []
    shown = {
        "written": written,
        "back": way_back.stood_on(request) if back is None else back,
        "again": _sign_in_again(request),
    }
    response = HttpResponse(render_to_string(template, shown), status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _sign_in_again(request: HttpRequest) -> str:
    """Return the address of the doors, from which one is led back to the page the form was sent from."""
    return way_back.with_way_on("/", way_back.stood_on(request))


def words_written(request: HttpRequest) -> list[str]:
    """Return what was written in a form sent from this site itself, in the order of the form; no choices."""
    if request.method != "POST" or not _is_from_here(request):
        return []
    try:
        fields = list(request.POST.lists())
    except Exception:  # noqa: BLE001 # a form that cannot be read has no words to give back
        return []
    named = [(name, value.strip()) for name, values in fields if not _is_secret(name) for value in values]
    texts = [value for name, value in named if name in _OWN_WORDS or len(value.split()) > 1]
    shown = [cpr.masked(value, hides_day=True, takes_any_day=True) for value in texts]
    return [value for value in shown if _LETTER.search(value)][:_MOST_TEXTS]


def _is_secret(name: str) -> bool:
    return any(part in name.lower() for part in _NEVER_SHOWN)


def _is_from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.headers.get("Host")
