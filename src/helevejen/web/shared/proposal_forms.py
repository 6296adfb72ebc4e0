"""The forms of a proposal: the citizen's answer, the company's, and the deeds without fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.rules.meetings import moments_of
from helevejen.core.formats import COPENHAGEN
from helevejen.proposals.actions import Interview, Why
from helevejen.proposals.enums import NotNow, Share
from helevejen.proposals.rules.steps import MOST_PLACE, MOST_WORDS
from helevejen.web.shared.forms import ClockField, DayField

_TOO_LONG = _("Teksten er for lang. Skriv den kortere.")
_NO_SUCH_TIME = _("Det klokkeslæt findes ikke den nat, for uret stilles frem. Vælg et andet.")


class ProposalSeen(forms.Form):
    """A deed on a proposal, with the number of the last event the page showed."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SayYes(ProposalSeen):
    """The citizen's yes: the card and the name, and what else is ticked; nothing is from the start."""

    order_number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    agreed = forms.MultipleChoiceField(
        label=_("Må virksomheden også få det her at vide?"),
        help_text=_("Sæt kun kryds, hvis du vil. Du kan sige ja uden."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, asked_for: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, Share(code).label) for code in asked_for if code in Share.values]
        self.fields["agreed"].choices = choices
        if not choices:
            del self.fields["agreed"]

    @property
    def answer(self) -> dict[str, Any]:
        """What was agreed to, and to which order: as the page showed it."""
        return {"agreed": self.chosen, "order_seen": self.cleaned_data.get("order_number")}

    @property
    def chosen(self) -> list[str]:
        return list(self.cleaned_data.get("agreed", []))


class SayNotNow(ProposalSeen):
    """The company's no, with a reason both can read."""

    reason = forms.ChoiceField(
        label=_("Hvorfor ikke lige nu?"),
        help_text=_("Kandidaten kan læse det."),
        widget=forms.RadioSelect,
        choices=NotNow.choices,
        error_messages={"required": _("Vælg en grund, så kandidaten kan forstå det.")},
    )
    missing = forms.ChoiceField(label=_("Hvad mangler?"), required=False)
    words = forms.CharField(
        label=_("Et par ord til kandidaten"),
        help_text=_("Hvis I vil. Skriv ikke om helbred, og skriv ikke CPR-numre."),
        widget=forms.Textarea(attrs={"rows": 3, "data-keep-words": "1"}),
        max_length=MOST_WORDS,
        required=False,
        error_messages={"max_length": _TOO_LONG},
    )

    def __init__(self, *args: Any, demands: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(text, text) for text in demands]
        self.fields["missing"].choices = [("", _("Vælg kun, hvis der mangler noget")), *choices]
        if not choices:
            del self.fields["missing"]
            self.fields["reason"].choices = [one for one in NotNow.choices if one[0] != NotNow.MISSING]

    @property
    def why(self) -> Why:
        told = self.cleaned_data
        return Why(told["reason"], told.get("missing", ""), told["words"])


def interview_set(at: datetime | None, place: str) -> dict[str, Any]:
    """Return an interview as `SetInterview` begins with it: who moves it need not write again what stays."""
    if at is None:
        return {}
    local = at.astimezone(COPENHAGEN)
    return {"day": local.date(), "clock": local.time(), "place": place}


class SetInterview(ProposalSeen):
    """When and where citizen and company meet."""

    day = DayField(label=_("Dag"))
    clock = ClockField(label=_("Klokken"))
    place = forms.CharField(
        label=_("Hvor?"),
        max_length=MOST_PLACE,
        error_messages={"required": _("Skriv, hvor samtalen er."), "max_length": _TOO_LONG},
    )

    def clean(self) -> dict[str, Any]:
        """Make the day and the clock one moment."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("day") and cleaned.get("clock") is not None:
            readings = moments_of(datetime.combine(cleaned["day"], cleaned["clock"]))
            if readings:
                cleaned["starts_at"] = readings[0]
            else:
                self.add_error("clock", _NO_SUCH_TIME)
        return cleaned

    @property
    def interview(self) -> Interview:
        return Interview(self.cleaned_data["starts_at"], self.cleaned_data["place"])
