"""Ending a track, and ending a case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.caseload import actions as caseload_actions
from helevejen.cases import actions, queries
from helevejen.cases.rules import chains
from helevejen.core import clock
from helevejen.web.desk.deeds import show_deed
from helevejen.web.desk.forms.closing import CloseCase, CloseTrack
from helevejen.web.desk.frame import fetch_case_to_work
from helevejen.web.desk.turns import by_now, deed_of, fetch_track, moved_meanwhile, passed
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did


@requires(Permission.CASE_WORK)
def track_close(request: HttpRequest, track_id: int) -> HttpResponse:
    track = fetch_track(request, track_id)
    if moved := moved_meanwhile(request, track):
        return moved
    link = chains.step_of(track.kind, track.open_turn.step)
    initial = {"turn": track.open_turn.pk, "cap": link.cap if link else ""}
    form = CloseTrack(request.POST or None, initial=initial, auto_id=f"slut{track.pk}_%s")
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("outcome", "cap", "note")}
        if did(form, actions.close_track, **by_now(request, track), **chosen):
            return passed(request, track, said="track_closed")
        if moved := moved_meanwhile(request, fetch_track(request, track_id)):
            return moved
    text = _("Når sporet er slut, har ingen bolden på det. Sagen fortsætter med sine andre spor.")
    return show_deed(request, form, deed_of(track, title=_("Luk sporet"), submit=_("Luk sporet"), text=text))


@requires(Permission.CASE_CLOSE)
def case_close(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    form = CloseCase(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if did(form, caseload_actions.close_case, case=case, by=request.user, at=clock.now(), reason=reason):
            messages.success(request, _("Sagen om %(name)s er lukket.") % {"name": case.citizen.name})
            return redirect("desk:my_caseload")
    open_turns = queries.open_turns_of(case, clock.today())
    shown = {"case_id": case.pk, "name": case.citizen.name, "turns": open_turns, "form": form}
    return render(request, "desk/case_close.html", shown, status=422 if form.errors else 200)
