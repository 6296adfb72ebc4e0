"""Companies near a citizen, in the citizen's file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.suggestions.enums import NoHome
from helevejen.suggestions.queries import nearby
from helevejen.web.desk.frame import open_file
from helevejen.web.shared.access import requires
from helevejen.web.shared.paging import page_number

ROWS_AT_A_TIME = 25


@requires(Permission.CASE_VIEW)
@require_safe
def case_companies_near(request: HttpRequest, case_id: int) -> HttpResponse:
    case, frame = open_file(request, case_id, tab="case_openings", shown="CD")
    if "C" not in frame.reach.shows:
        raise Http404
    now = clock.now()
    found = nearby.companies_near(case.citizen, request.user, now)
    page = Paginator(found.rows, ROWS_AT_A_TIME).get_page(page_number(request))
    shown = {
        "frame": frame,
        "found": found,
        "reason": NoHome(found.reason) if found.reason else None,
        "page": page,
        "rows": nearby.companies_seen(page.object_list, request.user, now, frame.today),
    }
    return render(request, "desk/case_companies_near.html", shown)
