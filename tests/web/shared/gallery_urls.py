"""The addresses of the house with the gallery among them, as in the demo."""

from django.urls import include, path

from helevejen.config.urls import urlpatterns as house
from helevejen.web.shared.urls import GALLERY, STATEMENTS

urlpatterns = [
    *(branch for branch in house if getattr(branch, "namespace", "") != "shared"),
    path("", include(([*STATEMENTS, *GALLERY], "shared"))),
]
