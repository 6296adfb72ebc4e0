"""The form of one fact of a profile, the same on Min vej and at the desk: its fields follow from the kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helevejen.core.text import search_key
from helevejen.profiles.enums import (
    Consideration,
    Day,
    Evidence,
    FactKind,
    LanguageLevel,
    RefusalKind,
    Shift,
    SkillLevel,
    Source,
    TravelMode,
)
from helevejen.profiles.queries import words
from helevejen.profiles.rules import facts as rules
from helevejen.profiles.rules.facts import Said
from helevejen.profiles.rules.words import MOST_LETTERS, MOST_REASON_LETTERS
from helevejen.taxonomy.actions import Typed
from helevejen.taxonomy.licences import GROUPED_LICENCE_CHOICES
from helevejen.web.shared.concept_names import name_to_keep
from helevejen.web.shared.forms import DayField
from helevejen.web.shared.languages import SPOKEN

_NOTHING = ("", "–")
_TOO_LONG = _("Teksten er for lang. Skriv den kortere.")
_A_NUMBER = _("Skriv et helt tal.")
_NO_NUMBER = _("Lad feltet stå tomt. Tallet hører til noget andet på listen.")
#: Questions that ask "you" of the citizen, as they are asked of staff.
_TO_STAFF = {
    FactKind.SKILL: {"label": _("Hvad kan borgeren?")},
    FactKind.HOURS: {"intensity": _("Hvor meget når borgeren i de timer?")},
}
_STAFF_SOURCES = [(one.value, one.label) for one in Source if one != Source.CITIZEN]


@dataclass(frozen=True, slots=True)
class Concepts:
    """
    Concepts that answer to the words.

    Attributes:
        named: The name of each by URI, the likeliest first.
        meant: Those that are called what was typed; `is_plain` when it is one alone, and its proper name.
    """

    named: Mapping[str, str] = field(default_factory=dict)
    meant: tuple[str, ...] = ()
    is_plain: bool = False


class FactForm(forms.Form):
    """
    One fact of a kind.

    Args:
        kind: The kind; it decides the fields.
        concepts: Concepts that answer to the words.
        wishes: The citizen's wishes an occupation can be linked to, as (number, words).
        asks_why: Staff say where it comes from and why.
        place: The id of where suggestions stand on the page.
    """

    def __init__(
        self,
        *args: Any,
        kind: FactKind,
        concepts: Concepts = Concepts(),
        wishes: Sequence[tuple[str, str]] = (),
        asks_why: bool = False,
        place: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        self.kind, self.meant, self.concepts = kind, concepts, dict(concepts.named)
        self.is_concept = rules.SHAPES[kind].is_concept
        self.fields |= _FIELDS[kind]()
        if self.concepts:
            own = ("", _("Ingen af dem. Brug mine egne ord"))
            self.fields["subject"].choices = [*self.concepts.items(), own]
        elif self.is_concept:
            del self.fields["subject"]
        if kind == FactKind.LANGUAGE:
            self.fields["subject"].choices = _languages(str(self.initial.get("subject", "")))
        if kind == FactKind.OCCUPATION_WISHED and wishes:
            self.fields["wish"].choices = [("", _("Ikke til et bestemt ønske")), *wishes]
        else:
            self.fields.pop("wish", None)
        if asks_why:
            self.fields |= _why_fields()
            self._say_to_staff()

    def _say_to_staff(self) -> None:
        for name, label in _TO_STAFF.get(self.kind, {}).items():
            self.fields[name].label = label
        if "subject" in self.fields and self.concepts:
            self.fields["subject"].choices = [*self.concepts.items(), ("", _("Ingen af dem. Brug de skrevne ord"))]

    def clean(self) -> dict[str, Any]:
        """Mark the number that a need at work asks for, and one that it has no use of."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_concept and cleaned.get("label") and not cleaned.get("subject") and "subject" not in self.errors:
            self._link(cleaned)
        if self.kind == FactKind.CONSIDERATION and cleaned.get("subject"):
            wanted = rules.MEASURES.get(cleaned["subject"])
            for name in sorted({"kg", "minutes"} - set(self.errors)):
                is_there = cleaned.get(name) is not None
                if is_there != (name == wanted):
                    self.add_error(name, _NO_NUMBER if is_there else _A_NUMBER)
        return cleaned

    def _link(self, cleaned: dict[str, Any]) -> None:
        """Link words that are the name of a concept, or ask: unless that was asked for these words already."""
        was_asked = search_key(self.data.get("shown_for", "")) == search_key(cleaned["label"])
        if not self.meant.meant or was_asked:
            return
        if self.meant.is_plain:
            cleaned["subject"] = self.meant.meant[0]
            return
        self.data = dict(self.data.items()) | {"subject": self.meant.meant[0]}
        self.add_error("subject", _("Mener du det, der er valgt? Så tryk på Gem igen. Ellers vælg noget andet."))

    @property
    def typed(self) -> Typed | None:
        """What was typed in the valid form before a concept was chosen for it; None where none was."""
        words = self.cleaned_data.get("label", "")
        if not self.is_concept or not self.cleaned_data.get("subject"):
            return None
        return Typed(words, (get_language() or "da")[:2])

    @property
    def said(self) -> Said:
        """What the valid form says."""
        values = {name: self.cleaned_data.get(name) for name in Said.__slots__ if name in self.cleaned_data}
        said = {name: value for name, value in values.items() if value not in (None, "", [])}
        if "codes" in said:
            said["codes"] = tuple(said["codes"])
        if self.is_concept and said.get("subject"):
            said["label"] = name_to_keep(said["subject"], self.concepts[said["subject"]])
        return Said(kind=self.kind.value, **said)


