"""The forms by which a track and a case end."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import ClosingReason, TrackOutcome
from helevejen.web.shared.forms import CapField


class CloseTrack(forms.Form):
    """How a track ended."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Hvordan endte det?"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in TrackOutcome if one != TrackOutcome.CASE_CLOSED],
        error_messages={"required": _("Vælg, hvordan det endte.")},
    )
    cap = CapField()
    note = forms.CharField(
        label=_("Notat"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Én linje er nok.")
    )


class CloseCase(forms.Form):
    """Why a case is closed, said on purpose."""

    reason = forms.ChoiceField(
        label=_("Hvorfor lukkes sagen?"),
        widget=forms.RadioSelect,
        choices=ClosingReason.choices,
        error_messages={"required": _("Vælg, hvorfor sagen lukkes.")},
    )
    is_agreed = forms.BooleanField(
        label=_("Ja, sagen skal lukkes"),
        error_messages={"required": _("Sæt kryds, når du er sikker. En lukket sag åbnes ikke igen.")},
    )
