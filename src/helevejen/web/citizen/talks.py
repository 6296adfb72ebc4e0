"""Writing to the jobformidler, and asking to be called. The day of the answer is promised before it is sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.caseload.queries import own_cases as caseload_queries
from helevejen.cases import actions, queries
from helevejen.cases.queries import own_path
from helevejen.cases.rules import own_meetings as rules
from helevejen.core import clock
from helevejen.inquiries import actions as inquiry_actions
from helevejen.inquiries.enums import Channel
from helevejen.web.citizen import forms
from helevejen.web.citizen.own import is_open, own_record, posted
from helevejen.web.citizen.shown.contact import TeamToCall, contact_of
from helevejen.web.citizen.shown.messages import message_seen
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import fetch, requires

MESSAGES_ON_A_PAGE = 20


@requires(Permission.OWN_PATH_ACT)
def my_messages(request: HttpRequest) -> HttpResponse:
    citizen, case = own_record(request, shown="AF")
    form = forms.WriteMessage(posted(request), initial={"text": _begun(request)})
    if is_open(case) and form.is_valid():
        try:
            asked = inquiry_actions.Asked(Channel.PORTAL, form.cleaned_data["text"])
            inquiry = _write(request, citizen, case, asked)
        except actions.UnableToSendMessage as objection:
            form.add_error("text", str(objection))
        else:
            messages.success(request, _sent(inquiry, _("Din besked er sendt. Du får svar senest %(day)s.")))
            return redirect("citizen:my_messages")
    page = Paginator(own_path.messages_of(case), MESSAGES_ON_A_PAGE).get_page(request.GET.get("side")) if case else None
    shown = _shown(case, form) | {
        "answer_on": own_path.promised_answer_on(clock.today()),
        "page": page,
        "messages_seen": [message_seen(message) for message in page] if page else [],
    }
    return render(request, "citizen/my_messages.html", shown, status=422 if form.errors else 200)


@requires(Permission.OWN_PATH_ACT)
def call_ask(request: HttpRequest) -> HttpResponse:
    citizen, case = own_record(request, shown="A")
    form = forms.AskForCall(posted(request), days=rules.call_days(clock.today()), known=citizen.phone)
    if is_open(case) and form.is_valid():
        given = form.cleaned_data
        asked = inquiry_actions.Asked(Channel.PORTAL, form.words(), wants_call=True, call_at=given["call_at"])
        try:
            inquiry = _write(request, citizen, case, asked)
        except actions.UnableToSendMessage as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _called(inquiry, given["call_at"], given["phone"] or citizen.phone))
            return redirect("citizen:my_path")
    shown = _shown(case, form) | {
        "call_on": own_path.promised_answer_on(clock.today(), is_call=True),
        "phone": citizen.phone,
    }
    return render(request, "citizen/call_ask.html", shown, status=422 if form.errors else 200)


def _shown(case: Any, form: Form) -> dict[str, Any]:
    teams = [] if case else caseload_queries.teams_to_call(clock.now())
    return {
        "form": form,
        "is_open": is_open(case),
        "contact": contact_of(case, None, clock.today()) if case else None,
        "teams": [TeamToCall(team.name, team.phone) for team in teams],
        "today": clock.today(),
    }


def _begun(request: HttpRequest) -> str:
    """Return the first words of a complaint about a decision, when the page was asked for from one."""
    asked = request.GET.get("afgoerelse", "")
    if request.method != "GET" or not asked.isdecimal():
        return ""
    decision = fetch(request, own_path.decisions_told_to(request.user, clock.now()), pk=int(asked), shown="I")
    return _("Jeg vil klage over afgørelsen om %(what)s. Jeg er uenig, fordi ") % {
        "what": queries.decision_name(decision.kind).lower()
    }


def _write(request: HttpRequest, citizen: Any, case: Any, asked: inquiry_actions.Asked) -> Any:
    return inquiry_actions.write_as_citizen(citizen=citizen, case=case, by=request.user, at=clock.now(), asked=asked)


def _called(inquiry: Any, call_at: Any, phone: str) -> str:
    number = phrasing.phone_number(phone)
    if call_at:
        when = phrasing.moment(call_at, clock.today())
        return _("Tak. Vi ringer til dig på %(number)s %(when)s.") % {"number": number, "when": when}
    return _sent(inquiry, _("Tak. Vi ringer til dig på %(number)s senest %(day)s."), number=number)


def _sent(inquiry: Any, words: str, **more: str) -> str:
    """Return the promise with the day that holds: a second message keeps the day of the first."""
    turn = queries.row_of(inquiry.track, clock.today())
    due_on = (turn.due_on if turn else None) or own_path.promised_answer_on(clock.today())
    return words % {"day": phrasing.by_day(due_on, clock.today()), **more}
