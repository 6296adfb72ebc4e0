"""The administrator's forms: who somebody is, what they do here and from when, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helevejen.accounts.actions import Person, Post, Ties
from helevejen.accounts.enums import Role
from helevejen.citizens.queries import cpr_index_of, home_key_of
from helevejen.core import cpr as cpr_numbers
from helevejen.core.parse import Unreadable
from helevejen.web.shared.forms import DayField, PhoneField

_NEW_TEAM: Final = "+"

WITHOUT_FACTOR: Final = "uden-sikring"
UNSEEN: Final = "ikke-set"
GONE: Final = "ikke-her"


class FilterAccounts(forms.Form):
    """Whom to look for, and what to keep an eye on."""

    q = forms.CharField(label=_("Navn eller brugernavn"), required=False, max_length=100)
    vis = forms.ChoiceField(
        label=_("Vis"),
        required=False,
        choices=[
            ("", _("Alle, der er her")),
            (WITHOUT_FACTOR, _("Uden ekstra sikring")),
            (UNSEEN, _("Ikke set i 90 dage")),
            (GONE, _("Ikke begyndt, stoppet eller lukket")),
        ],
    )


class WhoForm(forms.Form):
    """Name and how to reach somebody."""

    name = forms.CharField(label=_("Navn"), max_length=150)
    email = forms.EmailField(label=_("Mail"), required=False, max_length=254)
    phone = PhoneField(required=False)
    cpr = forms.CharField(
        label=_("CPR-nummer"),
        required=False,
        max_length=14,
        help_text=_("Kun for at opdage, at medarbejderen selv er borger her. Nummeret bliver ikke gemt eller vist."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    address = forms.CharField(
        label=_("Vej og nummer"),
        required=False,
        max_length=200,
        help_text=_("Kun for at opdage, at medarbejderen bor sammen med en borger. Den bliver ikke gemt eller vist."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    postcode = forms.RegexField(
        r"^\d{4}$",
        label=_("Postnummer"),
        required=False,
        error_messages={"invalid": _("Et postnummer har fire cifre.")},
    )

    def clean_cpr(self) -> str:
        """Read the number as people write it."""
        written: str = self.cleaned_data["cpr"].strip()
        try:
            return cpr_numbers.parse(written) if written else ""
        except Unreadable as objection:
            raise ValidationError(str(objection)) from None

    def clean(self) -> dict[str, Any]:
        """Ask for the rest of an address."""
        values = super().clean() or {}
        if values.get("address") and not values.get("postcode") and "postcode" not in self.errors:
            self.add_error("postcode", ValidationError(_("Skriv også postnummeret.")))
        return values

    @property
    def ties(self) -> Ties:
        """The blind indexes of what was filled in; empty for what was not."""
        values = self.cleaned_data
        return Ties(
            cpr_index=cpr_index_of(values["cpr"]) if values["cpr"] else "",
            home_key=home_key_of(values["address"], values["postcode"]),
        )


class ChangeForm(WhoForm):
    """Name and how to reach somebody known, whose number and address are kept where nothing else is said."""

    forgets = forms.BooleanField(
        label=_("Slet det CPR-nummer og den adresse, der er skrevet ind før"),
        required=False,
        help_text=_("Ellers bliver de stående, når felterne er tomme."),
    )

    def ties_after(self, cpr_index: str, home_key: str) -> Ties:
        """Return the blind indexes as they are to be, given those there are."""
        kept = Ties() if self.cleaned_data["forgets"] else Ties(cpr_index, home_key)
        new = self.ties
        return Ties(new.cpr_index or kept.cpr_index, new.home_key or kept.home_key)


class PostForm(forms.Form):
    """A role on a team, from a day on."""

    role = forms.ChoiceField(label=_("Rolle"), choices=[("", _("Vælg")), *Role.choices])
    team = forms.ChoiceField(label=_("Team"))
    new_team = forms.CharField(label=_("Navnet på det nye team"), required=False, max_length=100)
    title = forms.CharField(label=_("Titel"), required=False, max_length=100)
    weekly_hours = forms.DecimalField(
        label=_("Timer om ugen"),
        min_value=Decimal(1),
        max_value=Decimal(60),
        max_digits=4,
        decimal_places=2,
        initial=37,
        localize=True,
    )
    valid_from = DayField(label=_("Første dag"))
    last_day = DayField(label=_("Sidste arbejdsdag"), required=False, help_text=_("Kun hvis den er kendt."))

    def __init__(self, *args: Any, teams: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, name) for name in teams]
        self.fields["team"].choices = [("", _("Vælg")), *named, (_NEW_TEAM, _("Et nyt team"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the name of a new team, and for days in order."""
        values = super().clean() or {}
        if values.get("team") == _NEW_TEAM and not values.get("new_team"):
            self.add_error("new_team", ValidationError(_("Skriv, hvad det nye team hedder.")))
        first, last = values.get("valid_from"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", ValidationError(_("Sidste arbejdsdag ligger før første. Ret en af dem.")))
        return values

    @property
    def post(self) -> Post:
        """The post that was filled in."""
        values = self.cleaned_data
        last: date | None = values["last_day"]
        return Post(
            role=Role(values["role"]),
            team=values["new_team"] if values["team"] == _NEW_TEAM else values["team"],
            title=values["title"],
            weekly_hours=values["weekly_hours"],
            valid_from=values["valid_from"],
            valid_until=last + timedelta(days=1) if last else None,
        )


class AddForm(WhoForm, PostForm):
    """Somebody new: who, by which name they sign in, and what they do here."""

    username = forms.CharField(
        label=_("Brugernavn"),
        max_length=60,
        help_text=_("Små bogstaver, tal, punktum, bindestreg og understreg, for eksempel ida.nor."),
    )

    field_order = (
        "name", "username", "email", "phone", "role", "team", "new_team", "title", "weekly_hours", "valid_from",
        "last_day", "cpr", "address", "postcode",
    )  # fmt: skip

    @property
    def person(self) -> Person:
        """The person that was filled in."""
        values = self.cleaned_data
        return Person(
            username=values["username"],
            name=values["name"],
            email=values["email"],
            phone=values["phone"],
            ties=self.ties,
        )


class EndForm(forms.Form):
    """The last day at work."""

    last_day = DayField(label=_("Sidste arbejdsdag"), help_text=_("Fra dagen efter er al adgang lukket."))

    @property
    def on(self) -> date:
        """The first day without the employment."""
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)
