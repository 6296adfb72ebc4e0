"""The forms of Min vej. Short, without office words; what a rule allows decides the limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helevejen.accounts.enums import UserKind
from helevejen.accounts.rules import session_limits
from helevejen.cases.enums import AbsenceReason
from helevejen.cases.rules import meetings as meeting_rules
from helevejen.cases.rules.notes import MOST_MESSAGE_LETTERS
from helevejen.citizens.rules.wishes import MOST_LETTERS as MOST_WISH_LETTERS
from helevejen.core import clock, formats
from helevejen.inquiries.enums import Topic
from helevejen.web.shared import phrasing
from helevejen.web.shared.forms import PhoneField
from helevejen.web.shared.languages import SPOKEN

#: When somebody can ask to be called: from these hours, for an hour.
CALL_HOURS = range(9, 15)
SOON = "soon"

_TOO_LONG = _("Teksten er for lang. Skriv den lidt kortere.")


def _own_words(rows: int, **more: str) -> forms.Textarea:
    """A box for the citizen's own words, in whatever direction they are written."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **more})


#: What is begun in such a box is kept in the tab until it is sent (static/app/words.js).
_KEPT = {"data-keep-words": "1"}


class Writing(forms.Form):
    """A form that takes time to fill in; the page says how long there is."""

    #: So long a session may lie still.
    idle_minutes = session_limits(UserKind.CITIZEN)[0]


class SayWish(Writing):
    text = forms.CharField(
        label=_("Dit ønske med dine egne ord"),
        help_text=_("Skriv, som du taler. Det er dine ord, og ingen retter i dem."),
        widget=_own_words(5, **_KEPT),
        max_length=MOST_WISH_LETTERS,
        error_messages={"required": _("Skriv dit ønske."), "max_length": _TOO_LONG},
    )
    is_in_plan = forms.BooleanField(label=_("Det skal stå i min plan"), required=False, initial=True)


