"""An agreement about a place at work at the desk: the page of one, and how one is made, changed and begun."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.placements import actions, queries
from helevejen.placements.enums import Party
from helevejen.proposals import perms as proposals
from helevejen.recruitment import queries as order_queries
from helevejen.web.desk.contacts import companies_to_pick, company_choices, filled_in, only_one, search_words
from helevejen.web.desk.deeds import Deed, done, done_on, sent, show_deed
from helevejen.web.desk.forms import placements as forms
from helevejen.web.desk.frame import fetch_case_to_work, fetch_to_work, open_file_at
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.doing import did

#: What an agreement may grow out of, by the word in the address.
_FROM = ("ordre", "forslag", "efter")


@requires(Permission.CASE_VIEW)
@require_safe
def placement_detail(request: HttpRequest, placement_id: int) -> HttpResponse:
    now, today = clock.now(), clock.today()
    visible = queries.placements_with_group(request.user, now, today)
    placement, frame = open_file_at(request, visible, tab="case_jobs", shown="CDEF", pk=placement_id)
    shown = {
        "frame": frame,
        "done": done_on(request),
        "seen": queries.seen_of(placement, Party.JOBFORMIDLER, today),
        "length": queries.length_check(placement, today),
        "checks": queries.place_checks(placement, today),
        "workplace_id": placement.workplace_id,
        "shows_health": "F" in frame.reach.shows,
        "shows_said": "E" in frame.reach.shows,
        "today": today,
    }
    return render(request, "desk/placement_detail.html", shown)


@requires(Permission.CASE_VIEW)
@require_safe
def track_placement(request: HttpRequest, track_id: int) -> HttpResponse:
    """Lead from a turn to the placement it is about; a list of turns knows only the track."""
    visible = queries.placements_visible_to(request.user, clock.now())
    placement = fetch(request, visible, track=track_id, shown="CD")
    return redirect("desk:placement_detail", placement.pk)


@requires(Permission.CASE_WORK)
def placement_place(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    known = companies_to_pick(request, case)
    form = forms.PlacePlacement(**filled_in(request, company=only_one(known)), companies=company_choices(known))
    if form.is_valid():
        return redirect("desk:placement_plan", case.pk, form.cleaned_data["company"])
    text = _("Vælg virksomheden først. Bagefter skriver du, hvad I har aftalt.")
    words = {"text": text, "about": case.citizen.name, "part": "desk/_placement_place.html"}
    return show_deed(request, form, Deed(_("Ny aftale"), _("Videre"), back=_tab(case.pk), **words),
                     **search_words(request, case))  # fmt: skip


@requires(Permission.CASE_WORK)
def placement_plan(request: HttpRequest, case_id: int, company_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    company: Any = fetch(request, company_queries.companies_visible_to(request.user, clock.now()), pk=company_id)
    grown_from = _grown_from(request, case, company)
    form = forms.PlanPlacement(sent(request), company=company, initial=_known(grown_from, clock.today()))
    if form.is_valid():
        where = actions.At(
            company=company, workplace=_chosen(company.workplaces.all(), form.cleaned_data["workplace"]),
            contact=_chosen(company.contacts.all(), form.cleaned_data["contact"]), **form.at(), **grown_from,
        )  # fmt: skip
        now = clock.now()
        if did(form, actions.plan_placement, case=case, where=where, agreed=form.agreed(), by=request.user, at=now):
            return done(request, _tab(case.pk), "placement_planned")
    text = _("Borgeren læser aftalen først. Når borgeren har sagt ja, læser virksomheden den.")
    about = f"{case.citizen.name} · {company.name}"
    return show_deed(request, form, Deed(_("Ny aftale"), _("Gem aftalen"), back=_tab(case.pk), text=text, about=about))


@requires(Permission.CASE_WORK)
def placement_change(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = fetch_placement(request, placement_id)
    seen = queries.seen_of(placement, Party.JOBFORMIDLER, clock.today())
    form = forms.ChangeTerms(sent(request), terms=seen.holds, codes=queries.consideration_codes(placement),
                             placement=placement)  # fmt: skip
    if form.is_valid():
        values = {"agreed": form.agreed(), "reason": form.cleaned_data["reason"]}
        if "workplace" in form.fields:
            chosen = _chosen(placement.company.workplaces.all(), form.cleaned_data["workplace"])
            values["moved"] = actions.Moved(chosen)
        if did(form, actions.change_terms, placement=placement, by=request.user, at=clock.now(), **values):
            return page(request, placement, "placement_changed")
    text = _("Det bliver en ny version. Borger og virksomhed læser den igen.")
    return show_deed(request, form, deed_of(placement, _("Ændr eller forlæng"), _("Gem ny version"), text))


@requires(Permission.CASE_WORK)
def placement_note(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = fetch_placement(request, placement_id)
    form = forms.NoteAnswer(sent(request))
    if form.is_valid() and did(
        form, actions.answer_terms, placement=placement, by=request.user, at=clock.now(), **form.values()
    ):
        return page(request, placement, "placement_noted")
    text = _("Når de ikke selv kan svare på deres side. Det står der, at du har skrevet det ned.")
    return show_deed(request, form, deed_of(placement, _("Skriv ned, hvad de har sagt"), _("Gem"), text))


@requires(Permission.CASE_WORK)
def placement_begin(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = fetch_placement(request, placement_id)
    form = forms.BeginPlacement(sent(request), seen=queries.seen_of(placement, Party.JOBFORMIDLER, clock.today()))
    if form.is_valid() and did(
        form, actions.begin_placement, placement=placement, by=request.user, at=clock.now(), **form.values()
    ):
        return page(request, placement, "placement_begun")
    text = _("Et job er ikke slutningen. Du følger op, så længe I har aftalt det.") if form.is_job else ""
    return show_deed(request, form, deed_of(placement, _("Det er begyndt"), _("Gem"), text))


def fetch_placement(request: HttpRequest, placement_id: int) -> Any:
    """Return the placement a deed is about; the same refusals as `fetch_to_work`."""
    return fetch_to_work(request, queries.placements_visible_to(request.user, clock.now()), pk=placement_id, shown="CD")


def deed_of(placement: Any, title: str, submit: str, text: str = "") -> Deed:
    """Return the words around a deed on a placement."""
    about = f"{placement.case.citizen.name} · {placement.title}, {placement.company.name}"
    return Deed(title, submit, back=_page(placement), text=text, about=about)


def page(request: HttpRequest, placement: Any, said: str) -> HttpResponse:
    """Go back to the placement's page with a confirmation."""
    return done(request, _page(placement), said)


