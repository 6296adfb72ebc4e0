"""The forms of the duty roster and of the published deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.core import clock
from helevejen.inquiries.enums import DeadlineUnit, InquiryObjection
from helevejen.inquiries.rules.deadlines import MOST_LAW_LETTERS
from helevejen.web.shared.forms import DayField

if TYPE_CHECKING:
    from helevejen.accounts.models import User


class NameDuty(forms.Form):
    """Who has the duty of the team on some days, both counted."""

    user = forms.ChoiceField(label=_("Hvem?"), error_messages={"required": _("Vælg en.")})
    first_day = DayField(label=_("Første dag"))
    last_day = DayField(label=_("Sidste dag"))

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["user"].choices = [("", _("Vælg en")), *((key, one.name) for key, one in self.people.items())]

    def clean_first_day(self) -> date:
        first: date = self.cleaned_data["first_day"]
        if first < clock.today():
            raise forms.ValidationError(InquiryObjection.DUTY_PASSED.label)
        return first

    @property
    def chosen(self) -> User:
        """Who gets it."""
        return self.people[self.cleaned_data["user"]]


class PublishDeadline(forms.Form):
    law = forms.CharField(
        label=_("Lov og paragraf"),
        max_length=MOST_LAW_LETTERS,
        error_messages={"required": _("Skriv loven og paragraffen."), "max_length": _("Skriv loven kortere.")},
    )
    amount = forms.IntegerField(
        label=_("Frist"),
        min_value=1,
        error_messages={
            "required": _("Skriv fristen."),
            "invalid": _("Skriv et tal."),
            "min_value": _("Skriv et tal."),
        },
    )
    unit = forms.ChoiceField(label=_("Regnet i"), choices=DeadlineUnit.choices)
    approved_on = DayField(label=_("Besluttet den"))
    valid_from = DayField(label=_("Gælder fra"))
