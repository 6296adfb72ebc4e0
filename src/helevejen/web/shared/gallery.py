"""Every component in every state, on one page: what is looked at before a component is changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from helevejen.web.shared.access import public
from helevejen.web.shared.context import SURFACES
from helevejen.web.shared.forms import CapField, ClockField, DayField, PartsOfDateField

#: The gallery's own present, so that a picture taken today equals one taken next year.
NOW = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)

LONG_NAME = "Anne-Katrine Margrethe Frederikke von Hohenstein-Rosenkrantz Bjerregaard Østergaard-Åkjær"


class SampleForm(forms.Form):
    """One field of each kind."""

    citizen_said = forms.CharField(
        label=_("Hvad skete der?"),
        help_text=_("Én linje er nok."),
        error_messages={"required": _("Skriv, hvad der skete.")},
    )
    note = forms.CharField(label=_("Notat"), widget=forms.Textarea, required=False)
    step = forms.ChoiceField(
        label=_("Næste skridt"),
        choices=[("", _("Vælg …")), ("statement", _("Bestil attest")), ("meeting", _("Aftal samtale"))],
        error_messages={"required": _("Vælg, hvad næste skridt er.")},
    )
    channel = forms.ChoiceField(
        label=_("Hvordan mødes I?"),
        widget=forms.RadioSelect,
        choices=[("in_person", _("Ved fremmøde")), ("phone", _("I telefonen")), ("video", _("På video"))],
        error_messages={"required": _("Vælg, hvordan I mødes.")},
    )
    topics = forms.MultipleChoiceField(
        label=_("Hvad handler det om?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("job", _("Job")), ("health", _("Helbred")), ("course", _("Kursus"))],
    )
    due_on = DayField(label=_("Senest"), help_text=_("For eksempel 3-3-2026."))
    at = ClockField(label=_("Klokken"))
    born_on = PartsOfDateField(label=_("Født"))
    hours = forms.IntegerField(
        label=_("Timer om ugen"), min_value=0, max_value=37, error_messages={"required": _("Skriv antal timer.")}
    )
    agreed = forms.BooleanField(
        label=_("Borgeren er enig"), error_messages={"required": _("Sæt kryds, når I er enige.")}
    )


@public
def gallery(request: HttpRequest, surface: str = "desk") -> HttpResponse:
    if surface not in SURFACES:
        raise Http404
    return render(request, "shared/gallery.html", {"surface": surface, **_samples()})


class SampleDeed(forms.Form):
    """Send the ball on: what happened, under which cap."""

    cap = CapField()
    note = forms.CharField(label=_("Hvad skete der?"), error_messages={"required": _("Skriv, hvad der skete.")})


@public
def gallery_deed(request: HttpRequest) -> HttpResponse:
    """Answer as a deed in a row does: the part for htmx, a page of its own without."""
    is_part = bool(request.headers.get("HX-Request"))
    form = SampleDeed(request.POST or None, prefix="bold")
    if form.is_valid():
        if not is_part:
            return redirect("shared:gallery")
        return render(request, "shared/gallery/_done.html")
    if is_part:
        return render(request, "shared/gallery/_deed.html", {"form": form}, status=422 if form.is_bound else 200)
    return render(request, "shared/confirm.html", _sending(form))


def _sending(form: SampleDeed) -> dict[str, Any]:
    return {
        "title": _("Gjort – send bolden videre"),
        "text": _("Bolden går til A. Holm, som svarer senest tirsdag den 10. marts."),
        "form": form,
        "confirm_label": _("Send"),
        "cancel_url": "/galleri/",
        "is_danger": False,
    }


@public
def gallery_confirm(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "shared/confirm.html",
        {
            "title": _("Vil du lukke sagen?"),
            "text": _("Borgeren får besked i dag. Du kan åbne sagen igen de næste 14 dage."),
            "form": forms.Form(),
            "confirm_label": _("Luk sagen"),
            "cancel_url": "/galleri/",
            "is_danger": True,
        },
    )


def _samples() -> dict[str, Any]:
    today = NOW.date()
    filled = {
        "citizen_said": "Talte om heste",
        "step": "meeting",
        "channel": "phone",
        "topics": ["job"],
        "due_on": today,
    }
    return {
        "today": today,
        "now": NOW,
        "yesterday": today - timedelta(days=1),
        "next_tuesday": today + timedelta(days=7),
        "three_weeks_ago": NOW - timedelta(days=21),
        "two_minutes_ago": NOW - timedelta(minutes=2),
        "long_name": LONG_NAME,
        "holders": ["me", "citizen", "staff", "doctor", "company", "school", "authority", "subtracks", "nobody"],
        "caps": ["authority", "mentor", "company"],
        "surfaces": sorted(SURFACES),
        "form_empty": SampleForm(prefix="tom"),
        "form_filled": SampleForm(initial=filled, prefix="udfyldt"),
        "form_wrong": SampleForm(
            data={"fejl-born_on_0": "31", "fejl-born_on_1": "2", "fejl-born_on_2": "1990"}, prefix="fejl"
        ),
        "page": Paginator(range(2000), 25).page(7),
    }
