"""The form in which a jobformidler asks a citizen about an order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.proposals.actions import Asked
from helevejen.proposals.enums import Share
from helevejen.proposals.rules.steps import MOST_WORDS

_SHARES = [
    (Share.CONSIDERATIONS.value, _("Hensyn, borgeren har brug for på arbejdet")),
    (Share.PHONE.value, _("Telefonnummeret")),
    (Share.EMAIL.value, _("Mailen")),
]


class AskCitizen(forms.Form):
    """Whom, what may be shared beside the card and the name, and a few words about why."""

    case = forms.ChoiceField(label=_("Hvem vil du spørge?"), error_messages={"required": _("Vælg en borger.")})
    shares = forms.MultipleChoiceField(
        label=_("Spørg også, om virksomheden må få at vide"),
        help_text=_("Kun det, der er brug for. Borgeren sætter selv kryds."),
        widget=forms.CheckboxSelectMultiple,
        choices=_SHARES,
        required=False,
    )
    words = forms.CharField(
        label=_("Hvorfor netop det job?"),
        help_text=_("Et par ord til borgeren, hvis du vil."),
        widget=forms.Textarea(attrs={"rows": 3, "data-keep-words": "1"}),
        max_length=MOST_WORDS,
        required=False,
        error_messages={"max_length": _("Teksten er for lang. Skriv den kortere.")},
    )

    def __init__(self, *args: Any, cases: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = {str(one.pk): one for one in cases}
        named = ((key, one.citizen.name) for key, one in self.cases.items())
        self.fields["case"].choices = [("", _("Vælg en borger")), *named]

    @property
    def chosen(self) -> Any:
        """The case that was chosen."""
        return self.cases[self.cleaned_data["case"]]

    @property
    def asked(self) -> Asked:
        return Asked(self.cleaned_data["shares"], self.cleaned_data["words"])
