"""The company's agreements about places at work: read and answered, the hours of the weeks, and how it goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.audit.enums import Purpose
from helevejen.core import clock
from helevejen.placements import actions, queries
from helevejen.placements.enums import Move, Party
from helevejen.placements.queries import PlacementRow
from helevejen.web.shared.access import fetch, requires, shows
from helevejen.web.shared.doing import did
from helevejen.web.shared.placement_forms import AnswerTermsForm, EvaluationForm, HoursForm

#: What a company reads of a citizen in an agreement: name, work, and considerations.
_SHOWN = "ADF"


@requires(Permission.OWN_COMPANY_VIEW)
@require_safe
def our_placement(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = _fetch(request, placement_id)
    shown = {"seen": queries.seen_of(placement, Party.COMPANY, clock.today())}
    return render(request, "company/our_placement.html", shown | _around(placement))


@requires(Permission.OWN_COMPANY_ACT)
def our_placement_answer(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = _fetch(request, placement_id)
    seen = queries.seen_of(placement, Party.COMPANY, clock.today())
    form = AnswerTermsForm(_posted(request), version=seen.holds.version)
    if form.is_valid() and _did(form, actions.answer_terms, request, placement, **form.values()):
        return _back(request, placement, _("Tak. Jeres svar er gemt."))
    return _form_page(request, "company/our_placement_answer.html", form, placement, seen=seen)


@requires(Permission.OWN_COMPANY_ACT)
def our_placement_hours(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = _fetch(request, placement_id)
    seen = queries.seen_of(placement, Party.COMPANY, clock.today())
    form = HoursForm(_posted(request), weeks=seen.weeks, is_paid_apart=seen.is_paid_apart)
    if form.is_valid() and _did(form, actions.tell_hours, request, placement, weeks=form.told()):
        return _back(request, placement, _("Tak. Timerne er gemt."))
    return _form_page(request, "company/our_placement_hours.html", form, placement)


@requires(Permission.OWN_COMPANY_ACT)
def our_placement_evaluate(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = _fetch(request, placement_id)
    form = EvaluationForm(_posted(request), party=Party.COMPANY)
    if form.is_valid() and _did(form, actions.evaluate, request, placement, how=form.how()):
        return _back(request, placement, _("Tak, fordi I fortalte, hvordan det går."))
    return _form_page(request, "company/our_placement_evaluate.html", form, placement)


def placements_on_page(request: HttpRequest, most: int | None) -> tuple[list[PlacementRow], int, dict[int, int]]:
    """
    Return the company's placements that its first page shows, how many there are, and which task is whose.

    What waits for the company comes first. The log is told whom those that are shown name.

    Args:
        most: How many are shown; None for all.
    """
    found = {one.pk: one for one in queries.placements_listed(request.user, clock.now())}
    rows = queries.rows_of(found.values(), Party.COMPANY, clock.today())
    shown = sorted(rows, key=lambda row: not _waits_for_company(row))[:most]
    if shown:
        citizens = {found[row.pk].case.citizen_id for row in shown}
        shows(request, citizens, shown="AD", otherwise=Purpose.PLACEMENT)
    return shown, len(rows), {one.track_id: pk for pk, one in found.items() if one.track_id}


def _waits_for_company(row: PlacementRow) -> bool:
    return row.move == Move.COMPANY_READS or (row.is_asked and row.is_running)


def _fetch(request: HttpRequest, placement_id: int) -> Any:
    visible = queries.placements_visible_to(request.user, clock.now())
    return fetch(request, visible, pk=placement_id, shown=_SHOWN, otherwise=Purpose.PLACEMENT)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _did(form: Any, deed: Any, request: HttpRequest, placement: Any, **values: Any) -> bool:
    return did(form, deed, placement=placement, by=request.user, at=clock.now(), **values)


def _around(placement: Any) -> dict[str, Any]:
    worker = placement.case.jobformidler
    return {"today": clock.today(), "shows_health": True, "shows_said": False, "contact": worker}


def _back(request: HttpRequest, placement: Any, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("company:our_placement", placement.pk)


def _form_page(request: HttpRequest, template: str, form: Any, placement: Any, **more: Any) -> HttpResponse:
    shown = {"form": form, "row": queries.row_of(placement, Party.COMPANY, clock.today()), **more}
    return render(request, template, shown | _around(placement), status=422 if form.errors else 200)
