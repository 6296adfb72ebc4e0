"""Who is away, who covers, and what needs a plan."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helevejen.accounts.enums import Permission
from helevejen.caseload import actions, queries
from helevejen.caseload.enums import AssignmentReason, PlanNeed
from helevejen.core import clock
from helevejen.web.lead import forms
from helevejen.web.lead.team import page_of, team_of
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import fetch, requires, shows
from helevejen.web.shared.forms import DayField


@requires(Permission.ABSENCE_PLAN)
def who_is_away(request: HttpRequest) -> HttpResponse:
    team, today = team_of(request), clock.today()
    page = page_of(request, queries.cases_without_plan(team, request.user, clock.now()))
    shows(request, {case.citizen_id for case in page})
    absences = list(queries.absences_of_team(team, today))
    context = {
        "today": today,
        "now_away": [one for one in absences if one.valid_from <= today],
        "coming": [one for one in absences if one.valid_from > today],
        "departures": queries.departures_of_team(team, today),
        "page": page,
        "needs": [_need(case) for case in page],
        "people": queries.case_workers(today, team=team),
    }
    return render(request, "lead/who_is_away.html", context)


@requires(Permission.ABSENCE_PLAN)
def absence_plan(request: HttpRequest, user_id: int) -> HttpResponse:
    user = fetch(request, queries.figures_visible_to(request.user, clock.today()), pk=user_id)
    days = forms.Days(request.POST or request.GET or None)
    if not days.is_valid():
        kept = _chosen(request.POST or request.GET)
        shown = {"person": user, "form": days, "plan": None, "kept": kept}
        return render(request, "lead/absence_plan.html", shown, status=422 if request.method == "POST" else 200)
    first, last = days.cleaned_data["first_day"], days.cleaned_data["last_day"]
    plan = queries.cover_plan(user, first, last, viewer=request.user, at=clock.now())
    known = [line for line in plan.lines if line.is_known]
    shows(request, {line.case.citizen_id for line in known})
    form = forms.Absence(
        request.POST or None,
        people=plan.people,
        lines=[line for line in known if line.changes_backup or line.suggested is None],
        initial={
            "first_day": first,
            "last_day": last,
            "substitute": str(plan.substitute.pk) if plan.substitute else "",
        }
        | _chosen(request.GET),
    )
    if form.is_valid():
        try:
            actions.plan_absence(
                user=user,
                substitute=form.people[form.cleaned_data["substitute"]],
                kind=form.cleaned_data["kind"],
                valid_from=first,
                valid_until=form.valid_until,
                by=request.user,
                at=clock.now(),
                backups=form.backups,
            )
        except actions.UnableToPlanAbsence as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Fraværet er planlagt. Vikaren har fået besked."))
            return redirect("lead:who_is_away")
    days_said = phrasing.days(first, last, clock.today())
    context = {"person": user, "form": form, "plan": plan, "days": days_said, **_rows(plan, form)}
    return render(request, "lead/absence_plan.html", context, status=422 if form.is_bound else 200)


@requires(Permission.ABSENCE_PLAN)
def absence_cancel(request: HttpRequest, absence_id: int) -> HttpResponse:
    absence = fetch(request, queries.absences_of_team(team_of(request), clock.today()), pk=absence_id)
    if request.method == "POST":
        try:
            actions.cancel_absence(absence=absence, by=request.user, at=clock.now())
        except actions.UnableToCancelAbsence as objection:
            messages.warning(request, str(objection))
        else:
            messages.success(request, _("Fraværet er aflyst."))
        return redirect("lead:who_is_away")
    return render(request, "lead/absence_cancel.html", {"absence": absence, "today": clock.today()})


@requires(Permission.ABSENCE_PLAN)
def departure_plan(request: HttpRequest, user_id: int) -> HttpResponse:
    user = fetch(request, queries.figures_visible_to(request.user, clock.today()), pk=user_id)
    day = _effect_day(user, request.POST.get("takes_effect_on", ""))
    plan = queries.departure_plan(user, day, viewer=request.user, at=clock.now())
    known = [line for line in plan.lines if line.is_known]
    shows(request, {line.case.citizen_id for line in known})
    movable = [line for line in known if not line.is_under_way]
    initial = {"takes_effect_on": day, "reason": AssignmentReason.RESIGNATION}
    form = forms.Departure(request.POST or None, plan=plan, lines=movable, initial=initial)
    if form.is_valid():
        try:
            actions.request_handovers(
                wishes=[actions.HandoverWish(*wish) for wish in form.wishes],
                reason=form.cleaned_data["reason"],
                takes_effect_on=form.cleaned_data["takes_effect_on"],
                by=request.user,
                at=clock.now(),
            )
        except actions.UnableToRequestHandover as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _asked_for(form))
            return redirect("lead:who_is_away")
    rows = [
        {"line": line, "to": form[f"to_{line.case.pk}"], "backup": form[f"backup_{line.case.pk}"]} for line in movable
    ]
    context = {
        "person": user,
        "form": form,
        "count": len(rows),
        "special": [row for row in rows if row["line"].is_special],
        "rows": [row for row in rows if not row["line"].is_special],
        "moving": len(known) - len(movable),
        **_shares(movable),
    }
    return render(request, "lead/departure_plan.html", context, status=422 if form.is_bound else 200)


def _chosen(given: QueryDict) -> dict[str, str]:
    """Return what was chosen beside the days, to be kept while they are put right."""
    sent = given.items()
    return {name: str(value) for name, value in sent if name in {"kind", "substitute"} or name.startswith("backup_")}


def _asked_for(form: forms.Departure) -> str:
    count = len(form.wishes)
    told = ngettext("Du har bedt om %(n)s overdragelse.", "Du har bedt om %(n)s overdragelser.", count) % {"n": count}
    passed_over = ngettext(
        "%(n)s sag følger forslaget, fordi den, du valgte for alle, er inhabil i den.",
        "%(n)s sager følger forslaget, fordi den, du valgte for alle, er inhabil i dem.",
        form.passed_over,
    ) % {"n": form.passed_over}
    backup_passed_over = ngettext(
        "%(n)s sag følger forslaget til vikar, fordi den, du valgte som vikar for alle, er inhabil i den.",
        "%(n)s sager følger forslaget til vikar, fordi den, du valgte som vikar for alle, er inhabil i dem.",
        form.backup_passed_over,
    ) % {"n": form.backup_passed_over}
    more = [passed_over] * bool(form.passed_over) + [backup_passed_over] * bool(form.backup_passed_over)
    return " ".join([told, *more])


def _shares(lines: list[queries.CoverLine]) -> dict[str, Any]:
    """Return how many cases the suggestion gives each person, the most first, and how many it gives nobody."""
    given = Counter(line.suggested for line in lines if line.suggested)
    shares = [(user.name, count) for user, count in given.most_common()]
    return {"shares": shares, "unsuggested": len(lines) - given.total()}


def _need(case: Any) -> dict[str, Any]:
    """Return a case that needs a plan with why and the deed that gives it one."""
    need = PlanNeed(case.need)
    if need in {PlanNeed.JOBFORMIDLER_LEFT, PlanNeed.JOBFORMIDLER_LEAVES}:
        href, deed = reverse("lead:departure_plan", args=[case.jobformidler_id]), _("Find en ny jobformidler")
    elif need == PlanNeed.NOBODY_COVERS:
        href, deed = reverse("lead:who_is_away") + "#now", _("Aflys, og vælg en anden vikar")
    else:
        href, deed = reverse("desk:backup_name", args=[case.pk]), _("Vælg en ny vikar")
    return {"case": case, "label": need.label, "href": href, "deed": deed}


def _rows(plan: queries.CoverPlan, form: forms.Absence) -> dict[str, Any]:
    """Return the cases one by one: those the leader must look at, and the rest, which can stay folded."""
    rows: list[dict[str, Any]] = [
        {"line": line, "field": form.backup_of(line.case.pk) if f"backup_{line.case.pk}" in form.fields else None}
        for line in plan.lines
    ]
    for row in rows:
        is_open = row["line"].suggested is None or (row["field"] is not None and bool(row["field"].errors))
        row["is_open"] = is_open and bool(plan.people)
    opened = [row for row in rows if row["is_open"]]
    rest = [row for row in rows if not row["is_open"]]
    return {
        "to_choose": [row for row in opened if row["field"] is not None],
        "for_another": [row for row in opened if row["field"] is None],
        "rows": rest,
        "changes": sum(row["line"].changes_backup for row in rest if row["field"] is not None),
    }


def _effect_day(user: Any, sent: str) -> date:
    """
    Return the day a departure's cases should change hands: the one sent, if it can be, else the last day's morrow.

    Tomorrow at the earliest.
    """
    tomorrow = clock.today() + timedelta(days=1)
    with suppress(ValidationError):
        if (day := DayField().clean(sent)) >= tomorrow:
            return cast("date", day)
    employment = user.employment_on(clock.today())
    return max(employment.valid_until, tomorrow) if employment and employment.valid_until else tomorrow
