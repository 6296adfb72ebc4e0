"""The form by which a message is answered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.rules.notes import MOST_MESSAGE_LETTERS
from helevejen.inquiries.enums import Avoidable
from helevejen.web.desk.forms.inquiries import reasons_to_avoid
from helevejen.web.shared.forms import CapField


class AnswerMessage(forms.Form):
    """The answer the citizen reads on Min vej."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Dit svar"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_MESSAGE_LETTERS,
        help_text=_("Borgeren læser det på Min vej."),
        error_messages={"required": _("Skriv dit svar.")},
    )
    cap = CapField()
    wants_answer = forms.BooleanField(
        label=_("Jeg vil gerne have svar igen"), required=False, help_text=_("Så ligger bolden hos borgeren.")
    )
    avoidable = forms.ChoiceField(
        label=_("Kunne henvendelsen have været undgået?"),
        required=False,
        choices=[("", Avoidable.NO.label), *reasons_to_avoid()],
    )
