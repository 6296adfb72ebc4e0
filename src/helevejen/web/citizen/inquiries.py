"""What the citizen has asked us: who has it, what we promised, and the answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.caseload.queries import own_cases as caseload_queries
from helevejen.core import clock
from helevejen.inquiries import actions, queries
from helevejen.inquiries.enums import Channel
from helevejen.web.citizen import forms
from helevejen.web.citizen.own import is_open, own_record, posted
from helevejen.web.citizen.shown.contact import TeamToCall
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import fetch, requires


@requires(Permission.OWN_PATH_ACT)
def my_inquiries(request: HttpRequest) -> HttpResponse:
    citizen, case = own_record(request, shown="AE")
    form = forms.AskUs(posted(request))
    if form.is_valid() and not is_open(case):
        asked = actions.Asked(Channel.PORTAL, form.cleaned_data["text"], topic=form.cleaned_data["topic"])
        try:
            inquiry = actions.write_as_citizen(citizen=citizen, case=case, by=request.user, at=clock.now(), asked=asked)
        except actions.UnableToTakeInInquiry as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _told(inquiry))
            return redirect("citizen:my_inquiries")
    shown = {
        "form": form,
        "is_open": is_open(case),
        "inquiries": queries.own_inquiries(request.user, clock.now()),
        "teams": [TeamToCall(team.name, team.phone) for team in caseload_queries.teams_to_call(clock.now())],
        "today": clock.today(),
    }
    return render(request, "citizen/my_inquiries.html", shown, status=422 if form.errors else 200)


@requires(Permission.OWN_PATH_ACT)
def inquiry_read(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    now = clock.now()
    inquiry: Any = fetch(request, queries.inquiries_visible_to(request.user, now), shown="AEF", pk=inquiry_id)
    if inquiry.track_id is not None:
        raise Http404
    form = forms.WriteMessage(posted(request))
    if form.is_valid():
        try:
            actions.write_again(inquiry=inquiry, by=request.user, at=now, text=form.cleaned_data["text"])
        except actions.UnableToHandleInquiry as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Tak. Vi har fået det."))
            return redirect("citizen:inquiry_read", inquiry.pk)
    shown = {
        "form": form,
        "one": queries.own_inquiry(inquiry, now),
        "posts": queries.posts_of(inquiry),
        "today": clock.today(),
    }
    return render(request, "citizen/inquiry_read.html", shown, status=422 if form.errors else 200)


def _told(inquiry: Any) -> str:
    when = phrasing.by_day(inquiry.promised_at, clock.today())
    return _("Tak. %(name)s har din besked. Du får svar senest %(day)s.") % {"name": inquiry.owner.name, "day": when}
