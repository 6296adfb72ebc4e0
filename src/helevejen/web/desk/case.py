"""The citizen's file: the head, the timeline with its one way to add, and the plan beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import queries
from helevejen.cases.enums import Cap, GoalState, Holder, NoteKind, StepOwner, TimelineKind
from helevejen.cases.queries import Plan, TimelineEntry
from helevejen.citizens import queries as citizen_queries
from helevejen.core import clock
from helevejen.web.desk import adding
from helevejen.web.desk.deeds import Done, done_on
from helevejen.web.desk.frame import Frame, day_of, open_file
from helevejen.web.desk.turns import fetch_track, undo_url
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.words import CAPS


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of the timeline, in words.

    Attributes:
        cap_drawn, ball_drawn: The cap and the ball as they are drawn.
        heading: What it was; `quote` holds the citizen's own words instead of `text`.
        state: How it stands, in a word.
        href: Where it is shown whole.
        correct_href: Where a note is put right, when the reader may.
        is_light: It needs no more than a line: a turn that was passed, a track that ended.
    """

    anchor: str
    at: datetime
    cap: str
    by: str
    kind: str
    cap_drawn: str
    ball_drawn: str
    heading: str
    text: str = ""
    quote: str = ""
    state: str = ""
    holder: str = ""
    href: str = ""
    correct_href: str = ""
    is_light: bool = False


@dataclass(frozen=True, slots=True)
class CapFilter:
    """One box of the filter."""

    value: str
    word: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """
    One small step of the plan.

    Attributes:
        owner: "Vi", or the citizen by name.
        is_past: It was over before today, and need not be seen at once.
    """

    pk: int
    text: str
    owner: str
    is_ours: bool
    cap: str
    due_on: Any
    done_on: Any
    done_by: str
    is_dropped: bool
    is_open: bool
    is_past: bool

    @property
    def anchor(self) -> str:
        return f"skridt-{self.pk}"


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal with its steps, those over at the end."""

    pk: int
    text: str
    state: str
    is_active: bool
    steps: list[StepLine]
    past_steps: list[StepLine]


@requires(Permission.CASE_VIEW)
def citizen_detail(request: HttpRequest, citizen_id: int) -> HttpResponse:
    """Lead from a citizen to the file: the open case, else the latest."""
    citizen = fetch(request, citizen_queries.citizens_visible_to(request.user, clock.now()), pk=citizen_id)
    cases = queries.cases_visible_to(request.user, clock.now()).filter(citizen=citizen)
    latest = next(iter(sorted(cases, key=lambda case: (not case.is_open, -case.pk))), None)
    if latest is None:
        raise Http404
    return redirect("desk:case_detail", latest.pk)


@requires(Permission.CASE_VIEW)
def case_detail(request: HttpRequest, case_id: int) -> HttpResponse:
    case, frame = open_file(request, case_id, tab="case_detail", shown="EF")
    caps = [cap for cap in request.GET.getlist("kasket") if cap in Cap.values]
    at, number = clock.now(), _page_number(request)
    page = queries.timeline(case, request.user, at, caps=caps, page=number, level=frame.level)
    drawn, done = Drawn(), done_on(request)
    context = {
        "frame": frame,
        "done": done,
        "undo_url": _undo_url(request, frame, done),
        "lines": [line_of(entry, frame, drawn) for entry in page.entries],
        "page": page,
        "caps": [CapFilter(cap, str(sign.word), cap in caps) for cap, sign in CAPS.items()],
        "is_filtered": bool(caps),
        "add_links": adding.first_links(case.pk) if frame.may_work else [],
        **_plan(queries.plan_of(case, frame.dreams), clock.today(), frame.name),
    }
    return render(request, "desk/case_detail.html", context)


class Drawn:
    """Caps and balls drawn once each, however many lines of a page show them."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], str] = {}

    def cap(self, cap: str) -> str:
        return self._draw("desk/_cap.html", cap=cap)

    def ball(self, holder: str, name: str) -> str:
        return self._draw("desk/_ball.html", holder=holder, name=name)

    def _draw(self, part: str, **values: str) -> str:
        key = (part, *values.values())
        if key not in self._known:
            self._known[key] = render_to_string(part, dict(values))
        return self._known[key]


def line_of(entry: TimelineEntry, frame: Frame, drawn: Drawn) -> Line:
    """Return a line of the timeline in the words of the desk."""
    words = _WORDS.get(TimelineKind(entry.kind), _plain)(entry, frame)
    is_hidden = entry.holder == Holder.COMPANY and not frame.shows_places
    state = "" if is_hidden else entry.state
    kept = {"state": state, "text": entry.detail} | words
    return Line(
        anchor=f"{entry.kind}-{entry.pk}",
        at=entry.at,
        cap=entry.cap,
        by=entry.by_name,
        kind=entry.kind_label,
        cap_drawn=drawn.cap(entry.cap),
        ball_drawn=drawn.ball(entry.holder, state),
        **kept,
    )


