"""The forms of facts: what is known of the citizen, what holds for a time, and why an address must be seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.citizens.enums import Benefit, Channel, TargetGroup
from helevejen.citizens.queries import Facts
from helevejen.web.shared.forms import DayField, PhoneField

_NOW = _("Står nu: %(value)s")


class ChangeCitizen(forms.Form):
    """What can be changed by hand. What stands there now is told beside each field that is changed."""

    given_name = forms.CharField(label=_("Fornavn"), max_length=100, error_messages={"required": _("Skriv fornavnet.")})
    family_name = forms.CharField(
        label=_("Efternavn"), max_length=100, error_messages={"required": _("Skriv efternavnet.")}
    )
    phone = PhoneField(required=False)
    email = forms.EmailField(
        label=_("Mail"),
        required=False,
        error_messages={"invalid": _("Skriv mailadressen med @ og punktum, for eksempel navn@eksempel.dk.")},
    )
    preferred_channel = forms.ChoiceField(label=_("Sådan vil borgeren helst mødes"), choices=Channel.choices)
    language = forms.ChoiceField(label=_("Sprog"))
    needs_interpreter = forms.BooleanField(label=_("Har brug for tolk"), required=False)
    address = forms.CharField(label=_("Vej og nummer"), required=False, max_length=200)
    postcode = forms.RegexField(
        label=_("Postnummer"),
        regex=r"^\d{4}$",
        required=False,
        error_messages={"invalid": _("Et postnummer har fire cifre.")},
    )
    city = forms.CharField(label=_("By"), required=False, max_length=60)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], is_address_shown: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages
        if not is_address_shown:
            del self.fields["address"], self.fields["postcode"], self.fields["city"]
        if self.is_bound:
            for name in self.changed_data:
                self[name].help_text = _NOW % {"value": self.initial.get(name) or "–"}


class _FromDay(forms.Form):
    valid_from = DayField(label=_("Fra og med"))
    source = forms.CharField(
        label=_("Hvor kommer det fra?"),
        max_length=100,
        help_text=_("For eksempel ydelseskontoret eller rehabiliteringsteamet."),
        error_messages={"required": _("Skriv, hvor oplysningen kommer fra.")},
    )


class SetTargetGroup(_FromDay):
    group = forms.ChoiceField(
        label=_("Målgruppe"), choices=[(one.value, f"{one.value}. {one.label}") for one in TargetGroup]
    )
    reason = forms.CharField(label=_("Hvorfor?"), required=False, max_length=200)

    field_order = ["group", "valid_from", "source", "reason"]


class SetContactGroup(_FromDay):
    group = forms.CharField(
        label=_("Kontaktgruppe"),
        max_length=10,
        help_text=_("Som den står i fagsystemet, for eksempel 2.3."),
        error_messages={"required": _("Skriv kontaktgruppen."), "max_length": _("Skriv højst ti tegn.")},
    )

    field_order = ["group", "valid_from", "source"]


class SetBenefit(_FromDay):
    benefit = forms.ChoiceField(label=_("Ydelse"), choices=Benefit.choices)

    field_order = ["benefit", "valid_from", "source"]


class RevealAddress(forms.Form):
    reason = forms.CharField(
        label=_("Hvorfor skal du se adressen?"),
        help_text=_("Mindst 20 tegn. Borgeren kan læse det."),
        max_length=300,
        error_messages={"required": _("Skriv, hvorfor du skal se adressen.")},
    )


def known_facts(facts: Facts) -> dict[str, Any]:
    """Return what stands in the form before anything is changed."""
    names = ("phone", "email", "language", "needs_interpreter")
    return {name: getattr(facts, name) for name in names}
