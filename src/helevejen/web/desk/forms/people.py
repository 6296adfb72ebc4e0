"""The form by which somebody new is received."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helevejen.citizens.enums import Protection
from helevejen.core import cpr as cpr_numbers
from helevejen.core.parse import Unreadable
from helevejen.web.shared.forms import PartsOfDateField, PhoneField
from helevejen.web.shared.languages import SPOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helevejen.accounts.models import User


class ChooseFollowers(forms.Form):
    """Who will follow somebody, and who stands behind."""

    jobformidler = forms.ChoiceField(
        label=_("Jobformidler"),
        help_text=_("Følger borgeren hele vejen."),
        error_messages={"required": _("Vælg en jobformidler.")},
    )
    backup = forms.ChoiceField(
        label=_("Vikar"),
        help_text=_("Den, borgeren kan tale med, når jobformidleren er væk."),
        error_messages={"required": _("Vælg en vikar.")},
    )

    def __init__(self, *args: Any, people: Sequence[User], me: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        mine = _("%(name)s (mig)") % {"name": me.name}
        named = [(pk, mine if one == me else one.name) for pk, one in self.people.items()]
        for name in ("jobformidler", "backup"):
            self.fields[name].choices = [("", _("Vælg …")), *named]
        if str(me.pk) in self.people:
            self.fields["jobformidler"].initial = str(me.pk)

    def chosen(self) -> dict[str, User]:
        """Return the two members of staff."""
        return {name: self.people[self.cleaned_data[name]] for name in ("jobformidler", "backup")}


class RegisterCitizen(ChooseFollowers):
    """Who somebody is, how they are reached, and who will follow them."""

    given_name = forms.CharField(label=_("Fornavn"), max_length=100, error_messages={"required": _("Skriv fornavnet.")})
    family_name = forms.CharField(
        label=_("Efternavn"), max_length=100, error_messages={"required": _("Skriv efternavnet.")}
    )
    cpr = forms.CharField(
        label=_("CPR-nummer"),
        required=False,
        max_length=14,
        help_text=_("Også et erstatnings-CPR. Lad feltet stå tomt, hvis borgeren ikke har noget."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    birth_date = PartsOfDateField(label=_("Født"), required=False, help_text=_("Kun uden CPR-nummer."))
    phone = PhoneField(required=False)
    email = forms.EmailField(
        label=_("Mail"), required=False, error_messages={"invalid": _("Skriv mailadressen som navn@eksempel.dk.")}
    )
    address = forms.CharField(label=_("Vej og nummer"), required=False, max_length=200)
    postcode = forms.RegexField(
        r"^\d{4}$",
        label=_("Postnummer"),
        required=False,
        error_messages={"invalid": _("Et postnummer har fire cifre.")},
    )
    city = forms.CharField(label=_("By"), required=False, max_length=60)
    protection = forms.ChoiceField(
        label=_("Er navn og adresse beskyttet?"),
        widget=forms.RadioSelect,
        choices=Protection.choices,
        initial=Protection.NONE,
    )
    language = forms.ChoiceField(label=_("Sprog"), initial="da")
    needs_interpreter = forms.BooleanField(label=_("Har brug for tolk"), required=False)

    #: As they stand on the page, so that what is wrong is told from the top.
    field_order = [
        "given_name", "family_name", "cpr", "birth_date", "protection", "phone", "email", "address", "postcode", "city",
        "language", "needs_interpreter", "jobformidler", "backup",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Locale((get_language() or "da")[:2]).languages
        named = [(code, names.get(code, code).capitalize()) for code in SPOKEN]
        self.fields["language"].choices = sorted(named, key=lambda one: (one[0] != "da", one[1]))

    def clean_cpr(self) -> str | None:
        written = self.cleaned_data["cpr"].strip()
        if not written:
            return None
        try:
            return cpr_numbers.parse(written)
        except Unreadable as objection:
            raise forms.ValidationError(str(objection)) from None

    def person(self) -> dict[str, Any]:
        """Return what is known of the person; whom they get is asked of `chosen`."""
        kept = {name: value for name, value in self.cleaned_data.items() if name not in {"jobformidler", "backup"}}
        return kept | {"address": kept["address"] or None}
