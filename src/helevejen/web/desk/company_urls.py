"""The addresses of talks with companies and of workplaces, joined to the rest of the desk's in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import outreach

urlpatterns: list[URLPattern] = [
    path("virksomheder/<int:company_id>/samtaler/", outreach.company_talks, name="company_talks"),
    path("virksomheder/<int:company_id>/samtaler/ny/", outreach.outreach_log, name="outreach_log"),
    path("virksomheder/<int:company_id>/ro/", outreach.company_rest, name="company_rest"),
    path("virksomheder/<int:company_id>/aftale/", outreach.agreement_make, name="agreement_make"),
    path("arbejdssteder/<int:workplace_id>/", outreach.workplace_detail, name="workplace_detail"),
    path("arbejdssteder/<int:workplace_id>/antal/", outreach.size_keep, name="size_keep"),
    path("arbejdssteder/<int:workplace_id>/erklaering/", outreach.statement_keep, name="statement_keep"),
]
