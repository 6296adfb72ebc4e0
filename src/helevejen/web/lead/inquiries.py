"""The inbox in figures, and who has the duty."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helevejen.accounts import queries as account_queries
from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.inquiries import actions, queries
from helevejen.web.lead.inquiry_forms import NameDuty
from helevejen.web.lead.team import period_of, team_of
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import fetch, requires


@requires(Permission.INQUIRY_LEAD)
@require_safe
def inquiry_figures(request: HttpRequest) -> HttpResponse:
    team, period, now = team_of(request), period_of(request), clock.now()
    context = {
        "team": team,
        "period": period,
        "figures": queries.figures_of(team, period.since, now),
        "topics": queries.topics_of(team, period.since),
    }
    return render(request, "lead/inquiry_figures.html", context)


@requires(Permission.INQUIRY_LEAD)
def duty_roster(request: HttpRequest) -> HttpResponse:
    team, today = team_of(request), clock.today()
    form = NameDuty(
        request.POST if request.method == "POST" else None,
        people=account_queries.team_at_work(request.user, today),
        initial={"first_day": today, "last_day": today},
    )
    if form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("first_day", "last_day")}
        try:
            actions.name_duty(team=team, user=form.chosen, by=request.user, at=clock.now(), **days)
        except actions.UnableToNameDuty as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("%(name)s har vagten de dage.") % {"name": form.chosen.name})
            return redirect("lead:duty_roster")
    context: dict[str, Any] = {
        "team": team,
        "form": form,
        "duties": queries.duties_of(team, today),
        "present": queries.find_duty(team, today),
        "today": today,
    }
    return render(request, "lead/duty_roster.html", context, status=422 if form.errors else 200)


@requires(Permission.INQUIRY_LEAD)
def duty_end(request: HttpRequest, duty_id: int) -> HttpResponse:
    duty: Any = fetch(request, queries.duties_of(team_of(request), clock.today()), pk=duty_id)
    if request.method == "POST":
        actions.end_duty(duty=duty, by=request.user, at=clock.now())
        messages.success(request, _("Vagten er taget af."))
        return redirect("lead:duty_roster")
    last = duty.valid_until - timedelta(days=1)
    asked = {
        "title": _("Vil du tage vagten af %(name)s?") % {"name": duty.user.name},
        "text": _("Vagten er %(days)s.") % {"days": phrasing.days(duty.valid_from, last, clock.today())},
        "confirm_label": _("Tag vagten af"),
        "cancel_url": reverse("lead:duty_roster"),
    }
    return render(request, "shared/confirm.html", asked)
