"""The plan under the citizen's wishes: goals, and small steps with an owner and a day."""

from __future__ import annotations

from datetime import date, datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.enums import Cap, GoalState, PlanObjection, StepOwner
from helevejen.cases.models import Case, Goal, PlanStep
from helevejen.cases.rules import notes as rules
from helevejen.cases.rules.turns import day_of
from helevejen.citizens.models import Wish
from helevejen.core.deeds import Refusal, action


class UnableToChangePlan(Refusal):
    """The plan cannot be changed like that."""


@action
def set_goal(*, case: Case, by: User, at: datetime, text: str, wish: Wish | None = None) -> Goal:
    """
    Set a goal, under the wish it serves when there is one.

    Raises:
        UnableToChangePlan: nothing has been changed.
    """
    _require_open(case)
    _refuse(rules.objection_to_plan_text(text))
    if wish is not None and wish.citizen_id != case.citizen_id:
        raise UnableToChangePlan(PlanObjection.OF_OTHER_CASE)
    goal = Goal.objects.create(case=case, wish=wish, text=text.strip(), set_by=by, set_at=at)
    _record(Verb.GOAL_SET, goal, by=by, at=at)
    return goal


@action
def end_goal(*, goal: Goal, by: User, at: datetime, state: str) -> Goal:
    """
    End a goal as reached or laid aside. Its open steps stay.

    Raises:
        UnableToChangePlan: it has ended already, or the state is no end. Nothing has been changed.
    """
    goal = Goal.objects.select_for_update(of=("self",)).select_related("case").get(pk=goal.pk)
    if goal.state != GoalState.ACTIVE:
        raise UnableToChangePlan(PlanObjection.GOAL_ENDED)
    if state not in {GoalState.REACHED, GoalState.DROPPED}:
        raise UnableToChangePlan(PlanObjection.NO_END)
    goal.state, goal.ended_at = GoalState(state), at
    goal.save(update_fields=["state", "ended_at"])
    _record(Verb.GOAL_ENDED, goal, by=by, at=at, state=str(state))
    return goal


@action
def agree_step(
    *, case: Case, by: User, at: datetime, owner: str, text: str, cap: str, due_on: date, goal: Goal | None = None
) -> PlanStep:
    """
    Agree on a small step, ours or the citizen's, with its day.

    Raises:
        UnableToChangePlan: nothing has been changed.
    """
    _require_open(case)
    _refuse(rules.objection_to_step(text=text, due_on=due_on, on=day_of(at)))
    if goal is not None and goal.case_id != case.pk:
        raise UnableToChangePlan(PlanObjection.OF_OTHER_CASE)
    agreed = PlanStep.objects.create(
        case=case,
        goal=goal,
        owner=StepOwner(owner),
        text=text.strip(),
        cap=Cap(cap),
        due_on=due_on,
        agreed_by=by,
        agreed_at=at,
    )
    _record(Verb.STEP_AGREED, agreed, by=by, at=at, cap=cap, owner=str(owner))
    return agreed


@action
def finish_step(*, step: PlanStep, by: User, at: datetime) -> PlanStep:
    """
    Tick a step off. The citizen may tick too.

    Raises:
        UnableToChangePlan: it has been done or dropped. Nothing has been changed.
    """
    step = _lock_open(step)
    step.done_at, step.done_by = at, by
    step.save(update_fields=["done_at", "done_by"])
    _record(Verb.STEP_DONE, step, by=by, at=at, cap=step.cap)
    return step


@action
def drop_step(*, step: PlanStep, by: User, at: datetime) -> PlanStep:
    """
    Take a step out of the plan.

    Raises:
        UnableToChangePlan: it has been done or dropped. Nothing has been changed.
    """
    step = _lock_open(step)
    step.dropped_at = at
    step.save(update_fields=["dropped_at"])
    _record(Verb.STEP_DROPPED, step, by=by, at=at, cap=step.cap)
    return step


def _require_open(case: Case) -> None:
    if not Case.objects.open().filter(pk=case.pk).exists():
        raise UnableToChangePlan(PlanObjection.CASE_CLOSED)


def _lock_open(step: PlanStep) -> PlanStep:
    step = PlanStep.objects.select_for_update(of=("self",)).select_related("case").get(pk=step.pk)
    if step.done_at or step.dropped_at:
        raise UnableToChangePlan(PlanObjection.STEP_ENDED)
    return step


def _refuse(objection: PlanObjection | None) -> None:
    if objection:
        raise UnableToChangePlan(objection)


def _record(verb: Verb, thing: Goal | PlanStep, *, by: User, at: datetime, cap: str = "", **detail: object) -> None:
    audit_actions.record_event(
        verb, subject=thing, by=by, at=at, citizen_id=thing.case.citizen_id, cap=cap, detail=detail
    )
