"""The forms of a placement that more than one surface shows: the hours of some weeks, and how it went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helevejen.core import formats
from helevejen.placements.actions import HowItWent, Worked
from helevejen.placements.enums import Party, Said
from helevejen.placements.queries import WeekSeen
from helevejen.placements.rules.agreeing import MOST_LETTERS
from helevejen.placements.rules.hours import MOST_WORKED_HOURS, WEEKS_SHOWN
from helevejen.web.shared.forms import HoursField

_HOURS = _("Skriv timerne i ugen som et tal fra 0 til 80, for eksempel 12,5.")
_TOO_LONG = _("Teksten er for lang. Skriv den kortere.")

#: The three questions, in words for each.
_QUESTIONS: dict[str, dict[str, Any]] = {
    Party.CITIZEN: {
        "tasks_fit": _("Passer opgaverne til dig?"),
        "was_helped": _("Får du den hjælp, du har brug for?"),
        "would_again": _("Vil du gerne blive ved med at arbejde der?"),
        "words": _("Vil du fortælle mere?"),
    },
    Party.COMPANY: {
        "tasks_fit": _("Passer opgaverne og medarbejderen sammen?"),
        "was_helped": _("Får I den hjælp fra os, I har brug for?"),
        "would_again": _("Vil I gerne blive ved – få timer er også godt?"),
        "words": _("Vil I fortælle mere?"),
    },
}


class HoursForm(forms.Form):
    """The hours of the last weeks, one row each. A week left empty is not told; nothing is never nought."""

    def __init__(self, data: Any, *, weeks: Iterable[WeekSeen], is_paid_apart: bool) -> None:
        super().__init__(data)
        self.weeks = list(weeks)[:WEEKS_SHOWN]
        self.is_paid_apart = is_paid_apart
        for week in self.weeks:
            name = _name(week.week)
            label = week_in_words(week.week)
            self.fields[name] = _hours(label, week.hours)
            if is_paid_apart:
                paid = gettext("%(week)s: lønnede timer ved siden af") % {"week": label}
                self.fields[f"{name}_paid"] = _hours(paid, week.paid_hours if week.hours is not None else None)

    def told(self) -> dict[date, Worked]:
        """Return what was written, by the week."""
        told = {}
        for week in self.weeks:
            hours = self.cleaned_data.get(_name(week.week))
            paid = self.cleaned_data.get(f"{_name(week.week)}_paid")
            if hours is not None or paid is not None:
                told[week.week] = Worked(hours or Decimal(0), paid or Decimal(0))
        return told


class EvaluationForm(forms.Form):
    """Three questions and own words."""

    def __init__(self, data: Any, *, party: Party) -> None:
        super().__init__(data)
        asked = _QUESTIONS[party]
        for name in ("tasks_fit", "was_helped", "would_again"):
            self.fields[name] = forms.ChoiceField(
                label=asked[name],
                choices=Said.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Vælg et svar.")},
            )
        self.fields["words"] = words_field(asked["words"], required=False)

    def how(self) -> HowItWent:
        """Return the answers."""
        return HowItWent(**self.cleaned_data)


class AnswerTermsForm(forms.Form):
    """Yes to the agreement, or what does not fit."""

    answer = forms.ChoiceField(
        label=_("Passer aftalen?"),
        choices=[("yes", _("Ja, den passer")), ("no", _("Nej, noget passer ikke"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et svar.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.fields["words"] = words_field(_("Hvad passer ikke?"), required=False)

    def values(self) -> dict[str, Any]:
        """Return what the action wants to know."""
        given = self.cleaned_data
        return {"is_ok": given["answer"] == "yes", "words": given["words"], "version": given["version"]}


def words_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for a few words."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "data-keep-words": "1"}),
        max_length=MOST_LETTERS,
        error_messages={"required": _("Skriv kort, hvad der skal stå."), "max_length": _TOO_LONG},
    )


def decimal_hours(label: Any, *, most: Decimal, required: bool = True, **kwargs: Any) -> forms.DecimalField:
    """Return a field for hours, written as Danes write them."""
    kwargs.setdefault("error_messages", {})
    errors = ("required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")
    kwargs["error_messages"] = dict.fromkeys(errors, kwargs.pop("wrong", _HOURS)) | kwargs["error_messages"]
    return HoursField(
        label=label,
        required=required,
        localize=True,
        min_value=kwargs.pop("least", Decimal(0)),
        max_value=most,
        max_digits=4,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-short", "autocomplete": "off"}),
        **kwargs,
    )


def week_in_words(week: date) -> str:
    """Return "Uge 11 (9/3–15/3)" of a Monday."""
    last = week + timedelta(days=6)
    said = formats.week(week)
    return f"{said[:1].upper()}{said[1:]} ({week.day}/{week.month}–{last.day}/{last.month})"


def _hours(label: Any, initial: Decimal | None) -> forms.DecimalField:
    return decimal_hours(label, most=MOST_WORKED_HOURS, required=False, initial=initial)


def _name(week: date) -> str:
    return f"week_{week:%Y%m%d}"
