"""The addresses of the administrator and the veteran coordinator, joined to the desk's own in urls.py."""

from django.urls import URLPattern, path

from helevejen.web.desk import accounts, sessions, veterans

urlpatterns: list[URLPattern] = [
    path("medarbejdere/", accounts.accounts, name="accounts"),
    path("medarbejdere/ny/", accounts.account_add, name="account_add"),
    path("medarbejdere/<int:user_id>/", accounts.account_detail, name="account_detail"),
    path("medarbejdere/<int:user_id>/ret/", accounts.account_change, name="account_change"),
    path("medarbejdere/<int:user_id>/rolle/", accounts.employment_change, name="employment_change"),
    path("medarbejdere/<int:user_id>/luk/", accounts.account_close, name="account_close"),
    path("medarbejdere/<int:user_id>/aabn/", accounts.account_reopen, name="account_reopen"),
    path("medarbejdere/<int:user_id>/adgangskode/", accounts.password_renew, name="password_renew"),
    path("medarbejdere/<int:user_id>/sikring/", accounts.factor_reset, name="factor_reset"),
    path("andre-steder/log-ud/", sessions.sessions_end, name="sessions_end"),
    path("veteraner/", veterans.veterans, name="veterans"),
    path("ansaettelser/<int:employment_id>/slut/", accounts.employment_end, name="employment_end"),
]
