"""The company's own orders: place one, see who owns it and what comes next, and ask to be called about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helevejen.accounts.enums import Permission
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.inquiries import actions as inquiry_actions
from helevejen.inquiries.enums import Channel, Topic
from helevejen.recruitment import actions, queries
from helevejen.web.shared import order_words, phrasing
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.order_forms import OrderForm


@requires(Permission.OWN_COMPANY_ACT)
def our_order_place(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    company: Any = fetch(request, company_queries.companies_visible_to(request.user, now))
    form = OrderForm(
        request.POST if request.method == "POST" else None,
        workplaces=company.workplaces.all(),
        contacts=company.contacts.all(),
    )
    if form.is_valid():
        try:
            order = actions.place_order(
                company=company,
                wanted=form.wanted(),
                where=actions.Where(form.workplace_chosen, form.contact_chosen),
                demands=form.demands(),
                by=request.user,
                at=now,
            )
        except actions.UnableToPlaceOrder as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _told(order))
            return redirect("company:our_order", order.pk)
    shown = {"form": form, "company_name": company.name}
    return render(request, "company/our_order_place.html", shown, status=422 if form.errors else 200)


@requires(Permission.OWN_COMPANY_VIEW)
@require_safe
def our_order(request: HttpRequest, order_id: int) -> HttpResponse:
    now = clock.now()
    order: Any = fetch(request, queries.orders_visible_to(request.user, now), pk=order_id)
    shown = {
        "one": queries.own_order(order, now),
        "tasks": order.tasks,
        "facts": order_words.facts_of(order, clock.today()),
        "requirements": queries.requirements_of(order),
        "events": queries.events_of(order),
        "today": clock.today(),
    }
    return render(request, "company/our_order.html", shown)


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def our_order_call(request: HttpRequest, order_id: int) -> HttpResponse:
    """Ask to be called about an order in one tap: an inquiry like any other, with its owner and its clock."""
    now = clock.now()
    order: Any = fetch(request, queries.orders_visible_to(request.user, now), pk=order_id)
    words = _("Ring til os om ordre nr. %(n)s: %(title)s.") % {"n": order.pk, "title": order.title}
    asked = inquiry_actions.Asked(Channel.PORTAL, words, topic=Topic.RECRUITMENT, wants_call=True)
    try:
        inquiry = inquiry_actions.write_as_company(company=order.company, by=request.user, at=now, asked=asked)
    except inquiry_actions.UnableToTakeInInquiry as objection:
        messages.error(request, str(objection))
    else:
        when = phrasing.moment(inquiry.promised_at, clock.today())
        told = _("Tak. %(name)s har jeres besked og ringer senest %(when)s.")
        messages.success(request, told % {"name": inquiry.owner.name, "when": when})
    return redirect("company:our_order", order.pk)


def _told(order: Any) -> str:
    when = phrasing.moment(order.reply_due_at, clock.today())
    return _("Tak. %(name)s har jeres ordre og ringer senest %(when)s.") % {"name": order.owner.name, "when": when}