class KeepPrivate(forms.Form):
    """What is not to be suggested, and who may see that."""

    demands = forms.MultipleChoiceField(
        label=_("Foreslå mig ikke job, der kræver"), required=False, widget=forms.CheckboxSelectMultiple
    )
    told = forms.ChoiceField(label=_("Hvem må se det?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, demands: Sequence[tuple[str, Any]], jobformidler: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["demands"].choices = demands
        self.fields["told"].choices = [("", _("Kun mig")), *([("1", jobformidler)] if jobformidler else [])]


def initial_of(fact: Any) -> dict[str, Any]:
    """Return what stands in the form before a fact is corrected."""
    names = [name for name in Said.__slots__ if name not in {"kind", "codes"}]
    return {name: getattr(fact, name) for name in names} | {"codes": fact.codes.split()}


def _languages(known: str) -> list[tuple[str, str]]:
    codes = [*SPOKEN, *([known] if known and known not in SPOKEN else [])]
    return [_NOTHING, *((code, words.language_in_words(code)) for code in codes)]


def _select(label: Any, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[_NOTHING, *choices],
        error_messages={"required": _("Vælg noget på listen."), "invalid_choice": _("Vælg noget på listen.")},
        **kwargs,
    )


def _words(label: Any, help_text: Any = "", **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=MOST_LETTERS,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("Skriv, hvad det er."), "max_length": _TOO_LONG},
        **kwargs,
    )


def _number(label: Any, most: int, help_text: Any = "", least: int = 1) -> forms.IntegerField:
    wrong = _("Skriv et tal fra %(least)s til %(most)s.") % {"least": least, "most": most}
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=least,
        max_value=most,
        error_messages={"invalid": _A_NUMBER, "min_value": wrong, "max_value": wrong},
    )


def _concept(label: Any, help_text: Any) -> dict[str, forms.Field]:
    return {
        "label": _words(label, help_text),
        "subject": forms.ChoiceField(
            label=_("Er det en af dem?"),
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("Vælg en af dem, der står nu.")},
        ),
    }


def _skill() -> dict[str, forms.Field]:
    return {
        **_concept(_("Hvad kan du?"), _("For eksempel køre truck, passe heste eller lave mad.")),
        "level": _select(_("Hvor godt?"), SkillLevel.choices, required=False),
        "evidence": _select(_("Hvor er det fra?"), Evidence.choices, required=False),
    }


def _done() -> dict[str, forms.Field]:
    years = _number(_("Hvor mange år?"), rules.MOST_YEARS, _("Skriv 0, hvis det er under et år."), least=0)
    return {**_concept(_("Hvilket arbejde?"), _("For eksempel lagermedarbejder.")), "years": years}


def _wished() -> dict[str, forms.Field]:
    wish = forms.ChoiceField(label=_("Hører det til et ønske?"), required=False)
    return {**_concept(_("Hvilket arbejde?"), _("For eksempel dyrepasser.")), "wish": wish}


