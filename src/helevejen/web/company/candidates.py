"""The candidates of one's own orders: a card, a wish to meet, a name, an interview, and yes or not this time."""

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
from helevejen.audit.enums import Purpose
from helevejen.core import clock
from helevejen.proposals import actions, queries
from helevejen.proposals.enums import ProposalState
from helevejen.web.shared.access import fetch, requires, shows
from helevejen.web.shared.doing import did
from helevejen.web.shared.proposal_forms import ProposalSeen, SayNotNow, SetInterview, interview_set


@requires(Permission.OWN_COMPANY_VIEW)
@require_safe
def our_candidate(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _show(request, _fetch(request, proposal_id))


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def candidate_want(request: HttpRequest, proposal_id: int) -> HttpResponse:
    told = _("Godt. Vi giver jer navnet inden for to arbejdsdage.")
    return _plain(request, proposal_id, "want", actions.want_to_meet, told)


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def candidate_hire(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _plain(request, proposal_id, "hire", actions.hire, _("Tillykke. Vi laver aftalen med jer."))


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def candidate_refuse(request: HttpRequest, proposal_id: int) -> HttpResponse:
    proposal = _fetch(request, proposal_id)
    form = SayNotNow(request.POST, demands=queries.asked_by(proposal.order), auto_id="nej_%s")
    if not form.is_valid():
        return _show(request, proposal, ("refuse", form))
    told = _("Tak for svaret. Kandidaten kan læse grunden.")
    return _do(request, proposal, "refuse", form, actions.refuse, told, why=form.why)


@requires(Permission.OWN_COMPANY_ACT)
@require_POST
def candidate_interview(request: HttpRequest, proposal_id: int) -> HttpResponse:
    proposal = _fetch(request, proposal_id)
    form = SetInterview(request.POST, auto_id="samtale_%s")
    if not form.is_valid():
        return _show(request, proposal, ("interview", form))
    told = _("Godt. Kandidaten kan se dag og sted.")
    return _do(request, proposal, "interview", form, actions.set_interview, told, interview=form.interview)


def candidates_of(request: HttpRequest, order: Any) -> list[queries.CandidateSeen]:
    """Return the candidates of one of the company's own orders, and note for the log whom the page is about."""
    now = clock.now()
    found = queries.candidates_shown_to(request.user, now, order=order)
    shows(request, {one.case.citizen_id for one in found}, shown="D", otherwise=Purpose.PROPOSAL)
    return [queries.candidate_of(one, now) for one in found]


#: What the company can do from where a candidate stands, the likeliest first.
_DEEDS: dict[str, tuple[str, ...]] = {
    ProposalState.PRESENTED: ("want", "refuse"),
    ProposalState.NAMED: ("interview", "refuse", "hire"),
    ProposalState.INTERVIEW: ("hire", "refuse", "interview"),
}


def _fetch(request: HttpRequest, proposal_id: int) -> Any:
    found = queries.candidates_visible_to(request.user, clock.now())
    return fetch(request, found, pk=proposal_id, shown="AD", otherwise=Purpose.PROPOSAL)


def _plain(request: HttpRequest, proposal_id: int, name: str, deed: Callable[..., object], told: str) -> HttpResponse:
    return _do(request, _fetch(request, proposal_id), name, ProposalSeen(request.POST), deed, told)


def _do(
    request: HttpRequest,
    proposal: Any,
    name: str,
    form: django_forms.Form,
    deed: Callable[..., object],
    told: str,
    **values: Any,
) -> HttpResponse:
    if not form.is_valid():
        return _show(request, proposal, (name, form))
    expected = queries.number_behind(proposal, form.cleaned_data["number"])
    seen = {"expected": expected, "by": request.user, "at": clock.now()}
    if did(form, deed, proposal=proposal, **seen, **values):
        messages.success(request, told)
        return redirect("company:our_order", proposal.order_id)
    # Looked up anew: whoever has taken the yes back in the meantime is not shown again.
    return _show(request, _fetch(request, proposal.pk), (name, form))


def _show(request: HttpRequest, proposal: Any, bound: tuple[str, django_forms.Form] | None = None) -> HttpResponse:
    one = queries.candidate_of(proposal, clock.now())
    seen = {"number": one.number}
    forms: dict[str, django_forms.Form] = {
        "want": ProposalSeen(initial=seen, auto_id="vil_%s"),
        "hire": ProposalSeen(initial=seen, auto_id="ja_%s"),
        "refuse": SayNotNow(initial=seen, demands=queries.asked_by(proposal.order), auto_id="nej_%s"),
        "interview": SetInterview(
            initial=seen | interview_set(one.interview_at, one.interview_place), auto_id="samtale_%s"
        ),
    } | ({bound[0]: bound[1]} if bound else {})
    deeds = _DEEDS.get(proposal.state, ())
    shown = {
        "one": one,
        "forms": forms,
        "open_deeds": {bound[0]: True} if bound else {},
        "fault": " ".join(bound[1].non_field_errors()) if bound and bound[0] not in deeds else "",
        "deeds": deeds,
        "today": clock.today(),
    }
    return render(request, "company/our_candidate.html", shown, status=422 if bound else 200)
