"""Min sagsstamme: everybody one follows, whose turn it is, what is late and who has not been heard for long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries
from helevejen.caseload.queries import CaseInCaseload
from helevejen.cases.enums import Holder
from helevejen.core import clock
from helevejen.web.desk.forms.caseload import LATE, OTHERS, SILENT, SILENT_DAYS, FilterCaseload
from helevejen.web.shared.access import requires, shows
from helevejen.web.shared.sorting import in_order, order_asked_for

ROWS_AT_A_TIME = 25

_LONG_AGO: Final = date.min

#: What a column sorts by; the name decides between equals, since the list comes by name.
_COLUMNS: Final[dict[str, Callable[[CaseInCaseload], Any]]] = {
    "navn": lambda row: row.citizen_name,
    "frist": lambda row: row.next_due_on,
    "kontakt": lambda row: row.last_contact_on or _LONG_AGO,  # never is the longest ago
    "siden": lambda row: row.since,
    "skift": lambda row: row.changes_count,
    "gruppe": lambda row: row.target_group or None,
}


@requires(Permission.CASELOAD_VIEW)
def my_caseload(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    covers = [one for one in queries.covers_of(request.user, today) if one.valid_from <= today]
    form = FilterCaseload(request.GET, covered=[one.user for one in covers])
    rows = queries.my_caseload(request.user, clock.now(), of=form.person())
    order = order_asked_for(request, _COLUMNS, standard="navn")
    kept = in_order(_filtered(rows, form, today), order, _COLUMNS)
    page = Paginator(kept, ROWS_AT_A_TIME).get_page(request.GET.get("side"))
    shows(request, {row.citizen_id for row in page}, shown="AEH")
    shown = {
        "form": form,
        "whose": form.person(),
        "page": page,
        "all_count": len(rows),
        "late_count": sum(row.is_late_by_us for row in rows),
        "silent_count": sum(row.is_silent(today, days=SILENT_DAYS) for row in rows),
        "silent_days": SILENT_DAYS,
        "is_filtered": len(kept) != len(rows),
        "today": today,
    }
    return render(request, "desk/my_caseload.html", shown)


def _filtered(rows: list[CaseInCaseload], form: FilterCaseload, today: date) -> list[CaseInCaseload]:
    wanted = form.cleaned_data if form.is_valid() else {}
    holders = _holders(wanted.get("bold", ""))
    if holders:
        rows = [row for row in rows if row.lies_with(*holders)]
    only = wanted.get("kun")
    if only == LATE:  # past its day in the same hands that were asked for: late by us is not late by the doctor
        rows = [row for row in rows if row.is_late_by(*holders)]
    if only == SILENT:
        rows = [row for row in rows if row.is_silent(today, days=SILENT_DAYS)]
    return rows


def _holders(asked: str) -> list[str]:
    if asked == OTHERS:
        return [str(one) for one in Holder if one not in {Holder.JOBFORMIDLER, Holder.CITIZEN}]
    return [asked] if asked else []
