"""
How staff get in, and what is written down of it.

Accounts are made by the administrator, never by signing up. The library keeps passwords, keys and codes; here stands
what the house asks on top: only staff at work today, no word on why somebody was refused, every try in the log, the
secrets of the second factor encrypted.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helevejen.accounts import actions
from helevejen.citizens.rules.access import is_fresh
from helevejen.core import clock, crypto
from helevejen.web.shared.reauthentication import reauthenticated_at
from helevejen.web.shared.sessions import SECOND_FACTOR_CHECKED

if TYPE_CHECKING:
    from helevejen.accounts.models import User

#: Where the secrets of the second factor lie; a ciphertext moved elsewhere cannot be read.
_PLACE = "mfa_authenticator.data"
_NOT_IN = gettext_lazy("Brugernavn og adgangskode passer ikke sammen.")
_TOO_OFTEN = gettext_lazy("Der er prøvet for mange gange. Vent fem minutter, eller brug din adgangsnøgle.")
#: The library's names of the ways, the surest first.
_WAYS = {
    "mfa_reauthenticate:webauthn": gettext_lazy("Brug din adgangsnøgle"),
    "mfa_reauthenticate": gettext_lazy("Brug en kode fra din kodeapp, eller en nødkode"),
    "reauthenticate": gettext_lazy("Brug din adgangskode"),
}
_WRONG_CODE = gettext_lazy("Koden passer ikke. Vent på den næste, og prøv igen.")


class StaffAccounts(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """The way in for staff, by password or by key."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _NOT_IN,
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": _TOO_OFTEN,
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": gettext_lazy("Adgangskoden passer ikke."),
        "enter_current_password": gettext_lazy("Skriv den adgangskode, du har nu."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in need not show it again."""
        return not is_fresh(reauthenticated_at(context.request), clock.now())

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return the ways somebody may show anew who they are, the surest first, in our words."""
        found = super().get_reauthentication_methods(user)
        named = [way | {"description": _WAYS[way["id"]]} for way in found]
        return sorted(named, key=lambda way: list(_WAYS).index(way["id"]))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            _note_failure(credentials, way="password", is_locked=True)
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A right password is not enough: whoever has no work here today is answered like a wrong one."""
        user: User | None = super().authenticate(request, **credentials)
        if user is None or may_enter(user):
            return user
        if user.is_active:
            make_password(credentials.get("password", ""))  # whoever is wrong is tried by two back ends: the same time
        self.pre_authenticate(request, **credentials)  # the try was given back; now it counts
        self.authentication_failed(request, **credentials)
        return None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        _note_failure(credentials, way="password")

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """The last door before anybody is let in, whichever way they came."""
        if may_enter(user):
            return None
        actions.note_failed_sign_in(username=user.username, way="key", at=clock.now())
        request.session.flush()
        messages.error(request, _("Du har ikke adgang i dag. Tal med din systemadministrator."))
        return redirect("account_login")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        ways = [one.get("type", one["method"]) for one in get_authentication_records(request, user)]
        actions.begin_session(
            user=user, key=request.session.session_key, ways=ways, at=clock.now(), most=settings.SESSIONS_AT_ONCE
        )
        return super().post_login(request, user, **kwargs)

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """Tell somebody inside the system that a password or a factor of theirs was changed, and write it down."""
        context.request.session.pop(SECOND_FACTOR_CHECKED, None)  # it may have been the last one
        actions.note_changed_factor(user=user, what=template_prefix.rsplit("/", 1)[-1], at=clock.now())


class StaffFactors(DefaultMFAAdapter):  # type: ignore[misc] # allauth ships no types
    """The second factors of staff: their secrets encrypted, their names Danish."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": _WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return base64.b64encode(crypto.encrypt(text, place=_PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(base64.b64decode(encrypted_text), place=_PLACE)

    def get_totp_label(self, user: User) -> str:
        return user.username

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - allauth's word
        count = user.authenticator_set.filter(type=type).count()
        return _("Adgangsnøgle %(number)s") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Hele Vejen"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return super().get_public_key_credential_user_entity(user) | {"name": user.username, "display_name": user.name}


def may_enter(user: User) -> bool:
    """Return whether somebody is staff with an open account and work here today. One query."""
    return user.is_staff_member and user.is_active and user.employment_on(clock.today()) is not None


def note_failure(user: User, *, way: str, fault: ValidationError) -> None:
    """Write down that a code or a key was refused, or that it had been tried too often."""
    actions.note_failed_sign_in(
        username=user.username, way=way, at=clock.now(), is_locked=str(_TOO_OFTEN) in fault.messages
    )


def _note_failure(credentials: dict[str, Any], *, way: str, is_locked: bool = False) -> None:
    actions.note_failed_sign_in(
        username=str(credentials.get("username", "")), way=way, at=clock.now(), is_locked=is_locked
    )
