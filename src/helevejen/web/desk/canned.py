"""The canned answers: what is kept ready, in which version, and when it must be looked over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.inquiries import actions, queries
from helevejen.web.desk.forms.inquiries import KeepCanned
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did


@requires(Permission.CANNED_ANSWER_KEEP)
def canned_answers(request: HttpRequest) -> HttpResponse:
    rows = queries.canned_answers(clock.today())
    due = sum(row.is_past_review for row in rows)
    return render(request, "desk/canned_answers.html", {"rows": rows, "due_count": due, "today": clock.today()})


@requires(Permission.CANNED_ANSWER_KEEP)
def canned_write(request: HttpRequest) -> HttpResponse:
    form = KeepCanned(request.POST if request.method == "POST" else None)
    if form.is_valid() and did(form, actions.write_canned, by=request.user, at=clock.now(), **form.cleaned_data):
        messages.success(request, _("Svaret er klar til brug."))
        return redirect("desk:canned_answers")
    return render(request, "desk/canned_write.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.CANNED_ANSWER_KEEP)
def canned_change(request: HttpRequest, canned_id: int) -> HttpResponse:
    version = _fetch(canned_id)
    initial = {"topic": version.answer.topic, "title": version.title, "text": version.text}
    form = KeepCanned(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        deed = {"answer": version.answer, "by": request.user, "at": clock.now()}
        if did(form, actions.change_canned, **deed, **form.cleaned_data):
            messages.success(request, _("Der er en ny udgave. Den gamle er gemt."))
            return redirect("desk:canned_answers")
    shown = {"form": form, "version": version, "versions": queries.versions_of(version.answer), "today": clock.today()}
    return render(request, "desk/canned_change.html", shown, status=422 if form.errors else 200)


@requires(Permission.CANNED_ANSWER_KEEP)
def canned_retire(request: HttpRequest, canned_id: int) -> HttpResponse:
    version = _fetch(canned_id)
    if request.method == "POST":
        actions.retire_canned(answer=version.answer, by=request.user, at=clock.now())
        messages.success(request, _("Svaret er taget ud af brug."))
        return redirect("desk:canned_answers")
    context = {
        "title": _("Vil du tage svaret ud af brug?"),
        "text": version.title,
        "confirm_label": _("Tag det ud af brug"),
        "cancel_url": reverse("desk:canned_change", args=[canned_id]),
        "is_danger": False,
        "form": None,
    }
    return render(request, "shared/confirm.html", context)


def _fetch(canned_id: int) -> Any:
    version = queries.find_canned(canned_id)
    if version is None:
        raise Http404
    return version
