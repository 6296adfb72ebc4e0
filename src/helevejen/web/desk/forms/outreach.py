"""The forms of talks with companies, the peace they ask for, agreements, and what a workplace has told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext_lazy as _

from helevejen.companies.enums import ContactChannel
from helevejen.companies.rules import MOST_LETTERS, MOST_WORDS
from helevejen.recruitment.rules.places import months_before
from helevejen.web.shared.forms import DayField

if TYPE_CHECKING:
    from helevejen.companies.models import Contact, Workplace

_TOO_LONG = _("Teksten er for lang. Skriv den kortere.")
_SIZE = _("Skriv antallet i fuldtid som et tal, for eksempel 23,5.")
#: So many months back can be told: a year for merbeskæftigelse, and the one that has begun.
_MONTHS = 12
_BY_STAFF = [(one.value, one.label) for one in ContactChannel if one != ContactChannel.PORTAL]


class LogOutreach(forms.Form):
    channel = forms.ChoiceField(label=_("Hvordan talte I?"), choices=_BY_STAFF, initial=ContactChannel.PHONE.value)
    contact = forms.ChoiceField(label=_("Hvem talte du med?"), required=False)
    text = forms.CharField(
        label=_("Hvad talte I om?"),
        help_text=_("Ikke om nogen borger. Det skrives i borgerens sag."),
        widget=forms.Textarea(attrs={"rows": 4, "data-keep-words": "1"}),
        max_length=MOST_LETTERS,
        error_messages={"required": _("Skriv kort, hvad I talte om."), "max_length": _TOO_LONG},
    )
    promise = forms.CharField(label=_("Hvad lovede vi?"), max_length=MOST_WORDS, required=False)
    promised_on = DayField(label=_("Senest"), required=False)

    def __init__(self, *args: Any, contacts: Iterable[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = {str(one.pk): one for one in contacts}
        self.fields["contact"].choices = [("", "–"), *((key, one.name) for key, one in self.contacts.items())]

    def values(self) -> dict[str, Any]:
        """Return what the action wants to know."""
        return self.cleaned_data | {"contact": self.contacts.get(self.cleaned_data["contact"])}


class LeaveInPeace(forms.Form):
    until = DayField(label=_("Kontakt dem ikke før"), help_text=_("Tomt felt: de må kontaktes."), required=False)
    why = forms.CharField(
        label=_("Hvorfor?"), max_length=MOST_WORDS, required=False, error_messages={"max_length": _TOO_LONG}
    )


class MakeAgreement(forms.Form):
    text = forms.CharField(
        label=_("Hvad er aftalt?"),
        max_length=MOST_WORDS,
        error_messages={"required": _("Skriv, hvad der er aftalt."), "max_length": _TOO_LONG},
    )
    valid_from = DayField(label=_("Gælder fra"))
    valid_until = DayField(
        label=_("Gælder indtil"), help_text=_("Dagen efter den sidste. Tomt felt: indtil videre."), required=False
    )
    workplace = forms.ChoiceField(label=_("Hvor gælder den?"), required=False)

    def __init__(self, *args: Any, workplaces: Iterable[Workplace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workplaces = {str(one.pk): one for one in workplaces}
        choices = [("", _("Hele virksomheden")), *((key, one.name) for key, one in self.workplaces.items())]
        self.fields["workplace"].choices = choices

    def values(self) -> dict[str, Any]:
        """Return what the action wants to know."""
        return self.cleaned_data | {"workplace": self.workplaces.get(self.cleaned_data["workplace"])}


def _full_time(label: Any, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        localize=True,
        min_value=Decimal(0),
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-short"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"), _SIZE
        ),
    )


class KeepSize(forms.Form):
    """How many a workplace employed in a month; the months that count, the latest first."""

    month = forms.ChoiceField(label=_("Måned"))
    employees = _full_time(
        _("Ordinært ansatte, i fuldtid"), _("Uden ansatte med tilskud og ansatte under 18. To på halv tid er 1.")
    )
    placed = _full_time(_("I praktik, løntilskud og nytteindsats, i fuldtid"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [today.replace(day=1), *months_before(today, _MONTHS)]
        self.fields["month"].choices = [(month.isoformat(), date_format(month, "F Y")) for month in months]
        self.fields["month"].initial = months[1].isoformat()

    def values(self) -> dict[str, Any]:
        """Return what the action wants to know."""
        return self.cleaned_data | {"month": date.fromisoformat(self.cleaned_data["month"])}


class KeepStatement(forms.Form):
    """What employer and shop steward have signed."""

    employer_name = forms.CharField(
        label=_("Hvem skrev under for arbejdsgiveren?"),
        max_length=150,
        error_messages={"required": _("Skriv, hvem der har skrevet under for arbejdsgiveren.")},
    )
    steward_name = forms.CharField(
        label=_("Hvilken tillidsrepræsentant skrev under?"),
        help_text=_("Uden en tillidsrepræsentant: en, de ansatte har valgt."),
        max_length=150,
        required=False,
    )
    stated_on = DayField(label=_("Hvornår?"))
    is_kept = forms.ChoiceField(
        label=_("Hvad siger de?"),
        choices=[("yes", _("Rimelighedskravet er opfyldt")), ("no", _("Rimelighedskravet er ikke opfyldt"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad de siger.")},
    )
    post_vacated_on = DayField(
        label=_("Hvornår blev stillingen ledig?"),
        help_text=_("Kun ved løntilskud, og kun hvis nogen er holdt op i den."),
        required=False,
    )
