"""The forms of the inbox."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from helevejen.cases.rules import meetings as meeting_rules
from helevejen.core import cpr as cpr_numbers
from helevejen.core import cvr as cvr_numbers
from helevejen.core.parse import Unreadable
from helevejen.inquiries.enums import Avoidable, Channel, Topic, WaitingFor
from helevejen.inquiries.rules.texts import (
    MOST_CANNED_LETTERS,
    MOST_LETTERS,
    MOST_REASON_LETTERS,
    MOST_TITLE_LETTERS,
)
from helevejen.web.shared.forms import ClockField, DayField, PhoneField
from helevejen.web.shared.seen import TOO_LONG, GiveToColleague, Seen

SOLVED, GOES_ON, WAITS = "solved", "open", "waits"
NOT_AVOIDABLE = "no"


def reasons_to_avoid() -> list[tuple[str, Any]]:
    """Return why a contact could have been avoided, each as an answer that says yes."""
    return [(one.value, format_lazy(_("Ja. {why}."), why=one.label)) for one in Avoidable if one.value]


class AvoidableField(forms.ChoiceField):
    """Whether the contact could have been avoided. Nothing is chosen beforehand, and no is an answer too."""

    def __init__(self, **kwargs: Any) -> None:
        answers = [(NOT_AVOIDABLE, Avoidable.NO.label), *reasons_to_avoid()]
        super().__init__(
            label=_("Kunne henvendelsen have været undgået?"),
            choices=[("", _("Vælg et svar")), *answers],
            error_messages={"required": _("Vælg, om den kunne have været undgået.")},
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """Return the answer as it is kept, empty for no."""
        chosen = str(super().clean(value))
        return Avoidable.NO if chosen == NOT_AVOIDABLE else chosen


class AnswerInquiry(Seen):
    canned = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Svar"),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=MOST_LETTERS,
        error_messages={"required": _("Skriv svaret."), "max_length": TOO_LONG},
    )
    is_by_phone = forms.BooleanField(
        label=_("Jeg har svaret i telefonen eller ansigt til ansigt"),
        help_text=_("Skriv, hvad du sagde. Der sendes ikke noget."),
        required=False,
    )
    then = forms.ChoiceField(
        label=_("Hvad sker der nu?"),
        widget=forms.RadioSelect,
        choices=[
            (SOLVED, _("Den er løst")),
            (GOES_ON, _("Vi arbejder videre")),
            (WAITS, _("Vi venter på afsenderen – så står uret stille")),
        ],
        initial=SOLVED,
        error_messages={"required": _("Vælg, hvad der sker nu.")},
    )
    ground = forms.CharField(
        label=_("Hvad skal afsenderen gøre?"),
        max_length=MOST_REASON_LETTERS,
        help_text=_("Kun hvis vi venter på afsenderen."),
        error_messages={"required": _("Skriv, hvad afsenderen skal gøre."), "max_length": TOO_LONG},
    )
    avoidable = AvoidableField(help_text=_("Kun hvis den er løst."))

    def clean(self) -> dict[str, Any]:
        """Ask only what goes with what happens now: what the sender is to do, or whether it could be avoided."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, then in (("ground", WAITS), ("avoidable", SOLVED)):
            if cleaned.get("then") != then:
                self.errors.pop(name, None)
                cleaned[name] = ""
        return cleaned


class SayReason(Seen):
    """A deed that needs only its reason."""

    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=MOST_REASON_LETTERS,
        error_messages={"required": _("Skriv kort hvorfor."), "max_length": TOO_LONG},
    )


class NoteCall(Seen):
    reason = forms.CharField(
        label=_("Hvad skete der?"),
        initial=_("Tog ikke telefonen"),
        max_length=MOST_REASON_LETTERS,
        error_messages={"required": _("Skriv, hvad der skete."), "max_length": TOO_LONG},
    )


class HandOver(GiveToColleague):
    reason = SayReason.base_fields["reason"]


class WaitForSomebody(Seen):
    on = forms.ChoiceField(
        label=_("Hvem venter vi på?"),
        choices=WaitingFor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem vi venter på.")},
    )
    ground = forms.CharField(
        label=_("Hvad venter vi på?"),
        help_text=_("Venter vi på afsenderen, får afsenderen det at vide. Har vi kun et telefonnummer, så ring."),
        max_length=MOST_REASON_LETTERS,
        error_messages={"required": _("Skriv, hvad vi venter på."), "max_length": TOO_LONG},
    )


