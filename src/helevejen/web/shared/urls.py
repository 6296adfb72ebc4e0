"""Addresses that belong to no single surface. The gallery stands only where there are no real citizens."""

from django.conf import settings
from django.urls import URLPattern, path

from helevejen.web.shared import gallery, statements

app_name = "shared"

STATEMENTS: list[URLPattern] = [
    path("tilgaengelighed/", statements.accessibility_statement, name="accessibility_statement"),
    path("dine-oplysninger/", statements.privacy_notice, name="privacy_notice"),
]
GALLERY: list[URLPattern] = [
    path("galleri/", gallery.gallery, name="gallery"),
    path("galleri/bold/", gallery.gallery_deed, name="gallery_deed"),
    path("galleri/spoerg-foerst/", gallery.gallery_confirm, name="gallery_confirm"),
    path("galleri/<slug:surface>/", gallery.gallery, name="gallery_as"),
]

urlpatterns: list[URLPattern] = [*STATEMENTS, *(GALLERY if settings.DEBUG or settings.DEMO else [])]
