"""The forms by which something is written in a case: a note, its correction, a message."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import Cap, NoteKind
from helevejen.cases.rules.notes import MOST_HEADLINE_LETTERS, MOST_MESSAGE_LETTERS, MOST_MINUTES, MOST_TEXT_LETTERS
from helevejen.web.shared.forms import CapField

_SENSITIVE = _("Vælg helbred eller sociale forhold, hvis notatet handler om det. Så ser færre det.")


class WriteNote(forms.Form):
    cap = CapField()
    headline = forms.CharField(
        label=_("Overskrift"),
        max_length=MOST_HEADLINE_LETTERS,
        error_messages={"required": _("Skriv en overskrift."), "max_length": _("Overskriften er for lang.")},
    )
    text = forms.CharField(
        label=_("Notat"),
        widget=forms.Textarea,
        max_length=MOST_TEXT_LETTERS,
        error_messages={"required": _("Skriv teksten."), "max_length": _("Teksten er for lang. Del den i flere.")},
    )
    kind = forms.ChoiceField(
        label=_("Hvad handler notatet om?"),
        help_text=_SENSITIVE,
        choices=NoteKind.choices,
        initial=NoteKind.ORDINARY,
        widget=forms.Select,
    )
    minutes = forms.IntegerField(
        label=_("Minutter"),
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
        error_messages={
            "invalid": _("Skriv tiden i minutter, for eksempel 15."),
            "max_value": _("Skriv højst 600 minutter."),
            "min_value": _("Skriv tiden i minutter, for eksempel 15."),
        },
    )
    track = forms.ChoiceField(label=_("Hører til sporet"), required=False)
    is_shared_with_citizen = forms.BooleanField(
        label=_("Borgeren kan læse notatet på Min vej"), required=False, initial=True
    )

    def __init__(self, *args, tracks: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["track"].choices = tracks

    def clean(self) -> dict[str, Any]:
        """Share a mentor's note with the citizen, whatever box is ticked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return cleaned | ({"is_shared_with_citizen": True} if cleaned.get("cap") == Cap.MENTOR else {})


class CorrectNote(forms.Form):
    headline = WriteNote.base_fields["headline"]
    text = forms.CharField(
        label=_("Rettelse"),
        help_text=_("Skriv, hvad der skulle have stået. Det oprindelige notat bliver stående, så alle kan se begge."),
        widget=forms.Textarea,
        max_length=MOST_TEXT_LETTERS,
        error_messages={"required": _("Skriv rettelsen.")},
    )


class WriteMessage(forms.Form):
    cap = CapField()
    text = forms.CharField(
        label=_("Besked"),
        help_text=_("Borgeren læser beskeden på Min vej. Skriv kort og uden fagord."),
        widget=forms.Textarea,
        max_length=MOST_MESSAGE_LETTERS,
        error_messages={"required": _("Skriv beskeden."), "max_length": _("Beskeden er for lang. Skriv den kortere.")},
    )
    wants_answer = forms.BooleanField(
        label=_("Jeg vil gerne have svar – så ligger bolden hos borgeren"), required=False
    )
