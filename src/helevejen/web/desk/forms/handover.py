"""Forms of hand-overs and backups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.caseload.enums import AssignmentReason
from helevejen.web.shared.forms import DayField


def _choices(people: Iterable[Any], labels: dict[int, str] | None = None) -> list[tuple[str, Any]]:
    named = [(str(one.pk), (labels or {}).get(one.pk, one.name)) for one in people]
    return [("", _("Vælg")), *named]


class Request(forms.Form):
    """A request to take a case over."""

    to_user = forms.ChoiceField(label=_("Hvem skal overtage sagen?"), help_text=_("Personen skal sige ja først."))
    new_backup = forms.ChoiceField(label=_("Vikar på sagen"), help_text=_("Gerne den, borgeren kender i dag."))
    reason = forms.ChoiceField(
        label=_("Hvorfor skifter borgeren jobformidler?"),
        choices=[("", _("Vælg")), *(one for one in AssignmentReason.choices if one[0] != AssignmentReason.FIRST)],
    )
    takes_effect_on = DayField(
        label=_("Hvornår sker skiftet?"), help_text=_("Fra i morgen og frem. Borgeren får besked før.")
    )

    def __init__(self, *args: Any, people: Sequence[Any], labels: dict[int, str], but: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        receivers = [one for one in people if one.pk != but]
        self.fields["to_user"].choices = _choices(receivers, labels)  # type: ignore[attr-defined]
        self.fields["new_backup"].choices = _choices(people, labels)  # type: ignore[attr-defined]

    def person(self, name: str) -> Any:
        """Return the person chosen in a field."""
        return self.people[self.cleaned_data[name]]


class Backup(forms.Form):
    """Another backup of a case."""

    backup = forms.ChoiceField(label=_("Vikar på sagen"), help_text=_("Borgeren får besked."))

    def __init__(self, *args: Any, people: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["backup"].choices = _choices(people)  # type: ignore[attr-defined]

    @property
    def person(self) -> Any:
        """The person chosen."""
        return self.people[self.cleaned_data["backup"]]


class Refusal(forms.Form):
    """Why somebody cannot take a case over."""

    reason = forms.CharField(
        label=_("Hvorfor kan du ikke overtage sagen?"), max_length=300, widget=forms.Textarea(attrs={"rows": "3"})
    )


class JointMeeting(forms.Form):
    """Which of the case's meetings the three sit in together."""

    meeting = forms.ChoiceField(label=_("Fælles samtale"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, meetings: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = meetings  # type: ignore[attr-defined]


class NoMeeting(forms.Form):
    """Why there is no joint meeting."""

    because = forms.CharField(label=_("Hvorfor holder I ikke en fælles samtale?"), max_length=300)


class Item(forms.Form):
    """The point of the list that is signed for."""

    kind = forms.CharField(max_length=16, widget=forms.HiddenInput)
    reference = forms.CharField(max_length=40, widget=forms.HiddenInput)
