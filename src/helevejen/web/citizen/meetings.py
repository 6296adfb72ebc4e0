"""Meetings: choose a time, move, call off, say what happened, and put it in the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.enums import MeetingClash, MeetingState
from helevejen.cases.queries import own_path
from helevejen.core import clock
from helevejen.core.deeds import Refusal
from helevejen.proposals import queries as proposal_queries
from helevejen.web.citizen import forms
from helevejen.web.citizen.own import own_case, own_record, posted
from helevejen.web.citizen.shown.contact import contact_of
from helevejen.web.citizen.shown.meetings import clashes_of, meeting_seen
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.ics import calendar_response


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def my_meetings(request: HttpRequest) -> HttpResponse:
    _citizen, case = own_record(request, shown="ACDE")
    now = clock.now()
    coming = [meeting_seen(one, now) for one in own_path.own_meetings_of(case, now)] if case else []
    interviews = proposal_queries.interviews_of(case, now) if case else []
    to_choose = sum(meeting.is_to_choose for meeting in coming)
    return render(
        request,
        "citizen/my_meetings.html",
        {
            "coming": coming,
            "interviews": interviews,
            "clashes": clashes_of(coming, interviews),
            "to_choose": to_choose,
            "agreed": len(coming) - to_choose + len(interviews),
            "past": [meeting_seen(one, now) for one in own_path.past_meetings_of(case, now)] if case else [],
            "contact": contact_of(case, None, clock.today()) if case else None,
            "today": clock.today(),
        },
    )


@requires(Permission.OWN_PATH_ACT)
def meeting_choose(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = _fetch(request, meeting_id)
    slots = queries.free_slots_of(meeting, clock.now()) if meeting.state == MeetingState.PROPOSED else []
    by_key = {str(slot.pk): slot for slot in slots}
    form = forms.ChooseTime(posted(request), times=[(key, slot.starts_at) for key, slot in by_key.items()])
    if form.is_valid():
        slot = by_key[form.cleaned_data["starts"]]
        try:
            actions.book_meeting(meeting=meeting, slot=slot, by=request.user, at=clock.now())
        except actions.UnableToBookMeeting as objection:
            form.add_error("starts", _in_plain_words(objection))
        else:
            messages.success(request, _agreed(slot.starts_at, meeting.host.name))
            return redirect("citizen:my_meetings")
    return _page(request, "citizen/meeting_choose.html", meeting, form, has_times=bool(slots))


@requires(Permission.OWN_PATH_ACT)
def meeting_move(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = _fetch(request, meeting_id)
    elsewhere = proposal_queries.interview_spans(meeting.case, clock.now())
    times = _keyed(own_path.offered_times_for(meeting, clock.now(), taken=elsewhere))
    form = forms.ChooseTime(posted(request), times=times)
    if form.is_valid():
        starts_at = dict(times)[form.cleaned_data["starts"]]
        try:
            actions.move_meeting(meeting=meeting, by=request.user, at=clock.now(), starts_at=starts_at)
        except actions.UnableToMoveMeeting as objection:
            form.add_error("starts", _in_plain_words(objection))
        else:
            messages.success(request, _agreed(starts_at, meeting.host.name))
            return redirect("citizen:my_meetings")
    return _page(request, "citizen/meeting_move.html", meeting, form, has_times=bool(times))


@requires(Permission.OWN_PATH_ACT)
def meeting_cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = _fetch(request, meeting_id)
    form = forms.CancelMeeting(posted(request))
    if form.is_valid():
        try:
            actions.cancel_meeting(
                meeting=meeting, by=request.user, at=clock.now(), by_citizen=True, reason=form.cleaned_data["reason"]
            )
        except actions.UnableToCancelMeeting as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Samtalen er aflyst. Vi finder en ny tid sammen med dig."))
            return redirect("citizen:my_meetings")
    return _page(request, "citizen/meeting_cancel.html", meeting, form, has_times=False)


@requires(Permission.OWN_PATH_ACT)
def meeting_explain(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = _fetch(request, meeting_id)
    form = forms.ExplainAbsence(posted(request))
    if form.is_valid():
        try:
            actions.explain_absence(meeting=meeting, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.UnableToMissMeeting as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Tak, fordi du fortalte det."))
            return redirect("citizen:my_meetings")
    return _page(request, "citizen/meeting_explain.html", meeting, form, has_times=False)


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def meeting_calendar(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = _fetch(request, meeting_id)
    if meeting.starts_at is None:
        raise Http404
    return calendar_response(queries.calendar_entry(meeting), host=request.get_host().split(":")[0])


def _fetch(request: HttpRequest, meeting_id: int) -> Any:
    return fetch(request, queries.meetings_visible_to(request.user, clock.now()), pk=meeting_id, shown="E")


def _page(request: HttpRequest, template: str, meeting: Any, form: Form, *, has_times: bool) -> HttpResponse:
    case = own_case(request)
    shown = {
        "meeting": meeting_seen(meeting, clock.now()),
        "contact": contact_of(case, None, clock.today()),
        "form": form,
        "has_times": has_times,
        "today": clock.today(),
    }
    return render(request, template, shown, status=422 if form.errors else 200)


def _keyed(times: Sequence[datetime]) -> list[tuple[str, datetime]]:
    return [(starts.isoformat(), starts) for starts in times]


def _agreed(starts_at: datetime, host: str) -> str:
    return _("Så er det en aftale: %(when)s med %(host)s.") % {
        "when": phrasing.moment(starts_at, clock.today()),
        "host": host,
    }


def _in_plain_words(objection: Refusal) -> str:
    """Return why a time will not do, without telling what else is in somebody's calendar."""
    if objection.reason in {MeetingClash.HOST, MeetingClash.CITIZEN}:
        return _("Tiden er ikke længere ledig. Vælg en af de andre.")
    return str(objection)
