"""The forms of medical statements: order, remind, receive, pay, cancel and use them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.actions import Order
from helevejen.cases.enums import StatementPurpose
from helevejen.cases.rules.statements import MOST_LETTERS, MOST_NAME_LETTERS
from helevejen.web.shared.forms import DayField, MoneyField

_BILL = _("Regning i kroner")


class OrderStatement(forms.Form):
    kind = forms.ChoiceField(label=_("Attest"), error_messages={"required": _("Vælg en attest.")})
    purpose = forms.ChoiceField(label=_("Hvad skal den bruges til?"), choices=StatementPurpose.choices)
    questions = forms.CharField(
        label=_("Hvad skal lægen svare på?"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea,
        error_messages={"required": _("Skriv, hvad lægen skal svare på.")},
    )
    supplier_name = forms.CharField(
        label=_("Hvem skriver den?"),
        help_text=_("Lægehuset, klinikken eller sygehuset. Borgeren kan læse det på Min vej."),
        max_length=MOST_NAME_LETTERS,
        error_messages={"required": _("Skriv, hvem der skal skrive attesten.")},
    )
    has_interpreter = forms.BooleanField(
        label=_("Der skal en tolk med"), required=False, help_text=_("Så er taksten højere for nogle attester.")
    )
    price = MoneyField(
        label=_("Pris i kroner"),
        required=False,
        help_text=_("Tomt felt: taksten. Uden en fast takst skriver du den pris, I har aftalt."),
    )
    promised_on = DayField(
        label=_("Lovet svar senest"), required=False, help_text=_("Tomt felt: den sædvanlige svartid.")
    )
    parent = forms.ChoiceField(label=_("Hvilket spor venter på svaret?"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(
        self, *args: Any, kinds: Iterable[tuple[str, str]], tracks: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Vælg en attest")), *kinds]
        self.fields["parent"].choices = [*tracks, ("", _("Ikke et bestemt spor"))]

    def order(self) -> Order:
        """Return what is ordered."""
        given = self.cleaned_data
        return Order(
            kind=given["kind"],
            purpose=given["purpose"],
            questions=given["questions"],
            supplier_name=given["supplier_name"],
            price_oere=given["price"],
            promised_on=given["promised_on"],
            has_interpreter=given["has_interpreter"],
            key=given["key"],
        )


class RemindStatement(forms.Form):
    note = forms.CharField(
        label=_("Hvem har du talt med, og hvad sagde de?"), required=False, max_length=300, widget=forms.Textarea
    )
    promised_on = DayField(label=_("Nyt lovet svar senest"), required=False)


class ReceiveStatement(forms.Form):
    answer = forms.CharField(
        label=_("Hvad svarer lægen?"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea,
        help_text=_("Det vigtigste med få ord. Det kan læses af dem, der må læse helbred i sagen."),
    )
    bill = MoneyField(label=_BILL, required=False, help_text=_("Tomt felt: Regningen er ikke kommet endnu."))


class PayStatement(forms.Form):
    bill = MoneyField(label=_BILL)


class CancelStatement(forms.Form):
    reason = forms.CharField(
        label=_("Hvorfor afbestiller du?"),
        max_length=300,
        error_messages={"required": _("Skriv kort, hvorfor attesten afbestilles.")},
    )
    fee = MoneyField(label=_("Hvad skal lægen have alligevel?"), required=False, help_text=_("Tomt felt: ingenting."))


class UseStatement(forms.Form):
    decision = forms.ChoiceField(
        label=_("Hvilken afgørelse bygger på attesten?"), error_messages={"required": _("Vælg en afgørelse.")}
    )

    def __init__(self, *args: Any, drafts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = list(drafts)
