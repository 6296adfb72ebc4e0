"""The form by which a talk is noted in a moment."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import NoteKind
from helevejen.web.shared.forms import CapField

#: How one talked; the word is the note's headline.
WAYS: Final = {
    "phone": _("Talte i telefon"),
    "tried": _("Ringede uden at få svar"),
    "mail": _("Skrev sammen"),
    "met": _("Mødtes uden aftale"),
}

#: So long a talk counts when nobody says otherwise; it is noted so that silence can be seen.
USUAL_MINUTES: Final = {"phone": 10, "tried": 0, "mail": 5, "met": 10}


class LogTalk(forms.Form):
    """A talk with the citizen that nobody had planned."""

    way = forms.ChoiceField(label=_("Hvordan?"), widget=forms.RadioSelect, choices=list(WAYS.items()), initial="phone")
    cap = CapField()
    text = forms.CharField(
        label=_("Hvad talte I om?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Én linje er nok. Borgeren kan læse det."),
        error_messages={"required": _("Skriv kort, hvad I talte om.")},
    )
    kind = forms.ChoiceField(label=_("Hvad handler det om?"), choices=NoteKind.choices, initial=NoteKind.ORDINARY)
