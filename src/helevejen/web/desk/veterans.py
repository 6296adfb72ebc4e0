"""The veteran coordinator's first page: those who have said yes, and nobody else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries
from helevejen.core import clock
from helevejen.web.shared.access import requires, shows


@requires(Permission.VETERAN_VIEW)
def veterans(request: HttpRequest) -> HttpResponse:
    rows, today = queries.veterans_of(request.user, clock.now()), clock.today()
    shows(request, {row.citizen_id for row in rows}, shown="AG")
    context = {
        "rows": rows,
        "today": today,
        "meets_count": sum(row.meets_at is not None for row in rows),
        "alone_count": sum(row.case_id is None for row in rows),
    }
    return render(request, "desk/veterans.html", context)
