"""The meetings of a case: proposed, chosen, agreed, moved, cancelled, held under several caps, or come to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.enums import AbsenceReason, Holder, MeetingPurpose, MeetingState, TrackKind
from helevejen.cases.rules import chains
from helevejen.cases.rules import meetings as rules
from helevejen.core import clock
from helevejen.proposals import queries as proposal_queries
from helevejen.web.desk.adding import track_choices, track_in
from helevejen.web.desk.deeds import Deed, done, done_on, sent, show_deed
from helevejen.web.desk.forms import meetings as forms
from helevejen.web.desk.forms.turns import next_steps
from helevejen.web.desk.frame import Frame, fetch_case_to_work, fetch_to_work, open_file
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.appointments import Appointment, clashing, of_interview
from helevejen.web.shared.doing import did
from helevejen.web.shared.ics import calendar_response
from helevejen.web.shared.phrasing import moment


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """
    One meeting of the file.

    Attributes:
        slots: The proposed times, while the citizen has not chosen.
        is_coming: Booked, and not begun; `is_begun` from then on, until it is written down what came of it.
        said: What was said when it was called off; empty for those whose level does not show it.
        asks_why: It was missed and nobody has asked yet.
    """

    pk: int
    purpose: str
    starts_at: datetime | None
    ends_at: datetime | None
    channel: str
    place: str
    host: str
    cap: str
    state: str
    said: str
    slots: list[datetime]
    is_proposed: bool
    is_coming: bool
    is_begun: bool
    asks_why: bool

    @property
    def anchor(self) -> str:
        return f"samtale-{self.pk}"


@requires(Permission.CASE_VIEW)
def case_meetings(request: HttpRequest, case_id: int) -> HttpResponse:
    case, frame = open_file(request, case_id, tab="case_meetings", shown="E")
    at = clock.now()
    said = queries.closing_notes_of(case, request.user, at)
    lines = [_line(one, said.get(one.pk, ""), at, frame) for one in queries.meetings_of(case, request.user, at)]
    groups = [
        (_("Skal skrives ned"), [one for one in lines if one.is_begun]),
        (_("Venter på, at borgeren vælger"), [one for one in lines if one.is_proposed]),
        (_("Kommende"), sorted((one for one in lines if one.is_coming), key=lambda one: (one.starts_at, one.pk))),
        (_("Tidligere"), [one for one in lines if not (one.is_begun or one.is_proposed or one.is_coming)]),
    ]
    interviews = proposal_queries.interviews_of(case, at)
    agreed = [Appointment(one.starts_at, one.ends_at, one.purpose) for one in lines if one.is_coming or one.is_begun]
    shown = {
        "frame": frame,
        "done": done_on(request),
        "groups": [(heading, some) for heading, some in groups if some],
        "interviews": interviews,
        "clashes": clashing([*agreed, *(of_interview(one, names_company=frame.shows_places) for one in interviews)]),
        "today": frame.today,
    }
    return render(request, "desk/case_meetings.html", shown)


@requires(Permission.CASE_WORK)
def meeting_propose(request: HttpRequest, case_id: int) -> HttpResponse:
    case, at = fetch_case_to_work(request, case_id), clock.now()
    elsewhere = proposal_queries.interview_spans(case, at)
    times = [] if request.POST else queries.times_to_propose(request.user, case, at, taken=elsewhere)
    form = forms.ProposeMeeting(sent(request), proposed=times, **_meeting_fields(request, case))
    if form.is_valid():
        values = form.facts() | {"slots": form.cleaned_data["slots"]}
        values["track"] = track_in(request, case, form.cleaned_data["track"])
        if did(form, actions.propose_meeting, case=case, by=request.user, at=at, **values):
            return done(request, _tab(case.pk), "meeting_proposed")
    text = _("Borgeren vælger selv en af tiderne på Min vej. Tiderne nedenfor er dem, hvor I begge er ledige.")
    return show_deed(
        request,
        form,
        _deed_of_case(case, _("Foreslå tider"), _("Send til borgeren"), text, "desk/_meeting_propose.html"),
    )


@requires(Permission.CASE_WORK)
def meeting_invite(request: HttpRequest, case_id: int) -> HttpResponse:
    case, at = fetch_case_to_work(request, case_id), clock.now()
    form = forms.InviteMeeting(sent(request), **_meeting_fields(request, case))
    if form.is_valid():
        values = form.facts() | {"starts_at": form.cleaned_data["starts_at"]}
        values["track"] = track_in(request, case, form.cleaned_data["track"])
        if did(form, actions.invite_meeting, case=case, by=request.user, at=at, **values):
            return done(request, _tab(case.pk), "meeting_booked")
    text = _("Brug den, når I allerede har aftalt tiden, for eksempel i telefonen.")
    return show_deed(request, form, _deed_of_case(case, _("Skriv en aftalt tid"), _("Aftal samtalen"), text))


@requires(Permission.CASE_WORK)
def meeting_book(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting, at = _fetch(request, meeting_id), clock.now()
    free = {str(slot.pk): slot for slot in queries.free_slots_of(meeting, at)}
    form = forms.BookMeeting(
        sent(request), slots=[(pk, moment(slot.starts_at, clock.today())) for pk, slot in free.items()]
    )
    if form.is_valid():
        slot = free[form.cleaned_data["slot"]]
        if did(form, actions.book_meeting, meeting=meeting, slot=slot, by=request.user, at=at):
            return _done(request, meeting, "meeting_booked")
    text = "" if free else _("Ingen af tiderne er fri længere. Aflys, og foreslå nye.")
    return show_deed(request, form, _deed(meeting, _("Vælg tid for borgeren"), _("Aftal samtalen"), text))


@requires(Permission.CASE_WORK)
def meeting_move(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = _fetch(request, meeting_id)
    local = meeting.starts_at.astimezone(clock.COPENHAGEN) if meeting.starts_at else None
    initial = {"day": local.date(), "clock": local.time(), "minutes": meeting.minutes} if local else {}
    form = forms.MoveMeeting(sent(request), initial=initial)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("starts_at", "minutes")}
        if did(form, actions.move_meeting, meeting=meeting, by=request.user, at=clock.now(), **values):
            return _done(request, meeting, "meeting_moved")
    return show_deed(request, form, _deed(meeting, _("Flyt samtalen"), _("Flyt")))


@requires(Permission.CASE_WORK)
def meeting_cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = _fetch(request, meeting_id)
    form = forms.CancelMeeting(sent(request))
    if form.is_valid():
        values = {"by_citizen": form.cleaned_data["by_citizen"] == "yes", "reason": form.cleaned_data["reason"]}
        if did(form, actions.cancel_meeting, meeting=meeting, by=request.user, at=clock.now(), **values):
            return _done(request, meeting, "meeting_cancelled")
    text = _("Borgeren får besked, og bolden bliver at finde en ny tid.")
    return show_deed(request, form, _deed(meeting, _("Aflys samtalen"), _("Aflys"), text))


@requires(Permission.CASE_WORK)
def meeting_hold(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = _fetch(request, meeting_id)
    form = _hold_form(request, meeting)
    if form.is_valid():
        values = {"notes": form.drafts(_headline(meeting)), "expected_turn": form.cleaned_data.get("turn")}
        if did(form, actions.hold_meeting, meeting=meeting, by=request.user, at=clock.now(), **values, **form.then()):
            return _done(request, meeting, "meeting_held")
    return show_deed(request, form, _deed(meeting, _("Samtalen er holdt"), _("Gem"), part="desk/_meeting_hold.html"))


@requires(Permission.CASE_WORK)
def meeting_miss(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = _fetch(request, meeting_id)
    form = forms.MissMeeting(sent(request))
    if form.is_valid() and did(
        form, actions.miss_meeting, meeting=meeting, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        return _done(request, meeting, "meeting_missed")
    return show_deed(request, form, _deed(meeting, _("Samtalen blev ikke til noget"), _("Gem")))


@requires(Permission.CASE_WORK)
def meeting_explain(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = _fetch(request, meeting_id)
    form = forms.MissMeeting(sent(request))
    if form.is_valid() and did(
        form, actions.explain_absence, meeting=meeting, by=request.user, at=clock.now(), **form.cleaned_data
    ):
        return _done(request, meeting, "absence_explained")
    return show_deed(request, form, _deed(meeting, _("Skriv grunden"), _("Gem")))


@requires(Permission.CASE_VIEW)
def meeting_calendar(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = fetch(request, queries.meetings_visible_to(request.user, clock.now()), pk=meeting_id, shown="E")
    if meeting.starts_at is None:
        raise Http404
    return calendar_response(queries.calendar_entry(meeting), host=request.get_host())


def _fetch(request: HttpRequest, meeting_id: int) -> Any:
    return fetch_to_work(request, queries.meetings_visible_to(request.user, clock.now()), pk=meeting_id, shown="E")


def _meeting_fields(request: HttpRequest, case: Any) -> dict[str, Any]:
    """
    Return the tracks to choose from and what is proposed.

    The track the address names, else the first contact, else the one track whose ball is ours; no other's ball is moved
    unless somebody says so. What only an answer or another deed of its own ends is no meeting's track.
    """
    turns = [
        turn
        for turn in queries.open_turns_of(case, clock.today())
        if rules.takes_meetings(kind=turn.kind, step=turn.step)
    ]
    first = [str(turn.track_id) for turn in turns if turn.kind == TrackKind.FIRST_CONTACT]
    ours = [str(turn.track_id) for turn in turns if turn.holder == Holder.JOBFORMIDLER]
    likely = first or (ours if len(ours) == 1 else [])
    purpose = MeetingPurpose.FIRST if first else MeetingPurpose.FOLLOW_UP
    initial = {"track": request.GET.get("spor") or next(iter(likely), ""), "purpose": purpose}
    return {"tracks": track_choices(turns), "initial": initial}


def _hold_form(request: HttpRequest, meeting: Any) -> forms.HoldMeeting:
    track, today = meeting.track, clock.today()
    turn = queries.row_of(track, today) if track is not None and track.is_open else None
    steps: list[tuple[str, str]] = []
    if turn is not None and not chains.is_by_deed(turn.kind, turn.step):
        jobformidler = meeting.case.jobformidler
        likely = next_steps(turn.kind, turn.step, on=today, jobformidler=jobformidler, user=request.user)
        steps = [(one.code, one.words) for one in likely if one.is_usual] or [
            (one.code, one.words) for one in likely[:4]
        ]
        chosen = request.POST.get("next_step", "")
        if chosen and chosen not in {forms.STAYS, *(code for code, _words in steps)}:
            steps.append((chosen, chosen))  # the ball has moved since the page was made; the action says who moved it
    initial = {"turn": turn.pk if turn else None, "next_step": steps[0][0] if steps else ""}
    return forms.HoldMeeting(sent(request), initial=initial, own_cap=meeting.cap, minutes=meeting.minutes, steps=steps)


def _headline(meeting: Any) -> str:
    return _("Samtale: %(purpose)s") % {"purpose": meeting.get_purpose_display()}


def _deed(meeting: Any, title: str, submit: str, text: str = "", part: str = "desk/_deed.html") -> Deed:
    when = moment(meeting.starts_at, clock.today()) if meeting.starts_at else meeting.get_state_display()
    about = f"{meeting.citizen.name} · {_headline(meeting)} · {when}"
    return Deed(title, submit, back=_tab(meeting.case_id), text=text, about=about, part=part)


def _deed_of_case(case: Any, title: str, submit: str, text: str, part: str = "desk/_deed.html") -> Deed:
    return Deed(title, submit, back=_tab(case.pk), text=text, about=case.citizen.name, part=part)


def _done(request: HttpRequest, meeting: Any, said: str) -> HttpResponse:
    return done(request, _tab(meeting.case_id), said, place=f"samtale-{meeting.pk}")


def _line(meeting: Any, said: str, at: datetime, frame: Frame) -> MeetingLine:
    is_booked = meeting.state == MeetingState.BOOKED
    is_begun = is_booked and rules.has_begun(starts_at=meeting.starts_at, at=at)
    return MeetingLine(
        pk=meeting.pk,
        purpose=str(meeting.get_purpose_display()),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        channel=str(meeting.get_channel_display()),
        place=meeting.place if frame.shows_places else "",
        host=meeting.host.name,
        cap=meeting.cap,
        state=_state(meeting),
        said=said,
        slots=[slot.starts_at for slot in meeting.slots.all()],
        is_proposed=meeting.state == MeetingState.PROPOSED,
        is_coming=is_booked and not is_begun,
        is_begun=is_begun,
        asks_why=meeting.state == MeetingState.MISSED and meeting.absence_reason == AbsenceReason.UNKNOWN,
    )


def _state(meeting: Any) -> str:
    if meeting.state == MeetingState.MISSED:
        return f"{meeting.get_state_display()}: {meeting.get_absence_reason_display()}"
    if meeting.state == MeetingState.CANCELLED:
        return _("Aflyst af borgeren") if meeting.cancelled_by_citizen else _("Aflyst af os")
    return str(meeting.get_state_display())


def _tab(case_id: int) -> str:
    return reverse("desk:case_meetings", args=[case_id])
