"""Whose turn it is, in the citizen's words: the one sentence of "Lige nu", and the two lists Du and Vi."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.cases.enums import DueKind, Holder, TrackKind
from helevejen.cases.rules import chains, meetings, own_turns
from helevejen.cases.rules.decisions import HEARING
from helevejen.core import clock
from helevejen.placements.enums import Move
from helevejen.proposals.enums import ProposalState
from helevejen.proposals.rules.steps import STAGES
from helevejen.waiting.rules.telling import GOING_ON, is_told
from helevejen.web.citizen.shown.forecasts import Usual, how_long_address, is_too_few, usual_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helevejen.cases.queries import Plan, TurnRow
    from helevejen.waiting.rules.forecasts import Forecast
    from helevejen.web.citizen.shown.meetings import MeetingSeen

#: The link of the chain on which the citizen reads the plan, which stands further down the page.
READ_PLAN = "you_read_plan"

#: So long a step that is done stays on the two lists.
DONE_SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Waiting:
    """
    One open turn.

    Attributes:
        ball: The kind of ball: me for the citizen, else the holder.
        since: When the wait began; `waited_days` until today.
        is_ours: The municipality has the ball, so that a late day is our fault.
        is_agreed: The two have agreed on the day, so that nobody waits in the dark.
        is_appointment: The day is the day of the meeting, not the last day for it; nobody is late for it afterwards.
        is_going_on: The citizen is at school, on trial or in treatment, and does not wait either.
        why: Where the day comes from; `law` names the act when it is a rule.
        nudged_on: When whoever has the ball was last reminded.
        usual: How long it usually takes; None where nothing is said. `is_too_few` where that is for want of others.
        how_long: Where more is told of how long it takes; empty where it is not told.
    """

    words: str
    ball: str
    name: str
    since: date
    waited_days: int
    due_on: date | None
    is_mine: bool
    is_ours: bool
    is_agreed: bool
    is_appointment: bool
    is_going_on: bool
    is_late: bool
    why: str
    law: str
    nudged_on: date | None
    usual: Usual | None = None
    is_too_few: bool = False
    how_long: str = ""


@dataclass(frozen=True, slots=True)
class Now:
    """
    What happens now.

    Attributes:
        first: The turn of the one sentence; None when no track is open.
        href: Where the citizen does what the sentence asks, with `link` as its words; empty when there is no such page.
        has_nothing_to_do: Nothing waits for the citizen, neither a turn nor a step nor a choice of time.
    """

    first: Waiting | None
    has_nothing_to_do: bool
    href: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """
    One line of the lists Du and Vi.

    Attributes:
        href: Where the deed is done, with `link` as its words; empty when there is none.
        tick: Where "Jeg har gjort det" is posted; `turn_id` guards a turn against having moved.
        turn_of: The turn this line is, None for a step of the plan; `turn_id` is given only where it is ticked off.
        waited_since: Since when we wait for `who`, for a turn of somebody else than the two.
        usual: How long it usually takes; None where nothing is said.
    """

    text: str
    due_on: date | None
    done_on: date | None = None
    is_late: bool = False
    href: str = ""
    link: str = ""
    tick: str = ""
    turn_id: int | None = None
    turn_of: int | None = None
    is_appointment: bool = False
    who: str = ""
    waited_since: date | None = None
    usual: Usual | None = None


@dataclass(frozen=True, slots=True)
class Tasks:
    """The two lists, what is late or soonest first, what is done last."""

    yours: tuple[Task, ...]
    ours: tuple[Task, ...]


def now_of(
    turns: Sequence[TurnRow],
    tasks: Tasks,
    been: Container[int],
    today: date,
    forecasts: Mapping[int, Forecast],
) -> Now:
    """
    Return the sentence of the moment: the citizen's own turn first, else what the case itself waits for.

    Args:
        been: The tracks whose meeting was earlier today.
    """
    known = [turn for turn in turns if turn.holder != Holder.SUBTRACKS]
    first = min(known, key=_weight, default=None)
    task = next((task for task in tasks.yours if first and task.turn_of == first.pk), None)
    return Now(
        first=waiting_of(first, today, forecasts, is_over=_is_over(first, been)) if first else None,
        has_nothing_to_do=not any(task.done_on is None for task in tasks.yours),
        href=task.href if task else "",
        link=task.link if task else "",
    )


def waiting_of(
    turn: TurnRow, today: date, forecasts: Mapping[int, Forecast], *, is_over: bool | None = None
) -> Waiting:
    """Return a turn as the citizen sees it; `is_over` where the hour of its meeting is known to be past or to come."""
    is_told_usual = is_told(holder=turn.holder, step=turn.step, due_kind=turn.due_kind)
    usual = usual_of(turn, forecasts, today) if is_told_usual else None
    since = usual.since if usual else _day(turn.held_since)
    is_past_meeting = turn.is_appointment and (turn.is_overdue if is_over is None else is_over)
    is_mine, is_ours = turn.holder == Holder.CITIZEN, turn.holder == Holder.JOBFORMIDLER
    return Waiting(
        words=_after_meeting() if is_past_meeting else turn.citizen_words,
        ball="me" if is_mine else turn.holder,
        name="" if is_mine else turn.holder_name,
        since=since,
        waited_days=(today - since).days,
        due_on=turn.due_on,
        is_mine=is_mine,
        is_ours=is_ours,
        is_agreed=is_ours and turn.due_kind == DueKind.AGREEMENT,
        is_appointment=turn.is_appointment,
        is_going_on=turn.step in GOING_ON,
        is_late=turn.is_overdue and not is_past_meeting,
        why=turn.why,
        law=turn.law,
        nudged_on=_day(turn.nudged_at) if turn.nudged_at else None,
        usual=usual,
        is_too_few=is_told_usual and is_too_few(turn, forecasts, today),
        how_long=how_long_address(turn) if is_told_usual else "",
    )


def tasks_of(
    turns: Sequence[TurnRow],
    plan: Plan,
    coming: Sequence[MeetingSeen],
    been: Container[int],
    today: date,
    forecasts: Mapping[int, Forecast],
) -> Tasks:
    """Return the two lists from the open turns, the steps of the plan and the meetings that wait for a time."""
    own = [turn for turn in turns if turn.holder == Holder.CITIZEN]
    to_choose = {meeting.track_id: meeting for meeting in coming if meeting.is_to_choose}
    asked = {turn.track_id for turn in own if turn.step == meetings.CHOOSE_TIME}
    loose = [meeting for track_id, meeting in to_choose.items() if track_id not in asked]
    yours = [_own_turn(turn, to_choose) for turn in own] + [_choice(meeting) for meeting in loose]
    others = [
        _other_turn(turn, forecasts, today, is_over=_is_over(turn, been))
        for turn in turns
        if turn.holder not in {Holder.CITIZEN, Holder.SUBTRACKS}
    ]
    return Tasks(
        yours=_ordered([*yours, *_steps(plan, "you", today)]),
        ours=_ordered([*others, *_steps(plan, "we", today)]),
    )


def _own_turn(turn: TurnRow, to_choose: dict[int | None, MeetingSeen]) -> Task:
    task: dict[str, Any] = {"text": turn.citizen_words, "due_on": turn.due_on, "turn_of": turn.pk}
    if turn.step == meetings.CHOOSE_TIME:
        meeting = to_choose.get(turn.track_id)
        return Task(**task, href=_to_choose(meeting) if meeting else reverse("citizen:my_meetings"), link=_("Vælg tid"))
    if turn.step == STAGES[ProposalState.ASKED].step:
        return Task(**task, href=reverse("citizen:my_proposal", args=[turn.track_id]), link=_("Læs, og svar"))
    if turn.step == HEARING:
        return Task(**task, href=reverse("citizen:my_decisions"), link=_("Svar"))
    if turn.step == chains.CITIZEN_ANSWERS:
        return Task(**task, href=reverse("citizen:my_messages"), link=_("Svar"))
    if turn.step == Move.CITIZEN_READS:
        return Task(**task, href=reverse("citizen:my_placements"), link=_("Læs, og svar"))
    if not own_turns.is_ticked_off(turn.step):
        return Task(**task)
    if turn.step == READ_PLAN:
        task |= {"href": "#din-plan", "link": _("Læs planen")}
    return Task(**task, tick=reverse("citizen:turn_done", args=[turn.track_id]), turn_id=turn.pk)


def _choice(meeting: MeetingSeen) -> Task:
    return Task(text=_("Vælg en tid til din samtale."), due_on=None, href=_to_choose(meeting), link=_("Vælg tid"))


def _to_choose(meeting: MeetingSeen) -> str:
    return reverse("citizen:meeting_choose", args=[meeting.meeting_id])


def _is_over(turn: TurnRow, been: Container[int]) -> bool:
    """Return whether a turn is a meeting that has been: its day is past, or it was earlier today."""
    return turn.is_appointment and (turn.is_overdue or turn.track_id in been)


def _other_turn(turn: TurnRow, forecasts: Mapping[int, Forecast], today: date, *, is_over: bool) -> Task:
    is_told_usual = is_told(holder=turn.holder, step=turn.step, due_kind=turn.due_kind)
    is_ours = turn.holder == Holder.JOBFORMIDLER
    return Task(
        text=_after_meeting() if is_over else turn.citizen_words,
        due_on=turn.due_on,
        is_late=is_ours and turn.is_overdue and not is_over,
        turn_of=turn.pk,
        is_appointment=turn.is_appointment,
        who="" if is_ours else turn.holder_name,
        waited_since=None if is_ours else _day(turn.held_since),
        usual=usual_of(turn, forecasts, today) if is_told_usual else None,
    )


def _after_meeting() -> str:
    """Return what to say of a meeting whose hour is past, before it is written down what came of it."""
    return _("Vi følger op på samtalen.")


def _steps(plan: Plan, owner: str, today: date) -> Iterable[Task]:
    steps = [step for goal in plan.goals for step in goal.steps] + list(plan.loose_steps)
    for step in steps:
        done_on = _day(step.done_at) if step.done_at else None
        if step.owner != owner or step.dropped_at or (done_on and done_on < today - DONE_SHOWN_FOR):
            continue
        tick = reverse("citizen:step_done", args=[step.pk]) if owner == "you" and done_on is None else ""
        is_late = owner == "we" and done_on is None and step.due_on < today
        yield Task(text=step.text, due_on=step.due_on, done_on=done_on, is_late=is_late, tick=tick)


def _ordered(tasks: Iterable[Task]) -> tuple[Task, ...]:
    return tuple(sorted(tasks, key=lambda task: (task.done_on is not None, task.due_on or date.max)))


def _weight(turn: TurnRow) -> tuple[bool, bool, date]:
    """Order turns by what the citizen most needs to know: own, then the case's matters, then talks; soonest first."""
    return (turn.holder != Holder.CITIZEN, turn.kind == TrackKind.DIALOGUE, turn.due_on or date.max)


def _day(moment: Any) -> date:
    return moment.astimezone(clock.COPENHAGEN).date()
