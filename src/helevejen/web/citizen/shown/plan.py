"""Wishes with their answers, and the goals under them with their steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from helevejen.cases.enums import GoalState
from helevejen.core import clock

if TYPE_CHECKING:
    from helevejen.cases.queries import Plan, WishRow


@dataclass(frozen=True, slots=True)
class WishSeen:
    """
    One version of a wish in the citizen's own words.

    Attributes:
        answer: used, not_yet or cannot; empty while there is none.
        due_on: The day an answer is promised.
    """

    wish_id: int
    version: int
    text: str
    is_in_plan: bool
    said_on: date
    first_said_on: date
    answer: str
    answer_label: str
    answer_reason: str
    answered_by: str
    answered_at: datetime | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One agreed step: whose it is, its day, and whether it is done."""

    text: str
    is_yours: bool
    due_on: date
    is_done: bool


@dataclass(frozen=True, slots=True)
class GoalSeen:
    """One goal, `is_reached` or still going on, with its steps."""

    text: str
    is_reached: bool
    steps: tuple[StepSeen, ...]


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """The plan: the dreams that head it, the goals, and steps under no goal."""

    wishes: tuple[WishSeen, ...]
    goals: tuple[GoalSeen, ...]
    steps: tuple[StepSeen, ...]


def plan_seen(plan: Plan) -> PlanSeen:
    """Return the plan as the citizen sees it: what was laid aside is left out. No query."""
    goals = [row for row in plan.goals if row.goal.state != GoalState.DROPPED]
    return PlanSeen(
        wishes=tuple(wish_seen(wish) for wish in plan.wishes),
        goals=tuple(GoalSeen(row.goal.text, row.goal.state == GoalState.REACHED, _steps(row.steps)) for row in goals),
        steps=_steps(plan.loose_steps),
    )


def wish_seen(wish: WishRow) -> WishSeen:
    """Return a wish as the citizen sees it. No query."""
    return WishSeen(
        wish_id=wish.pk,
        version=wish.version,
        text=wish.text,
        is_in_plan=wish.is_in_plan,
        said_on=_day(wish.said_at),
        first_said_on=_day(wish.first_said_at),
        answer=wish.answer,
        answer_label=wish.answer_label,
        answer_reason=wish.answer_reason,
        answered_by=wish.answered_by,
        answered_at=wish.answered_at,
        due_on=wish.due_on,
    )


def _steps(steps: Any) -> tuple[StepSeen, ...]:
    return tuple(
        StepSeen(step.text, step.owner == "you", step.due_on, step.done_at is not None)
        for step in steps
        if step.dropped_at is None
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.COPENHAGEN).date()
