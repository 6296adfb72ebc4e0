"""How it goes, in sums: for whoever follows the work and knows nobody in it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries
from helevejen.core import clock
from helevejen.web.lead import bars
from helevejen.web.lead.team import period_of
from helevejen.web.shared.access import requires


@requires(Permission.FIGURES_VIEW)
def team_figures(request: HttpRequest) -> HttpResponse:
    period, now = period_of(request), clock.now()
    teams = queries.teams_with_figures(clock.today())
    team = next((one for one in teams if str(one.pk) == request.GET.get("hold", "")), None)
    made_at = None
    if team is None:
        # Of everybody these are ten thousand cases and more: counted at night.
        kept = queries.figures_of_all(now, days=queries.PERIODS[period.key])
        figures, made_at = kept.figures, kept.made_at
    else:
        figures = queries.team_figures(team, now, since=period.since)
    context = {
        "figures": figures,
        "made_at": made_at,
        "team": team,
        "teams": teams,
        "period": period,
        "least": queries.LEAST_TOLD,
        "wait_bars": _unlinked(bars.wait_bars(figures.waits)),
        "change_bars": _unlinked(bars.change_bars(figures.changes, period.key)),
        "cap_bars": bars.cap_bars(figures.caps),
    }
    return render(request, "lead/team_figures.html", context)


def _unlinked(some: list[bars.Bar]) -> list[bars.Bar]:
    """Return bars without the lists behind them, which name people."""
    return [replace(bar, href="") for bar in some]
