"""The profile in the citizen's file: read, added to with source and reason, corrected, confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.cases import queries as case_queries
from helevejen.core import clock
from helevejen.profiles import actions, queries
from helevejen.profiles.actions import Word
from helevejen.profiles.enums import FactKind
from helevejen.web.desk.deeds import Deed, done, done_on, sent, show_deed
from helevejen.web.desk.frame import fetch_case_to_work, fetch_to_work, open_file
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did
from helevejen.web.shared.profile_forms import FactForm
from helevejen.web.shared.profiles import (
    fact_form,
    fact_seen,
    is_searching,
    kind_named,
    kinds_seen,
    one_fact_seen,
    wish_chosen,
    word_to_staff,
)


@requires(Permission.CASE_VIEW)
def case_profile(request: HttpRequest, case_id: int) -> HttpResponse:
    case, frame = open_file(request, case_id, tab="case_profile", shown="DFG")
    profile = queries.profile_of(case.citizen, request.user, frame.level, clock.now(), frame.today)
    context = {
        "frame": frame,
        "done": done_on(request),
        "kinds": kinds_seen(profile),
        "expiring": [fact_seen(one.fact, one.expiry) for one in profile.expiring],
        "unknown": [word_to_staff(kind.kind) for kind in profile.kinds if kind.asked == "not_yet"],
        "private": queries.private_demands_seen_by(request.user, case.citizen, clock.now()),
    }
    return render(request, "desk/case_profile.html", context)


@requires(Permission.CASE_WORK)
def profile_write(request: HttpRequest, case_id: int, topic: str) -> HttpResponse:
    kind = kind_named(topic)
    case = fetch_case_to_work(request, case_id)
    form = fact_form(request, kind, case.citizen, asks_why=True)
    if form.is_valid() and did(
        form,
        actions.write_fact,
        citizen=case.citizen,
        said=form.said,
        by=request.user,
        at=clock.now(),
        word=_word(form),
        wish=wish_chosen(form, case.citizen),
        typed=form.typed,
    ):
        return done(request, _tab(case.pk), "profile_written")
    return _show(request, form, Deed(word_to_staff(kind), _("Gem"), back=_tab(case.pk), about=case.citizen.name))


@requires(Permission.CASE_WORK)
def profile_correct(request: HttpRequest, fact_id: int) -> HttpResponse:
    fact, back = _fetch(request, fact_id)
    form = fact_form(request, FactKind(fact.kind), fact.citizen, fact=fact, asks_why=True)
    form.initial["source"] = form.initial["reason"] = ""
    if form.is_valid() and did(
        form,
        actions.correct_fact,
        fact=fact,
        said=form.said,
        by=request.user,
        at=clock.now(),
        word=_word(form),
        typed=form.typed,
    ):
        return done(request, back, "profile_corrected")
    return _show(request, form, Deed(_("Ret i profilen"), _("Gem rettelsen"), back=back, about=fact.citizen.name))


@requires(Permission.CASE_WORK)
@require_POST
def profile_confirm(request: HttpRequest, fact_id: int) -> HttpResponse:
    fact, back = _fetch(request, fact_id)
    form = forms.Form(request.POST)
    if form.is_valid() and did(form, actions.confirm_fact, fact=fact, by=request.user, at=clock.now()):
        return done(request, back, "profile_confirmed")
    return _show_plain(request, form, fact, Deed(_("Bekræft"), _("Bekræft"), back=back))


@requires(Permission.CASE_WORK)
def profile_withdraw(request: HttpRequest, fact_id: int) -> HttpResponse:
    fact, back = _fetch(request, fact_id)
    form = forms.Form(sent(request))
    if form.is_valid() and did(form, actions.withdraw_fact, fact=fact, by=request.user, at=clock.now()):
        return done(request, back, "profile_withdrawn")
    return _show_plain(request, form, fact, Deed(_("Fjern fra profilen"), _("Fjern"), back=back))


def _word(form: FactForm) -> Word:
    return Word(form.cleaned_data["source"], form.cleaned_data["reason"])


def _fetch(request: HttpRequest, fact_id: int) -> tuple[Any, str]:
    """Return a fact to work with, and the page of the file it stands on: of the open case, else of the citizen."""
    fact = fetch_to_work(request, queries.facts_visible_to(request.user, clock.now()), pk=fact_id, shown="DF")
    case = case_queries.find_open_case(fact.citizen)
    back = _tab(case.pk) if case else reverse("desk:citizen_detail", args=[fact.citizen_id])
    return fact, back


def _show(request: HttpRequest, form: FactForm, deed: Deed) -> HttpResponse:
    deed = Deed(deed.title, deed.submit, back=deed.back, about=deed.about, part="desk/_profile_fact.html")
    return show_deed(request, form, deed, is_searched=is_searching(request))


def _show_plain(request: HttpRequest, form: forms.Form, fact: Any, deed: Deed) -> HttpResponse:
    text = one_fact_seen(fact).heading
    return show_deed(request, form, Deed(deed.title, deed.submit, back=deed.back, text=text, about=fact.citizen.name))


def _tab(case_id: int) -> str:
    return reverse("desk:case_profile", args=[case_id])
