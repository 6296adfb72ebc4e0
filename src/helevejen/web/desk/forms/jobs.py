"""The forms of jobs: begin one, follow up, write down that it is over, and stop following up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import Cap, JobForm
from helevejen.cases.rules.jobs import MOST_WEEKLY_HOURS
from helevejen.web.desk.forms.companies import PickCompany
from helevejen.web.shared.forms import CapField, DayField

#: How often to follow up, as people say it.
_OFTEN = [(7, _("Hver uge")), (14, _("Hver 14. dag")), (30, _("Hver måned")), (60, _("Hver anden måned"))]
_FOLLOWED_UP_FOR = timedelta(days=182)
_HOURS = _("Skriv timerne om ugen, for eksempel 12,5.")


class StartJob(PickCompany):
    title = forms.CharField(
        label=_("Stilling"), max_length=150, error_messages={"required": _("Skriv, hvad jobbet er.")}
    )
    employer_name = forms.CharField(
        label=_("Arbejdsplads"),
        max_length=200,
        error_messages={"required": _("Skriv navnet på arbejdspladsen.")},
    )
    kind = forms.ChoiceField(label=_("Slags job"), choices=JobForm.choices, initial=JobForm.ORDINARY)
    weekly_hours = forms.DecimalField(
        label=_("Timer om ugen"),
        localize=True,
        max_digits=4,
        decimal_places=2,
        min_value=Decimal("0.25"),
        max_value=MOST_WEEKLY_HOURS,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-short"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _HOURS),
    )
    started_on = DayField(label=_("Første dag"))
    check_in_days = forms.TypedChoiceField(
        label=_("Hvor tit følger vi op?"),
        help_text=_("Aftal det med borgeren. Borgeren kan altid sige stop."),
        choices=_OFTEN,
        coerce=int,
        initial=14,
    )
    follow_up_until = DayField(label=_("Opfølgning til og med"), required=False, help_text=_("Tomt felt: et halvt år."))

    field_order = ["title", "employer_name", "find", "company"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["find"].required = self.fields["company"].required = False  # not every employer has a CVR number

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self["title"], self["employer_name"]]

    @property
    def later_fields(self) -> list[forms.BoundField]:
        return [field for field in self.other_fields if field.name not in {"title", "employer_name"}]

    def values(self) -> dict[str, Any]:
        """Return what the action wants to know beside the company."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"find", "company", "kind"}}
        last: date | None = given["follow_up_until"]
        until: date = last + timedelta(days=1) if last else given["started_on"] + _FOLLOWED_UP_FOR
        return given | {"form": self.cleaned_data["kind"], "follow_up_until": until}


class CheckIn(forms.Form):
    cap = CapField(initial=Cap.MENTOR)
    note = forms.CharField(
        label=_("Hvordan går det?"),
        widget=forms.Textarea,
        error_messages={"required": _("Skriv kort, hvordan det går.")},
    )
    minutes = forms.IntegerField(label=_("Minutter"), required=False, min_value=0, max_value=600, initial=15)


class EndJob(forms.Form):
    on = DayField(label=_("Sidste dag"))
    because = forms.CharField(
        label=_("Hvorfor er jobbet slut?"),
        max_length=300,
        error_messages={"required": _("Skriv kort, hvorfor jobbet er slut.")},
    )
