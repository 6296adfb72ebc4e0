"""Addresses that belong to no single surface. The gallery stands only where there are no real citizens."""

from django.conf import settings
from django.urls import URLPattern, path

from helevejen.web.shared import gallery

app_name = "shared"

urlpatterns: list[URLPattern] = (
    [
        path("galleri/", gallery.gallery, name="gallery"),
        path("galleri/<slug:surface>/", gallery.gallery, name="gallery_as"),
    ]
    if settings.DEBUG or settings.DEMO
    else []
)
