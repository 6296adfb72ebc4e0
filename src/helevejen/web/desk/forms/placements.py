"""The forms of a placement at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.companies.enums import ContactChannel
from helevejen.placements.actions import FollowUp
from helevejen.placements.enums import LadderReason, Outcome, Party, PlacementState, StopReason
from helevejen.placements.queries import PlacementSeen, TermsSeen
from helevejen.placements.rules.agreeing import FLEX_FORMS, MOST_WEEKLY_HOURS, Agreed, is_job
from helevejen.placements.rules.hours import Rung
from helevejen.recruitment.enums import Consideration, EmploymentForm
from helevejen.web.desk.forms.companies import PickCompany
from helevejen.web.shared.forms import DayField
from helevejen.web.shared.order_forms import ManyField
from helevejen.web.shared.placement_forms import EvaluationForm, decimal_hours, words_field

_WEEKLY = _("Skriv timerne om ugen som et tal over 0, for eksempel 12,5.")
_INTENSITY = _("Skriv et helt tal fra 1 til 100.")
_NO_HEALTH = _("Virksomheden læser det. Skriv ikke om helbred, og skriv ikke CPR-numre.")
_PARTIES = [(Party.CITIZEN.value, Party.CITIZEN.label), (Party.COMPANY.value, Party.COMPANY.label)]
_OFTEN = [(7, _("Hver uge")), (14, _("Hver 14. dag")), (30, _("Hver måned")), (60, _("Hver anden måned"))]
_HALF_A_YEAR = timedelta(days=182)
_BY_STAFF = [(one.value, one.label) for one in ContactChannel if one != ContactChannel.PORTAL]


class PlacePlacement(PickCompany):
    """At which company it is to be."""


class TermsForm(forms.Form):
    """What is agreed; the same for a new agreement and for a new version of one."""

    purpose = words_field(_("Hvad skal det føre til?"), help_text=_NO_HEALTH)
    goals = words_field(_("Hvad skal læres eller prøves?"), required=False, help_text=_("Et mål på hver linje."))
    starts_on = DayField(label=_("Første dag"))
    last_on = DayField(
        label=_("Sidste dag"),
        required=False,
        help_text=_("Praktik og løntilskud har altid en. Ellers kan den være tom."),
    )
    hours = decimal_hours(_("Timer om ugen"), most=MOST_WEEKLY_HOURS, wrong=_WEEKLY, least=Decimal("0.5"))
    paid_hours = decimal_hours(
        _("Lønnede timer om ugen ved siden af"),
        most=MOST_WEEKLY_HOURS,
        required=False,
        help_text=_("Kun ved praktik: almindelige timer med løn."),
    )
    intensity = forms.IntegerField(
        label=_("Arbejdsintensitet i procent"),
        required=False,
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        help_text=_("Kun ved fleksjob og minifleksjob."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _INTENSITY),
    )
    considerations = ManyField(
        label=_("Aftalte hensyn"), choices=Consideration.choices, help_text=_("Det, arbejdspladsen gør plads til.")
    )

    def agreed(self) -> Agreed:
        """Return what is agreed."""
        given = self.cleaned_data
        last: date | None = given["last_on"]
        return Agreed(
            purpose=given["purpose"],
            goals=given["goals"],
            starts_on=given["starts_on"],
            ends_until=last + timedelta(days=1) if last else None,
            hours=given["hours"],
            paid_hours=given["paid_hours"] or Decimal(0),
            intensity=given["intensity"],
            considerations=tuple(given["considerations"]),
        )


class PlanPlacement(TermsForm):
    form = forms.ChoiceField(label=_("Slags forløb"), choices=EmploymentForm.choices)
    title = forms.CharField(
        label=_("Arbejdet"),
        max_length=150,
        help_text=_("For eksempel: lagermedarbejder."),
        error_messages={"required": _("Skriv, hvad arbejdet er.")},
    )
    workplace = forms.ChoiceField(label=_("Arbejdssted"), required=False)
    contact = forms.ChoiceField(label=_("Kontaktperson"), required=False)
    employer = forms.ChoiceField(
        label=_("Arbejdsgiver"),
        required=False,
        choices=[("", _("Ikke oplyst")), ("private", _("Privat")), ("public", _("Offentlig"))],
        help_text=_("Bruges ved løntilskud, hvor loven giver forskellig længde."),
    )

    field_order = ("form", "title", "workplace", "contact", "employer")

    def __init__(self, data: Any, *, company: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["workplace"].choices = _choices(company.workplaces.all())
        self.fields["contact"].choices = _choices(company.contacts.all())

    def at(self) -> dict[str, Any]:
        """Return where it is and what it is, with workplace and contact as chosen numbers."""
        given = self.cleaned_data
        is_public = {"private": False, "public": True}.get(given["employer"])
        return {"form": given["form"], "title": given["title"], "is_public": is_public}


class ChangeTerms(TermsForm):
    reason = words_field(_("Hvorfor ændres aftalen?"), help_text=_("Borger og virksomhed læser det."))

    def __init__(self, data: Any, *, terms: TermsSeen, codes: Iterable[str], placement: Any) -> None:
        names = ("purpose", "goals", "starts_on", "last_on", "hours", "paid_hours", "intensity")
        known = {name: getattr(terms, name) for name in names}
        super().__init__(data, initial=known | {"considerations": list(codes), "workplace": placement.workplace_id})
        if placement.state == PlacementState.PLANNED:
            self.fields["workplace"] = forms.ChoiceField(
                label=_("Arbejdssted"), required=False, choices=_choices(placement.company.workplaces.all())
            )
            self.order_fields(["workplace"])


class NoteAnswer(forms.Form):
    """That citizen or company has said something to the agreement, written down by a member of staff."""

    noted_for = forms.ChoiceField(
        label=_("Hvem har sagt det?"),
        choices=_PARTIES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem der har sagt det.")},
    )
    answer = forms.ChoiceField(
        label=_("Passer aftalen?"),
        choices=[("yes", _("Ja, den passer")), ("no", _("Nej, noget passer ikke"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et svar.")},
    )
    words = words_field(_("Hvad blev der sagt?"), required=False)

    def values(self) -> dict[str, Any]:
        """Return what the action wants to know."""
        given = self.cleaned_data
        return {"noted_for": given["noted_for"], "is_ok": given["answer"] == "yes", "words": given["words"]}


class BeginPlacement(forms.Form):
    """The first day; for a job also how it is followed up."""

    on = DayField(label=_("Første dag"))

    def __init__(self, data: Any, *, seen: PlacementSeen) -> None:
        super().__init__(data, initial={"on": seen.holds.starts_on})
        self.is_job = is_job(seen.row.form)
        if self.is_job:
            self.fields["check_in_days"] = forms.TypedChoiceField(
                label=_("Hvor tit følger vi op med borgeren?"), choices=_OFTEN, coerce=int, initial=14
            )
            self.fields["last_on"] = DayField(
                label=_("Opfølgning til og med"), required=False, help_text=_("Tomt felt: et halvt år.")
            )
            self.fields["talk_on"] = DayField(
                label=_("Første snak med virksomheden"), required=False, help_text=_("Den kommer på Min dag.")
            )
        if seen.row.form in FLEX_FORMS:
            self.fields["review_on"] = DayField(
                label=_("Timerne ses efter den"), required=False, help_text=_("Senest om et halvt år. Tomt felt: da.")
            )

    def values(self) -> dict[str, Any]:
        """Return what the action wants to know."""
        given = self.cleaned_data
        if not self.is_job:
            return {"on": given["on"]}
        last: date | None = given["last_on"]
        until = last + timedelta(days=1) if last else given["on"] + _HALF_A_YEAR
        follow_up = FollowUp(given["check_in_days"], until, given["talk_on"], given.get("review_on"))
        return {"on": given["on"], "follow_up": follow_up}


class ReviewHours(forms.Form):
    hours = decimal_hours(_("Timer om ugen fra nu af"), most=MOST_WEEKLY_HOURS, wrong=_WEEKLY, least=Decimal("0.5"))
    from_on = DayField(label=_("Fra den"))
    reason = forms.ChoiceField(
        label=_("Hvorfor?"), choices=[(one.value, one.label) for one in LadderReason if one != LadderReason.AGREED]
    )
    words = words_field(_("Med egne ord"), required=False, help_text=_("Borgeren læser det."))
    review_on = DayField(label=_("Timerne ses efter igen den"), help_text=_("Inden seks måneder."))

    def rung(self) -> Rung:
        """Return the step of the ladder."""
        return Rung(self.cleaned_data["from_on"], self.cleaned_data["hours"], self.cleaned_data["review_on"])


class TalkWithCompany(forms.Form):
    channel = forms.ChoiceField(label=_("Hvordan talte I?"), choices=_BY_STAFF, initial=ContactChannel.PHONE)
    text = words_field(_("Hvordan går det, set fra virksomheden?"))
    next_on = DayField(label=_("Næste snak"), required=False, help_text=_("Tomt felt: ingen er aftalt."))


class NoteEvaluation(EvaluationForm):
    """How it went, as the company or the citizen said it to a member of staff."""

    def __init__(self, data: Any) -> None:
        super().__init__(data, party=Party.COMPANY)
        self.fields["noted_for"] = forms.ChoiceField(
            label=_("Hvem har sagt det?"),
            choices=_PARTIES,
            widget=forms.RadioSelect,
            error_messages={"required": _("Vælg, hvem der har sagt det.")},
        )
        for name, label in _IN_GENERAL.items():
            self.fields[name].label = label
        self.order_fields(["noted_for"])


_IN_GENERAL = {
    "tasks_fit": _("Passer opgaverne?"),
    "was_helped": _("Er der den hjælp, der er brug for?"),
    "would_again": _("Må det gerne fortsætte?"),
    "words": _("Hvad blev der sagt?"),
}


class AnswerDoubt(forms.Form):
    answer = words_field(_("Hvad har I aftalt?"), help_text=_("Borgeren læser det."))


class EndPlacement(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Hvad endte det med?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad det endte med.")},
    )
    stop_reason = forms.ChoiceField(
        label=_("Hvis det stoppede før tid: hvorfor?"), required=False, choices=[("", "–"), *StopReason.choices]
    )
    on = DayField(label=_("Sidste dag"))
    words = words_field(_("Med egne ord"), required=False)


def _choices(rows: Iterable[Any]) -> list[tuple[str, str]]:
    return [("", str(_("Ikke aftalt endnu"))), *((str(row.pk), row.name) for row in rows)]
