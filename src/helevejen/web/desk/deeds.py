"""
A deed done where it stands.

Its form is a part when htmx asks, and a page of its own without JavaScript. Afterwards one is back where one was, with
the confirmation at the thing that changed: `?gjort=<word>&ved=<place>`, so that it works by redirect and by htmx alike.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from helevejen.web.desk.frame import TABS

FILE_PART = "#file"

#: What was done, by the word in the address.
SAID = {
    "absence_explained": _("Grunden er skrevet ned."),
    "benefit_set": _("Ydelsen er ændret. Det, der gjaldt før, står stadig nedenunder."),
    "checked_in": _("Opfølgningen er skrevet ned, og den næste er sat i kalenderen."),
    "citizen_changed": _("Oplysningerne er gemt."),
    "clock_event_written": _("Hændelsen er skrevet ned, og urene er regnet om."),
    "clocks_paused": _("Urene er sat i bero, og fristerne er regnet om."),
    "company_registered": _("Virksomheden er registreret og valgt."),
    "contact_group_set": _("Kontaktgruppen er ændret. Det, der gjaldt før, står stadig nedenunder."),
    "contact_logged": _("Virksomhedskontakten er skrevet ned."),
    "decision_drafted": _("Udkastet er begyndt. Skriv det færdigt, når det passer dig."),
    "decision_released": _("Afgørelsen er truffet, og borgeren har fået besked på Min vej."),
    "decision_saved": _("Udkastet er gemt."),
    "decision_withdrawn": _("Udkastet er slettet."),
    "doubt_answered": _("Svaret er skrevet, og borgeren kan læse det."),
    "evaluation_asked": _("Begge er spurgt. Virksomheden har bolden."),
    "evaluation_noted": _("Svaret er skrevet ned."),
    "exemption_granted": _("Borgeren er fritaget. Under Lovens ure står, hvornår I skal se på fritagelsen igen."),
    "exemption_reviewed": _("Der er set på fritagelsen igen."),
    "follow_up_stopped": _("Opfølgningen er stoppet, som borgeren ønskede."),
    "goal_ended": _("Målet er afsluttet."),
    "goal_set": _("Målet står nu i planen."),
    "hearing_answered": _("Borgerens svar er skrevet ind."),
    "hearing_sent": _("Høringen er sendt til borgeren på Min vej."),
    "holder_nudged": _("Der er rykket."),
    "hours_reviewed": _("Timerne er set efter, og den næste dag er sat."),
    "hours_told": _("Timerne er gemt."),
    "job_ended": _("Jobbet er slut. Bolden ligger hos jobformidleren."),
    "job_started": _("Jobbet er skrevet ind, og opfølgningen er sat i gang."),
    "meeting_booked": _("Samtalen er aftalt, og borgeren har fået besked."),
    "meeting_cancelled": _("Samtalen er aflyst, og borgeren har fået besked."),
    "meeting_held": _("Samtalen er skrevet ned."),
    "meeting_missed": _("Det er skrevet ned, at samtalen ikke blev til noget."),
    "meeting_moved": _("Samtalen er flyttet, og borgeren har fået besked."),
    "meeting_proposed": _("Tiderne er sendt til borgeren, som vælger en."),
    "message_answered": _("Svaret er sendt til borgeren på Min vej."),
    "message_sent": _("Beskeden er sendt til borgeren på Min vej."),
    "note_attached": _("Notatet er lagt til afgørelsen."),
    "note_corrected": _("Rettelsen er skrevet. Det oprindelige notat står stadig."),
    "note_detached": _("Notatet er taget fra afgørelsen."),
    "note_written": _("Notatet står nu i sagen."),
    "placement_begun": _("Det er skrevet ned, at forløbet er begyndt."),
    "placement_changed": _("Den nye version er gemt, og borgeren har bolden."),
    "placement_ended": _("Forløbet er slut."),
    "placement_noted": _("Det er skrevet ned, hvad de har sagt."),
    "placement_planned": _("Aftalen er gemt, og borgeren har bolden."),
    "profile_confirmed": _("Det er bekræftet, og det står der, hvem der så det."),
    "profile_corrected": _(
        "Det er rettet. Det, der stod før, kan stadig ses, og borgeren bliver spurgt, om det passer."
    ),
    "profile_withdrawn": _("Det er fjernet fra profilen."),
    "profile_written": _("Det står nu i profilen, og borgeren bliver spurgt, om det passer."),
    "statement_cancelled": _("Attesten er afbestilt, og pengene er fri igen."),
    "statement_cancelled_free": _("Attesten er afbestilt."),
    "statement_ordered": _("Attesten er bestilt, og prisen er sat til side. Bolden ligger hos dem, der skal svare."),
    "statement_ordered_free": _("Attesten er bestilt. Den koster ikke noget. Bolden ligger hos dem, der skal svare."),
    "statement_paid": _("Regningen er skrevet ind."),
    "statement_received": _("Attesten er modtaget. Jobformidleren har bolden: læs svaret, og ring til borgeren."),
    "statement_reminded": _("Rykkeren er skrevet ned."),
    "statement_used": _("Attesten er brugt i afgørelsen, og sporet med den er slut."),
    "pause_corrected": _("Pausen er rettet, og fristerne er regnet om."),
    "pause_ended": _("Pausen er slut, og fristerne er regnet om."),
    "step_agreed": _("Skridtet står nu i planen."),
    "step_dropped": _("Skridtet er taget ud af planen."),
    "step_finished": _("Skridtet er gjort."),
    "step_over": _("En anden var først: Skridtet er allerede gjort eller taget ud. Sådan ser planen ud nu."),
    "talk_logged": _("Kontakten er noteret."),
    "target_group_set": _("Målgruppen er ændret. Det, der gjaldt før, står stadig nedenunder."),
    "track_closed": _("Sporet er lukket."),
    "track_started": _("Sporet er åbnet, og bolden er lagt."),
    "turn_corrected": _("Det er rettet. Historien bliver stående med din grund."),
    "turn_passed": _("Gjort."),
    "turn_postponed": _("Fristen er udsat, og grunden kan læses af borgeren."),
    "turn_undone": _("Fortrudt. Bolden ligger, hvor den lå."),
    "wish_answered": _("Svaret er sendt til borgeren på Min vej."),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """
    The words around the form of a deed.

    Attributes:
        title: What is done, as the heading.
        submit: What the button says.
        back: The address one came from.
        text: One sentence on what will happen.
        about: Whom or what it concerns, for the page of its own.
        part: The template of the form; the plain one serves most.
    """

    title: Any
    submit: Any
    back: str
    text: Any = ""
    about: str = ""
    part: str = "desk/_deed.html"


@dataclass(frozen=True, slots=True)
class Done:
    """The confirmation to show, and where."""

    place: str
    text: str


def show_deed(request: HttpRequest, form: forms.Form, deed: Deed, **more: Any) -> HttpResponse:
    """Return the form of a deed: a part when htmx asked for it, else a page. A form with errors is sent with 422."""
    is_part = bool(request.headers.get("HX-Request"))
    if is_part and form.auto_id == "id_%s":
        # Two deeds of a list may stand open at once, and a label must find the field of its own form.
        form.auto_id = f"{request.path.strip('/').replace('/', '-')}-%s"
    shown = {"form": form, "deed": deed, "here": request.get_full_path(), **more}
    template = deed.part if is_part else "desk/deed.html"
    return render(request, template, shown, status=422 if form.is_bound and form.errors else 200)


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent to a form, nothing when it is only asked for."""
    return request.POST if request.method == "POST" else None


