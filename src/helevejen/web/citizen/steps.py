"""Ticking off what is the citizen's own: a turn, or a step of the plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.actions import own_turns
from helevejen.cases.enums import StepOwner
from helevejen.core import clock
from helevejen.web.shared.access import fetch, requires


@requires(Permission.OWN_PATH_ACT)
@require_POST
def turn_done(request: HttpRequest, track_id: int) -> HttpResponse:
    track = fetch(request, queries.tracks_visible_to(request.user, clock.now()), pk=track_id, shown="E")
    seen = request.POST.get("turn", "")
    try:
        own_turns.finish_own_turn(
            track=track, by=request.user, at=clock.now(), expected_turn=int(seen) if seen.isdecimal() else None
        )
    except own_turns.UnableToPassTurn as objection:
        messages.warning(request, str(objection))
    else:
        messages.success(request, _("Godt gået. Nu er det vores tur."))
    return redirect("citizen:my_path")


@requires(Permission.OWN_PATH_ACT)
@require_POST
def step_done(request: HttpRequest, step_id: int) -> HttpResponse:
    own = queries.plan_steps_visible_to(request.user, clock.now()).filter(owner=StepOwner.YOU)
    step = fetch(request, own, pk=step_id, shown="D")
    try:
        actions.finish_step(step=step, by=request.user, at=clock.now())
    except actions.UnableToChangePlan as objection:
        messages.warning(request, str(objection))
    else:
        messages.success(request, _("Godt gået. Det er krydset af."))
    return redirect("citizen:my_path")
