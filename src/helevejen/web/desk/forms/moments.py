"""A day and a time on a Danish clock, made one moment; on the nights the clock changes, the form asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.rules.meetings import moments_of
from helevejen.web.desk.forms.asking import Asking

_NO_SUCH_TIME = _("Det klokkeslæt findes ikke den nat, for uret stilles frem. Vælg et andet.")
_TWICE = _("Den nat går uret fra 3 tilbage til 2, så klokkeslættet kommer to gange. Vælg hvilken.")


class Moments(Asking):
    """A form with pairs of fields for day and clock. The question of which hour is only there when it must be asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.add_prefix("which") in self.data:
            self._ask_which()

    def moment_of(self, day_name: str, clock_name: str) -> datetime | None:
        """Return the moment two fields mean, None when one is missing or wrong; put what is wrong on the form."""
        day, clock = self.cleaned_data.get(day_name), self.cleaned_data.get(clock_name)
        if day is None or clock is None:
            return None
        readings = moments_of(datetime.combine(day, clock))
        if not readings:
            self.add_error(clock_name, _NO_SUCH_TIME)
            return None
        if len(readings) == 1:
            return readings[0]
        which = self.cleaned_data.get("which", "")
        if which:
            return readings[int(which)]
        self._ask_which()
        self.add_error("which", _TWICE)
        return None

    def _ask_which(self) -> None:
        self.fields["which"] = forms.ChoiceField(
            label=_("Hvilken af de to timer?"),
            choices=[("0", _("Den første, sommertid")), ("1", _("Den anden, vintertid"))],
            widget=forms.RadioSelect,
        )
        self.ask_for("which")
