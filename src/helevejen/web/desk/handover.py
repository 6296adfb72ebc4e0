"""Hand-overs: asking, answering, telling, meeting, signing off, done; and naming a backup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.audit.enums import Purpose
from helevejen.caseload import actions, queries
from helevejen.caseload.enums import HandoverState, ItemKind
from helevejen.citizens.enums import Protection
from helevejen.core import clock, formats
from helevejen.core.deeds import Refusal
from helevejen.web.desk.forms import handover as forms
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import fetch, level_in, requires, shows
from helevejen.web.shared.purposes import fetch_for

#: What the sign-off page shows of the citizen: name, promises and appointments.
_SHOWN = "AE"


@requires(Permission.HANDOVER_WORK)
def handover_list(request: HttpRequest) -> HttpResponse:
    mine = list(queries.handovers_of(request.user, clock.now())[:100])
    shows(request, {one.case.citizen_id for one in mine}, purpose=Purpose.HANDOVER)
    under_way = [one for one in mine if one.state in {HandoverState.REQUESTED, HandoverState.ACCEPTED}]
    waiting = [one for one in under_way if one.state == HandoverState.REQUESTED and one.to_user_id == request.user.pk]
    context = {
        "today": clock.today(),
        "waiting": [{"handover": one, "name": _name_before(one)} for one in waiting],
        "under_way": [one for one in under_way if one not in waiting],
        "over": [one for one in mine if one not in under_way],
    }
    return render(request, "desk/handover_list.html", context)


@requires(Permission.HANDOVER_WORK)
def handover_request(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch(request, queries.cases_to_hand_over(request.user, clock.now()), pk=case_id)
    people = queries.case_workers(clock.today(), but=[case.jobformidler_id])
    form = forms.Request(
        request.POST or None,
        people=people,
        labels=_with_load(request, people),
        but=case.jobformidler_id,
        initial={"new_backup": str(case.backup_id)},
    )
    if form.is_valid():
        try:
            handover = actions.request_handover(
                case=case,
                to_user=form.person("to_user"),
                new_backup=form.person("new_backup"),
                reason=form.cleaned_data["reason"],
                takes_effect_on=form.cleaned_data["takes_effect_on"],
                by=request.user,
                at=clock.now(),
            )
        except actions.UnableToRequestHandover as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("%(name)s er spurgt og får besked.") % {"name": handover.to_user.name})
            return redirect("desk:handover_detail", handover.pk)
    context = {"case": case, "form": form}
    return render(request, "desk/handover_request.html", context, status=422 if form.is_bound else 200)


@requires(Permission.HANDOVER_WORK)
def handover_detail(request: HttpRequest, handover_id: int) -> HttpResponse:
    now = clock.now()
    if queries.handovers_waiting_for(request.user, now).filter(pk=handover_id).exists():
        return redirect("desk:handover_answer", handover_id)
    handover = _fetched(request, handover_id)
    items = queries.items_of(handover, now) if handover.state == HandoverState.ACCEPTED else []
    meetings = [(str(one.pk), _meeting_label(one)) for one in queries.joint_meetings_of(handover)]
    is_under_way = handover.state in {HandoverState.REQUESTED, HandoverState.ACCEPTED}
    context = {
        "handover": handover,
        "today": clock.today(),
        "steps": _steps(handover, items),
        "groups": _by_kind(items),
        "unsigned": sum(one.is_open and not one.is_signed for one in items),
        "is_ready": _is_ready(handover, items),
        "may_sign": handover.to_user_id == request.user.pk,
        "may_work": is_under_way,
        "is_accepted": handover.state == HandoverState.ACCEPTED,
        "may_open_case": level_in(request, handover.case.citizen_id) is not None,
        "meeting_form": forms.JointMeeting(meetings=meetings) if meetings else None,
        "no_meeting_form": forms.NoMeeting(initial={"because": handover.no_meeting_because}),
    }
    return render(request, "desk/handover_detail.html", context)


@requires(Permission.HANDOVER_WORK)
def handover_answer(request: HttpRequest, handover_id: int) -> HttpResponse:
    handover = _asked(request, handover_id)
    is_no = request.POST.get("svar") == "nej"
    form = forms.Refusal(request.POST if is_no else None)
    if request.method == "POST" and not is_no:
        return _done(
            request,
            handover,
            _("Du har sagt ja. Sagen er åben for dig nu."),
            lambda: actions.accept_handover(handover=handover, by=request.user, at=clock.now()),
        )
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.refuse_handover(handover=handover, by=request.user, at=clock.now(), reason=reason)
        except actions.UnableToRefuseHandover as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Du har sagt nej. Den, der spurgte, har fået besked."))
            return redirect("desk:handover_list")
    (mine,) = queries.loads_of([handover.to_user_id], clock.today()).values()
    name = _name_before(handover)
    words = [phrasing.cases(mine.count), phrasing.against_guideline(mine.count, mine.load)]
    context = {"handover": handover, "name": name, "form": form, "today": clock.today()}
    context["load_words"] = " – ".join(word for word in words if word)
    return render(request, "desk/handover_answer.html", context, status=422 if form.is_bound else 200)


@requires(Permission.HANDOVER_WORK)
@require_POST
def handover_tell(request: HttpRequest, handover_id: int) -> HttpResponse:
    handover = _fetched(request, handover_id)
    return _done(
        request,
        handover,
        _("Borgeren har fået besked på Min vej og kan svare."),
        lambda: actions.tell_citizen_of_handover(handover=handover, by=request.user, at=clock.now()),
    )


@requires(Permission.HANDOVER_WORK)
@require_POST
def handover_meet(request: HttpRequest, handover_id: int) -> HttpResponse:
    handover = _fetched(request, handover_id)
    number = request.POST.get("meeting", "")
    meeting = queries.joint_meetings_of(handover).filter(pk=number if number.isdecimal() else 0).first()
    if meeting is None:
        raise Http404
    return _done(
        request,
        handover,
        _("Den fælles samtale er valgt."),
        lambda: actions.plan_joint_meeting(handover=handover, meeting=meeting, by=request.user, at=clock.now()),
    )


@requires(Permission.HANDOVER_WORK)
@require_POST
def handover_skip_meeting(request: HttpRequest, handover_id: int) -> HttpResponse:
    handover = _fetched(request, handover_id)
    because = request.POST.get("because", "")
    return _done(
        request,
        handover,
        _("Grunden er skrevet ned."),
        lambda: actions.skip_joint_meeting(handover=handover, because=because, by=request.user, at=clock.now()),
    )


@requires(Permission.HANDOVER_WORK)
@require_POST
def handover_sign(request: HttpRequest, handover_id: int) -> HttpResponse:
    handover = _fetched(request, handover_id)
    form = forms.Item(request.POST)
    if not form.is_valid():
        raise Http404
    return _done(
        request,
        handover,
        _("Du har kvitteret."),
        lambda: actions.sign_item(handover=handover, by=request.user, at=clock.now(), **form.cleaned_data),
    )


@requires(Permission.HANDOVER_WORK)
@require_POST
def handover_complete(request: HttpRequest, handover_id: int) -> HttpResponse:
    handover = _fetched(request, handover_id)
    return _done(
        request,
        handover,
        _("Sagen er overdraget. Borgeren har fået besked."),
        lambda: actions.complete_handover(handover=handover, by=request.user, at=clock.now()),
    )


@requires(Permission.HANDOVER_WORK)
@require_POST
def handover_withdraw(request: HttpRequest, handover_id: int) -> HttpResponse:
    handover = _fetched(request, handover_id)
    try:
        actions.withdraw_handover(handover=handover, by=request.user, at=clock.now())
    except actions.UnableToWithdrawHandover as objection:
        messages.warning(request, str(objection))
    else:
        messages.success(request, _("Overdragelsen er trukket tilbage."))
    return redirect("desk:handover_list")


@requires(Permission.HANDOVER_WORK)
def backup_name(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch(request, queries.cases_to_hand_over(request.user, clock.now()), pk=case_id)
    people = queries.case_workers(clock.today(), but=[case.jobformidler_id])
    form = forms.Backup(request.POST or None, people=people, initial={"backup": str(case.backup_id)})
    if form.is_valid():
        try:
            actions.name_backup(case=case, backup=form.person, by=request.user, at=clock.now())
        except actions.UnableToNameBackup as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("%(name)s er nu vikar på sagen.") % {"name": form.person.name})
            return redirect("desk:case_detail", case.pk)
    context = {"case": case, "form": form}
    return render(request, "desk/backup_name.html", context, status=422 if form.is_bound else 200)


def _fetched(request: HttpRequest, handover_id: int) -> Any:
    return fetch(request, queries.handovers_visible_to(request.user, clock.now()), shown=_SHOWN, pk=handover_id)


def _asked(request: HttpRequest, handover_id: int) -> Any:
    """Return the request that waits for the user's answer. The file is still shut: only the name is shown."""
    waiting = queries.handovers_waiting_for(request.user, clock.now())
    return fetch_for(request, waiting, purpose=Purpose.HANDOVER, citizen="case.citizen_id", pk=handover_id)


