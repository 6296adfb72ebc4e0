"""The forms of the plan: goals, small steps, and the answer to a wish."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import GoalState, StepOwner
from helevejen.cases.rules.notes import MOST_PLAN_LETTERS
from helevejen.citizens.enums import WishAnswerKind
from helevejen.web.shared.forms import CapField, DayField

_TOO_LONG = _("Teksten er for lang. Skriv den kortere.")


class SetGoal(forms.Form):
    text = forms.CharField(
        label=_("Mål"),
        help_text=_("Kort, og så borgeren selv ville sige det: ”Et job med dyr”."),
        max_length=MOST_PLAN_LETTERS,
        error_messages={"required": _("Skriv, hvad målet er."), "max_length": _TOO_LONG},
    )
    wish = forms.ChoiceField(label=_("Hvilket ønske hører målet til?"), required=False)

    def __init__(self, *args, wishes: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wish"].choices = [("", _("Ikke et bestemt ønske")), *wishes]


class EndGoal(forms.Form):
    state = forms.ChoiceField(
        label=_("Hvordan gik det?"),
        choices=[(one.value, one.label) for one in (GoalState.REACHED, GoalState.DROPPED)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om målet er nået eller lagt væk.")},
    )


class AgreeStep(forms.Form):
    cap = CapField()
    text = forms.CharField(
        label=_("Skridt"),
        help_text=_("Ét lille skridt, der kan gøres: ”Ringe til rideskolen”."),
        max_length=MOST_PLAN_LETTERS,
        error_messages={"required": _("Skriv, hvad der skal gøres."), "max_length": _TOO_LONG},
    )
    owner = forms.ChoiceField(
        label=_("Hvem gør det?"),
        choices=[(StepOwner.WE.value, _("Vi gør det")), (StepOwner.YOU.value, _("Borgeren gør det"))],
        widget=forms.RadioSelect,
        initial=StepOwner.WE,
        error_messages={"required": _("Vælg, hvem der gør det.")},
    )
    due_on = DayField(label=_("Senest"))
    goal = forms.ChoiceField(label=_("Under målet"), required=False)

    def __init__(self, *args, goals: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [("", _("Ikke et bestemt mål")), *goals]


class AnswerWish(forms.Form):
    kind = forms.ChoiceField(
        label=_("Hvad er svaret?"),
        choices=WishAnswerKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et svar.")},
    )
    reason = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Borgeren læser det på Min vej. Skriv, hvad der sker nu, eller hvad der skal til."),
        widget=forms.Textarea,
        max_length=2_000,
        error_messages={"required": _("Skriv hvorfor, så borgeren kan forstå svaret.")},
    )
