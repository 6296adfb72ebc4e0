"""Answering what the citizen wrote."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import queries
from helevejen.cases.enums import Cap
from helevejen.core import clock
from helevejen.inquiries import actions
from helevejen.web.desk.deeds import show_deed
from helevejen.web.desk.forms.dialogues import AnswerMessage
from helevejen.web.desk.turns import by_now, deed_of, fetch_track, moved_meanwhile, passed
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did


@requires(Permission.CASE_WORK)
def message_answer(request: HttpRequest, track_id: int) -> HttpResponse:
    track = fetch_track(request, track_id)
    if moved := moved_meanwhile(request, track):
        return moved
    turn = queries.row_of(track, clock.today())
    said = queries.said_before([turn]).get(track.pk) if turn else None
    if said is None:
        raise Http404
    initial = {"turn": track.open_turn.pk, "cap": Cap.MENTOR}
    form = AnswerMessage(request.POST or None, initial=initial, auto_id=f"svar{track.pk}_%s")
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("cap", "text", "wants_answer", "avoidable")}
        if did(form, actions.answer_dialogue, **by_now(request, track), **chosen):
            return passed(request, track, said="message_answered")
        if moved := moved_meanwhile(request, fetch_track(request, track_id)):
            return moved
    deed = deed_of(track, title=_("Svar på beskeden"), submit=_("Send svar"), part="desk/_message_answer.html")
    return show_deed(request, form, deed, said=said, today=clock.today())
