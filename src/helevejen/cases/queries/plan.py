"""Reads of the plan: wishes at its head, goals under them, small steps under the goals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.enums import GoalState, StepOwner
from helevejen.cases.models import Case, Goal, PlanStep
from helevejen.cases.queries.wishes import WishRow, wishes_of


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal with its steps: open ones by day, then those done or dropped."""

    goal: Goal
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """
    A whole plan.

    Attributes:
        wishes: The citizen's words that belong in it.
        goals: Active goals first, the oldest first.
        loose_steps: Steps under no goal.
    """

    wishes: tuple[WishRow, ...]
    goals: tuple[GoalRow, ...]
    loose_steps: tuple[PlanStep, ...]

    def open_steps(self, owner: str = "") -> list[PlanStep]:
        """Return what is still to do, by day, of one owner (we or you) or of both."""
        steps = [step for goal in self.goals for step in goal.steps] + list(self.loose_steps)
        open_ = [step for step in steps if _is_open(step) and owner in {"", step.owner}]
        return sorted(open_, key=lambda step: (step.due_on, step.pk))

    @property
    def ours(self) -> list[PlanStep]:
        return self.open_steps(StepOwner.WE)

    @property
    def yours(self) -> list[PlanStep]:
        return self.open_steps(StepOwner.YOU)


def plan_of(case: Case, wishes: Iterable[WishRow] | None = None) -> Plan:
    """
    Return the plan of a case; `case.citizen` must be loaded. Four queries, two when the wishes are at hand.

    Args:
        wishes: The citizen's current wishes, where they were asked for already.
    """
    known = wishes_of(case.citizen) if wishes is None else wishes
    steps = sorted(
        case.plan_steps.select_related("agreed_by", "done_by").order_by("due_on", "pk"),
        key=lambda step: not _is_open(step),
    )
    goals = sorted(case.goals.order_by("set_at", "pk"), key=lambda goal: goal.state != GoalState.ACTIVE)
    return Plan(
        wishes=tuple(wish for wish in known if wish.is_in_plan),
        goals=tuple(GoalRow(goal, tuple(step for step in steps if step.goal_id == goal.pk)) for goal in goals),
        loose_steps=tuple(step for step in steps if step.goal_id is None),
    )


def goals_visible_to(user: User, at: datetime) -> QuerySet[Goal]:
    """Return the goals of the cases open to the user, with their case. One query."""
    return Goal.objects.filter(perms.of_visible(user, at)).select_related("case").order_by("-set_at", "-pk")


def plan_steps_visible_to(user: User, at: datetime) -> QuerySet[PlanStep]:
    """Return the steps of the plans open to the user, with their case, by day. One query."""
    visible = PlanStep.objects.filter(perms.of_visible(user, at))
    return visible.select_related("case", "goal").order_by(F("due_on").asc(), "pk")


def _is_open(step: PlanStep) -> bool:
    return step.done_at is None and step.dropped_at is None
