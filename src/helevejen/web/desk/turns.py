"""The ball of a track: pass it on, give it a later day, remind its holder, put an error right, take a slip back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.enums import Holder
from helevejen.cases.rules import chains
from helevejen.cases.rules.statements import ORDER
from helevejen.core import clock
from helevejen.core.deeds import Refusal
from helevejen.web.desk.deeds import SAID, Deed, done, show_deed
from helevejen.web.desk.forms import turns as forms
from helevejen.web.desk.frame import fetch_to_work
from helevejen.web.desk.rows import ball_row_of, ball_rows, order_address
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did

if TYPE_CHECKING:
    from helevejen.cases.models import Track, Turn

#: How far a turn is put off when nobody says otherwise.
USUAL_DELAY = timedelta(weeks=1)


@requires(Permission.CASE_WORK)
def turn_pass(request: HttpRequest, track_id: int) -> HttpResponse:
    track = fetch_track(request, track_id)
    if moved := moved_meanwhile(request, track):
        return moved
    form = _pass_form(request, track)
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("event", "step", "cap", "note")} | form.then()
        if did(form, actions.pass_turn, **by_now(request, track), **chosen):
            return passed(request, track, said="turn_passed")
        if moved := moved_meanwhile(request, fetch_track(request, track_id)):
            return moved
    is_order = track.open_turn.step == ORDER and track.parent_id is None
    deed = deed_of(track, title=_("Send bolden videre"), submit=_("Send"), part="desk/_turn_pass.html")
    return show_deed(request, form, deed, order_url=order_address(track.case_id, track.pk) if is_order else "")


@requires(Permission.CASE_WORK)
def turn_postpone(request: HttpRequest, track_id: int) -> HttpResponse:
    track = fetch_track(request, track_id)
    if moved := moved_meanwhile(request, track):
        return moved
    from_day = max(track.open_turn.due_on or clock.today(), clock.today())
    initial = {"turn": track.open_turn.pk, "due_on": from_day + USUAL_DELAY}
    form = forms.PostponeTurn(request.POST or None, initial=initial, auto_id=f"udsaet{track.pk}_%s")
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("due_on", "reason")}
        if did(form, actions.postpone_turn, **by_now(request, track), **chosen):
            return passed(request, track, said="turn_postponed")
    return show_deed(request, form, deed_of(track, title=_("Udsæt med grund"), submit=_("Udsæt")))


@requires(Permission.CASE_WORK)
def turn_nudge(request: HttpRequest, track_id: int) -> HttpResponse:
    track = fetch_track(request, track_id)
    if moved := moved_meanwhile(request, track):
        return moved
    form = forms.NudgeHolder(request.POST or None, initial={"turn": track.open_turn.pk}, auto_id=f"ryk{track.pk}_%s")
    if form.is_valid():
        turn, note = track.open_turn, form.cleaned_data["note"]
        if did(form, actions.nudge_holder, turn=turn, by=request.user, at=clock.now(), note=note):
            if stands_in_a_list(request):
                return confirmed_beside(request, SAID["holder_nudged"])
            return done(request, _file(track), "holder_nudged")
    return show_deed(request, form, deed_of(track, title=_("Ryk"), submit=_("Ryk"), text=_told(track)))


@requires(Permission.CASE_WORK)
def turn_correct(request: HttpRequest, track_id: int) -> HttpResponse:
    track = fetch_track(request, track_id)
    if moved := moved_meanwhile(request, track):
        return moved
    form = forms.CorrectTurn(
        request.POST or None, kind=track.kind, initial=_as_it_is(track.open_turn), auto_id=f"ret{track.pk}_%s"
    )
    if form.is_valid():
        chosen = {"reason": form.cleaned_data["reason"]} | form.then()
        if did(form, actions.correct_turn, **by_now(request, track), **chosen):
            return passed(request, track, said="turn_corrected")
    text = _("Historien bliver stående. Rettelsen skrives ved siden af med din grund.")
    deed = deed_of(track, title=_("Ret, hvor bolden ligger"), submit=pgettext("ret en fejl", "Ret"), text=text)
    return show_deed(request, form, deed)


@requires(Permission.CASE_WORK)
@require_POST
def turn_undo(request: HttpRequest, track_id: int, turn_id: int) -> HttpResponse:
    """Take back the turn that was just passed, while nothing came after it."""
    track = fetch_track(request, track_id)
    now = clock.now()
    before = queries.find_turn_to_take_back(track, request.user, now)
    if before is None or track.open_turn.pk != turn_id:
        return _conflict(request, track)
    try:
        actions.correct_turn(
            track=track, by=request.user, at=now, reason=_("Fortrudt"), expected_turn=turn_id, **_as_it_was(before)
        )
    except Refusal:
        return _conflict(request, fetch_track(request, track_id))
    if not request.htmx:
        return done(request, _file(track), "turn_undone", place=f"bold-{track.pk}")
    turn = queries.row_of(track, clock.today())
    if turn is None:
        raise Http404
    shown = {"row": ball_row_of(track.pk, turn, request.user), "today": clock.today(), "is_undone": True}
    return told(render(request, "desk/_turn_row.html", shown))


# --- What the deeds of a track share; tracks.py uses it too ---


def fetch_track(request: HttpRequest, track_id: int) -> Any:
    """Return the track a deed is about, with its open turn."""
    return fetch_to_work(request, queries.tracks_visible_to(request.user, clock.now()), pk=track_id)


def by_now(request: HttpRequest, track: Track) -> dict[str, Any]:
    """Return what every deed on a track wants to know: which, by whom, when, and which turn the page showed."""
    return {"track": track, "by": request.user, "at": clock.now(), "expected_turn": track.open_turn.pk}


def moved_meanwhile(request: HttpRequest, track: Track) -> HttpResponse | None:
    """Return the page that says so when the ball is not where the form that was sent showed it."""
    if track.open_turn is None:
        return _conflict(request, track)
    seen = request.POST.get("turn", "") if request.method == "POST" else ""
    return _conflict(request, track) if seen and seen != str(track.open_turn.pk) else None


def deed_of(track: Track, *, title: str, submit: str, text: str = "", part: str = "desk/_deed.html") -> Deed:
    """Return the words around the form of a deed on a track."""
    expected = track.open_turn.expects or chains.wording(
        track.kind, track.open_turn.step, "staff", get_language() or "da"
    )
    about = f"{track.case.citizen.name} · {track.label} · {expected}"
    return Deed(title=title, submit=submit, back=_file(track), about=about, text=text, part=part)


def passed(request: HttpRequest, track: Track, *, said: str) -> HttpResponse:
    """Confirm a deed on a track: in a list where it was done, with the ball as it lies now; in the file by its page."""
    fresh = fetch_track(request, track.pk)
    if not stands_in_a_list(request):
        return done(request, _file(track), said, place=f"bold-{track.pk}" if fresh.is_open else "top")
    turn = queries.row_of(fresh, clock.today())
    rows = ball_rows([turn] if turn else [], request.user)
    shown = {"row": rows[0] if rows else None, "text": SAID[said], "today": clock.today()}
    return told(render(request, "desk/_turn_done.html", shown | {"undo_url": undo_url(request, fresh)}))


def undo_url(request: HttpRequest, track: Track) -> str:
    """Return the address by which the user takes back the turn just passed; empty when that is no longer honest."""
    if queries.find_turn_to_take_back(track, request.user, clock.now()) is None:
        return ""
    return reverse("desk:turn_undo", args=[track.pk, track.open_turn.pk])


def told(response: HttpResponse) -> HttpResponse:
    """Tell the page that a deed is done, so that what it counts can be fetched anew; the address stays."""
    response.headers["HX-Trigger-After-Settle"] = "deed-done"
    response.headers["HX-Push-Url"] = "false"
    return response


def confirmed_beside(request: HttpRequest, text: str) -> HttpResponse:
    """Confirm a deed below a row that stays as it is: the ball has not moved."""
    return told(render(request, "desk/_turn_done.html", {"text": text, "is_beside": True}))


def stands_in_a_list(request: HttpRequest) -> bool:
    """Return whether htmx asks from Min dag or the caseload, where a deed is confirmed in its row."""
    if not request.htmx:
        return False
    stood_on = urlsplit(request.headers.get("HX-Current-URL", "")).path
    return stood_on in {reverse("desk:my_day"), reverse("desk:my_caseload")}


def _conflict(request: HttpRequest, track: Track) -> HttpResponse:
    last = next((turn for turn in reversed(queries.history_of(track)) if turn.ended_at), None)
    shown = {
        "who": _who(request, last.ended_by if last else ""),
        "what": _("sendte bolden videre") if track.open_turn else _("lukkede sporet"),
        "at": last.ended_at if last else None,
        "now": clock.now(),
        "wrote": request.POST.get("note", ""),
        "back": _file(track),
    }
    template = "desk/_turn_conflict.html" if request.htmx else "desk/turn_conflict.html"
    response = render(request, template, shown, status=409)
    response.headers["HX-Push-Url"] = "false"
    return response


def _who(request: HttpRequest, name: str) -> str:
    return _("Du selv") if name == request.user.name else name or _("En kollega")


def _pass_form(request: HttpRequest, track: Track) -> forms.PassTurn:
    turn, case = track.open_turn, track.case
    is_ours = turn.holder == Holder.JOBFORMIDLER
    people = {"jobformidler": case.jobformidler, "user": request.user}
    proposed = queries.proposed_step(track)
    steps = forms.next_steps(track.kind, turn.step, on=clock.today(), proposed=proposed, **people)
    link = chains.step_of(track.kind, turn.step)
    initial = {
        "turn": turn.pk,
        "event": "done" if is_ours else "answered",
        "step": steps[0].code,
        "cap": link.cap if link else turn.cap,
    }
    return forms.PassTurn(
        request.POST or None, steps=steps, is_ours=is_ours, initial=initial, auto_id=f"videre{track.pk}_%s"
    )


def _as_it_is(turn: Turn) -> dict[str, Any]:
    names = ("step", "holder", "holder_name", "due_on", "due_reason")
    return {"turn": turn.pk} | {name: getattr(turn, name) for name in names}


def _as_it_was(turn: Turn) -> dict[str, Any]:
    names = ("step", "holder", "holder_user", "holder_name", "due_on", "due_kind", "due_reason", "expects")
    return {name: getattr(turn, name) for name in names}


def _told(track: Track) -> str:
    if track.open_turn.holder == Holder.CITIZEN:
        return _("Borgeren får en venlig påmindelse på Min vej.")
    if track.open_turn.holder_user_id:
        return _("Din kollega får besked på Min dag.")
    return _("Ring eller skriv til dem først, og notér det her. Så kan alle se, at der er rykket.")


def _file(track: Track) -> str:
    return reverse("desk:case_detail", args=[track.case_id])
