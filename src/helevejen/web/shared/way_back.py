"""The way back to the page somebody stood on, signed out or not. It never leads out of this site."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import is_valid_path
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


def page_of(request: HttpRequest) -> str:
    """Return the address of the page somebody has before them: the address of a form's deed cannot be opened again."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    return stood_on(request) or request.get_full_path()


def page_above(request: HttpRequest) -> str:
    """Return where a form was sent from; where that is the deed's own address, the page it stands below, if any."""
    came_from = stood_on(request)
    if came_from and urlsplit(came_from).path != request.path:
        return came_from
    above = request.path.rstrip("/").rpartition("/")[0] + "/"
    return above if is_valid_path(above) else ""


def with_way_on(address: str, to: str) -> str:
    """Return an address that remembers where to lead on to."""
    return f"{address}?{urlencode({NEXT: to})}" if to else address


def _on_this_site(address: str) -> str:
    """Return an address that begins at this site's own root, empty for any other."""
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_own else ""
