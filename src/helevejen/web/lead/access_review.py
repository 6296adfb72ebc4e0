"""The leader's review of emergency access and conflicts, and the control of the log."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from helevejen.accounts import queries as account_queries
from helevejen.accounts.enums import Permission
from helevejen.audit import actions as audit_actions
from helevejen.audit import queries as audit_queries
from helevejen.audit.enums import Purpose
from helevejen.citizens import actions, queries
from helevejen.core import clock
from helevejen.web.shared.access import fetch, requires, shows
from helevejen.web.shared.forms import DayField
from helevejen.web.shared.looks import rows_of
from helevejen.web.shared.purposes import fetch_for

_RULES = {
    "many_in_a_day": gettext_lazy("Har søgt efter mange på en dag, uden at en relation forklarer det"),
    "same_again": gettext_lazy("Har søgt efter det samme flere dage, uden at en relation forklarer det"),
    "frequent_break_glass": gettext_lazy("Har brugt nødadgang mere end 3 gange på 30 dage"),
}


class ReviewForm(forms.Form):
    was_justified = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")


class NameForm(forms.Form):
    """Who may see a specially protected citizen, until when and why."""

    user = forms.ChoiceField(label=gettext_lazy("Hvem skal kunne se borgeren?"))
    until = DayField(label=gettext_lazy("Til hvilken dag? Dagen selv er ikke med."))
    reason = forms.CharField(
        label=gettext_lazy("Hvorfor?"), help_text=gettext_lazy("Borgeren kan læse det."), max_length=200
    )

    def __init__(self, *args: Any, team: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [("", _("Vælg")), *((number, one.name) for number, one in team.items())]


@requires(Permission.BREAK_GLASS_REVIEW)
def glasses(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    shown = queries.glasses_to_show(request.user, now)
    conflicts = queries.conflicts_of_team(request.user, now)
    of_whom = {glass.citizen_id for glass in shown} | {conflict.citizen_id for conflict in conflicts}
    known = queries.cards_visible_to(request.user, now).filter(pk__in=of_whom)
    names = {citizen.pk: citizen.name for citizen in known}
    special = list(queries.specially_protected_led_by(request.user, now))
    of_whom |= {citizen.pk for citizen in special}
    shows(request, of_whom, shown="AJ", purpose=Purpose.LEADERSHIP)
    context = {
        "waiting": [(glass, names.get(glass.citizen_id, "")) for glass in shown if glass.reviewed_at is None],
        "reviewed": [(glass, names.get(glass.citizen_id, "")) for glass in shown if glass.reviewed_at is not None],
        "conflicts": [(conflict, names.get(conflict.citizen_id, "")) for conflict in conflicts],
        "special": special,
        "today": clock.today(),
    }
    return render(request, "lead/glasses.html", context)


@requires(Permission.BREAK_GLASS_REVIEW)
@require_POST
def glass_review(request: HttpRequest, glass_id: int) -> HttpResponse:
    glass = _fetch_glass(request, glass_id)
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            actions.review_glass(glass=glass, by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Gennemgangen er skrevet ned."))
        except actions.UnableToReviewGlass as objection:
            messages.error(request, str(objection))
    return redirect("lead:glasses")


@requires(Permission.BREAK_GLASS_REVIEW)
@require_POST
def conflict_end(request: HttpRequest, conflict_id: int) -> HttpResponse:
    conflict = fetch_for(
        request,
        queries.conflicts_of_team(request.user, clock.now()),
        purpose=Purpose.LEADERSHIP,
        citizen="citizen_id",
        pk=conflict_id,
    )
    try:
        actions.end_conflict(conflict=conflict, by=request.user, at=clock.now())
        messages.success(request, _("Inhabiliteten er slut, og sagen er åben igen."))
    except actions.UnableToEndConflict as objection:
        messages.error(request, str(objection))
    return redirect("lead:glasses")


@requires(Permission.BREAK_GLASS_REVIEW, any_level=True)
def person_name(request: HttpRequest, citizen_id: int) -> HttpResponse:
    citizen = fetch(request, queries.specially_protected_led_by(request.user, clock.now()), pk=citizen_id)
    team = {str(one.pk): one for one in account_queries.team_at_work(request.user, clock.today())}
    form = NameForm(request.POST if request.method == "POST" else None, team=team)
    if form.is_valid():
        values = form.cleaned_data | {"user": team[form.cleaned_data["user"]]}
        try:
            actions.name_person(citizen=citizen, by=request.user, at=clock.now(), **values)
        except actions.UnableToOpenRelation as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Personen kan nu se borgeren."))
            return redirect("lead:glasses")
    context = {"form": form, "name": citizen.name}
    return render(request, "lead/person_name.html", context, status=422 if form.errors else 200)


@requires(Permission.ACCESS_LOG_VIEW)
def log_control(request: HttpRequest) -> HttpResponse:
    from_, until = _month_before(clock.now())
    drawn = audit_queries.drawn_sample(_key_of(from_), from_=from_, until=until)
    done = audit_queries.controlled_looks({look.access_id for look in drawn})
    alarms = audit_queries.alarms(from_=clock.now() - timedelta(days=30), until=clock.now())
    names = account_queries.names_of({alarm.actor_id for alarm in alarms})
    shows(request, {look.citizen_id for look in drawn}, shown="J", purpose=Purpose.LOG_CONTROL)
    rows = rows_of(drawn, with_names=True)
    context = {
        "rows": [(row, row.access_id in done) for row in rows],
        "left": len({look.access_id for look in drawn} - done),
        "alarms": [(alarm, names.get(alarm.actor_id, ""), _RULES[alarm.rule]) for alarm in alarms],
        "month": from_,
        "today": clock.today(),
    }
    return render(request, "lead/log_control.html", context)


@requires(Permission.ACCESS_LOG_VIEW)
@require_POST
def look_control(request: HttpRequest, access_id: int) -> HttpResponse:
    form = ReviewForm(request.POST)
    if form.is_valid() and access_id in _drawn_now():
        try:
            audit_actions.control_look(
                access_id=access_id, by=request.user, at=clock.now(), is_in_order=form.cleaned_data["was_justified"]
            )
            messages.success(request, _("Kontrollen er skrevet ned."))
        except audit_actions.UnableToControlLook as objection:
            messages.error(request, str(objection))
    else:
        raise Http404
    return redirect("lead:log_control")


def _fetch_glass(request: HttpRequest, glass_id: int) -> object:
    return fetch_for(
        request,
        queries.glasses_reviewed_by(request.user, clock.now()).select_related("relation"),
        purpose=Purpose.LEADERSHIP,
        citizen="relation.citizen_id",
        pk=glass_id,
    )


def _drawn_now() -> set[int]:
    from_, until = _month_before(clock.now())
    return {look.access_id for look in audit_queries.drawn_sample(_key_of(from_), from_=from_, until=until)}


def _month_before(now: datetime) -> tuple[datetime, datetime]:
    """Return the whole month before this one, in Denmark."""
    first = now.astimezone(clock.COPENHAGEN).date().replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    begins, ends = (datetime.combine(day, time(0), tzinfo=clock.COPENHAGEN) for day in (before, first))
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _key_of(month: datetime) -> bytes:
    """Return what the month's drawing hangs on: the installation's secret, so that nobody can foresee it."""
    return hmac.new(settings.SECRET_KEY.encode(), f"log-sample {month.isoformat()}".encode(), sha256).digest()
