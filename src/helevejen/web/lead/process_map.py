"""The process map: how turns flow and wait on one kind of track, and the cases behind each step."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries
from helevejen.cases.enums import Holder, TrackKind
from helevejen.cases.rules import chains
from helevejen.citizens.enums import TargetGroup
from helevejen.core import clock, formats
from helevejen.core.parse import Unreadable, read_date
from helevejen.waiting import queries as flow_queries
from helevejen.waiting.rules import flow as rules
from helevejen.waiting.rules import picture as pictures
from helevejen.web.lead import flow_asides, flow_drawing
from helevejen.web.lead.flow_asides import Chosen
from helevejen.web.lead.flow_drawing import StepOnMap
from helevejen.web.lead.team import open_to, page_of, period_of, team_of
from helevejen.web.shared.access import permissions_of, requires, shows

#: The rest of the table is opened by who wants it: on a phone each row is as tall as a paragraph.
_FIRST_ROWS = 12


@requires(Permission.FIGURES_VIEW)
def process_map(request: HttpRequest) -> HttpResponse:
    period, kind = period_of(request), _kind(request)
    group = request.GET.get("maalgruppe", "")
    group = group if group in TargetGroup.values else ""
    teams = queries.teams_with_figures(clock.today())
    team = next((one for one in teams if str(one.pk) == request.GET.get("hold", "")), None)
    chosen = Chosen(kind, clock.today() - timedelta(days=queries.PERIODS[period.key]), team.pk if team else None, group)
    day, trouble = _day(request, chosen.since)
    shown = flow_queries.flow_shown(**chosen._asdict())
    picture = pictures.picture_of(shown.edges)
    may_list = Permission.TEAM_BOARD_VIEW in permissions_of(request)
    # Who stands where now is told of the team one may list the cases of, whole: of no other team and no part of it.
    tells_now = may_list and not group and (team is None or team == team_of(request))
    steps = _steps(picture, kind, _there_now(request, kind) if tells_now else Counter())
    context = {
        "drawing": flow_drawing.drawn(picture, steps),
        "rows": [_told(steps, edge) for edge in picture.edges[:_FIRST_ROWS]],
        "more_rows": [_told(steps, edge) for edge in picture.edges[_FIRST_ROWS:]],
        "longest": flow_asides.longest(picture.edges, {code: step.label for code, step in steps.items()}),
        "counted_until": flow_queries.counted_until(),
        **flow_asides.told(chosen, shown, day),
        "asked_day": day.isoformat() if day else request.GET.get("dato", ""),
        "day_trouble": trouble,
        "levels": _levels(),
        "period": period,
        "kind": kind,
        "kinds": TrackKind.choices,
        "group": group,
        "groups": TargetGroup.choices,
        "team": team,
        "teams": teams,
        "least": rules.LEAST_TOLD,
        "may_list": may_list,
        "tells_now": tells_now,
    }
    return render(request, "lead/process_map.html", context)


@requires(Permission.TEAM_BOARD_VIEW)
def step_turns(request: HttpRequest) -> HttpResponse:
    now, kind, step = clock.now(), _kind(request), request.GET.get("trin", "")
    turns = queries.turns_of_team(team_of(request), request.user, now).filter(track__kind=kind, step=step)
    page = page_of(request, turns)
    rows = queries.shown_turns(page.object_list, now)
    shows(request, {row.citizen_id for row in rows})
    openable = open_to(request, {row.case_id for row in rows})
    context = {
        "page": page, "rows": rows, "openable": openable, "step": flow_asides.label(kind, step), "kind": kind,
    }  # fmt: skip
    return render(request, "lead/step_turns.html", context)


def _kind(request: HttpRequest) -> TrackKind:
    asked = request.GET.get("spor", "")
    return TrackKind(asked) if asked in TrackKind.values else TrackKind.CLARIFICATION


def _day(request: HttpRequest, since: date) -> tuple[date | None, str]:
    """Return the day asked for by `?dato=`, None where there is none to show, and then in words why not."""
    asked = request.GET.get("dato", "").strip()
    if not asked:
        return None, ""
    try:
        day = read_date(asked.replace("/", "-"))  # the box shows days with strokes, as every other
    except Unreadable:
        return None, _("”%(asked)s” er ikke en dato. Skriv den for eksempel som 1-3-2026.") % {"asked": asked[:40]}
    if since < day <= clock.today():
        return day, ""
    words = _("%(day)s ligger ikke i den valgte periode. Vælg en dag efter %(since)s og senest i dag.")
    return None, words % {"day": formats.day(day).capitalize(), "since": formats.day(since)}


def _told(steps: dict[str, StepOnMap], edge: rules.Edge) -> dict[str, Any]:
    from_, to = pictures.ends_of(edge)
    return {"edge": edge, "from": steps[from_], "to": steps[to]}


def _there_now(request: HttpRequest, kind: str) -> Counter[str]:
    """Count the open turns at each step, of the cases of the viewer's team that the viewer may list."""
    turns = queries.turns_of_team(team_of(request), request.user, clock.now()).filter(track__kind=kind)
    return Counter(turns.values_list("step", flat=True))


def _steps(picture: pictures.FlowPicture, kind: str, now: Counter[str]) -> dict[str, StepOnMap]:
    ends = {
        pictures.BEGINS: StepOnMap(_("Begynder"), is_mark=True),
        pictures.ENDS: StepOnMap(_("Slut"), is_mark=True),
    }
    codes = {code for edge in picture.edges for code in (edge.from_step, edge.to_step) if code}
    return ends | {code: _step(kind, code, now[code]) for code in sorted(codes)}


def _step(kind: str, code: str, now: int) -> StepOnMap:
    link = chains.step_of(kind, code)
    query = urlencode({"spor": kind, "trin": code})
    return StepOnMap(
        label=flow_asides.label(kind, code),
        is_ours=bool(link) and link.holder == Holder.JOBFORMIDLER,
        now=now,
        href=f"{reverse('lead:step_turns')}?{query}" if now else "",
    )


def _levels() -> list[Any]:
    words = [_("under en uge"), _("fra en uge"), _("fra to uger"), _("fra en måned"), _("fra et kvartal")]
    return list(enumerate(words))
