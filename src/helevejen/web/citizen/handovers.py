"""The citizen's side of a hand-over: who comes instead, when, and what the citizen thinks of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.caseload import actions
from helevejen.caseload.queries import own_cases as queries
from helevejen.core import clock
from helevejen.web.citizen import forms
from helevejen.web.citizen.own import posted
from helevejen.web.citizen.shown.contact import change_of
from helevejen.web.shared.access import fetch, requires


@requires(Permission.OWN_PATH_ACT)
def handover_answer(request: HttpRequest, handover_id: int) -> HttpResponse:
    handover = fetch(request, queries.handovers_told_to(request.user), pk=handover_id, shown="AE")
    form = forms.AnswerHandover(posted(request), initial={"text": handover.citizen_answer})
    if form.is_valid():
        try:
            actions.answer_handover_as_citizen(
                handover=handover, by=request.user, at=clock.now(), text=form.cleaned_data["text"]
            )
        except actions.UnableToAnswerHandover as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Tak for dit svar. De læser det begge to."))
            return redirect("citizen:my_path")
    shown = {"change": change_of(handover), "form": form, "today": clock.today()}
    return render(request, "citizen/handover_answer.html", shown, status=422 if form.errors else 200)
