"""What was said of waits and what came of it: said 9 of 10, was so much, by step and by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
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
from helevejen.waiting.rules.telling import KEPT_BETWEEN
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
    rows = [row for row in queries.forecast_record(since=since) if not kind or row.kind == kind]
    steps = _by_step(rows)
    told = {key: kept for key, those in steps.items() if (kept := _sum(those))}
    chosen = [row for row in rows if not step or (row.kind, row.step) == (kind, step)]
    months = _months(chosen)
    context = {
        "period": period,
        "since": since,
        "kind": kind,
        "kinds": TrackKind.choices,
        "step": _words(kind, step) if (kind, step) in told else "",
        "kept": _sum(chosen),
        "steps": [_step(key, told.get(key), period, step) for key in sorted(steps, key=lambda key: _order(key, told))],
        "hidden": len(steps) - len(told),
        "months": months,
        "drawing": record_drawing.drawn([(one.month, one.kept) for one in months]),
        "least": LEAST_TOLD,
        "bounds": KEPT_BETWEEN,
    }
    return render(request, "lead/forecast_record.html", context)


def _by_step(rows: Iterable[RecordRow]) -> dict[tuple[str, str], list[RecordRow]]:
    found: dict[tuple[str, str], list[RecordRow]] = defaultdict(list)
    for row in rows:
        found[row.kind, row.step].append(row)
    return found


def _months(rows: Iterable[RecordRow]) -> list[MonthKept]:
    by_month: dict[date, list[RecordRow]] = defaultdict(list)
    for row in rows:
        if row.month is not None:
            by_month[row.month].append(row)
    return [MonthKept(month, _sum(those)) for month, those in sorted(by_month.items())]


def _sum(rows: Iterable[RecordRow]) -> Kept | None:
    """
    Return the sum of those months of steps that may be told; None where there is none.

    What may not be told is in no sum, so that none gives it away.
    """
    told = [row for row in rows if row.is_told]
    return Kept(sum(row.count for row in told), sum(row.inside for row in told)) if told else None


def _step(key: tuple[str, str], kept: Kept | None, period: PeriodChoice, chosen: str) -> StepKept:
    kind, step = key
    link = chains.step_of(kind, step)
    return StepKept(
        kind=str(TrackKind(kind).label),
        words=_words(kind, step),
        holder=str(link.holder) if link else "",
        kept=kept,
        href="?" + urlencode({"spor": kind, "trin": step, "periode": period.key}) if kept else "",
        is_chosen=step == chosen,
    )


def _order(key: tuple[str, str], told: Mapping[tuple[str, str], Kept]) -> tuple[int, int, str]:
    kind, step = key
    return (list(TrackKind).index(TrackKind(kind)), -told[key].count if key in told else 0, step)


def _words(kind: str, step: str) -> str:
    return chains.wording(kind, step, "staff", get_language() or "da") or step
