"""The leader's two pages about the law: how many are exempted, and what a coming change of law does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries as caseload_queries
from helevejen.caseload.queries import CaseChange
from helevejen.cases.queries import obligations as queries
from helevejen.cases.queries.obligation_words import (
    changes_of_regime,
    clause_in_words,
    regime_in_words,
    title_of,
    why_in_words,
)
from helevejen.cases.rules.obligation_law import law
from helevejen.cases.rules.obligation_preview import FURTHEST
from helevejen.cases.rules.obligation_quota import Meter
from helevejen.cases.rules.obligations import stored_why
from helevejen.citizens.enums import TargetGroup
from helevejen.core import clock
from helevejen.core.parse import Unreadable, read_date
from helevejen.web.lead.team import page_of, team_of
from helevejen.web.shared.access import requires, shows
from helevejen.web.shared.sorting import in_order, order_asked_for

#: What the obligations a change of law touches can be sorted by; the citizen comes with each.
_COLUMNS: Final[dict[str, Callable[[tuple[CaseChange, Any]], Any]]] = {
    "navn": lambda row: row[1].name,
    "aendring": lambda row: str(row[0].effect.label),
    "regel": lambda row: clause_in_words(row[0].clause),
    "foer": lambda row: row[0].before_on,
    "efter": lambda row: row[0].after_on,
}


@dataclass(frozen=True, slots=True)
class MeterShown:
    """One meter in words: which group, and how its share stands."""

    meter: Meter
    title: str
    group: str

    @property
    def percent_exempted(self) -> float:
        return 100 * self.meter.share


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One obligation of one citizen that a change of law touches."""

    citizen: Any
    effect: str
    title: str
    is_draft: bool
    before: date | None
    after: date | None
    why: list[str]


@requires(Permission.TEAM_BOARD_VIEW)
def exemption_meter(request: HttpRequest) -> HttpResponse:
    now, today = clock.now(), clock.today()
    page = page_of(request, queries.exemptions_counted(request.user, now))
    shows(request, {row.exemption.case.citizen_id for row in page}, shown="AH")
    meters = [
        MeterShown(one, title_of(one.clause), str(TargetGroup(one.group).label)) for one in queries.quota_meters(today)
    ]
    context = {
        "meters": meters,
        "page": page,
        "rows": [(row, TargetGroup(row.group).label if row.group else "–") for row in page],
        "today": today,
        "begins_on": min((one.valid_from for one in law().clauses if one.least), default=None),
    }
    return render(request, "lead/exemption_meter.html", context)


@requires(Permission.TEAM_BOARD_VIEW)
def law_preview(request: HttpRequest) -> HttpResponse:
    now, today = clock.now(), clock.today()
    on, fault = _day_asked_for(request, today)
    citizens = caseload_queries.citizens_of_team(team_of(request), request.user, now)
    made_at = caseload_queries.law_counted_at(on) if on and not fault else None
    changes = _changes(citizens, on, today, made_at) if on and not fault else []
    order = order_asked_for(request, _COLUMNS, standard="navn")
    page = page_of(request, in_order(((one, citizens[one.case_id]) for one in changes), order, _COLUMNS))
    shows(request, {citizen.pk for _, citizen in page}, shown="AH")
    counts = Counter((one.effect, one.clause) for one in changes)
    context = {
        "on": on,
        "fault": fault,
        "today": today,
        "days": [(day, regime_in_words(law().regime_on(day).id)) for day in _coming(today)],
        "regime": law().regime_on(on) if on else None,
        "regime_words": regime_in_words(law().regime_on(on).id) if on else "",
        "changes_words": changes_of_regime(law().regime_on(on)) if on else "",
        "cases": len(citizens),
        "touched": len({one.case_id for one in changes}),
        "counts": [
            (effect.label, clause_in_words(code), code, number) for (effect, code), number in sorted(counts.items())
        ],
        "page": page,
        "rows": [_shown(one, citizen) for one, citizen in page],
        "made_at": made_at,
    }
    return render(request, "lead/law_preview.html", context)


def _changes(cases: Collection[int], on: date, today: date, made_at: datetime | None) -> list[CaseChange]:
    """Return what was found at night of a coming day of law; of any other day it is found now, which takes a while."""
    if made_at is not None:
        return caseload_queries.changes_found(cases, on=on)
    return [
        CaseChange(
            case_id=one.case_id,
            clause=one.change.shown.clause.code,
            effect=one.change.effect,
            before_on=one.change.before_on,
            after_on=one.change.after_on,
            is_draft=one.change.shown.is_draft,
            why=stored_why(one.change.shown.why),
        )
        for one in queries.law_changes(list(cases), on=on, today=today)
    ]


def _shown(one: CaseChange, citizen: Any) -> ChangeShown:
    return ChangeShown(
        citizen=citizen,
        effect=str(one.effect.label),
        title=clause_in_words(one.clause),
        is_draft=one.is_draft,
        before=one.before_on,
        after=one.after_on,
        why=why_in_words(one.why, shows_health=False),
    )


def _coming(today: date) -> list[date]:
    return [day for day in law().change_days() if today < day <= today + FURTHEST]


def _day_asked_for(request: HttpRequest, today: date) -> tuple[date | None, bool]:
    """Return the day that `?dag=` asks for, else the next change of law; and whether it could not be read."""
    asked = request.GET.get("dag", "")
    if not asked:
        return next(iter(_coming(today)), None), False
    try:
        on = read_date(asked.replace("/", "-"))  # the box shows days with strokes, as every other
    except Unreadable:
        return None, True
    return (on, False) if today < on <= today + FURTHEST else (None, True)
