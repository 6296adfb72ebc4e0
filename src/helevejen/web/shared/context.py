"""What every page knows without asking: the surface, the municipality, who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from helevejen.accounts.enums import Permission
from helevejen.web.shared import way_back
from helevejen.web.shared.access import permissions_of

if TYPE_CHECKING:
    from django.http import HttpRequest

#: The surfaces, by the namespace of their addresses, and the part that holds each one's links.
NAV_PARTS = {
    "desk": "desk/_nav.html",
    "lead": "lead/_nav.html",
    "citizen": "citizen/_nav.html",
    "company": "company/_nav.html",
    "public": "public/_nav.html",
}
SURFACES = frozenset(NAV_PARTS)


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """
    Give each page its surface, the municipality's name, and the parts its navigation may come from.

    Costs no query. A view may override `surface` by giving it in its own context. `may` holds the permissions by name,
    for links to be shown to those they are open to.
    """
    surface = surface_of(request)
    employment = getattr(request, "employment", None)  # found by the middleware of the day
    held = permissions_of(request) if hasattr(request, "employment") else frozenset()
    return {
        "surface": surface,
        "role_name": employment.get_role_display() if employment else "",
        "may": {permission.value: permission in held for permission in Permission},
        "municipality_name": getattr(settings, "MUNICIPALITY_NAME", "Fredericia Kommune"),
        "nav_parts": [NAV_PARTS[surface], "shared/_no_nav.html"],
        "page_address": way_back.page_of(request),
        "is_demo": bool(getattr(settings, "DEMO", False)),
    }


def surface_of(request: HttpRequest) -> str:
    """Return the surface whose address is asked for; whatever lies outside the surfaces looks like the public one."""
    match = request.resolver_match
    outermost = match.namespaces[0] if match and match.namespaces else ""
    return outermost if outermost in SURFACES else "public"
