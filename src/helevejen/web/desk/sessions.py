"""Leaving every other place where one is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from helevejen.accounts import actions
from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.web.shared.access import requires


@requires(Permission.OWN_DAY_VIEW)
@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    ended = actions.end_other_sessions(user=request.user, key=request.session.session_key, at=clock.now())
    told = ngettext("Du er logget ud ét andet sted.", "Du er logget ud %(n)s andre steder.", ended) % {"n": ended}
    messages.success(request, told if ended else _("Du er ikke logget ind andre steder."))
    return redirect("mfa_index")
