"""The forms of the law's clocks: an exemption, a pause, a single event."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.actions import PauseDays
from helevejen.cases.enums import ClockEventKind
from helevejen.web.shared.forms import DayField


class GrantExemption(forms.Form):
    """An exemption by one of the grounds of the day, after a concrete assessment."""

    ground = forms.ChoiceField(label=_("Lovens grund"), error_messages={"required": _("Vælg en grund.")})
    reason = forms.CharField(
        label=_("Hvad bygger vurderingen på?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Borgeren kan læse det."),
        error_messages={"required": _("Skriv kort, hvad vurderingen bygger på.")},
    )
    is_under_work_duty = forms.BooleanField(
        label=_("Borgeren har arbejdspligt i 37 timer"),
        required=False,
        help_text=_("Slå det op først. Den, der har arbejdspligt, kan ikke blive fritaget efter KF-11."),
    )

    def __init__(self, *args: Any, grounds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds


class ReviewExemption(forms.Form):
    """What becomes of an exemption that is looked at again."""

    is_kept = forms.TypedChoiceField(
        label=_("Hvad er der besluttet?"),
        choices=[("yes", _("Fritagelsen fortsætter")), ("no", _("Fritagelsen slutter i dag"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om fritagelsen fortsætter.")},
    )


class PauseClocks(forms.Form):
    """Days on which clocks stand still."""

    ground = forms.ChoiceField(label=_("Hvorfor?"), error_messages={"required": _("Vælg en grund.")})
    valid_from = DayField(label=_("Første dag"), help_text=_("Den dag, grunden begyndte."))
    last_day = DayField(label=_("Sidste dag"), required=False, help_text=_("Lad stå tom, hvis den ikke er kendt."))
    source = forms.CharField(
        label=_("Hvor kommer det fra?"),
        max_length=100,
        help_text=_("Hvem sagde det, eller hvilket papir står det i? Skriv ikke diagnoser."),
        error_messages={"required": _("Skriv, hvor oplysningen kommer fra.")},
    )

    def __init__(self, *args: Any, grounds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [("", _("Vælg en grund")), *grounds]


class CorrectPause(forms.Form):
    """What a pause should have been, or that there was none."""

    what = forms.ChoiceField(
        label=_("Hvad er forkert?"),
        choices=[("days", _("Dagene eller kilden")), ("none", _("Der var ingen pause"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad der er forkert.")},
    )
    valid_from = DayField(label=_("Første dag"))
    last_day = DayField(label=_("Sidste dag"), required=False, help_text=_("Lad stå tom, hvis den ikke er kendt."))
    source = forms.CharField(
        label=_("Hvor kommer det fra?"),
        max_length=100,
        error_messages={"required": _("Skriv, hvor oplysningen kommer fra.")},
    )
    reason = forms.CharField(
        label=_("Hvorfor retter du?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv kort, hvad der var forkert.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("what") == "none":
            self.fields["valid_from"].required = self.fields["source"].required = False

    def right(self) -> PauseDays | None:
        """Return what the pause should have been, None when there was none."""
        given = self.cleaned_data
        if given["what"] == "none":
            return None
        return PauseDays(given["valid_from"], given["last_day"], given["source"])


class EndPause(forms.Form):
    """The last day of a pause."""

    last_day = DayField(label=_("Sidste dag"))


class WriteClockEvent(forms.Form):
    """Something that happened and stands nowhere else."""

    kind = forms.ChoiceField(label=_("Hvad skete der?"), choices=ClockEventKind.choices)
    on = DayField(label=_("Hvornår?"))
    source = forms.CharField(
        label=_("Hvor kommer det fra?"),
        max_length=100,
        help_text=_("For eksempel en mail eller et brev fra arbejdsgiveren."),
        error_messages={"required": _("Skriv, hvor oplysningen kommer fra.")},
    )