def _name_before(handover: Any) -> str:
    """Return the name the one asked may know before saying yes; none of somebody with special protection."""
    citizen = handover.case.citizen
    return _("en borger med særlig beskyttelse") if citizen.protection == Protection.SPECIAL else citizen.name


def _done(request: HttpRequest, handover: Any, said: str, deed: Callable[[], None]) -> HttpResponse:
    """Do it and go back to the hand-over, with what was done or why not."""
    try:
        deed()
    except Refusal as objection:
        messages.warning(request, str(objection))
    else:
        messages.success(request, said)
    return redirect("desk:handover_detail", handover.pk)


def _with_load(request: HttpRequest, people: list[Any]) -> dict[int, str]:
    """Return how full people are, beside their names, for those whose figures the user may see."""
    today = clock.today()
    seen = {one.pk for one in queries.figures_visible_to(request.user, today)}
    loads = queries.loads_of([one.pk for one in people if one.pk in seen], today)
    shares = {pk: load.load.share for pk, load in loads.items()}
    return {
        one.pk: f"{one.name} ({formats.percent(share)})" for one in people if (share := shares.get(one.pk)) is not None
    }


def _meeting_label(meeting: Any) -> str:
    return f"{formats.moment(meeting.starts_at)} · {meeting.get_purpose_display()} · {meeting.get_state_display()}"


