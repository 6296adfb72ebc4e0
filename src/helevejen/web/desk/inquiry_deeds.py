"""What is done with an inquiry: each deed by its own address, back to the inquiry afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.inquiries import actions, queries
from helevejen.web.desk.forms import inquiries as forms
from helevejen.web.desk.inquiries import fetch_inquiry, fetch_to_handle, show_inquiry
from helevejen.web.desk.search import sought_by_number
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did

#: So long somebody counts as writing after the page last said so.
WRITING_LASTS = timedelta(seconds=75)
#: The one answer to a number that nobody has and to one that is not open to the asker.
_NOT_YOURS = gettext_lazy(
    "Vi kan ikke finde en borger, du følger, med det nummer. Tjek nummeret, eller giv henvendelsen til en anden."
)


@requires(Permission.INQUIRY_WORK)
@require_POST
def inquiry_answer(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    inquiry = fetch_to_handle(request, inquiry_id)
    if begun := _with_canned(request):
        return show_inquiry(request, inquiry, bound=("answer", begun))
    form = forms.AnswerInquiry(request.POST, auto_id="svar_%s")
    if form.is_valid():
        given = form.cleaned_data
        version = queries.find_canned_version(given["canned"]) if given["canned"] else None
        answer = actions.Answer(
            text=given["text"],
            is_by_phone=given["is_by_phone"],
            is_solved=given["then"] == forms.SOLVED,
            waits_for_sender=given["ground"] if given["then"] == forms.WAITS else "",
            canned=version,
            avoidable=given["avoidable"],
        )
        if _did(request, form, actions.answer_inquiry, inquiry, answer=answer):
            cache.delete(_key(inquiry_id))
            return _back(request, inquiry_id, _("Svaret er givet."))
    return show_inquiry(request, inquiry, bound=("answer", form))


@requires(Permission.INQUIRY_WORK)
@require_POST
def inquiry_hand_over(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    inquiry = fetch_inquiry(request, inquiry_id)
    if inquiry.track_id is not None:
        raise Http404
    people = queries.people_to_choose(inquiry.owner, clock.today())
    form = forms.HandOver(request.POST, people=people, auto_id="videre_%s")
    if form.is_valid() and _did(
        request, form, actions.hand_over, inquiry, to=form.chosen, reason=form.cleaned_data["reason"]
    ):
        messages.success(request, _("%(name)s har henvendelsen nu.") % {"name": form.chosen.name})
        return redirect("desk:inquiries")
    return show_inquiry(request, inquiry, bound=("hand_over", form))


@requires(Permission.INQUIRY_WORK)
@require_POST
def inquiry_wait(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    inquiry = fetch_to_handle(request, inquiry_id)
    form = forms.WaitForSomebody(request.POST, auto_id="vent_%s")
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("on", "ground")}
        if _did(request, form, actions.wait_for, inquiry, **chosen):
            return _back(request, inquiry_id, _("Det er skrevet ned."))
    return show_inquiry(request, inquiry, bound=("wait", form))


@requires(Permission.INQUIRY_WORK)
@require_POST
def inquiry_wait_end(request: HttpRequest, inquiry_id: int, wait_id: int) -> HttpResponse:
    inquiry = fetch_to_handle(request, inquiry_id)
    wait = next((one for one in inquiry.waits.all() if one.pk == wait_id), None)
    if wait is None:
        raise Http404
    try:
        actions.stop_waiting(inquiry=inquiry, wait=wait, by=request.user, at=clock.now())
    except actions.UnableToHandleInquiry as objection:
        messages.error(request, str(objection))
        return redirect("desk:inquiry_detail", inquiry_id)
    return _back(request, inquiry_id, _("Vi venter ikke længere på det."))


@requires(Permission.INQUIRY_WORK)
@require_POST
def inquiry_promise(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    inquiry = fetch_to_handle(request, inquiry_id)
    is_told = queries.can_be_told(inquiry)
    form = forms.PromiseAnew(request.POST, is_told=is_told, auto_id="dato_%s")
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("until", "reason")}
        if _did(request, form, actions.promise_anew, inquiry, **chosen):
            told = _("Afsenderen har fået den nye dato.")
            return _back(request, inquiry_id, told if is_told else _("Ring og sig det til afsenderen."))
    return show_inquiry(request, inquiry, bound=("promise", form))


@requires(Permission.INQUIRY_WORK)
@require_POST
def inquiry_call(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    inquiry = fetch_to_handle(request, inquiry_id)
    form = forms.NoteCall(request.POST, auto_id="ring_%s")
    if form.is_valid() and _did(request, form, actions.note_call, inquiry, reason=form.cleaned_data["reason"]):
        return _back(request, inquiry_id, _("Opkaldet er skrevet ned."))
    return show_inquiry(request, inquiry, bound=("call", form))


@requires(Permission.INQUIRY_WORK)
@require_POST
def inquiry_solve(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    inquiry = fetch_to_handle(request, inquiry_id)
    form = forms.SolveInquiry(request.POST, auto_id="loest_%s")
    if form.is_valid():
        chosen = {"avoidable": form.cleaned_data["avoidable"]}
        if _did(request, form, actions.solve_inquiry, inquiry, **chosen):
            return _back(request, inquiry_id, _("Henvendelsen er løst."))
    return show_inquiry(request, inquiry, bound=("solve", form))


@requires(Permission.INQUIRY_WORK)
@require_POST
def inquiry_reopen(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    inquiry = fetch_to_handle(request, inquiry_id)
    form = forms.SayReason(request.POST, auto_id="igen_%s")
    if form.is_valid() and _did(request, form, actions.reopen_inquiry, inquiry, reason=form.cleaned_data["reason"]):
        return _back(request, inquiry_id, _("Henvendelsen er åben igen."))
    return show_inquiry(request, inquiry, bound=("reopen", form))


@requires(Permission.INQUIRY_WORK)
@require_POST
def inquiry_sender(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """
    Say who an unknown sender is, by the whole number.

    Only a citizen whose file is open to the asker can be found; any other number gets one answer, known or not.
    """
    inquiry = fetch_to_handle(request, inquiry_id)
    form = forms.FindSender(request.POST, auto_id="hvem_%s")
    if form.is_valid():
        kind, number = form.cleaned_data["found"]
        citizen = sought_by_number(request, number) if kind == "cpr" else None
        company = company_queries.find_company(number) if kind == "cvr" else None
        if citizen is None and company is None:
            form.add_error("found", _NOT_YOURS if kind == "cpr" else _("Vi kender ikke det nummer."))
        elif citizen is not None and not queries.may_be_given_to(inquiry.owner, citizen, clock.now()):
            form.add_error("found", _("Den, der har henvendelsen, kan ikke få den borgers. Giv den videre først."))
        elif _did(request, form, actions.know_sender, inquiry, citizen=citizen, company=company):
            messages.success(request, _("Afsenderen er skrevet på."))
            return redirect("desk:inquiries")
    return show_inquiry(request, inquiry, bound=("sender", form))


@requires(Permission.INQUIRY_WORK)
@require_POST
def inquiry_writing(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """Say that one is writing an answer, and hear who else is. Kept a minute, and nowhere."""
    fetch_to_handle(request, inquiry_id)
    now = clock.now()
    writing: dict[int, tuple[str, float]] = cache.get(_key(inquiry_id)) or {}
    still = {who: said for who, said in writing.items() if now.timestamp() - said[1] < WRITING_LASTS.total_seconds()}
    others = [name for who, (name, _at) in still.items() if who != request.user.pk]
    still[int(request.user.pk or 0)] = (request.user.get_short_name(), now.timestamp())
    cache.set(_key(inquiry_id), still, timeout=WRITING_LASTS.total_seconds())
    return render(request, "desk/_inquiry_writing.html", {"others": others})


def _did(
    request: HttpRequest, form: django_forms.Form, deed: Callable[..., object], inquiry: Any, **values: Any
) -> bool:
    expected = form.cleaned_data.get("number")
    return did(form, deed, inquiry=inquiry, by=request.user, at=clock.now(), expected=expected, **values)


def _with_canned(request: HttpRequest) -> forms.AnswerInquiry | None:
    """Return the answer as far as it is written, with the canned one that was asked for after it; None if none was."""
    asked = request.POST.get("fast", "")
    version = queries.find_canned(int(asked)) if asked.isdecimal() else None
    if version is None:
        return None
    written = request.POST.get("text", "").rstrip()
    text = f"{written}\n\n{version.text}" if written.strip() else version.text
    return forms.AnswerInquiry(initial=request.POST.dict() | {"text": text, "canned": version.pk}, auto_id="svar_%s")


def _back(request: HttpRequest, inquiry_id: int, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("desk:inquiry_detail", inquiry_id)


def _key(inquiry_id: int) -> str:
    return f"inquiry-writing-{inquiry_id}"
