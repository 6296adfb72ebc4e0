"""What is done while a placement runs: hours, the ladder, talks, asking how it goes, and its end."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.placements import actions, queries
from helevejen.placements.enums import Outcome, Party
from helevejen.placements.rules.hours import review_day
from helevejen.web.desk.deeds import sent, show_deed
from helevejen.web.desk.forms import placements as forms
from helevejen.web.desk.frame import fetch_to_work
from helevejen.web.desk.placements import deed_of, fetch_placement, page, plan_again
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did
from helevejen.web.shared.placement_forms import HoursForm


@requires(Permission.CASE_WORK)
def placement_hours(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = fetch_placement(request, placement_id)
    seen = queries.seen_of(placement, Party.JOBFORMIDLER, clock.today())
    form = HoursForm(sent(request), weeks=seen.weeks, is_paid_apart=seen.is_paid_apart)
    if form.is_valid() and did(
        form, actions.tell_hours, placement=placement, weeks=form.told(), by=request.user, at=clock.now()
    ):
        return page(request, placement, "hours_told")
    text = _("Skriv de timer, der blev arbejdet. Lad en uge være tom, når du ikke ved det.")
    return show_deed(request, form, deed_of(placement, _("Timer uge for uge"), _("Gem timerne"), text))


@requires(Permission.CASE_WORK)
def placement_review(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement, today = fetch_placement(request, placement_id), clock.today()
    now_hours = queries.hours_now(placement, today)
    form = forms.ReviewHours(
        sent(request), initial={"hours": now_hours, "from_on": today, "review_on": review_day(today)}
    )
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("reason", "words")}
        if did(
            form, actions.review_hours, placement=placement, rung=form.rung(), by=request.user, at=clock.now(), **values
        ):
            return page(request, placement, "hours_reviewed")
    text = _("Se på timerne sammen med borger og virksomhed: flere, de samme eller færre.")
    return show_deed(request, form, deed_of(placement, _("Se på timerne"), _("Gem"), text))


@requires(Permission.CASE_WORK)
def placement_talk(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = fetch_placement(request, placement_id)
    form = forms.TalkWithCompany(sent(request))
    if form.is_valid() and did(
        form, actions.talk_with_company, placement=placement, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        return page(request, placement, "talk_logged")
    return show_deed(request, form, deed_of(placement, _("Tal med virksomheden"), _("Gem")))


@requires(Permission.CASE_WORK)
def placement_ask(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = fetch_placement(request, placement_id)
    form = django_forms.Form(sent(request))
    if form.is_valid() and did(form, actions.ask_how_it_goes, placement=placement, by=request.user, at=clock.now()):
        return page(request, placement, "evaluation_asked")
    text = _("Borger og virksomhed ser spørgsmålene på deres side. Virksomheden har en uge til at svare.")
    return show_deed(request, form, deed_of(placement, _("Spørg, hvordan det går"), _("Spørg"), text))


@requires(Permission.CASE_WORK)
def placement_evaluate(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = fetch_placement(request, placement_id)
    form = forms.NoteEvaluation(sent(request))
    if form.is_valid():
        given = dict(form.cleaned_data)
        noted_for = given.pop("noted_for")
        values: dict[str, Any] = {"how": actions.HowItWent(**given), "noted_for": noted_for}
        if did(form, actions.evaluate, placement=placement, by=request.user, at=clock.now(), **values):
            return page(request, placement, "evaluation_noted")
    text = _("Når de har sagt det til dig. De kan også svare selv på deres side.")
    return show_deed(request, form, deed_of(placement, _("Skriv ned, hvordan det går"), _("Gem"), text))


@requires(Permission.CASE_WORK)
def placement_end(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = fetch_placement(request, placement_id)
    form = forms.EndPlacement(sent(request), initial={"on": clock.today()})
    if form.is_valid() and did(
        form, actions.end_placement, placement=placement, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        if form.cleaned_data["outcome"] == Outcome.JOB_HERE:
            return _on_to(request, plan_again(placement))
        if form.cleaned_data["outcome"] == Outcome.JOB_ELSEWHERE:
            return _on_to(request, reverse("desk:job_start", args=[placement.case_id]))
        return page(request, placement, "placement_ended")
    text = _("Endte det i job, skriver du jobbet bagefter. Det meste er udfyldt.")
    return show_deed(request, form, deed_of(placement, _("Forløbet er slut"), _("Forløbet er slut"), text))


@requires(Permission.CASE_WORK)
def doubt_answer(request: HttpRequest, doubt_id: int) -> HttpResponse:
    visible = queries.doubts_visible_to(request.user, clock.now())
    said: Any = fetch_to_work(request, visible, pk=doubt_id, shown="CDE")
    placement = said.placement
    form = forms.AnswerDoubt(sent(request))
    if form.is_valid() and did(
        form, actions.answer_doubt, said=said, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        return page(request, placement, "doubt_answered")
    text = _("Tal med borgeren først. Ret timerne, hvis de var forkerte.")
    words = deed_of(placement, _("Svar borgeren"), _("Gem svaret"), f"{phrasing.quoted(said.words)} {text}")
    return show_deed(request, form, words)


def _on_to(request: HttpRequest, address: str) -> HttpResponse:
    """Go on to another page, by redirect and by htmx alike."""
    if not request.headers.get("HX-Request"):
        return redirect(address)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = address
    return response