def _by_kind(items: list[queries.ListedItem]) -> list[tuple[ItemKind, list[queries.ListedItem]]]:
    return [(kind, found) for kind in ItemKind if (found := [one for one in items if one.kind == kind])]


def _is_ready(handover: Any, items: list[queries.ListedItem]) -> bool:
    """Return whether only the deed itself is left."""
    way = _steps(handover, items)
    return clock.today() >= handover.takes_effect_on and all(state == "done" for _label, state in way[:-1])


def _steps(handover: Any, items: list[queries.ListedItem]) -> list[tuple[str, str]]:
    """Return the way of the hand-over: each step with its state (done, now, next)."""
    meeting = handover.joint_meeting
    is_over, is_accepted = handover.state == HandoverState.COMPLETED, handover.state == HandoverState.ACCEPTED
    has_met = bool(handover.no_meeting_because) or (meeting is not None and meeting.state == "held")
    done = [
        (_("Bedt om"), True),
        (_("Sagt ja"), is_accepted or is_over),
        (_("Borgeren har fået besked"), handover.citizen_told_at is not None),
        (_("Fælles samtale"), has_met),
        (_("Kvitteret"), is_over or (is_accepted and all(one.is_signed or not one.is_open for one in items))),
        (_("Overdraget"), is_over),
    ]
    first_open = next((number for number, (_label, is_done) in enumerate(done) if not is_done), len(done))
    return [
        (label, "done" if is_done else "now" if number == first_open else "next")
        for number, (label, is_done) in enumerate(done)
    ]
