"""The unit's board of job orders, one order, and a new one from the page of a company."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.engines.calendar import day_of
from helevejen.inquiries import queries as inquiry_queries
from helevejen.proposals import actions as proposal_actions
from helevejen.proposals import queries as proposal_queries
from helevejen.recruitment import actions, queries
from helevejen.recruitment.enums import Box, OrderState
from helevejen.taxonomy import queries as taxonomy
from helevejen.web.desk.forms import orders as forms
from helevejen.web.shared import order_words
from helevejen.web.shared.access import fetch, permissions_of, requires, shows
from helevejen.web.shared.order_forms import change_form, order_form
from helevejen.web.shared.order_needs import need_form
from helevejen.web.shared.order_suggestions import as_typed
from helevejen.web.shared.sorting import in_order, order_asked_for

ROWS_AT_A_TIME = 50
_MOST_OCCUPATIONS = 6
#: What the board sorts by; what is due first is its own order.
_COLUMNS = {
    "frist": lambda row: row.due_at,
    "virksomhed": lambda row: row.company,
    "soeger": lambda row: row.title,
    "hos": lambda row: row.owner,
    "bestilt": lambda row: row.ordered_at,
}


@requires(Permission.ORDER_WORK)
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    now, box = clock.now(), request.GET.get("vis", Box.OPEN)
    box = box if box in Box.values else Box.OPEN
    lines = queries.lines_of(queries.in_box(request.user, box, now), now)
    order = order_asked_for(request, _COLUMNS, standard="frist")
    if "sort" in request.GET:
        lines = in_order(lines, order, _COLUMNS)
    page: Any = Paginator(lines, ROWS_AT_A_TIME).get_page(request.GET.get("side"))
    page.object_list = queries.rows_of_lines(page.object_list, request.user, now)
    counts = queries.counts_of(request.user, now)
    shown = {
        "page": page,
        "box": str(box),
        "boxes": [(one.value, one.label, counts[one.value]) for one in Box],
        "sort": request.GET.get("sort", ""),
        "open_count": counts[Box.OPEN],
        "late_count": sum(line.is_late for line in lines),
        "near_count": sum(line.is_near for line in lines),
        "unanswered": counts[Box.UNANSWERED],
        "today": clock.today(),
        "now": now,
    }
    return render(request, "desk/orders.html", shown)


@requires(Permission.ORDER_WORK)
@require_safe
def order_detail(request: HttpRequest, order_id: int) -> HttpResponse:
    return show_order(request, fetch_order(request, order_id))


@requires(Permission.ORDER_WORK)
def order_place(request: HttpRequest, company_id: int) -> HttpResponse:
    company: Any = fetch(request, company_queries.companies_visible_to(request.user, clock.now()), pk=company_id)
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
                at=clock.now(),
            )
        except actions.UnableToPlaceOrder as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Ordren er skrevet ned, og den er din."))
            return redirect("desk:order_detail", order.pk)
    shown = {"company": company, "form": form}
    return render(request, "desk/order_place.html", shown, status=422 if form.errors else 200)


@requires(Permission.ORDER_WORK)
def order_change(request: HttpRequest, order_id: int) -> HttpResponse:
    order = fetch_order(request, order_id)
    company: Any = fetch(request, company_queries.companies_visible_to(request.user, clock.now()), pk=order.company_id)
    form, before = change_form(request, order, company), order.number
    if form.is_valid():
        try:
            proposal_actions.change_order(
                order=order,
                wanted=form.wanted(order),
                where=actions.Where(form.workplace_chosen, form.contact_chosen),
                by=request.user,
                at=clock.now(),
                expected=form.cleaned_data["number"],
                typed=as_typed(form.cleaned_data["title"]),
            )
        except actions.UnableToHandleOrder as objection:
            form.add_error(None, str(objection))
        else:
            order.refresh_from_db(fields=["number"])
            is_changed = order.number != before
            messages.success(request, _("Ordren er rettet.") if is_changed else _("Ordren står, som den gjorde."))
            return redirect("desk:order_detail", order.pk)
    shown = {"order": order, "form": form}
    return render(request, "desk/order_change.html", shown, status=422 if form.errors else 200)


def fetch_order(request: HttpRequest, order_id: int) -> Any:
    """Return the order a page is about; strangers get 404."""
    return fetch(request, queries.orders_visible_to(request.user, clock.now()), pk=order_id)


def show_order(request: HttpRequest, order: Any, *, bound: tuple[str, django_forms.Form] | None = None) -> HttpResponse:
    """
    Return the page of an order.

    Args:
        bound: The form that was sent, by the name of its deed, to be shown with what was written in it.
    """
    now = clock.now()
    call = inquiry_queries.call_awaited(order.pk, request.user, now)
    shown = _forms(request, order, bound, is_call_awaited=call is not None)
    proposals = proposal_queries.proposals_of_order(order, request.user, now)
    shows(request, {one.citizen_id for one in proposals if one.citizen_id}, shown="AD")
    sought, in_words = request.GET.get("stilling", "").strip(), queries.in_words(order)
    context = {
        "order": order,
        "row": queries.row_of(order, now),
        "facts": order_words.facts_of(order, clock.today()),
        "occupation": in_words.occupation,
        "call": call,
        "requirements": in_words.requirements,
        "events": queries.events_of(order),
        "proposals": proposals,
        "may_ask": Permission.CASE_WORK in permissions_of(request),
        "forms": shown,
        "open_deeds": {name: bound is not None and name == bound[0] for name in shown},
        "is_talk_first": call is not None or (bound is not None and bound[0] == "answer"),
        "is_unended": order.state in {OrderState.OPEN, OrderState.PAUSED},
        "goals": order_words.goals_on(day_of(order.ordered_at)),
        "is_mine": order.owner_id == request.user.pk,
        "occupations": occupations_for(sought or order.title) if sought or not order.occupation_uri else [],
        "sought": sought or order.title,
        "is_sought": bool(sought),
        "today": clock.today(),
        "now": now,
    }
    return render(request, "desk/order_detail.html", context, status=422 if bound and bound[1].is_bound else 200)


def occupations_for(text: str) -> list[Any]:
    """Return the occupations a few words may mean, the likeliest first."""
    return list(taxonomy.suggest_occupations(text, (get_language() or "da")[:2], _MOST_OCCUPATIONS))


def _forms(
    request: HttpRequest, order: Any, bound: tuple[str, django_forms.Form] | None, *, is_call_awaited: bool
) -> dict[str, django_forms.Form]:
    seen = {"number": order.number}
    promised = seen | {"step": order.next_step, "due_on": order.next_due_on}
    people = queries.people_to_choose(order.owner, clock.today())
    fresh: dict[str, django_forms.Form] = {
        "answer": forms.AnswerOrder(is_call_awaited=is_call_awaited, initial=promised, auto_id="svar_%s"),
        "shortlist": forms.GiveShortlist(initial=promised, auto_id="forslag_%s"),
        "promise": forms.PromiseNext(initial=promised, auto_id="naeste_%s"),
        "take": (forms.SayWhy if order.answered_at else forms.TakeOrder)(initial=seen, auto_id="tag_%s"),
        "give": forms.GiveOrder(people=people, initial=seen, auto_id="giv_%s"),
        "require": need_form(request, reverse("desk:order_require", args=[order.pk]), "krav_%s", **seen),
        "pause": forms.MoveOrder(initial=seen | {"to": OrderState.PAUSED.value}, auto_id="pause_%s"),
        "resume": forms.PlainMove(initial=seen | {"to": OrderState.OPEN.value}, auto_id="igang_%s"),
        "fill": forms.PlainMove(initial=seen | {"to": OrderState.FILLED.value}, auto_id="besat_%s"),
        "close": forms.CloseOrder(initial=seen | {"to": OrderState.CLOSED.value}, auto_id="luk_%s"),
        "reopen": forms.MoveOrder(initial=seen | {"to": OrderState.OPEN.value}, auto_id="igen_%s"),
    }
    return fresh | ({bound[0]: bound[1]} if bound else {})