class PromiseAnew(Seen):
    until = DayField(label=_("Ny dag"))
    reason = forms.CharField(
        label=_("Hvad venter vi på?"),
        help_text=_("Afsenderen læser det."),
        max_length=MOST_REASON_LETTERS,
        error_messages={"required": _("Skriv, hvad vi venter på."), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, is_told: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_told:
            self.fields["reason"].help_text = _("Ring og sig det til afsenderen.")


class SolveInquiry(Seen):
    avoidable = AvoidableField()


class FindSender(Seen):
    """Who an unknown sender is, by the whole number."""

    found = forms.CharField(
        label=_("CPR-nummer eller CVR-nummer"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Skriv nummeret.")},
    )

    def clean_found(self) -> tuple[str, str]:
        """Return which kind of number it is, and the number."""
        return read_number(self.cleaned_data["found"])


class RegisterInquiry(forms.Form):
    """What somebody asked by telephone or at the counter, in one go."""

    channel = forms.ChoiceField(
        label=_("Hvordan kom den?"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (Channel.PHONE, Channel.COUNTER)],
        initial=Channel.PHONE,
        error_messages={"required": _("Vælg, hvordan den kom.")},
    )
    text = forms.CharField(
        label=_("Hvad handler det om?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_LETTERS,
        error_messages={"required": _("Skriv, hvad det handler om."), "max_length": TOO_LONG},
    )
    found = forms.CharField(
        label=_("CPR-nummer eller CVR-nummer"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_(
            "Et CVR-nummer sender henvendelsen til virksomhedens kontakt. Et CPR-nummer sender den til "
            "jobformidleren, hvis du må kende borgeren. Skriv ellers navn og telefon."
        ),
    )
    name = forms.CharField(label=_("Navn"), required=False, max_length=150)
    phone = PhoneField(required=False)
    email = forms.EmailField(
        label=_("Mail"), required=False, error_messages={"invalid": _("Skriv mailadressen som navn@sted.dk.")}
    )
    topic = forms.ChoiceField(label=_("Emne"), choices=Topic.choices, initial=Topic.GENERAL)
    call_on = DayField(label=_("Vil ringes op den"), required=False)
    call_at = ClockField(label=_("Klokken"), required=False)
    answer = forms.CharField(
        label=_("Det svarede jeg"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_LETTERS,
        help_text=_("Med et svar er henvendelsen løst med det samme."),
        error_messages={"max_length": TOO_LONG},
    )

    def clean_found(self) -> tuple[str, str]:
        """Return which kind of number it is, and the number; two empty words for none."""
        text = self.cleaned_data["found"].strip()
        return read_number(text) if text else ("", "")

    def clean(self) -> dict[str, Any]:
        """Turn the day and the clock of a call into the moment they mean."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, clock_time = cleaned.get("call_on"), cleaned.get("call_at")
        if day and "call_at" in cleaned and clock_time is None:
            self.add_error("call_at", _("Skriv også klokkeslættet."))
        cleaned["calls_at"] = _moment(day, clock_time) if day and clock_time else None
        return cleaned


class KeepCanned(forms.Form):
    topic = forms.ChoiceField(label=_("Emne"), choices=Topic.choices)
    title = forms.CharField(
        label=_("Hvad svarer det på?"),
        max_length=MOST_TITLE_LETTERS,
        error_messages={"required": _("Skriv, hvad det svarer på.")},
    )
    text = forms.CharField(
        label=_("Svar"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=MOST_CANNED_LETTERS,
        help_text=_("Skriv kort og uden fagord. Den, der bruger det, retter det til."),
        error_messages={"required": _("Skriv svaret."), "max_length": TOO_LONG},
    )
    review_on = DayField(label=_("Ses igennem igen senest"))


def read_number(text: str) -> tuple[str, str]:
    """
    Return "cpr" or "cvr" with the number in its plain form.

    Raises:
        ValidationError: it is neither.
    """
    for kind, parse in (("cpr", cpr_numbers.parse), ("cvr", cvr_numbers.parse)):
        try:
            return kind, parse(text.strip())
        except Unreadable:
            continue
    raise forms.ValidationError(_("Det er hverken et CPR-nummer på ti cifre eller et CVR-nummer på otte."))


def _moment(day: date, clock_time: time) -> datetime | None:
    moments = meeting_rules.moments_of(datetime.combine(day, clock_time))
    return moments[0] if moments else None


__all__ = [
    "GOES_ON",
    "SOLVED",
    "WAITS",
    "AnswerInquiry",
    "FindSender",
    "HandOver",
    "KeepCanned",
    "NoteCall",
    "PromiseAnew",
    "RegisterInquiry",
    "SayReason",
    "SolveInquiry",
    "WaitForSomebody",
]
