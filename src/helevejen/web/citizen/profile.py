"""The citizen's profile: seen, added to, corrected, confirmed and taken away; and what only the citizen says."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helevejen.accounts.enums import Permission
from helevejen.citizens import queries as citizen_queries
from helevejen.citizens.enums import Level
from helevejen.core import clock
from helevejen.core.deeds import Refusal
from helevejen.profiles import actions, queries
from helevejen.profiles.enums import FactKind, PrivateDemand
from helevejen.profiles.rules.facts import Said
from helevejen.web.citizen.own import own_record, posted
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.concept_names import name_to_keep
from helevejen.web.shared.nearness import concept_offered, names_in_language
from helevejen.web.shared.profile_forms import FactForm, KeepPrivate
from helevejen.web.shared.profiles import (
    fact_form,
    fact_seen,
    is_searching,
    kind_named,
    kinds_seen,
    one_fact_seen,
    wish_chosen,
)

_SHOWN = "ADFG"


class Disagree(django_forms.Form):
    """Why a fact goes; asked for only where somebody else wrote it."""

    disagreement = django_forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["disagreement"].label = _("Hvad er forkert?")
        self.fields["disagreement"].help_text = _("Din jobformidler kan læse det.")
        if is_own:
            del self.fields["disagreement"]


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_profile(request: HttpRequest) -> HttpResponse:
    (citizen, case), now = own_record(request, shown=_SHOWN), clock.now()
    profile = queries.profile_of(citizen, request.user, Level.SELF, now, clock.today())
    names = names_in_language(profile)
    shown = {
        "kinds": kinds_seen(profile, names),
        "to_confirm": [fact_seen(one.fact, names=names) for one in profile.to_confirm],
        "expiring": [fact_seen(one.fact, one.expiry) for one in profile.expiring],
        "private": queries.private_demands_seen_by(request.user, citizen, now),
        "jobformidler": case.jobformidler if case and case.is_open else None,
        "today": clock.today(),
    }
    return render(request, "citizen/my_profile.html", shown)


@requires(Permission.OWN_PATH_ACT)
def profile_add(request: HttpRequest, topic: str) -> HttpResponse:
    kind, citizen = kind_named(topic), _me(request)
    form = fact_form(request, kind, citizen)
    if form.is_valid():
        try:
            actions.write_fact(
                citizen=citizen,
                said=form.said,
                by=request.user,
                at=clock.now(),
                wish=wish_chosen(form, citizen),
                typed=form.typed,
            )
        except Refusal as objection:
            form.add_error(None, str(objection))
        else:
            return _back(request, _("Det er gemt."))
    return _form_page(request, "citizen/profile_add.html", form, kind)


@requires(Permission.OWN_PATH_ACT)
@require_POST
def profile_take(request: HttpRequest, topic: str) -> HttpResponse:
    kind, citizen, uri = kind_named(topic), _me(request), request.POST.get("concept", "")
    shown = concept_offered(uri, kind)
    said = Said(kind=kind.value, subject=uri, label=name_to_keep(uri, shown))
    try:
        actions.write_fact(citizen=citizen, said=said, by=request.user, at=clock.now())
    except Refusal as objection:
        messages.error(request, str(objection))
        return redirect("citizen:my_profile")
    return _back(request, _("Nu står der i din profil: %(what)s.") % {"what": shown})


@requires(Permission.OWN_PATH_ACT)
def profile_correct(request: HttpRequest, fact_id: int) -> HttpResponse:
    fact = _fetch(request, fact_id)
    form = fact_form(request, FactKind(fact.kind), fact.citizen, fact=fact)
    if form.is_valid():
        try:
            actions.correct_fact(fact=fact, said=form.said, by=request.user, at=clock.now(), typed=form.typed)
        except Refusal as objection:
            form.add_error(None, str(objection))
        else:
            return _back(request, _("Det er rettet. Det, der stod før, kan stadig ses."))
    return _form_page(request, "citizen/profile_correct.html", form, FactKind(fact.kind), fact)


@requires(Permission.OWN_PATH_ACT)
@require_POST
def profile_confirm(request: HttpRequest, fact_id: int) -> HttpResponse:
    fact = _fetch(request, fact_id)
    try:
        actions.confirm_fact(fact=fact, by=request.user, at=clock.now())
    except Refusal as objection:
        messages.error(request, str(objection))
        return redirect("citizen:my_profile")
    return _back(request, _("Tak. Nu står der, at det passer."))


@requires(Permission.OWN_PATH_ACT)
def profile_withdraw(request: HttpRequest, fact_id: int) -> HttpResponse:
    fact = _fetch(request, fact_id)
    form = Disagree(posted(request), is_own=fact.written_by_id == request.user.pk)
    if form.is_valid():
        try:
            actions.withdraw_fact(fact=fact, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refusal as objection:
            form.add_error(None, str(objection))
        else:
            return _back(request, _("Det er fjernet fra din profil."))
    shown = {"form": form, "fact": one_fact_seen(fact), "today": clock.today()}
    return render(request, "citizen/profile_withdraw.html", shown, status=422 if form.errors else 200)


@requires(Permission.OWN_PATH_ACT)
@require_POST
def profile_finish(request: HttpRequest, topic: str) -> HttpResponse:
    kind, citizen = kind_named(topic), _me(request)
    try:
        actions.finish_kind(citizen=citizen, kind=kind.value, by=request.user, at=clock.now())
    except Refusal as objection:
        messages.error(request, str(objection))
        return redirect("citizen:my_profile")
    return _back(request, _("Tak. Så spørger vi ikke mere om det."))


@requires(Permission.OWN_PATH_ACT)
def my_private(request: HttpRequest) -> HttpResponse:
    citizen, case = own_record(request, shown=_SHOWN)
    jobformidler = case.jobformidler if case and case.is_open else None
    known = queries.private_demands_seen_by(request.user, citizen, clock.now())
    is_told = any(jobformidler and one.told_to_id == jobformidler.pk for one in known)
    form = KeepPrivate(
        posted(request),
        initial={"demands": [one.demand for one in known], "told": "1" if is_told else ""},
        demands=PrivateDemand.choices,
        jobformidler=_("Mig og %(name)s") % {"name": jobformidler.name} if jobformidler else "",
    )
    if form.is_valid():
        told_to = jobformidler if form.cleaned_data["told"] else None
        demands = form.cleaned_data["demands"]
        try:
            actions.keep_private(citizen=citizen, demands=demands, told_to=told_to, by=request.user, at=clock.now())
        except Refusal as objection:
            form.add_error(None, str(objection))
        else:
            return _back(request, _("Det er gemt."))
    return render(request, "citizen/my_private.html", {"form": form}, status=422 if form.errors else 200)


def _me(request: HttpRequest) -> Any:
    return fetch(request, citizen_queries.citizens_visible_to(request.user, clock.now()), shown=_SHOWN)


def _fetch(request: HttpRequest, fact_id: int) -> Any:
    return fetch(request, queries.facts_visible_to(request.user, clock.now()), pk=fact_id, shown="DF")


def _back(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("citizen:my_profile")


def _form_page(request: HttpRequest, template: str, form: FactForm, kind: FactKind, fact: Any = None) -> HttpResponse:
    shown = {
        "form": form,
        "word": kind.label,
        "here": request.path,
        "is_searched": is_searching(request),
        "fact": one_fact_seen(fact) if fact else None,
        "today": clock.today(),
    }
    return render(request, template, shown, status=422 if form.errors else 200)
