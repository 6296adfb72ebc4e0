"""Noting a talk with the citizen in a moment, from wherever one is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import actions
from helevejen.cases.enums import Cap
from helevejen.core import clock
from helevejen.web.desk.deeds import SAID, Deed, done, show_deed
from helevejen.web.desk.forms.talks import USUAL_MINUTES, WAYS, LogTalk
from helevejen.web.desk.frame import fetch_case_to_work
from helevejen.web.desk.turns import confirmed_beside, stands_in_a_list
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did


@requires(Permission.CASE_WORK)
def talk_log(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    back = reverse("desk:case_detail", args=[case.pk])
    form = LogTalk(request.POST or None, initial={"cap": Cap.MENTOR}, auto_id=f"talt{case.pk}_%s")
    if form.is_valid():
        way = form.cleaned_data["way"]
        note = {name: form.cleaned_data[name] for name in ("cap", "text", "kind")}
        note |= {"headline": str(WAYS[way]), "minutes": USUAL_MINUTES[way]}
        if did(form, actions.write_note, case=case, by=request.user, at=clock.now(), **note):
            if stands_in_a_list(request):
                return confirmed_beside(request, SAID["talk_logged"])
            return done(request, back, "talk_logged")
    deed = Deed(
        title=_("Notér kontakt"), submit=_("Gem"), back=back, about=case.citizen.name, part="desk/_talk_log.html"
    )
    return show_deed(request, form, deed)
