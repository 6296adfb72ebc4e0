"""The addresses of the desk."""

from django.urls import URLPattern, URLResolver

from helevejen.web.desk import (
    access_urls,
    accounts_urls,
    caseload_urls,
    company_urls,
    demand_urls,
    file_urls,
    inquiry_urls,
    order_urls,
    placement_urls,
    proposal_urls,
    turn_urls,
)

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    *turn_urls.urlpatterns,
    *file_urls.urlpatterns,
    *caseload_urls.urlpatterns,
    *access_urls.urlpatterns,
    *accounts_urls.urlpatterns,
    *inquiry_urls.urlpatterns,
    *order_urls.urlpatterns,
    *placement_urls.urlpatterns,
    *proposal_urls.urlpatterns,
    *company_urls.urlpatterns,
    *demand_urls.urlpatterns,
]
