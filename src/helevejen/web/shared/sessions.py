"""How long somebody stays signed in, and that staff have a second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from helevejen.accounts import rules
from helevejen.accounts.enums import UserKind
from helevejen.core import clock
from helevejen.web.shared import errors

Next = Callable[[HttpRequest], HttpResponse]

BEGAN = "began_at"
SEEN = "seen_at"
SECOND_FACTOR_CHECKED = "has_second_factor"

#: Writing "seen" at every request would write the session at every request.
_SEEN_EVERY_SECONDS = 60
_OPEN_WITHOUT_SECOND_FACTOR = ("/konto/", "/static/", "/sprog/", "/sundhed")


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """Send somebody to sign in. Whoever was sending a form is told first, and does not lose what was written."""
    if request.method == "POST":
        return errors.signed_out(request)
    return _leave(request, settings.LOGIN_URL)


def _leave(request: HttpRequest, to: str) -> HttpResponse:
    """Go to another page as a whole, also when only a part of one was asked for."""
    response = redirect(to)
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response


class SignedIn(LoginRequiredMiddleware):
    """Closes every page that does not say it is open; whoever is signed out is asked to sign in, and loses no words."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        if request.method == "POST" or "HX-Request" in request.headers:
            return _sign_in_first(request)
        return super().handle_no_permission(request, view_func)


class SessionLimits:
    """Ends a session that has lain still, or lasted, too long for its kind of person."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self._is_over(request):
            logout(request)
            messages.info(
                request, _("Du har været væk et stykke tid, så vi har logget dig ud. Log ind igen for at fortsætte.")
            )
            return _sign_in_first(request)
        return self.get_response(request)

    def _is_over(self, request: HttpRequest) -> bool:
        now = int(clock.now().timestamp())
        idle_minutes, whole_minutes = rules.session_limits(UserKind(request.user.kind))
        if BEGAN not in request.session:
            request.session[BEGAN] = request.session[SEEN] = now
            return False
        began, seen = int(request.session[BEGAN]), int(request.session[SEEN])
        if now - began > whole_minutes * 60 or now - seen > idle_minutes * 60:
            return True
        if now - seen > _SEEN_EVERY_SECONDS:
            request.session[SEEN] = now
        return False


class SecondFactor:
    """Sends staff without a second factor to set one up, before anything else. The demo has no passwords to protect."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_missing(request):
            messages.warning(
                request, _("Før du kan arbejde, skal du vælge en ekstra sikring: en adgangsnøgle eller en kodeapp.")
            )
            return _leave(request, "mfa_index")
        return self.get_response(request)

    def _is_missing(self, request: HttpRequest) -> bool:
        user = request.user
        if settings.DEMO or not user.is_authenticated or user.kind != UserKind.STAFF:
            return False
        if request.path.startswith(_OPEN_WITHOUT_SECOND_FACTOR) or request.session.get(SECOND_FACTOR_CHECKED):
            return False
        if not is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
            return True
        request.session[SECOND_FACTOR_CHECKED] = True
        return False
