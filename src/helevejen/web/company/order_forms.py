"""The forms of what a company does with its own order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.recruitment.enums import ClosingReason
from helevejen.recruitment.rules.orders import MOST_WORDS
from helevejen.web.shared.seen import TOO_LONG, Seen


class FoundSome(Seen):
    """The company has found somebody itself; with one position left there is nothing to ask."""

    left = forms.IntegerField(
        label=_("Hvor mange mangler I stadig?"),
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value"), _("Skriv et tal. 0 betyder, at I har alle.")
        ),
    )

    def __init__(self, *args: Any, positions: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if positions <= 1:
            del self.fields["left"]

    @property
    def left_over(self) -> int:
        """How many are still wanted."""
        return int(self.cleaned_data.get("left", 0))


class PauseOrder(Seen):
    reason = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("For eksempel: ferielukket til uge 32."),
        max_length=MOST_WORDS,
        error_messages={"required": _("Skriv kort hvorfor."), "max_length": TOO_LONG},
    )


class EndOrder(Seen):
    closing = forms.ChoiceField(
        label=_("Hvordan endte det?"),
        widget=forms.RadioSelect,
        choices=[
            (ClosingReason.FOUND_OTHERS.value, _("Vi fandt selv nogen")),
            (ClosingReason.NOT_NEEDED.value, _("Vi har ikke brug for nogen længere")),
            (ClosingReason.OTHER.value, _("Noget andet")),
        ],
        error_messages={"required": _("Vælg, hvordan det endte.")},
    )
    reason = forms.CharField(
        label=_("Vil I sige mere?"), max_length=MOST_WORDS, required=False, error_messages={"max_length": TOO_LONG}
    )
