"""The plan: goals, small steps ticked off in place, and the answer to a wish."""

import pytest
from django.urls import reverse

from helevejen.cases.models import Goal, PlanStep
from helevejen.citizens.models import WishAnswer
from tests.factories.cases import GoalFactory, PlanStepFactory
from tests.factories.citizens import WishFactory
from tests.factories.times import NOW, TODAY
from tests.web.desk.htmx import from_file
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

STEP = {"cap": "company", "text": "Ringe til rideskolen", "owner": "we", "due_on": "20-3-2026"}


def url(name, pk):
    return reverse(f"desk:{name}", args=[pk])


def test_a_goal_is_set_under_a_wish(cast, sign_in):
    wish = WishFactory(citizen=cast.amina)
    client, address = sign_in(cast.jens), url("goal_set", cast.aminas_case.pk)
    assert wish.text in client.get(address).text
    page = client.post(address, {"text": "Et job med dyr", "wish": wish.pk}, follow=True).text
    goal = Goal.objects.get()
    assert (goal.text, goal.wish) == ("Et job med dyr", wish)
    assert "Målet står nu i planen." in page


def test_a_step_of_the_citizens_stands_under_their_name(cast, sign_in):
    PlanStepFactory(case=cast.aminas_case, owner="you", text="Ringe til rideskolen")
    PlanStepFactory(case=cast.aminas_case, owner="we", text="Finde en praktik")
    text = words_of(sign_in(cast.jens).get(url("case_detail", cast.aminas_case.pk)).text)
    assert "Amina Holm · Ringe til rideskolen" in text
    assert "Vi · Finde en praktik" in text
    assert "Du · " not in text


def test_another_citizens_wish_is_no_choice(cast, sign_in):
    wish = WishFactory(citizen=cast.bo)
    response = sign_in(cast.jens).post(url("goal_set", cast.aminas_case.pk), {"text": "Mål", "wish": wish.pk})
    assert response.status_code == 422
    assert not Goal.objects.exists()


def test_a_goal_is_ended_once(cast, sign_in):
    goal = GoalFactory(case=cast.aminas_case)
    client = sign_in(cast.jens)
    assert client.post(url("goal_end", goal.pk), {}).status_code == 422
    assert client.post(url("goal_end", goal.pk), {"state": "reached"}).status_code == 302
    again = client.post(url("goal_end", goal.pk), {"state": "dropped"})
    assert again.status_code == 422
    assert "Målet er allerede nået eller lagt væk." in again.text


def test_a_step_is_agreed_with_owner_and_day(cast, sign_in):
    goal = GoalFactory(case=cast.aminas_case)
    client, address = sign_in(cast.jens), url("step_agree", cast.aminas_case.pk)
    assert "25/03/2026" in client.get(address).text
    client.post(address, STEP | {"goal": goal.pk})
    step = PlanStep.objects.get()
    assert (step.text, step.owner, step.cap, step.goal, step.due_on.isoformat()) == (
        "Ringe til rideskolen",
        "we",
        "company",
        goal,
        "2026-03-20",
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"due_on": "1-3-2026"}, "Dagen er allerede gået."),
        ({"due_on": "snart"}, "Skriv datoen som dag, måned og år"),
        ({"text": ""}, "Skriv, hvad der skal gøres."),
    ],
)
def test_a_step_that_will_not_do_is_refused_with_what_to_do(cast, sign_in, change, words):
    response = sign_in(cast.jens).post(url("step_agree", cast.aminas_case.pk), STEP | change)
    assert response.status_code == 422
    assert words in response.text
    assert not PlanStep.objects.exists()


def test_a_step_is_ticked_off_in_its_place(cast, sign_in):
    step = PlanStepFactory(case=cast.aminas_case)
    client, case_id = sign_in(cast.jens), cast.aminas_case.pk
    response = client.post(url("step_finish", step.pk), headers=from_file(case_id))
    assert f"ved=skridt-{step.pk}" in response.headers["HX-Location"]
    step.refresh_from_db()
    assert (step.done_at, step.done_by) == (NOW, cast.jens)
    page = client.get(url("case_detail", case_id), {"gjort": "step_finished", "ved": f"skridt-{step.pk}"}).text
    assert "gjort 11. marts af Jens Bro" in page


def test_a_step_is_over_once_and_whoever_was_second_sees_the_plan_as_it_is(cast, sign_in):
    step = PlanStepFactory(case=cast.aminas_case, done=True)
    page = sign_in(cast.jens).post(url("step_drop", step.pk), follow=True).text
    assert "En anden var først" in page
    step.refresh_from_db()
    assert step.dropped_at is None


def test_a_wish_is_answered_with_why(cast, sign_in):
    wish = WishFactory(citizen=cast.amina, text="Jeg vil gerne arbejde med heste.")
    client = sign_in(cast.jens)
    assert "Jeg vil gerne arbejde med heste." in client.get(url("wish_answer", wish.pk)).text
    missing = client.post(url("wish_answer", wish.pk), {"kind": "used", "reason": ""})
    assert "Skriv hvorfor, så borgeren kan forstå svaret." in missing.text
    page = client.post(url("wish_answer", wish.pk), {"kind": "used", "reason": "Vi finder en praktik."}, follow=True)
    assert "Vi finder en praktik." in page.text
    assert WishAnswer.objects.get().answered_by == cast.jens
    again = client.post(url("wish_answer", wish.pk), {"kind": "cannot", "reason": "Nej."})
    assert "Ønsket er allerede besvaret." in again.text


def test_a_step_due_long_ago_by_us_is_late(cast, sign_in):
    PlanStepFactory(case=cast.aminas_case, due_on=TODAY.replace(day=1))
    assert "due--late-ours" in sign_in(cast.jens).get(url("case_detail", cast.aminas_case.pk)).text
