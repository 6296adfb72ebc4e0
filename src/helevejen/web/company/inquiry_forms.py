"""The forms of the company's page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.inquiries.enums import Sender, Topic
from helevejen.inquiries.rules.texts import MOST_LETTERS, objection_to_written

_TOO_LONG = _("Teksten er for lang. Skriv den lidt kortere.")
#: What companies write about, the most usual first.
TOPICS = (Topic.RECRUITMENT, Topic.JOB, Topic.MEETING, Topic.GENERAL)


class Written(forms.Form):
    """Words of a company; a CPR number in them is refused at their field."""

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if objection := objection_to_written(text, sender=Sender.COMPANY):
            raise forms.ValidationError(objection.label)
        return text


class AskUs(Written):
    topic = forms.ChoiceField(label=_("Hvad handler det om?"), choices=[(one.value, one.label) for one in TOPICS])
    text = forms.CharField(
        label=_("Jeres besked"),
        widget=forms.Textarea(attrs={"rows": 5, "data-keep-words": "1"}),
        max_length=MOST_LETTERS,
        help_text=_("Skriv ikke CPR-numre."),
        error_messages={"required": _("Skriv jeres besked."), "max_length": _TOO_LONG},
    )
    wants_call = forms.BooleanField(label=_("Ring til os i stedet for at skrive"), required=False)


class WriteAgain(Written):
    text = forms.CharField(
        label=_("Skriv igen"),
        widget=forms.Textarea(attrs={"rows": 4, "data-keep-words": "1"}),
        max_length=MOST_LETTERS,
        help_text=_("Skriv ikke CPR-numre."),
        error_messages={"required": _("Skriv jeres besked."), "max_length": _TOO_LONG},
    )
