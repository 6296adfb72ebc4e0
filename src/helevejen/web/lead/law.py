"""The leader's two pages about the law: how many are exempted, and what a coming change of law does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries as caseload_queries
from helevejen.cases.enums import LawEffect
from helevejen.cases.queries import obligations as queries
from helevejen.cases.queries.obligation_words import (
    changes_of_regime,
    regime_in_words,
    title_of,
    why_in_words,
)
from helevejen.cases.rules.obligation_law import law
from helevejen.cases.rules.obligation_quota import Meter
from helevejen.citizens.enums import TargetGroup
from helevejen.core import clock
from helevejen.core.parse import Unreadable, read_date
from helevejen.web.lead.team import page_of, team_of
from helevejen.web.shared.access import requires, shows
from helevejen.web.shared.sorting import in_order, order_asked_for

_FURTHEST: Final = timedelta(days=3 * 365)

#: What the obligations a change of law touches can be sorted by; the case comes with each.
_COLUMNS: Final[dict[str, Callable[[tuple[queries.LawChange, Any]], Any]]] = {
    "navn": lambda row: row[1].citizen.name,
    "aendring": lambda row: str(row[0].change.effect.label),
    "regel": lambda row: title_of(row[0].change.shown.clause),
    "foer": lambda row: _before(row[0].change),
    "efter": lambda row: _after(row[0].change),
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
    cases = list(caseload_queries.cases_of_team(team_of(request), request.user, now))
    by_case = {case.pk: case for case in cases}
    changes = queries.law_changes(list(by_case), on=on, today=today) if on and not fault else []
    order = order_asked_for(request, _COLUMNS, standard="navn")
    page = page_of(request, in_order(((one, by_case[one.case_id]) for one in changes), order, _COLUMNS))
    shows(request, {case.citizen_id for _, case in page}, shown="AH")
    counts = Counter((one.change.effect, one.change.shown.clause.code) for one in changes)
    titles = {one.code: one for one in law().clauses}
    context = {
        "on": on,
        "fault": fault,
        "today": today,
        "days": [(day, regime_in_words(law().regime_on(day).id)) for day in _coming(today)],
        "regime": law().regime_on(on) if on else None,
        "regime_words": regime_in_words(law().regime_on(on).id) if on else "",
        "changes_words": changes_of_regime(law().regime_on(on)) if on else "",
        "cases": len(cases),
        "touched": len({one.case_id for one in changes}),
        "counts": [
            (LawEffect(effect).label, title_of(titles[code]), code, number)
            for (effect, code), number in sorted(counts.items())
        ],
        "page": page,
        "rows": [_shown(one, case.citizen) for one, case in page],
    }
    return render(request, "lead/law_preview.html", context)


def _shown(one: queries.LawChange, citizen: Any) -> ChangeShown:
    change = one.change
    return ChangeShown(
        citizen=citizen,
        effect=str(change.effect.label),
        title=title_of(change.shown.clause),
        is_draft=change.shown.is_draft,
        before=_before(change),
        after=_after(change),
        why=why_in_words(change.shown.why, shows_health=False),
    )


def _before(change: Any) -> date | None:
    return change.before.due_on if change.before else None


def _after(change: Any) -> date | None:
    return change.after.due_on if change.after and change.effect != LawEffect.VANISHES else None


def _coming(today: date) -> list[date]:
    return [day for day in law().change_days() if today < day <= today + _FURTHEST]


def _day_asked_for(request: HttpRequest, today: date) -> tuple[date | None, bool]:
    """Return the day that `?dag=` asks for, else the next change of law; and whether it could not be read."""
    asked = request.GET.get("dag", "")
    if not asked:
        return next(iter(_coming(today)), None), False
    try:
        on = read_date(asked)
    except Unreadable:
        return None, True
    return (on, False) if today < on <= today + _FURTHEST else (None, True)
