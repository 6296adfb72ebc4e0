"""What was said of waits and what came of it: said 9 of 10, was so much, by step and by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.cases.enums import TrackKind
from helevejen.cases.rules import chains
from helevejen.core import clock
from helevejen.waiting import queries
from helevejen.waiting.rules.flow import LEAST_TOLD
from helevejen.waiting.rules.forecasts import RecordRow
from helevejen.waiting.rules.telling import KEPT_BETWEEN, verdict_on
from helevejen.web.lead import record_drawing
from helevejen.web.shared.access import requires

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from helevejen.waiting.enums import Verdict

#: How many months are shown, this one the last. Whole months: a month of few is told nowhere, and a day would part one.
PERIODS: dict[str, _StrPromise] = {"2": _("Denne måned og den før"), "3": _("3 måneder"), "12": _("12 måneder")}


@dataclass(frozen=True, slots=True)
class Kept:
    """
    How often what was said held.

    Attributes:
        citizens: Of so many, month by month and step by step.
    """

    count: int
    inside: int
    citizens: int

    @property
    def share(self) -> float:
        return self.inside / self.count

    @property
    def verdict(self) -> Verdict:
        return verdict_on(self.share, self.citizens)


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
    months_back, kind = _months_asked(request), request.GET.get("spor", "")
    since = _first_day(clock.today(), int(months_back))
    every = queries.forecast_record(since=since)
    kind, step = _chosen(every, kind if kind in TrackKind.values else "", request.GET.get("trin", ""))
    rows = [row for row in every if not kind or row.kind == kind]
    steps = _by_step(rows)
    told = {key: kept for key, those in steps.items() if (kept := _sum(those))}
    chosen = [row for row in rows if not step or (row.kind, row.step) == (kind, step)]
    months = _months(chosen)
    context = {
        "months_back": months_back,
        "periods": list(PERIODS.items()),
        "since": since,
        "kind": kind,
        "kinds": TrackKind.choices,
        "step": _words(kind, step) if step else "",
        "kept": _sum(chosen),
        "steps": [
            _step(key, told.get(key), months_back, (kind, step))
            for key in sorted(steps, key=lambda key: _order(key, told))
        ],
        "hidden": len(steps) - len(told),
        "months": months,
        "drawing": record_drawing.drawn([(one.month, one.kept) for one in months]),
        "least": LEAST_TOLD,
        "bounds": KEPT_BETWEEN,
    }
    return render(request, "lead/forecast_record.html", context)


def _months_asked(request: HttpRequest) -> str:
    """Return how many months are asked for by `?periode=`; an unknown number is a year."""
    asked = request.GET.get("periode", "")
    return asked if asked in PERIODS else "12"


def _first_day(today: date, months: int) -> date:
    """Return the first day of the earliest of so many months, of which this is the last."""
    back = today.year * 12 + today.month - months
    return date(back // 12, back % 12 + 1, 1)


def _chosen(rows: Iterable[RecordRow], kind: str, step: str) -> tuple[str, str]:
    """Return the kind and step that are shown: a step of one kind alone brings its kind, an unknown one is none."""
    kinds = {row.kind for row in rows if row.step == step and (not kind or row.kind == kind)}
    return (kinds.pop(), step) if len(kinds) == 1 else (kind, "")


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
    if not told:
        return None
    return Kept(*(sum(getattr(row, part) for row in told) for part in ("count", "inside", "citizens")))


def _step(key: tuple[str, str], kept: Kept | None, months_back: str, chosen: tuple[str, str]) -> StepKept:
    kind, step = key
    link = chains.step_of(kind, step)
    return StepKept(
        kind=str(TrackKind(kind).label),
        words=_words(kind, step),
        holder=str(link.holder) if link else "",
        kept=kept,
        href="?" + urlencode({"spor": kind, "trin": step, "periode": months_back}) if kept else "",
        is_chosen=key == chosen,
    )


def _order(key: tuple[str, str], told: Mapping[tuple[str, str], Kept]) -> tuple[int, int, str]:
    kind, step = key
    return (list(TrackKind).index(TrackKind(kind)), -told[key].count if key in told else 0, step)


def _words(kind: str, step: str) -> str:
    return chains.wording(kind, step, "staff", get_language() or "da") or step
