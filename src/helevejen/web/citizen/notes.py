"""What is written about the citizen, each piece under the cap it was written with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.cases import queries
from helevejen.cases.enums import Cap, TimelineKind
from helevejen.core import clock
from helevejen.web.citizen.own import own_record
from helevejen.web.citizen.shown.notes import CAP_FILTERS, note_seen
from helevejen.web.shared.access import requires

_SHOWN = [TimelineKind.NOTE, TimelineKind.COMPANY_CONTACT]


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_notes(request: HttpRequest) -> HttpResponse:
    _citizen, case = own_record(request, shown="AEF")
    cap = request.GET.get("kasket", "")
    number = request.GET.get("side", "1")
    page = None
    if case is not None:
        page = queries.timeline(
            case,
            request.user,
            clock.now(),
            caps=[cap] if cap in Cap.values else None,
            kinds=_SHOWN,
            page=int(number) if number.isdecimal() else 1,
        )
    shown = {
        "notes": [note_seen(entry) for entry in page.entries] if page else [],
        "page": page,
        "cap": cap if cap in Cap.values else "",
        "filters": CAP_FILTERS,
        "today": clock.today(),
    }
    return render(request, "citizen/my_notes.html", shown)
