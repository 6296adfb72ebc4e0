"""Hearing the citizen before a decision: sent with a day, answered by the citizen or written down for the citizen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.rules import decisions as rules
from helevejen.core import clock
from helevejen.web.desk.deeds import Deed, done, sent, show_deed
from helevejen.web.desk.forms.decisions import AnswerHearing, SendHearing
from helevejen.web.desk.frame import fetch_to_work
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did


@requires(Permission.CASE_WORK)
def hearing_send(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = _fetch(request, decision_id)
    form = SendHearing(sent(request), initial={"due_on": rules.usual_hearing_due_on(clock.today())})
    if form.is_valid() and did(
        form, actions.send_hearing, decision=decision, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        return _done(request, decision, "hearing_sent")
    text = _("Borgeren ser oplysningerne i udkastet på Min vej og kan svare. Bolden ligger hos borgeren så længe.")
    return show_deed(request, form, _deed(decision, _("Send høring"), _("Send til borgeren"), text))


@requires(Permission.CASE_WORK)
def hearing_answer(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = _fetch(request, decision_id)
    form = AnswerHearing(sent(request))
    if form.is_valid() and did(
        form, actions.answer_hearing, decision=decision, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        return _done(request, decision, "hearing_answered")
    return show_deed(request, form, _deed(decision, _("Skriv borgerens svar ind"), _("Gem svaret")))


def _fetch(request: HttpRequest, decision_id: int) -> Any:
    visible = queries.decisions_visible_to(request.user, clock.now())
    return fetch_to_work(request, visible, pk=decision_id, shown="FI")


def _deed(decision: Any, title: str, submit: str, text: str = "") -> Deed:
    about = f"{decision.case.citizen.name} · {queries.decision_name(decision.kind)}"
    return Deed(title, submit, back=_back(decision), text=text, about=about)


def _done(request: HttpRequest, decision: Any, said: str) -> HttpResponse:
    return done(request, _back(decision), said, place="hoering")


def _back(decision: Any) -> str:
    return reverse("desk:decision_write", args=[decision.pk])
