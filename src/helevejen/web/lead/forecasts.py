"""What was said of waits and what came of it: said 9 of 10, was so much, by step and by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.caseload.queries import PERIODS
from helevejen.cases.enums import TrackKind
from helevejen.cases.rules import chains
from helevejen.core import clock
from helevejen.waiting import queries
from helevejen.waiting.rules.flow import LEAST_TOLD
from helevejen.waiting.rules.forecasts import RecordRow
from helevejen.waiting.rules.telling import KEPT_BETWEEN, told_beside_sum
from helevejen.web.lead import record_drawing
from helevejen.web.lead.team import PeriodChoice, period_of
from helevejen.web.shared.access import requires


@dataclass(frozen=True, slots=True)
class Kept:
    """
    How often what was said held.

    Attributes:
        verdict: "low" below what nine of ten allows, "high" above it, else empty.
    """

    count: int
    inside: int

    @property
    def share(self) -> float:
        return self.inside / self.count

    @property
    def verdict(self) -> str:
        low, high = KEPT_BETWEEN
        return "low" if self.share < low else "high" if self.share > high else ""


@dataclass(frozen=True, slots=True)
class StepKept:
    """One step of a kind of track. `kept` is None where there are too few to tell; `href` leads to its months."""

    kind: str
    words: str
    holder: str
    kept: Kept | None
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MonthKept:
    """One month. `kept` is None where there are too few to tell."""

    month: date
    kept: Kept | None


@requires(Permission.FIGURES_VIEW)
@require_safe
def forecast_record(request: HttpRequest) -> HttpResponse:
    period, kind, step = period_of(request), request.GET.get("spor", ""), request.GET.get("trin", "")
    kind = kind if kind in TrackKind.values else ""
    since = (clock.today() - timedelta(days=PERIODS[period.key])).replace(day=1)
    rows = [row for row in queries.forecast_record(since=since, by_month=False) if not kind or row.kind == kind]
    told = {(row.kind, row.step): row for row in _told(rows)}
    chosen = [row for key, row in told.items() if not step or key == (kind, step)]
    months = _months(queries.forecast_record(since=since, by_month=True), {(row.kind, row.step) for row in chosen})
    context = {
        "period": period,
        "since": since,
        "kind": kind,
        "kinds": TrackKind.choices,
        "step": _words(kind, step) if (kind, step) in told else "",
        "kept": _sum(chosen),
        "steps": [_step(row, told, period, step) for row in sorted(rows, key=_order)],
        "hidden": len(rows) - len(told),
        "months": months,
        "drawing": record_drawing.drawn([(one.month, one.kept) for one in months]),
        "least": LEAST_TOLD,
        "bounds": KEPT_BETWEEN,
    }
    return render(request, "lead/forecast_record.html", context)


def _told(rows: Sequence[RecordRow]) -> list[RecordRow]:
    """Return the rows that may be told beside their sum."""
    is_told = told_beside_sum([row.count for row in rows])
    return [row for row, one in zip(rows, is_told, strict=True) if one]


def _months(rows: Iterable[RecordRow], steps: set[tuple[str, str]]) -> list[MonthKept]:
    """Return what came of what was said of some steps, month by month; what is not told of a step is in no month."""
    by_month: dict[date, list[RecordRow]] = defaultdict(list)
    for row in rows:
        if (row.kind, row.step) in steps and row.month is not None:
            by_month[row.month].append(row)
    sums = {month: _sum(those) for month, those in sorted(by_month.items())}
    is_told = told_beside_sum([kept.count for kept in sums.values() if kept])
    return [MonthKept(month, kept if one else None) for (month, kept), one in zip(sums.items(), is_told, strict=True)]


def _sum(rows: Iterable[RecordRow]) -> Kept | None:
    counts = [(row.count, row.inside) for row in rows]
    return Kept(sum(count for count, _ in counts), sum(inside for _, inside in counts)) if counts else None


def _step(row: RecordRow, told: Any, period: PeriodChoice, chosen: str) -> StepKept:
    is_told = (row.kind, row.step) in told
    link = chains.step_of(row.kind, row.step)
    return StepKept(
        kind=str(TrackKind(row.kind).label),
        words=_words(row.kind, row.step),
        holder=str(link.holder) if link else "",
        kept=Kept(row.count, row.inside) if is_told else None,
        href="?" + urlencode({"spor": row.kind, "trin": row.step, "periode": period.key}) if is_told else "",
        is_chosen=row.step == chosen,
    )


def _order(row: RecordRow) -> tuple[int, int, str]:
    return (list(TrackKind).index(TrackKind(row.kind)), -row.count, row.step)


def _words(kind: str, step: str) -> str:
    return chains.wording(kind, step, "staff", get_language() or "da") or step
