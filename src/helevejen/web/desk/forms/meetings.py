"""The forms of meetings: propose times, agree on one, move, cancel, hold, and write down why it came to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from helevejen.cases.actions import NoteDraft
from helevejen.cases.enums import AbsenceReason, Cap, MeetingPurpose, NoteKind
from helevejen.cases.rules.meetings import COPENHAGEN, LEAST_MINUTES, MOST_MINUTES
from helevejen.cases.rules.notes import MOST_MINUTES as MOST_NOTE_MINUTES
from helevejen.cases.rules.notes import MOST_TEXT_LETTERS
from helevejen.citizens.enums import Channel
from helevejen.web.desk.forms.moments import Moments
from helevejen.web.shared.forms import CapField, ClockField, DayField

#: Nobody meets by mail.
MET_BY = [(one.value, one.label) for one in Channel if one not in {Channel.MAIL, Channel.PORTAL}]
SLOTS = (1, 2, 3, 4, 5)
_SLOTS_SHOWN = 3
#: The choice that leaves the ball where it is.
STAYS = "stays"
_IN_MINUTES = _("Skriv tiden i minutter, mellem 5 og 240.")


def _minutes(**kwargs: Any) -> forms.IntegerField:
    words = {"required": _IN_MINUTES, "invalid": _IN_MINUTES, "min_value": _IN_MINUTES, "max_value": _IN_MINUTES}
    return forms.IntegerField(
        label=_("Minutter"), min_value=LEAST_MINUTES, max_value=MOST_MINUTES, error_messages=words, **kwargs
    )


class MeetingFacts(Moments):
    """What any meeting needs to say beside its time."""

    cap = CapField(initial=Cap.MENTOR)
    purpose = forms.ChoiceField(
        label=_("Hvad er samtalen?"), choices=MeetingPurpose.choices, initial=MeetingPurpose.FOLLOW_UP
    )
    channel = forms.ChoiceField(label=_("Hvordan mødes I?"), choices=MET_BY, initial=Channel.IN_PERSON)
    place = forms.CharField(label=_("Sted"), required=False, max_length=200)
    minutes = _minutes(initial=45)
    track = forms.ChoiceField(
        label=_("Hører til sporet"),
        required=False,
        help_text=_("Så følger bolden på sporet med: først vælger borgeren, så holder I samtalen."),
    )

    def __init__(self, *args: Any, tracks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["track"].choices = tracks

    def facts(self) -> dict[str, Any]:
        """Return what the action wants to know beside time and track."""
        return {name: self.cleaned_data[name] for name in ("cap", "purpose", "channel", "place", "minutes")}


class ProposeMeeting(MeetingFacts):
    """Up to five times for the citizen to choose from."""

    def __init__(self, *args: Any, proposed: Sequence[datetime] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, moment in zip(SLOTS, [*proposed, *[None] * len(SLOTS)], strict=False):
            local = moment.astimezone(COPENHAGEN) if moment else None
            initial = (local.date(), local.time()) if local else (None, None)
            words = {"number": number}
            self.fields[f"day_{number}"] = DayField(label=_("Tid %(number)s: dag") % words, initial=initial[0])
            self.fields[f"clock_{number}"] = ClockField(label=_("Klokken"), initial=initial[1])
            self.ask_for(f"day_{number}", f"clock_{number}")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in SLOTS:
            day, clock = cleaned.get(f"day_{number}"), cleaned.get(f"clock_{number}")
            if day and not clock and f"clock_{number}" not in self.errors:
                self.add_error(f"clock_{number}", _("Skriv et klokkeslæt."))
            if clock and not day and f"day_{number}" not in self.errors:
                self.add_error(f"day_{number}", _("Skriv en dato."))
        moments = [self.moment_of(f"day_{number}", f"clock_{number}") for number in SLOTS]
        cleaned["slots"] = [moment for moment in moments if moment]
        if not cleaned["slots"] and not self.errors:
            self.add_error("day_1", _("Foreslå mindst ét tidspunkt."))
        return cleaned

    @property
    def first_slots(self) -> list[tuple[BoundField, BoundField]]:
        return self._slots(SLOTS[:_SLOTS_SHOWN])

    @property
    def more_slots(self) -> list[tuple[BoundField, BoundField]]:
        return self._slots(SLOTS[_SLOTS_SHOWN:])

    @property
    def is_more_used(self) -> bool:
        return any(field.value() or field.errors for pair in self.more_slots for field in pair)

    @property
    def other_fields(self) -> list[BoundField]:
        return [field for field in self if field.name.split("_")[0] not in {"cap", "day", "clock"}]

    def _slots(self, numbers: Sequence[int]) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"day_{number}"], self[f"clock_{number}"]) for number in numbers]


class InviteMeeting(MeetingFacts):
    """One time, agreed already."""

    day = DayField(label=_("Dag"))
    clock = ClockField(label=_("Klokken"))

    field_order = ["cap", "day", "clock"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["starts_at"] = self.moment_of("day", "clock")
        return cleaned


class BookMeeting(forms.Form):
    """One of the proposed times that are still free."""

    slot = forms.ChoiceField(
        label=_("Hvilken tid vælger borgeren?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et tidspunkt."), "invalid_choice": _("Tiden er ikke længere fri.")},
    )

    def __init__(self, *args: Any, slots: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = slots


class MoveMeeting(Moments):
    day = DayField(label=_("Ny dag"))
    clock = ClockField(label=_("Klokken"))
    minutes = _minutes()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["starts_at"] = self.moment_of("day", "clock")
        return cleaned


class CancelMeeting(forms.Form):
    by_citizen = forms.ChoiceField(
        label=_("Hvem aflyser?"),
        choices=[("yes", _("Borgeren")), ("no", _("Os"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem der aflyser.")},
    )
    reason = forms.CharField(
        label=_("Hvad blev der sagt?"),
        required=False,
        max_length=300,
        help_text=_("Borgeren skal ikke forklare sig. Lad feltet stå tomt, hvis der ikke blev sagt noget."),
    )


class MissMeeting(forms.Form):
    reason = forms.ChoiceField(
        label=_("Hvorfor blev samtalen ikke til noget?"),
        help_text=_("Spørg først. Ved du det ikke, så vælg det, og bolden er at spørge."),
        choices=AbsenceReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg en grund, eller ”Ved det ikke endnu”.")},
    )


@dataclass(frozen=True, slots=True)
class NoteFields:
    """The fields of one note of a meeting, under one cap."""

    cap: str
    text: BoundField
    kind: BoundField
    minutes: BoundField
    is_own: bool
    is_open: bool


class HoldMeeting(forms.Form):
    """A note under each cap that was worn, and where the ball goes."""

    turn = forms.IntegerField(widget=forms.HiddenInput, required=False)
    next_step = forms.ChoiceField(
        label=_("Hvor ligger bolden nu?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvor bolden ligger nu.")},
    )
    due_on = DayField(label=_("Senest"), required=False, help_text=_("Tomt felt: den sædvanlige frist."))

    def __init__(self, *args: Any, own_cap: str, minutes: int, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_cap = own_cap
        for cap in Cap.values:
            self._add_note(cap, minutes if cap == own_cap else None)
        self.fields["next_step"].choices = [*steps, (STAYS, _("Der, hvor den er"))]
        if not steps:
            del self.fields["next_step"], self.fields["due_on"]

    @property
    def notes(self) -> list[NoteFields]:
        """The fields of the notes, those of the meeting's own cap first."""
        order = sorted(Cap.values, key=lambda cap: cap != self.own_cap)
        return [self._note_fields(cap) for cap in order]

    @property
    def asks_where_the_ball_goes(self) -> bool:
        return "next_step" in self.fields

    def drafts(self, headline: str) -> list[NoteDraft]:
        """Return the notes that were written."""
        given = self.cleaned_data
        return [
            NoteDraft(
                cap=cap,
                headline=headline,
                text=given[f"{cap}_text"],
                kind=given[f"{cap}_kind"],
                minutes=given[f"{cap}_minutes"] or 0,
            )
            for cap in Cap.values
            if given[f"{cap}_text"].strip()
        ]

    def then(self) -> dict[str, Any]:
        """Return where the ball goes: nothing when it stays."""
        chosen: str = self.cleaned_data.get("next_step", STAYS)
        step = "" if chosen == STAYS else chosen
        due_on: date | None = self.cleaned_data.get("due_on")
        return {"next_step": step} | ({"due_on": due_on} if step and due_on else {})

    def _add_note(self, cap: str, minutes: int | None) -> None:
        self.fields[f"{cap}_text"] = forms.CharField(
            label=_("Notat"), required=False, widget=forms.Textarea, max_length=MOST_TEXT_LETTERS
        )
        self.fields[f"{cap}_kind"] = forms.ChoiceField(
            label=_("Hvad handler notatet om?"), choices=NoteKind.choices, initial=NoteKind.ORDINARY
        )
        self.fields[f"{cap}_minutes"] = forms.IntegerField(
            label=_("Minutter"), required=False, min_value=0, max_value=MOST_NOTE_MINUTES, initial=minutes
        )

    def _note_fields(self, cap: str) -> NoteFields:
        text, kind, minutes = self[f"{cap}_text"], self[f"{cap}_kind"], self[f"{cap}_minutes"]
        is_filled = bool(text.value() or text.errors or minutes.errors)
        return NoteFields(cap, text, kind, minutes, cap == self.own_cap, is_filled)
