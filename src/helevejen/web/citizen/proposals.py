"""The jobs one is proposed for: the question, yes or no, what was shared and when, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.core.deeds import Refusal
from helevejen.proposals import actions, queries
from helevejen.proposals.enums import ProposalState
from helevejen.recruitment import queries as order_queries
from helevejen.web.citizen.own import own_record, posted
from helevejen.web.shared import order_words
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.ics import calendar_response
from helevejen.web.shared.proposal_forms import ProposalSeen, SayYes


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_proposals(request: HttpRequest) -> HttpResponse:
    _citizen, case = own_record(request, shown="AD")
    rows = queries.proposals_of_case(case, clock.now(), audience="citizen") if case else []
    shown = {
        "live": [row for row in rows if row.is_live or row.state == ProposalState.HIRED],
        "ended": [row for row in rows if not row.is_live and row.state != ProposalState.HIRED],
        "today": clock.today(),
    }
    return render(request, "citizen/my_proposals.html", shown)


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _show(request, _fetch(request, proposal_id))


@requires(Permission.OWN_PATH_ACT)
@require_POST
def proposal_yes(request: HttpRequest, proposal_id: int) -> HttpResponse:
    proposal = _fetch(request, proposal_id)
    form = SayYes(request.POST, asked_for=proposal.asked_for.split())
    if not form.is_valid():
        return _show(request, proposal, form)
    told = _("Tak. Vi viser virksomheden kortet uden dit navn. Du kan altid tage det tilbage.")
    return _did(request, proposal, form, actions.accept, told, **form.answer)


@requires(Permission.OWN_PATH_ACT)
@require_POST
def proposal_no(request: HttpRequest, proposal_id: int) -> HttpResponse:
    proposal, form = _fetch(request, proposal_id), ProposalSeen(request.POST)
    form.is_valid()
    return _did(request, proposal, form, actions.decline, _("Det er helt i orden. Virksomheden får intet at vide."))


@requires(Permission.OWN_PATH_ACT)
def proposal_take_back(request: HttpRequest, proposal_id: int) -> HttpResponse:
    proposal = _fetch(request, proposal_id)
    if request.method != "POST" and proposal.ended_at is not None:
        return redirect("citizen:my_proposal", proposal.pk)  # gone back to: there is nothing left to take back
    form = ProposalSeen(posted(request), initial={"number": proposal.number})
    if form.is_valid():
        return _did(
            request, proposal, form, actions.withdraw, _("Taget tilbage. Virksomheden kan ikke se mere om dig.")
        )
    shown = {
        "title": _("Vil du tage dit ja tilbage?"),
        "text": _("Så kan virksomheden ikke se mere om dig. Du skal ikke sige hvorfor."),
        "form": form,
        "confirm_label": _("Ja, tag det tilbage"),
        "cancel_url": reverse("citizen:my_proposal", args=[proposal.pk]),
        "is_danger": False,
    }
    return render(request, "shared/confirm.html", shown)


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def interview_calendar(request: HttpRequest, proposal_id: int) -> HttpResponse:
    entry = queries.interview_entry(_fetch(request, proposal_id))
    if entry is None:
        raise Http404
    return calendar_response(entry, host=request.get_host().split(":")[0])


def _fetch(request: HttpRequest, proposal_id: int) -> Any:
    return fetch(request, queries.proposals_visible_to(request.user, clock.now()), pk=proposal_id, shown="ACDF")


def _did(
    request: HttpRequest, proposal: Any, form: ProposalSeen, deed: Callable[..., object], told: str, **values: Any
) -> HttpResponse:
    expected = form.cleaned_data.get("number")
    try:
        deed(proposal=proposal, by=request.user, at=clock.now(), expected=expected, **values)
    except Refusal as objection:
        messages.warning(request, str(objection))
    else:
        messages.success(request, told)
    return redirect("citizen:my_proposal", proposal.pk)


def _show(request: HttpRequest, proposal: Any, form: SayYes | None = None) -> HttpResponse:
    today, row = clock.today(), queries.row_of(proposal, clock.now(), audience="citizen")
    is_asked = proposal.state == ProposalState.ASKED and row.is_live
    seen = {"number": proposal.number}
    shown = {
        "proposal": proposal,
        "row": row,
        "is_asked": is_asked,
        "may_take_back": row.is_live and not is_asked,
        "tasks": proposal.order.tasks,
        "facts": order_words.facts_of(proposal.order, today),
        "requirements": order_queries.requirements_of(proposal.order),
        "agreed": queries.shares_in_words(proposal.agreed),
        "preview": queries.preview_of(proposal, today) if is_asked or row.state == ProposalState.ACCEPTED else [],
        "yes": form
        or SayYes(
            initial=seen | {"order_number": proposal.order.number},
            asked_for=proposal.asked_for.split(),
            auto_id="ja_%s",
        ),
        "no": ProposalSeen(initial=seen, auto_id="nej_%s"),
        "shared": queries.shared_of(proposal),
        "is_called_off": queries.has_interview_called_off(proposal, clock.now()),
        "today": today,
    }
    return render(request, "citizen/my_proposal.html", shown, status=422 if form else 200)
