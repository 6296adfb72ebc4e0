"""The leader's board and the lists behind its bars."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries
from helevejen.caseload.enums import AssignmentReason
from helevejen.cases.enums import Holder
from helevejen.citizens.enums import TargetGroup
from helevejen.core import clock
from helevejen.web.lead import bars
from helevejen.web.lead.team import page_of, period_of, person_of, team_of
from helevejen.web.shared.access import levels_in, requires, shows
from helevejen.web.shared.sorting import order_asked_for

if TYPE_CHECKING:
    from django.db.models import TextChoices


@requires(Permission.TEAM_BOARD_VIEW)
def team_board(request: HttpRequest) -> HttpResponse:
    period = period_of(request)
    days = queries.PERIODS[period.key]
    board = queries.team_board(team_of(request), partial(levels_in, request), clock.now(), days=days)
    shows(request, {turn.citizen_id for turn in board.longest})
    context = {
        "board": board,
        "period": period,
        "load_bars": bars.load_bars(board.rows),
        "wait_bars": bars.wait_bars(board.waits),
        "change_bars": bars.change_bars(board.changes, period.key),
        "cap_bars": bars.cap_bars(board.caps.shares),
        "us": Holder.JOBFORMIDLER,
    }
    return render(request, "lead/team_board.html", context)


@requires(Permission.TEAM_BOARD_VIEW)
def team_cases(request: HttpRequest) -> HttpResponse:
    now, today, viewer = clock.now(), clock.today(), request.user
    person, group = person_of(request), request.GET.get("maalgruppe", "")
    if person:
        cases = queries.cases_carried_by(person, viewer, now)
    else:
        cases = queries.cases_of_team(team_of(request), viewer, now)
    if group in TargetGroup.values:
        cases = cases.filter(target_group=group)
    order = order_asked_for(request, queries.CASE_ORDERS, standard="navn")
    page = page_of(request, queries.cases_in_order(cases, order.column, is_falling=order.is_falling))
    shows(request, {case.citizen_id for case in page})
    rows = [
        {
            "shown": one,
            "group": _label(TargetGroup, one.case.target_group) or "–",
            "covered": bars.cover_words(one.covered) if one.covered else "",
        }
        for one in queries.shown_cases(page.object_list, today)
    ]
    context = {"page": page, "rows": rows, "person": person, "group": _label(TargetGroup, group)}
    if person and not group:
        load = queries.loads_of([person.pk], today)[person.pk]
        context |= {"load": load, "unseen": load.count - page.paginator.count}
    return render(request, "lead/team_cases.html", context)


@requires(Permission.TEAM_BOARD_VIEW)
def team_changes(request: HttpRequest) -> HttpResponse:
    period, reason = period_of(request), request.GET.get("grund", "")
    changes = queries.changes_of_team(team_of(request), request.user, period.since, clock.now())
    if reason in AssignmentReason.values:
        changes = changes.filter(reason=reason)
    page = page_of(request, changes)
    shows(request, {change.case.citizen_id for change in page})
    context = {"page": page, "period": period, "reason": _label(AssignmentReason, reason)}
    return render(request, "lead/team_changes.html", context)


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else ""
