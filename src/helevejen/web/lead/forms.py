"""The leader's forms: an absence and who covers it, a departure and who takes over, a new citizen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helevejen.accounts.enums import AbsenceKind
from helevejen.caseload.enums import AssignmentReason
from helevejen.web.shared.forms import DayField

_KEEP = _("Behold %(name)s")


def people_choices(people: Iterable[Any]) -> list[tuple[str, str]]:
    """Return people for a list to choose from, in the order given."""
    return [(str(one.pk), one.name) for one in people]


class Days(forms.Form):
    """The first and the last day of an absence, both included."""

    first_day = DayField(label=_("Første dag"))
    last_day = DayField(label=_("Sidste dag"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("first_day"), found.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", ValidationError(_("Sidste dag skal ligge efter første dag.")))
        return found

    @property
    def valid_until(self) -> date:
        """The first day back."""
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)


class Absence(Days):
    """The whole absence: the days, why, who stands in, and a backup for each case that needs another."""

    kind = forms.ChoiceField(label=_("Hvorfor"), choices=AbsenceKind.choices)
    substitute = forms.ChoiceField(label=_("Vikar for alle sager"))

    def __init__(self, *args: Any, people: Sequence[Any], lines: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["substitute"].choices = [("", _("Vælg")), *people_choices(people)]  # type: ignore[attr-defined]
        for line in lines:
            keep = ("", _KEEP % {"name": line.case.backup.name})
            self.fields[f"backup_{line.case.pk}"] = forms.ChoiceField(
                label=_("Vikar på sagen: %(name)s") % {"name": line.case.citizen.name},
                choices=[keep, *people_choices(one for one in people if one.pk != line.case.backup_id)],
                initial=str(line.suggested.pk) if line.suggested else "",
                required=False,
            )

    def backup_of(self, case_id: int) -> forms.BoundField:
        """Return the field of one case."""
        return self[f"backup_{case_id}"]

    @property
    def backups(self) -> dict[int, Any]:
        """Return the new backups by case."""
        chosen = ((name, value) for name, value in self.cleaned_data.items() if name.startswith("backup_") and value)
        return {int(name.removeprefix("backup_")): self.people[value] for name, value in chosen}


class Departure(forms.Form):
    """When and why the cases change hands, and for each case who takes it over and who stands behind."""

    takes_effect_on = DayField(label=_("Skiftet sker"), help_text=_("Fra i morgen og frem. Borgerne får besked før."))
    reason = forms.ChoiceField(
        label=_("Hvorfor"), choices=[one for one in AssignmentReason.choices if one[0] != AssignmentReason.FIRST]
    )

    def __init__(self, *args: Any, people: Sequence[Any], lines: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        nobody = ("", _("Ikke nu"))
        for line in lines:
            for field, suggested, label in (
                ("to", line.suggested, _("Ny jobformidler: %(name)s")),
                ("backup", line.second, _("Ny vikar: %(name)s")),
            ):
                self.fields[f"{field}_{line.case.pk}"] = forms.ChoiceField(
                    label=label % {"name": line.case.citizen.name},
                    choices=[nobody, *people_choices(people)],
                    initial=str(suggested.pk) if suggested else "",
                    required=False,
                )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        receivers = [name for name, chosen in found.items() if name.startswith("to_") and chosen]
        if not receivers:
            self.add_error(None, ValidationError(_("Vælg en ny jobformidler i mindst én sag.")))
        for name in receivers:
            if not found.get(backup := name.replace("to_", "backup_")):
                self.add_error(backup, ValidationError(_("Vælg også en vikar.")))
        return found

    def chosen(self, case_id: int) -> tuple[Any, Any] | None:
        """Return who takes a case over and who stands behind, None for a case that is left for now."""
        to_user = self.cleaned_data.get(f"to_{case_id}")
        return (self.people[to_user], self.people[self.cleaned_data[f"backup_{case_id}"]]) if to_user else None


class Assign(forms.Form):
    """A new citizen's first jobformidler and backup."""

    jobformidler = forms.ChoiceField(
        label=_("Jobformidler"), help_text=_("I parentes: hvor meget af tiden sagerne fylder.")
    )
    backup = forms.ChoiceField(label=_("Vikar"), help_text=_("Den, borgeren kan tale med, når jobformidleren er væk."))

    def __init__(self, *args: Any, people: Sequence[Any], labels: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        choices = [("", _("Vælg")), *((str(one.pk), labels[one.pk]) for one in people)]
        for name in ("jobformidler", "backup"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def person(self, name: str) -> Any:
        """Return the person chosen in a field."""
        return self.people[self.cleaned_data[name]]
