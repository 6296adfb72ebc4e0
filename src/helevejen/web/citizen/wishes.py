"""The citizen's dreams and wishes: said, said anew, taken back; their versions and the answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.queries import own_path
from helevejen.core import clock
from helevejen.web.citizen import forms
from helevejen.web.citizen.own import is_open, own_record, posted
from helevejen.web.citizen.shown.plan import wish_seen
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import fetch, requires


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_wishes(request: HttpRequest) -> HttpResponse:
    citizen, _case = own_record(request, shown="AD")
    wishes = [wish_seen(wish) for wish in queries.wishes_of(citizen)]
    return render(request, "citizen/my_wishes.html", {"wishes": wishes, "today": clock.today()})


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def wish_versions(request: HttpRequest, wish_id: int) -> HttpResponse:
    wish = _fetch(request, wish_id)
    versions = [wish_seen(version) for version in queries.versions_of(wish)]
    return render(request, "citizen/wish_versions.html", {"versions": versions, "today": clock.today()})


@requires(Permission.OWN_PATH_ACT)
def wish_say(request: HttpRequest) -> HttpResponse:
    citizen, case = own_record(request, shown="AD")
    form = forms.SayWish(posted(request))
    if form.is_valid():
        try:
            actions.say_wish(citizen=citizen, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.UnableToSayWish as objection:
            form.add_error("text", str(objection))
        else:
            messages.success(request, _promise(is_open(case)))
            return redirect("citizen:my_wishes")
    return _page(request, "citizen/wish_say.html", form, case)


@requires(Permission.OWN_PATH_ACT)
def wish_change(request: HttpRequest, wish_id: int) -> HttpResponse:
    wish = _fetch(request, wish_id)
    _citizen, case = own_record(request, shown="AD")
    form = forms.SayWish(posted(request), initial={"text": wish.text, "is_in_plan": wish.is_in_plan})
    if form.is_valid():
        try:
            actions.say_wish(citizen=wish.citizen, by=request.user, at=clock.now(), replaces=wish, **form.cleaned_data)
        except actions.UnableToSayWish as objection:
            form.add_error("text", str(objection))
        else:
            messages.success(request, _promise(is_open(case)))
            return redirect("citizen:my_wishes")
    return _page(request, "citizen/wish_change.html", form, case)


@requires(Permission.OWN_PATH_ACT)
def wish_withdraw(request: HttpRequest, wish_id: int) -> HttpResponse:
    wish = _fetch(request, wish_id)
    form = Form(posted(request))
    if form.is_valid():
        try:
            actions.withdraw_wish(wish=wish, by=request.user, at=clock.now())
        except actions.UnableToSayWish as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Dit ønske er taget tilbage."))
            return redirect("citizen:my_wishes")
    asked = {
        "title": _("Vil du tage ønsket tilbage?"),
        "text": wish.text,
        "form": form,
        "confirm_label": _("Ja, tag det tilbage"),
        "cancel_url": reverse("citizen:my_wishes"),
        "is_danger": True,
    }
    return render(request, "shared/confirm.html", asked, status=_status(form))


def _fetch(request: HttpRequest, wish_id: int) -> Any:
    return fetch(request, queries.wishes_visible_to(request.user, clock.now()), pk=wish_id, shown="D")


def _page(request: HttpRequest, template: str, form: Form, case: Any) -> HttpResponse:
    answer_on = own_path.promised_wish_answer_on(clock.today()) if is_open(case) else None
    return render(
        request, template, {"form": form, "answer_on": answer_on, "today": clock.today()}, status=_status(form)
    )


def _promise(has_case: bool) -> str:
    if not has_case:
        return _("Tak. Dit ønske er gemt.")
    day = phrasing.by_day(own_path.promised_wish_answer_on(clock.today()), clock.today())
    return _("Tak. Dit ønske er gemt, og du får svar senest %(day)s.") % {"day": day}


def _status(form: Form) -> int:
    return 422 if form.errors else 200
