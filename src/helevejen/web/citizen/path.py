"""Min vej: who, what now, what you do, what we do, the path, the dreams, what is new."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helevejen.accounts.enums import Permission
from helevejen.caseload.queries import own_cases as caseload_queries
from helevejen.cases import actions, queries
from helevejen.cases.queries import own_path
from helevejen.cases.queries.obligations import obligations_told_to_citizen
from helevejen.core import clock
from helevejen.profiles import queries as profile_queries
from helevejen.proposals import queries as proposal_queries
from helevejen.proposals.rules.steps import is_of_proposal
from helevejen.waiting import queries as waiting_queries
from helevejen.web.citizen.own import own_case, own_record
from helevejen.web.citizen.shown.contact import TeamToCall, contact_of
from helevejen.web.citizen.shown.forecasts import told_turns
from helevejen.web.citizen.shown.meetings import clashes_of, meeting_seen
from helevejen.web.citizen.shown.news import is_still_new, news_of
from helevejen.web.citizen.shown.plan import plan_seen, wish_seen
from helevejen.web.citizen.shown.road import closed_because, job_of, road_of
from helevejen.web.citizen.shown.turns import now_of, tasks_of
from helevejen.web.shared.access import requires

if TYPE_CHECKING:
    from helevejen.cases.models import Case
    from helevejen.citizens.models import Citizen
    from helevejen.web.citizen.shown.meetings import MeetingSeen

#: So many pieces of news are shown one by one.
MOST_NEWS = 6


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_path(request: HttpRequest) -> HttpResponse:
    citizen, case = own_record(request, shown="ACDEHI")
    if case is None:
        return render(request, "citizen/my_path.html", _before_case(citizen))
    if not case.is_open:
        return render(request, "citizen/my_path.html", _after_case(case))
    return render(request, "citizen/my_path.html", _under_way(request, case))


@requires(Permission.OWN_PATH_ACT)
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    case = own_case(request)
    actions.mark_notices_read(case=case, at=clock.now())
    messages.success(request, _("Godt. Så er der ikke mere nyt."))
    return redirect("citizen:my_path")


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def still_here(request: HttpRequest) -> HttpResponse:
    """Answer with nothing: asking is enough for the session to go on while somebody writes."""
    return HttpResponse(status=204)


def _under_way(request: HttpRequest, case: Case) -> dict[str, Any]:
    now, today = clock.now(), clock.today()
    turns = queries.open_turns_of(case, today)
    plan = queries.plan_of(case, queries.wishes_of(case.citizen, turns))
    meetings = own_path.own_meetings_of(case, datetime.combine(today, time(), clock.COPENHAGEN))
    coming = [meeting_seen(one, now) for one in meetings if one.ends_at is None or one.ends_at > now]
    been = {one.track_id for one in meetings if one.track_id} - {one.track_id for one in coming}
    # An interview is agreed on while the ball of its track lies where a proposal lies.
    is_proposed = any(is_of_proposal(turn.step) for turn in turns)
    interviews = proposal_queries.interviews_of(case, now) if is_proposed else []
    tracks = own_path.own_tracks(case)
    handover = caseload_queries.handovers_told_to(request.user).first() if case.has_change else None
    forecasts = waiting_queries.forecasts_of(turn.pk for turn in told_turns(turns))
    tasks = tasks_of(turns, plan, coming, been, today, forecasts)
    return {
        "state": "open",
        "given_name": case.citizen.given_name,
        "today": today,
        "contact": contact_of(case, handover, today),
        "news": _news(case, coming),
        "now": now_of(turns, tasks, been, today, forecasts),
        "tasks": tasks,
        "meetings": coming,
        "interviews": interviews,
        "clashes": clashes_of(coming, interviews),
        "law": obligations_told_to_citizen(case, today),
        "road": road_of(tracks, is_open=True),
        "job": job_of(tracks),
        "plan": plan_seen(plan),
        "to_confirm": profile_queries.count_to_confirm(case.citizen),
        "teams": [],
    }


def _after_case(case: Case) -> dict[str, Any]:
    tracks, today = own_path.own_tracks(case), clock.today()
    return {
        "state": "closed",
        "given_name": case.citizen.given_name,
        "today": today,
        "closed_on": case.closed_at.astimezone(clock.COPENHAGEN).date(),
        "contact": contact_of(case, None, today),
        "closed_because": closed_because(case.closing_reason),
        "news": _news(case, []),
        "road": road_of(tracks, is_open=False),
        "job": job_of(tracks),
        "plan": plan_seen(queries.plan_of(case)),
        "teams": [],
    }


def _before_case(citizen: Citizen) -> dict[str, Any]:
    teams = caseload_queries.teams_to_call(clock.now())
    return {
        "state": "before",
        "given_name": citizen.given_name,
        "today": clock.today(),
        "wishes": [wish_seen(wish) for wish in queries.wishes_of(citizen)],
        "teams": [TeamToCall(team.name, team.phone) for team in teams],
        "news": {"lines": [], "more": 0},
    }


def _news(case: Case, coming: list[MeetingSeen]) -> dict[str, Any]:
    unread = [notice for notice in own_path.unread_notices_of(case) if is_still_new(notice, coming)]
    return {"lines": [news_of(notice) for notice in unread[:MOST_NEWS]], "more": max(len(unread) - MOST_NEWS, 0)}
