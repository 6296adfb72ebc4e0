"""Addresses that belong to no single surface. The gallery stands only where there are no real citizens."""

from django.conf import settings
from django.urls import URLPattern, path

from helevejen.web.shared import gallery

app_name = "shared"

GALLERY: list[URLPattern] = [
    path("galleri/", gallery.gallery, name="gallery"),
    path("galleri/bold/", gallery.gallery_deed, name="gallery_deed"),
    path("galleri/spoerg-foerst/", gallery.gallery_confirm, name="gallery_confirm"),
    path("galleri/<slug:surface>/", gallery.gallery, name="gallery_as"),
]

urlpatterns: list[URLPattern] = GALLERY if settings.DEBUG or settings.DEMO else []
