"""Talks with a company, its peace, agreements, and what its workplaces have told: deeds from their pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helevejen.accounts.enums import Permission
from helevejen.companies import actions, queries
from helevejen.core import clock
from helevejen.recruitment import queries as order_queries
from helevejen.web.desk.forms import outreach as forms
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.doing import did

_MOST_MONTHS_SHOWN = 13


@requires(Permission.COMPANY_VIEW)
@require_safe
def company_talks(request: HttpRequest, company_id: int) -> HttpResponse:
    return _show_talks(request, _fetch_company(request, company_id))


@requires(Permission.ORDER_WORK)
@require_POST
def outreach_log(request: HttpRequest, company_id: int) -> HttpResponse:
    company = _fetch_company(request, company_id)
    form = forms.LogOutreach(request.POST, contacts=company.contacts.all(), auto_id="tale_%s")
    if form.is_valid() and _did(request, form, actions.log_outreach, company=company, **form.values()):
        return _back(request, "desk:company_talks", company.pk, _("Samtalen er skrevet ned."))
    return _show_talks(request, company, bound=("talk", form))


@requires(Permission.ORDER_WORK)
@require_POST
def company_rest(request: HttpRequest, company_id: int) -> HttpResponse:
    company = _fetch_company(request, company_id)
    form = forms.LeaveInPeace(request.POST, auto_id="ro_%s")
    if form.is_valid() and _did(request, form, actions.leave_in_peace, company=company, **form.cleaned_data):
        return _back(request, "desk:company_talks", company.pk, _("Det er skrevet ned."))
    return _show_talks(request, company, bound=("rest", form))


@requires(Permission.ORDER_WORK)
@require_POST
def agreement_make(request: HttpRequest, company_id: int) -> HttpResponse:
    company = _fetch_company(request, company_id)
    form = forms.MakeAgreement(request.POST, workplaces=company.workplaces.all(), auto_id="aftale_%s")
    if form.is_valid() and _did(request, form, actions.make_agreement, company=company, **form.values()):
        return _back(request, "desk:company_talks", company.pk, _("Aftalen er skrevet ned."))
    return _show_talks(request, company, bound=("agreement", form))


@requires(Permission.COMPANY_VIEW)
@require_safe
def workplace_detail(request: HttpRequest, workplace_id: int) -> HttpResponse:
    return _show_workplace(request, _fetch_workplace(request, workplace_id))


@requires(Permission.ORDER_WORK)
@require_POST
def size_keep(request: HttpRequest, workplace_id: int) -> HttpResponse:
    workplace = _fetch_workplace(request, workplace_id)
    form = forms.KeepSize(request.POST, today=clock.today(), auto_id="antal_%s")
    if form.is_valid() and _did(request, form, actions.keep_size, workplace=workplace, **form.values()):
        return _back(request, "desk:workplace_detail", workplace.pk, _("Måneden er skrevet ned."))
    return _show_workplace(request, workplace, bound=("size", form))


@requires(Permission.ORDER_WORK)
@require_POST
def statement_keep(request: HttpRequest, workplace_id: int) -> HttpResponse:
    workplace = _fetch_workplace(request, workplace_id)
    form = forms.KeepStatement(request.POST, auto_id="erklaering_%s")
    if form.is_valid():
        stated = actions.Stated(**form.cleaned_data | {"is_kept": form.cleaned_data["is_kept"] == "yes"})
        if _did(request, form, actions.keep_statement, workplace=workplace, stated=stated):
            return _back(request, "desk:workplace_detail", workplace.pk, _("Erklæringen er skrevet ned."))
    return _show_workplace(request, workplace, bound=("statement", form))


def _show_talks(
    request: HttpRequest, company: Any, *, bound: tuple[str, django_forms.Form] | None = None
) -> HttpResponse:
    peace = {"until": company.not_before, "why": company.not_before_why}
    shown = {
        "talk": forms.LogOutreach(contacts=company.contacts.all(), auto_id="tale_%s"),
        "rest": forms.LeaveInPeace(initial=peace, auto_id="ro_%s"),
        "agreement": forms.MakeAgreement(
            initial={"valid_from": clock.today()}, workplaces=company.workplaces.all(), auto_id="aftale_%s"
        ),
    } | ({bound[0]: bound[1]} if bound else {})
    context = {
        "company": company,
        "talks": queries.outreach_of(company)[:50],
        "agreements": queries.agreements_of(company, clock.today()),
        "forms": shown,
        "open_deeds": {name: bound is not None and name == bound[0] for name in shown},
        "today": clock.today(),
    }
    return render(request, "desk/company_talks.html", context, status=422 if bound else 200)


def _show_workplace(
    request: HttpRequest, workplace: Any, *, bound: tuple[str, django_forms.Form] | None = None
) -> HttpResponse:
    today = clock.today()
    shown = {
        "size": forms.KeepSize(today=today, auto_id="antal_%s"),
        "statement": forms.KeepStatement(auto_id="erklaering_%s"),
    } | ({bound[0]: bound[1]} if bound else {})
    context = {
        "workplace": workplace,
        "checks": order_queries.checks_at(workplace, today),
        "sizes": queries.sizes_of(workplace)[:_MOST_MONTHS_SHOWN],
        "statement": queries.find_statement(workplace),
        "agreements": queries.agreements_at(workplace, today),
        "forms": shown,
        "open_deeds": {name: bound is not None and name == bound[0] for name in shown},
        "today": today,
    }
    return render(request, "desk/workplace_detail.html", context, status=422 if bound else 200)


def _fetch_company(request: HttpRequest, company_id: int) -> Any:
    return fetch(request, queries.companies_visible_to(request.user, clock.now()), pk=company_id)


def _fetch_workplace(request: HttpRequest, workplace_id: int) -> Any:
    return fetch(request, queries.workplaces_visible_to(request.user, clock.now()), pk=workplace_id)


def _did(request: HttpRequest, form: django_forms.Form, deed: Callable[..., object], **values: Any) -> bool:
    return did(form, deed, by=request.user, at=clock.now(), **values)


def _back(request: HttpRequest, name: str, pk: int, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect(name, pk)
