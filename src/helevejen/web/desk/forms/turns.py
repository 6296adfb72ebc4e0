"""The forms by which a turn moves: pass it on, give it a later day, remind its holder, put it right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import Holder, TurnEvent
from helevejen.cases.rules import chains
from helevejen.cases.rules import meetings as meeting_rules
from helevejen.cases.rules.turns import MOST_LETTERS, MOST_REASON_LETTERS
from helevejen.web.shared.forms import CapField, DayField

if TYPE_CHECKING:
    from helevejen.accounts.models import User

#: Steps that are taken by proposing or booking a meeting, which has pages of its own.
STEPS_OF_MEETINGS = frozenset({meeting_rules.CHOOSE_TIME, meeting_rules.MEET})

#: Whom the ball can be sent to by hand; delspor follow from opening one.
HOLDERS = [(holder.value, holder.label) for holder in Holder if holder != Holder.SUBTRACKS]


@dataclass(frozen=True, slots=True)
class NextStep:
    """
    What may come now, as a choice.

    Attributes:
        holder_name: Who it is, when that is known; the jobformidler of the case for our own steps.
        due_on: None when only the people themselves can say.
        is_usual: The chain names it as what usually follows.
    """

    code: str
    words: str
    holder: str
    holder_name: str
    due_on: date | None
    is_usual: bool


def next_steps(
    kind: str, step: str, *, on: date, jobformidler: User, user: User, proposed: str | None = None
) -> list[NextStep]:
    """
    Return what may follow a step, the usual first; steps that a meeting takes are left out.

    Args:
        proposed: The step that the track's template proposes; it comes before the others.
    """
    chain = chains.chain_of(kind)
    usual = (*([proposed] if proposed else []), *(chain.steps[step].next if step in chain.steps else ()))
    likely = [one for one in chains.likely_next(kind, step) if one.code not in STEPS_OF_MEETINGS]
    likely.sort(key=lambda one: one.code != proposed)
    language = get_language() or "da"
    is_any_usual = any(one.code in usual for one in likely)
    return [
        NextStep(
            code=one.code,
            words=one.says("staff", language),
            holder=_seen_by(one.holder, jobformidler, user),
            holder_name=jobformidler.name if one.holder == Holder.JOBFORMIDLER and jobformidler != user else "",
            due_on=chains.due_day(one, on=on),
            is_usual=one.code in usual if is_any_usual else nth < 2,
        )
        for nth, one in enumerate(likely)
    ]


def is_met_about(kind: str, step: str) -> bool:
    """Return whether a meeting is what usually follows a step, the likeliest of all."""
    link = chains.step_of(kind, step)
    return link is not None and link.next[0] in STEPS_OF_MEETINGS


def _seen_by(holder: str, jobformidler: User, user: User) -> str:
    return "me" if holder == Holder.JOBFORMIDLER and jobformidler == user else str(holder)


class NextTurnFields(forms.Form):
    """Who has the ball and until when, where it is not as usual. What is left empty, the chain fills in."""

    holder = forms.ChoiceField(
        label=_("Hos en anden end den sædvanlige"),
        required=False,
        choices=[("", _("Som vist ovenfor")), *HOLDERS],
    )
    holder_name = forms.CharField(
        label=_("Navn på person eller sted"), required=False, max_length=150, help_text=_("For eksempel Dr. Winther.")
    )
    due_on = DayField(label=_("En anden frist"), required=False, help_text=_("Tomt felt: fristen ovenfor."))
    due_reason = forms.CharField(
        label=_("Hvorfor den frist?"),
        required=False,
        max_length=MOST_LETTERS,
        help_text=_("Borgeren kan læse det."),
    )

    def then(self) -> dict[str, Any]:
        """Return what was chosen otherwise than the chain does."""
        names = ("holder", "holder_name", "due_on", "due_reason")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    @property
    def is_otherwise(self) -> bool:
        """Whether something here was filled in or is wrong, so that it must be seen."""
        names = ("holder", "holder_name", "due_on", "due_reason")
        return any(self[name].errors or self[name].value() for name in names)


class PassTurn(NextTurnFields):
    """What happened, and who has the ball now."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    event = forms.ChoiceField(
        label=_("Hvad skete der?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad der skete.")},
    )
    step = forms.ChoiceField(
        label=_("Hvor ligger bolden nu?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad der sker nu.")},
    )
    cap = CapField()
    note = forms.CharField(
        label=_("Notat"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Én linje er nok.")
    )

    def __init__(self, *args: Any, steps: list[NextStep], is_ours: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        happened = [TurnEvent.DONE] if is_ours else [TurnEvent.ANSWERED, TurnEvent.DONE]
        self.fields["event"].choices = [(one.value, one.label) for one in [*happened, TurnEvent.NOT_DONE]]
        self.fields["step"].choices = [(one.code, one.words) for one in steps]

    @property
    def usual_steps(self) -> list[tuple[NextStep, bool]]:
        """What usually follows, each with whether it is chosen."""
        return [(one, one.code == self["step"].value()) for one in self.steps if one.is_usual]

    @property
    def other_steps(self) -> list[tuple[NextStep, bool]]:
        """The chain's other steps, each with whether it is chosen."""
        return [(one, one.code == self["step"].value()) for one in self.steps if not one.is_usual]

    @property
    def is_other_chosen(self) -> bool:
        return any(is_chosen for _one, is_chosen in self.other_steps)


class PostponeTurn(forms.Form):
    """A later day, and why."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    due_on = DayField(label=_("Ny frist"))
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=MOST_LETTERS,
        help_text=_("Borgeren kan læse det på Min vej."),
        error_messages={"required": _("Skriv kort hvorfor, så borgeren kan forstå det.")},
    )


class NudgeHolder(forms.Form):
    """A reminder, with a word about how it was given."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Hvordan rykkede du?"),
        required=False,
        max_length=MOST_REASON_LETTERS,
        help_text=_("For eksempel: ringede til klinikken og talte med sekretæren."),
    )


class CorrectTurn(NextTurnFields):
    """What the turn rightly is, and why it was wrong."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    step = forms.ChoiceField(label=_("Hvad skal der ske i stedet?"))
    reason = forms.CharField(
        label=_("Hvorfor retter du?"),
        max_length=MOST_REASON_LETTERS,
        error_messages={"required": _("Skriv kort hvorfor, så borgeren kan forstå det.")},
    )

    field_order = ["turn", "step", "holder", "holder_name", "due_on", "due_reason", "reason"]

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        self.fields["step"].choices = [(one.code, one.says("staff", language)) for one in chains.likely_next(kind, "")]
        self.fields["holder"].label = _("Hos hvem ligger bolden?")
        self.fields["holder"].choices = HOLDERS
        self.fields["due_on"].label = _("Senest")
        self.fields["due_on"].help_text = ""

    def then(self) -> dict[str, Any]:
        """Return what was changed: what follows from another step is left to the chain."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name not in {"turn", "reason"}}
