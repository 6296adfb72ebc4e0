"""The addresses of the desk."""

from django.urls import URLPattern, URLResolver

from helevejen.web.desk import caseload_urls

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    *caseload_urls.urlpatterns,
]
