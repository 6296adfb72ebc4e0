"""The addresses of access on the desk, joined to the desk's own in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import access

urlpatterns: list[URLPattern] = [
    path("noedadgang/", access.glass_break, name="glass_break"),
    path("mine-opslag/", access.own_looks, name="own_looks"),
    path("borger/<int:citizen_id>/adgang/", access.citizen_access, name="citizen_access"),
    path("borger/<int:citizen_id>/inhabil/", access.conflict_declare, name="conflict_declare"),
]
