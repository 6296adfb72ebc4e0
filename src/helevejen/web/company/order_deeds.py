"""What a company does with its own order: correct it, say what is required, found one, pause, go on, end."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.proposals import actions as proposal_actions
from helevejen.proposals import queries as proposal_queries
from helevejen.recruitment import actions, queries
from helevejen.recruitment.enums import ClosingReason, OrderState
from helevejen.web.company import order_forms as forms
from helevejen.web.company.orders import fetch_own, show_own
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.doing import did
from helevejen.web.shared.order_forms import change_form
from helevejen.web.shared.order_needs import need_form
from helevejen.web.shared.order_suggestions import as_typed
from helevejen.web.shared.seen import Seen


@requires(Permission.OWN_COMPANY_ACT)
def our_order_change(request: HttpRequest, order_id: int) -> HttpResponse:
    now = clock.now()
    order = fetch_own(request, order_id)
    company: Any = fetch(request, company_queries.companies_visible_to(request.user, now))
    form, before = change_form(request, order, company), order.number
    if form.is_valid():
        given = {"wanted": form.wanted(order), "where": actions.Where(form.workplace_chosen, form.contact_chosen)}
        given |= {"typed": as_typed(form.cleaned_data["title"])}
        if _did(request, form, proposal_actions.change_order, order, **given):
            order.refresh_from_db(fields=["number"])
            told = _("Ordren er rettet, og %(name)s har fået besked.")
            return _back(request, order, told if order.number != before else _("Ordren står, som den gjorde."))
    shown = {"form": form, "one": queries.own_order(order, now)}
    return render(request, "company/our_order_change.html", shown, status=422 if form.errors else 200)


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def our_order_require(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_own(request, order_id)
    form = need_form(request, request.path, "krav_%s", number=order.number)
    if form.is_valid() and _did(request, form, actions.require, order, demanded=form.demanded, typed=form.typed):
        return _back(request, order, _("Kravet er skrevet på."))
    return show_own(request, order, bound=("require", form))


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def our_order_requirement_drop(request: HttpRequest, order_id: int, requirement_id: int) -> HttpResponse:
    order = fetch_own(request, order_id)
    form = Seen(request.POST)
    if form.is_valid() and _did(request, form, actions.drop_requirement, order, requirement_id=requirement_id):
        return _back(request, order, _("Kravet er taget af."))
    for said in form.non_field_errors():
        messages.error(request, said)
    return redirect("company:our_order", order.pk)


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def our_order_found(request: HttpRequest, order_id: int) -> HttpResponse:
    """Say that the company has found somebody itself: fewer are wanted, or none, and then the order ends."""
    order = fetch_own(request, order_id)
    taken = proposal_queries.hired_count(order)
    form = forms.FoundSome(request.POST, positions=order.positions - taken, auto_id="fundet_%s")
    if form.is_valid():
        if form.left_over:
            is_done = _did(request, form, proposal_actions.look_for_fewer, order, left=form.left_over)
        else:
            is_done = _moved(request, form, order, OrderState.CLOSED, closing=ClosingReason.FOUND_OTHERS.value)
        if is_done:
            return _back(request, order, _("Tak, fordi I siger det. %(name)s har fået besked."))
    return show_own(request, order, bound=("found", form))


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def our_order_pause(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_own(request, order_id)
    form = forms.PauseOrder(request.POST, auto_id="pause_%s")
    if form.is_valid() and _moved(request, form, order, OrderState.PAUSED, reason=form.cleaned_data["reason"]):
        return _back(request, order, _("Ordren er på pause, og %(name)s har fået besked."))
    return show_own(request, order, bound=("pause", form))


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def our_order_resume(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_own(request, order_id)
    form = Seen(request.POST, auto_id="igang_%s")
    if form.is_valid() and _moved(request, form, order, OrderState.OPEN):
        return _back(request, order, _("Vi er i gang igen, og %(name)s har fået besked."))
    return show_own(request, order, bound=("resume", form))


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def our_order_end(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_own(request, order_id)
    form = forms.EndOrder(request.POST, auto_id="luk_%s")
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("closing", "reason")}
        if _moved(request, form, order, OrderState.CLOSED, **given):
            return _back(request, order, _("Ordren er lukket, og %(name)s har fået besked."))
    return show_own(request, order, bound=("end", form))


def _moved(request: HttpRequest, form: django_forms.Form, order: Any, to: OrderState, **values: Any) -> bool:
    return _did(request, form, proposal_actions.move_order, order, to=to, **values)


def _did(request: HttpRequest, form: django_forms.Form, deed: Any, order: Any, **values: Any) -> bool:
    """Return whether a deed was done; what refused it stands in the form."""
    expected = form.cleaned_data.get("number")
    return did(form, deed, order=order, by=request.user, at=clock.now(), expected=expected, **values)


def _back(request: HttpRequest, order: Any, told: str) -> HttpResponse:
    messages.success(request, told % {"name": order.owner.name} if "%(name)s" in told else told)
    return redirect("company:our_order", order.pk)
