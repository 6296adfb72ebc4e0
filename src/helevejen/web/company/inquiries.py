"""What the company has asked us: who has it, what we promised, and the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.inquiries import actions, queries
from helevejen.inquiries.enums import Channel
from helevejen.web.company.inquiry_forms import AskUs, WriteAgain
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import fetch, requires


@requires(Permission.OWN_COMPANY_ACT)
def our_inquiries(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    company: Any = fetch(request, company_queries.companies_visible_to(request.user, now))
    form = AskUs(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        asked = actions.Asked(Channel.PORTAL, given["text"], topic=given["topic"], wants_call=given["wants_call"])
        try:
            inquiry = actions.write_as_company(company=company, by=request.user, at=now, asked=asked)
        except actions.UnableToTakeInInquiry as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _told(inquiry))
            return redirect("company:our_inquiries")
    shown = {
        "form": form,
        "company_name": company.name,
        "inquiries": queries.own_inquiries(request.user, now),
        "today": clock.today(),
    }
    return render(request, "company/our_inquiries.html", shown, status=422 if form.errors else 200)


@requires(Permission.OWN_COMPANY_ACT)
def inquiry_read(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    now: datetime = clock.now()
    inquiry: Any = fetch(request, queries.inquiries_visible_to(request.user, now), pk=inquiry_id)
    form = WriteAgain(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.write_again(inquiry=inquiry, by=request.user, at=now, text=form.cleaned_data["text"])
        except actions.UnableToHandleInquiry as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Tak. Vi har fået det."))
            return redirect("company:inquiry_read", inquiry.pk)
    shown = {
        "form": form,
        "one": queries.own_inquiry(inquiry, now),
        "posts": queries.posts_of(inquiry),
        "today": clock.today(),
    }
    return render(request, "company/inquiry_read.html", shown, status=422 if form.errors else 200)


def _told(inquiry: Any) -> str:
    when = phrasing.by_moment(inquiry.promised_at, clock.today())
    return _("Tak. %(name)s har jeres besked og svarer senest %(when)s.") % {"name": inquiry.owner.name, "when": when}