def done(request: HttpRequest, back: str, said: str, *, place: str = "top") -> HttpResponse:
    """
    Go back to the page of the file with the confirmation at its place.

    For htmx the file is fetched anew and put in without a reload, the same part of it as one stood on; where the deed
    was done on another page than the file's own, as on Min dag, the confirmation alone is put where the form was.
    """
    stood_on = urlsplit(request.headers.get("HX-Current-URL", "")).path
    if stood_on != back and _is_same_file(stood_on, back):
        back, place = stood_on, "top"
    address = f"{back}?{urlencode({'gjort': said, 'ved': place})}#{place}"
    if not request.headers.get("HX-Request"):
        return redirect(address)
    if stood_on not in {back, request.path}:
        confirmed = render(request, "desk/_done.html", {"text": SAID[said]})
        confirmed["HX-Trigger-After-Settle"] = "deed-done"
        return confirmed
    response = HttpResponse(status=204)
    if stood_on == request.path:
        response["HX-Redirect"] = address
        return response
    fetch = {"path": address.partition("#")[0], "target": FILE_PART, "select": FILE_PART, "swap": "outerHTML"}
    response["HX-Location"] = json.dumps(fetch | {"push": "false"})
    return response


def _is_same_file(stood_on: str, back: str) -> bool:
    """Return whether two addresses are parts of the same citizen's file."""
    parts = [_part_of_file(address) for address in (stood_on, back)]
    return parts[0] is not None and parts[0] == parts[1]


def _part_of_file(address: str) -> int | None:
    """Return the case whose file has a part at an address, None when there is no such part."""
    try:
        found = resolve(address)
    except Resolver404:
        return None
    return found.kwargs.get("case_id") if found.url_name in TABS else None


def done_on(request: HttpRequest) -> Done:
    """Return the confirmation that the address asks a page to show; an unknown word shows nothing."""
    said = request.GET.get("gjort", "")
    return Done(request.GET.get("ved", "top"), str(SAID[said])) if said in SAID else Done("", "")
