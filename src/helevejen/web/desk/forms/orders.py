"""The forms of what is done with a job order at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.recruitment.actions import Promised
from helevejen.recruitment.enums import ClosingReason, LanguageLevel, OrderState, RequirementKind, Weight
from helevejen.recruitment.rules.orders import MOST_LABEL_LETTERS, MOST_WORDS, Demanded
from helevejen.taxonomy.licences import LICENCES
from helevejen.web.shared.forms import DayField

if TYPE_CHECKING:
    from helevejen.accounts.models import User

_TOO_LONG = _("Teksten er for lang. Skriv den kortere.")
NONE_FOUND, SOME_FOUND = "none", "some"


class OrderSeen(forms.Form):
    """A deed on an order, with the number of the last event the page showed."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)


def words_field(label: Any, required: Any, /, **kwargs: Any) -> forms.CharField:
    """Return a field for a few lines."""
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep-words": "1"}),
        max_length=MOST_WORDS,
        error_messages={"required": required, "max_length": _TOO_LONG},
        **kwargs,
    )


class Promising(OrderSeen):
    """What is promised next, and when: both or neither."""

    step = forms.CharField(
        label=_("Hvad sker der så?"),
        help_text=_("Virksomheden læser det. For eksempel: Vi kommer forbi og ser stedet."),
        max_length=300,
        required=False,
        error_messages={"max_length": _TOO_LONG},
    )
    due_on = DayField(label=_("Senest"), required=False)

    @property
    def promised(self) -> Promised:
        return Promised(self.cleaned_data["step"], self.cleaned_data["due_on"])


class AnswerOrder(Promising):
    words = words_field(
        _("Hvad aftalte I?"), _("Skriv kort, hvad I talte om."), help_text=_("Virksomheden kan læse det på sin side.")
    )

    field_order = ["words", "step", "due_on"]


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


class TakeOrder(OrderSeen):
    """Taking an order nobody has answered needs nothing."""


class SayWhy(OrderSeen):
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=MOST_WORDS,
        error_messages={"required": _("Skriv kort hvorfor."), "max_length": _TOO_LONG},
    )


class GiveOrder(OrderSeen):
    to = forms.ChoiceField(label=_("Til hvem?"), error_messages={"required": _("Vælg, hvem der skal have den.")})
    reason = SayWhy.base_fields["reason"]

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["to"].choices = [("", _("Vælg en")), *((key, one.name) for key, one in self.people.items())]

    @property
    def chosen(self) -> User:
        """Whom it is given to."""
        return self.people[self.cleaned_data["to"]]


class MoveOrder(OrderSeen):
    """Where an order goes from where it stands, with what that needs."""

    to = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Virksomheden kan læse det."),
        max_length=MOST_WORDS,
        required=False,
        error_messages={"max_length": _TOO_LONG},
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


class RequireSomething(OrderSeen):
    """One thing more that is required: a licence of the list, a language with its level, or something in own words."""

    kind = forms.ChoiceField(label=_("Hvad slags krav?"), choices=RequirementKind.choices)
    licence = forms.ChoiceField(
        label=_("Kørekort eller certifikat"), help_text=_("Kun hvis kravet er et af dem."), required=False
    )
    label = forms.CharField(
        label=_("Hvad kræves?"),
        help_text=_("Med egne ord, eller navnet på sproget."),
        max_length=MOST_LABEL_LETTERS,
        required=False,
        error_messages={"max_length": _TOO_LONG},
    )
    level = forms.ChoiceField(
        label=_("Hvor godt?"),
        help_text=_("Kun for sprog."),
        choices=[("", "–"), *LanguageLevel.choices],
        required=False,
    )
    weight = forms.ChoiceField(
        label=_("Hvor vigtigt?"), choices=Weight.choices, widget=forms.RadioSelect, initial=Weight.MUST.value
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["licence"].choices = [("", "–"), *((one.code, one.name) for one in LICENCES)]

    def clean(self) -> dict[str, Any]:
        """Take only what goes with the kind."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_licence = cleaned.get("kind") == RequirementKind.LICENCE
        if is_licence and not cleaned.get("licence") and not cleaned.get("label"):
            self.add_error("licence", _("Vælg et kørekort eller certifikat."))
        if not is_licence and not cleaned.get("label"):
            self.add_error("label", _("Skriv, hvad der kræves."))
        return cleaned

    @property
    def demanded(self) -> Demanded:
        given = self.cleaned_data
        names = {one.code: str(one.name) for one in LICENCES}
        code = given["licence"] if given["kind"] == RequirementKind.LICENCE else ""
        level = given["level"] if given["kind"] == RequirementKind.LANGUAGE else ""
        return Demanded(given["kind"], names.get(code, given["label"]), weight=given["weight"], code=code, level=level)
