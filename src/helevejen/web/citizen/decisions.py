"""Decisions to read, as a page and as plain text, and being heard before one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.enums import DecisionState
from helevejen.cases.queries import own_path
from helevejen.cases.rules import decisions as rules
from helevejen.core import clock
from helevejen.web.citizen import forms
from helevejen.web.citizen.own import own_record, posted
from helevejen.web.citizen.shown.decisions import decision_seen
from helevejen.web.shared.access import fetch, requires


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_decisions(request: HttpRequest) -> HttpResponse:
    own_record(request, shown="AI")
    today = clock.today()
    told = [decision_seen(one, today) for one in own_path.decisions_told_to(request.user, clock.now())]
    shown = {
        "asked": [one for one in told if one.is_hearing and not one.is_answered],
        "answered": [one for one in told if one.is_hearing and one.is_answered],
        "decisions": [one for one in told if not one.is_hearing],
        "today": today,
    }
    return render(request, "citizen/my_decisions.html", shown)


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def decision_read(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = _fetch(request, decision_id)
    if decision.state != DecisionState.RELEASED:
        return redirect("citizen:hearing_answer", decision.pk)
    shown = {
        "decision": decision_seen(decision, clock.today()),
        "blocks": queries.decision_text(decision),
        "today": clock.today(),
    }
    return render(request, "citizen/decision_read.html", shown)


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def decision_text(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Give a released decision as plain text, word for word as it was released."""
    decision = fetch(
        request,
        own_path.decisions_told_to(request.user, clock.now()).filter(state=DecisionState.RELEASED),
        pk=decision_id,
        shown="I",
    )
    text = decision.text or rules.plain_text(queries.decision_text(decision))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="afgoerelse.txt"'
    return response


@requires(Permission.OWN_PATH_ACT)
def hearing_answer(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = _fetch(request, decision_id)
    if decision.state == DecisionState.RELEASED:
        return redirect("citizen:decision_read", decision.pk)
    form = forms.AnswerHearing(posted(request))
    if form.is_valid():
        try:
            actions.answer_hearing(decision=decision, by=request.user, at=clock.now(), answer=form.cleaned_data["text"])
        except actions.UnableToAnswerHearing as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Tak for dit svar. Vi læser det, før vi afgør noget."))
            return redirect("citizen:my_decisions")
    shown = {"decision": decision_seen(decision, clock.today()), "form": form, "today": clock.today()}
    return render(request, "citizen/hearing_answer.html", shown, status=422 if form.errors else 200)


def _fetch(request: HttpRequest, decision_id: int) -> Any:
    return fetch(request, own_path.decisions_told_to(request.user, clock.now()), pk=decision_id, shown="I")
