"""Who has seen my data, a copy of everything, and what I have said yes to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from helevejen.accounts import queries as account_queries
from helevejen.accounts.enums import Permission
from helevejen.audit import queries as audit_queries
from helevejen.citizens import actions, queries
from helevejen.citizens.enums import ConsentPurpose
from helevejen.core import clock
from helevejen.privacy import queries as privacy_queries
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.looks import LookRow, rows_of
from helevejen.web.shared.paging import page_number

#: What a yes means, in the citizen's words.
PURPOSES = {
    ConsentPurpose.VETERAN_COORDINATION: gettext_lazy("Må se mit navn, mine ønsker, og at jeg er veteran."),
    ConsentPurpose.SHARE_WITH_PARTNER: gettext_lazy("Må få nogle af mine oplysninger."),
}


class ConsentForm(forms.Form):
    """To whom, and for how long."""

    months = forms.TypedChoiceField(
        label=gettext_lazy("Hvor længe skal det gælde?"),
        choices=[("3", gettext_lazy("3 måneder")), ("6", gettext_lazy("6 måneder")), ("12", gettext_lazy("1 år"))],
        coerce=int,
        widget=forms.RadioSelect,
    )


@requires(Permission.OWN_PATH_VIEW)
def looks_at_me(request: HttpRequest) -> HttpResponse:
    citizen = _fetch_me(request, shown="J")
    with_own = "mine" in request.GET
    looks = audit_queries.looks_at(citizen.pk, page=page_number(request), with_own=with_own)
    rows = rows_of(looks.looks, with_names=settings.SHOWS_STAFF_NAMES)
    context = {"rows": rows, "page": looks, "with_own": with_own, "today": clock.today()}
    return render(request, "citizen/looks_at_me.html", context)


@requires(Permission.OWN_PATH_VIEW)
def own_data(request: HttpRequest) -> HttpResponse:
    citizen = _fetch_me(request, shown="ABCDEFGHIJ")
    context = {
        "name": citizen.name,
        "record": privacy_queries.own_record(citizen.pk),
        "looks": _all_looks(citizen.pk),
        "at": clock.now(),
    }
    return render(request, "citizen/own_data.html", context)


@requires(Permission.OWN_PATH_VIEW)
def own_data_file(request: HttpRequest) -> HttpResponse:
    citizen = _fetch_me(request, shown="ABCDEFGHIJ")
    record = privacy_queries.own_record(citizen.pk)
    looks = [
        {"at": row.at, "who": row.who, "what": row.what, "shown": row.shown, "why": row.why, "reason": row.reason}
        for row in _all_looks(citizen.pk)
    ]
    content = {
        "drawn_at": clock.now(),
        "municipality": settings.MUNICIPALITY_NAME,
        "data": {part.name: part.rows for part in record.parts},
        "held_back": record.held_back,
        "looks": looks,
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mine-oplysninger.json"'
    return response


@requires(Permission.OWN_PATH_VIEW)
def consents(request: HttpRequest) -> HttpResponse:
    citizen = _fetch_me(request, shown="AG")
    context = {
        "consents": [(one, PURPOSES[ConsentPurpose(one.purpose)], _holds(one)) for one in _consents(request)],
        "is_veteran": queries.is_veteran(citizen),
        # Each with a form of its own names, so that no two fields of the page are called the same.
        "coordinators": [
            (one, ConsentForm(auto_id=f"id_{one.pk}_%s")) for one in account_queries.coordinators_on(clock.today())
        ],
        "today": clock.today(),
    }
    return render(request, "citizen/consents.html", context)


@requires(Permission.OWN_PATH_ACT)
@require_POST
def consent_give(request: HttpRequest, user_id: int) -> HttpResponse:
    citizen = _fetch_me(request, shown="G")
    coordinator = next((one for one in account_queries.coordinators_on(clock.today()) if one.pk == user_id), None)
    form = ConsentForm(request.POST)
    if coordinator is None or not form.is_valid():
        messages.error(request, _("Vælg, hvor længe det skal gælde."))
        return redirect("citizen:consents")
    try:
        actions.give_consent(
            citizen=citizen,
            purpose=ConsentPurpose.VETERAN_COORDINATION,
            partner=coordinator.name,
            partner_user=coordinator,
            by=request.user,
            at=clock.now(),
            valid_until=clock.today() + timedelta(days=30 * form.cleaned_data["months"]),
        )
        messages.success(request, _("Du har sagt ja. Du kan altid sige nej igen her på siden."))
    except actions.UnableToGiveConsent as objection:
        messages.error(request, str(objection))
    return redirect("citizen:consents")


@requires(Permission.OWN_PATH_ACT)
@require_POST
def consent_withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    consent: Any = fetch(request, _consents(request), shown="G", pk=consent_id)
    try:
        actions.withdraw_consent(consent=consent, by=request.user, at=clock.now())
        messages.success(request, _("Det er trukket tilbage. Nu er der ingen, der kan se noget på grund af det."))
    except actions.UnableToWithdrawConsent as objection:
        messages.error(request, str(objection))
    return redirect("citizen:consents")


@requires(Permission.OWN_PATH_ACT)
@require_POST
def veteran_mark(request: HttpRequest) -> HttpResponse:
    citizen = _fetch_me(request, shown="G")
    deed = actions.mark_veteran if request.POST.get("is_veteran") == "1" else actions.withdraw_veteran_mark
    try:
        deed(citizen=citizen, by=request.user, at=clock.now())
        messages.success(request, _("Det er gemt."))
    except actions.UnableToMarkVeteran as objection:
        messages.error(request, str(objection))
    return redirect("citizen:consents")


def _fetch_me(request: HttpRequest, *, shown: str) -> object:
    return fetch(request, queries.citizens_visible_to(request.user, clock.now()), shown=shown)


def _holds(consent: Any) -> bool:
    return consent.withdrawn_at is None and consent.valid_until > clock.today()


def _consents(request: HttpRequest) -> object:
    return queries.consents_of(request.user)


def _all_looks(citizen_id: int) -> list[LookRow]:
    return rows_of(audit_queries.all_looks_at(citizen_id), with_names=settings.SHOWS_STAFF_NAMES)
