"""Goals and small steps."""

from collections.abc import Callable
from datetime import date

import pytest

from helevejen.audit.models import Event
from helevejen.cases import actions
from helevejen.cases.enums import Cap, GoalState, StepOwner
from helevejen.cases.models import Goal, PlanStep
from tests.cast import Cast
from tests.factories.cases import GoalFactory, PlanStepFactory
from tests.factories.citizens import WishFactory
from tests.factories.times import NOW, TODAY


def agreed(cast: Cast, **more: object) -> PlanStep:
    words = {"case": cast.aminas_case, "by": cast.jens, "at": NOW, "owner": StepOwner.YOU, "cap": Cap.MENTOR}
    return actions.agree_step(**(words | {"text": " Ringe til stalden ", "due_on": TODAY} | more))


def test_a_goal_may_stand_under_a_wish(cast: Cast) -> None:
    wish = WishFactory(citizen=cast.amina)

    goal = actions.set_goal(case=cast.aminas_case, by=cast.jens, at=NOW, text=" Praktik på stald ", wish=wish)

    assert (goal.text, goal.wish, goal.state) == ("Praktik på stald", wish, GoalState.ACTIVE)


def test_a_step_has_an_owner_and_a_day(cast: Cast) -> None:
    step = agreed(cast, goal=GoalFactory(case=cast.aminas_case))

    assert (step.owner, step.text, step.due_on, step.agreed_by) == (
        StepOwner.YOU,
        "Ringe til stalden",
        TODAY,
        cast.jens,
    )


def test_the_citizen_may_tick_a_step_off(cast: Cast) -> None:
    step = actions.finish_step(step=agreed(cast), by=cast.amina.user, at=NOW)

    assert (step.done_at, step.done_by) == (NOW, cast.amina.user)
    assert set(Event.objects.values_list("verb", flat=True)) == {"step_agreed", "step_done"}


def test_a_step_ends_once(cast: Cast) -> None:
    for ended in (
        PlanStepFactory(case=cast.aminas_case, done=True),
        PlanStepFactory(case=cast.aminas_case, dropped=True),
    ):
        for deed in (actions.finish_step, actions.drop_step):
            with pytest.raises(actions.UnableToChangePlan, match="allerede gjort"):
                deed(step=ended, by=cast.jens, at=NOW)


def test_a_step_may_be_taken_out(cast: Cast) -> None:
    assert actions.drop_step(step=agreed(cast), by=cast.jens, at=NOW).dropped_at == NOW


def test_a_goal_is_reached_or_laid_aside_once(cast: Cast) -> None:
    goal = GoalFactory(case=cast.aminas_case)
    with pytest.raises(actions.UnableToChangePlan, match="nået eller lagt væk"):
        actions.end_goal(goal=goal, by=cast.jens, at=NOW, state=GoalState.ACTIVE)

    assert actions.end_goal(goal=goal, by=cast.jens, at=NOW, state=GoalState.REACHED).ended_at == NOW
    with pytest.raises(actions.UnableToChangePlan, match="allerede nået"):
        actions.end_goal(goal=goal, by=cast.jens, at=NOW, state=GoalState.DROPPED)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"text": ""}, "hvad det går ud på"),
        ({"text": "x" * 301}, "for lang"),
        ({"due_on": date(2026, 3, 10)}, "allerede gået"),
    ],
)
def test_a_step_that_a_rule_forbids(cast: Cast, words: dict[str, object], says: str) -> None:
    with pytest.raises(actions.UnableToChangePlan, match=says):
        agreed(cast, **words)


def test_goals_and_wishes_of_others_do_not_belong(cast: Cast) -> None:
    with pytest.raises(actions.UnableToChangePlan, match="en anden sag"):
        agreed(cast, goal=GoalFactory(case=cast.bos_case))
    with pytest.raises(actions.UnableToChangePlan, match="en anden sag"):
        actions.set_goal(case=cast.aminas_case, by=cast.jens, at=NOW, text="Stald", wish=WishFactory(citizen=cast.bo))


@pytest.mark.parametrize(
    "deed",
    [
        agreed,
        lambda cast: actions.set_goal(case=cast.aminas_case, by=cast.jens, at=NOW, text="Stald"),
    ],
    ids=["agree_step", "set_goal"],
)
def test_the_plan_of_a_closed_case_stands_as_it_was(cast: Cast, deed: Callable[[Cast], object]) -> None:
    actions.close_case(case=cast.aminas_case, by=cast.jens, at=NOW, reason="moved")

    with pytest.raises(actions.UnableToChangePlan, match="lukket"):
        deed(cast)
    assert not Goal.objects.exists()
    assert not PlanStep.objects.exists()
