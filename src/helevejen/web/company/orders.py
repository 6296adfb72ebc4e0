"""The company's own orders: place one, see who owns it and what comes next, and ask to be called about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helevejen.accounts.enums import Permission
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.inquiries import actions as inquiry_actions
from helevejen.inquiries import queries as inquiry_queries
from helevejen.inquiries.enums import Channel, Topic
from helevejen.inquiries.queries import CallAwaited
from helevejen.proposals import queries as proposal_queries
from helevejen.recruitment import actions, queries
from helevejen.recruitment.enums import OrderClock, OrderState
from helevejen.suggestions.queries import lists, opening_more
from helevejen.web.company import order_forms as forms
from helevejen.web.company.candidates import candidates_of
from helevejen.web.shared import order_words, phrasing
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.order_forms import order_form
from helevejen.web.shared.order_needs import need_form
from helevejen.web.shared.order_suggestions import as_typed
from helevejen.web.shared.seen import Seen


@requires(Permission.OWN_COMPANY_ACT)
def our_order_place(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    company: Any = fetch(request, company_queries.companies_visible_to(request.user, now))
    form = order_form(request, company)
    if form.is_valid():
        try:
            order = actions.place_order(
                company=company,
                wanted=form.wanted(),
                where=actions.Where(form.workplace_chosen, form.contact_chosen),
                demands=form.demands(),
                typed=as_typed(form.cleaned_data["title"]),
                by=request.user,
                at=now,
            )
        except actions.UnableToPlaceOrder as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _told(order))
            return redirect("company:our_order", order.pk)
    goals = order_words.goals_on(clock.today())
    shown = {"form": form, "company_name": company.name, "goals": goals}
    return render(request, "company/our_order_place.html", shown, status=422 if form.errors else 200)


@requires(Permission.OWN_COMPANY_VIEW)
@require_safe
def our_order(request: HttpRequest, order_id: int) -> HttpResponse:
    return show_own(request, fetch_own(request, order_id))


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def our_order_call(request: HttpRequest, order_id: int) -> HttpResponse:
    """Ask to be called about an order in one tap: an inquiry like any other, with its owner and its clock."""
    now, order = clock.now(), fetch_own(request, order_id)
    words = _("Ring til os om ordre nr. %(n)s: %(title)s.") % {"n": order.pk, "title": order.title}
    asked = inquiry_actions.Asked(Channel.PORTAL, words, topic=Topic.RECRUITMENT, wants_call=True, order_id=order.pk)
    try:
        inquiry = inquiry_actions.write_as_company(
            company=order.company, by=request.user, at=now, asked=asked, is_once=True, contact=order.owner
        )
    except inquiry_actions.UnableToTakeInInquiry as objection:
        messages.error(request, str(objection))
    else:
        # Until when stands on the page, for as long as the call is awaited.
        messages.success(request, _("Tak. %(name)s har jeres besked.") % {"name": inquiry.owner.name})
    return redirect("company:our_order", order.pk)


def fetch_own(request: HttpRequest, order_id: int) -> Any:
    """Return one of the company's own orders; another's is not found."""
    return fetch(request, queries.orders_visible_to(request.user, clock.now()), pk=order_id)


def show_own(request: HttpRequest, order: Any, *, bound: tuple[str, django_forms.Form] | None = None) -> HttpResponse:
    """
    Return the page of an order of the company's own.

    Args:
        bound: The form that was sent, by the name of its deed, to be shown with what was written in it.
    """
    shown = _forms(request, order) | ({bound[0]: bound[1]} if bound else {})
    now = clock.now()
    one = queries.own_order(order, now)
    call = _the_nearer(inquiry_queries.call_awaited(order.pk, request.user, now), one)
    in_words = queries.in_words(order)
    context = {
        "one": one,
        "tasks": order.tasks,
        "occupation": in_words.occupation,
        "facts": order_words.facts_of(order, clock.today()),
        "call": call,
        "call_instead": call is not None and (call.is_late or not one.is_late),
        "requirements": in_words.requirements,
        "without": _opened_without(order),
        "events": queries.own_events_of(order),
        "candidates": candidates_of(request, order),
        "answered": proposal_queries.answered_by_company(order),
        "called_off": proposal_queries.called_off_on(order, now),
        "forms": shown,
        "open_deeds": {name: bound is not None and name == bound[0] for name in shown},
        "is_unended": order.state in {OrderState.OPEN, OrderState.PAUSED},
        "number": order.number,
        "today": clock.today(),
    }
    return render(request, "company/our_order.html", context, status=422 if bound and bound[1].is_bound else 200)


def _the_nearer(call: CallAwaited | None, one: queries.OwnOrder) -> CallAwaited | None:
    """Return the call that is awaited by the nearer of two promises: its own, and that of a first talk on the order."""
    if call is None or one.clock != OrderClock.REPLY or one.due_at is None or one.is_late:
        return call
    if call.answer_by is not None and call.answer_by <= one.due_at:
        return call
    return replace(call, who_has_it=one.owner, answer_by=one.due_at, is_late=False)


def _forms(request: HttpRequest, order: Any) -> dict[str, django_forms.Form]:
    seen = {"number": order.number}
    left = order.positions - proposal_queries.hired_count(order)
    return {
        "found": forms.FoundSome(positions=left, initial=seen, auto_id="fundet_%s"),
        "pause": forms.PauseOrder(initial=seen, auto_id="pause_%s"),
        "resume": Seen(initial=seen, auto_id="igang_%s"),
        "end": forms.EndOrder(initial=seen, auto_id="luk_%s"),
        "require": need_form(request, reverse("company:our_order_require", args=[order.pk]), "krav_%s", **seen),
    }


def _opened_without(order: Any) -> list[opening_more.WithoutSeen]:
    """Return the musts that keep five or more away, as the newest list counted it; nothing of smaller numbers."""
    newest = lists.find_shortlist(order.pk) if order.is_open and lists.find_stop() is None else None
    return [one for one in opening_more.opened_without(newest, order) if one.at_least]


def _told(order: Any) -> str:
    when = phrasing.moment(order.reply_due_at, clock.today())
    return _("Tak. %(name)s har jeres ordre og ringer senest %(when)s.") % {"name": order.owner.name, "when": when}
