"""Beginning something new in a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.enums import TrackKind
from helevejen.core import clock
from helevejen.web.desk.adding import cap_of, hide_known_cap, show_adding, track_in
from helevejen.web.desk.deeds import done
from helevejen.web.desk.forms.tracks import StartTrack
from helevejen.web.desk.frame import fetch_case_to_work
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did


@requires(Permission.CASE_WORK)
def track_start(request: HttpRequest, case_id: int) -> HttpResponse:
    case, at = fetch_case_to_work(request, case_id), clock.now()
    turns = [turn for turn in queries.open_turns_of(case, clock.today()) if turn.kind != TrackKind.DIALOGUE]
    parents = [(str(turn.track_id), f"{turn.label}: {turn.staff_words}") for turn in turns]
    initial = {"parent": request.GET.get("under", "")}
    form = StartTrack(request.POST or None, parents=parents, initial=initial, auto_id="spor_%s")
    hide_known_cap(form, cap_of(request))
    if form.is_valid():
        parent = track_in(request, case, form.cleaned_data["parent"])
        if did(form, actions.start_track, case=case, by=request.user, at=at, parent=parent, **form.facts()):
            return done(request, reverse("desk:case_detail", args=[case.pk]), "track_started", place="bolde")
    return show_adding(request, form, case=case, name="track_start", submit=_("Åbn sporet"))
