"""The sign-in library's forms in the house's words, with every refusal in the log."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, EditWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm as ReauthenticateByKeyForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helevejen.web.shared.staff_sign_in import note_failure

_CODE = _("Kode fra din kodeapp")
_CODE_OR_RECOVERY = _("Kode fra din kodeapp, eller en af dine nødkoder")
_NEW_PASSWORD = _("Mindst 16 tegn. En sætning, kun du ville sige, er god.")


class SignIn(LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "login", _("Brugernavn"))
        _word(self, "password", _("Adgangskode"))


class ShowPassword(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "password", _("Din adgangskode"))


class NewPassword(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "oldpassword", _("Den adgangskode, du har nu"))
        _word(self, "password1", _("Ny adgangskode"), _NEW_PASSWORD)
        _word(self, "password2", _("Skriv den nye adgangskode igen"))


class _Codes:
    """A code from an app or from paper; one that is refused is written down."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "code", _CODE_OR_RECOVERY)

    def clean_code(self) -> str:
        try:
            return super().clean_code()
        except ValidationError as fault:
            note_failure(self.user, way="code", fault=fault)
            raise


class ShowCode(_Codes, AuthenticateForm):
    """The second step of signing in."""


class ShowCodeAgain(_Codes, ReauthenticateByCodeForm):
    """Showing anew who one is."""


class _Keys:
    """A key; one that is refused is written down, where it is known whose it should be."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except ValidationError as fault:
            if self.user is not None:
                note_failure(self.user, way="key", fault=fault)
            raise


class ShowKey(_Keys, AuthenticateWebAuthnForm):
    """The second step of signing in."""


class ShowKeyAgain(_Keys, ReauthenticateByKeyForm):
    """Showing anew who one is."""


class SignInByKey(_Keys, LoginWebAuthnForm):
    """A passkey alone, which tells by itself whose it is."""


class AddApp(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "code", _CODE)


class AddKey(AddWebAuthnForm):
    """A key that can sign in alone: it asks for a finger, a face or a PIN by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "name", _("Hvad skal nøglen hedde?"), _("For eksempel Min telefon eller Arbejdscomputer."))
        self.fields["passwordless"].required = True


class RenameKey(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "name", _("Hvad skal nøglen hedde?"))


def _word(form: forms.Form, name: str, label: Any, help_text: Any = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
