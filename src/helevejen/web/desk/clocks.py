"""Lovens ure: what the law asks for in a citizen's case, each with its why, and the facts that move it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from helevejen.accounts.enums import Permission
from helevejen.cases import actions
from helevejen.cases.enums import ObligationState
from helevejen.cases.queries import obligation_words as words
from helevejen.cases.queries import obligations as queries
from helevejen.cases.queries.obligations import ObligationRow, Unmoved, last_day_of
from helevejen.core import clock
from helevejen.web.desk.deeds import Deed, done, done_on, sent, show_deed
from helevejen.web.desk.forms import clocks as forms
from helevejen.web.desk.frame import fetch_case_to_work, fetch_to_work, open_file
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did

#: States told in full; the others stand behind a click.
_FIRST = (ObligationState.OVERDUE, ObligationState.OPEN, ObligationState.PAUSED, ObligationState.NOT_YET)

#: Deeds after which the page tells which due days they moved.
_MOVING = frozenset({"clocks_paused", "pause_corrected"})


@dataclass(frozen=True, slots=True)
class ClockGroup:
    """The obligations of one state."""

    state: ObligationState
    rows: list[ObligationRow]

    @property
    def heading(self) -> str:
        return str(self.state.label)

    @property
    def is_first(self) -> bool:
        return self.state in _FIRST


@dataclass(frozen=True, slots=True)
class Stood:
    """The due days that stand although a pause was written."""

    ground: str
    rows: list[Unmoved]


@requires(Permission.CASE_VIEW)
def case_clocks(request: HttpRequest, case_id: int) -> HttpResponse:
    case, frame = open_file(request, case_id, tab="case_clocks", shown="EFH")
    shows_health = "F" in frame.reach.shows
    rows = queries.obligations_of(case, frame.today, shows_health=shows_health)
    pauses = queries.pauses_of(case) if shows_health else []
    moved = queries.moved_by_last_pause(case) if request.GET.get("gjort") in _MOVING else None
    context = {
        "frame": frame,
        "done": done_on(request),
        "moved": moved,
        "stood": _stood(pauses, rows) if moved == [] else None,
        "groups": [ClockGroup(state, list(some)) for state, some in groupby(rows, key=lambda row: row.state)],
        "late": sum(row.is_late and row.is_ours for row in rows),
        "open": sum(row.state == ObligationState.OPEN and row.is_ours for row in rows),
        "exemptions": queries.exemptions_of(case),
        "pauses": [(one, words.ground_in_words(one.legal_ground)) for one in pauses],
        "events": [(one, words.event_in_words(one.kind)) for one in queries.events_of(case)],
    }
    return render(request, "desk/case_clocks.html", context)


def _stood(pauses: list[Any], rows: list[ObligationRow]) -> Stood | None:
    """Return why the pause last written moved nothing; None when the reader may not know of it, or there was none."""
    last = max(pauses, key=lambda one: (one.written_at, one.pk), default=None)
    if last is None or last.is_withdrawn:
        return None
    return Stood(words.ground_in_words(last.legal_ground), queries.unmoved_by(last, rows))


@requires(Permission.CASE_WORK)
def exemption_grant(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    form = forms.GrantExemption(sent(request), grounds=words.exemption_choices(clock.today()))
    if form.is_valid() and did(
        form, actions.grant_exemption, case=case, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        return done(request, _tab(case.pk), "exemption_granted")
    text = _(
        "Der skal en konkret vurdering til. "
        "Inden 6 måneder skal du se på fritagelsen igen, og lovens ure minder dig om det."
    )
    return show_deed(request, form, _deed(case, _("Fritag"), _("Fritag borgeren"), text))


@requires(Permission.CASE_WORK)
def exemption_review(request: HttpRequest, exemption_id: int) -> HttpResponse:
    at = clock.now()
    exemption = fetch_to_work(request, queries.exemptions_visible_to(request.user, at), pk=exemption_id, shown="H")
    form = forms.ReviewExemption(sent(request))
    if form.is_valid() and did(
        form, actions.review_exemption, exemption=exemption, by=request.user, at=at, **form.cleaned_data
    ):
        return done(request, _tab(exemption.case_id), "exemption_reviewed")
    deed = _deed(exemption.case, _("Se på fritagelsen igen"), _("Gem"), exemption.reason)
    return show_deed(request, form, deed)


@requires(Permission.CASE_WORK)
def clocks_pause(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    form = forms.PauseClocks(sent(request), grounds=words.pause_choices())
    if form.is_valid() and did(
        form, actions.pause_clocks, case=case, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        return done(request, _tab(case.pk), "clocks_paused")
    text = _("Fristerne flyttes, så længe pausen varer, og aldrig nærmere. Når du har gemt, kan du se hvilke.")
    return show_deed(request, form, _deed(case, _("Sæt ure i bero"), _("Gem pausen"), text))


@requires(Permission.CASE_WORK)
def pause_end(request: HttpRequest, pause_id: int) -> HttpResponse:
    at = clock.now()
    pause = fetch_to_work(request, queries.pauses_visible_to(request.user, at), pk=pause_id, shown="F")
    form = forms.EndPause(sent(request), initial={"last_day": clock.today()})
    if form.is_valid() and did(form, actions.end_pause, pause=pause, by=request.user, at=at, **form.cleaned_data):
        return done(request, _tab(pause.case_id), "pause_ended")
    return show_deed(request, form, _deed(pause.case, _("Slut pausen"), _("Gem"), ""))


@requires(Permission.CASE_WORK)
def pause_correct(request: HttpRequest, pause_id: int) -> HttpResponse:
    at = clock.now()
    pause = fetch_to_work(request, queries.pauses_visible_to(request.user, at), pk=pause_id, shown="F")
    days = {"valid_from": pause.valid_from, "last_day": last_day_of(pause), "source": pause.source}
    form = forms.CorrectPause(sent(request), initial={"what": "days", **days})
    if form.is_valid():
        values = {"reason": form.cleaned_data["reason"], "right": form.right()}
        if did(form, actions.correct_pause, pause=pause, by=request.user, at=at, **values):
            return done(request, _tab(pause.case_id), "pause_corrected")
    text = _("Pausen bliver stående som rettet. Fristerne regnes om ud fra rettelsen.")
    title = _("Ret pausen: %(ground)s") % {"ground": words.ground_in_words(pause.legal_ground)}
    return show_deed(request, form, _deed(pause.case, title, pgettext("ret en fejl", "Ret"), text))


@requires(Permission.CASE_WORK)
def clock_event_write(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    form = forms.WriteClockEvent(sent(request), initial={"on": clock.today()})
    if form.is_valid() and did(
        form, actions.write_clock_event, case=case, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        return done(request, _tab(case.pk), "clock_event_written")
    text = _("Skriv kun det, der ikke står andre steder. Samtaler, afgørelser og grupper tæller af sig selv.")
    return show_deed(request, form, _deed(case, _("Skriv en hændelse"), _("Gem"), text))


def _deed(case: Any, title: str, submit: str, text: str) -> Deed:
    return Deed(title, submit, back=_tab(case.pk), text=text, about=case.citizen.name)


def _tab(case_id: int) -> str:
    return reverse("desk:case_clocks", args=[case_id])
