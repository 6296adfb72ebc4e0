"""What one searches a citizen by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchCitizen(forms.Form):
    """A name, whole or in part, a whole CPR number, or the number of a company's task."""

    text = forms.CharField(
        label=_("Navn eller CPR-nummer"),
        max_length=120,
        help_text=_("Skriv en del af navnet, hele CPR-nummeret eller det nummer, en virksomhed siger i telefonen."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Skriv et navn eller et CPR-nummer.")},
    )

    def __init__(self, *args: Any, is_asked_for: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_asked_for:  # one comes to the page to write in the box; what was found is read first
            self.fields["text"].widget.attrs["autofocus"] = True
