"""The switch that stops every list of jobs and candidates, with a reason for everybody to read."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.suggestions import actions
from helevejen.suggestions.queries import lists
from helevejen.suggestions.rules.saying import MOST_REASON_LETTERS
from helevejen.web.shared.access import requires


class StopSuggestions(forms.Form):
    """Why lists are stopped."""

    reason = forms.CharField(
        label=gettext_lazy("Hvorfor stoppes forslag?"),
        help_text=gettext_lazy("Alle kan læse det: borgere, kolleger og virksomheder. Skriv ikke om nogen."),
        max_length=MOST_REASON_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@requires(Permission.SUGGESTION_SWITCH)
def suggestion_switch(request: HttpRequest) -> HttpResponse:
    form = StopSuggestions(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.stop_suggestions(reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except actions.UnableToSwitch as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Forslag er stoppet. Der laves ingen lister, og ingen vises."))
            return redirect("lead:suggestion_switch")
    shown = {"stop": lists.find_stop(), "stops": lists.stops(), "form": form, "today": clock.today()}
    return render(request, "lead/suggestion_switch.html", shown, status=422 if form.errors else 200)


@requires(Permission.SUGGESTION_SWITCH)
@require_POST
def suggestions_resume(request: HttpRequest) -> HttpResponse:
    try:
        actions.resume_suggestions(by=request.user, at=clock.now())
    except actions.UnableToSwitch as objection:
        messages.error(request, str(objection))
    else:
        messages.success(request, _("Der laves igen forslag."))
    return redirect("lead:suggestion_switch")
