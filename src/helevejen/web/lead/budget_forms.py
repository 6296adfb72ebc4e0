"""The forms of the budget: a year's account, another amount, a correction and the answer to one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.web.shared.forms import MoneyField

_DECISION = _("Beslutning")
_DECISION_HELP = _("Udvalg, dato og punkt, for eksempel: Social- og Beskæftigelsesudvalget 9. marts 2026, punkt 4.")


class OpenYear(forms.Form):
    year = forms.IntegerField(
        label=_("År"),
        min_value=2020,
        max_value=2100,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Skriv et år, for eksempel 2027.")
        ),
    )
    amount = MoneyField(label=_("Budget for året i kroner"))
    decision = forms.CharField(label=_DECISION, help_text=_DECISION_HELP, max_length=200, required=False)


class SetGrant(forms.Form):
    amount = MoneyField(label=_("Nyt budget for året i kroner"))
    reason = forms.CharField(label=_("Hvorfor?"), max_length=300, error_messages={"required": _("Skriv kort hvorfor.")})
    decision = forms.CharField(label=_DECISION, help_text=_DECISION_HELP, max_length=200, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class CorrectEntry(forms.Form):
    reason = forms.CharField(
        label=_("Hvad er forkert?"), max_length=300, error_messages={"required": _("Skriv kort hvorfor.")}
    )


class AnswerCorrection(forms.Form):
    is_approved = forms.TypedChoiceField(
        label=_("Dit svar"),
        choices=[("ja", _("Ja, ret posteringen")), ("nej", _("Nej, lad den stå"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg ja eller nej.")},
    )


class CloseYear(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Ja, gør året op"), error_messages={"required": _("Sæt kryds for at gøre året op.")}
    )
    decision = forms.CharField(label=_DECISION, help_text=_DECISION_HELP, max_length=200, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class CreditPayment(forms.Form):
    amount = MoneyField(label=_("Beløb, der er kommet tilbage, i kroner"))
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=300,
        help_text=_("For eksempel: Lægen sendte en kreditnota. Skriv ikke, hvem attesten handler om."),
        error_messages={"required": _("Skriv kort hvorfor.")},
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