def plan_again(placement: Any) -> str:
    """Return where the next agreement with the same company is made, filled in from this one."""
    address = reverse("desk:placement_plan", args=[placement.case_id, placement.company_id])
    return f"{address}?{urlencode({'efter': placement.pk})}"


def _page(placement: Any) -> str:
    return reverse("desk:placement_detail", args=[placement.pk])


def _tab(case_id: int) -> str:
    return reverse("desk:case_jobs", args=[case_id])


def _chosen(rows: Any, pk: str) -> Any:
    return next((row for row in rows if str(row.pk) == pk), None)


def _grown_from(request: HttpRequest, case: Any, company: Any) -> dict[str, Any]:
    """Return the order, the proposal and the placement that the address names, of those open to the user."""
    now = clock.now()
    named = {word: request.GET.get(word, "") for word in _FROM}
    known = {
        "ordre": ("order", order_queries.orders_visible_to(request.user, now).filter(company=company)),
        "forslag": ("proposal", proposals.visible_to(request.user, now).filter(case=case, order__company=company)),
        "efter": ("follows", queries.placements_visible_to(request.user, now).filter(case=case, company=company)),
    }
    return {
        name: rows.filter(pk=named[word]).first() for word, (name, rows) in known.items() if named[word].isdecimal()
    }


def _known(grown_from: dict[str, Any], today: date) -> dict[str, Any]:
    """Return what a new agreement can be filled in with."""
    known: dict[str, Any] = {"starts_on": today}
    order = grown_from.get("order") or (grown_from["proposal"].order if grown_from.get("proposal") else None)
    if order is not None:
        known |= {"title": order.title, "hours": order.hours_least, "form": next(iter(order.forms), "")}
        known |= {"workplace": order.workplace_id or "", "contact": order.contact_id or ""}
        known |= {"considerations": order.considerations}
    if before := grown_from.get("follows"):
        known |= {"title": before.title, "form": "ordinary", "considerations": queries.consideration_codes(before)}
        known |= {"workplace": before.workplace_id or "", "contact": before.contact_id or ""}
    return known


def rows_on_tab(request: HttpRequest, case: Any) -> list[queries.PlacementRow]:
    """Return a case's placements for its tab of companies and jobs."""
    return queries.rows_of_case(case, request.user, clock.now(), clock.today())
