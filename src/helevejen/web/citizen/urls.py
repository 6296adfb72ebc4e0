"""The addresses of Min vej."""

from django.urls import URLPattern

from helevejen.web.citizen import access_urls

app_name = "citizen"

urlpatterns: list[URLPattern] = [
    *access_urls.urlpatterns,
]
