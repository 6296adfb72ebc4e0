"""The leader's forms: an absence and who covers it, a departure and who takes over, a new citizen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helevejen.accounts.enums import AbsenceKind
from helevejen.caseload import rules
from helevejen.caseload.enums import AssignmentReason, Objection
from helevejen.caseload.queries import CoverLine, CoverPlan
from helevejen.core import clock
from helevejen.web.shared.forms import DayField

_KEEP = _("Behold %(name)s")
_OTHER_DAY = _("Forslaget er nu for den dag, du skrev. Se sagerne igennem, og send igen.")
_IN_CONFLICT = _("Den, du valgte for alle, er inhabil her, og der er intet forslag. Vælg en anden, eller vælg Ikke nu.")
_OUTDATED = _("Sagerne eller forslaget er ændret, siden du åbnede siden. Se dem igennem, og send igen.")


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
            self.add_error("last_day", Objection.ENDS_BEFORE_IT_BEGINS.label)
        elif last and last < clock.today():
            self.add_error("last_day", Objection.ABSENCE_PASSED.label)
        return found

    @property
    def valid_until(self) -> date:
        """The first day back."""
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)


class Absence(Days):
    """
    The whole absence: the days, why, who stands in, and a backup for each case that needs another.

    A case that other days have made need one was not on the page that was sent: it is looked at before anything is
    planned.
    """

    kind = forms.ChoiceField(label=_("Hvorfor"), choices=AbsenceKind.choices)
    substitute = forms.ChoiceField(label=_("Vikar for alle sager"))

    def __init__(self, *args: Any, people: Sequence[Any], lines: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["substitute"].choices = [("", _("Vælg")), *people_choices(people)]  # type: ignore[attr-defined]
        suggested: dict[str, str] = {}
        for line in lines:
            keep, name = ("", _KEEP % {"name": line.case.backup.name}), f"backup_{line.case.pk}"
            suggested[name] = str(line.suggested.pk) if line.suggested else ""
            self.fields[name] = forms.ChoiceField(
                label=_("Vikar på sagen: %(name)s") % {"name": line.case.citizen.name},
                choices=[keep, *people_choices(one for one in people if one.pk != line.case.backup_id)],
                initial=suggested[name],
                required=False,
            )
        unseen = {name: value for name, value in suggested.items() if name not in self.data}
        self._outdated = self.is_bound and bool(unseen)
        if self._outdated:
            self.data = unseen | self.data.dict()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if self._outdated:
            self.add_error(None, ValidationError(_OUTDATED))
        return found

    def backup_of(self, case_id: int) -> forms.BoundField:
        """Return the field of one case."""
        return self[f"backup_{case_id}"]

    @property
    def backups(self) -> dict[int, Any]:
        """Return the new backups by case."""
        chosen = ((name, value) for name, value in self.cleaned_data.items() if name.startswith("backup_") and value)
        return {int(name.removeprefix("backup_")): self.people[value] for name, value in chosen}


class Departure(forms.Form):
    """
    When and why the cases change hands, who takes them over and who stands behind: for all, and where one differs.

    What is not chosen follows the suggestion, so the form gives back which it showed, and of which day: where that of
    the day written is another, nothing is asked for.

    Attributes:
        wishes: Of a valid form, the cases that are to change hands, with who takes each over and who stands behind.
        passed_over: How many of them follow the suggestion because whoever was chosen for all has a conflict there.
        backup_passed_over: The same of the backup chosen for all.
    """

    NOT_NOW: Final = "ikke_nu"

    takes_effect_on = DayField(label=_("Skiftet sker"), help_text=_("Fra i morgen og frem. Borgerne får besked før."))
    reason = forms.ChoiceField(
        label=_("Hvorfor"), choices=[one for one in AssignmentReason.choices if one[0] != AssignmentReason.FIRST]
    )
    to_all = forms.ChoiceField(
        label=_("Ny jobformidler for alle"),
        help_text=_("Hvor den valgte er inhabil, følger vi forslaget."),
        required=False,
    )
    backup_all = forms.ChoiceField(
        label=_("Ny vikar for alle"),
        help_text=_("Hvor den valgte selv tager sagen over eller er inhabil, følger vi forslaget."),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: CoverPlan, lines: Sequence[CoverLine] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wishes: list[tuple[Any, Any, Any]] = []
        self.passed_over = self.backup_passed_over = 0  # filled as the form is judged, which a form is once
        self._plan, self._lines = plan, lines
        self._show(f"{plan.first_day} {_shown(lines)}")
        people = people_choices(plan.people)
        as_suggested, as_all, not_now = ("", _("Følg forslaget i hver sag")), ("", _("Som ovenfor")), _("Ikke nu")
        for name in ("to_all", "backup_all"):
            self.fields[name].choices = [as_suggested, *people]  # type: ignore[attr-defined]
        for line in lines:
            for field, label, choices in (
                ("to", _("Ny jobformidler: %(name)s"), [as_all, (self.NOT_NOW, not_now), *people]),
                ("backup", _("Ny vikar: %(name)s"), [as_all, *people]),
            ):
                self.fields[f"{field}_{line.case.pk}"] = forms.ChoiceField(
                    label=label % {"name": line.case.citizen.name}, choices=choices, required=False
                )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if self._outdated:
            self.add_error(None, ValidationError(self._outdated))
        taken = rules.takeovers(
            [self._choice(line, found) for line in self._lines],
            self._plan.candidates,
            to_all=_number(found.get("to_all")),
            backup_all=_number(found.get("backup_all")),
        )
        for line, takeover in zip(self._lines, taken, strict=True):
            self._judge(line, takeover)
        if not any(one.receiver_id or one.is_receiver_passed_over for one in taken):
            self.add_error(None, ValidationError(_("Vælg en ny jobformidler i mindst én sag.")))
        return found

    def _show(self, shown: str) -> None:
        """Put the suggestion of now in the form, and keep why what was sent did not know it."""
        self.initial["seen"], self._outdated = shown, None
        if self.is_bound:
            day, _space, seen = (self.data.get("seen") or "").partition(" ")
            day_now, _space, seen_now = shown.partition(" ")
            if seen != seen_now:
                self._outdated = _OTHER_DAY if day and day != day_now else _OUTDATED
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["seen"] = shown  # type: ignore[index]

    def _choice(self, line: CoverLine, found: dict[str, Any]) -> rules.TakeoverChoice:
        own = found.get(f"to_{line.case.pk}")
        return rules.TakeoverChoice(
            line.to_cover,
            line.suggested.pk if line.suggested else None,
            is_left=own == self.NOT_NOW,
            receiver_id=None if own == self.NOT_NOW else _number(own),
            backup_id=_number(found.get(f"backup_{line.case.pk}")),
        )

    def _judge(self, line: CoverLine, takeover: rules.Takeover) -> None:
        """Keep what is asked for in a case, or say in the case what is missing."""
        if takeover.receiver_id is None:
            if takeover.is_receiver_passed_over:
                self.add_error(f"to_{line.case.pk}", ValidationError(_IN_CONFLICT))
        elif takeover.backup_id is None:
            self.add_error(f"backup_{line.case.pk}", ValidationError(_("Vælg også en vikar.")))
        else:
            users = self._plan.users
            self.wishes.append((line.case, users[takeover.receiver_id], users[takeover.backup_id]))
            self.passed_over += takeover.is_receiver_passed_over
            self.backup_passed_over += takeover.is_backup_passed_over


def _number(chosen: str | None) -> int | None:
    return int(chosen) if chosen else None


def _shown(lines: Iterable[CoverLine]) -> str:
    """Return which cases a page shows with which suggestion, in so few letters that it fits in its form."""
    people = [[line.case.pk, *(one.pk if one else 0 for one in (line.suggested, line.second))] for line in lines]
    return hashlib.sha256(repr(people).encode()).hexdigest()[:16]


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