class ChooseTime(forms.Form):
    """One of some times."""

    starts = forms.ChoiceField(
        label=_("Hvilken tid passer dig?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Vælg en tid."),
            "invalid_choice": _("Tiden er ikke længere ledig. Vælg en af de andre."),
        },
    )

    def __init__(self, *args: Any, times: Sequence[tuple[str, datetime]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["starts"].choices = [(key, phrasing.moment(starts, today)) for key, starts in times]


class CancelMeeting(forms.Form):
    reason = forms.CharField(
        label=_("Vil du skrive hvorfor?"),
        required=False,
        widget=_own_words(2),
        max_length=MOST_MESSAGE_LETTERS,
        error_messages={"max_length": _TOO_LONG},
    )


class ExplainAbsence(forms.Form):
    reason = forms.ChoiceField(
        label=_("Hvad skete der?"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in AbsenceReason if one != AbsenceReason.UNKNOWN],
        error_messages={"required": _("Vælg det, der passer bedst.")},
    )


class WriteMessage(Writing):
    text = forms.CharField(
        label=_("Din besked"),
        widget=_own_words(5, **_KEPT),
        max_length=MOST_MESSAGE_LETTERS,
        error_messages={"required": _("Skriv din besked."), "max_length": _TOO_LONG},
    )


class AskUs(Writing):
    """A question from somebody without an open case."""

    topic = forms.ChoiceField(
        label=_("Hvad handler det om?"),
        choices=[(one.value, one.label) for one in Topic if one != Topic.RECRUITMENT],
        initial=Topic.GENERAL,
    )
    text = WriteMessage.base_fields["text"]


class AskForCall(Writing):
    """When somebody would like to be called, as soon as possible or a day and an hour; and on which number."""

    phone = PhoneField(label=_("Ring på et andet nummer"), required=False)
    day = forms.ChoiceField(
        label=_("Hvilken dag?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg en dag."), "invalid_choice": _("Vælg en af dagene.")},
    )
    hour = forms.ChoiceField(
        label=_("Hvornår på dagen?"),
        required=False,
        help_text=_("Vælg også et tidspunkt, hvis du vælger en dag."),
        error_messages={"invalid_choice": _("Vælg et af tidspunkterne.")},
    )
    text = forms.CharField(
        label=_("Hvad vil du tale om?"), required=False, widget=_own_words(3), max_length=MOST_MESSAGE_LETTERS
    )

    field_order = ("day", "hour", "phone", "text")

    def __init__(self, *args: Any, days: Iterable[date], known: str, **kwargs: Any) -> None:
        """
        Args:
            known: The number we have and call unless another one is written; without it one is asked for.
        """
        super().__init__(*args, **kwargs)
        today = clock.today()
        if not known:
            self.fields["phone"].label, self.fields["phone"].required = _("Dit telefonnummer"), True
            self.fields["phone"].error_messages["required"] = _("Skriv det nummer, vi skal ringe på.")
        named = [(day.isoformat(), phrasing.weekday(day, today)) for day in days]
        self.fields["day"].choices = [(SOON, _("Så snart I kan")), *named]
        self.fields["hour"].choices = [
            ("", _("Vælg et tidspunkt")),
            *[(str(one), _hour(today, one)) for one in CALL_HOURS],
        ]

    def clean(self) -> dict[str, Any]:
        """Turn the day and the hour into the moment they mean."""
        cleaned = super().clean() or {}
        day, hour = cleaned.get("day", ""), cleaned.get("hour", "")
        if day not in {"", SOON} and "hour" in cleaned and not hour:
            self.add_error("hour", _("Vælg et tidspunkt."))
        is_whole = hour and day not in {"", SOON}
        cleaned["call_at"] = _moment(date.fromisoformat(day), int(hour)) if is_whole else None
        return cleaned

    def words(self) -> str:
        """Return what is asked for, with the number where it is another one than we have."""
        text, phone = self.cleaned_data["text"], self.cleaned_data["phone"]
        number = _("Ring på %(number)s.") % {"number": phrasing.phone_number(phone)} if phone else ""
        return "\n\n".join(part for part in (text, str(number)) if part)


class AnswerHandover(Writing):
    text = forms.CharField(
        label=_("Hvad tænker du om det?"),
        help_text=_("Skriv også, hvis der er noget, den nye skal vide."),
        widget=_own_words(4),
        max_length=500,  # what the hand-over has room for
        error_messages={"required": _("Skriv dit svar."), "max_length": _TOO_LONG},
    )


class AnswerHearing(Writing):
    text = forms.CharField(
        label=_("Dit svar"),
        help_text=_("Skriv, hvad der er rigtigt, hvad der er forkert, og hvad vi mangler at vide."),
        widget=_own_words(6),
        max_length=MOST_MESSAGE_LETTERS,
        error_messages={"required": _("Skriv dit svar."), "max_length": _TOO_LONG},
    )


class MyLanguage(forms.Form):
    language = forms.ChoiceField(label=_("Det sprog, jeg bedst kan lide at tale"))
    needs_interpreter = forms.BooleanField(label=_("Jeg vil gerne have tolk med til samtaler"), required=False)

    def __init__(self, *args: Any, known: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [*SPOKEN, *([known] if known and known not in SPOKEN else [])]
        self.fields["language"].choices = [(code, language_choice(code)) for code in codes]


def _moment(day: date, hour: int) -> datetime:
    # The clock changes at night, so an hour of the office happens exactly once.
    return meeting_rules.moments_of(datetime.combine(day, time(hour)))[0]


def _hour(day: date, hour: int) -> str:
    return f"{formats.clock_time(_moment(day, hour))}–{formats.clock_time(_moment(day, hour + 1))}"


def language_choice(code: str) -> str:
    """Return a language by its own name and by its name in the reader's language, so that both find it."""
    short = code.replace("_", "-").split("-")[0].lower()
    reader = Locale((get_language() or "da")[:2])
    here = reader.languages.get(short, code)
    try:
        own = Locale(short).get_language_name() or here
    except ValueError:
        own = here
    return here.capitalize() if own.casefold() == here.casefold() else f"{own} – {here}"
