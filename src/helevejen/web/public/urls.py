"""The addresses anyone may ask for."""

from django.urls import path

from helevejen.web.public import deadlines, matching, passwords, sign_in

app_name = "public"

urlpatterns = [
    path("", sign_in.front, name="front"),
    path("frister/", deadlines.published_deadlines, name="published_deadlines"),
    path("saadan-matcher-vi/", matching.how_we_match, name="how_we_match"),
    path("log-ind/borger/", sign_in.citizen_sign_in, name="citizen_sign_in"),
    path("log-ind/borger/retur/", sign_in.citizen_returned, name="citizen_returned"),
    path("log-ind/virksomhed/", sign_in.company_sign_in, name="company_sign_in"),
    path("log-ind/virksomhed/retur/", sign_in.company_returned, name="company_returned"),
    path("log-ind/adgangskode/", passwords.password_choose, name="password_choose"),
    path("log-ind/demo/<str:username>/", sign_in.demo_enter, name="demo_enter"),
]
