"""What is the citizen's own to say: the language, and the way to everything else that is about the citizen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.citizens import actions
from helevejen.core import clock
from helevejen.web.citizen import forms
from helevejen.web.citizen.own import own_record, posted
from helevejen.web.citizen.shown.about import about_of
from helevejen.web.shared.access import requires


@requires(Permission.OWN_PATH_ACT)
def about_me(request: HttpRequest) -> HttpResponse:
    citizen, _case = own_record(request)
    present = {"language": citizen.language, "needs_interpreter": citizen.needs_interpreter}
    form = forms.MyLanguage(posted(request), initial=present, known=citizen.language)
    if form.is_valid():
        try:
            actions.change_citizen(citizen=citizen, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.UnableToChangeCitizen as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Det er gemt. Din jobformidler kan se det."))
            return redirect("citizen:about_me")
    shown = {"about": about_of(citizen), "form": form}
    return render(request, "citizen/about_me.html", shown, status=422 if form.errors else 200)
