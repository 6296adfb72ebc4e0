"""Choosing a password by the link one has been handed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from helevejen.accounts import actions, queries
from helevejen.core import clock
from helevejen.web.shared.access import public

if TYPE_CHECKING:
    from helevejen.accounts.models import User

_TOKEN = "password_link"  # noqa: S105 - the name of a place in the session


class ChoosePassword(forms.Form):
    """A password, twice."""

    password = forms.CharField(
        label=gettext_lazy("Adgangskode"),
        help_text=gettext_lazy("Mindst 16 tegn. En sætning, kun du ville sige, er god."),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Skriv den igen"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse what is short, common or near the name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Ask that both are the same."""
        values = super().clean() or {}
        if "password" in values and values["password"] != values.get("again"):
            self.add_error("again", ValidationError(_("De to er ikke ens. Skriv den samme begge steder.")))
        return values


@public
@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password", "again")
def password_choose(request: HttpRequest) -> HttpResponse:
    """The link's words go into the session at once, so that they stand in no address that is seen or stored."""
    if token := request.GET.get("n"):
        request.session[_TOKEN] = token
        return redirect("public:password_choose")
    token = request.session.get(_TOKEN, "")
    user = queries.find_account_of_link(token, clock.now())
    if user is None:
        return render(request, "public/password_choose.html", {"form": None, "username": ""}, status=410)
    form = ChoosePassword(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        try:
            actions.choose_password(token=token, password=form.cleaned_data["password"], at=clock.now())
        except actions.UnableToChoosePassword as objection:
            form.add_error(None, str(objection))
        else:
            request.session.flush()
            messages.success(request, _("Din adgangskode er valgt. Log ind med den."))
            return redirect("account_login")
    context = {"form": form, "username": user.username}
    return render(request, "public/password_choose.html", context, status=422 if form.errors else 200)