def _licence() -> dict[str, forms.Field]:
    last = DayField(label=_("Hvornår udløber det?"), required=False, help_text=_("Dagen står på kortet."))
    return {"subject": _select(_("Hvilket?"), GROUPED_LICENCE_CHOICES), "expires_on": last}


def _language() -> dict[str, forms.Field]:
    return {"subject": _select(_("Hvilket sprog?"), []), "level": _select(_("Hvor godt?"), LanguageLevel.choices)}


def _hours() -> dict[str, forms.Field]:
    wrong = _("Skriv timerne som et tal fra 0,5 til 60, for eksempel 12,5.")
    hours = forms.DecimalField(
        label=_("Timer om ugen på arbejdet"),
        localize=True,
        min_value=Decimal("0.5"),
        max_value=rules.MOST_WEEKLY_HOURS,
        max_digits=4,
        decimal_places=1,
        error_messages={
            "required": wrong,
            "invalid": wrong,
            "min_value": wrong,
            "max_value": wrong,
            "max_decimal_places": wrong,
            "max_digits": wrong,
            "max_whole_digits": wrong,
        },
    )
    hint = _("I procent. 100 er alt, hvad man når på fuld kraft, 50 er det halve. Spring gerne over.")
    return {"hours": hours, "intensity": _number(_("Hvor meget når du i de timer?"), 100, hint)}


def _some(label: Any, choices: Sequence[tuple[str, Any]]) -> Callable[[], dict[str, forms.Field]]:
    def made() -> dict[str, forms.Field]:
        many = forms.MultipleChoiceField(
            label=label,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Vælg mindst en."), "invalid_choice": _("Vælg noget på listen.")},
        )
        return {"codes": many}

    return made


def _travel() -> dict[str, forms.Field]:
    return {
        "subject": _select(_("Hvordan?"), TravelMode.choices),
        "minutes": _number(_("Højst så mange minutter hver vej"), rules.MOST_MINUTES),
        "km": _number(_("Højst så mange kilometer"), rules.MOST_KM),
    }


def _consideration() -> dict[str, forms.Field]:
    return {
        "subject": _select(_("Hvad er der brug for?"), Consideration.choices),
        "kg": _number(_("Højst så mange kilo"), rules.MOST_KG, _("Kun når det handler om at løfte.")),
        "minutes": _number(
            _("Højst så mange minutter ad gangen"),
            rules.MOST_MINUTES,
            _("Kun når det handler om at stå, sidde eller gå."),
        ),
        "label": _words(_("Lidt mere om det"), _("Skriv, hvad der hjælper. Ikke sygdom."), required=False),
    }


def _refusal() -> dict[str, forms.Field]:
    hint = _("Kun når det er en virksomhed eller en slags arbejde.")
    return {
        "subject": _select(_("Hvad?"), RefusalKind.choices),
        "label": _words(_("Hvilken virksomhed, eller hvilket arbejde?"), hint, required=False),
    }


def _why_fields() -> dict[str, forms.Field]:
    return {
        "source": _select(_("Hvor kommer det fra?"), _STAFF_SOURCES),
        "reason": forms.CharField(
            label=_("Hvorfor skriver du det?"),
            help_text=_("Borgeren læser det. Skriv ikke sygdom."),
            max_length=MOST_REASON_LETTERS,
            error_messages={"required": _("Skriv hvorfor, så borgeren kan forstå det."), "max_length": _TOO_LONG},
        ),
    }


_FIELDS: dict[FactKind, Callable[[], dict[str, forms.Field]]] = {
    FactKind.OCCUPATION_WISHED: _wished,
    FactKind.SKILL: _skill,
    FactKind.OCCUPATION_DONE: _done,
    FactKind.LICENCE: _licence,
    FactKind.LANGUAGE: _language,
    FactKind.HOURS: _hours,
    FactKind.DAYS: _some(_("Hvilke dage?"), Day.choices),
    FactKind.SHIFTS: _some(_("Hvornår på dagen?"), Shift.choices),
    FactKind.TRAVEL: _travel,
    FactKind.CONSIDERATION: _consideration,
    FactKind.REFUSAL: _refusal,
}
