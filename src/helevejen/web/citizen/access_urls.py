"""The addresses of the citizen's own data, joined to Min vej's own in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.citizen import access

urlpatterns: list[URLPattern] = [
    path("hvem-har-set/", access.looks_at_me, name="looks_at_me"),
    path("mine-oplysninger/", access.own_data, name="own_data"),
    path("mine-oplysninger.json", access.own_data_file, name="own_data_file"),
    path("samtykke/", access.consents, name="consents"),
    path("samtykke/ja/<int:user_id>/", access.consent_give, name="consent_give"),
    path("samtykke/nej/<int:consent_id>/", access.consent_withdraw, name="consent_withdraw"),
    path("samtykke/veteran/", access.veteran_mark, name="veteran_mark"),
]
