"""The root of all addresses: one branch for each kind of person."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from helevejen.web.shared.access import public
from helevejen.web.shared.health import health

# Addresses are Danish: people read them aloud on the telephone.
SURFACES = {"": "public", "arbejde/": "desk", "ledelse/": "lead", "min-vej/": "citizen", "virksomhed/": "company"}

handler400 = "helevejen.web.shared.errors.bad_request"
handler500 = "helevejen.web.shared.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sprog/", public(set_language), name="set_language"),
    path("sundhed", health, name="health"),
    path("konto/", include("helevejen.web.shared.account_urls")),
    path("", include("helevejen.web.shared.urls")),
    *(
        path(prefix, include(f"helevejen.web.{surface}.urls"))
        for prefix, surface in SURFACES.items()
        if find_spec(f"helevejen.web.{surface}.urls")
    ),
]
