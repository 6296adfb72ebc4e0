"""How long a decision takes: the deadlines the municipality has decided, and how it went."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from helevejen.core import clock
from helevejen.inquiries import queries
from helevejen.web.shared.access import public


@public
@require_safe
def published_deadlines(request: HttpRequest) -> HttpResponse:
    rows = [row for row in queries.deadline_catalogue(clock.today()) if row.deadline is not None]
    counted = {"applied": sum(row.applied for row in rows), "released": sum(row.released for row in rows)}
    return render(request, "public/published_deadlines.html", {"rows": rows, "today": clock.today(), **counted})
