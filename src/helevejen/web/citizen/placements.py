"""The citizen's places at work: what was agreed, the hours, what does not fit, and how it went."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.placements import actions, queries
from helevejen.placements.enums import Party
from helevejen.web.citizen.own import own_record, posted
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.doing import did
from helevejen.web.shared.placement_forms import AnswerTermsForm, EvaluationForm, words_field


class DoubtForm(django_forms.Form):
    """What does not fit, in own words."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["words"] = words_field(
            _("Hvad passer ikke?"), help_text=_("Din jobformidler læser det og ringer til dig.")
        )


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_placements(request: HttpRequest) -> HttpResponse:
    own_record(request, shown="ACDEF")
    placements = queries.placements_listed(request.user, clock.now())
    today = clock.today()
    return render(
        request,
        "citizen/my_placements.html",
        {"rows": queries.rows_of(placements, Party.CITIZEN, today), "today": today},
    )


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_placement(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = _fetch(request, placement_id)
    shown = {"seen": queries.seen_of(placement, Party.CITIZEN, clock.today())}
    return render(request, "citizen/my_placement.html", shown | _around(placement))


@requires(Permission.OWN_PATH_ACT)
def placement_answer(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = _fetch(request, placement_id)
    seen = queries.seen_of(placement, Party.CITIZEN, clock.today())
    form = AnswerTermsForm(posted(request), version=seen.holds.version)
    if form.is_valid() and _did(form, actions.answer_terms, request, placement, **form.values()):
        return _back(request, placement, _("Tak. Dit svar er gemt."))
    return _form_page(request, "citizen/placement_answer.html", form, placement, seen=seen)


@requires(Permission.OWN_PATH_ACT)
def placement_doubt(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = _fetch(request, placement_id)
    named = request.GET.get("uge", "")
    week = queries.find_week(placement, int(named)) if named.isdecimal() else None
    form = DoubtForm(posted(request))
    if form.is_valid() and _did(form, actions.doubt, request, placement, week=week, **form.cleaned_data):
        return _back(request, placement, _("Tak. Din jobformidler har bolden og ringer til dig."))
    return _form_page(request, "citizen/placement_doubt.html", form, placement, week=week)


@requires(Permission.OWN_PATH_ACT)
def placement_evaluate(request: HttpRequest, placement_id: int) -> HttpResponse:
    placement = _fetch(request, placement_id)
    form = EvaluationForm(posted(request), party=Party.CITIZEN)
    if form.is_valid() and _did(form, actions.evaluate, request, placement, how=form.how()):
        return _back(request, placement, _("Tak, fordi du fortalte, hvordan det går."))
    return _form_page(request, "citizen/placement_evaluate.html", form, placement)


def _fetch(request: HttpRequest, placement_id: int) -> Any:
    visible = queries.placements_visible_to(request.user, clock.now())
    return fetch(request, visible, pk=placement_id, shown="ACDEF")


def _did(form: Any, deed: Any, request: HttpRequest, placement: Any, **values: Any) -> bool:
    return did(form, deed, placement=placement, by=request.user, at=clock.now(), **values)


def _around(placement: Any) -> dict[str, Any]:
    return {
        "today": clock.today(),
        "jobformidler": placement.case.jobformidler if placement.case.is_open else None,
        "shows_health": True,
        "shows_said": True,
    }


def _back(request: HttpRequest, placement: Any, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("citizen:my_placement", placement.pk)


def _form_page(request: HttpRequest, template: str, form: Any, placement: Any, **more: Any) -> HttpResponse:
    shown = {"form": form, "row": queries.row_of(placement, Party.CITIZEN, clock.today()), **more}
    return render(request, template, shown | _around(placement), status=422 if form.errors else 200)
