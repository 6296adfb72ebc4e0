"""Finding a company and picking it in the same form, with and without JavaScript; and talking with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.companies.enums import ContactChannel
from helevejen.web.desk.forms.asking import Asking


class PickCompany(Asking):
    """A text to search by, and the companies found or known from before to pick one of."""

    find = forms.CharField(label=_("Find virksomhed"), help_text=_("Navn, CVR-nummer eller P-nummer."), max_length=200)
    company = forms.ChoiceField(
        label=_("Virksomhed"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Søg virksomheden frem, og vælg den."),
            "invalid_choice": _("Søg virksomheden frem, og vælg den."),
        },
    )

    def __init__(self, *args: Any, companies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].choices = companies
        self.ask_for("find")

    @property
    def has_companies(self) -> bool:
        return bool(self.fields["company"].choices)

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in {"find", "company"}]


#: How staff talk with companies; on its own page a company writes by itself.
_BY_STAFF = [(one.value, one.label) for one in ContactChannel if one != ContactChannel.PORTAL]


class LogContact(PickCompany):
    channel = forms.ChoiceField(label=_("Hvordan talte I?"), choices=_BY_STAFF, initial=ContactChannel.PHONE)
    contact_name = forms.CharField(label=_("Hvem talte du med?"), required=False, max_length=150)
    text = forms.CharField(
        label=_("Hvad talte I om?"),
        widget=forms.Textarea,
        error_messages={"required": _("Skriv kort, hvad I talte om.")},
    )
    minutes = forms.IntegerField(label=_("Minutter"), min_value=0, max_value=600, initial=15)
    track = forms.ChoiceField(label=_("Hører til sporet"), required=False)

    def __init__(self, *args: Any, tracks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["track"].choices = tracks


class RegisterCompany(forms.Form):
    cvr = forms.CharField(label=_("CVR-nummer"), max_length=12, error_messages={"required": _("Skriv de otte cifre.")})
    name = forms.CharField(label=_("Navn"), max_length=200, error_messages={"required": _("Skriv navnet.")})
