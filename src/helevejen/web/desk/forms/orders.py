"""The forms of what is done with a job order at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.recruitment.actions import Promised
from helevejen.recruitment.enums import ClosingReason, OrderState
from helevejen.recruitment.rules.orders import MOST_WORDS
from helevejen.web.shared.forms import DayField
from helevejen.web.shared.seen import TOO_LONG, GiveToColleague, Seen

NONE_FOUND, SOME_FOUND = "none", "some"


def words_field(label: Any, required: Any, /, **kwargs: Any) -> forms.CharField:
    """Return a field for a few lines."""
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep-words": "1"}),
        max_length=MOST_WORDS,
        error_messages={"required": required, "max_length": TOO_LONG},
        **kwargs,
    )


class Promising(Seen):
    """What is promised next, and when: both or neither."""

    step = forms.CharField(
        label=_("Hvad sker der så?"),
        help_text=_("Virksomheden læser det. For eksempel: Vi kommer forbi og ser stedet."),
        max_length=300,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
    due_on = DayField(label=_("Senest"), required=False)

    @property
    def promised(self) -> Promised:
        return Promised(self.cleaned_data["step"], self.cleaned_data["due_on"])


class AnswerOrder(Promising):
    words = words_field(
        _("Hvad aftalte I?"), _("Skriv kort, hvad I talte om."), help_text=_("Virksomheden kan læse det på sin side.")
    )

    is_the_call = forms.BooleanField(
        label=_("Det er det opkald, virksomheden har bedt om"),
        help_text=_("Så er deres besked også besvaret."),
        initial=True,
        required=False,
    )

    field_order = ["words", "is_the_call", "step", "due_on"]

    def __init__(self, *args: Any, is_call_awaited: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_call_awaited:
            del self.fields["is_the_call"]


class GiveShortlist(Promising):
    found = forms.ChoiceField(
        label=_("Har vi nogen?"),
        widget=forms.RadioSelect,
        choices=[
            (SOME_FOUND, _("Ja, vi har foreslået nogen")),
            (NONE_FOUND, _("Nej, ingen lige nu – og her er hvorfor")),
        ],
        error_messages={"required": _("Vælg, om vi har nogen.")},
    )
    count = forms.IntegerField(
        label=_("Hvor mange?"),
        min_value=1,
        max_value=999,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Skriv et tal fra 1 og op.")),
    )
    words = words_field(
        _("Det siger vi til virksomheden"),
        "",
        required=False,
        help_text=_("Er der ingen, så skriv hvorfor. Skriv ikke, hvem kandidaterne er."),
    )

    field_order = ["found", "count", "words", "step", "due_on"]

    def clean(self) -> dict[str, Any]:
        """Ask for the count only when there are some."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("found") == NONE_FOUND:
            self.errors.pop("count", None)
            cleaned["count"] = 0
        elif cleaned.get("found") == SOME_FOUND and cleaned.get("count") is None and "count" not in self.errors:
            self.add_error("count", _("Skriv, hvor mange I har foreslået."))
        return cleaned


class PromiseNext(Promising):
    """A new promise; both fields empty takes the old one away."""


class TakeOrder(Seen):
    """Taking an order nobody has answered needs nothing."""


class SayWhy(Seen):
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=MOST_WORDS,
        error_messages={"required": _("Skriv kort hvorfor."), "max_length": TOO_LONG},
    )


class GiveOrder(GiveToColleague):
    reason = SayWhy.base_fields["reason"]


class MoveOrder(Seen):
    """Where an order goes from where it stands, with what that needs."""

    to = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Virksomheden kan læse det."),
        max_length=MOST_WORDS,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )

    def clean_to(self) -> OrderState:
        """Return the state."""
        try:
            return OrderState(self.cleaned_data["to"])
        except ValueError:
            raise forms.ValidationError(_("Vælg, hvad der skal ske med ordren.")) from None


class PlainMove(MoveOrder):
    """A move that needs no reason: the positions are filled, or a pause is over."""

    reason = None  # type: ignore[assignment]  # Django's way of taking a field away


class CloseOrder(MoveOrder):
    closing = forms.ChoiceField(
        label=_("Hvordan endte det?"),
        choices=ClosingReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvordan det endte.")},
    )

    field_order = ["closing", "reason"]
