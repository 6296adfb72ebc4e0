"""
The pages of one's own account, for staff. What does not stand here has no address: no signing up, no lost password.

The names are the sign-in library's own, which it asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as apps
from allauth.mfa.webauthn import views as keys
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.generic import RedirectView

View = Callable[..., HttpResponse]


def for_staff(view: View) -> View:
    """Close a page to citizens and companies, who prove who they are elsewhere: it is not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.is_staff_member:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


urlpatterns: list[URLPattern] = [
    path("log-ind/", account.login, name="account_login"),
    path("log-ind/kode/", factors.authenticate, name="mfa_authenticate"),
    path("log-ind/noegle/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("log-ud/", account.logout, name="account_logout"),
    path("igen/", for_staff(account.reauthenticate), name="account_reauthenticate"),
    path("igen/kode/", for_staff(factors.reauthenticate), name="mfa_reauthenticate"),
    path("igen/noegle/", for_staff(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("adgangskode/", for_staff(account.password_change), name="account_change_password"),
    # Whoever has no password gets a link from the administrator; the page before says so.
    path("adgangskode/ingen/", for_staff(RedirectView.as_view(pattern_name="mfa_index")), name="account_set_password"),
    path("sikring/", for_staff(factors.index), name="mfa_index"),
    path("sikring/kodeapp/", for_staff(apps.activate_totp), name="mfa_activate_totp"),
    path("sikring/kodeapp/fra/", for_staff(apps.deactivate_totp), name="mfa_deactivate_totp"),
    path("sikring/noedkoder/", for_staff(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("sikring/noedkoder/nye/", for_staff(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("sikring/noegler/", for_staff(keys.list_webauthn), name="mfa_list_webauthn"),
    path("sikring/noegler/ny/", for_staff(keys.add_webauthn), name="mfa_add_webauthn"),
    path("sikring/noegler/<int:pk>/", for_staff(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("sikring/noegler/<int:pk>/fjern/", for_staff(keys.remove_webauthn), name="mfa_remove_webauthn"),
]
