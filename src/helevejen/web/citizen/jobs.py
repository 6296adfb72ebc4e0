"""After the job has begun: the citizen may say that we need not call any more."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.core import clock
from helevejen.web.citizen.own import posted
from helevejen.web.shared.access import fetch, requires


@requires(Permission.OWN_PATH_ACT)
def follow_up_stop(request: HttpRequest, job_id: int) -> HttpResponse:
    job = fetch(request, queries.jobs_visible_to(request.user, clock.now()), pk=job_id, shown="D")
    form = Form(posted(request))
    if form.is_valid():
        try:
            actions.stop_follow_up(job=job, by=request.user, at=clock.now())
        except actions.UnableToStopFollowUp as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Vi ringer ikke mere om jobbet. Du kan altid skrive til os."))
            return redirect("citizen:my_path")
    asked = {
        "title": _("Skal vi holde op med at ringe?"),
        "text": _("Vi ringer så ikke mere om dit job som %(title)s. Du kan altid skrive eller ringe til os igen.")
        % {"title": job.title.lower()},
        "form": form,
        "confirm_label": _("Ja, hold op med at ringe"),
        "cancel_url": reverse("citizen:my_path"),
        "is_danger": False,
    }
    return render(request, "shared/confirm.html", asked, status=422 if form.errors else 200)