def _plan(plan: Plan, today: date, name: str) -> dict[str, Any]:
    goals = [
        GoalLine(
            pk=row.goal.pk,
            text=row.goal.text,
            state=str(row.goal.get_state_display()),
            is_active=row.goal.state == GoalState.ACTIVE,
            **_steps(row.steps, today, name),
        )
        for row in plan.goals
    ]
    return {
        "wishes": plan.wishes,
        "goals": [goal for goal in goals if goal.is_active],
        "past_goals": [goal for goal in goals if not goal.is_active],
        "loose": _steps(plan.loose_steps, today, name),
        "has_plan": bool(goals or plan.loose_steps),
    }


def _steps(steps: Iterable[Any], today: date, name: str) -> dict[str, list[StepLine]]:
    lines = [_step(step, today, name) for step in steps]
    return {
        "steps": [line for line in lines if not line.is_past],
        "past_steps": [line for line in lines if line.is_past],
    }


def _step(step: Any, today: date, name: str) -> StepLine:
    ended_at = step.done_at or step.dropped_at
    return StepLine(
        pk=step.pk,
        text=step.text,
        owner=str(StepOwner.WE.label) if step.owner == StepOwner.WE else name,  # "du" is the citizen's own word
        is_ours=step.owner == StepOwner.WE,
        cap=step.cap,
        due_on=step.due_on,
        done_on=step.done_at,
        done_by=step.done_by.name if step.done_by else "",
        is_dropped=step.dropped_at is not None,
        is_open=ended_at is None,
        is_past=ended_at is not None and day_of(ended_at) < today,
    )


def _undo_url(request: HttpRequest, frame: Frame, done: Done) -> str:
    """Return where the turn just passed, which the page confirms at its ball, can be taken back."""
    row = next((row for row in frame.balls if row.row_id == done.place), None)
    return undo_url(request, fetch_track(request, row.turn.track_id)) if row and frame.may_work else ""


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("side", "1")
    return min(max(int(number), 1), 10_000) if number.isdecimal() and len(number) < 6 else 1


def _plain(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    return {"heading": entry.headline or entry.kind_label}


def _note(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    correct = reverse("desk:note_correct", args=[entry.pk]) if frame.may_work else ""
    state = "" if entry.state == str(NoteKind.ORDINARY.label) else entry.state
    return {"heading": entry.headline, "state": state, "correct_href": correct}


def _turn(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    return {"heading": entry.headline, "holder": entry.holder, "is_light": True}


def _track_closed(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    return {"heading": _("Sporet er slut: %(track)s") % {"track": entry.headline}, "is_light": True}


def _meeting(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    href = f"{reverse('desk:case_meetings', args=[frame.case_id])}#samtale-{entry.pk}"
    return {"heading": _("Samtale: %(purpose)s") % {"purpose": entry.headline}, "href": href}


def _decision(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    heading = _("Afgørelse: %(kind)s") % {"kind": entry.headline}
    return {"heading": heading, "href": reverse("desk:decision_detail", args=[entry.pk])}


def _contact(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    return {"heading": _("Virksomhedskontakt: %(company)s") % {"company": entry.headline}}


def _message(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    heading = _("Besked fra borgeren") if entry.is_from_citizen else _("Besked til borgeren")
    return {"heading": heading, "state": ""}


def _wish(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    return {"heading": _("Borgeren har skrevet et ønske"), "quote": entry.detail, "text": ""}


def _wish_answer(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    return {"heading": _("Svar på ønsket: %(wish)s") % {"wish": entry.headline}}


def _job(entry: TimelineEntry, frame: Frame) -> dict[str, Any]:
    heading = _("Job: %(title)s") % {"title": entry.headline}
    text = entry.detail if frame.shows_places else ""
    return {"heading": heading, "href": reverse("desk:case_jobs", args=[frame.case_id]), "text": text}


_WORDS: dict[TimelineKind, Callable[[TimelineEntry, Frame], dict[str, Any]]] = {
    TimelineKind.NOTE: _note,
    TimelineKind.TURN: _turn,
    TimelineKind.TRACK_CLOSED: _track_closed,
    TimelineKind.MEETING: _meeting,
    TimelineKind.DECISION: _decision,
    TimelineKind.COMPANY_CONTACT: _contact,
    TimelineKind.MESSAGE: _message,
    TimelineKind.WISH: _wish,
    TimelineKind.WISH_ANSWER: _wish_answer,
    TimelineKind.JOB: _job,
}
