"""Emergency access, conflicts of interest, who can see a citizen and who has, and one's own looks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helevejen.accounts.enums import Permission
from helevejen.audit import queries as audit_queries
from helevejen.citizens import actions, queries
from helevejen.citizens.enums import BreakGlassReason, ConflictKind
from helevejen.citizens.rules import access as rules
from helevejen.core import clock, cpr
from helevejen.core.parse import Unreadable
from helevejen.web.shared.access import fetch, level_in, requires, shows
from helevejen.web.shared.forms import DayField
from helevejen.web.shared.looks import rows_of
from helevejen.web.shared.paging import page_number
from helevejen.web.shared.reauthentication import reauthenticated_at


class BreakGlassForm(forms.Form):
    """Whom, and why. Nothing is looked up before both are there."""

    cpr = forms.CharField(label=gettext_lazy("CPR-nummer"), required=False, max_length=11)
    name = forms.CharField(label=gettext_lazy("Eller hele navnet"), required=False, max_length=200)
    born = DayField(label=gettext_lazy("og fødselsdatoen"), required=False)
    reason_kind = forms.ChoiceField(
        label=gettext_lazy("Hvorfor er det nødvendigt nu?"), choices=BreakGlassReason.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Skriv hvorfor"),
        help_text=gettext_lazy("Mindst 20 tegn. Borgeren, jobformidleren og din leder kan læse det."),
        min_length=rules.REASON_LETTERS,
        max_length=300,
        widget=forms.Textarea,
    )

    def clean_cpr(self) -> str:
        """Return the ten digits, or nothing."""
        if not self.cleaned_data["cpr"]:
            return ""
        try:
            return cpr.parse(self.cleaned_data["cpr"])
        except Unreadable as fault:
            raise ValidationError(str(fault)) from fault

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two ways to say whom."""
        values = super().clean() or {}
        if not values.get("cpr") and not (values.get("name") and values.get("born")) and not self.errors:
            raise ValidationError(_("Skriv et CPR-nummer, eller hele navnet og fødselsdatoen."))
        return values


class ConflictForm(forms.Form):
    """In which way one is too near."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hvorfor er du inhabil?"), choices=ConflictKind.choices, widget=forms.RadioSelect
    )


@requires(Permission.BREAK_GLASS_OPEN)
def glass_break(request: HttpRequest) -> HttpResponse:
    form = BreakGlassForm(request.POST if request.method == "POST" else None)
    at = clock.now()
    if form.is_valid() and (citizen := _opened(request, form)):
        return redirect("desk:citizen_detail", citizen.pk)
    context = {
        "form": form,
        "is_fresh": rules.is_fresh(reauthenticated_at(request), at),
        "minutes": int(rules.GLASS_LASTS.total_seconds() // 60),
    }
    return render(request, "desk/glass_break.html", context, status=422 if form.errors else 200)


@requires(Permission.CONFLICT_DECLARE, any_level=True)
def conflict_declare(request: HttpRequest, citizen_id: int) -> HttpResponse:
    citizen = fetch(request, queries.cards_visible_to(request.user, clock.now()), pk=citizen_id)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.declare_conflict(
                citizen=citizen, user=request.user, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except actions.UnableToDeclareConflict as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Du er meldt inhabil, og sagen er lukket for dig. Din leder finder en anden."))
            return redirect("desk:my_day")
    context = {"form": form, "name": citizen.name, "citizen_id": citizen.pk}
    return render(request, "desk/conflict_declare.html", context, status=422 if form.errors else 200)


@requires(Permission.CASE_VIEW)
def citizen_access(request: HttpRequest, citizen_id: int) -> HttpResponse:
    now = clock.now()
    citizen = fetch(request, queries.citizens_visible_to(request.user, now), shown="AJ", pk=citizen_id)
    level = level_in(request, citizen.pk)
    if level is None or not rules.sees_who_has_looked(level):
        raise Http404
    looks = audit_queries.looks_at(citizen.pk, page=page_number(request))
    context = {
        "name": citizen.name,
        "citizen_id": citizen.pk,
        "viewers": queries.who_can_see(citizen, now),
        "looks": rows_of(looks.looks, with_names=True),
        "page": looks,
        "today": clock.today(),
    }
    return render(request, "desk/citizen_access.html", context)


@requires(Permission.OWN_DAY_VIEW)
def own_looks(request: HttpRequest) -> HttpResponse:
    page = audit_queries.looks_by(request.user.pk, page=page_number(request))
    known = queries.cards_visible_to(request.user, clock.now()).filter(pk__in={look.citizen_id for look in page.looks})
    names = {citizen.pk: citizen.name for citizen in known}
    shows(request, names)
    rows = _own_rows(page, names)
    return render(request, "desk/own_looks.html", {"rows": rows, "page": page, "today": clock.today()})


def _own_rows(page: audit_queries.LookPage, names: dict[int, str]) -> list[tuple[Any, str, int]]:
    """Return each look with the citizen's name and, on the last row of a long list, how many more it showed."""
    rows = rows_of(page.looks, with_names=False)
    last_of = {row.access_id: number for number, row in enumerate(rows)}
    return [
        (
            row,
            names.get(row.citizen_id, ""),
            page.left_out.get(row.access_id, 0) if last_of[row.access_id] == number else 0,
        )
        for number, row in enumerate(rows)
    ]


def _opened(request: HttpRequest, form: BreakGlassForm) -> Any:
    """Return the citizen that has been opened; else None, with the objection on the form and the search in the log."""
    values = form.cleaned_data
    citizen = queries.find_by_identity(cpr=values["cpr"], name=values["name"], born=values["born"])
    shows(request, [], shown="", criterion=values["cpr"] or values["name"])
    if citizen is None:
        form.add_error(None, actions.NOT_HERE)
        return None
    try:
        actions.break_glass(
            citizen=citizen,
            by=request.user,
            at=clock.now(),
            reason_kind=values["reason_kind"],
            reason=values["reason"],
            reauthenticated_at=reauthenticated_at(request),
        )
    except actions.UnableToBreakGlass as objection:
        form.add_error(None, str(objection))
        return None
    return citizen
