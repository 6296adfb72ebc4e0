"""What a caseload can be narrowed to."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import Holder

#: So long without a word counts as long. The law's own contact is more seldom; this is the house's eye on silence.
SILENT_DAYS: Final = 42

OTHERS: Final = "andre"
LATE: Final = "over-tiden"
SILENT: Final = "stille"


class FilterCaseload(forms.Form):
    """Whose turn it is, and what to keep an eye on."""

    bold = forms.ChoiceField(
        label=_("Bolden ligger hos"),
        required=False,
        choices=[
            ("", _("Alle")),
            (Holder.JOBFORMIDLER.value, _("Mig")),
            (Holder.CITIZEN.value, _("Borgeren")),
            (OTHERS, _("Læge, virksomhed, skole eller andre")),
        ],
    )
    kun = forms.ChoiceField(
        label=_("Vis"),
        required=False,
        choices=[
            ("", _("Alle sager")),
            (LATE, _("Over tiden")),
            (SILENT, _("Uden kontakt i mere end seks uger")),
        ],
    )
