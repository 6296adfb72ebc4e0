"""The form of a letter about a new date."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.inquiries.rules.deadlines import MOST_CAUSE_LETTERS
from helevejen.web.shared.forms import DayField


class SendNotice(forms.Form):
    cause = forms.CharField(
        label=_("Hvad venter sagen på?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_CAUSE_LETTERS,
        help_text=_("Borgeren læser det. Skriv kort og uden fagord."),
        error_messages={
            "required": _("Skriv, hvad sagen venter på."),
            "max_length": _("Teksten er for lang. Skriv den kortere."),
        },
    )
    new_due_on = DayField(label=_("Ny dato for afgørelsen"))
