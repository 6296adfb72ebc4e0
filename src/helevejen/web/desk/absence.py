"""My absence and my own figures."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries
from helevejen.core import clock
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import requires

_PERIOD_DAYS = 90


@requires(Permission.HANDOVER_WORK)
def my_absence(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    context = {
        "today": today,
        "own": queries.absences_of(request.user, today),
        "covers": queries.covers_of(request.user, today),
        "leaders": queries.leaders_of(request.user, today),
    }
    return render(request, "desk/my_absence.html", context)


@requires(Permission.HANDOVER_WORK)
def my_figures(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    row, caps = queries.figures_of(request.user, now, since=now - timedelta(days=_PERIOD_DAYS))
    share, count = row.load.load.share_at_most, row.load.count
    context = {
        "row": row,
        "percent": None if share is None else round(share * 100),
        "count_words": phrasing.cases(count),
        "load_words": phrasing.against_guideline(count, row.load.load),
        "scale": max(round((share or 0) * 100), 125),
        "caps": caps if any(one.minutes for one in caps) else [],
        "days": _PERIOD_DAYS,
    }
    return render(request, "desk/my_figures.html", context)
