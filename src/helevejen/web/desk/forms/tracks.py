"""The form by which something new begins in a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import TrackKind
from helevejen.cases.rules import chains
from helevejen.web.desk.forms.turns import STEPS_OF_MEETINGS
from helevejen.web.shared.forms import CapField, DayField


def first_steps() -> list[tuple[Any, list[tuple[str, str]]]]:
    """Return what a new track may begin with, by what it is about; the usual first step first."""
    return [(kind.label, _steps_of(kind)) for kind in TrackKind if kind != TrackKind.DIALOGUE]


def _steps_of(kind: TrackKind) -> list[tuple[str, str]]:
    language = get_language() or "da"
    steps = [one for one in chains.likely_next(kind, "") if one.code not in STEPS_OF_MEETINGS]
    usual = chains.chain_of(kind).first
    steps.sort(key=lambda one: one.code != usual)
    return [(f"{kind}:{one.code}", one.says("staff", language)) for one in steps]


class StartTrack(forms.Form):
    """Something new to be done in a case, alone or as a part of something already going on."""

    first = forms.ChoiceField(
        label=_("Hvad skal der ske først?"), error_messages={"required": _("Vælg, hvad der skal ske.")}
    )
    parent = forms.ChoiceField(
        label=_("Er det en del af et andet spor?"),
        required=False,
        help_text=_("Så venter det andet spor, til alle dets dele er slut."),
    )
    title = forms.CharField(
        label=_("Kaldes"), required=False, max_length=120, help_text=_("For eksempel Speciallægeerklæring.")
    )
    holder_name = forms.CharField(
        label=_("Hos hvem?"), required=False, max_length=150, help_text=_("Navn på person eller sted, hvis du ved det.")
    )
    due_on = DayField(label=_("Senest"), required=False, help_text=_("Tomt felt: den sædvanlige frist."))
    cap = CapField()

    def __init__(self, *args: Any, parents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].choices = [("", _("Vælg …")), *first_steps()]
        self.fields["parent"].choices = [("", _("Nej")), *parents]

    def facts(self) -> dict[str, Any]:
        """Return what the action wants to know, but for the parent."""
        kind, step = self.cleaned_data["first"].split(":")
        chosen = {name: self.cleaned_data[name] for name in ("title", "holder_name", "due_on", "cap")}
        return {"kind": kind, "step": step} | {name: value for name, value in chosen.items() if value}
