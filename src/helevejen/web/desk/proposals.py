"""A proposal at the desk: ask a citizen about an order, see where it stands, and do the next step in place."""

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
from helevejen.citizens.rules.access import reach_of
from helevejen.core import clock
from helevejen.proposals import actions, queries
from helevejen.proposals.enums import ProposalState
from helevejen.recruitment import queries as order_queries
from helevejen.web.desk.forms.proposals import AskCitizen
from helevejen.web.desk.frame import fetch_to_work
from helevejen.web.desk.orders import fetch_order
from helevejen.web.shared import order_words
from helevejen.web.shared.access import level_in, requires, shows
from helevejen.web.shared.doing import did
from helevejen.web.shared.proposal_forms import ProposalSeen, SayNotNow, SayYes, SetInterview, interview_set


@requires(Permission.CASE_WORK)
def order_ask(request: HttpRequest, order_id: int) -> HttpResponse:
    order, now = fetch_order(request, order_id), clock.now()
    asked = request.GET.get("sag", "")
    also = int(asked) if asked.isdecimal() and len(asked) < 10 else None
    cases = queries.cases_to_ask(order, request.user, now, also=also)
    shows(request, {case.citizen_id for case in cases}, shown="A")
    form = AskCitizen(request.POST if request.method == "POST" else None, cases=cases, initial={"case": asked})
    if form.is_valid():
        given = {"case": form.chosen, "order": order, "asked": form.asked, "by": request.user, "at": now}
        if did(form, actions.propose, **given):
            name = form.chosen.citizen.name
            messages.success(request, _("%(name)s er spurgt på Min vej. Bolden ligger der.") % {"name": name})
            return redirect("desk:order_detail", order.pk)
    shown = {"order": order, "form": form, "facts": order_words.facts_of(order, clock.today()), "is_any": bool(cases)}
    return render(request, "desk/order_ask.html", shown, status=422 if form.errors else 200)


