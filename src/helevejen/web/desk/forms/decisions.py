"""The forms of decisions: begin a draft, write its parts, hear the citizen, let it rest on a note."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases import actions
from helevejen.cases.enums import AppliedBy, DecisionOutcome
from helevejen.web.desk.forms.asking import Asking
from helevejen.web.shared.forms import DayField

_HEARING = [("", _("Det er ikke overvejet endnu")), ("yes", _("Ja, borgeren skal høres")), ("no", _("Nej"))]
_WRITTEN = {"yes": True, "no": False, "": None}


class AppliedForm(Asking):
    """The day the citizen applied, from which the deadline counts, and how: both or neither, so the day asks for it."""

    HALF: ClassVar[dict[str, Any]] = {
        "applied_by": _("Vælg, hvordan borgeren søgte."),
        "applied_on": _("Skriv den dag, vi fik ansøgningen."),
    }

    applied_on = DayField(
        label=_("Vi fik ansøgningen den"),
        required=False,
        help_text=_("Fristen tælles fra den dag. Lad feltet være tomt, hvis ingen har søgt."),
    )
    applied_by = forms.ChoiceField(
        label=_("Sådan søgte borgeren"),
        required=False,
        choices=[("", _("Ingen har søgt")), *AppliedBy.choices],
        help_text=_("Vælges sammen med dagen."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for("applied_by")

    @property
    def half(self) -> str:
        """The field that is empty although its other half is written; empty when both or none are."""
        cleaned = self.cleaned_data
        if "applied_on" not in cleaned or bool(cleaned["applied_on"]) == bool(cleaned.get("applied_by")):
            return ""
        return "applied_by" if cleaned["applied_on"] else "applied_on"

    def ask_for_other_half(self) -> None:
        """Say at its field which half of the application is missing."""
        if self.half:
            self.add_error(self.half, self.HALF[self.half])


class DraftDecision(AppliedForm):
    kind = forms.ChoiceField(
        label=_("Hvad skal der træffes afgørelse om?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad afgørelsen handler om.")},
    )
    track = forms.ChoiceField(label=_("Hører til sporet"), required=False)

    field_order = ("kind", "track", "applied_on", "applied_by")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], tracks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        self.fields["track"].choices = tracks

    def clean(self) -> dict[str, Any]:
        """Ask for the other half where only one is written."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.ask_for_other_half()
        return cleaned

    def application(self, inquiry_id: int | None) -> actions.Application | None:
        """Return what was applied with; None when nobody applied."""
        received_on, by = self.cleaned_data["applied_on"], self.cleaned_data["applied_by"]
        return actions.Application(received_on, AppliedBy(by), inquiry_id) if received_on else None


class WriteDecision(AppliedForm):
    """
    The parts of a draft. Nothing is demanded while it is written; what is missing stands beside it.

    Half an application waits for its other half, and keeps nothing else from being saved.
    """

    outcome = forms.ChoiceField(label=_("Svaret"), widget=forms.RadioSelect, choices=DecisionOutcome.choices)
    facts = forms.CharField(
        label=_("Oplysningerne i sagen"),
        help_text=_("Det, afgørelsen bygger på. Kun det, borgeren kender eller er blevet hørt om."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    law_clause = forms.ChoiceField(label=_("Loven"))
    considerations = forms.CharField(
        label=_("Det har vi lagt vægt på"),
        help_text=_("Hvorfor svaret er, som det er. Skriv til borgeren: du og vi."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_hearing_needed = forms.ChoiceField(
        label=_("Skal borgeren høres først?"),
        help_text=_("Ja, hvis der er oplysninger imod borgeren, som borgeren ikke har set."),
        widget=forms.RadioSelect,
        choices=_HEARING,
    )
    complaint_guidance = forms.CharField(label=_("Sådan kan borgeren klage"), widget=forms.Textarea(attrs={"rows": 5}))
    complaint_due_on = DayField(
        label=_("Klage senest"),
        required=False,
        help_text=_("Tomt felt: fire uger fra den dag, afgørelsen træffes."),
    )

    def __init__(self, *args: Any, laws: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["law_clause"].choices = [("", _("Vælg …")), *laws]
        self.ask_for("outcome", "facts", "law_clause", "considerations", "is_hearing_needed", "complaint_guidance")

    def changes(self) -> dict[str, Any]:
        """Return the parts that were written anew."""
        waits = {"applied_on", "applied_by"} if self.half else set()
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name not in waits}
        if "is_hearing_needed" in changed:
            changed["is_hearing_needed"] = _WRITTEN[changed["is_hearing_needed"]]
        return changed


class SendHearing(forms.Form):
    due_on = DayField(label=_("Borgeren kan svare til og med"))


class AnswerHearing(forms.Form):
    answer = forms.CharField(
        label=_("Hvad svarede borgeren?"),
        help_text=_("Skriv det, som borgeren sagde det."),
        widget=forms.Textarea,
        error_messages={"required": _("Skriv, hvad borgeren svarede.")},
    )


class AttachNote(forms.Form):
    note = forms.ChoiceField(label=_("Notat"), error_messages={"required": _("Vælg et notat.")})

    def __init__(self, *args: Any, notes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].choices = [("", _("Vælg …")), *notes]


def hearing_word(needed: bool | None) -> str:
    """Return the word of the form for whether a hearing is needed."""
    return next(word for word, value in _WRITTEN.items() if value is needed)
