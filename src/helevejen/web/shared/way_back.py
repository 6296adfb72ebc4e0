"""The way back to the page somebody stood on when they were signed out. It never leads out of this site."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

#: As Django's own doors call it.
NEXT: Final = "next"


def wanted(request: HttpRequest) -> str:
    """Return the address on this site that somebody is to be led on to after signing in; empty for none."""
    return _on_this_site(request.POST.get(NEXT) or request.GET.get(NEXT, ""))


def stood_on(request: HttpRequest) -> str:
    """Return the address on this site from which a form was sent; empty when the browser does not tell."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.headers.get("Host"):
        return ""
    return _on_this_site(came_from.path + (f"?{came_from.query}" if came_from.query else ""))


def with_way_on(address: str, to: str) -> str:
    """Return an address that remembers where to lead on to."""
    return f"{address}?{urlencode({NEXT: to})}" if to else address


def _on_this_site(address: str) -> str:
    """Return an address that begins at this site's own root, empty for any other."""
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_own else ""
