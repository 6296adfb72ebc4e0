"""What is done with a job order: each deed by its own address, back to the order afterwards."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.inquiries import queries as inquiry_queries
from helevejen.proposals import actions as proposal_actions
from helevejen.recruitment import actions, queries
from helevejen.recruitment.enums import OrderState
from helevejen.recruitment.rules.orders import Wanted
from helevejen.web.desk.forms import orders as forms
from helevejen.web.desk.orders import fetch_order, occupations_for, show_order
from helevejen.web.shared.access import requires
from helevejen.web.shared.concept_names import name_to_keep
from helevejen.web.shared.doing import did
from helevejen.web.shared.order_needs import need_form
from helevejen.web.shared.order_suggestions import as_typed
from helevejen.web.shared.seen import Seen


@requires(Permission.ORDER_WORK)
@require_POST
def order_take(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_order(request, order_id)
    form = (forms.SayWhy if order.answered_at else forms.TakeOrder)(request.POST, auto_id="tag_%s")
    if form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        if _did(request, form, actions.take_over_order, order, reason=reason):
            return _back(request, order_id, _("Ordren er din."))
    return show_order(request, order, bound=("take", form))


@requires(Permission.ORDER_WORK)
@require_POST
def order_give(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_order(request, order_id)
    people = queries.people_to_choose(order.owner, clock.today())
    form = forms.GiveOrder(request.POST, people=people, auto_id="giv_%s")
    if form.is_valid():
        given = {"to": form.chosen, "reason": form.cleaned_data["reason"]}
        if _did(request, form, actions.hand_over_order, order, **given):
            return _back(request, order_id, _("%(name)s har ordren nu.") % {"name": form.chosen.name})
    return show_order(request, order, bound=("give", form))


@requires(Permission.ORDER_WORK)
@require_POST
def order_answer(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_order(request, order_id)
    awaited = inquiry_queries.call_awaited(order.pk, request.user, clock.now())
    form = forms.AnswerOrder(request.POST, is_call_awaited=awaited is not None, auto_id="svar_%s")
    if form.is_valid():
        given, is_the_call = form.cleaned_data, form.cleaned_data.get("is_the_call", False)
        deed = proposal_actions.call_about_order if is_the_call else actions.answer_order
        if _did(request, form, deed, order, words=given["words"], promised=form.promised):
            told = _("Det er skrevet ned, og virksomhedens besked er besvaret.")
            return _back(request, order_id, told if is_the_call else _("Det er skrevet ned."))
    return show_order(request, order, bound=("answer", form))


@requires(Permission.ORDER_WORK)
@require_POST
def order_shortlist(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_order(request, order_id)
    form = forms.GiveShortlist(request.POST, auto_id="forslag_%s")
    if form.is_valid():
        shortlist = actions.Shortlist(form.cleaned_data["count"], form.cleaned_data["words"])
        if _did(request, form, actions.give_shortlist, order, shortlist=shortlist, promised=form.promised):
            return _back(request, order_id, _("Virksomheden kan se det på sin side."))
    return show_order(request, order, bound=("shortlist", form))


@requires(Permission.ORDER_WORK)
@require_POST
def order_promise(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_order(request, order_id)
    form = forms.PromiseNext(request.POST, auto_id="naeste_%s")
    if form.is_valid() and _did(request, form, actions.promise_next, order, promised=form.promised):
        return _back(request, order_id, _("Det næste skridt er gemt."))
    return show_order(request, order, bound=("promise", form))


@requires(Permission.ORDER_WORK)
@require_POST
def order_move(request: HttpRequest, order_id: int) -> HttpResponse:
    """Pause, resume, fill, close or reopen; which one says the hidden field, and the rule whether it can be."""
    order = fetch_order(request, order_id)
    to = request.POST.get("to", "")
    name = _MOVES.get((order.state, to), _MOVES_TO.get(to, "close"))
    kind = {"resume": forms.PlainMove, "fill": forms.PlainMove, "close": forms.CloseOrder}.get(name, forms.MoveOrder)
    form = kind(request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        given = {one: form.cleaned_data.get(one, "") for one in ("reason", "closing")}
        if _did(request, form, proposal_actions.move_order, order, to=form.cleaned_data["to"], **given):
            return _back(request, order_id, _("Ordren er %(state)s.") % {"state": _said(form.cleaned_data["to"])})
    return show_order(request, order, bound=(name, form))


@requires(Permission.ORDER_WORK)
@require_POST
def order_require(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_order(request, order_id)
    form = need_form(request, request.path, "krav_%s", number=order.number)
    if form.is_valid() and _did(request, form, actions.require, order, demanded=form.demanded, typed=form.typed):
        return _back(request, order_id, _("Kravet er skrevet på."))
    return show_order(request, order, bound=("require", form))


@requires(Permission.ORDER_WORK)
@require_POST
def order_requirement_drop(request: HttpRequest, order_id: int, requirement_id: int) -> HttpResponse:
    order = fetch_order(request, order_id)
    form = Seen(request.POST)
    if form.is_valid() and _did(request, form, actions.drop_requirement, order, requirement_id=requirement_id):
        return _back(request, order_id, _("Kravet er taget af."))
    return _back(request, order_id, " ".join(form.non_field_errors()), is_fault=True)


@requires(Permission.ORDER_WORK)
@require_POST
def order_occupation(request: HttpRequest, order_id: int) -> HttpResponse:
    """Confirm which occupation an order is for, one of those that were suggested; an empty one takes it away."""
    order = fetch_order(request, order_id)
    form = Seen(request.POST)
    uri = request.POST.get("uri", "")
    words = request.POST.get("stilling", "") or order.title
    known, typed = {one.uri: one.label for one in occupations_for(words)}, as_typed(words)
    if form.is_valid() and (not uri or uri in known):
        wanted = _as_it_is(order, uri, name_to_keep(uri, known.get(uri, "")))
        where = actions.Where(order.workplace, order.contact)
        if _did(request, form, proposal_actions.change_order, order, wanted=wanted, where=where, typed=typed):
            return _back(request, order_id, _("Stillingsbetegnelsen er gemt."))
    return _back(request, order_id, _("Vælg en af de foreslåede stillinger."), is_fault=True)


@requires(Permission.ORDER_WORK)
@require_safe
def order_occupations(request: HttpRequest, order_id: int) -> HttpResponse:
    """Suggest occupations while somebody types."""
    order = fetch_order(request, order_id)
    sought = request.GET.get("stilling", "").strip()
    shown = {"order": order, "row": order, "occupations": occupations_for(sought), "sought": sought, "is_sought": True}
    return render(request, "desk/_order_occupations.html", shown)


_MOVES = {
    (OrderState.PAUSED.value, OrderState.OPEN.value): "resume",
    (OrderState.FILLED.value, OrderState.OPEN.value): "reopen",
    (OrderState.CLOSED.value, OrderState.OPEN.value): "reopen",
}
_MOVES_TO = {OrderState.PAUSED.value: "pause", OrderState.FILLED.value: "fill", OrderState.OPEN.value: "reopen"}


def _did(request: HttpRequest, form: django_forms.Form, deed: Any, order: Any, **values: Any) -> bool:
    expected = form.cleaned_data.get("number")
    return did(form, deed, order=order, by=request.user, at=clock.now(), expected=expected, **values)


def _as_it_is(order: Any, uri: str, label: str) -> Wanted:
    lists = {name: tuple(getattr(order, name)) for name in ("days", "shifts", "forms", "considerations")}
    same = ("title", "tasks", "positions", "hours_least", "hours_most", "starts_on")
    switches = ("demands_clean_record", "may_be_split")
    facts = {name: getattr(order, name) for name in (*same, *switches)}
    return Wanted(**facts, **lists, occupation_uri=uri, occupation_label=label)


def _said(state: OrderState) -> str:
    return str(state.label).lower()


def _back(request: HttpRequest, order_id: int, told: str, *, is_fault: bool = False) -> HttpResponse:
    (messages.error if is_fault else messages.success)(request, told)
    return redirect("desk:order_detail", order_id)