@requires(Permission.CASE_WORK)
@require_safe
def proposal_detail(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _show(request, _fetch(request, proposal_id))


@requires(Permission.CASE_WORK)
@require_POST
def proposal_accept(request: HttpRequest, proposal_id: int) -> HttpResponse:
    proposal = _fetch(request, proposal_id)
    form = SayYes(request.POST, asked_for=proposal.asked_for.split(), auto_id="ja_%s")
    answer = form.answer if form.is_valid() else {}
    return _do(request, proposal, "accept", form, actions.accept, _("Ja'et er skrevet ned. Vis nu kortet."), **answer)


@requires(Permission.CASE_WORK)
@require_POST
def proposal_decline(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _plain(request, proposal_id, "decline", actions.decline, _("Det er i orden. Forslaget er slut."))


@requires(Permission.CASE_WORK)
@require_POST
def proposal_withdraw(request: HttpRequest, proposal_id: int) -> HttpResponse:
    told = _("Taget tilbage. Virksomheden ser ikke mere.")
    return _plain(request, proposal_id, "withdraw", actions.withdraw, told)


@requires(Permission.CASE_WORK)
@require_POST
def proposal_present(request: HttpRequest, proposal_id: int) -> HttpResponse:
    told = _("Virksomheden kan se kortet på sin side nu. Ring gerne, og sig det.")
    return _plain(request, proposal_id, "present", actions.present, told)


@requires(Permission.CASE_WORK)
@require_POST
def proposal_name(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _plain(request, proposal_id, "name", actions.give_name, _("Virksomheden har fået navnet."))


@requires(Permission.CASE_WORK)
@require_POST
def proposal_want(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _plain(request, proposal_id, "want", actions.want_to_meet, _("Skrevet ned. Giv nu navnet."))


@requires(Permission.CASE_WORK)
@require_POST
def proposal_refuse(request: HttpRequest, proposal_id: int) -> HttpResponse:
    proposal = _fetch(request, proposal_id)
    form = SayNotNow(request.POST, demands=queries.asked_by(proposal.order), auto_id="nej_%s")
    if not form.is_valid():
        return _show(request, proposal, ("refuse", form))
    return _do(
        request, proposal, "refuse", form, actions.refuse, _("Skrevet ned. Borgeren kan læse det."), why=form.why
    )


@requires(Permission.CASE_WORK)
@require_POST
def proposal_interview(request: HttpRequest, proposal_id: int) -> HttpResponse:
    proposal = _fetch(request, proposal_id)
    form = SetInterview(request.POST, auto_id="samtale_%s")
    if not form.is_valid():
        return _show(request, proposal, ("interview", form))
    told = _("Samtalen står nu hos borgeren og virksomheden.")
    return _do(request, proposal, "interview", form, actions.set_interview, told, interview=form.interview)


@requires(Permission.CASE_WORK)
@require_POST
def proposal_hire(request: HttpRequest, proposal_id: int) -> HttpResponse:
    told = _("Tillykke. Nu skal aftalen laves.")
    return _plain(request, proposal_id, "hire", actions.hire, told)


@requires(Permission.CASE_WORK)
@require_POST
def proposal_remind(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _plain(request, proposal_id, "remind", actions.remind, _("Påmindelsen er skrevet ned."))


@requires(Permission.CASE_WORK)
@require_POST
def proposal_release(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _plain(request, proposal_id, "release", actions.release, _("Forslaget er slut. Ingen får skylden."))


@requires(Permission.CASE_WORK)
@require_POST
def proposal_stop(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _plain(request, proposal_id, "stop", actions.stop, _("Forslaget er stoppet."))


#: What can be done from where a proposal stands, the likeliest first.
_DEEDS: dict[str, tuple[str, ...]] = {
    ProposalState.ASKED: ("accept", "decline"),
    ProposalState.ACCEPTED: ("present",),
    ProposalState.PRESENTED: ("want", "refuse"),
    ProposalState.WANTED: ("name",),
    ProposalState.NAMED: ("interview", "hire", "refuse"),
    ProposalState.INTERVIEW: ("hire", "refuse", "interview"),
}

#: The fold of the page that the forms of several deeds share.
_FOLDS = {"remind": "unanswered", "release": "unanswered", "withdraw": "ending", "stop": "ending"}


def _fetch(request: HttpRequest, proposal_id: int) -> Any:
    return fetch_to_work(request, queries.proposals_visible_to(request.user, clock.now()), pk=proposal_id, shown="ACDE")


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
    if form.is_valid():
        seen = {"expected": form.cleaned_data["number"], "by": request.user, "at": clock.now()}
        if did(form, deed, proposal=proposal, **seen, **values):
            messages.success(request, told)
            return redirect("desk:proposal_detail", proposal.pk)
        _tell_of_order_as_shown(form, proposal)
    return _show(request, proposal, (name, form))


def _tell_of_order_as_shown(form: django_forms.Form, proposal: Any) -> None:
    """Let a form that was refused answer to the order as the page shows it now: else it would be refused for ever."""
    if "order_number" in form.fields:
        given: Any = form.data
        given = given.copy()
        given["order_number"] = proposal.order.number
        form.data = given


def _show(request: HttpRequest, proposal: Any, bound: tuple[str, django_forms.Form] | None = None) -> HttpResponse:
    now, today = clock.now(), clock.today()
    level = level_in(request, proposal.case.citizen_id)
    shows_needs = level is not None and "F" in reach_of(level).shows
    if shows_needs:
        shows(request, [proposal.case.citizen_id], shown="F", kind=request.looked.kind)
    row = queries.row_of(proposal, now)
    forms = _forms(proposal) | ({bound[0]: bound[1]} if bound else {})
    is_card_to_come = proposal.state in {ProposalState.ASKED, ProposalState.ACCEPTED} and row.is_live
    shown = {
        "proposal": proposal,
        "row": row,
        "forms": forms,
        "open_deeds": {_FOLDS.get(bound[0], bound[0]): True} if bound else {},
        "fault": _fault(bound, _DEEDS.get(proposal.state, ()) if row.is_live else ()),
        "deeds": _DEEDS.get(proposal.state, ()) if row.is_live else (),
        "demands": order_queries.requirements_of(proposal.order),
        "asked_for": queries.shares_in_words(proposal.asked_for),
        "agreed": queries.shares_in_words(proposal.agreed),
        "shared": queries.shared_of(proposal, shows_needs=shows_needs),
        "preview": queries.preview_of(proposal, today, shows_needs=shows_needs) if is_card_to_come else [],
        "events": queries.events_of(proposal),
        "is_called_off": queries.is_called_off_by_others(proposal, now),
        "today": today,
    }
    return render(request, "desk/proposal_detail.html", shown, status=422 if bound else 200)


def _fault(bound: tuple[str, django_forms.Form] | None, deeds: tuple[str, ...]) -> str:
    """Return why a deed was not done, when its form is not on the page any more to say so itself."""
    if bound is None or (bound[0] in {*deeds, "remind", "release", "withdraw", "stop"} and deeds):
        return ""
    return " ".join(bound[1].non_field_errors())


def _forms(proposal: Any) -> dict[str, django_forms.Form]:
    seen = {"number": proposal.number}
    names = ("decline", "withdraw", "present", "name", "want", "hire", "remind", "release", "stop")
    plain: dict[str, django_forms.Form] = {name: ProposalSeen(initial=seen, auto_id=f"{name}_%s") for name in names}
    return plain | {
        "accept": SayYes(
            initial=seen | {"order_number": proposal.order.number},
            asked_for=proposal.asked_for.split(),
            auto_id="ja_%s",
        ),
        "refuse": SayNotNow(initial=seen, demands=queries.asked_by(proposal.order), auto_id="nej_%s"),
        "interview": SetInterview(
            initial=seen | interview_set(proposal.interview_at, proposal.interview_place), auto_id="samtale_%s"
        ),
    }
