"""Form fields of the house: days as Danes write them, and a day in three boxes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helevejen.core import clock, money, phone
from helevejen.core.parse import Unreadable
from helevejen.web.shared import words

#: 3-3-2026, 3/3/2026, 3.3.2026, 3-3-26 and the form browsers send.
DAY_FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%y", "%d.%m.%y", "%d%m%Y", "%Y-%m-%d"]


class DayInput(forms.DateInput):
    """A box for a day, drawn as the design system's date field with a calendar."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off", **(attrs or {})}, format="%d/%m/%Y")

    def format_value(self, value: Any) -> str | None:
        """Show a day as Danes write it, also when it comes back the way the calendar sends it."""
        try:
            return super().format_value(date.fromisoformat(value) if isinstance(value, str) else value)
        except ValueError:
            return super().format_value(value)


class DayField(forms.DateField):
    """A day, written in any of the ways Danes write it."""

    widget = DayInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Skriv en dato."),
        "invalid": _("Skriv datoen som dag, måned og år, for eksempel %(day)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DAY_FORMATS)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        try:
            return super().to_python(value)
        except ValidationError:
            tomorrow = clock.today() + timedelta(days=1)  # an example that is never past
            day = f"{tomorrow.day}-{tomorrow.month}-{tomorrow.year}"
            raise ValidationError(self.error_messages["invalid"], "invalid", {"day": day}) from None


class ClockInput(forms.TimeInput):
    """A box for a time of day; the browser helps where it can."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"autocomplete": "off", **(attrs or {})}, format="%H.%M")


class ClockField(forms.TimeField):
    """A time of day: 9, 9.30, 09:30 or 0930."""

    widget = ClockInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Skriv et klokkeslæt."),
        "invalid": _("Skriv klokkeslættet som timer og minutter, for eksempel 9.30."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%H.%M", "%H:%M", "%H", "%H%M"])  # "14" is two o'clock, not 1.04
        super().__init__(**kwargs)


class HoursField(forms.DecimalField):
    """Hours, whose faults all have the same words: the first is enough."""

    def run_validators(self, value: Any) -> None:
        try:
            super().run_validators(value)
        except ValidationError as faults:
            raise faults.error_list[0] from None


class MoneyField(forms.CharField):
    """An amount in kroner, written as Danes write it; its value is whole øre, None when the field is empty."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Skriv et beløb."),
        "invalid": _("Skriv beløbet i kroner, for eksempel 1.544 eller 397,50."),
        "below_zero": _("Beløbet kan ikke være under 0."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # a field of text whose value is an amount
        text = super().clean(value)
        if not text:
            return None
        try:
            oere = money.parse(text)
        except Unreadable:
            raise ValidationError(self.error_messages["invalid"], "invalid") from None
        if oere < 0:
            raise ValidationError(self.error_messages["below_zero"], "below_zero")
        return oere


class PhoneField(forms.CharField):
    """A telephone number, kept in one form; the error says how one is written."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Telefon"))
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        try:
            return phone.parse(text) if text else ""
        except Unreadable as fault:
            raise ValidationError(str(fault), "invalid") from None


class CapChooser(forms.RadioSelect):
    """The three caps side by side, each with a word on who will see what is made under it."""


class CapField(forms.ChoiceField):
    """The cap something is made under; first in any form that adds to the timeline."""

    widget = CapChooser
    default_error_messages: ClassVar[dict[str, Any]] = {"required": _("Vælg, hvilken kasket du har på.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Hvilken kasket har du på?"))
        kwargs.setdefault("choices", [(cap, sign.word) for cap, sign in words.CAPS.items()])
        super().__init__(**kwargs)


class PartsOfDate(forms.MultiWidget):
    """Day, month and year in three boxes, for days people know by heart."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widgets=[forms.TextInput({**box, "maxlength": size}) for size in ("2", "2", "4")], attrs=attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class PartsOfDateField(forms.MultiValueField):
    """A day in three boxes; the error says which box is wrong."""

    widget = PartsOfDate

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.IntegerField(min_value=1, max_value=31, error_messages=_wrong(_("Skriv en dag mellem 1 og 31."))),
            forms.IntegerField(min_value=1, max_value=12, error_messages=_wrong(_("Skriv en måned mellem 1 og 12."))),
            forms.IntegerField(min_value=1900, max_value=2200, error_messages=_wrong(_("Skriv året med fire tal."))),
        )
        kwargs.setdefault("error_messages", {"required": _("Skriv dag, måned og år.")})
        super().__init__(fields=fields, **kwargs)

    def compress(self, values: list[int | None]) -> date | None:
        day, month, year = values or (None, None, None)
        if day is None or month is None or year is None:
            return None
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(
                _("Den dag findes ikke i kalenderen. Se efter, om dag og måned passer."), "invalid"
            ) from None


def _wrong(text: Any) -> dict[str, Any]:
    return {"invalid": text, "min_value": text, "max_value": text, "required": text}
