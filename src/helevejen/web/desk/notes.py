"""Notes, and messages to the citizen: what is written in a case in words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.enums import Cap
from helevejen.core import clock
from helevejen.web.desk.adding import cap_of, hide_known_cap, show_adding, track_choices, track_in
from helevejen.web.desk.deeds import Deed, done, sent, show_deed
from helevejen.web.desk.forms.writing import CorrectNote, WriteMessage, WriteNote
from helevejen.web.desk.frame import fetch_case_to_work, fetch_to_work
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did


@requires(Permission.CASE_WORK)
def note_write(request: HttpRequest, case_id: int) -> HttpResponse:
    case, at = fetch_case_to_work(request, case_id), clock.now()
    form = WriteNote(sent(request), tracks=track_choices(queries.open_turns_of(case, clock.today())))
    hide_known_cap(form, cap_of(request))
    if cap_of(request) == Cap.MENTOR:  # a mentor's note is always the citizen's too
        del form.fields["is_shared_with_citizen"]
    if form.is_valid():
        values = form.cleaned_data | {"minutes": form.cleaned_data["minutes"] or 0}
        values["track"] = track_in(request, case, values["track"])
        if did(form, actions.write_note, case=case, by=request.user, at=at, **values):
            return done(request, _file(case.pk), "note_written", place="skriv")
    text = _read_by(case, request) if cap_of(request) == Cap.MENTOR else ""
    return show_adding(request, form, case=case, name="note_write", submit=_("Gem notatet"), text=text)


@requires(Permission.CASE_WORK)
def note_correct(request: HttpRequest, note_id: int) -> HttpResponse:
    at = clock.now()
    note = fetch_to_work(request, queries.notes_visible_to(request.user, at), pk=note_id, shown="E")
    form = CorrectNote(sent(request), initial={"headline": note.headline})
    if form.is_valid():
        same = {"cap": note.cap, "kind": note.kind, "is_shared_with_citizen": note.is_shared_with_citizen}
        values = {"case": note.case, "track": note.track, "corrects": note} | same | form.cleaned_data
        if did(form, actions.write_note, by=request.user, at=at, **values):
            return done(request, _file(note.case_id), "note_corrected")
    deed = Deed(
        title=_("Ret notatet"),
        submit=_("Gem rettelsen"),
        back=_file(note.case_id),
        text=note.text,
        about=note.headline,
        part="desk/_note_correct.html",
    )
    return show_deed(request, form, deed)


@requires(Permission.CASE_WORK)
def message_write(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    form = WriteMessage(sent(request))
    hide_known_cap(form, cap_of(request))
    if form.is_valid() and did(
        form, actions.write_to_citizen, case=case, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        return done(request, _file(case.pk), "message_sent", place="skriv")
    return show_adding(request, form, case=case, name="message_write", submit=_("Send beskeden"))


def _read_by(case: Any, request: HttpRequest) -> str:
    """Return who will read a mentor's note of the case, in words to whoever writes it."""
    names = {"citizen": case.citizen.name, "jobformidler": case.jobformidler.name}
    if case.jobformidler == request.user:
        return _("Notatet kan læses af dig og %(citizen)s, ikke af kolleger.") % names
    return _("Notatet kan læses af dig, %(jobformidler)s og %(citizen)s, ikke af andre kolleger.") % names


def _file(case_id: int) -> str:
    return reverse("desk:case_detail", args=[case_id])
